//! Reviews: a person at the desk has read a visit, approves it, or asks about it.
//!
//! A review is a record of its own and names the newest number that the reader saw; the visit
//! stays as its author wrote it. A correction that comes later is newer than what was read, and
//! opens the review again. It travels like everything: the author's phone finds it in its feed.

use shared::id::{CommentId, FeedId, ReviewId, VisitId};
use shared::record::{Comment, Prose, Review, ReviewedSeq, Verdict};

use super::ServiceError;
use super::desk::{Desk, Moment};
use crate::auth::Principal;
use crate::store::{Audit, ReviewState, Write};

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
