//! Putting right what was kept aside: the desk writes the record as it should be.
//!
//! What the phone sent stays where it is, word for word, and is noted as let in under the number
//! of the desk's own change: the history never says that somebody wrote what they did not write.

use shared::id::FeedId;
use shared::record::{Kind, RecordError, check_known};
use shared::value::Fields;
use uuid::Uuid;

use super::super::ServiceError;
use super::super::desk::{Desk, Moment};
use super::{release, waits};
use crate::store::{Quarantined, Read, StoreError, Write};

/// What became of a record that was to be put right.
#[derive(Debug)]
pub enum Mended {
    /// It is in, and so is all that hung on it.
    In,
    /// It is in; something that hangs on it stays aside.
    InPart,
    /// This field cannot be so; nothing was written.
    Refused(RecordError),
}

/// What is kept aside of one record, the later changes over the earlier ones; none if nothing is, or
/// this version does not know its kind.
///
/// # Errors
/// When the store fails.
pub fn kept_of(
    read: &dyn Read,
    feed: FeedId,
    record: Uuid,
) -> Result<Option<(Kind, Fields)>, StoreError> {
    let kept = own(read, feed, record)?;
    Ok(kind_of(&kept).map(|kind| (kind, fields_of(&kept))))
}

/// The kind of changes of one record, if this version knows it and it lives in their feed.
#[must_use]
pub fn kind_of(changes: &[Quarantined]) -> Option<Kind> {
    let first = &changes.first()?.change;
    Kind::parse(&first.kind).filter(|kind| kind.feed() == first.feed.kind())
}

/// What changes of one record say together, the later ones over the earlier ones.
#[must_use]
pub fn fields_of(changes: &[Quarantined]) -> Fields {
    changes.iter().flat_map(|one| one.change.fields.clone()).collect()
}

fn own(read: &dyn Read, feed: FeedId, record: Uuid) -> Result<Vec<Quarantined>, StoreError> {
    let mut kept = read.quarantined()?;
    kept.retain(|one| one.change.feed == feed && one.change.id == record);
    Ok(kept)
}

/// Writes the record as it was sent, with these fields put right, and lets in what hangs on it.
///
/// # Errors
/// When nothing of that record is kept aside, something that it names is not there, or the store
/// fails.
pub fn mend(
    write: &mut dyn Write,
    feed: FeedId,
    record: Uuid,
    right: Fields,
    moment: &Moment<'_>,
) -> Result<Mended, ServiceError> {
    let kept = own(&*write, feed, record)?;
    let Some(kind) = kind_of(&kept) else {
        return Err(ServiceError::refused("nothing of this record waits for a decision any more"));
    };
    let mut fields = fields_of(&kept);
    if write.feed(feed)?.is_none() {
        return Err(ServiceError::refused("the server has no such feed"));
    }
    fields.extend(right);
    let mut whole = write.row(feed, kind, record)?.fields();
    whole.extend(fields.clone());
    if let Err(wrong) = check_known(kind, &fields).and_then(|()| kind.check(&whole)) {
        return Ok(Mended::Refused(wrong));
    }
    // Out of the way first: a record that is kept aside lets nobody write what hangs on it.
    note_all(write, &kept, 0)?;
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set(feed, kind, record, fields)?;
    desk.close()?;
    let seq = write.row(feed, kind, record)?.seq();
    note_all(write, &kept, seq)?;
    if !waits(&*write, feed, record)? {
        return Ok(Mended::In);
    }
    let released = release(write, feed, record, moment.now)?;
    Ok(if released.iter().all(|one| one.outcome.is_ok()) { Mended::In } else { Mended::InPart })
}

fn note_all(write: &mut dyn Write, kept: &[Quarantined], seq: u64) -> Result<(), StoreError> {
    for one in kept {
        write.release_quarantine(one.change.feed, one.device, one.change.n, seq)?;
    }
    Ok(())
}
