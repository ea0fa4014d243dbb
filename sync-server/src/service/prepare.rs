//! Preparing a mission, piece by piece: what it is, what it advises, where, by whom, and its start.
//!
//! A mission begins as a draft, which no phone sees. Each piece is written when it is decided, so
//! that one may leave and come back; start at [`revise`]. Who may is asked before.

use std::collections::{BTreeMap, BTreeSet};

use shared::change::DELETED;
use shared::id::{AccountId, BuildingId, FeedId, MissionId, ServiceId};
use shared::record::{
    Account, Assignment, Kind, Mission, MissionService, MissionState, Position, Record, Role,
    Service,
};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::desk::{Desk, Moment};
use super::missions::by_code;
use super::{ServiceError, accounts, debrief, message, training};
use crate::store::{BuildingLine, GroundLine, Read, StoreError, Write};

/// Writes what is other than it was: title, theme, partner, days. How far the mission is, and where,
/// stays; so does its message, of which versions are kept ([`message::set`]).
///
/// # Errors
/// When there is no such mission, or it cannot be accepted so.
pub fn revise(
    write: &mut dyn Write,
    mission: MissionId,
    new: &Mission,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let held = mission_of(&*write, mission)?;
    let new = Mission {
        territory: held.territory,
        state: held.state,
        message: held.message.clone(),
        with_team: held.with_team,
        ..new.clone()
    };
    let feed = FeedId::Mission(mission);
    put(write, feed, Kind::Mission, mission.0, &held.fields(), &new.fields(), moment)
}

/// Sets how far a mission is: phones hold it while it is open.
///
/// # Errors
/// When there is no such mission.
pub fn set_state(
    write: &mut dyn Write,
    mission: MissionId,
    state: MissionState,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let held = mission_of(&*write, mission)?;
    let new = Mission { state, ..held.clone() };
    let feed = FeedId::Mission(mission);
    put(write, feed, Kind::Mission, mission.0, &held.fields(), &new.fields(), moment)?;
    // What each of the team did stays with them when their phones give the mission back.
    debrief::count(write, mission, None, moment)
}

/// Sets which services the mission advises, in this order.
///
/// # Errors
/// When a service is not in the catalogue.
pub fn set_services(
    write: &mut dyn Write,
    mission: MissionId,
    services: &[ServiceId],
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let mut held: BTreeMap<ServiceId, Vec<Uuid>> = BTreeMap::new();
    for (id, one) in services_of(&*write, mission)? {
        held.entry(one.service).or_default().push(id);
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for (service, place) in services.iter().zip(1..) {
        let position = Position::new(place).map_err(|error| {
            ServiceError::refused(format!("a mission cannot carry so many services: {error}"))
        })?;
        match held.get_mut(service).and_then(Vec::pop) {
            Some(id) => desk.set_field(feed, Kind::MissionService, id, "position", place)?,
            None => desk.put(feed, moment.id(), &MissionService { service: *service, position })?,
        }
    }
    for id in held.into_values().flatten() {
        desk.set_field(feed, Kind::MissionService, id, DELETED, true)?;
    }
    Ok(desk.close()?)
}

/// The services that a mission advises, in order.
///
/// # Errors
/// When the store fails.
pub fn services_of(
    read: &dyn Read,
    mission: MissionId,
) -> Result<Vec<(Uuid, MissionService)>, StoreError> {
    let mut found = Vec::new();
    for (id, fields) in read.rows(FeedId::Mission(mission), Kind::MissionService)? {
        found.push((id, MissionService::read(&fields).map_err(damaged)?));
    }
    found.sort_by_key(|(id, one)| (one.position, *id));
    Ok(found)
}

/// Adds a service to the catalogue, or writes what is other than it was. The code of a service
/// that is there stays: commands and spreadsheets know it.
///
/// # Errors
/// When the code of a new one is taken, or there is no such service.
pub fn put_service(
    write: &mut dyn Write,
    id: Option<ServiceId>,
    new: &Service,
    moment: &mut Moment<'_>,
) -> Result<ServiceId, ServiceError> {
    let feed = FeedId::Catalogue;
    let Some(id) = id else {
        if by_code::<Service>(&*write, new.code.as_str()).is_ok() {
            let sentence = format!("the code {} is taken: choose another", new.code);
            return Err(ServiceError::refused(sentence));
        }
        let id: ServiceId = moment.id();
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.put(feed, id, new)?;
        desk.close()?;
        return Ok(id);
    };
    let held = write.row(feed, Kind::Service, id.0)?.fields();
    let Ok(known) = Service::read(&held) else {
        return Err(ServiceError::refused(format!("there is no service {id}")));
    };
    let new = Service { code: known.code.clone(), ..new.clone() };
    put(write, feed, Kind::Service, id.0, &known.fields(), &new.fields(), moment)?;
    Ok(id)
}

/// The buildings that a mission is in: those that were chosen, or else, where it was never prepared
/// at the desk, those where its team works.
///
/// # Errors
/// When the store fails.
pub fn ground_of(read: &dyn Read, mission: MissionId) -> Result<Vec<GroundLine>, StoreError> {
    let feed = FeedId::Mission(mission);
    let chosen = read.chosen(feed)?;
    if !chosen.is_empty() || team(read, mission)?.is_empty() {
        return Ok(chosen);
    }
    let line = |line: BuildingLine| GroundLine {
        building: line.building,
        street: line.street,
        number: line.number,
        doors: line.doors,
    };
    Ok(read.buildings_of(feed)?.into_iter().map(line).collect())
}

/// Chooses buildings for a mission, and lets others go; what it was in before stays chosen.
///
/// # Errors
/// When a building is not of the mission's territory.
pub fn choose_buildings(
    write: &mut dyn Write,
    mission: MissionId,
    chosen: &[BuildingId],
    left: &[BuildingId],
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let territory = FeedId::Territory(mission_of(&*write, mission)?.territory);
    for line in ground_of(&*write, mission)? {
        write.choose(feed, line.building, true)?;
    }
    for building in chosen {
        if write.row(territory, Kind::Building, building.0)?.is_absent() {
            let sentence = format!("there is no building {building} in this territory");
            return Err(ServiceError::refused(sentence));
        }
        write.choose(feed, *building, true)?;
    }
    for building in left {
        write.choose(feed, *building, false)?;
    }
    Ok(())
}

/// Where a neighbor works in a mission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The neighbor's name, as the team reads it.
    pub name: String,
    /// Anywhere in the mission.
    pub anywhere: bool,
    /// In these buildings.
    pub buildings: BTreeSet<BuildingId>,
}

/// Who has a place in a mission, and where, by name.
///
/// # Errors
/// When the store fails.
pub fn team(read: &dyn Read, mission: MissionId) -> Result<Vec<(AccountId, Place)>, StoreError> {
    let mut team: BTreeMap<AccountId, Place> = BTreeMap::new();
    for (_, fields) in read.rows(FeedId::Mission(mission), Kind::Assignment)? {
        let assignment = Assignment::read(&fields).map_err(damaged)?;
        if assignment.ended {
            continue;
        }
        let place = team.entry(assignment.account).or_default();
        place.name = assignment.name.to_string();
        match assignment.building {
            None => place.anywhere = true,
            Some(building) => drop(place.buildings.insert(building)),
        }
    }
    let mut team: Vec<_> = team.into_iter().collect();
    team.sort_by(|one, other| (&one.1.name, one.0).cmp(&(&other.1.name, other.0)));
    Ok(team)
}

/// Gives a neighbor exactly this place in a mission, as far as `shown` goes; buildings that were not
/// shown stay as they are. Who has no place any more gives the mission back.
///
/// # Errors
/// When the person is no neighbor, or left.
pub fn set_place(
    write: &mut dyn Write,
    mission: MissionId,
    account: AccountId,
    wanted: &Place,
    shown: &BTreeSet<BuildingId>,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let row = write.row(FeedId::Account(account), Kind::Account, account.0)?;
    let person = Account::read(&row.fields()).ok();
    let person = person.filter(|person| !person.closed && person.role == Role::Neighbor);
    let Some(person) = person else {
        return Err(ServiceError::refused("this person is no neighbor, or left"));
    };
    let mut missing: BTreeSet<Option<BuildingId>> =
        wanted.buildings.iter().copied().map(Some).collect();
    if wanted.anywhere {
        missing.insert(None);
    }
    let held = write.assignments(feed, account)?;
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for (id, fields) in held {
        let assignment = Assignment::read(&fields).map_err(damaged)?;
        let is_shown = assignment.building.is_none_or(|building| shown.contains(&building));
        let is_wanted = missing.remove(&assignment.building);
        if is_wanted != assignment.ended || (!is_wanted && !is_shown) {
            continue;
        }
        let ended_at = if is_wanted { Value::Null } else { Value::Int(moment.now.0) };
        let fields = Fields::from([
            ("ended".to_owned(), Value::Bool(!is_wanted)),
            ("ended_at".to_owned(), ended_at),
        ]);
        desk.set(feed, Kind::Assignment, id, fields)?;
    }
    for building in missing {
        let assignment = Assignment {
            account,
            name: person.name.clone(),
            building,
            ended: false,
            ended_at: None,
        };
        desk.put(feed, moment.id(), &assignment)?;
    }
    Ok(desk.close()?)
}

/// What a mission has so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Services to advise.
    pub services: usize,
    /// Buildings of its territory.
    pub addresses: u64,
    /// Buildings that were chosen.
    pub buildings: usize,
    /// Doors in them.
    pub doors: u64,
    /// Chosen buildings without a door.
    pub bare: usize,
    /// Neighbors with a place.
    pub neighbors: usize,
    /// Versions of the message, the one in force among them.
    pub versions: usize,
    /// Training cards.
    pub cards: usize,
}

/// How far the preparation of a mission has come; with the buildings that it will be in.
///
/// # Errors
/// When the store fails.
pub fn progress(
    read: &dyn Read,
    mission: MissionId,
) -> Result<(Progress, Vec<GroundLine>), ServiceError> {
    let held = mission_of(read, mission)?;
    let ground = ground_of(read, mission)?;
    let progress = Progress {
        services: services_of(read, mission)?.len(),
        addresses: read.count(FeedId::Territory(held.territory), Kind::Building)?,
        buildings: ground.len(),
        doors: ground.iter().map(|line| line.doors).sum(),
        bare: ground.iter().filter(|line| line.doors == 0).count(),
        neighbors: team(read, mission)?.len(),
        versions: message::versions(read, mission)?.len().max(usize::from(held.message.is_some())),
        cards: training::cards(read, mission)?.len(),
    };
    Ok((progress, ground))
}

/// Adds a neighbor who has no account yet.
///
/// # Errors
/// When somebody has that name already.
pub fn add_neighbor(
    write: &mut dyn Write,
    name: shared::record::Line,
    moment: &mut Moment<'_>,
) -> Result<AccountId, ServiceError> {
    accounts::add(write, name, Role::Neighbor, moment)
}

fn mission_of(read: &dyn Read, mission: MissionId) -> Result<Mission, ServiceError> {
    let row = read.row(FeedId::Mission(mission), Kind::Mission, mission.0)?;
    Mission::read(&row.fields())
        .map_err(|_| ServiceError::refused(format!("there is no mission {mission}")))
}

/// Writes the fields in which `new` differs; what is not in it any more is cleared.
pub(super) fn put(
    write: &mut dyn Write,
    feed: FeedId,
    kind: Kind,
    id: Uuid,
    held: &Fields,
    new: &Fields,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let mut fields = Fields::new();
    for field in kind.fields() {
        let value = new.get(field.name).cloned().unwrap_or(Value::Null);
        if held.get(field.name).unwrap_or(&Value::Null) != &value {
            fields.insert(field.name.to_owned(), value);
        }
    }
    if fields.is_empty() {
        return Ok(());
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set(feed, kind, id, fields)?;
    Ok(desk.close()?)
}

fn damaged(error: shared::record::RecordError) -> StoreError {
    StoreError::Damaged(error.to_string())
}
