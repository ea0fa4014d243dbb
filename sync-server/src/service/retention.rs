//! Retention: what was said at doors is kept for a time after its mission ended, and then erased.
//!
//! The visits of such a mission go whole, with all that hangs on them: a door and an outcome are
//! about somebody, too. It is the same erasure as a resident's, with receipts and lines in the
//! ledger, in parts that are small enough to be done beside a running server.

use chrono::{Months, NaiveDate};
use shared::id::{AccountId, FeedId, MissionId, VisitId};
use shared::record::{Kind, Mission, Record};

use super::ServiceError;
use super::desk::Moment;
use super::erasure::{self, Found, Lasting, Order, Subject};
use crate::store::{Cause, Read, StoreError, Write};

/// So many visits go in one transaction.
pub const PART: usize = 200;

/// A mission that ended long enough ago, with what is still kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The mission.
    pub mission: MissionId,
    /// Its title.
    pub title: String,
    /// Its last day.
    pub ends: NaiveDate,
    /// How many visits are kept.
    pub visits: usize,
    /// How many changes are kept aside.
    pub aside: usize,
    /// How often something was told at a door.
    pub told: usize,
}

/// The missions that ended at least `months` months before `today` and of which visits are kept.
///
/// # Errors
/// When the store fails.
pub fn due(read: &dyn Read, today: NaiveDate, months: u32) -> Result<Vec<Due>, StoreError> {
    let damaged = |error: shared::record::RecordError| StoreError::Damaged(error.to_string());
    let mut due = Vec::new();
    let kept: Vec<FeedId> = read.quarantined()?.into_iter().map(|kept| kept.change.feed).collect();
    for feed in read.feeds()? {
        let FeedId::Mission(mission) = feed else { continue };
        let row = read.row(feed, Kind::Mission, mission.0)?;
        if row.is_absent() {
            continue;
        }
        let record = Mission::read(&row.fields()).map_err(damaged)?;
        let until = record.ends.checked_add_months(Months::new(months));
        if until.is_none_or(|until| until > today) {
            continue;
        }
        let visits = read.visits_in(feed, usize::MAX >> 1)?.len();
        let aside = kept.iter().filter(|one| **one == feed).count();
        let told = read.tellings_in(feed)?.len();
        if visits + aside + told > 0 {
            let title = record.title.to_string();
            due.push(Due { mission, title, ends: record.ends, visits, aside, told });
        }
    }
    Ok(due)
}

/// Erases the next part of a mission; none once nothing is left. What it gives back must be in the
/// ledger before the caller commits.
///
/// # Errors
/// When the store fails.
pub fn next_part(
    write: &mut dyn Write,
    mission: MissionId,
    account: Option<AccountId>,
    moment: &mut Moment<'_>,
) -> Result<Option<(Found, Lasting)>, ServiceError> {
    let feed = FeedId::Mission(mission);
    let visits: Vec<VisitId> = write.visits_in(feed, PART)?;
    let subject =
        if visits.is_empty() { Subject::Aside(feed) } else { Subject::Visits(feed, visits) };
    if erasure::survey(&*write, &subject)?.is_empty() {
        // Once for all its parts: it takes as long as the file is large.
        write.scrub()?;
        return Ok(None);
    }
    let order = Order::new(Cause::Retention, account, moment);
    erasure::erase(write, &subject, &order, moment).map(Some)
}
