//! The typed tables: rows as they are displayed, one table a kind.
//!
//! Statements are composed once from the specs of `shared`, so a field is named in one place. A
//! value that its column cannot hold, as a newer version may send, is kept in `extra` beside the
//! fields that this version does not know: what is read is what was written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};
use shared::change::DELETED;
use shared::id::FeedId;
use shared::record::{FieldSpec, FieldType, Kind};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::DbError;
use super::column::{Count, Json, Word};

/// Which row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) feed: FeedId,
    pub(super) kind: Kind,
    pub(super) id: Uuid,
}

/// A row: its canonical sequence number, 0 for one the server has not sent, and its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    pub(super) seq: u64,
    pub(super) fields: Fields,
}

pub(super) fn read(tx: &Connection, key: Key) -> Result<Option<Row>, DbError> {
    let mut statement = tx.prepare_cached(&statements(key.kind)?.select)?;
    let row = statement.query_row(params![Word(key.id), Word(key.feed)], |row| {
        let Count(seq) = row.get(0)?;
        let mut fields = Fields::new();
        if row.get(1)? {
            fields.insert(DELETED.to_owned(), Value::Bool(true));
        }
        let Json(extra) = row.get(2)?;
        for (index, spec) in key.kind.fields().iter().enumerate() {
            let value = match (spec.kind, row.get_ref(index + 3)?) {
                (_, ValueRef::Null) => continue,
                (FieldType::Bool, ValueRef::Integer(0)) => continue,
                (FieldType::Bool, _) => Value::Bool(true),
                (FieldType::Int, value) => Value::Int(value.as_i64()?),
                (FieldType::Text | FieldType::Reference(_), value) => Value::from(value.as_str()?),
            };
            fields.insert(spec.name.to_owned(), value);
        }
        fields.extend(extra);
        Ok(Row { seq, fields })
    });
    Ok(row.optional()?)
}

pub(super) fn write(tx: &Connection, key: Key, row: &Row) -> Result<(), DbError> {
    let mut extra = row.fields.clone();
    let deleted = take(&mut extra, DELETED, FieldType::Bool);
    let mut values = vec![
        Sql::Text(key.id.to_string()),
        Sql::Text(key.feed.to_string()),
        Sql::Integer(i64::try_from(row.seq).map_err(DbError::damaged)?),
        deleted,
    ];
    let columns = key.kind.fields().iter();
    values.extend(columns.map(|spec| take(&mut extra, spec.name, spec.kind)));
    let ToSqlOutput::Owned(extra) = Json(shared::value::canonical(extra)).to_sql()? else {
        return Err(DbError::damaged("JSON that is no text"));
    };
    values.push(extra);
    tx.prepare_cached(&statements(key.kind)?.write)?.execute(params_from_iter(values))?;
    Ok(())
}

pub(super) fn delete(tx: &Connection, key: Key) -> Result<(), DbError> {
    tx.prepare_cached(&statements(key.kind)?.delete)?
        .execute(params![Word(key.id), Word(key.feed)])?;
    Ok(())
}

/// Deletes all rows of a feed, and says how many there were.
pub(super) fn delete_feed(tx: &Connection, feed: FeedId) -> Result<usize, DbError> {
    let mut count = 0;
    for kind in Kind::of_feed(feed.kind()) {
        let sql = format!("DELETE FROM {kind} WHERE feed = ?1");
        count += tx.execute(&sql, [Word(feed)])?;
    }
    Ok(count)
}

/// Moves the value of one field from `fields` to what its column holds, if the column can.
fn take(fields: &mut Fields, name: &str, column: FieldType) -> Sql {
    let absent = match column {
        FieldType::Bool => Sql::Integer(0),
        FieldType::Int | FieldType::Text | FieldType::Reference(_) => Sql::Null,
    };
    match (column, fields.remove(name)) {
        (FieldType::Bool, Some(Value::Bool(truth))) => Sql::Integer(i64::from(truth)),
        (FieldType::Int, Some(Value::Int(number))) => Sql::Integer(number),
        (FieldType::Text | FieldType::Reference(_), Some(Value::Text(text))) => Sql::Text(text),
        (_, None) => absent,
        (_, Some(other)) => {
            fields.insert(name.to_owned(), other);
            absent
        }
    }
}

struct Statements {
    select: String,
    write: String,
    delete: String,
}

fn statements(kind: Kind) -> Result<&'static Statements, DbError> {
    static ALL: LazyLock<BTreeMap<Kind, Statements>> = LazyLock::new(|| {
        let of = |kind: &Kind| (*kind, Statements::of(*kind));
        Kind::ALL.iter().map(of).collect()
    });
    let found = ALL.get(&kind);
    found.ok_or_else(|| DbError::damaged(format_args!("no statements for {kind}")))
}

impl Statements {
    fn of(kind: Kind) -> Self {
        let names = kind.fields().iter().map(|FieldSpec { name, .. }| *name);
        let columns: Vec<&str> = names.collect();
        let columns = columns.join(", ");
        let places: Vec<String> =
            (1..=kind.fields().len() + 5).map(|place| format!("?{place}")).collect();
        Self {
            select: format!(
                "SELECT seq, deleted, extra, {columns} FROM {kind} WHERE id = ?1 AND feed = ?2"
            ),
            write: format!(
                "INSERT OR REPLACE INTO {kind} (id, feed, seq, deleted, {columns}, extra) \
                 VALUES ({})",
                places.join(", ")
            ),
            delete: format!("DELETE FROM {kind} WHERE id = ?1 AND feed = ?2"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema as the ladder leaves it, in memory.
    fn store() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for step in super::super::open::LADDER {
            connection.execute_batch(step).unwrap();
        }
        connection
    }

    #[test]
    fn every_field_of_every_kind_has_its_column() {
        let store = store();
        for kind in Kind::ALL {
            let sql = format!("SELECT name, type, \"notnull\" FROM pragma_table_info('{kind}')");
            let mut statement = store.prepare(&sql).unwrap();
            let mut columns: Vec<(String, String, bool)> = statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            let column =
                |name: &str, sort: &str, filled| (name.to_owned(), sort.to_owned(), filled);
            let mut expected = vec![
                column("feed", "TEXT", true),
                column("id", "TEXT", true),
                column("seq", "INTEGER", true),
                column("deleted", "INTEGER", true),
            ];
            expected.extend(kind.fields().iter().map(|spec| match spec.kind {
                FieldType::Text | FieldType::Reference(_) => column(spec.name, "TEXT", false),
                FieldType::Int => column(spec.name, "INTEGER", false),
                FieldType::Bool => column(spec.name, "INTEGER", true),
            }));
            expected.push(column("extra", "TEXT", true));
            // A field that came later has its column behind the others.
            columns.sort();
            expected.sort();
            assert_eq!(columns, expected, "{kind}");
        }
    }

    #[test]
    fn what_is_read_is_what_was_written_even_what_no_column_can_hold() {
        let store = store();
        let key = Key { feed: FeedId::Catalogue, kind: Kind::Visit, id: Uuid::from_u128(7) };
        let fields: Fields = serde_json::from_str(
            r#"{"deleted":true,"door":"d","informed":"yes","minutes":2.5,"mood":{"a":[1,null]},
                "note":"bonjour","started":5,"withdrawn":true}"#,
        )
        .unwrap();
        let row = Row { seq: 9, fields };
        write(&store, key, &row).unwrap();
        assert_eq!(read(&store, key).unwrap(), Some(row));
        delete(&store, key).unwrap();
        assert_eq!(read(&store, key).unwrap(), None);
    }
}
