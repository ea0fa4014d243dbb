//! The verbs that only look, as the trait lists them; what is longer is in the files beside.

use rusqlite::OptionalExtension;
use shared::digest::FeedSum;
use shared::id::{AccountId, DeviceId, EpochId, FeedId};
use shared::merge::{RowState, Yielded};
use shared::protocol::{LetIn, Row};
use shared::record::Kind;
use shared::recovery::SealedRecovery;
use shared::time::Millis;
use shared::value::Fields;
use uuid::Uuid;

use super::codec::{count, damaged, hash, parse, parse_opt};
use super::{Session, history};
use crate::store::{
    BackupNote, Contact, Covered, DeviceSecret, EnrolmentCode, FeedState, Mark, Numbers, Past,
    Quarantined, Read, Receipt, StoreError,
};

pub(super) const MEMBERS: &str = "SELECT account FROM membership WHERE feed = ?1 ORDER BY account";

/// The planner reads all of the mission's assignments unless told otherwise.
pub(super) const ASSIGNMENTS: &str = "SELECT id FROM assignment INDEXED BY assignment_account \
     WHERE feed = ?1 AND account = ?2 AND deleted = 0 ORDER BY id";

impl Read for Session<'_> {
    fn epoch(&self) -> Result<EpochId, StoreError> {
        self.central("SELECT epoch FROM central WHERE id = 1")
    }

    fn desk(&self) -> Result<DeviceId, StoreError> {
        self.central("SELECT desk FROM central WHERE id = 1")
    }

    fn feeds(&self) -> Result<Vec<FeedId>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT feed FROM feed ORDER BY feed")?;
        let mut rows = statement.query([])?;
        let mut feeds = Vec::new();
        while let Some(row) = rows.next()? {
            feeds.push(parse(row, 0)?);
        }
        Ok(feeds)
    }

    fn feed(&self, feed: FeedId) -> Result<Option<FeedState>, StoreError> {
        let sql = "SELECT seq, floor, count, digest FROM feed WHERE feed = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(FeedState {
            seq: count(row, 0)?,
            floor: count(row, 1)?,
            sum: FeedSum { count: count(row, 2)?, digest: parse(row, 3)? },
        }))
    }

    fn row(&self, feed: FeedId, kind: Kind, id: Uuid) -> Result<RowState, StoreError> {
        self.load(feed, kind, id)
    }

    fn rows(&self, feed: FeedId, kind: Kind) -> Result<Vec<(Uuid, Fields)>, StoreError> {
        let rows = self.select(feed, kind, None)?;
        Ok(rows.into_iter().map(|row| (row.id, row.fields)).collect())
    }

    fn count(&self, feed: FeedId, kind: Kind) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {kind} WHERE feed = ?1 AND deleted = 0");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        rows.next()?.map_or(Ok(0), |row| count(row, 0))
    }

    fn building_by_key(
        &self,
        feed: FeedId,
        key: &str,
    ) -> Result<Option<(Uuid, Fields)>, StoreError> {
        self.find_building(feed, key)
    }

    fn rows_after(&self, feed: FeedId, after: u64, limit: usize) -> Result<Vec<Row>, StoreError> {
        self.select_after(feed, after, limit)
    }

    fn history_extent(&self, feed: FeedId) -> Result<(u64, u64), StoreError> {
        let sql = "SELECT count(*), ifnull(max(seq), 0) FROM history WHERE feed = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let row = rows.next()?.ok_or_else(|| damaged("no count"))?;
        Ok((count(row, 0)?, count(row, 1)?))
    }

    fn history_records(
        &self,
        feed: FeedId,
        kind: Kind,
        after: Option<Uuid>,
        limit: usize,
    ) -> Result<Vec<Uuid>, StoreError> {
        self.records_of_history(feed, kind, after, limit)
    }

    fn yielded_of(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Vec<(u64, Yielded)>, StoreError> {
        self.yielded_of_record(feed, kind, id)
    }

    fn history_of(&self, feed: FeedId, kind: Kind, id: Uuid) -> Result<Vec<Past>, StoreError> {
        self.history_of_record(feed, kind, id)
    }

    fn numbers(&self, feed: FeedId) -> Result<Vec<Numbers>, StoreError> {
        self.numbers_of(feed)
    }

    fn last_before(&self, feed: FeedId, before: Millis) -> Result<Option<u64>, StoreError> {
        let mut statement = self.0.prepare_cached(history::LAST_BEFORE)?;
        let mut rows = statement.query((feed.to_string(), before.0))?;
        let last = rows.next()?.map(|row| count(row, 0)).transpose()?;
        Ok(last.filter(|seq| *seq > 0))
    }

    fn durable(&self, feed: FeedId) -> Result<Option<u64>, StoreError> {
        self.durable_of(feed)
    }

    fn past_end(&self, epoch: EpochId, feed: FeedId) -> Result<Option<u64>, StoreError> {
        self.end_of(epoch, feed)
    }

    fn has_aside_at_risk(&self, feed: FeedId, account: AccountId) -> Result<bool, StoreError> {
        self.aside_at_risk(feed, account)
    }

    fn last_backup(&self) -> Result<Option<BackupNote>, StoreError> {
        self.newest_backup()
    }

    fn extent(&self) -> Result<Covered, StoreError> {
        self.all_counters()
    }

    fn is_barred(&self, device: DeviceId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM barred_device WHERE device = ?1";
        Ok(self.0.prepare_cached(sql)?.exists([device.to_string()])?)
    }

    fn seal_secret(&self) -> Result<Option<[u8; 32]>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT secret FROM seal_key WHERE id = 1")?;
        let mut rows = statement.query([])?;
        rows.next()?.map(|row| hash(row, 0)).transpose()
    }

    fn recovery(
        &self,
        device: DeviceId,
    ) -> Result<Option<(SealedRecovery, Option<Millis>)>, StoreError> {
        self.recovery_of(device)
    }

    fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        // The text index remembers its layout from the last search of this connection, and only another
        // search asks whether somebody wrote since; its check alone would take that for damage.
        let search = "SELECT rowid FROM text_page WHERE text_page MATCH 'x' LIMIT 1";
        self.0.query_row(search, [], |_| Ok(())).optional()?;
        let mut statement = self.0.prepare("PRAGMA integrity_check(20)")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            let line = line?;
            if line != "ok" {
                found.push(line);
            }
        }
        let mut statement = self.0.prepare("PRAGMA foreign_key_check")?;
        let broken = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
        for broken in broken {
            let (table, parent) = broken?;
            found.push(format!("a row of {table} names a {parent} that is not there"));
        }
        Ok(found)
    }

    fn mark(&self, feed: FeedId, device: DeviceId) -> Result<Mark, StoreError> {
        let sql = "SELECT n, stamp FROM mark WHERE feed = ?1 AND device = ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((feed.to_string(), device.to_string()))?;
        let Some(row) = rows.next()? else {
            return Ok(Mark::default());
        };
        Ok(Mark { n: count(row, 0)?, stamp: parse_opt(row, 1)? })
    }

    fn receipt(
        &self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
    ) -> Result<Option<Receipt>, StoreError> {
        self.receipt_of(feed, device, n)
    }

    fn is_quarantined(&self, feed: FeedId, id: Uuid) -> Result<bool, StoreError> {
        self.is_aside(feed, id)
    }

    fn quarantined(&self) -> Result<Vec<Quarantined>, StoreError> {
        self.all_aside()
    }

    fn let_in(
        &self,
        feed: FeedId,
        account: AccountId,
        after: u64,
        until: u64,
    ) -> Result<Vec<LetIn>, StoreError> {
        self.let_in_of(feed, account, after, until)
    }

    fn memberships(&self, account: AccountId) -> Result<Vec<FeedId>, StoreError> {
        let sql = "SELECT feed FROM membership WHERE account = ?1 ORDER BY feed";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([account.to_string()])?;
        let mut feeds = Vec::new();
        while let Some(row) = rows.next()? {
            feeds.push(parse(row, 0)?);
        }
        Ok(feeds)
    }

    fn members(&self, feed: FeedId) -> Result<Vec<AccountId>, StoreError> {
        let mut statement = self.0.prepare_cached(MEMBERS)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut accounts = Vec::new();
        while let Some(row) = rows.next()? {
            accounts.push(parse(row, 0)?);
        }
        Ok(accounts)
    }

    fn assignments(
        &self,
        feed: FeedId,
        account: AccountId,
    ) -> Result<Vec<(Uuid, Fields)>, StoreError> {
        let mut statement = self.0.prepare_cached(ASSIGNMENTS)?;
        let mut rows = statement.query((feed.to_string(), account.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = parse(row, 0)?;
            found.push((id, self.load(feed, Kind::Assignment, id)?.fields()));
        }
        Ok(found)
    }

    fn device(&self, device: DeviceId) -> Result<Option<DeviceSecret>, StoreError> {
        self.secret("device", &device.to_string())
    }

    fn device_by_token(&self, token_hash: &[u8; 32]) -> Result<Option<DeviceSecret>, StoreError> {
        self.secret("token_hash", &token_hash.as_slice())
    }

    fn devices(&self) -> Result<Vec<(DeviceSecret, Option<Contact>)>, StoreError> {
        self.listed_devices(None)
    }

    fn code(&self, code_hash: &[u8; 32]) -> Result<Option<EnrolmentCode>, StoreError> {
        self.enrolment_code(code_hash)
    }
}

impl Session<'_> {
    fn central<T: std::str::FromStr>(&self, sql: &str) -> Result<T, StoreError>
    where
        T::Err: std::fmt::Display,
    {
        let mut statement = self.0.prepare_cached(sql)?;
        let text: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
        let text = text.ok_or_else(|| damaged("the line of identity is gone"))?;
        text.parse().map_err(damaged)
    }
}
