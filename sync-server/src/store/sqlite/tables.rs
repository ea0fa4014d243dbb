//! The statements of each kind's table, as SQLite wants them.

use std::sync::LazyLock;

use shared::record::Kind;

use crate::store::tables::{Dialect, Table, Tables};

/// The planner believes that a feed has ten rows, and reads all of them unless told otherwise.
const BY_KEY: &str = "INDEXED BY building_source_key";

static TABLES: LazyLock<Tables> =
    LazyLock::new(|| Tables::new(&Dialect { mark: '?', by_key: BY_KEY }));

/// The table of `kind`.
pub(super) fn of(kind: Kind) -> &'static Table {
    TABLES.of(kind)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use shared::record::{FieldType, Presence};

    use super::Kind;

    /// The migrations are text, reviewed as text; this holds them to the fields of each kind.
    #[test]
    fn every_kind_has_its_table_with_its_columns() {
        let connection = Connection::open_in_memory().unwrap();
        for migration in super::super::MIGRATIONS {
            connection.execute_batch(migration).unwrap();
        }
        for kind in Kind::ALL {
            let sql = "SELECT name, type, \"notnull\" FROM pragma_table_info(?1) ORDER BY cid";
            let mut statement = connection.prepare(sql).unwrap();
            let columns: Vec<(String, String, bool)> = statement
                .query_map([kind.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            for field in kind.fields() {
                let stored = match field.kind {
                    FieldType::Text | FieldType::Reference(_) => "TEXT",
                    FieldType::Int | FieldType::Bool => "INTEGER",
                };
                let required = field.presence != Presence::Optional;
                let column = (field.name.to_owned(), stored.to_owned(), required);
                assert!(columns.contains(&column), "{kind}.{} in {columns:?}", field.name);
            }
            assert_eq!(columns.len(), kind.fields().len() + 6, "{kind} has a column too many");
        }
    }
}
