//! Erasures: stubs in the place of rows and changes; `remains` looks for what should be one.
//!
//! `secure_delete` overwrites what leaves a page, but not the places from which SQLite had moved it
//! before, when it split or joined pages. So the writer writes the whole file anew after an erasure,
//! and empties the write-ahead log; then what was erased is in no file of the database.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use shared::change::{Change, DELETED, ERASED};
use shared::id::{DoorId, FeedId, VisitId};
use shared::merge::{Register, RowState, Stamps};
use shared::protocol::Row;
use shared::record::Kind;
use shared::stamp::Stamp;
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::Session;
use super::codec::{Count, count, damaged, parse, parse_opt};
use super::tables;
use crate::store::erasures::NO_HASH;
use crate::store::{
    AsideName, Cause, Erasure, Named, ReadErasures, StoreError, Stub, WriteErasures,
};

mod remains;

/// No bound; SQLite counts in 63 bits.
const ALL: usize = i64::MAX as usize;

pub(super) const IS_ERASED: &str = "SELECT 1 FROM erased WHERE feed = ?1 AND id = ?2";

pub(super) const DOOR_ERASED: &str = "SELECT max(at) FROM erasure WHERE door = ?1";

pub(super) const VISITS_AT: &str =
    "SELECT feed, id FROM visit INDEXED BY visit_at_door WHERE door = ?1 ORDER BY feed, id";

impl ReadErasures for Session<'_> {
    fn is_erased(&self, feed: FeedId, id: Uuid) -> Result<bool, StoreError> {
        Ok(self.0.prepare_cached(IS_ERASED)?.exists((feed.to_string(), id.to_string()))?)
    }

    fn door_erased(&self, door: Uuid) -> Result<Option<Millis>, StoreError> {
        let mut statement = self.0.prepare_cached(DOOR_ERASED)?;
        let at: Option<i64> = statement.query_row([door.to_string()], |row| row.get(0))?;
        Ok(at.map(Millis))
    }

    fn erasure(&self, receipt: &str) -> Result<Option<Erasure>, StoreError> {
        let found = self.erasures("receipt = ?1", receipt, 1)?;
        Ok(found.into_iter().next())
    }

    fn erasures_of(&self, door: DoorId) -> Result<Vec<Erasure>, StoreError> {
        self.erasures("door = ?1", &door.to_string(), ALL)
    }

    fn erasures_for(&self, cause: Cause, limit: usize) -> Result<Vec<Erasure>, StoreError> {
        self.erasures("cause = ?1", cause.as_str(), limit)
    }

    fn visits_at(&self, door: DoorId) -> Result<Vec<(FeedId, VisitId)>, StoreError> {
        self.listed(VISITS_AT, [door.to_string()], |row| Ok((parse(row, 0)?, parse(row, 1)?)))
    }

    fn visits_in(&self, feed: FeedId, limit: usize) -> Result<Vec<VisitId>, StoreError> {
        let sql = "SELECT id FROM visit WHERE feed = ?1 ORDER BY id LIMIT ?2";
        self.listed(sql, (feed.to_string(), Count(limit as u64)), |row| parse(row, 0))
    }

    fn hanging(&self, feed: FeedId, kind: Kind, visit: VisitId) -> Result<Vec<Uuid>, StoreError> {
        let sql = format!(
            "SELECT id FROM {kind} INDEXED BY {kind}_visit \
             WHERE feed = ?1 AND visit = ?2 ORDER BY id"
        );
        self.listed(&sql, (feed.to_string(), visit.to_string()), |row| parse(row, 0))
    }

    fn aside_about(&self, ids: &BTreeSet<Uuid>) -> Result<Vec<AsideName>, StoreError> {
        self.find_aside(ids)
    }

    fn stands(&self, record: &Named) -> Result<bool, StoreError> {
        let kind = Kind::parse(&record.kind).filter(|kind| kind.feed() == record.feed.kind());
        match kind {
            Some(kind) => Ok(!self.load(record.feed, kind, record.id)?.is_absent()),
            None => Ok(false),
        }
    }

    fn changes_of(&self, record: &Named) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM history INDEXED BY history_record \
                   WHERE feed = ?1 AND kind = ?2 AND id = ?3 AND erased = 0";
        let key = (record.feed.to_string(), &record.kind, record.id.to_string());
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(key)?;
        rows.next()?.map_or(Ok(0), |row| count(row, 0))
    }

    fn erasure_remains(&self) -> Result<Vec<String>, StoreError> {
        self.find_remains()
    }
}

impl WriteErasures for Session<'_> {
    fn strip(&mut self, record: &Named) -> Result<(), StoreError> {
        let key = (record.feed.to_string(), &record.kind, record.id.to_string());
        let sql = "DELETE FROM yielded WHERE feed = ?1 AND seq IN (SELECT seq FROM history \
                   INDEXED BY history_record WHERE feed = ?1 AND kind = ?2 AND id = ?3)";
        self.0.prepare_cached(sql)?.execute((&key.0, key.1, &key.2))?;
        let sql = "UPDATE history INDEXED BY history_record \
                   SET fields = '{}', added = NULL, stamps = '', base_epoch = NULL, \
                   base_seq = NULL, at = 0, clock = 0, hash = ?4, relation = 'sequential', \
                   erased = 1 WHERE feed = ?1 AND kind = ?2 AND id = ?3";
        let values = (&key.0, key.1, &key.2, NO_HASH.as_slice());
        self.0.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn strip_aside(&mut self, aside: &AsideName) -> Result<(), StoreError> {
        let AsideName { record, device, n } = aside;
        let stub = Change {
            feed: record.feed,
            n: *n,
            kind: record.kind.clone(),
            id: record.id,
            at: Millis(0),
            clock: shared::time::ClockSession(0),
            fields: Fields::new(),
            base: None,
        };
        let sql = "UPDATE quarantine SET change = ?4, hash = ?5, released = ifnull(released, 0), \
                   set_aside_why = NULL WHERE feed = ?1 AND device = ?2 AND n = ?3";
        self.0.prepare_cached(sql)?.execute((
            record.feed.to_string(),
            device.to_string(),
            Count(*n),
            serde_json::to_string(&stub).map_err(damaged)?,
            NO_HASH.as_slice(),
        ))?;
        Ok(())
    }

    fn put_stub(
        &mut self,
        record: &Named,
        seq: u64,
        stamp: Option<Stamp>,
    ) -> Result<(), StoreError> {
        let stamps = stamp.map(|stamp| stub_stamps(stamp, seq));
        let sql = "INSERT OR REPLACE INTO erased (feed, kind, id, seq, stamps) \
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        self.0.prepare_cached(sql)?.execute((
            record.feed.to_string(),
            &record.kind,
            record.id.to_string(),
            Count(seq),
            stamps.unwrap_or_default(),
        ))?;
        Ok(())
    }

    fn add_stub(&mut self, stub: &Stub) -> Result<(), StoreError> {
        let Stub { record, device, n, seq, received, makes } = stub;
        let (stamps, fields) = match makes {
            Some(stamp) => (stub_stamps(*stamp, *seq), shared::change::stub_fields()),
            None => (String::new(), Fields::new()),
        };
        let sql = "INSERT INTO history (feed, seq, kind, id, device, n, hash, at, clock, stamps, \
                   relation, received, fields, erased) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, ?8, 'sequential', ?9, ?10, 1)";
        self.0.prepare_cached(sql)?.execute((
            record.feed.to_string(),
            Count(*seq),
            &record.kind,
            record.id.to_string(),
            device.to_string(),
            Count(*n),
            NO_HASH.as_slice(),
            stamps,
            received.0,
            serde_json::to_string(&fields).map_err(damaged)?,
        ))?;
        Ok(())
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        self.0.execute("UPDATE central SET scrubs = scrubs + 1", [])?;
        Ok(())
    }

    fn add_erasure(&mut self, erasure: &Erasure) -> Result<(), StoreError> {
        let sql = "INSERT INTO erasure (receipt, at, cause, door, account, records) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.0.prepare_cached(sql)?.execute((
            &erasure.receipt,
            erasure.at.0,
            erasure.cause.as_str(),
            erasure.door.map(|door| door.to_string()),
            erasure.account.map(|account| account.to_string()),
            Count(erasure.records),
        ))?;
        Ok(())
    }
}

impl Session<'_> {
    /// The stub of a record; an absent row if it is none.
    pub(super) fn load_stub(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<RowState, StoreError> {
        let sql = "SELECT stamps FROM erased WHERE feed = ?1 AND kind = ?2 AND id = ?3";
        let mut statement = self.0.prepare_cached(sql)?;
        let key = (feed.to_string(), kind.as_str(), id.to_string());
        let mut rows = statement.query(key)?;
        let Some(row) = rows.next()? else {
            return Ok(RowState::default());
        };
        let stamps: Stamps = parse(row, 0)?;
        let registers = stamps.0.into_iter();
        let stub = |(name, (stamp, seq))| (name, Register { value: Value::Bool(true), stamp, seq });
        Ok(RowState { registers: registers.map(stub).collect() })
    }

    /// Puts a stub in the place of a row; what hung on it is gone already. What the pages showed of
    /// it goes with it.
    pub(super) fn store_stub(
        &mut self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        row: &RowState,
    ) -> Result<(), StoreError> {
        let visit = match kind.field("visit") {
            Some(_) => {
                let sql = format!("SELECT visit FROM {kind} WHERE feed = ?1 AND id = ?2");
                let mut statement = self.0.prepare_cached(&sql)?;
                let key = (feed.to_string(), id.to_string());
                let visit = statement.query_row(key, |row| row.get::<_, Option<String>>(0));
                // What was told at a door may hang on no visit.
                visit.optional()?.flatten()
            }
            None => None,
        };
        self.0
            .prepare_cached(&tables::of(kind).delete)?
            .execute((feed.to_string(), id.to_string()))?;
        let stamp = row.registers.get(ERASED).map(|register| register.stamp);
        let record = Named { feed, kind: kind.as_str().to_owned(), id };
        self.put_stub(&record, row.seq(), stamp)?;
        self.follow(feed, kind, id)?;
        visit.map_or(Ok(()), |visit| self.follow_erased(feed, &visit))
    }

    /// Stubs of a feed, in the order of their sequence numbers.
    pub(super) fn stubs_after(
        &self,
        feed: FeedId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let sql = "SELECT kind, id, seq FROM erased INDEXED BY erased_seq \
                   WHERE feed = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
        self.listed(sql, (feed.to_string(), Count(after), Count(limit as u64)), |row| {
            let fields = shared::change::stub_fields();
            Ok(Row { kind: row.get(0)?, id: parse(row, 1)?, seq: count(row, 2)?, fields })
        })
    }

    fn erasures(
        &self,
        condition: &str,
        value: &str,
        limit: usize,
    ) -> Result<Vec<Erasure>, StoreError> {
        let sql = format!(
            "SELECT receipt, at, cause, door, account, records FROM erasure \
             WHERE {condition} ORDER BY id DESC LIMIT ?2"
        );
        self.listed(&sql, (value, Count(limit as u64)), |row| {
            let cause = row.get_ref(2)?.as_str().map_err(damaged)?;
            Ok(Erasure {
                receipt: row.get(0)?,
                at: Millis(row.get(1)?),
                cause: Cause::parse(cause).ok_or_else(|| damaged("an unknown cause"))?,
                door: parse_opt(row, 3)?,
                account: parse_opt(row, 4)?,
                records: count(row, 5)?,
            })
        })
    }

    /// What a statement lists, each line read alike.
    pub(super) fn listed<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: fn(&rusqlite::Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}

/// The stamps of a stub, as they are stored: both of its fields were written by one change.
fn stub_stamps(stamp: Stamp, seq: u64) -> String {
    Stamps([DELETED, ERASED].map(|name| (name.to_owned(), (stamp, seq))).into()).to_string()
}
