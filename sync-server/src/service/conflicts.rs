//! Conflicts: two people wrote the same field unseen by each other, and one value gave way.
//!
//! Both values are kept in the history; a person at the desk may take the other one, which is a
//! change like every other and may be turned again.

use shared::id::FeedId;
use shared::record::Kind;
use shared::value::Value;

use super::ServiceError;
use super::desk::{Desk, Moment};
use crate::store::{Audit, ConflictLine, Read, StoreError, Write};

/// So many of a feed are looked at, the newest first.
pub const LOOKED_AT: usize = 50;

/// A conflict whose other value is still another than the one that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// The conflict.
    pub line: ConflictLine,
    /// The value that stands.
    pub stands: Value,
}

/// The conflicts of a feed that a person could still turn.
///
/// # Errors
/// When the store fails.
pub fn open(read: &dyn Read, feed: FeedId) -> Result<Vec<Open>, StoreError> {
    let mut open = Vec::new();
    for line in read.conflicts(feed, LOOKED_AT)? {
        let Some(kind) = Kind::parse(&line.kind) else { continue };
        let fields = read.row(feed, kind, line.record)?.fields();
        let stands = fields.get(&line.field).cloned().unwrap_or(Value::Null);
        if stands != line.lost {
            open.push(Open { line, stands });
        }
    }
    Ok(open)
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
    by: shared::id::AccountId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let found = open(&*write, feed)?;
    let found = found.into_iter().find(|one| one.line.seq == seq && one.line.field == field);
    let Some(Open { line, .. }) = found else {
        return Err(ServiceError::refused("this conflict was decided meanwhile"));
    };
    let kind = Kind::parse(&line.kind)
        .ok_or_else(|| ServiceError::refused("this version does not know the record"))?;
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, kind, line.record, field, line.lost)?;
    desk.close()?;
    write.add_audit(&Audit {
        at: moment.now,
        account: by,
        verb: "take-other".to_owned(),
        feed: Some(feed),
        record: Some(line.record),
    })?;
    Ok(())
}
