//! A row made again from its history.

use shared::id::EpochId;
use shared::merge::{RowState, StampedChange, merge};
use shared::value::Value;
use uuid::Uuid;

use crate::store::Past;

/// Merges all changes of one record anew, with the stamps that they were allotted. Changes from
/// before the server kept what it added itself lack that value: it is taken from `held`.
#[must_use]
pub fn replay(past: &[Past], held: &RowState) -> RowState {
    let mut row = RowState::default();
    for one in past {
        let fields = one.stamps.iter().map(|(name, stamp)| {
            let came = one.change.fields.get(name).or_else(|| one.added.get(name));
            let stands = held.registers.get(name).filter(|register| register.stamp == *stamp);
            let value = came.or(stands.map(|register| &register.value)).unwrap_or(&Value::Null);
            (name.clone(), (value.clone(), *stamp))
        });
        let change = StampedChange {
            fields: fields.collect(),
            base: one.change.base,
            device: one.device,
            seq: one.seq,
        };
        // The life of the database decides only how a change stood to the row, not who wins.
        merge(&mut row, &change, EpochId(Uuid::nil()));
    }
    row
}
