//! What is kept aside, what was let in of it, and the answer that each change got.

use shared::change::ChangeHash;
use shared::id::{AccountId, DeviceId, FeedId};
use shared::protocol::{LetIn, Reason};
use shared::time::Millis;
use uuid::Uuid;

use super::Session;
use super::codec::{Count, count, damaged, hash, parse};
use crate::store::erasures::NO_HASH;
use crate::store::{Quarantined, Receipt, StoreError};

/// Without being told, the planner reads all that is kept aside of the feed.
pub(super) const OF_RECORD: &str = "SELECT 1 FROM quarantine INDEXED BY quarantine_record \
     WHERE feed = ?1 AND id = ?2 AND released IS NULL";

pub(super) const OPEN: &str = "SELECT device, hash, reason, received, change FROM quarantine \
     WHERE released IS NULL ORDER BY received, feed, device, n";

/// CROSS keeps the order: the few devices of the account, then what is kept aside of each.
pub(super) const LET_IN: &str = "SELECT device, n, released \
     FROM device_secret CROSS JOIN quarantine USING (device) \
     WHERE account = ?1 AND feed = ?2 AND released > ?3 AND released <= ?4 ORDER BY released";

impl Session<'_> {
    pub(super) fn receipt_of(
        &self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
    ) -> Result<Option<Receipt>, StoreError> {
        let key = (feed.to_string(), device.to_string(), Count(n));
        let sql =
            "SELECT hash, seq, id, erased FROM history WHERE feed = ?1 AND device = ?2 AND n = ?3";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(key)?;
        if let Some(row) = rows.next()? {
            let outcome = Ok(count(row, 1)?);
            let erased = if row.get(3)? { Some(parse(row, 2)?) } else { None };
            return Ok(Some(Receipt { hash: ChangeHash(hash(row, 0)?), outcome, erased }));
        }
        let key = (feed.to_string(), device.to_string(), Count(n));
        let sql = "SELECT hash, reason, id, ifnull(released, 0) FROM quarantine \
             WHERE feed = ?1 AND device = ?2 AND n = ?3";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(key)?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let reason = Reason::parse(row.get_ref(1)?.as_str().map_err(damaged)?);
        let hash = hash(row, 0)?;
        let erased = if hash == NO_HASH { Some(parse(row, 2)?) } else { None };
        // What was put right stands in the history as the desk's, under the number given here.
        let outcome = match count(row, 3)? {
            0 => Err(reason),
            seq => Ok(seq),
        };
        Ok(Some(Receipt { hash: ChangeHash(hash), outcome, erased }))
    }

    pub(super) fn is_aside(&self, feed: FeedId, id: Uuid) -> Result<bool, StoreError> {
        let mut statement = self.0.prepare_cached(OF_RECORD)?;
        Ok(statement.exists((feed.to_string(), id.to_string()))?)
    }

    pub(super) fn all_aside(&self) -> Result<Vec<Quarantined>, StoreError> {
        let mut statement = self.0.prepare_cached(OPEN)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let change = row.get_ref(4)?.as_str().map_err(damaged)?;
            found.push(Quarantined {
                device: parse(row, 0)?,
                hash: ChangeHash(hash(row, 1)?),
                reason: Reason::parse(row.get_ref(2)?.as_str().map_err(damaged)?),
                received: Millis(row.get(3)?),
                change: serde_json::from_str(change).map_err(damaged)?,
            });
        }
        Ok(found)
    }

    pub(super) fn let_in_of(
        &self,
        feed: FeedId,
        account: AccountId,
        after: u64,
        until: u64,
    ) -> Result<Vec<LetIn>, StoreError> {
        let mut statement = self.0.prepare_cached(LET_IN)?;
        let key = (account.to_string(), feed.to_string(), Count(after), Count(until));
        let mut rows = statement.query(key)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(LetIn { device: parse(row, 0)?, n: count(row, 1)?, seq: count(row, 2)? });
        }
        Ok(found)
    }

    pub(super) fn put_aside(&self, quarantined: &Quarantined) -> Result<(), StoreError> {
        let Quarantined { device, change, hash, reason, received } = quarantined;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO quarantine (feed, device, n, kind, id, hash, reason, received, change) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        statement.execute((
            change.feed.to_string(),
            device.to_string(),
            Count(change.n),
            &change.kind,
            change.id.to_string(),
            hash.0.as_slice(),
            reason.as_str(),
            received.0,
            serde_json::to_string(change).map_err(damaged)?,
        ))?;
        Ok(())
    }

    pub(super) fn note_release(
        &self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
        seq: u64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE quarantine SET released = ?4 \
                   WHERE feed = ?1 AND device = ?2 AND n = ?3";
        let mut statement = self.0.prepare_cached(sql)?;
        statement.execute((feed.to_string(), device.to_string(), Count(n), Count(seq)))?;
        Ok(())
    }
}
