//! What a store knows of erasures: which records are stubs, what an erasure would take, and what
//! is left of a change whose content is gone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::change::Change;
use shared::id::{AccountId, DeviceId, DoorId, FeedId, VisitId};
use shared::record::Kind;
use shared::stamp::Stamp;
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use super::StoreError;

/// Why something was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The residents of a door asked for it.
    Door,
    /// One visit should go.
    Visit,
    /// It was kept as long as it may be.
    Retention,
}

impl Cause {
    /// The stable word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Door => "door",
            Self::Visit => "visit",
            Self::Retention => "retention",
        }
    }

    /// The cause with that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Door, Self::Visit, Self::Retention].into_iter().find(|one| one.as_str() == word)
    }
}

/// An erasure that was done: no word of what was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The number that the resident is given.
    pub receipt: String,
    /// When.
    pub at: Millis,
    /// Why.
    pub cause: Cause,
    /// The door of which everything went.
    pub door: Option<DoorId>,
    /// Who did it at the desk.
    pub account: Option<AccountId>,
    /// How many records became stubs.
    pub records: u64,
}

/// The name of a record, whichever kind it is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Named {
    /// Its feed.
    pub feed: FeedId,
    /// Its kind, as a word.
    pub kind: String,
    /// The record.
    pub id: Uuid,
}

/// A change that is kept aside, by its number and the record that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideName {
    /// The record.
    pub record: Named,
    /// Who sent it.
    pub device: DeviceId,
    /// Its number.
    pub n: u64,
}

/// What is written into the history in the place of a change for an erased record.
#[derive(Clone, Debug)]
pub struct Stub {
    /// The record.
    pub record: Named,
    /// Who sent it.
    pub device: DeviceId,
    /// Its number.
    pub n: u64,
    /// The place that it takes in its feed.
    pub seq: u64,
    /// When it came.
    pub received: Millis,
    /// Where the record is a stub by this change alone, the stamp of that.
    pub makes: Option<Stamp>,
}

/// The hash of a change of which nothing is left: one that could be searched would give it back.
pub(super) const NO_HASH: [u8; 32] = [0; 32];

/// Of what is kept aside, what is about one of `ids` or names it, and what names that as well, in
/// whichever order they came; but a record that stands elsewhere is none because somebody wanted to
/// move it here.
pub(super) fn about(
    mut kept: Vec<(DeviceId, Change)>,
    ids: &BTreeSet<Uuid>,
    stands: impl Fn(&Named) -> Result<bool, StoreError>,
) -> Result<Vec<AsideName>, StoreError> {
    let mut members = ids.clone();
    let mut found = Vec::new();
    loop {
        let before = kept.len();
        let mut rest = Vec::new();
        for (device, change) in kept {
            let names = |value: &Value| named(value).is_some_and(|id| members.contains(&id));
            if !members.contains(&change.id) && !change.fields.values().any(names) {
                rest.push((device, change));
                continue;
            }
            let record = Named { feed: change.feed, kind: change.kind.clone(), id: change.id };
            if !stands(&record)? {
                members.insert(change.id);
            }
            found.push(AsideName { record, device, n: change.n });
        }
        if rest.len() == before {
            return Ok(found);
        }
        kept = rest;
    }
}

/// The id that a value names, if it is one.
fn named(value: &Value) -> Option<Uuid> {
    match value {
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// The verbs that look for what is or should be erased.
pub trait ReadErasures {
    /// Whether the record of that id, of whichever kind, was erased.
    fn is_erased(&self, feed: FeedId, id: Uuid) -> Result<bool, StoreError>;
    /// When all that was kept about a door was erased, the last time.
    fn door_erased(&self, door: Uuid) -> Result<Option<Millis>, StoreError>;
    /// The erasure with that receipt.
    fn erasure(&self, receipt: &str) -> Result<Option<Erasure>, StoreError>;
    /// The erasures of a door, the newest first.
    fn erasures_of(&self, door: DoorId) -> Result<Vec<Erasure>, StoreError>;
    /// The newest erasures for this cause, at most `limit`.
    fn erasures_for(&self, cause: Cause, limit: usize) -> Result<Vec<Erasure>, StoreError>;
    /// All visits of a door in every mission, those that were withdrawn or deleted among them.
    fn visits_at(&self, door: DoorId) -> Result<Vec<(FeedId, VisitId)>, StoreError>;
    /// At most `limit` visits of a mission, in id order, deleted ones among them.
    fn visits_in(&self, feed: FeedId, limit: usize) -> Result<Vec<VisitId>, StoreError>;
    /// All records of a kind that hang on a visit, deleted ones among them.
    fn hanging(&self, feed: FeedId, kind: Kind, visit: VisitId) -> Result<Vec<Uuid>, StoreError>;
    /// The changes kept aside, let in or not, that are about one of `ids` or name it, and those
    /// that name their records.
    fn aside_about(&self, ids: &BTreeSet<Uuid>) -> Result<Vec<AsideName>, StoreError>;
    /// Whether a record has a row, be it a stub.
    fn stands(&self, record: &Named) -> Result<bool, StoreError>;
    /// How many changes of a record stand in the history with their content.
    fn changes_of(&self, record: &Named) -> Result<u64, StoreError>;
    /// What is left of erased records where nothing should be, one sentence each.
    fn erasure_remains(&self) -> Result<Vec<String>, StoreError>;
}

/// The verbs that erase.
pub trait WriteErasures: ReadErasures {
    /// Takes the content of all changes of a record out of the history, and what gave way to them.
    fn strip(&mut self, record: &Named) -> Result<(), StoreError>;
    /// Takes the content out of a change that is kept aside.
    fn strip_aside(&mut self, aside: &AsideName) -> Result<(), StoreError>;
    /// Notes that a record of a kind that has no table, or of a feed that is not there, is a stub.
    fn put_stub(
        &mut self,
        record: &Named,
        seq: u64,
        stamp: Option<Stamp>,
    ) -> Result<(), StoreError>;
    /// Writes a stub into the history.
    fn add_stub(&mut self, stub: &Stub) -> Result<(), StoreError>;
    /// Has what was deleted taken out of every file of the database, once this transaction is
    /// committed and before anybody is told so.
    fn scrub(&mut self) -> Result<(), StoreError>;
    /// Notes an erasure.
    fn add_erasure(&mut self, erasure: &Erasure) -> Result<(), StoreError>;
}
