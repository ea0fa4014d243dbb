//! Erasures: stubs in the place of rows and changes; `remains` looks for what should be one.
//!
//! What a row said before stays in the database's files until it is vacuumed, and in its write-ahead
//! log as long as that is kept; docs/operate.md says how long that may be.

use std::collections::BTreeSet;

use shared::change::{Change, DELETED, ERASED};
use shared::id::{DoorId, FeedId, VisitId};
use shared::merge::{Register, RowState, Stamps};
use shared::protocol::Row;
use shared::record::Kind;
use shared::stamp::Stamp;
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::PgTx;
use super::query::{at, bind, count, damaged, parse, parse_opt};
use super::tables;
use crate::store::erasures::NO_HASH;
use crate::store::{
    AsideName, Cause, Erasure, Named, ReadErasures, StoreError, Stub, WriteErasures,
};

mod remains;

/// No bound; the database counts in 63 bits.
const ALL: usize = i64::MAX as usize;

impl ReadErasures for PgTx<'_> {
    fn is_erased(&self, feed: FeedId, id: Uuid) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM erased WHERE feed = $1 AND id = $2";
        self.tx.exists(sql, bind![feed.to_string(), id.to_string()])
    }

    fn door_erased(&self, door: Uuid) -> Result<Option<Millis>, StoreError> {
        let sql = "SELECT max(at) FROM erasure WHERE door = $1";
        let row = self.tx.one(sql, bind![door.to_string()])?;
        let last: Option<i64> = row.map_or(Ok(None), |row| at(&row, 0))?;
        Ok(last.map(Millis))
    }

    fn erasure(&self, receipt: &str) -> Result<Option<Erasure>, StoreError> {
        let found = self.erasures("receipt = $1", receipt, 1)?;
        Ok(found.into_iter().next())
    }

    fn erasures_of(&self, door: DoorId) -> Result<Vec<Erasure>, StoreError> {
        self.erasures("door = $1", &door.to_string(), ALL)
    }

    fn erasures_for(&self, cause: Cause, limit: usize) -> Result<Vec<Erasure>, StoreError> {
        self.erasures("cause = $1", cause.as_str(), limit)
    }

    fn visits_at(&self, door: DoorId) -> Result<Vec<(FeedId, VisitId)>, StoreError> {
        let sql = "SELECT feed, id FROM visit WHERE door = $1 ORDER BY feed, id";
        let key = bind![door.to_string()];
        self.tx.listed(sql, key, |row| Ok((parse(row, 0)?, parse(row, 1)?)))
    }

    fn visits_in(&self, feed: FeedId, limit: usize) -> Result<Vec<VisitId>, StoreError> {
        let sql = "SELECT id FROM visit WHERE feed = $1 ORDER BY id LIMIT $2";
        self.tx.listed(sql, bind![feed.to_string(), limit], |row| parse(row, 0))
    }

    fn hanging(&self, feed: FeedId, kind: Kind, visit: VisitId) -> Result<Vec<Uuid>, StoreError> {
        let sql = format!("SELECT id FROM {kind} WHERE feed = $1 AND visit = $2 ORDER BY id");
        self.tx.listed(&sql, bind![feed.to_string(), visit.to_string()], |row| parse(row, 0))
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
        let sql = "SELECT count(*) FROM history \
                   WHERE feed = $1 AND kind = $2 AND id = $3 AND erased = 0";
        let key = bind![record.feed.to_string(), &record.kind, record.id.to_string()];
        self.tx.one(sql, key)?.map_or(Ok(0), |row| count(&row, 0))
    }

    fn erasure_remains(&self) -> Result<Vec<String>, StoreError> {
        self.find_remains()
    }
}

impl WriteErasures for PgTx<'_> {
    fn strip(&mut self, record: &Named) -> Result<(), StoreError> {
        let (feed, id) = (record.feed.to_string(), record.id.to_string());
        let sql = "DELETE FROM yielded WHERE feed = $1 AND seq IN (SELECT seq FROM history \
                   WHERE feed = $1 AND kind = $2 AND id = $3)";
        self.tx.run(sql, bind![&feed, &record.kind, &id])?;
        let sql = "UPDATE history \
                   SET fields = '{}', added = NULL, stamps = '', base_epoch = NULL, \
                   base_seq = NULL, at = 0, clock = 0, hash = $4, relation = 'sequential', \
                   erased = 1 WHERE feed = $1 AND kind = $2 AND id = $3";
        self.tx.run(sql, bind![&feed, &record.kind, &id, NO_HASH.as_slice()])?;
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
        let sql = "UPDATE quarantine SET change = $4, hash = $5, \
                   released = coalesce(released, 0), set_aside_why = NULL \
                   WHERE feed = $1 AND device = $2 AND n = $3";
        self.tx.run(
            sql,
            bind![
                record.feed.to_string(),
                device.to_string(),
                *n,
                serde_json::to_string(&stub).map_err(damaged)?,
                NO_HASH.as_slice(),
            ],
        )?;
        Ok(())
    }

    fn put_stub(
        &mut self,
        record: &Named,
        seq: u64,
        stamp: Option<Stamp>,
    ) -> Result<(), StoreError> {
        let stamps = stamp.map(|stamp| stub_stamps(stamp, seq));
        let sql = "INSERT INTO erased (feed, kind, id, seq, stamps) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (feed, id, kind) DO UPDATE SET seq = excluded.seq, \
                   stamps = excluded.stamps";
        self.tx.run(
            sql,
            bind![
                record.feed.to_string(),
                &record.kind,
                record.id.to_string(),
                seq,
                stamps.unwrap_or_default(),
            ],
        )?;
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
                   VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, 'sequential', $9, $10, 1)";
        self.tx.run(
            sql,
            bind![
                record.feed.to_string(),
                *seq,
                &record.kind,
                record.id.to_string(),
                device.to_string(),
                *n,
                NO_HASH.as_slice(),
                stamps,
                received.0,
                serde_json::to_string(&fields).map_err(damaged)?,
            ],
        )?;
        Ok(())
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        self.tx.run("UPDATE central SET scrubs = scrubs + 1", &[])?;
        Ok(())
    }

    fn add_erasure(&mut self, erasure: &Erasure) -> Result<(), StoreError> {
        let sql = "INSERT INTO erasure (receipt, at, cause, door, account, records) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        self.tx.run(
            sql,
            bind![
                &erasure.receipt,
                erasure.at.0,
                erasure.cause.as_str(),
                erasure.door.map(|door| door.to_string()),
                erasure.account.map(|account| account.to_string()),
                erasure.records,
            ],
        )?;
        Ok(())
    }
}

impl PgTx<'_> {
    /// The stub of a record; an absent row if it is none.
    pub(super) fn load_stub(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<RowState, StoreError> {
        let sql = "SELECT stamps FROM erased WHERE feed = $1 AND kind = $2 AND id = $3";
        let key = bind![feed.to_string(), kind.as_str(), id.to_string()];
        let Some(row) = self.tx.one(sql, key)? else {
            return Ok(RowState::default());
        };
        let stamps: Stamps = parse(&row, 0)?;
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
        // What was told at a door may hang on no visit.
        let visit: Option<String> = match kind.field("visit") {
            Some(_) => {
                let sql = format!("SELECT visit FROM {kind} WHERE feed = $1 AND id = $2");
                let found = self.tx.one(&sql, bind![feed.to_string(), id.to_string()])?;
                found.map_or(Ok(None), |row| at(&row, 0))?
            }
            None => None,
        };
        self.tx.run(&tables::of(kind).delete, bind![feed.to_string(), id.to_string()])?;
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
        let sql = "SELECT kind, id, seq FROM erased \
                   WHERE feed = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        self.tx.listed(sql, bind![feed.to_string(), after, limit], |row| {
            let fields = shared::change::stub_fields();
            Ok(Row { kind: at(row, 0)?, id: parse(row, 1)?, seq: count(row, 2)?, fields })
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
             WHERE {condition} ORDER BY id DESC LIMIT $2"
        );
        self.tx.listed(&sql, bind![value, limit], |row| {
            Ok(Erasure {
                receipt: at(row, 0)?,
                at: Millis(at(row, 1)?),
                cause: Cause::parse(at(row, 2)?).ok_or_else(|| damaged("an unknown cause"))?,
                door: parse_opt(row, 3)?,
                account: parse_opt(row, 4)?,
                records: count(row, 5)?,
            })
        })
    }
}

/// The stamps of a stub, as they are stored: both of its fields were written by one change.
fn stub_stamps(stamp: Stamp, seq: u64) -> String {
    Stamps([DELETED, ERASED].map(|name| (name.to_owned(), (stamp, seq))).into()).to_string()
}
