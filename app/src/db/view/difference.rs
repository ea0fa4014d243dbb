//! Fields of which another value is kept than this phone wrote, of whatever record.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use shared::id::FeedId;
use uuid::Uuid;

use super::super::column::{Count, Word};
use super::super::{Db, DbError};

/// A field of which this phone wrote one value and another one is kept. The server has both, and a
/// supervisor can take the other one, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The feed of the record.
    pub feed: FeedId,
    /// Its kind: `visit`, `need`, `appointment`, `door`.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// The field.
    pub field: String,
    /// What this phone wrote; none for nothing.
    pub mine: Option<String>,
    /// What is kept; none for nothing.
    pub kept: Option<String>,
}

impl Db {
    /// All of them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn differences(&self) -> Result<Vec<Difference>, DbError> {
        let sql = "SELECT feed, kind, id, field, mine, kept FROM yielded \
                   ORDER BY feed, kind, id, field";
        let mut statement = self.connection.prepare_cached(sql)?;
        let all = statement.query_map([], |row| {
            let value = |text: String| (!text.is_empty()).then_some(text);
            Ok(Difference {
                feed: row.get::<_, Word<_>>(0)?.0,
                kind: row.get(1)?,
                record: row.get::<_, Word<_>>(2)?.0,
                field: row.get(3)?,
                mine: value(row.get(4)?),
                kept: value(row.get(5)?),
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the store fails.
    pub fn count_differences(&self) -> Result<u64, DbError> {
        let sql = "SELECT count(*) FROM yielded";
        let Count(count) = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(count)
    }

    /// Its author has chosen; both values stay with the server.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forget_difference(&mut self, difference: &Difference) -> Result<(), DbError> {
        let sql = "DELETE FROM yielded WHERE feed = ?1 AND kind = ?2 AND id = ?3 AND field = ?4";
        let Difference { feed, kind, record, field, .. } = difference;
        self.connection.execute(sql, params![Word(*feed), kind, Word(*record), field])?;
        self.changed.insert(*feed);
        Ok(())
    }
}
