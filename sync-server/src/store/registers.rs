//! A row between its registers and the columns of its table: what no database has a say in.

use std::collections::BTreeMap;

use shared::change::DELETED;
use shared::merge::{Register, RowState, Stamps};
use shared::record::Kind;
use shared::value::{Fields, Value};

use super::StoreError;

/// What of a row stands in columns of their own, beside its fields.
pub(super) struct Parts<'a> {
    /// The newest number of its registers.
    pub(super) seq: i64,
    /// Whether it is a tombstone.
    pub(super) deleted: bool,
    /// The stamps of all registers, as one text.
    pub(super) stamps: String,
    /// The fields that this version does not know, as one text; none if there are none.
    pub(super) extra: Option<String>,
    row: &'a RowState,
}

impl<'a> Parts<'a> {
    /// The parts of a row of that kind.
    pub(super) fn of(kind: Kind, row: &'a RowState) -> Result<Self, StoreError> {
        let stamp =
            |(name, register): (&String, &Register)| (name.clone(), (register.stamp, register.seq));
        let stamps: BTreeMap<_, _> = row.registers.iter().map(stamp).collect();
        let mut extra = row.fields();
        extra.retain(|name, _| name != DELETED && kind.field(name).is_none());
        let mut parts = Self {
            seq: i64::try_from(row.seq()).map_err(damaged)?,
            deleted: false,
            stamps: Stamps(stamps).to_string(),
            extra: to_extra(&extra)?,
            row,
        };
        parts.deleted = parts.value(DELETED) == Some(&Value::Bool(true));
        Ok(parts)
    }

    /// The value of a field.
    pub(super) fn value(&self, name: &str) -> Option<&'a Value> {
        self.row.registers.get(name).map(|register| &register.value)
    }
}

/// The registers of a row; a field that has a stamp and no value is null.
pub(super) fn row_state(stamps: Stamps, mut values: Fields) -> RowState {
    let registers = stamps.0.into_iter().map(|(name, (stamp, seq))| {
        let value = values.remove(&name).unwrap_or(Value::Null);
        (name, Register { value, stamp, seq })
    });
    RowState { registers: registers.collect() }
}

/// The fields that this version does not know, as one text; none if there are none.
pub(super) fn to_extra(fields: &Fields) -> Result<Option<String>, StoreError> {
    if fields.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(fields).map(Some).map_err(damaged)
}

pub(super) fn from_extra(extra: Option<&str>) -> Result<Fields, StoreError> {
    extra.map_or(Ok(Fields::new()), |text| serde_json::from_str(text).map_err(damaged))
}

/// What the database holds cannot be so.
pub(super) fn damaged(error: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}
