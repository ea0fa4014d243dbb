//! The verbs that write, as the trait lists them; what is longer is in the files beside.

use shared::id::{AccountId, DeviceId, EpochId, FeedId};
use shared::merge::RowState;
use shared::record::Kind;
use shared::recovery::SealedRecovery;
use shared::time::Millis;
use uuid::Uuid;

use super::PgTx;
use super::query::bind;
use crate::store::{
    Accepted, BackupNote, Contact, Covered, DeviceSecret, EnrolmentCode, FeedState, Mark,
    Quarantined, StoreError, Write,
};

/// In order, so that no two writers wait for each other.
const LOCK: &str = "SELECT feed FROM feed WHERE feed = ANY($1) ORDER BY feed FOR UPDATE";

impl Write for PgTx<'_> {
    fn lock(&mut self, feeds: &[FeedId]) -> Result<(), StoreError> {
        let feeds: Vec<_> = feeds.iter().map(ToString::to_string).collect();
        self.tx.all(LOCK, bind![&feeds])?;
        Ok(())
    }

    /// A feed that somebody else is making is waited for, and is then there; whoever made it, it is
    /// locked.
    fn create_feed(&mut self, feed: FeedId) -> Result<(), StoreError> {
        let sql = "INSERT INTO feed (feed) VALUES ($1) ON CONFLICT DO NOTHING";
        self.tx.run(sql, bind![feed.to_string()])?;
        self.lock(&[feed])
    }

    fn set_feed(&mut self, feed: FeedId, state: FeedState) -> Result<(), StoreError> {
        let sql = "UPDATE feed SET seq = $2, floor = $3, count = $4, digest = $5 WHERE feed = $1";
        self.tx.run(
            sql,
            bind![
                feed.to_string(),
                state.seq,
                state.floor,
                state.sum.count,
                state.sum.digest.to_string(),
            ],
        )?;
        Ok(())
    }

    fn put_row(
        &mut self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        row: &RowState,
    ) -> Result<(), StoreError> {
        if row.is_erased() {
            return self.store_stub(feed, kind, id, row);
        }
        self.store(feed, kind, id, row)?;
        self.follow(feed, kind, id)
    }

    fn sweep(&mut self, feed: FeedId, seq: u64) -> Result<u64, StoreError> {
        self.sweep_tombstones(feed, seq)
    }

    fn add_history(&mut self, accepted: &Accepted<'_>) -> Result<(), StoreError> {
        self.append_history(accepted)
    }

    fn add_quarantine(&mut self, quarantined: &Quarantined) -> Result<(), StoreError> {
        self.put_aside(quarantined)
    }

    fn release_quarantine(
        &mut self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
        seq: u64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE quarantine SET released = $4 \
                   WHERE feed = $1 AND device = $2 AND n = $3";
        self.tx.run(sql, bind![feed.to_string(), device.to_string(), n, seq])?;
        Ok(())
    }

    fn set_mark(&mut self, feed: FeedId, device: DeviceId, mark: Mark) -> Result<(), StoreError> {
        let sql = "INSERT INTO mark (feed, device, n, stamp) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (feed, device) DO UPDATE SET n = excluded.n, stamp = excluded.stamp";
        let stamp = mark.stamp.map(|stamp| stamp.to_string());
        self.tx.run(sql, bind![feed.to_string(), device.to_string(), mark.n, stamp])?;
        Ok(())
    }

    fn add_membership(&mut self, account: AccountId, feed: FeedId) -> Result<(), StoreError> {
        let sql = "INSERT INTO membership (account, feed) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.tx.run(sql, bind![account.to_string(), feed.to_string()])?;
        Ok(())
    }

    fn add_device(&mut self, secret: &DeviceSecret) -> Result<(), StoreError> {
        self.insert_device(secret)
    }

    fn set_contact(&mut self, device: DeviceId, contact: &Contact) -> Result<(), StoreError> {
        self.upsert_contact(device, contact)
    }

    fn set_code(&mut self, code_hash: &[u8; 32], code: &EnrolmentCode) -> Result<(), StoreError> {
        self.upsert_code(code_hash, code)
    }

    fn set_backups(&mut self, made: bool) -> Result<bool, StoreError> {
        self.switch_backups(made)
    }

    fn add_backup(&mut self, note: &BackupNote, covered: &Covered) -> Result<(), StoreError> {
        self.insert_backup(note, covered)
    }

    fn begin_epoch(&mut self, epoch: EpochId) -> Result<(), StoreError> {
        self.new_life(epoch)
    }

    fn bar(&mut self, device: DeviceId, at: Millis) -> Result<(), StoreError> {
        let sql = "INSERT INTO barred_device (device, at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.tx.run(sql, bind![device.to_string(), at.0])?;
        Ok(())
    }

    fn set_recovery(
        &mut self,
        device: DeviceId,
        sealed: &SealedRecovery,
        now: Millis,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO recovery (device, sealed, received) VALUES ($1, $2, $3) \
                   ON CONFLICT (device) DO UPDATE SET sealed = excluded.sealed, \
                   received = excluded.received, told_at = NULL";
        self.tx.run(sql, bind![device.to_string(), sealed.0.as_slice(), now.0])?;
        Ok(())
    }

    fn tell_recovery(&mut self, device: DeviceId, now: Millis) -> Result<(), StoreError> {
        let sql = "UPDATE recovery SET told_at = $2 WHERE device = $1";
        self.tx.run(sql, bind![device.to_string(), now.0])?;
        Ok(())
    }

    fn set_seal_secret(&mut self, secret: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "INSERT INTO seal_key (id, secret) VALUES (1, $1) ON CONFLICT DO NOTHING";
        self.tx.run(sql, bind![secret.as_slice()])?;
        Ok(())
    }
}
