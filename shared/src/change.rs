//! The one representation of a write.
//!
//! A [`Change`] is applied, queued, undone and sent as the same thing. Phones make changes at the
//! door, the desk makes them in the office; both go through the same acceptance on the server.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{EpochId, FeedId};
use crate::time::{ClockSession, Millis};
use crate::value::{Fields, Value};

/// The field that every kind has: a row whose `deleted` is true is a tombstone.
pub const DELETED: &str = "deleted";

/// The field of a stub: the record's content was erased, as a resident may ask. It travels as a
/// tombstone, and no kind may have a field of that name.
pub const ERASED: &str = "erased";

/// The fields of a stub.
#[must_use]
pub fn stub_fields() -> Fields {
    [DELETED, ERASED].map(|name| (name.to_owned(), Value::Bool(true))).into()
}

/// Whether `fields` say that the record's content was erased.
#[must_use]
pub fn is_erased(fields: &Fields) -> bool {
    fields.get(ERASED) == Some(&Value::Bool(true))
}

/// Some fields of one record, set by one writer at one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The feed that the record belongs to.
    pub feed: FeedId,
    /// Counts up from 1 without a gap for each (device, feed); with the content hash it names
    /// the change for ever.
    pub n: u64,
    /// The kind of record, as [`Kind::as_str`](crate::record::Kind::as_str); a text, since a
    /// newer writer may know more kinds.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// What the writer's clock said, right or wrong.
    pub at: Millis,
    /// In which run of the writer's clock.
    pub clock: ClockSession,
    /// The fields that this change sets, and no others.
    pub fields: Fields,
    /// Which version of the row the writer had before the eyes; none for a record that the
    /// writer makes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
}

/// A version of a row: the sequence number it had, in one life of the central database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// The life of the central database.
    pub epoch: EpochId,
    /// The row's sequence number in its feed.
    pub seq: u64,
}

/// The content hash of a change; see [`change_hash`](crate::digest::change_hash).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChangeHash(pub [u8; 32]);

impl fmt::Debug for ChangeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().take(8).try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What every change must keep, whatever its kind: checked before anything else looks at it.
///
/// # Errors
/// Names the first rule that is broken.
pub fn check_shape(change: &Change) -> Result<(), ShapeError> {
    if change.n == 0 || change.n > MAX_NUMBER {
        return Err(ShapeError::Number(change.n));
    }
    if change.fields.is_empty() {
        return Err(ShapeError::Empty);
    }
    if change.fields.len() > MAX_FIELDS {
        return Err(ShapeError::TooManyFields(change.fields.len()));
    }
    if !is_name(&change.kind) {
        return Err(ShapeError::Kind);
    }
    for (name, value) in &change.fields {
        if !is_name(name) {
            return Err(ShapeError::FieldName);
        }
        if value.has_nul() {
            return Err(ShapeError::Nul(name.clone()));
        }
    }
    Ok(())
}

/// The most fields that one change may set.
pub const MAX_FIELDS: usize = 64;
/// The greatest `n` and `seq`: databases count in 64 bits with a sign.
pub const MAX_NUMBER: u64 = i64::MAX as u64;
const MAX_NAME: usize = 40;

/// Why a change has no acceptable shape.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// `n` is 0 or beyond 63 bits.
    #[error("n must count from 1, not {0}")]
    Number(u64),
    /// The change sets nothing.
    #[error("a change must set at least one field")]
    Empty,
    /// The change sets more than [`MAX_FIELDS`].
    #[error("a change sets at most {MAX_FIELDS} fields, not {0}")]
    TooManyFields(usize),
    /// The kind is no name.
    #[error("a kind is named by lower-case letters, digits and _")]
    Kind,
    /// A field's name is no name.
    #[error("a field is named by lower-case letters, digits and _")]
    FieldName,
    /// U+0000 in the named field.
    #[error("field {0} holds U+0000")]
    Nul(String),
}

/// Lower-case ASCII, digits and `_`, a letter first: safe wherever a name is written.
fn is_name(name: &str) -> bool {
    name.len() <= MAX_NAME
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::change_hash;

    fn change() -> Change {
        Change {
            feed: FeedId::Catalogue,
            n: 1,
            kind: "visit".to_owned(),
            id: Uuid::from_u128(1),
            at: Millis(0),
            clock: ClockSession(1),
            fields: Fields::from([("note".to_owned(), Value::from("x"))]),
            base: None,
        }
    }

    #[test]
    fn shape_is_checked() {
        assert_eq!(check_shape(&change()), Ok(()));
        assert_eq!(check_shape(&Change { n: 0, ..change() }), Err(ShapeError::Number(0)));
        let kind = "visit; DROP TABLE visit".to_owned();
        assert_eq!(check_shape(&Change { kind, ..change() }), Err(ShapeError::Kind));
        assert_eq!(
            check_shape(&Change { fields: Fields::new(), ..change() }),
            Err(ShapeError::Empty)
        );
        let named = |name: &str, value: &str| Change {
            fields: Fields::from([(name.to_owned(), Value::from(value))]),
            ..change()
        };
        assert_eq!(check_shape(&named("Note", "x")), Err(ShapeError::FieldName));
        let nul = check_shape(&named("note", "a\0b"));
        assert_eq!(nul, Err(ShapeError::Nul("note".to_owned())));
    }

    #[test]
    fn the_hash_covers_every_part() {
        let base = Base { epoch: EpochId(Uuid::from_u128(1)), seq: 1 };
        let others = [
            Change { n: 2, ..change() },
            Change { at: Millis(1), ..change() },
            Change { clock: ClockSession(2), ..change() },
            Change { id: Uuid::from_u128(2), ..change() },
            Change { kind: "need".to_owned(), ..change() },
            Change { base: Some(base), ..change() },
            Change { base: Some(Base { seq: 2, ..base }), ..change() },
            Change { fields: Fields::from([("note".to_owned(), Value::from("y"))]), ..change() },
        ];
        for (index, one) in others.iter().enumerate() {
            assert_ne!(change_hash(one), change_hash(&change()));
            for two in &others[index + 1..] {
                assert_ne!(change_hash(one), change_hash(two));
            }
        }
    }
}
