//! What one must know before a door is added or removed.

use rusqlite::{OptionalExtension, params};
use shared::id::{DoorId, FeedId, StairwellId};

use super::super::column::Word;
use super::super::{Db, DbError};

/// Where a new door would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landing {
    /// The feed of the territory.
    pub territory: FeedId,
    /// The last place that is taken, 0 where there is none.
    pub last_rank: i64,
}

impl Db {
    /// A landing of a stairwell; none for a stairwell that is not shown.
    ///
    /// # Errors
    /// When the store fails.
    pub fn landing(&self, stairwell: StairwellId, floor: i64) -> Result<Option<Landing>, DbError> {
        let sql = "SELECT feed, coalesce((SELECT max(rank) FROM door \
                   WHERE door.feed = stairwell.feed AND door.stairwell = stairwell.id \
                   AND door.floor = ?2 AND door.deleted = 0), 0) \
                   FROM stairwell WHERE id = ?1 AND deleted = 0 ORDER BY feed LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let landing = statement.query_row(params![Word(stairwell), floor], |row| {
            Ok(Landing { territory: row.get::<_, Word<_>>(0)?.0, last_rank: row.get(1)? })
        });
        Ok(landing.optional()?)
    }

    /// Whether anybody was at a door, in whatever mission on this phone; a visit that was taken back
    /// counts, since it may count again.
    ///
    /// # Errors
    /// When the store fails.
    pub fn has_visits(&self, door: DoorId) -> Result<bool, DbError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM visit WHERE door = ?1 AND deleted = 0)";
        Ok(self.connection.prepare_cached(sql)?.query_row([Word(door)], |row| row.get(0))?)
    }

    /// The territory of a door that was removed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn removed_door(&self, door: DoorId) -> Result<Option<FeedId>, DbError> {
        let sql = "SELECT feed FROM door WHERE id = ?1 AND deleted = 1 ORDER BY feed LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let feed = statement.query_row([Word(door)], |row| row.get::<_, Word<_>>(0)).optional()?;
        Ok(feed.map(|Word(feed)| feed))
    }
}
