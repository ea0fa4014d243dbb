//! Who may read and write what: the one place where role and scope are decided.
//!
//! A phone reads the catalogue, its account's feed, the feeds of the missions it is assigned to that
//! are open, or drafts that their teams prepare, and those of their territories. What it writes is taken in also when an assignment has
//! ended: the work was done, and nobody could tell the neighbor on the stairwell.

use std::collections::BTreeMap;

use shared::change::{Change, DELETED};
use shared::id::{AccountId, DeviceId, FeedId, FeedKind};
use shared::protocol::{DropReason, Reason, Standing};
use shared::record::{
    Account, Assignment, Device, FieldValue, Kind, Mission, MissionState, Record, Role,
};
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use crate::store::{DeviceSecret, Read, StoreError};

/// Who writes or reads.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// The device, or the desk.
    pub device: DeviceId,
    /// The person; none for the desk itself.
    pub account: Option<AccountId>,
    /// What that person may do.
    pub role: Role,
    /// Whether the device may read, and what it sends may count.
    pub standing: Standing,
    /// When the device was enrolled.
    pub enrolled: Millis,
}

impl Actor {
    /// The server's own desk. What its people may do was asked before it writes for them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn desk(read: &dyn Read) -> Result<Self, StoreError> {
        let device = read.desk()?;
        let standing = Standing::Active;
        Ok(Self { device, account: None, role: Role::Admin, standing, enrolled: Millis(0) })
    }

    /// The device with this token, as it stands now; none if no device has it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn by_token(read: &dyn Read, token_hash: &[u8; 32]) -> Result<Option<Self>, StoreError> {
        read.device_by_token(token_hash)?.map(|secret| Self::of(read, &secret)).transpose()
    }

    /// That device, as it stands now; none if it is not known.
    ///
    /// # Errors
    /// When the store fails.
    pub fn by_device(read: &dyn Read, device: DeviceId) -> Result<Option<Self>, StoreError> {
        read.device(device)?.map(|secret| Self::of(read, &secret)).transpose()
    }

    fn of(read: &dyn Read, secret: &DeviceSecret) -> Result<Self, StoreError> {
        let feed = FeedId::Account(secret.account);
        let account = read.row(feed, Kind::Account, secret.account.0)?;
        let account = Account::read(&account.fields()).map_err(damaged)?;
        let device = read.row(feed, Kind::Device, secret.device.0)?;
        let device = Device::read(&device.fields()).map_err(damaged)?;
        let standing = if device.revoked {
            Standing::Revoked
        } else if account.closed {
            Standing::AccountClosed
        } else {
            Standing::Active
        };
        Ok(Self {
            device: secret.device,
            account: Some(secret.account),
            role: account.role,
            standing,
            enrolled: secret.enrolled,
        })
    }
}

/// Whether `actor` may make this change at all, before its content is looked at.
///
/// # Errors
/// When the store fails.
pub fn may_write(
    read: &dyn Read,
    actor: &Actor,
    change: &Change,
    kind: Kind,
) -> Result<Result<(), Reason>, StoreError> {
    match actor.standing {
        Standing::Active => {}
        Standing::Revoked => return Ok(Err(Reason::DeviceRevoked)),
        Standing::AccountClosed => return Ok(Err(Reason::AccountClosed)),
    }
    if let Some(account) = actor.account
        && !belongs(read, account, change.feed)?
    {
        return Ok(Err(Reason::NotAssigned));
    }
    let may = actor.account.is_none() || role_writes(actor.role, kind);
    if !may || sets_what_is_the_servers(actor, change, kind) {
        return Ok(Err(Reason::NotAllowed));
    }
    Ok(Ok(()))
}

/// The table of roles and kinds.
fn role_writes(role: Role, kind: Kind) -> bool {
    match kind {
        Kind::Visit | Kind::Advice | Kind::Need | Kind::Appointment => role == Role::Neighbor,
        Kind::FollowUp | Kind::Comment => matches!(role, Role::Neighbor | Role::Supervisor),
        Kind::Reading | Kind::QuizAnswer | Kind::Debrief => role == Role::Neighbor,
        Kind::Remark | Kind::Post | Kind::Thanks | Kind::Attachment => {
            matches!(role, Role::Neighbor | Role::Supervisor)
        }
        Kind::Card
        | Kind::QuizQuestion
        | Kind::Clearance
        | Kind::MessageVersion
        | Kind::Synthesis
        | Kind::Pin => matches!(role, Role::Supervisor | Role::Admin),
        // The server counts what somebody did.
        Kind::Stint => false,
        Kind::Stairwell | Kind::Door => role != Role::Partner,
        Kind::Telling => role == Role::Neighbor,
        // They are written at the desk, where the partner answers.
        Kind::Signal | Kind::Answer | Kind::AnswerBuilding => false,
        Kind::Review => role == Role::Supervisor,
        Kind::Building | Kind::Mission | Kind::MissionService | Kind::Assignment => {
            matches!(role, Role::Supervisor | Role::Admin)
        }
        Kind::Partner | Kind::Service | Kind::Territory | Kind::Account | Kind::Device => {
            role == Role::Admin
        }
    }
}

/// The estimate of a date, the date of an erasure and what the server has of a picture are its own to
/// say, and a visit is withdrawn, never deleted.
fn sets_what_is_the_servers(actor: &Actor, change: &Change, kind: Kind) -> bool {
    let sets = |field| change.fields.contains_key(field);
    let is_servers = match kind {
        Kind::Visit => sets("started_estimate") || sets(DELETED),
        Kind::Door => sets("erased_at"),
        Kind::Attachment => sets("whole"),
        _ => false,
    };
    actor.account.is_some() && is_servers
}

/// Whether the account is, or ever was, at home in the feed.
fn belongs(read: &dyn Read, account: AccountId, feed: FeedId) -> Result<bool, StoreError> {
    match feed {
        FeedId::Catalogue => Ok(true),
        FeedId::Account(own) => Ok(own == account),
        FeedId::Mission(_) => Ok(read.memberships(account)?.contains(&feed)),
        FeedId::Territory(territory) => {
            for mission in read.memberships(account)? {
                if territory_of(read, mission)? == Some(FeedId::Territory(territory)) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// The feed of the territory that a mission works in.
///
/// # Errors
/// When the store fails.
pub fn territory_of(read: &dyn Read, mission: FeedId) -> Result<Option<FeedId>, StoreError> {
    Ok(mission_of(read, mission)?.map(|mission| FeedId::Territory(mission.territory)))
}

fn mission_of(read: &dyn Read, feed: FeedId) -> Result<Option<Mission>, StoreError> {
    let FeedId::Mission(id) = feed else {
        return Ok(None);
    };
    let row = read.row(feed, Kind::Mission, id.0)?;
    if row.is_absent() {
        return Ok(None);
    }
    Mission::read(&row.fields()).map(Some).map_err(damaged)
}

/// What an account's phones hold, and why they should give back what they hold beyond it.
#[derive(Debug, Default)]
pub struct Scope {
    /// The feeds to hold, in the order in which they are best read: what names things first.
    pub feeds: Vec<FeedId>,
    /// Why a feed that was held is not any more.
    left: BTreeMap<FeedId, DropReason>,
}

impl Scope {
    /// Why a phone should give back `feed`; none if it should hold it.
    #[must_use]
    pub fn drop_reason(&self, feed: FeedId) -> Option<DropReason> {
        if self.feeds.contains(&feed) {
            return None;
        }
        Some(self.left.get(&feed).copied().unwrap_or(match feed.kind() {
            FeedKind::Territory => DropReason::NotNeeded,
            FeedKind::Mission => DropReason::AssignmentEnded,
            FeedKind::Catalogue | FeedKind::Account => DropReason::Other,
        }))
    }
}

/// What the phones of `account` hold.
///
/// # Errors
/// When the store fails.
pub fn of_account(read: &dyn Read, account: AccountId) -> Result<Scope, StoreError> {
    let mut scope = Scope { feeds: vec![FeedId::Catalogue], ..Scope::default() };
    scope.feeds.push(FeedId::Account(account));
    let mut missions = Vec::new();
    for feed in read.memberships(account)? {
        let Some(mission) = mission_of(read, feed)? else {
            continue;
        };
        let assigned = read
            .assignments(feed, account)?
            .iter()
            .any(|(_, fields)| Assignment::read(fields).is_ok_and(|assignment| !assignment.ended));
        let is_shown = match mission.state {
            MissionState::Open => true,
            MissionState::Draft => mission.with_team,
            MissionState::Closed => false,
        };
        if !is_shown {
            let reason = match mission.state {
                MissionState::Draft => DropReason::NotNeeded,
                MissionState::Open | MissionState::Closed => DropReason::MissionClosed,
            };
            scope.left.insert(feed, reason);
        } else if !assigned {
            scope.left.insert(feed, DropReason::AssignmentEnded);
        } else {
            let territory = FeedId::Territory(mission.territory);
            if !scope.feeds.contains(&territory) {
                scope.feeds.push(territory);
            }
            missions.push(feed);
        }
    }
    scope.feeds.append(&mut missions);
    Ok(scope)
}

/// The id that a reference field of `change` sets, if any.
pub(super) fn reference(change: &Change, field: &str) -> Option<Uuid> {
    match change.fields.get(field) {
        Some(Value::Text(text)) => text.parse().ok(),
        _ => None,
    }
}

/// An account as a value of a field, to compare with.
pub(super) fn is_account(value: Option<&Value>, account: AccountId) -> bool {
    value == Some(&account.to_value())
}

fn damaged(error: shared::record::RecordError) -> StoreError {
    StoreError::Damaged(error.to_string())
}
