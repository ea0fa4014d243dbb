//! What was kept aside: looking at it, letting it in after all, or setting it aside for good; `mend`
//! puts it right.
//!
//! A record and all that hangs on it go in together, in the order in which they were made.

use std::collections::BTreeSet;

use shared::id::{AccountId, FeedId};
use shared::protocol::{Reason, Standing};
use shared::record::{Kind, Line, Role};
use shared::time::{ClockSession, Millis};
use shared::value::Value;
use uuid::Uuid;

use super::ServiceError;
use super::accept::{Acceptance, Clock};
use super::scope::Actor;
use crate::store::{Quarantined, Read, StoreError, Write};

mod mend;

pub use mend::{Mended, fields_of, kept_of, kind_of, mend};

/// What became of one change that was to be let in.
#[derive(Debug)]
pub struct Released {
    /// The change.
    pub kept: Quarantined,
    /// The sequence number that it got, or why it stays aside.
    pub outcome: Result<u64, Reason>,
}

/// Lets in the changes to one record, and to all that hang on it.
///
/// # Errors
/// When nothing of that record is kept aside, or the store fails.
pub fn release(
    write: &mut dyn Write,
    feed: FeedId,
    record: Uuid,
    now: Millis,
) -> Result<Vec<Released>, ServiceError> {
    let family = family(write.quarantined()?, feed, record);
    if family.is_empty() {
        return Err(ServiceError::refused(format!(
            "nothing of record {record} in {feed} is kept aside; see: quarantine list"
        )));
    }
    let mut released = Vec::new();
    for kept in family {
        let outcome = release_one(write, &kept, now)?;
        if let Ok(seq) = outcome {
            write.release_quarantine(feed, kept.device, kept.change.n, seq)?;
        }
        released.push(Released { kept, outcome });
    }
    Ok(released)
}

/// Sets the changes to one record, and to all that hang on it, aside for good; they stay where
/// they are, with the reason. Says how many there were.
///
/// # Errors
/// When nothing of that record waits for a decision, or the store fails.
pub fn set_aside(
    write: &mut dyn Write,
    feed: FeedId,
    record: Uuid,
    by: AccountId,
    why: &Line,
    now: Millis,
) -> Result<usize, ServiceError> {
    let mut set = 0;
    for kept in family(write.quarantined()?, feed, record) {
        let (device, n) = (kept.device, kept.change.n);
        set += usize::from(write.set_aside(feed, device, n, by, now, why.as_str())?);
    }
    if set == 0 {
        return Err(ServiceError::refused("nothing of this record waits for a decision any more"));
    }
    Ok(set)
}

/// Whether anything of this record, or of what hangs on it, is kept aside.
fn waits(read: &dyn Read, feed: FeedId, record: Uuid) -> Result<bool, StoreError> {
    Ok(!family(read.quarantined()?, feed, record).is_empty())
}

fn release_one(
    write: &mut dyn Write,
    kept: &Quarantined,
    now: Millis,
) -> Result<Result<u64, Reason>, StoreError> {
    let Some(secret) = write.device(kept.device)? else {
        return Ok(Err(kept.reason));
    };
    // The author's name and number stay with the change; the desk only vouches for it. What the
    // clock said when it was sent is not known any more, but it was made before it came.
    let actor = Actor {
        device: secret.device,
        account: Some(secret.account),
        role: Role::Neighbor,
        standing: Standing::Active,
        enrolled: secret.enrolled,
    };
    let clock = Clock { sent_at: now, session: ClockSession(u64::MAX), since: kept.received };
    let mut acceptance = Acceptance::begin(write, actor, clock, now, [kept.change.feed])?;
    let outcome = acceptance.release(kept)?;
    acceptance.finish()?;
    Ok(outcome)
}

/// The changes to `record` and to what names it, and to what names that, in the order in which
/// they came.
fn family(all: Vec<Quarantined>, feed: FeedId, record: Uuid) -> Vec<Quarantined> {
    let mut members = BTreeSet::from([record]);
    let mut family = Vec::new();
    // One device's changes come parents first, so one walk finds the children as well.
    for kept in all.into_iter().filter(|kept| kept.change.feed == feed) {
        let hangs = Kind::parse(&kept.change.kind).is_some_and(|kind| {
            kind.parents().any(|(field, _)| match kept.change.fields.get(field.name) {
                Some(Value::Text(id)) => id.parse().is_ok_and(|id| members.contains(&id)),
                _ => false,
            })
        });
        if hangs {
            members.insert(kept.change.id);
        }
        if members.contains(&kept.change.id) {
            family.push(kept);
        }
    }
    family
}
