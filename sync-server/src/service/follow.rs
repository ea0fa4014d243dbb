//! Follow-ups: who deals with what was promised at a door, and whether it is done.
//!
//! What the desk decides about an appointment is a follow-up of its own beside it; the appointment
//! stays as the neighbor wrote it, and the visit's review is not opened by it.

use shared::id::{AccountId, FeedId};
use shared::record::{Account, FollowUp, Kind, Prose, Record, Role};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::ServiceError;
use super::desk::{Desk, Moment};
use crate::auth::Principal;
use crate::store::{Audit, FollowLine, FollowSort, Write, handling};

/// What is decided about a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// This person does it; or nobody yet.
    Assign(Option<AccountId>),
    /// It is done, or to be done again.
    Done(bool),
}

/// Writes down what was decided; false if the promise is not there, or out of this person's sight.
///
/// # Errors
/// When somebody is named who has no place in the mission, or the store fails.
pub fn decide(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    id: Uuid,
    decision: Decision,
    moment: &Moment<'_>,
) -> Result<bool, ServiceError> {
    if !principal.sees(&*write, feed)? {
        return Ok(false);
    }
    let Some(line) = write.promise(feed, id)? else { return Ok(false) };
    if let Decision::Assign(Some(account)) = decision {
        let row = write.row(FeedId::Account(account), Kind::Account, account.0)?;
        let is_neighbor = Account::read(&row.fields())
            .is_ok_and(|person| person.role == Role::Neighbor && !person.closed);
        if !is_neighbor || !write.members(feed)?.contains(&account) {
            return Err(ServiceError::refused("this person has no place in the mission"));
        }
    }
    let (target, held) = match line.sort {
        FollowSort::Promise => (id, true),
        FollowSort::Revisit | FollowSort::Referral => {
            let target = handling(id);
            (target, !write.row(feed, Kind::FollowUp, target)?.is_absent())
        }
    };
    let (field, value, verb) = match decision {
        Decision::Assign(account) => {
            let account = account.map_or(Value::Null, |id| Value::Text(id.to_string()));
            ("account", account, "follow-assign")
        }
        Decision::Done(true) => ("done", Value::Bool(true), "follow-done"),
        Decision::Done(false) => ("done", Value::Bool(false), "follow-reopen"),
    };
    let mut fields = if held { Fields::new() } else { beside(&line)?.fields() };
    fields.insert(field.to_owned(), value);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set(feed, Kind::FollowUp, target, fields)?;
    desk.close()?;
    write.add_audit(&Audit {
        at: moment.now,
        account: principal.account,
        verb: verb.to_owned(),
        feed: Some(feed),
        record: Some(id),
    })?;
    Ok(true)
}

/// The follow-up that stands beside an appointment, as phones read it.
fn beside(line: &FollowLine) -> Result<FollowUp, ServiceError> {
    let what = match (line.sort, &line.service) {
        (FollowSort::Referral, Some(service)) => format!("Orientation : {service}"),
        (FollowSort::Referral, None) => "Orientation".to_owned(),
        (FollowSort::Revisit | FollowSort::Promise, _) => "Repasser".to_owned(),
    };
    let what = Prose::parse(&what);
    let what = what.map_err(|error| ServiceError::refused(format!("this follow-up {error}")))?;
    let due = line.due.as_deref().and_then(|due| due.get(..10)).and_then(|day| day.parse().ok());
    Ok(FollowUp { visit: line.visit, what, account: None, due, done: false })
}
