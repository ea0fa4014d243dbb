//! What the last contact with the server left.

use rusqlite::params;
use shared::protocol::{Standing, SyncAnswer};
use shared::time::Millis;

use super::{Db, DbError};

/// What the last contact with the server left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyncState {
    /// Whether the server lets this device read.
    pub(crate) standing: Standing,
    /// Whether it told this device news, as far as that had any.
    pub(crate) tells_news: bool,
    /// The server's time at the last contact.
    pub(crate) last_contact: Option<Millis>,
    /// The code of the last failure since then.
    pub(crate) last_error: Option<String>,
    /// How large a batch may be, in compressed bytes.
    pub(crate) batch_bytes: u32,
}

impl Db {
    pub(crate) fn sync_state(&self) -> Result<SyncState, DbError> {
        let sql = "SELECT standing, contact_server, last_error, batch_bytes, please_update \
                   FROM sync_state";
        let state = self.connection.query_row(sql, [], |row| {
            let (standing, contact, error): (String, i64, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let standing = parse(&standing);
            let please_update: bool = row.get(4)?;
            Ok(SyncState {
                standing,
                tells_news: standing == Standing::Active && !please_update,
                last_contact: (contact != 0).then_some(Millis(contact)),
                last_error: (!error.is_empty()).then_some(error),
                batch_bytes: row.get(3)?,
            })
        })?;
        Ok(state)
    }

    /// Keeps why the server could not be asked.
    pub(crate) fn keep_failure(&mut self, code: &str) -> Result<(), DbError> {
        let sql = "UPDATE sync_state SET last_error = ?1";
        self.connection.execute(sql, [code])?;
        Ok(())
    }

    /// Keeps how large the next batch may be.
    pub(crate) fn keep_batch_bytes(&mut self, bytes: u32) -> Result<(), DbError> {
        let sql = "UPDATE sync_state SET batch_bytes = ?1";
        self.connection.execute(sql, [bytes])?;
        Ok(())
    }
}

/// Keeps that there was an answer, in the transaction that applies it.
pub(super) fn keep_contact(
    tx: &rusqlite::Connection,
    answer: &SyncAnswer,
    own: Millis,
) -> Result<(), DbError> {
    let sql = "UPDATE sync_state SET standing = ?1, please_update = ?2, contact_server = ?3, \
               contact_own = ?4, last_error = ''";
    let values = params![word(answer.standing), answer.please_update, answer.now.0, own.0];
    tx.execute(sql, values)?;
    if let Some(key) = answer.seal_key {
        tx.execute("UPDATE sync_state SET seal_key = ?1", [key.to_string()])?;
    }
    Ok(())
}

pub(super) fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Active => "active",
        Standing::Revoked => "revoked",
        Standing::AccountClosed => "account_closed",
    }
}

fn parse(word: &str) -> Standing {
    match word {
        "revoked" => Standing::Revoked,
        "account_closed" => Standing::AccountClosed,
        _ => Standing::Active,
    }
}
