//! The verbs that only look, as the trait lists them; what is longer is in the files beside.

use shared::digest::FeedSum;
use shared::id::{AccountId, DeviceId, EpochId, FeedId};
use shared::merge::{RowState, Yielded};
use shared::protocol::{LetIn, Row};
use shared::record::Kind;
use shared::recovery::SealedRecovery;
use shared::time::Millis;
use shared::value::Fields;
use uuid::Uuid;

use super::query::{bind, count, damaged, hash, parse, parse_opt};
use super::{PgTx, history};
use crate::store::{
    BackupNote, Contact, Covered, DeviceSecret, EnrolmentCode, FeedState, Mark, Numbers, Past,
    Quarantined, Read, Receipt, StoreError,
};

impl Read for PgTx<'_> {
    fn epoch(&self) -> Result<EpochId, StoreError> {
        self.central("SELECT epoch FROM central WHERE id = 1")
    }

    fn desk(&self) -> Result<DeviceId, StoreError> {
        self.central("SELECT desk FROM central WHERE id = 1")
    }

    fn feeds(&self) -> Result<Vec<FeedId>, StoreError> {
        self.tx.listed("SELECT feed FROM feed ORDER BY feed", &[], |row| parse(row, 0))
    }

    fn feed(&self, feed: FeedId) -> Result<Option<FeedState>, StoreError> {
        let sql = "SELECT seq, floor, count, digest FROM feed WHERE feed = $1";
        let Some(row) = self.tx.one(sql, bind![feed.to_string()])? else {
            return Ok(None);
        };
        Ok(Some(FeedState {
            seq: count(&row, 0)?,
            floor: count(&row, 1)?,
            sum: FeedSum { count: count(&row, 2)?, digest: parse(&row, 3)? },
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
        let sql = format!("SELECT count(*) FROM {kind} WHERE feed = $1 AND deleted = 0");
        self.tx.one(&sql, bind![feed.to_string()])?.map_or(Ok(0), |row| count(&row, 0))
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
        let sql = "SELECT count(*), coalesce(max(seq), 0) FROM history WHERE feed = $1";
        let row = self.tx.one(sql, bind![feed.to_string()])?;
        let row = row.ok_or_else(|| damaged("no count"))?;
        Ok((count(&row, 0)?, count(&row, 1)?))
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
        let row = self.tx.one(history::LAST_BEFORE, bind![feed.to_string(), before.0])?;
        let last = row.map(|row| count(&row, 0)).transpose()?;
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
        let sql = "SELECT 1 FROM barred_device WHERE device = $1";
        self.tx.exists(sql, bind![device.to_string()])
    }

    fn seal_secret(&self) -> Result<Option<[u8; 32]>, StoreError> {
        let row = self.tx.one("SELECT secret FROM seal_key WHERE id = 1", &[])?;
        row.map(|row| hash(&row, 0)).transpose()
    }

    fn recovery(
        &self,
        device: DeviceId,
    ) -> Result<Option<(SealedRecovery, Option<Millis>)>, StoreError> {
        self.recovery_of(device)
    }

    /// Its pages are the database server's own affair; what it can be asked is whether a page was
    /// found broken, and whether an index or a foreign key was left unfinished.
    fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for sql in [
            "SELECT checksum_failures || ' broken pages were found by the database server' \
             FROM pg_stat_database \
             WHERE datname = current_database() AND checksum_failures > 0",
            "SELECT 'the index ' || indexrelid::regclass || ' is not whole' FROM pg_index \
             JOIN pg_class ON pg_class.oid = indexrelid \
             WHERE relnamespace = current_schema()::regnamespace AND NOT indisvalid ORDER BY 1",
            "SELECT conrelid::regclass || ' does not hold to ' || conname FROM pg_constraint \
             WHERE connamespace = current_schema()::regnamespace AND NOT convalidated \
             ORDER BY 1",
        ] {
            found.append(&mut self.sentences(sql)?);
        }
        Ok(found)
    }

    fn mark(&self, feed: FeedId, device: DeviceId) -> Result<Mark, StoreError> {
        let sql = "SELECT n, stamp FROM mark WHERE feed = $1 AND device = $2";
        let Some(row) = self.tx.one(sql, bind![feed.to_string(), device.to_string()])? else {
            return Ok(Mark::default());
        };
        Ok(Mark { n: count(&row, 0)?, stamp: parse_opt(&row, 1)? })
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
        let sql = "SELECT feed FROM membership WHERE account = $1 ORDER BY feed";
        self.tx.listed(sql, bind![account.to_string()], |row| parse(row, 0))
    }

    fn members(&self, feed: FeedId) -> Result<Vec<AccountId>, StoreError> {
        let sql = "SELECT account FROM membership WHERE feed = $1 ORDER BY account";
        self.tx.listed(sql, bind![feed.to_string()], |row| parse(row, 0))
    }

    fn assignments(
        &self,
        feed: FeedId,
        account: AccountId,
    ) -> Result<Vec<(Uuid, Fields)>, StoreError> {
        let sql = "SELECT id FROM assignment \
                   WHERE feed = $1 AND account = $2 AND deleted = 0 ORDER BY id";
        let key = bind![feed.to_string(), account.to_string()];
        let mut found = Vec::new();
        for row in self.tx.all(sql, key)? {
            let id = parse(&row, 0)?;
            found.push((id, self.load(feed, Kind::Assignment, id)?.fields()));
        }
        Ok(found)
    }

    fn device(&self, device: DeviceId) -> Result<Option<DeviceSecret>, StoreError> {
        self.secret("device", device.to_string().into())
    }

    fn device_by_token(&self, token_hash: &[u8; 32]) -> Result<Option<DeviceSecret>, StoreError> {
        self.secret("token_hash", token_hash.as_slice().into())
    }

    fn devices(&self) -> Result<Vec<(DeviceSecret, Option<Contact>)>, StoreError> {
        self.listed_devices(None)
    }

    fn code(&self, code_hash: &[u8; 32]) -> Result<Option<EnrolmentCode>, StoreError> {
        self.enrolment_code(code_hash)
    }
}

impl PgTx<'_> {
    fn central<T: std::str::FromStr>(&self, sql: &str) -> Result<T, StoreError>
    where
        T::Err: std::fmt::Display,
    {
        let row = self.tx.one(sql, &[])?;
        parse(&row.ok_or_else(|| damaged("the line of identity is gone"))?, 0)
    }

    /// The end of a statement that reads what a writer decides upon: nobody else may change it
    /// meanwhile.
    pub(super) fn locking(&self) -> &'static str {
        if self.writes { " FOR UPDATE" } else { "" }
    }
}
