//! What stands between this phone and its emptying.
//!
//! **Law**: nothing goes that the server could still lack, unless a sealed copy of it was handed over
//! first. A change that came after the copy counts again.

use rusqlite::params;

use super::column::Count;
use super::pictures::{AT_RISK, WELCOME};
use super::{Db, DbError};

impl Db {
    /// How much would be lost with this store: changes that wait, those that the server took and could
    /// still lose, and pictures alike. What was handed over as a copy is not among them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn at_stake(&self) -> Result<u64, DbError> {
        let sql = "SELECT count(*) FROM outbox LEFT JOIN feed ON feed.feed = outbox.feed \
                   WHERE position > (SELECT rescued FROM sync_state) AND (outbox.state = 'pending' \
                   OR (outbox.state = 'accepted' AND acked_seq > coalesce(durable, 0)))";
        let Count(changes) = self.connection.query_row(sql, [], |row| row.get(0))?;
        let sql = format!("SELECT count(*) FROM picture WHERE {AT_RISK} AND {WELCOME}");
        let Count(pictures) = self.connection.query_row(&sql, [], |row| row.get(0))?;
        Ok(changes + pictures)
    }

    /// The newest change of this phone; a copy that is made now holds all up to it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn newest_change(&self) -> Result<i64, DbError> {
        let sql = "SELECT coalesce(max(position), 0) FROM outbox";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Keeps that a copy of all changes up to `through` was handed over.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep_rescued(&mut self, through: i64) -> Result<(), DbError> {
        let sql = "UPDATE sync_state SET rescued = max(rescued, ?1)";
        self.connection.execute(sql, params![through])?;
        Ok(())
    }

    /// Whether a copy was handed over that holds something.
    ///
    /// # Errors
    /// When the store fails.
    pub fn has_rescued(&self) -> Result<bool, DbError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM outbox, sync_state WHERE position <= rescued \
                   AND state = 'pending')";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }
}
