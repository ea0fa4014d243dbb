//! Erasures in acceptance: a record becomes a stub, and what comes for it later leaves nothing.
//!
//! Law 1 has this one exception, so it is narrow. A change is late if its record, or one that it
//! hangs on, was erased; or if it makes a record at a door of which everything was erased, unless it
//! is sure to be younger than that. A late change gets a place in the history without content, and
//! its author the same answer as ever; the stub among the rows tells why.

use std::collections::BTreeSet;

use shared::allot::{ClockVerdict, allot, stamp_fields};
use shared::change::{Base, Change, ChangeHash, ERASED, check_shape, stub_fields};
use shared::digest::change_hash;
use shared::merge::{RowState, merge};
use shared::protocol::{ChangeOutcome, Reason};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::Acceptance;
use crate::store::{Accepted, Named, Quarantined, StoreError, Stub};

impl Acceptance<'_> {
    /// Erases a record of a feed that is there: its row, and its changes in the history. What hangs
    /// on it must be erased before. The erasure itself is a change of the actor, numbered and kept
    /// like every other.
    pub(in crate::service) fn erase(&mut self, record: &Named) -> Result<(), StoreError> {
        let feed = record.feed;
        let Some(mut state) = self.feed(feed)? else { return Ok(()) };
        let mut mark = self.mark(feed)?;
        let kind = Kind::parse(&record.kind).filter(|kind| kind.feed() == feed.kind());
        let mut row = match kind {
            Some(kind) => self.write.row(feed, kind, record.id)?,
            None => RowState::default(),
        };
        let (before, before_seq) = (row.fields(), row.seq());
        let change = Change {
            feed,
            n: mark.n + 1,
            kind: record.kind.clone(),
            id: record.id,
            at: self.now,
            clock: ClockSession(0),
            fields: stub_fields(),
            base: (before_seq > 0).then_some(Base { epoch: self.epoch, seq: before_seq }),
        };
        self.write.strip(record)?;
        let seq = state.seq + 1;
        let allotted = allot(&change, &self.writer(mark), self.now);
        let stamped = stamp_fields(&change, &allotted, &row, self.epoch, seq);
        let was_there = !row.is_absent();
        let merged = merge(&mut row, &stamped, self.epoch);
        if merged.altered {
            match kind {
                Some(kind) => self.write.put_row(feed, kind, record.id, &row)?,
                None => self.write.put_stub(record, seq, Some(allotted.stamp))?,
            }
            if was_there {
                state.sum.remove(&record.kind, record.id, before_seq, &before);
            }
        }
        state.seq = seq;
        self.write.add_history(&Accepted {
            change: &change,
            hash: change_hash(&change),
            stamped: &stamped,
            relation: merged.relation,
            yielded: &[],
            received: self.now,
        })?;
        mark.n = change.n;
        mark.stamp = Some(allotted.stamp);
        self.marks.insert(feed, mark);
        self.feeds.insert(feed, state);
        Ok(())
    }

    /// Takes a change of which nothing may be kept; none if it is no such change.
    pub(super) fn take_late(
        &mut self,
        change: &Change,
    ) -> Result<Option<ChangeOutcome>, StoreError> {
        let is_told = change.fields.contains_key(ERASED);
        let late = self.is_late(change)?;
        if late {
            return self.stub(change).map(Some);
        }
        if !is_told {
            return Ok(None);
        }
        // A phone says that it was told so, by a server of which this one is an earlier state. There
        // is nothing here to erase; but what stands here is not erased on a phone's word.
        let is_here = match Kind::parse(&change.kind) {
            Some(kind) if kind.feed() == change.feed.kind() => {
                !self.write.row(change.feed, kind, change.id)?.is_absent()
            }
            _ => self.write.is_quarantined(change.feed, change.id)?,
        };
        if is_here {
            let reason = Reason::NotAllowed;
            self.quarantine(change, change_hash(change), reason)?;
            return Ok(Some(ChangeOutcome::Quarantined { reason }));
        }
        self.stub(change).map(Some)
    }

    /// What was answered to a change whose content was erased; none if another change stands under
    /// its number now.
    pub(super) fn repeat(
        change: &Change,
        erased: Uuid,
        outcome: Result<u64, Reason>,
    ) -> Option<ChangeOutcome> {
        (change.id == erased).then_some(match outcome {
            Ok(seq) => ChangeOutcome::Accepted { seq },
            Err(reason) => ChangeOutcome::Quarantined { reason },
        })
    }

    fn is_late(&self, change: &Change) -> Result<bool, StoreError> {
        let feed = change.feed;
        if self.write.is_erased(feed, change.id)? {
            return Ok(true);
        }
        for id in change.fields.values().filter_map(named) {
            if self.write.is_erased(feed, id)? {
                return Ok(true);
            }
            let Some(at) = self.write.door_erased(id)? else { continue };
            let kind = Kind::parse(&change.kind).filter(|kind| kind.feed() == feed.kind());
            let is_new = match kind {
                Some(Kind::Door) => false,
                Some(kind) => self.write.row(feed, kind, change.id)?.is_absent(),
                None => true,
            };
            if is_new && !self.is_surely_after(change, at)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a change was made after `at`, as far as its clock can be believed. In doubt it was
    /// not: who asked to be forgotten is.
    fn is_surely_after(&self, change: &Change, at: Millis) -> Result<bool, StoreError> {
        let mark = match self.marks.get(&change.feed) {
            Some(mark) => *mark,
            None => self.write.mark(change.feed, self.actor.device)?,
        };
        let allotted = allot(change, &self.writer(mark), self.now);
        let is_measured = change.clock == self.clock.session;
        Ok(allotted.stamp.at > at && (is_measured || allotted.verdict == ClockVerdict::Trusted))
    }

    /// Gives a late change its place, and keeps nothing of it.
    fn stub(&mut self, change: &Change) -> Result<ChangeOutcome, StoreError> {
        let feed = change.feed;
        let state = self.feed(feed)?;
        let Some(mut state) = state.filter(|_| check_shape(change).is_ok()) else {
            return self.stub_aside(change);
        };
        let mut mark = self.mark(feed)?;
        let record = Named { feed, kind: change.kind.clone(), id: change.id };
        let kind = Kind::parse(&change.kind).filter(|kind| kind.feed() == feed.kind());
        let row = match kind {
            Some(kind) => self.write.row(feed, kind, change.id)?,
            None => RowState::default(),
        };
        let seq = state.seq + 1;
        let makes = if row.is_absent() && !self.write.is_erased(feed, change.id)? {
            Some(allot(change, &self.writer(mark), self.now).stamp)
        } else {
            None
        };
        if makes.is_some() {
            self.write.put_stub(&record, seq, makes)?;
            mark.stamp = makes;
            self.forget_aside(change.id)?;
        }
        self.write.add_stub(&Stub {
            record,
            device: self.actor.device,
            n: change.n,
            seq,
            received: self.now,
            makes,
        })?;
        state.seq = seq;
        mark.n = change.n;
        self.marks.insert(feed, mark);
        self.feeds.insert(feed, state);
        Ok(ChangeOutcome::Accepted { seq })
    }

    /// Takes the content out of what came before its record, and was kept aside because nobody knew of
    /// that: a correction that is faster than its visit, where a restored database lacks both.
    fn forget_aside(&mut self, record: Uuid) -> Result<(), StoreError> {
        let about = self.write.aside_about(&BTreeSet::from([record]))?;
        for aside in &about {
            self.write.strip_aside(aside)?;
        }
        if about.is_empty() { Ok(()) } else { self.write.scrub() }
    }

    /// The same where it can have no place in a feed: only its number is kept.
    fn stub_aside(&mut self, change: &Change) -> Result<ChangeOutcome, StoreError> {
        let mut mark = self.mark(change.feed)?;
        let is_shaped = check_shape(change).is_ok();
        let reason = if is_shaped { Reason::UnknownFeed } else { Reason::Malformed };
        let kind = if is_shaped { change.kind.clone() } else { String::new() };
        let stub = Change {
            feed: change.feed,
            n: change.n,
            kind,
            id: change.id,
            at: Millis(0),
            clock: ClockSession(0),
            fields: Fields::new(),
            base: None,
        };
        self.write.add_quarantine(&Quarantined {
            device: self.actor.device,
            change: stub,
            hash: ChangeHash([0; 32]),
            reason,
            received: self.now,
        })?;
        self.write.release_quarantine(change.feed, self.actor.device, change.n, 0)?;
        mark.n = change.n;
        self.marks.insert(change.feed, mark);
        Ok(ChangeOutcome::Quarantined { reason })
    }
}

/// The id that a value names, if it is one.
fn named(value: &Value) -> Option<Uuid> {
    match value {
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}
