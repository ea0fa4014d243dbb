//! A row made again from its history, and what gave way on the way.

use std::cell::RefCell;
use std::collections::BTreeMap;

use shared::change::Base;
use shared::id::{EpochId, FeedId};
use shared::merge::{Relation, RowState, StampedChange, Yielded, merge};
use shared::value::Value;

use crate::store::{Past, Read, StoreError};

/// What all changes of one record make of it.
#[derive(Debug, Default)]
pub struct Replayed {
    /// The row.
    pub row: RowState,
    /// How each change stood to the row that it met, by its sequence number.
    pub relations: Vec<(u64, Relation)>,
    /// The values that gave way, with the sequence number of the change at which they did.
    pub yielded: Vec<(u64, Yielded)>,
}

/// Merges all changes of one record anew, with the stamps that they were allotted. Changes from
/// before the server kept what it added itself lack that value: it is taken from `held`.
///
/// # Errors
/// When the store fails.
pub fn replay(past: &[Past], held: &RowState, lives: &Lives<'_>) -> Result<Replayed, StoreError> {
    let mut made = Replayed::default();
    for one in past {
        if one.erased && one.change.fields.is_empty() {
            // Nothing is left of it; the erasure that took it makes the stub.
            made.relations.push((one.seq, Relation::Sequential));
            continue;
        }
        let fields = one.stamps.iter().map(|(name, stamp)| {
            let came = one.change.fields.get(name).or_else(|| one.added.get(name));
            let stands = held.registers.get(name).filter(|register| register.stamp == *stamp);
            let value = came.or(stands.map(|register| &register.value)).unwrap_or(&Value::Null);
            (name.clone(), (value.clone(), *stamp))
        });
        let change = StampedChange {
            fields: fields.collect(),
            base: one.change.base.map(|base| lives.translate(base)).transpose()?,
            device: one.device,
            seq: one.seq,
        };
        let merged = merge(&mut made.row, &change, lives.epoch);
        made.relations.push((one.seq, merged.relation));
        made.yielded.extend(merged.yielded.into_iter().map(|yielded| (one.seq, yielded)));
    }
    Ok(made)
}

/// The lives of the database, seen from a feed.
///
/// What a writer had seen counts in the numbers of the life in which it was seen. What the history
/// of the present life holds of an earlier one ends where the two part, so up to there the numbers
/// of both mean the same, whichever life accepted a change.
pub struct Lives<'r> {
    read: &'r dyn Read,
    feed: FeedId,
    epoch: EpochId,
    ends: RefCell<BTreeMap<EpochId, Option<u64>>>,
}

impl<'r> Lives<'r> {
    /// Those of a database whose present life is `epoch`.
    pub fn new(read: &'r dyn Read, feed: FeedId, epoch: EpochId) -> Self {
        Self { read, feed, epoch, ends: RefCell::default() }
    }

    /// The feed.
    #[must_use]
    pub fn feed(&self) -> FeedId {
        self.feed
    }

    /// What a writer had seen, in the numbers of the present life. Who had seen a later state of
    /// an earlier life had seen all that the two have in common.
    ///
    /// # Errors
    /// When the store fails.
    pub fn translate(&self, base: Base) -> Result<Base, StoreError> {
        if base.epoch == self.epoch {
            return Ok(base);
        }
        let mut ends = self.ends.borrow_mut();
        let end = match ends.get(&base.epoch) {
            Some(end) => *end,
            None => {
                let end = self.read.past_end(base.epoch, self.feed)?;
                ends.insert(base.epoch, end);
                end
            }
        };
        let common = end.map(|end| Base { epoch: self.epoch, seq: base.seq.min(end) });
        Ok(common.unwrap_or(base))
    }
}
