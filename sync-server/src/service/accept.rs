//! Acceptance: a change becomes part of the central database, once, or is kept aside.
//!
//! The order of the steps is the law. A number that came before gets the answer it got before. A
//! new one is judged; refused, it is quarantined whole; accepted, it is allotted its stamp and its
//! place in the feed, merged, and written to the history together with what gave way. No change
//! stops another. Nothing leaves before the transaction is committed.

use std::collections::{BTreeMap, BTreeSet};

use shared::allot::{ClockVerdict, Writer, allot, stamp_fields};
use shared::change::{Base, Change, ChangeHash};
use shared::digest::change_hash;
use shared::id::{AccountId, EpochId, FeedId};
use shared::merge::{Merged, Relation, RowState, merge};
use shared::protocol::{ChangeOutcome, ChangeResult, Reason};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use shared::value::Value;
use uuid::Uuid;

use super::replay::Lives;
use super::scope::{self, Actor};
use crate::store::{Accepted, FeedState, Mark, Quarantined, Receipt, StoreError, Write};

mod erase;
mod judge;

/// What the writer's clock said when it sent.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The time.
    pub sent_at: Millis,
    /// The run of the clock.
    pub session: ClockSession,
    /// When that run began.
    pub since: Millis,
}

/// Accepts the changes of one request, in one transaction.
pub struct Acceptance<'t> {
    write: &'t mut dyn Write,
    actor: Actor,
    clock: Clock,
    now: Millis,
    epoch: EpochId,
    feeds: BTreeMap<FeedId, FeedState>,
    marks: BTreeMap<FeedId, Mark>,
    own: BTreeMap<(FeedId, Uuid), BTreeSet<u64>>,
    cloned: bool,
}

impl<'t> Acceptance<'t> {
    /// Begins; `feeds` are those of the changes to come, and are locked in order.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begin(
        write: &'t mut dyn Write,
        actor: Actor,
        clock: Clock,
        now: Millis,
        feeds: impl IntoIterator<Item = FeedId>,
    ) -> Result<Self, StoreError> {
        let feeds: BTreeSet<_> = feeds.into_iter().collect();
        write.lock(&feeds.into_iter().collect::<Vec<_>>())?;
        let epoch = write.epoch()?;
        Ok(Self {
            write,
            actor,
            clock,
            now,
            epoch,
            feeds: BTreeMap::new(),
            marks: BTreeMap::new(),
            own: BTreeMap::new(),
            cloned: false,
        })
    }

    /// Takes one change and says what became of it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn take(&mut self, change: &Change) -> Result<ChangeResult, StoreError> {
        let outcome = self.outcome(change)?;
        Ok(ChangeResult { feed: change.feed, n: change.n, outcome })
    }

    /// Writes the counters, and gives the sequence numbers of rows that are just what the writer
    /// sent: it need not be told them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn finish(self) -> Result<BTreeMap<FeedId, BTreeSet<u64>>, StoreError> {
        for (feed, state) in self.feeds {
            self.write.set_feed(feed, state)?;
        }
        for (feed, mark) in self.marks {
            if mark.n > 0 {
                self.write.set_mark(feed, self.actor.device, mark)?;
            }
        }
        let mut own = BTreeMap::<_, BTreeSet<u64>>::new();
        for ((feed, _), mut seqs) in self.own {
            own.entry(feed).or_default().append(&mut seqs);
        }
        Ok(own)
    }

    /// What the next change of the actor to this row is: its number, and the version it builds on.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) fn next(
        &mut self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<(u64, EpochId, u64), StoreError> {
        let n = self.mark(feed)?.n + 1;
        Ok((n, self.epoch, self.write.row(feed, kind, id)?.seq()))
    }

    fn outcome(&mut self, change: &Change) -> Result<ChangeOutcome, StoreError> {
        let hash = change_hash(change);
        let mark = self.mark(change.feed)?;
        if change.n <= mark.n {
            let receipt = self.write.receipt(change.feed, self.actor.device, change.n)?;
            if let Some(Receipt { outcome, erased: Some(erased), .. }) = receipt
                && let Some(answer) = Self::repeat(change, erased, outcome)
            {
                return Ok(answer);
            }
            return Ok(match receipt {
                Some(Receipt { hash: held, outcome, .. }) if held == hash => match outcome {
                    Ok(seq) => ChangeOutcome::Accepted { seq },
                    Err(reason) => ChangeOutcome::Quarantined { reason },
                },
                _ => {
                    self.cloned = true;
                    ChangeOutcome::Cloned
                }
            });
        }
        if self.cloned {
            // The rest belongs to the copy, which is about to get a name of its own.
            return Ok(ChangeOutcome::Cloned);
        }
        if change.n != mark.n + 1 {
            return Ok(ChangeOutcome::Expected { n: mark.n + 1 });
        }
        if let Some(outcome) = self.take_late(change)? {
            return Ok(outcome);
        }
        let outcome = match self.judge(change)? {
            Ok((kind, row)) => {
                let seq = self.accept(change, hash, kind, row)?;
                ChangeOutcome::Accepted { seq }
            }
            Err(reason) => {
                self.quarantine(change, hash, reason)?;
                ChangeOutcome::Quarantined { reason }
            }
        };
        Ok(outcome)
    }

    /// Judges a change as if it came for the first time, with the authority of this acceptance's
    /// actor, but leaves it in the name and number of the device that sent it. For changes that
    /// were kept aside.
    ///
    /// # Errors
    /// When the store fails.
    pub fn release(&mut self, kept: &Quarantined) -> Result<Result<u64, Reason>, StoreError> {
        let judged = self.judge_content(&kept.change)?;
        Ok(match judged {
            Ok((kind, row)) => Ok(self.accept(&kept.change, kept.hash, kind, row)?),
            Err(reason) => Err(reason),
        })
    }

    fn accept(
        &mut self,
        change: &Change,
        hash: ChangeHash,
        kind: Kind,
        mut row: RowState,
    ) -> Result<u64, StoreError> {
        let mut mark = self.mark(change.feed)?;
        let mut state = self.feed(change.feed)?.unwrap_or_default();
        let (before, before_seq) = (row.fields(), row.seq());
        let seq = state.seq + 1;
        let allotted = allot(change, &self.writer(mark), self.now);
        let estimated = with_estimate(change, kind, allotted.verdict, allotted.shift, self.now);
        let mut change_made = estimated.clone().unwrap_or_else(|| change.clone());
        // What the writer had seen counts in the numbers of the present life of the database.
        let lives = Lives::new(&*self.write, change.feed, self.epoch);
        change_made.base = change.base.map(|base| lives.translate(base)).transpose()?;
        let stamped = stamp_fields(&change_made, &allotted, &row, self.epoch, seq);
        let merged = merge(&mut row, &stamped, self.epoch);
        if merged.altered {
            self.write.put_row(change.feed, kind, change.id, &row)?;
            if merged.relation != Relation::New {
                state.sum.remove(kind.as_str(), change.id, before_seq, &before);
            }
            state.sum.add(kind.as_str(), change.id, row.seq(), &row.fields());
        }
        state.seq = seq;
        self.write.add_history(&Accepted {
            change,
            hash,
            stamped: &stamped,
            relation: merged.relation,
            yielded: &merged.yielded,
            received: self.now,
        })?;
        if let (Kind::Assignment, Some(account)) = (kind, scope::reference(change, "account")) {
            self.write.add_membership(AccountId(account), change.feed)?;
        }
        self.note_own(change, before_seq, &merged, estimated.is_some(), seq);
        mark.n = mark.n.max(change.n);
        mark.stamp = Some(allotted.stamp);
        self.marks.insert(change.feed, mark);
        self.feeds.insert(change.feed, state);
        Ok(seq)
    }

    /// The row is just what the writer made of it, if the writer had its newest state before the
    /// eyes, all of the change won, and the server added nothing.
    fn note_own(
        &mut self,
        change: &Change,
        before_seq: u64,
        merged: &Merged,
        added: bool,
        seq: u64,
    ) {
        let key = (change.feed, change.id);
        let knew = before_seq == 0
            || change.base == Some(Base { epoch: self.epoch, seq: before_seq })
            || self.own.get(&key).is_some_and(|seqs| seqs.contains(&before_seq));
        let won = merged.altered && merged.yielded.iter().all(|one| one.won);
        if knew && won && !added {
            self.own.entry(key).or_default().insert(seq);
        } else if merged.altered {
            self.own.remove(&key);
        }
    }

    fn quarantine(
        &mut self,
        change: &Change,
        hash: ChangeHash,
        reason: Reason,
    ) -> Result<(), StoreError> {
        let mut mark = self.mark(change.feed)?;
        self.write.add_quarantine(&Quarantined {
            device: self.actor.device,
            change: change.clone(),
            hash,
            reason,
            received: self.now,
        })?;
        mark.n = change.n;
        self.marks.insert(change.feed, mark);
        Ok(())
    }

    fn writer(&self, mark: Mark) -> Writer {
        Writer {
            device: self.actor.device,
            sent_at: self.clock.sent_at,
            clock: self.clock.session,
            clock_since: self.clock.since,
            previous: mark.stamp,
            enrolled: self.actor.enrolled,
        }
    }

    fn mark(&mut self, feed: FeedId) -> Result<Mark, StoreError> {
        if let Some(mark) = self.marks.get(&feed) {
            return Ok(*mark);
        }
        let mark = self.write.mark(feed, self.actor.device)?;
        self.marks.insert(feed, mark);
        Ok(mark)
    }

    fn feed(&mut self, feed: FeedId) -> Result<Option<FeedState>, StoreError> {
        if let Some(state) = self.feeds.get(&feed) {
            return Ok(Some(*state));
        }
        let state = self.write.feed(feed)?;
        if let Some(state) = state {
            self.feeds.insert(feed, state);
        }
        Ok(state)
    }
}

/// A visit whose date cannot be believed carries the server's estimate beside it, so that nobody
/// takes the wrong date unseen.
fn with_estimate(
    change: &Change,
    kind: Kind,
    verdict: ClockVerdict,
    shift: i64,
    now: Millis,
) -> Option<Change> {
    let Some(Value::Int(started)) = change.fields.get("started") else {
        return None;
    };
    if kind != Kind::Visit || verdict == ClockVerdict::Trusted {
        return None;
    }
    let estimate = Millis(*started).plus(shift).min(now);
    let mut estimated = change.clone();
    estimated.fields.insert("started_estimate".to_owned(), Value::Int(estimate.0));
    Some(estimated)
}
