//! What backups hold: noted in the live database, so that phones may let go of what is safe.

use shared::id::{AccountId, EpochId, FeedId};
use shared::time::Millis;

use super::Session;
use super::codec::{Count, count, parse};
use crate::store::{BackupNote, Covered, StoreError};

impl Session<'_> {
    pub(super) fn durable_of(&self, feed: FeedId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT durable FROM feed, central WHERE feed = ?1 AND backups = 1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        rows.next()?.map(|row| count(row, 0)).transpose()
    }

    pub(super) fn aside_at_risk(
        &self,
        feed: FeedId,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM quarantine JOIN device_secret USING (device), central \
                   LEFT JOIN mark ON mark.feed = quarantine.feed \
                   AND mark.device = quarantine.device \
                   WHERE backups = 1 AND quarantine.feed = ?1 AND account = ?2 \
                   AND quarantine.n > ifnull(mark.durable, 0)";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.exists((feed.to_string(), account.to_string()))?)
    }

    pub(super) fn newest_backup(&self) -> Result<Option<BackupNote>, StoreError> {
        let sql = "SELECT made, file, size, hash FROM backup ORDER BY id DESC LIMIT 1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(BackupNote {
            made: Millis(row.get(0)?),
            file: row.get(1)?,
            size: count(row, 2)?,
            hash: row.get(3)?,
        }))
    }

    pub(super) fn all_counters(&self) -> Result<Covered, StoreError> {
        let mut covered = Covered::default();
        let mut statement = self.0.prepare("SELECT feed, seq FROM feed ORDER BY feed")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            covered.feeds.push((parse(row, 0)?, count(row, 1)?));
        }
        let sql = "SELECT feed, device, n FROM mark ORDER BY feed, device";
        let mut statement = self.0.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            covered.marks.push((parse(row, 0)?, parse(row, 1)?, count(row, 2)?));
        }
        Ok(covered)
    }

    pub(super) fn switch_backups(&self, made: bool) -> Result<bool, StoreError> {
        let sql = "SELECT backups FROM central WHERE id = 1";
        let before = self.0.query_row(sql, [], |row| row.get(0))?;
        self.0.execute("UPDATE central SET backups = ?1 WHERE id = 1", [made])?;
        Ok(before)
    }

    pub(super) fn insert_backup(
        &self,
        note: &BackupNote,
        covered: &Covered,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO backup (made, file, size, hash) VALUES (?1, ?2, ?3, ?4)";
        self.0.execute(sql, (note.made.0, &note.file, Count(note.size), &note.hash))?;
        // Two backups at once may be noted in either order; what is safe stays safe.
        let sql = "UPDATE feed SET durable = max(durable, ?2) WHERE feed = ?1";
        let mut statement = self.0.prepare(sql)?;
        for (feed, seq) in &covered.feeds {
            statement.execute((feed.to_string(), Count(*seq)))?;
        }
        let sql = "UPDATE mark SET durable = max(durable, ?3) WHERE feed = ?1 AND device = ?2";
        let mut statement = self.0.prepare(sql)?;
        for (feed, device, n) in &covered.marks {
            statement.execute((feed.to_string(), device.to_string(), Count(*n)))?;
        }
        Ok(())
    }

    pub(super) fn end_of(&self, epoch: EpochId, feed: FeedId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT seq FROM past_epoch WHERE epoch = ?1 AND feed = ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((epoch.to_string(), feed.to_string()))?;
        rows.next()?.map(|row| count(row, 0)).transpose()
    }

    pub(super) fn new_life(&self, epoch: EpochId) -> Result<(), StoreError> {
        let sql = "INSERT INTO past_epoch (epoch, feed, seq) \
                   SELECT central.epoch, feed, seq FROM feed, central";
        self.0.execute(sql, [])?;
        let sql = "UPDATE central SET epoch = ?1, backups = 1 WHERE id = 1";
        self.0.execute(sql, [epoch.to_string()])?;
        self.0.execute("UPDATE feed SET durable = seq", [])?;
        self.0.execute("UPDATE mark SET durable = n", [])?;
        Ok(())
    }
}
