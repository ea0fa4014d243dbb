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

    /// A phone that was older than answers has kept them, and loses none when it learns of them.
    #[test]
    fn signals_answers_and_tellings_that_came_too_early_are_there_afterwards() {
        let store = Connection::open_in_memory().unwrap();
        for step in super::super::open::LADDER {
            store.execute_batch(step).unwrap();
        }
        let (territory, mission) = (Uuid::from_u128(8), Uuid::from_u128(9));
        let territory = FeedId::Territory(shared::id::TerritoryId(territory));
        let mission = FeedId::Mission(shared::id::MissionId(mission));
        let kinds = [
            (territory, Kind::Answer, "action"),
            (territory, Kind::AnswerBuilding, "building"),
            (mission, Kind::Signal, "title"),
            (mission, Kind::Telling, "door"),
        ];
        let id = Uuid::from_u128(3);
        let row = |field: &str| {
            let fields = [(field, Value::from("x")), ("later", Value::Int(7))];
            let fields = fields.map(|(name, value)| (name.to_owned(), value));
            Row { seq: 4, fields: Fields::from(fields) }
        };
        for (feed, kind, field) in kinds {
            unknown::write(&store, feed, kind.as_str(), id, row(field)).unwrap();
        }
        adopt(&store).unwrap();
        for (feed, kind, field) in kinds {
            let key = Key { feed, kind, id };
            assert_eq!(table::read(&store, key).unwrap(), Some(row(field)), "{kind}");
            assert_eq!(unknown::read(&store, feed, kind.as_str(), id).unwrap(), None);
        }
    }
}
