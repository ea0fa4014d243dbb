//! The code that resets a forgotten PIN, and whether the server holds it. It lies in the store, so
//! only whoever has the store open could read it.

use rusqlite::{Connection, params};
use shared::time::Millis;
use shared::words::RecoveryWords;

use super::{Db, DbError};

impl Db {
    /// The code, and whether the server holds it; none for a store without a PIN.
    ///
    /// # Errors
    /// When the store fails.
    pub fn recovery(&self) -> Result<Option<(RecoveryWords, bool)>, DbError> {
        let sql = "SELECT recovery_code, recovery_kept FROM sync_state";
        let (code, kept): (String, bool) =
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if code.is_empty() {
            return Ok(None);
        }
        code.parse().map(|words| Some((words, kept))).map_err(DbError::damaged)
    }

    /// Keeps a new code, which the server does not hold yet.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep_recovery(&mut self, words: &RecoveryWords) -> Result<(), DbError> {
        let sql = "UPDATE sync_state SET recovery_code = ?1, recovery_kept = 0, \
                   recovery_told = 0";
        self.connection.execute(sql, [words.to_string()])?;
        Ok(())
    }

    /// Whether the code was read out to somebody, so that a new one is due.
    ///
    /// # Errors
    /// When the store fails.
    pub fn is_recovery_told(&self) -> Result<bool, DbError> {
        let sql = "SELECT recovery_told FROM sync_state";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Keeps what an answer said: that it took the code that was sent with the request, or that the
    /// code that it holds was read out.
    pub(crate) fn recovery_answered(
        &mut self,
        kept: Option<RecoveryWords>,
        told: bool,
    ) -> Result<(), DbError> {
        if let Some(words) = kept {
            // Another one may have been made while this one was on its way.
            let sql = "UPDATE sync_state SET recovery_kept = 1 WHERE recovery_code = ?1";
            self.connection.execute(sql, [words.to_string()])?;
        }
        if told {
            self.connection.execute("UPDATE sync_state SET recovery_told = 1", [])?;
        }
        Ok(())
    }

    /// When the phone was enrolled, and what its owner calls it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn enrolment(&self) -> Result<(Millis, Option<String>), DbError> {
        let sql = "SELECT enrolled_at, label FROM identity";
        let (at, label): (i64, String) =
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((Millis(at), (!label.is_empty()).then_some(label)))
    }

    /// Keeps what the owner calls the phone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep_label(&mut self, label: &str) -> Result<(), DbError> {
        self.connection.execute("UPDATE identity SET label = ?1", params![label])?;
        Ok(())
    }

    /// Minutes without a touch after which the app locks itself.
    ///
    /// # Errors
    /// When the store fails.
    pub fn autolock_minutes(&self) -> Result<u32, DbError> {
        let sql = "SELECT autolock_minutes FROM sync_state";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }
}

/// In another life of the central database the code may be lost: it is sent again.
pub(super) fn send_again(tx: &Connection) -> Result<(), DbError> {
    tx.execute("UPDATE sync_state SET recovery_kept = 0", [])?;
    Ok(())
}
