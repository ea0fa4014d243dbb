//! Unsent work as a sealed file, for a phone that cannot sync any more.
//!
//! All of the outbox goes in: what waits, what is kept aside, and what was acknowledged and could
//! still be lost with the server. Nothing of it is changed or deleted here: the phone may sync
//! after all, and the server tells repeats by their numbers.

use std::io::Write;
use std::path::Path;

use shared::change::Change;
use shared::id::DeviceId;
use shared::rescue::Rescue;
use shared::seal::SealKey;
use shared::time::Millis;

use super::column::Word;
use super::{Db, DbError, Person, open, outbox};

impl Db {
    /// The server's key; none until it came with an answer.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn seal_key(&self) -> Result<Option<SealKey>, DbError> {
        let sql = "SELECT seal_key FROM sync_state";
        let text: String = self.connection.query_row(sql, [], |row| row.get(0))?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(DbError::damaged)
    }

    /// Writes all unsent work to `file`, which must not exist, and says how many changes it is.
    ///
    /// # Errors
    /// [`DbError::ExportExists`] if it does; else what stands in the way.
    pub fn rescue(
        &self,
        person: &Person,
        key: SealKey,
        file: &Path,
        now: Millis,
        random: &[u8; 32],
    ) -> Result<usize, DbError> {
        let (packed, changes) = self.rescue_bytes(person, key, now, random)?;
        let unusable = |error| DbError::Unusable { path: file.to_owned(), error };
        let mut out = open::private_file(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => DbError::ExportExists(file.to_owned()),
            _ => unusable(error),
        })?;
        let written = out.write_all(&packed).and_then(|()| out.sync_all());
        if let Err(error) = written {
            // Half a file must not be carried to the server.
            drop(std::fs::remove_file(file));
            return Err(unusable(error));
        }
        Ok(changes)
    }

    /// All unsent work as the bytes of such a file, and how many changes it is.
    ///
    /// # Errors
    /// When the store fails.
    pub fn rescue_bytes(
        &self,
        person: &Person,
        key: SealKey,
        now: Millis,
        random: &[u8; 32],
    ) -> Result<(Vec<u8>, usize), DbError> {
        let rescue = Rescue {
            device: person.identity.device,
            account: person.account,
            made: now,
            changes: self.unsent()?,
        };
        let token_hash = person.identity.token.hash();
        let packed = rescue.pack(key, &token_hash, random).map_err(DbError::damaged)?;
        Ok((packed, rescue.changes.len()))
    }

    /// The whole outbox, each change with the identity under which it is numbered.
    fn unsent(&self) -> Result<Vec<(DeviceId, Change)>, DbError> {
        let sql = format!("SELECT {}, device FROM outbox ORDER BY position", outbox::COLUMNS);
        let mut statement = self.connection.prepare(&sql)?;
        let changes = statement.query_map([], |row| {
            let Word(device) = row.get("device")?;
            Ok((device, outbox::change(row)?))
        })?;
        Ok(changes.collect::<Result<_, _>>()?)
    }
}
