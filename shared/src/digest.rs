//! Proof that two replicas are equal: a hash for each row, a sum for each feed.
//!
//! The bytes that are hashed are this module's own, so that the digest holds whatever the wire
//! format is and whichever database keeps the rows. A feed's digest is a sum, so a change costs
//! one subtraction and one addition, and the order of rows does not matter.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change::{Change, ChangeHash, DELETED};
use crate::protocol::Cursor;
use crate::value::{Fields, Value};

/// Count and digest of the rows of a feed that are not deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedSum {
    /// How many rows there are.
    pub count: u64,
    /// Sum of their hashes.
    pub digest: Digest,
}

impl FeedSum {
    /// Counts a canonical row in. `kind`, `id`, `seq` and `fields` are the row's.
    pub fn add(&mut self, kind: &str, id: Uuid, seq: u64, fields: &Fields) {
        if let Some(hash) = row_hash(kind, id, seq, fields) {
            self.count = self.count.wrapping_add(1);
            self.digest.0 = self.digest.0.wrapping_add(hash);
        }
    }

    /// Counts out a canonical row that was counted in before.
    pub fn remove(&mut self, kind: &str, id: Uuid, seq: u64, fields: &Fields) {
        if let Some(hash) = row_hash(kind, id, seq, fields) {
            self.count = self.count.wrapping_sub(1);
            self.digest.0 = self.digest.0.wrapping_sub(hash);
        }
    }
}

/// A sum of row hashes modulo 2^128, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest(u128);

impl Digest {
    /// The sum as it travels.
    pub(crate) fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    pub(crate) fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Why a text is no digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 32 hexadecimal digits")]
pub struct DigestError;

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(DigestError);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| DigestError)
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A short hash over all cursors of a phone. It is no proof, only a reason to say nothing: a
/// collision would delay news until something else changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CursorsHash(pub u64);

/// The hash of cursors, in whatever order they come.
#[must_use]
pub fn cursors_hash(cursors: &[Cursor]) -> CursorsHash {
    let mut sorted: Vec<&Cursor> = cursors.iter().collect();
    sorted.sort_by_key(|cursor| cursor.feed);
    let mut out = Canonical(blake3::Hasher::new());
    for cursor in sorted {
        out.text(&cursor.feed.to_string());
        out.bytes(cursor.epoch.0.as_bytes());
        out.number(cursor.seq);
        out.number(cursor.durable.unwrap_or(0));
    }
    let mut short = [0; 8];
    out.0.finalize_xof().fill(&mut short);
    CursorsHash(u64::from_be_bytes(short))
}

/// The hash that, together with (device, feed, n), names a change for ever.
#[must_use]
pub fn change_hash(change: &Change) -> ChangeHash {
    let mut out = Canonical(blake3::Hasher::new());
    out.text(&change.feed.to_string());
    out.number(change.n);
    out.text(&change.kind);
    out.bytes(change.id.as_bytes());
    out.bytes(&change.at.0.to_le_bytes());
    out.number(change.clock.0);
    out.fields(&change.fields);
    match change.base {
        None => out.tag(0),
        Some(base) => {
            out.tag(1);
            out.bytes(base.epoch.0.as_bytes());
            out.number(base.seq);
        }
    }
    ChangeHash(*out.0.finalize().as_bytes())
}

/// None for a deleted row: tombstones are swept one day, and replicas stay equal.
fn row_hash(kind: &str, id: Uuid, seq: u64, fields: &Fields) -> Option<u128> {
    if fields.get(DELETED) == Some(&Value::Bool(true)) {
        return None;
    }
    let mut out = Canonical(blake3::Hasher::new());
    out.text(kind);
    out.bytes(id.as_bytes());
    out.number(seq);
    out.fields(fields);
    let mut half = [0; 16];
    out.0.finalize_xof().fill(&mut half);
    Some(u128::from_le_bytes(half))
}

/// Length before content, a tag before each shape: no two values share their bytes.
struct Canonical(blake3::Hasher);

impl Canonical {
    fn tag(&mut self, tag: u8) {
        self.0.update(&[tag]);
    }

    fn number(&mut self, number: u64) {
        self.0.update(&number.to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.update(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Default values are skipped: they equal absence.
    fn fields(&mut self, fields: &Fields) {
        let kept = || fields.iter().filter(|(_, value)| !value.is_default());
        self.number(kept().count() as u64);
        for (name, value) in kept() {
            self.text(name);
            self.value(value);
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.tag(0),
            Value::Bool(truth) => {
                self.tag(1);
                self.tag(u8::from(*truth));
            }
            Value::Int(number) => {
                self.tag(2);
                self.bytes(&number.to_le_bytes());
            }
            Value::Float(number) => {
                self.tag(3);
                self.bytes(&number.to_bits().to_le_bytes());
            }
            Value::Text(text) => {
                self.tag(4);
                self.text(text);
            }
            Value::List(items) => {
                self.tag(5);
                self.number(items.len() as u64);
                for item in items {
                    self.value(item);
                }
            }
            Value::Map(fields) => {
                self.tag(6);
                self.number(fields.len() as u64);
                for (name, value) in fields {
                    self.text(name);
                    self.value(value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(note: &str) -> Fields {
        Fields::from([("note".to_owned(), Value::from(note))])
    }

    #[test]
    fn order_does_not_matter_and_removal_undoes() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut forth = FeedSum::default();
        forth.add("visit", one, 1, &fields("a"));
        forth.add("visit", two, 2, &fields("b"));
        let mut back = FeedSum::default();
        back.add("visit", two, 2, &fields("b"));
        back.add("visit", one, 1, &fields("a"));
        assert_eq!(forth, back);
        back.remove("visit", one, 1, &fields("a"));
        back.remove("visit", two, 2, &fields("b"));
        assert_eq!(back, FeedSum::default());
    }

    #[test]
    fn every_part_of_a_row_counts() {
        let id = Uuid::from_u128(1);
        let hash = |kind, seq, note| row_hash(kind, id, seq, &fields(note));
        assert_ne!(hash("visit", 1, "a"), hash("visit", 1, "b"));
        assert_ne!(hash("visit", 1, "a"), hash("visit", 2, "a"));
        assert_ne!(hash("visit", 1, "a"), hash("need", 1, "a"));
    }

    #[test]
    fn deleted_and_default_values_weigh_nothing() {
        let id = Uuid::from_u128(1);
        let mut sum = FeedSum::default();
        let mut deleted = fields("a");
        deleted.insert(DELETED.to_owned(), Value::Bool(true));
        sum.add("visit", id, 1, &deleted);
        assert_eq!(sum, FeedSum::default());
        let mut padded = fields("a");
        padded.insert("withdrawn".to_owned(), Value::Bool(false));
        assert_eq!(row_hash("visit", id, 1, &padded), row_hash("visit", id, 1, &fields("a")));
    }

    #[test]
    fn digests_read_back() {
        let digest = Digest(0xab);
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!("+b".parse::<Digest>().is_err());
    }
}
