//! Reviews: a person at the desk has read a visit, approves it, or asks about it.
//!
//! A review is a record of its own and names the newest number that the reader saw; the visit
//! stays as its author wrote it. A correction that comes later is newer than what was read, and
//! opens the review again. It travels like everything: the author's phone finds it in its feed.

use shared::change::DELETED;
use shared::id::{CommentId, FeedId, ReviewId, VisitId};
use shared::record::{Comment, Kind, Prose, Record, Review, ReviewedSeq, Verdict};
use shared::time::Millis;

use super::ServiceError;
use super::desk::{Desk, Moment};
use crate::auth::Principal;
use crate::store::{Audit, ReviewState, VisitLine, Write};

/// So many may be approved at once.
pub const AT_ONCE: usize = 200;

/// A visit as the reader saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its mission's feed.
    pub feed: FeedId,
    /// The visit.
    pub visit: VisitId,
    /// The newest number of it and of what hangs on it.
    pub newest: u64,
}

/// What the reader decided.
#[derive(Clone, Debug)]
pub enum Decision {
    /// It is good.
    Approve,
    /// Its author is asked something.
    Return(Prose),
}

/// Writes down what was decided, and says for how many visits. Those that are not there any more,
/// or that this person does not see, are passed over, as are those that stand so already.
///
/// # Errors
/// When a review cannot be accepted, or the store fails.
pub fn decide(
    write: &mut dyn Write,
    principal: &Principal,
    seen: &[Seen],
    decision: &Decision,
    moment: &mut Moment<'_>,
) -> Result<usize, ServiceError> {
    let mut decided = 0;
    for one in seen.iter().take(AT_ONCE) {
        if !principal.sees(&*write, one.feed)? {
            continue;
        }
        let Some(line) = write.visit_line(one.feed, one.visit)? else {
            continue;
        };
        let (verdict, question, verb) = match decision {
            Decision::Approve => (Verdict::Approved, None, "approve"),
            Decision::Return(question) => (Verdict::Returned, Some(question.clone()), "return"),
        };
        let stands = ReviewState::after(Some((verdict, one.newest)), line.newest);
        if line.state == stands && verdict == Verdict::Approved && stands != ReviewState::Received {
            continue;
        }
        // Nobody can have read what was not there yet.
        let read = i64::try_from(one.newest.min(line.newest)).unwrap_or(i64::MAX);
        let reviewed_seq = ReviewedSeq::new(read)
            .map_err(|error| ServiceError::refused(format!("this review {error}")))?;
        let reviewer = principal.account;
        let review = Review { visit: one.visit, reviewed_seq, verdict, question, reviewer };
        let id: ReviewId = moment.id();
        let mut desk = Desk::open(write, moment.now, &[one.feed])?;
        desk.put(one.feed, id, &review)?;
        desk.close()?;
        write.add_audit(&Audit {
            at: moment.now,
            account: principal.account,
            verb: verb.to_owned(),
            feed: Some(one.feed),
            record: Some(one.visit.0),
        })?;
        decided += 1;
    }
    Ok(decided)
}

/// Takes back what this person approved at that moment, and says for how many visits. What was
/// decided or corrected since is left as it is.
///
/// # Errors
/// When a review cannot be taken back, or the store fails.
pub fn undo(
    write: &mut dyn Write,
    principal: &Principal,
    at: Millis,
    moment: &Moment<'_>,
) -> Result<usize, ServiceError> {
    let mut undone = 0;
    // Others of the person's lines may have come since; an undo follows soon.
    for line in write.audit_of(principal.account, 2 * AT_ONCE)? {
        let (Some(feed), Some(visit)) = (line.feed, line.record.map(VisitId)) else { continue };
        if line.at != at || line.verb != "approve" || !principal.sees(&*write, feed)? {
            continue;
        }
        let is_approved = |line: VisitLine| line.state == ReviewState::Approved;
        if !write.visit_line(feed, visit)?.is_some_and(is_approved) {
            continue;
        }
        let reviews = write.children(feed, Kind::Review, visit)?;
        let Some((id, _, fields)) = reviews.last() else { continue };
        let is_own = |review: Review| {
            review.reviewer == principal.account && review.verdict == Verdict::Approved
        };
        if !Review::read(fields).is_ok_and(is_own) {
            continue;
        }
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.set_field(feed, Kind::Review, *id, DELETED, true)?;
        desk.close()?;
        write.add_audit(&Audit {
            at: moment.now,
            account: principal.account,
            verb: "approve-undo".to_owned(),
            feed: Some(feed),
            record: Some(visit.0),
        })?;
        undone += 1;
    }
    Ok(undone)
}

/// Writes into the thread of a visit, where its author reads it; false if the visit is not there
/// any more, or out of this person's sight.
///
/// # Errors
/// When the comment cannot be accepted, or the store fails.
pub fn comment(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    visit: VisitId,
    text: Prose,
    moment: &mut Moment<'_>,
) -> Result<bool, ServiceError> {
    if !principal.sees(&*write, feed)? || write.visit_line(feed, visit)?.is_none() {
        return Ok(false);
    }
    let id: CommentId = moment.id();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, &Comment { visit, author: principal.account, text })?;
    desk.close()?;
    write.add_audit(&Audit {
        at: moment.now,
        account: principal.account,
        verb: "comment".to_owned(),
        feed: Some(feed),
        record: Some(visit.0),
    })?;
    Ok(true)
}
