//! The message of a mission, written together: the team remarks and proposes, the desk decides, and
//! every version is kept.
//!
//! The one in force stands in the mission, where reports and older phones read it; the versions are
//! records beside it. Who may is asked before.

use shared::id::{AccountId, FeedId, Id, MessageVersionId, MissionId, RemarkId, made_at};
use shared::record::{
    Kind, MessageVersion, Mission, Prose, Record, Remark, RemarkSort, VersionNumber,
};
use shared::time::Millis;
use shared::value::Value;

use super::ServiceError;
use super::desk::{Desk, Moment};
use super::training::read_all;
use crate::store::{Read, StoreError, Write};

/// The versions that were kept, the newest first.
///
/// # Errors
/// When the store fails.
pub fn versions(
    read: &dyn Read,
    mission: MissionId,
) -> Result<Vec<(MessageVersionId, MessageVersion)>, StoreError> {
    let mut versions = read_all::<MessageVersion>(read, mission)?;
    versions.sort_by_key(|(id, version)| std::cmp::Reverse((version.number, *id)));
    Ok(versions)
}

/// What was remarked and proposed, in the order in which it was written.
///
/// # Errors
/// When the store fails.
pub fn remarks(
    read: &dyn Read,
    mission: MissionId,
) -> Result<Vec<(RemarkId, Option<Millis>, Remark)>, StoreError> {
    let mut remarks: Vec<_> = read_all::<Remark>(read, mission)?
        .into_iter()
        .map(|(id, remark)| (id, made_at(id.uuid()), remark))
        .collect();
    remarks.sort_by_key(|(id, at, _)| (*at, *id));
    Ok(remarks)
}

/// Puts a message in force, and keeps it as the next version; what stood before is a version, too. A
/// message that is in force already changes nothing.
///
/// # Errors
/// When there is no such mission or proposal, or the message cannot be accepted.
pub fn set(
    write: &mut dyn Write,
    mission: MissionId,
    text: Option<&Prose>,
    author: Option<AccountId>,
    remark: Option<RemarkId>,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let held = Mission::read(&write.row(feed, Kind::Mission, mission.0)?.fields())
        .map_err(|_| ServiceError::refused(format!("there is no mission {mission}")))?;
    if held.message.as_ref() == text {
        return Ok(());
    }
    let kept = versions(&*write, mission)?;
    let mut number = kept.first().map_or(0, |(_, version)| version.number.get());
    let mut new = Vec::new();
    if number == 0
        && let Some(before) = held.message
    {
        number += 1;
        new.push((number, before, None, None));
    }
    if let Some(text) = text {
        new.push((number + 1, text.clone(), author, remark));
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for (number, text, author, remark) in new {
        let number = VersionNumber::new(number).map_err(|error| {
            ServiceError::refused(format!("a message has so many versions: number {error}"))
        })?;
        desk.put(feed, moment.id(), &MessageVersion { number, text, author, remark })?;
    }
    let text = text.map_or(Value::Null, |text| Value::from(text.as_str()));
    desk.set_field(feed, Kind::Mission, mission.0, "message", text)?;
    Ok(desk.close()?)
}

/// Puts a proposal of the team in force as it is.
///
/// # Errors
/// When there is no such proposal.
pub fn take(
    write: &mut dyn Write,
    mission: MissionId,
    proposal: RemarkId,
    author: AccountId,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let found = remarks(&*write, mission)?.into_iter().find(|(id, ..)| *id == proposal);
    let text = found
        .filter(|(.., remark)| remark.sort == RemarkSort::Proposal)
        .map(|(.., remark)| remark.text)
        .ok_or_else(|| ServiceError::refused(format!("there is no proposal {proposal}")))?;
    set(write, mission, Some(&text), Some(author), Some(proposal), moment)
}

/// Writes a remark of the desk, where the team reads it.
///
/// # Errors
/// When it cannot be accepted.
pub fn remark(
    write: &mut dyn Write,
    mission: MissionId,
    author: AccountId,
    text: Prose,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, moment.id(), &Remark { author, sort: RemarkSort::Comment, text })?;
    Ok(desk.close()?)
}

/// Lets the team prepare a draft, or ends that: its phones hold the draft while it is so.
///
/// # Errors
/// When there is no such mission.
pub fn share(
    write: &mut dyn Write,
    mission: MissionId,
    with_team: bool,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Mission, mission.0, "with_team", with_team)?;
    Ok(desk.close()?)
}
