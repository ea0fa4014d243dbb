//! After the app learned new kinds and fields: rows that an older version kept aside move into
//! their tables and columns. Nothing is asked from the server, and no sum changes.

use rusqlite::Connection;
use shared::id::FeedId;
use shared::record::Kind;
use uuid::Uuid;

use super::column::Word;
use super::table::Key;
use super::{DbError, table, unknown};

/// Runs at the end of the ladder, in its transaction.
pub(super) fn adopt(tx: &Connection) -> Result<(), DbError> {
    adopt_kinds(tx)?;
    adopt_fields(tx)
}

fn adopt_kinds(tx: &Connection) -> Result<(), DbError> {
    let sql = "SELECT feed, kind, id FROM unknown_row ORDER BY feed, kind, id";
    for (feed, name, id) in keys(tx, sql)? {
        let known = Kind::parse(&name).filter(|kind| kind.feed() == feed.kind());
        if let Some(kind) = known
            && let Some(row) = unknown::read(tx, feed, &name, id)?
        {
            table::write(tx, Key { feed, kind, id }, &row)?;
            unknown::delete(tx, feed, &name, id)?;
        }
    }
    Ok(())
}

/// Reading lays `extra` over the columns, and writing puts each value where it belongs.
fn adopt_fields(tx: &Connection) -> Result<(), DbError> {
    for kind in Kind::ALL {
        let sql = format!(
            "SELECT feed, '{kind}', id FROM {kind} WHERE extra <> '{{}}' ORDER BY feed, id"
        );
        for (feed, _, id) in keys(tx, &sql)? {
            let key = Key { feed, kind: *kind, id };
            if let Some(row) = table::read(tx, key)? {
                table::write(tx, key, &row)?;
            }
        }
    }
    Ok(())
}

fn keys(tx: &Connection, sql: &str) -> Result<Vec<(FeedId, String, Uuid)>, DbError> {
    let mut statement = tx.prepare(sql)?;
    let keys = statement.query_map([], |row| {
        let (Word(feed), Word(id)) = (row.get(0)?, row.get(2)?);
        Ok((feed, row.get(1)?, id))
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use shared::id::{AccountId, FeedKind, MissionId, TerritoryId};
    use shared::record::{FieldSpec, FieldType};
    use shared::value::{Fields, Value};

    use super::super::table::Row;
    use super::*;

    #[test]
    fn what_an_older_version_kept_aside_moves_to_where_it_belongs() {
        let store = Connection::open_in_memory().unwrap();
        for step in super::super::open::LADDER {
            store.execute_batch(step).unwrap();
        }
        let feed = FeedId::Catalogue;
        let fields = Fields::from([("name".to_owned(), Value::from("Chèque énergie"))]);
        let row = Row { seq: 4, fields };
        let (old, new) = (Uuid::from_u128(1), Uuid::from_u128(2));
        unknown::write(&store, feed, "service", old, row.clone()).unwrap();
        unknown::write(&store, feed, "moon", new, row.clone()).unwrap();
        let aside = r#"{"name":"Chèque énergie"}"#;
        let sql = "INSERT INTO service (feed, id, seq, extra) VALUES ('catalogue', ?1, 4, ?2)";
        store.execute(sql, rusqlite::params![new.to_string(), aside]).unwrap();

        adopt(&store).unwrap();

        for id in [old, new] {
            let kind = Kind::Service;
            assert_eq!(table::read(&store, Key { feed, kind, id }).unwrap(), Some(row.clone()));
        }
        let sql = "SELECT count(*) FROM service WHERE name IS NOT NULL AND extra = '{}'";
        let settled: i64 = store.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(settled, 2);
        assert_eq!(unknown::read(&store, feed, "moon", new).unwrap(), Some(row));
    }

    /// A phone that was older than a kind has kept its records, and loses none when it learns of it.
    #[test]
    fn records_of_any_kind_that_came_too_early_are_there_afterwards() {
        let store = Connection::open_in_memory().unwrap();
        for step in super::super::open::LADDER {
            store.execute_batch(step).unwrap();
        }
        let id = Uuid::from_u128(3);
        let feed = |kind: Kind| match kind.feed() {
            FeedKind::Catalogue => FeedId::Catalogue,
            FeedKind::Territory => FeedId::Territory(TerritoryId(id)),
            FeedKind::Mission => FeedId::Mission(MissionId(id)),
            FeedKind::Account => FeedId::Account(AccountId(id)),
        };
        let row = |kind: Kind| {
            let value = |field: &FieldSpec| match field.kind {
                FieldType::Int => Value::Int(3),
                FieldType::Bool => Value::Bool(true),
                FieldType::Text | FieldType::Reference(_) => Value::from("x"),
            };
            let known = kind.fields().iter().map(|field| (field.name.to_owned(), value(field)));
            Row { seq: 4, fields: known.chain([("later".to_owned(), Value::Int(7))]).collect() }
        };
        for kind in Kind::ALL.iter().copied() {
            unknown::write(&store, feed(kind), kind.as_str(), id, row(kind)).unwrap();
        }
        adopt(&store).unwrap();
        for kind in Kind::ALL.iter().copied() {
            let key = Key { feed: feed(kind), kind, id };
            assert_eq!(table::read(&store, key).unwrap(), Some(row(kind)), "{kind}");
            let left = unknown::read(&store, key.feed, kind.as_str(), id).unwrap();
            assert_eq!(left, None, "{kind}");
        }
    }
}
