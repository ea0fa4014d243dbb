//! What the server alone knows of people and their phones, against the records that tell of them.

use std::collections::BTreeSet;

use shared::id::{AccountId, DeviceId, FeedId};
use shared::record::Kind;

use super::super::scope;
use super::{PAGE, RESTORE};
use crate::store::{Read, StoreError};

/// Each phone that may knock has its record in its person's feed, and each record its secret. What
/// a phone declared at its last contact can be read.
pub(super) fn check_devices(read: &dyn Read, problems: &mut Vec<String>) -> Result<(), StoreError> {
    let devices = read.devices().map_err(|error| match error {
        StoreError::Damaged(why) => {
            StoreError::Damaged(format!("what is known of the devices cannot be read ({why})"))
        }
        error => error,
    })?;
    let known: Vec<_> = devices.into_iter().map(|(secret, _)| secret).collect();
    let ids: BTreeSet<DeviceId> = known.iter().map(|secret| secret.device).collect();
    for secret in &known {
        let feed = FeedId::Account(secret.account);
        if read.row(feed, Kind::Device, secret.device.0)?.is_absent() {
            problems.push(format!(
                "device {} has a token, and no record in {feed}: {RESTORE}",
                secret.device
            ));
        }
        if let Some(original) = secret.copied_from.filter(|original| !ids.contains(original)) {
            problems.push(format!(
                "device {} is a copy of {original}, which is not known: {RESTORE}",
                secret.device
            ));
        }
    }
    for feed in read.feeds()? {
        if !matches!(feed, FeedId::Account(_)) {
            continue;
        }
        for (id, _) in read.rows(feed, Kind::Device)? {
            if !ids.contains(&DeviceId(id)) {
                problems.push(format!(
                    "device {id} of {feed} has no token any more, so its phone is not let in: \
                     {RESTORE}"
                ));
            }
        }
    }
    Ok(())
}

/// Who was ever assigned to a mission, by its history, may send work for it, and nobody else.
pub(super) fn check_members(
    read: &dyn Read,
    feed: FeedId,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    let members: BTreeSet<AccountId> = read.members(feed)?.into_iter().collect();
    let mut assigned = BTreeSet::new();
    let mut after = None;
    loop {
        let records = read.history_records(feed, Kind::Assignment, after, PAGE)?;
        let Some(last) = records.last() else { break };
        after = Some(*last);
        for id in records {
            let past = read.history_of(feed, Kind::Assignment, id)?;
            let accounts = past.iter().filter_map(|one| scope::reference(&one.change, "account"));
            assigned.extend(accounts.map(AccountId));
        }
    }
    for account in assigned.difference(&members) {
        problems.push(format!(
            "account {account} was assigned, but may not send its work any more: {RESTORE}"
        ));
    }
    for account in members.difference(&assigned) {
        problems.push(format!(
            "account {account} may send work and was never assigned: somebody wrote past the \
             server; {RESTORE}"
        ));
    }
    Ok(())
}
