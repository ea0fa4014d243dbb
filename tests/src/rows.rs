//! Rows as they stand in a database, whoever keeps it.
//!
//! The central database and the plain copy of a phone's store have one typed table a kind, with
//! the same columns; both are read here into the same shape, so that replicas can be held against
//! each other row by row. Tombstones are left out, and so is what is default.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use shared::record::{FieldType, Kind};
use shared::value::{Fields, Value, canonical};

/// Rows by kind and id.
pub type Rows = BTreeMap<(Kind, String), Row>;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The feed that it belongs to.
    pub feed: String,
    /// Its place in that feed.
    pub seq: i64,
    /// Its fields that are not default.
    pub fields: Fields,
}

impl Row {
    /// The text in a field; empty where there is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        match self.fields.get(field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }
}

/// Opens a database that nothing may be written to.
///
/// # Errors
/// When there is none.
pub fn open(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(file, flags)
        .with_context(|| format!("cannot open {}", file.display()))
}

/// All rows of all kinds.
///
/// # Errors
/// When a table or a column is missing.
pub fn read(connection: &Connection) -> Result<Rows> {
    let mut rows = Rows::new();
    for kind in Kind::ALL {
        read_kind(connection, *kind, &mut rows)
            .with_context(|| format!("cannot read table {kind}"))?;
    }
    Ok(rows)
}

fn read_kind(connection: &Connection, kind: Kind, rows: &mut Rows) -> Result<()> {
    let columns: Vec<&str> = kind.fields().iter().map(|field| field.name).collect();
    let sql = format!(
        "SELECT feed, id, seq, extra, {} FROM {kind} WHERE deleted = 0 ORDER BY id",
        columns.join(", ")
    );
    let mut statement = connection.prepare(&sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let mut fields = match row.get::<_, Option<String>>(3)? {
            Some(extra) => serde_json::from_str(&extra)?,
            None => Fields::new(),
        };
        for (column, field) in (4..).zip(kind.fields()) {
            let value = to_value(row.get_ref(column)?, field.kind)?;
            fields.insert(field.name.to_owned(), value);
        }
        let row_read = Row { feed: row.get(0)?, seq: row.get(2)?, fields: canonical(fields) };
        rows.insert((kind, row.get(1)?), row_read);
    }
    Ok(())
}

fn to_value(column: ValueRef<'_>, kind: FieldType) -> Result<Value> {
    Ok(match (column, kind) {
        (ValueRef::Null, _) => Value::Null,
        (ValueRef::Integer(number), FieldType::Bool) => Value::Bool(number != 0),
        (ValueRef::Integer(number), _) => Value::Int(number),
        (other, _) => Value::from(other.as_str()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables as both stores have them, with columns of no type.
    fn empty() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for kind in Kind::ALL {
            let columns: String =
                kind.fields().iter().map(|field| format!(", {}", field.name)).collect();
            let sql = format!("CREATE TABLE {kind} (feed, id, seq, deleted, extra{columns})");
            connection.execute(&sql, []).unwrap();
        }
        connection
    }

    #[test]
    fn rows_are_read_without_what_is_default_or_deleted() {
        let connection = empty();
        let insert = "INSERT INTO visit (feed, id, seq, deleted, extra, outcome, minutes, informed)
                      VALUES ('mission/m', 'a', 7, 0, '{\"new\":1}', 'met', 4, 0),
                             ('mission/m', 'b', 8, 1, NULL, 'met', 4, 0)";
        connection.execute(insert, []).unwrap();
        let rows = read(&connection).unwrap();
        assert_eq!(rows.len(), 1);
        let row = &rows[&(Kind::Visit, "a".to_owned())];
        assert_eq!((row.seq, row.text("outcome")), (7, "met"));
        let names: Vec<&String> = row.fields.keys().collect();
        assert_eq!(names, ["minutes", "new", "outcome"]);
    }
}
