//! What backups hold: noted in the live database, so that phones may let go of what is safe.

use shared::id::{AccountId, EpochId, FeedId};
use shared::time::Millis;

use super::PgTx;
use super::query::{at, bind, count, damaged, flag, parse};
use crate::store::{BackupNote, Covered, StoreError};

impl PgTx<'_> {
    pub(super) fn durable_of(&self, feed: FeedId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT durable FROM feed, central WHERE feed = $1 AND backups = 1";
        self.tx.one(sql, bind![feed.to_string()])?.map(|row| count(&row, 0)).transpose()
    }

    pub(super) fn aside_at_risk(
        &self,
        feed: FeedId,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM quarantine JOIN device_secret USING (device) \
                   CROSS JOIN central \
                   LEFT JOIN mark ON mark.feed = quarantine.feed \
                   AND mark.device = quarantine.device \
                   WHERE backups = 1 AND quarantine.feed = $1 AND account = $2 \
                   AND quarantine.n > coalesce(mark.durable, 0) LIMIT 1";
        self.tx.exists(sql, bind![feed.to_string(), account.to_string()])
    }

    pub(super) fn newest_backup(&self) -> Result<Option<BackupNote>, StoreError> {
        let sql = "SELECT made, file, size, hash FROM backup ORDER BY id DESC LIMIT 1";
        let Some(row) = self.tx.one(sql, &[])? else {
            return Ok(None);
        };
        Ok(Some(BackupNote {
            made: Millis(at(&row, 0)?),
            file: at(&row, 1)?,
            size: count(&row, 2)?,
            hash: at(&row, 3)?,
        }))
    }

    pub(super) fn all_counters(&self) -> Result<Covered, StoreError> {
        let sql = "SELECT feed, seq FROM feed ORDER BY feed";
        let feeds = self.tx.listed(sql, &[], |row| Ok((parse(row, 0)?, count(row, 1)?)))?;
        let sql = "SELECT feed, device, n FROM mark ORDER BY feed, device";
        let marks =
            self.tx.listed(sql, &[], |row| Ok((parse(row, 0)?, parse(row, 1)?, count(row, 2)?)))?;
        Ok(Covered { feeds, marks })
    }

    pub(super) fn switch_backups(&self, made: bool) -> Result<bool, StoreError> {
        let row = self.tx.one("SELECT backups FROM central WHERE id = 1 FOR UPDATE", &[])?;
        let before = flag(&row.ok_or_else(|| damaged("the line of identity is gone"))?, 0)?;
        self.tx.run("UPDATE central SET backups = $1 WHERE id = 1", bind![made])?;
        Ok(before)
    }

    pub(super) fn insert_backup(
        &self,
        note: &BackupNote,
        covered: &Covered,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO backup (made, file, size, hash) VALUES ($1, $2, $3, $4)";
        self.tx.run(sql, bind![note.made.0, &note.file, note.size, &note.hash])?;
        // Two backups at once may be noted in either order; what is safe stays safe.
        let sql = "UPDATE feed SET durable = greatest(durable, $2) WHERE feed = $1";
        for (feed, seq) in &covered.feeds {
            self.tx.run(sql, bind![feed.to_string(), *seq])?;
        }
        let sql = "UPDATE mark SET durable = greatest(durable, $3) \
                   WHERE feed = $1 AND device = $2";
        for (feed, device, n) in &covered.marks {
            self.tx.run(sql, bind![feed.to_string(), device.to_string(), *n])?;
        }
        Ok(())
    }

    pub(super) fn end_of(&self, epoch: EpochId, feed: FeedId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT seq FROM past_epoch WHERE epoch = $1 AND feed = $2";
        let row = self.tx.one(sql, bind![epoch.to_string(), feed.to_string()])?;
        row.map(|row| count(&row, 0)).transpose()
    }

    pub(super) fn new_life(&self, epoch: EpochId) -> Result<(), StoreError> {
        let sql = "INSERT INTO past_epoch (epoch, feed, seq) \
                   SELECT central.epoch, feed, seq FROM feed, central";
        self.tx.run(sql, &[])?;
        let sql = "UPDATE central SET epoch = $1, backups = 1 WHERE id = 1";
        self.tx.run(sql, bind![epoch.to_string()])?;
        self.tx.run("UPDATE feed SET durable = seq", &[])?;
        self.tx.run("UPDATE mark SET durable = n", &[])?;
        Ok(())
    }
}
