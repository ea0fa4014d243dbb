//! What is kept aside, what was let in of it, and the answer that each change got.

use shared::change::ChangeHash;
use shared::id::{AccountId, DeviceId, FeedId};
use shared::protocol::{LetIn, Reason};
use shared::time::Millis;
use uuid::Uuid;

use super::PgTx;
use super::query::{at, bind, count, damaged, flag, hash, parse};
use crate::store::erasures::NO_HASH;
use crate::store::{Quarantined, Receipt, StoreError};

impl PgTx<'_> {
    pub(super) fn receipt_of(
        &self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
    ) -> Result<Option<Receipt>, StoreError> {
        let (feed, device) = (feed.to_string(), device.to_string());
        let key = bind![&feed, &device, n];
        let sql =
            "SELECT hash, seq, id, erased FROM history WHERE feed = $1 AND device = $2 AND n = $3";
        if let Some(row) = self.tx.one(sql, key)? {
            let outcome = Ok(count(&row, 1)?);
            let erased = if flag(&row, 3)? { Some(parse(&row, 2)?) } else { None };
            return Ok(Some(Receipt { hash: ChangeHash(hash(&row, 0)?), outcome, erased }));
        }
        let sql = "SELECT hash, reason, id, coalesce(released, 0) FROM quarantine \
             WHERE feed = $1 AND device = $2 AND n = $3";
        let Some(row) = self.tx.one(sql, key)? else {
            return Ok(None);
        };
        let reason = Reason::parse(at(&row, 1)?);
        let hash = hash(&row, 0)?;
        let erased = if hash == NO_HASH { Some(parse(&row, 2)?) } else { None };
        // What was put right stands in the history as the desk's, under the number given here.
        let outcome = match count(&row, 3)? {
            0 => Err(reason),
            seq => Ok(seq),
        };
        Ok(Some(Receipt { hash: ChangeHash(hash), outcome, erased }))
    }

    pub(super) fn is_aside(&self, feed: FeedId, id: Uuid) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM quarantine WHERE feed = $1 AND id = $2 AND released IS NULL";
        self.tx.exists(sql, bind![feed.to_string(), id.to_string()])
    }

    pub(super) fn all_aside(&self) -> Result<Vec<Quarantined>, StoreError> {
        let sql = "SELECT device, hash, reason, received, change FROM quarantine \
                   WHERE released IS NULL ORDER BY received, feed, device, n";
        self.tx.listed(sql, &[], |row| {
            Ok(Quarantined {
                device: parse(row, 0)?,
                hash: ChangeHash(hash(row, 1)?),
                reason: Reason::parse(at(row, 2)?),
                received: Millis(at(row, 3)?),
                change: serde_json::from_str(at(row, 4)?).map_err(damaged)?,
            })
        })
    }

    pub(super) fn let_in_of(
        &self,
        feed: FeedId,
        account: AccountId,
        after: u64,
        until: u64,
    ) -> Result<Vec<LetIn>, StoreError> {
        let sql = "SELECT device, n, released \
                   FROM device_secret JOIN quarantine USING (device) \
                   WHERE account = $1 AND feed = $2 AND released > $3 AND released <= $4 \
                   ORDER BY released";
        let key = bind![account.to_string(), feed.to_string(), after, until];
        self.tx.listed(sql, key, |row| {
            Ok(LetIn { device: parse(row, 0)?, n: count(row, 1)?, seq: count(row, 2)? })
        })
    }

    pub(super) fn put_aside(&self, quarantined: &Quarantined) -> Result<(), StoreError> {
        let Quarantined { device, change, hash, reason, received } = quarantined;
        self.tx.run(
            "INSERT INTO quarantine (feed, device, n, kind, id, hash, reason, received, change) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            bind![
                change.feed.to_string(),
                device.to_string(),
                change.n,
                &change.kind,
                change.id.to_string(),
                hash.0.as_slice(),
                reason.as_str(),
                received.0,
                serde_json::to_string(change).map_err(damaged)?,
            ],
        )?;
        Ok(())
    }
}
