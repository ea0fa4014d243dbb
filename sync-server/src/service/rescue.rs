//! Work that came as a file, from a phone that cannot sync any more.
//!
//! It goes through the same acceptance as a message of that phone: numbers and hashes name the
//! changes, so a file may come twice, and the phone may come after it.

use std::collections::BTreeMap;

use shared::change::Change;
use shared::id::{AccountId, DeviceId, FeedId};
use shared::protocol::{ChangeOutcome, Reason};
use shared::rescue::{Rescue, RescueError, device_of};
use shared::seal::{SealKey, SealSecret};
use shared::time::{ClockSession, Millis};

use super::ServiceError;
use super::accept::{Acceptance, Clock};
use super::desk::Moment;
use super::scope::Actor;
use crate::store::{Read, StoreError, Write};

/// What became of one change of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is merged, at this sequence number.
    Taken(u64),
    /// It was here before, merged or kept aside.
    Known,
    /// It is kept aside.
    Aside(Reason),
    /// It is not taken: changes before it are missing here.
    Gap,
    /// It is not taken: its number stands for another change, so the store was copied.
    Copied,
    /// It is not taken: this server does not know the identity under which it was numbered.
    Stranger,
}

/// A file that was taken in.
#[derive(Debug)]
pub struct Imported {
    /// The phone.
    pub device: DeviceId,
    /// Whose it is.
    pub account: AccountId,
    /// When the file was made, by the phone's clock.
    pub made: Millis,
    /// Each change with its fate, by device in the order in which they were made.
    pub changes: Vec<(Change, Fate)>,
}

/// The key that phones seal to; none before [`ensure_key`].
///
/// # Errors
/// When the store fails.
pub fn key(read: &dyn Read) -> Result<Option<SealKey>, StoreError> {
    Ok(secret(read)?.map(|secret| secret.key()))
}

/// Makes the key that phones seal to, unless there is one.
///
/// # Errors
/// When the store fails.
pub fn ensure_key(write: &mut dyn Write, moment: &mut Moment<'_>) -> Result<(), ServiceError> {
    if write.seal_secret()?.is_none() {
        write.set_seal_secret(&moment.bytes())?;
    }
    Ok(())
}

pub(super) fn secret(read: &dyn Read) -> Result<Option<SealSecret>, StoreError> {
    let bytes = read.seal_secret()?;
    let secret = bytes.map(|bytes| SealSecret::new(&bytes)).transpose();
    secret.map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Takes in a file.
///
/// # Errors
/// When the file cannot be opened here; then nothing is changed.
pub fn import(write: &mut dyn Write, file: &[u8], now: Millis) -> Result<Imported, ServiceError> {
    let device = device_of(file).map_err(refused)?;
    let known = write.device(device)?.ok_or_else(|| {
        ServiceError::refused(format!(
            "this server does not know the phone {device}: the file is for another server, or the \
             phone was enrolled after the backup that was restored; enrol it again, with the same \
             store, and import a new file"
        ))
    })?;
    let secret = secret(&*write)?.ok_or_else(|| {
        ServiceError::refused("this server has no key yet, so no file can be for it")
    })?;
    let rescue = Rescue::unpack(file, &secret, &known.token_hash).map_err(refused)?;
    let mut order = Vec::new();
    let mut by_device = BTreeMap::<DeviceId, Vec<Change>>::new();
    for (device, change) in rescue.changes {
        if !order.contains(&device) {
            order.push(device);
        }
        by_device.entry(device).or_default().push(change);
    }
    let mut imported =
        Imported { device, account: known.account, made: rescue.made, changes: Vec::new() };
    for device in order {
        let changes = by_device.remove(&device).unwrap_or_default();
        // The phone's own proof vouches for what it numbered under an earlier identity.
        let actor = Actor::by_device(&*write, device)?;
        let fates = match actor.filter(|actor| actor.account == Some(known.account)) {
            Some(actor) => take_in(write, actor, &changes, now)?,
            None => vec![Fate::Stranger; changes.len()],
        };
        imported.changes.extend(changes.into_iter().zip(fates));
    }
    Ok(imported)
}

fn take_in(
    write: &mut dyn Write,
    actor: Actor,
    changes: &[Change],
    now: Millis,
) -> Result<Vec<Fate>, StoreError> {
    let mut came_before = BTreeMap::<FeedId, u64>::new();
    for change in changes {
        came_before.insert(change.feed, write.mark(change.feed, actor.device)?.n);
    }
    // How wrong the phone's clock was cannot be measured by a file; all was made before it came.
    let clock = Clock { sent_at: now, session: ClockSession(u64::MAX), since: now };
    let feeds = changes.iter().map(|change| change.feed);
    let mut acceptance = Acceptance::begin(write, actor, clock, now, feeds)?;
    let mut fates = Vec::new();
    for change in changes {
        let is_known = came_before.get(&change.feed).is_some_and(|n| change.n <= *n);
        fates.push(match acceptance.take(change)?.outcome {
            ChangeOutcome::Accepted { .. } | ChangeOutcome::Quarantined { .. } if is_known => {
                Fate::Known
            }
            ChangeOutcome::Accepted { seq } => Fate::Taken(seq),
            ChangeOutcome::Quarantined { reason } => Fate::Aside(reason),
            ChangeOutcome::Expected { .. } => Fate::Gap,
            ChangeOutcome::Cloned => Fate::Copied,
        });
    }
    acceptance.finish()?;
    Ok(fates)
}

fn refused(error: RescueError) -> ServiceError {
    let what_to_do = match &error {
        RescueError::Foreign => "name the file that `phone rescue` wrote",
        RescueError::Forged => "ask who brought it, and have the phone write it again",
        RescueError::Seal(_) | RescueError::Wire(_) => {
            "copy it again from the phone, or import it at the server that the phone belongs to"
        }
    };
    ServiceError::refused(format!("{error}: {what_to_do}; nothing was changed"))
}
