//! Conflicts: two people wrote the same field unseen by each other, and one value gave way.
//!
//! Both values are kept in the history. A person at the desk sees who wrote what, when, and what
//! each had before their eyes, and keeps the value that stands or takes the other one, which is a
//! change like every other.

use shared::id::{AccountId, DeviceId, FeedId};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;

use super::ServiceError;
use super::desk::{Desk, Moment};
use super::replay::Lives;
use crate::store::{Audit, ConflictLine, Past, Read, StoreError, Write};

/// So many of a feed are looked at, the newest first.
pub const LOOKED_AT: usize = 50;

/// A conflict that nobody decided, whose other value is still another than the one that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// The conflict.
    pub line: ConflictLine,
    /// The value that stands.
    pub stands: Writing,
    /// The value that gave way.
    pub other: Writing,
}

/// One of the two values.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// The value.
    pub value: Value,
    /// Whose device wrote it.
    pub device: DeviceId,
    /// When it came.
    pub received: Millis,
    /// What stood there before the eyes of who wrote it.
    pub seen: Value,
}

/// The conflicts of a feed that a person can decide.
///
/// # Errors
/// When the store fails.
pub fn open(read: &dyn Read, feed: FeedId) -> Result<Vec<Open>, StoreError> {
    let lives = Lives::new(read, feed, read.epoch()?);
    let mut open = Vec::new();
    for line in read.conflicts(feed, LOOKED_AT)? {
        let Some(kind) = Kind::parse(&line.kind) else { continue };
        let mut past = read.history_of(feed, kind, line.record)?;
        past.retain(|one| one.stamps.contains_key(&line.field));
        let stands = newest(&past, &line.field, u64::MAX);
        // Who lost is the later one, or else whoever had won before it came.
        let other = match line.won {
            true => newest(&past, &line.field, line.seq - 1),
            false => past.iter().find(|one| one.seq == line.seq),
        };
        let (Some(stands), Some(other)) = (stands, other) else { continue };
        let stands = writing(&lives, &past, stands, &line.field)?;
        let other = writing(&lives, &past, other, &line.field)?;
        if stands.value != line.lost {
            open.push(Open { other: Writing { value: line.lost.clone(), ..other }, line, stands });
        }
    }
    Ok(open)
}

/// The change whose value stood in the field when the feed had come to `until`.
fn newest<'p>(past: &'p [Past], field: &str, until: u64) -> Option<&'p Past> {
    let before = past.iter().filter(|one| one.seq <= until);
    before.max_by_key(|one| one.stamps.get(field))
}

fn writing(
    lives: &Lives<'_>,
    past: &[Past],
    one: &Past,
    field: &str,
) -> Result<Writing, StoreError> {
    let value = |one: &Past| {
        let value = one.change.fields.get(field).or_else(|| one.added.get(field));
        value.cloned().unwrap_or(Value::Null)
    };
    let base = one.change.base.map(|base| lives.translate(base)).transpose()?;
    let base = base.map_or(0, |base| base.seq);
    // A phone has its own earlier changes before its eyes, sent or not.
    let before = past.iter().filter(|other| other.seq < one.seq);
    let before = before.filter(|other| other.seq <= base || other.device == one.device);
    let seen = before.max_by_key(|other| other.stamps.get(field)).map_or(Value::Null, value);
    Ok(Writing { value: value(one), device: one.device, received: one.received, seen })
}

/// Takes the value that gave way in the change with this number.
///
/// # Errors
/// When there is no such conflict any more, or the value cannot be accepted.
pub fn take_other(
    write: &mut dyn Write,
    feed: FeedId,
    seq: u64,
    field: &str,
    by: AccountId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let line = decide(write, feed, seq, field, by, moment, "take-other")?;
    let kind = Kind::parse(&line.kind)
        .ok_or_else(|| ServiceError::refused("this version does not know the record"))?;
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, kind, line.record, field, line.lost)?;
    Ok(desk.close()?)
}

/// Keeps the value that stands: nothing changes, and nobody is asked again.
///
/// # Errors
/// When there is no such conflict any more.
pub fn keep(
    write: &mut dyn Write,
    feed: FeedId,
    seq: u64,
    field: &str,
    by: AccountId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    decide(write, feed, seq, field, by, moment, "keep-standing").map(drop)
}

fn decide(
    write: &mut dyn Write,
    feed: FeedId,
    seq: u64,
    field: &str,
    by: AccountId,
    moment: &Moment<'_>,
    verb: &str,
) -> Result<ConflictLine, ServiceError> {
    let found = open(&*write, feed)?;
    let found = found.into_iter().find(|one| one.line.seq == seq && one.line.field == field);
    let Some(Open { line, .. }) = found else {
        return Err(ServiceError::refused("this conflict was decided meanwhile"));
    };
    write.decide_conflict(feed, seq, field, by, moment.now)?;
    write.add_audit(&Audit {
        at: moment.now,
        account: by,
        verb: verb.to_owned(),
        feed: Some(feed),
        record: Some(line.record),
    })?;
    Ok(line)
}
