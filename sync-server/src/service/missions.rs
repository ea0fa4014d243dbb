//! Missions: preparing one, and giving neighbors their place in it.

use chrono::NaiveDate;
use shared::id::{AccountId, BuildingId, FeedId, Id, MissionId, PartnerId, ServiceId, TerritoryId};
use shared::record::{
    Assignment, Code, FieldError, Kind, Line, Mission, MissionService, MissionState, Partner,
    Position, Prose, Record, Service,
};
use shared::value::Value;

use super::desk::{Desk, Moment};
use super::{ServiceError, accounts, named};
use crate::store::{Read, StoreError, Write};

/// What a mission is made of.
#[derive(Clone, Debug)]
pub struct NewMission {
    /// Where.
    pub territory: TerritoryId,
    /// For whom.
    pub partner: PartnerId,
    /// As the team calls it.
    pub title: Line,
    /// Its theme.
    pub theme: Code,
    /// The message to carry.
    pub message: Option<Prose>,
    /// First day.
    pub starts: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
    /// How far it is.
    pub state: MissionState,
    /// The services to advise, in order.
    pub services: Vec<ServiceId>,
}

/// Makes a mission with its catalogue.
///
/// # Errors
/// When a part of it cannot be accepted; the sentence names it.
pub fn create(
    write: &mut dyn Write,
    new: &NewMission,
    moment: &mut Moment<'_>,
) -> Result<MissionId, ServiceError> {
    let id: MissionId = moment.id();
    let feed = FeedId::Mission(id);
    let mission = Mission {
        territory: new.territory,
        partner: new.partner,
        title: new.title.clone(),
        theme: new.theme.clone(),
        message: new.message.clone(),
        starts: new.starts,
        ends: new.ends,
        state: new.state,
        with_team: false,
    };
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, &mission)?;
    for (service, position) in new.services.iter().zip(1..) {
        let position = Position::new(position).map_err(too_many)?;
        desk.put(feed, moment.id(), &MissionService { service: *service, position })?;
    }
    desk.close()?;
    Ok(id)
}

fn too_many(error: FieldError) -> ServiceError {
    ServiceError::refused(format!("a mission cannot carry so many services: position {error}"))
}

/// Gives a neighbor a place in a mission: in the named buildings, or anywhere. An assignment that
/// had ended begins again.
///
/// # Errors
/// When the person left, or a building is none of the mission's territory.
pub fn assign(
    write: &mut dyn Write,
    mission: MissionId,
    account: AccountId,
    buildings: &[BuildingId],
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let (_, person) = accounts::find(&*write, &account.to_string())?;
    if person.closed {
        return Err(ServiceError::refused(format!("{} left and cannot be assigned", person.name)));
    }
    let feed = FeedId::Mission(mission);
    let held = write.assignments(feed, account)?;
    let wanted: Vec<_> = match buildings {
        [] => vec![None],
        some => some.iter().copied().map(Some).collect(),
    };
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for building in wanted {
        let same = held.iter().find(|(_, fields)| {
            Assignment::read(fields).is_ok_and(|assignment| assignment.building == building)
        });
        let assignment = Assignment {
            account,
            name: person.name.clone(),
            building,
            ended: false,
            ended_at: None,
        };
        match same {
            None => desk.put(feed, moment.id(), &assignment)?,
            Some((id, _)) => {
                let mut fields = assignment.fields();
                fields.insert("ended".to_owned(), Value::Bool(false));
                fields.insert("ended_at".to_owned(), Value::Null);
                desk.set(feed, Kind::Assignment, *id, fields)?;
            }
        }
    }
    Ok(desk.close()?)
}

/// Ends a neighbor's place in a mission. The phone sends what it has, then gives the mission back.
///
/// # Errors
/// When the neighbor has no place in it.
pub fn end_assignment(
    write: &mut dyn Write,
    mission: MissionId,
    account: AccountId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let held = write.assignments(feed, account)?;
    if held.is_empty() {
        return Err(ServiceError::refused("this person has no place in the mission"));
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for (id, mut fields) in held {
        fields.clear();
        fields.insert("ended".to_owned(), Value::Bool(true));
        fields.insert("ended_at".to_owned(), Value::Int(moment.now.0));
        desk.set(feed, Kind::Assignment, id, fields)?;
    }
    Ok(desk.close()?)
}

/// All missions.
///
/// # Errors
/// When the store fails.
pub fn all(read: &dyn Read) -> Result<Vec<(MissionId, Mission)>, StoreError> {
    named::all(read)
}

/// The mission of that title, or with that id.
///
/// # Errors
/// When there is none, or several; the sentence lists the titles there are.
pub fn find(read: &dyn Read, title: &str) -> Result<(MissionId, Mission), ServiceError> {
    named::find(read, title)
}

/// The record of the catalogue with that code.
///
/// # Errors
/// When there is none; the sentence lists the codes there are.
pub fn by_code<R: Record>(read: &dyn Read, code: &str) -> Result<R::Id, ServiceError> {
    let rows = read.rows(FeedId::Catalogue, R::KIND)?;
    let code_of = |fields: &shared::value::Fields| match fields.get("code") {
        Some(Value::Text(code)) => code.clone(),
        _ => String::new(),
    };
    let found = rows.iter().find(|(_, fields)| code_of(fields) == code);
    found.map(|(id, _)| R::Id::from_uuid(*id)).ok_or_else(|| {
        let codes: Vec<_> = rows.iter().map(|(_, fields)| code_of(fields)).collect();
        ServiceError::refused(format!(
            "no {} has the code {code}; there is: {}",
            R::KIND,
            codes.join(", ")
        ))
    })
}

/// Adds a partner to the catalogue, or finds the one with that code.
///
/// # Errors
/// When it cannot be accepted.
pub fn add_partner(
    write: &mut dyn Write,
    partner: &Partner,
    moment: &mut Moment<'_>,
) -> Result<PartnerId, ServiceError> {
    add_to_catalogue(write, partner, partner.code.as_str(), moment)
}

/// Adds a service to the catalogue, or finds the one with that code.
///
/// # Errors
/// When it cannot be accepted.
pub fn add_service(
    write: &mut dyn Write,
    service: &Service,
    moment: &mut Moment<'_>,
) -> Result<ServiceId, ServiceError> {
    add_to_catalogue(write, service, service.code.as_str(), moment)
}

fn add_to_catalogue<R: Record>(
    write: &mut dyn Write,
    record: &R,
    code: &str,
    moment: &mut Moment<'_>,
) -> Result<R::Id, ServiceError> {
    if let Ok(known) = by_code::<R>(&*write, code) {
        return Ok(known);
    }
    let id: R::Id = moment.id();
    let mut desk = Desk::open(write, moment.now, &[FeedId::Catalogue])?;
    desk.put(FeedId::Catalogue, id, record)?;
    desk.close()?;
    Ok(id)
}
