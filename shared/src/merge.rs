//! The merge law.
//!
//! **For each field the greatest stamp wins.** Given the stamps that the server allotted, merging
//! is commutative, associative and idempotent: any order and any repeats give the same state.
//! A row is a map of registers, a register is a value with its stamp; joining takes the greater.
//! What was overwritten and what arrived and lost is reported, named by what its writer had seen.
//! **An erasure beats every stamp**: a row that was erased is a stub for ever, whichever comes first,
//! and nothing of what met it is reported.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::change::{Base, Change, DELETED, ERASED};
use crate::id::{DeviceId, EpochId};
use crate::stamp::{Stamp, StampError};
use crate::value::{Fields, Value};

/// One field of a row: its value, when it was written, and at which sequence number it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// The value.
    pub value: Value,
    /// When and by whom, as allotted.
    pub stamp: Stamp,
    /// The feed's sequence number at which this value was accepted.
    pub seq: u64,
}

impl Register {
    /// Whether `self` beats `other`. Stamps are unique in practice; value and sequence number
    /// decide between equal ones, so that the law holds without that assumption.
    fn beats(&self, other: &Self) -> bool {
        let rank = |register: &Self| (serde_json::to_string(&register.value).ok(), register.seq);
        match self.stamp.cmp(&other.stamp) {
            Ordering::Equal => rank(self) > rank(other),
            order => order.is_gt(),
        }
    }
}

/// A row as the server keeps it: every field that was ever written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowState {
    /// The registers, by field.
    pub registers: BTreeMap<String, Register>,
}

impl RowState {
    /// Whether no change has reached this row.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.registers.is_empty()
    }

    /// Whether its content was erased: it is a stub and takes no other content for ever.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        let erased = self.registers.get(ERASED);
        erased.is_some_and(|register| register.value == Value::Bool(true))
    }

    /// Sequence number of the change that last altered the row; 0 for a row not yet there.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.registers.values().map(|register| register.seq).max().unwrap_or(0)
    }

    /// The values alone.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let pair = |(name, register): (&String, &Register)| (name.clone(), register.value.clone());
        self.registers.iter().map(pair).collect()
    }

    /// The values alone, if `change` were laid over them.
    #[must_use]
    pub fn fields_with(&self, change: &Change) -> Fields {
        let mut fields = self.fields();
        fields.extend(change.fields.clone());
        fields
    }
}

/// A change with the stamps that the server allotted to it, and its place in the feed.
#[derive(Clone, Debug, PartialEq)]
pub struct StampedChange {
    /// The fields that it sets, each with its stamp.
    pub fields: BTreeMap<String, (Value, Stamp)>,
    /// Which version its writer had seen.
    pub base: Option<Base>,
    /// Who wrote it.
    pub device: DeviceId,
    /// Its sequence number in the feed.
    pub seq: u64,
}

impl StampedChange {
    /// The stamp of the erasure, if it is one.
    fn erasure(&self) -> Option<Stamp> {
        let (value, stamp) = self.fields.get(ERASED)?;
        (*value == Value::Bool(true)).then_some(*stamp)
    }
}

/// How a change stands to the row it met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It made the row.
    New,
    /// Its writer had seen all that it touched, and nothing else had changed.
    Sequential,
    /// Something else had changed, in other fields of the same record.
    Parallel,
    /// The same field had been changed, unseen by its writer.
    Conflict,
}

impl Relation {
    /// The word in the history.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Sequential => "sequential",
            Self::Parallel => "parallel",
            Self::Conflict => "conflict",
        }
    }
}

/// A value that gave way, kept so that a person can take it after all.
#[derive(Clone, Debug, PartialEq)]
pub struct Yielded {
    /// The field.
    pub field: String,
    /// Sequential where the writer of the change had seen the other value, else a conflict.
    pub relation: Relation,
    /// Whether the change won; if not, it is the change's own value that gave way.
    pub won: bool,
    /// The value that gave way, with its stamp and sequence number.
    pub lost: Register,
}

/// What a merge did.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// How the change stood to the row.
    pub relation: Relation,
    /// The values that gave way, in field order.
    pub yielded: Vec<Yielded>,
    /// Whether the row is another than before.
    pub altered: bool,
}

/// Whether the writer of a change had seen the value in `register`: it was no newer than the
/// version before the writer's eyes, or written by the same device before.
#[must_use]
pub fn has_seen(register: &Register, base: Option<Base>, device: DeviceId, epoch: EpochId) -> bool {
    register.stamp.device == device
        || base.is_some_and(|base| base.epoch == epoch && register.seq <= base.seq)
}

/// Merges `change` into `row`, in the life `epoch` of the central database.
pub fn merge(row: &mut RowState, change: &StampedChange, epoch: EpochId) -> Merged {
    if row.is_erased() || change.erasure().is_some() {
        let altered = change.erasure().is_some_and(|stamp| erase(row, stamp, change.seq));
        return Merged { relation: Relation::Sequential, yielded: Vec::new(), altered };
    }
    let relation = relation(row, change, epoch);
    let mut yielded = Vec::new();
    let mut altered = false;
    for (field, (value, stamp)) in &change.fields {
        let arrived = Register { value: value.clone(), stamp: *stamp, seq: change.seq };
        let Some(held) = row.registers.get_mut(field) else {
            row.registers.insert(field.clone(), arrived);
            altered = true;
            continue;
        };
        let seen = has_seen(held, change.base, change.device, epoch);
        let won = arrived.beats(held);
        let differs = arrived.value != held.value;
        let lost = if won { std::mem::replace(held, arrived) } else { arrived };
        altered |= won;
        if differs {
            let relation = if seen { Relation::Sequential } else { Relation::Conflict };
            yielded.push(Yielded { field: field.clone(), relation, won, lost });
        }
    }
    Merged { relation, yielded, altered }
}

/// Leaves a stub of the row; of two erasures the greatest stamp names it. Says whether it altered it.
fn erase(row: &mut RowState, stamp: Stamp, seq: u64) -> bool {
    let stub = Register { value: Value::Bool(true), stamp, seq };
    if row.registers.get(ERASED).is_some_and(|held| !stub.beats(held)) {
        return false;
    }
    row.registers = [DELETED, ERASED].map(|name| (name.to_owned(), stub.clone())).into();
    true
}

fn relation(row: &RowState, change: &StampedChange, epoch: EpochId) -> Relation {
    if row.is_absent() {
        return Relation::New;
    }
    let unseen = |register: &Register| !has_seen(register, change.base, change.device, epoch);
    let clashes = |(field, (value, _)): (&String, &(Value, Stamp))| {
        let held = row.registers.get(field);
        held.is_some_and(|held| unseen(held) && held.value != *value)
    };
    if change.fields.iter().any(clashes) {
        Relation::Conflict
    } else if row.registers.values().any(unseen) {
        Relation::Parallel
    } else {
        Relation::Sequential
    }
}

/// The stamps of a row as one text, the same on every database: registers of one stamp and
/// sequence number stand together, as `note,outcome@STAMP@SEQ;minutes@STAMP@SEQ`.
pub struct Stamps(pub BTreeMap<String, (Stamp, u64)>);

impl fmt::Display for Stamps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups = BTreeMap::<_, Vec<&str>>::new();
        for (field, (stamp, seq)) in &self.0 {
            groups.entry((seq, stamp)).or_default().push(field);
        }
        for (index, ((seq, stamp), fields)) in groups.iter().enumerate() {
            let separator = if index == 0 { "" } else { ";" };
            write!(f, "{separator}{}@{stamp}@{seq}", fields.join(","))?;
        }
        Ok(())
    }
}

impl FromStr for Stamps {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || StampError(text.to_owned());
        let mut stamps = BTreeMap::new();
        for group in text.split(';').filter(|group| !group.is_empty()) {
            let mut parts = group.splitn(3, '@');
            let mut part = || parts.next().ok_or_else(fail);
            let (fields, stamp, seq) = (part()?, part()?, part()?);
            let (stamp, seq) = (stamp.parse()?, seq.parse().map_err(|_| fail())?);
            for field in fields.split(',') {
                stamps.insert(field.to_owned(), (stamp, seq));
            }
        }
        Ok(Self(stamps))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::time::Millis;

    #[test]
    fn stamps_have_one_text() {
        let stamp = |at, device| Stamp {
            at: Millis(at),
            counter: 1,
            device: DeviceId(Uuid::from_u128(device)),
        };
        let stamps = Stamps(BTreeMap::from([
            ("outcome".to_owned(), (stamp(5, 1), 7)),
            ("note".to_owned(), (stamp(5, 1), 7)),
            ("minutes".to_owned(), (stamp(4, 2), 6)),
        ]));
        let text = stamps.to_string();
        let one = stamp(4, 2);
        assert!(text.starts_with(&format!("minutes@{one}@6;note,outcome@")), "{text}");
        assert_eq!(text.parse::<Stamps>().unwrap().0, stamps.0);
        assert!("note@5".parse::<Stamps>().is_err());
    }
}
