//! Demonstration data: a small, invented neighbourhood with real services.
//!
//! It goes through the same doors as real data: buildings are imported, doors generated, missions
//! created, neighbors assigned.

use std::collections::BTreeMap;

use assets::demo as tables;
use shared::address::Address;
use shared::doors::{Numbering, Shape};
use shared::id::{AccountId, BuildingId, FeedId, MissionId, ServiceId, TerritoryId};
use shared::record::{Code, FieldError, Kind, Line, MissionState, Partner, Prose, Role, Service};
use shared::time::Millis;
use shared::value::Value;
use shared::words::CodeWords;

use super::desk::Moment;
use super::ground::{self, Generated, Imported, Layout};
use super::missions::{self, NewMission};
use super::{ServiceError, accounts};
use crate::auth::sign_in;
use crate::store::Write;

/// What was made.
#[derive(Debug)]
pub struct Made {
    /// The neighbourhood.
    pub territory: TerritoryId,
    /// Its missions, with their titles.
    pub missions: Vec<(MissionId, String)>,
    /// Its neighbors, with a one-time code each.
    pub neighbors: Vec<(String, AccountId, CodeWords)>,
    /// The people at the desk, one of each role, with the name each signs in with.
    pub desk: Vec<(String, Role, String)>,
    /// What the import did.
    pub imported: Imported,
    /// What the generation of doors did.
    pub generated: Generated,
}

/// How long the codes of the demonstration are good for.
const CODES_VALID: i64 = 7 * Millis::DAY;

/// Makes the demonstration. With `addresses`, the buildings are theirs in place of the invented
/// ones, and every mission is in all of them.
///
/// # Errors
/// When there is a demonstration already, or the store fails.
pub fn make(
    write: &mut dyn Write,
    addresses: Option<&[Address]>,
    moment: &mut Moment<'_>,
) -> Result<Made, ServiceError> {
    let place = tables::TERRITORY;
    if ground::find(&*write, place.name).is_ok() {
        return Err(ServiceError::refused(
            "this database holds the demonstration already: name another file to make a new one",
        ));
    }
    let commune = fit(Line::parse(place.commune))?;
    let name = fit(Line::parse(place.name))?;
    let territory = ground::territory(write, &name, Some(commune), moment)?;
    let services = catalogue(write, moment)?;
    let (imported, generated) = match addresses {
        Some(addresses) => real_buildings(write, territory, addresses, moment)?,
        None => invented_buildings(write, territory, moment)?,
    };
    let buildings = buildings_by_key(write, territory)?;
    let mut made = Made {
        territory,
        missions: Vec::new(),
        neighbors: Vec::new(),
        desk: Vec::new(),
        imported,
        generated,
    };
    for mission in tables::MISSIONS {
        let id = add_mission(write, territory, mission, &services, moment)?;
        made.missions.push((id, mission.title.to_owned()));
    }
    for neighbor in tables::NEIGHBORS {
        let name = format!("{} {}.", neighbor.first_name, neighbor.initial);
        let account = accounts::add(write, fit(Line::parse(&name))?, Role::Neighbor, moment)?;
        for assignment in neighbor.assignments {
            let keys = tables::MISSIONS.iter().zip(&made.missions);
            let found = keys.into_iter().find(|(mission, _)| mission.key == assignment.mission);
            let Some((_, (mission, _))) = found else {
                continue;
            };
            let own: Vec<_> = assignment
                .buildings
                .iter()
                .filter_map(|index| tables::BUILDINGS.get(*index))
                .filter_map(|building| buildings.get(building.key).copied())
                .collect();
            missions::assign(write, *mission, account, &own, moment)?;
        }
        let (code, _) = accounts::enrolment_code(write, account, CODES_VALID, moment)?;
        made.neighbors.push((name, account, code));
    }
    add_desk(write, &mut made, moment)?;
    Ok(made)
}

/// One person of each role at the desk; each is let in by `account invite`.
fn add_desk(
    write: &mut dyn Write,
    made: &mut Made,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let territory = FeedId::Territory(made.territory);
    let missions: Vec<_> = made.missions.iter().map(|(id, _)| FeedId::Mission(*id)).collect();
    let first = missions.get(..1).unwrap_or_default();
    let desk = [
        (tables::ADMIN, Role::Admin, [].as_slice()),
        (tables::SUPERVISOR, Role::Supervisor, &[territory]),
        (tables::READER, Role::Partner, first),
    ];
    for (name, role, scopes) in desk {
        let account = accounts::add(write, fit(Line::parse(name))?, role, moment)?;
        let (login, _) = sign_in::invite(write, account, None, Some(scopes), moment)?;
        made.desk.push((name.to_owned(), role, login));
    }
    Ok(())
}

fn catalogue(
    write: &mut dyn Write,
    moment: &mut Moment<'_>,
) -> Result<BTreeMap<&'static str, ServiceId>, ServiceError> {
    for partner in tables::PARTNERS {
        let partner = Partner {
            code: fit(Code::parse(partner.code))?,
            name: fit(Line::parse(partner.name))?,
            sort: Some(fit(Line::parse(partner.kind))?),
        };
        missions::add_partner(write, &partner, moment)?;
    }
    let mut ids = BTreeMap::new();
    for service in tables::SERVICES {
        let record = Service {
            code: fit(Code::parse(service.code))?,
            name: fit(Line::parse(service.name))?,
            theme: fit(Code::parse(service.theme.code()))?,
            what: fit(Prose::parse(service.what))?,
            who: Some(fit(Prose::parse(service.who))?),
            place: Some(fit(Prose::parse(service.where_))?),
            hours: service.when.map(Prose::parse).transpose().map_err(unfit)?,
            phone: service.phone.map(Line::parse).transpose().map_err(unfit)?,
            papers: Some(fit(Prose::parse(service.papers))?),
        };
        ids.insert(service.code, missions::add_service(write, &record, moment)?);
    }
    Ok(ids)
}

fn invented_buildings(
    write: &mut dyn Write,
    territory: TerritoryId,
    moment: &mut Moment<'_>,
) -> Result<(Imported, Generated), ServiceError> {
    let place = tables::TERRITORY;
    let address = |building: &tables::Building| Address {
        key: building.key.to_owned(),
        street: building.street.to_owned(),
        number: building.number,
        suffix: building.suffix.map(str::to_owned),
        commune: place.commune.to_owned(),
        commune_code: place.commune_code.to_owned(),
        lat_e6: Some(building.lat_e6),
        lon_e6: Some(building.lon_e6),
        position: None,
        updated: None,
    };
    let addresses: Vec<_> = tables::BUILDINGS.iter().map(address).collect();
    let steps = ground::import(write, territory, &addresses, moment)?;
    let imported = steps.into_iter().collect();
    let ids = buildings_by_key(write, territory)?;
    let mut generated = Generated::default();
    for building in tables::BUILDINGS {
        let names = building.stairwells.iter().map(|name| Line::parse(name));
        let layout = Layout {
            stairwells: names.collect::<Result<_, _>>().map_err(unfit)?,
            shape: Shape {
                floors: i64::from(building.floors),
                per_floor: i64::from(building.doors_per_floor),
                on_ground: None,
            },
            numbering: Numbering::ByFloor,
        };
        let only = ids.get(building.key).map(std::slice::from_ref);
        let one = ground::generate_doors(write, territory, only, &layout, moment)?;
        generated.buildings += one.buildings;
        generated.doors += one.doors;
    }
    Ok((imported, generated))
}

fn real_buildings(
    write: &mut dyn Write,
    territory: TerritoryId,
    addresses: &[Address],
    moment: &mut Moment<'_>,
) -> Result<(Imported, Generated), ServiceError> {
    let steps = ground::import(write, territory, addresses, moment)?;
    let imported = steps.into_iter().collect();
    let layout = Layout {
        stairwells: vec![fit(Line::parse("A"))?, fit(Line::parse("B"))?],
        shape: Shape { floors: 4, per_floor: 4, on_ground: None },
        numbering: Numbering::ByFloor,
    };
    let generated = ground::generate_doors(write, territory, None, &layout, moment)?;
    Ok((imported, generated))
}

fn buildings_by_key(
    write: &dyn Write,
    territory: TerritoryId,
) -> Result<BTreeMap<String, BuildingId>, ServiceError> {
    let rows = write.rows(FeedId::Territory(territory), Kind::Building)?;
    let keyed = rows.into_iter().filter_map(|(id, fields)| match fields.get("source_key") {
        Some(Value::Text(key)) => Some((key.clone(), BuildingId(id))),
        _ => None,
    });
    Ok(keyed.collect())
}

fn add_mission(
    write: &mut dyn Write,
    territory: TerritoryId,
    mission: &tables::Mission,
    services: &BTreeMap<&'static str, ServiceId>,
    moment: &mut Moment<'_>,
) -> Result<MissionId, ServiceError> {
    let day = |days: i64| {
        let date = moment.now.plus(days * Millis::DAY).date();
        date.ok_or_else(|| ServiceError::refused("the clock of this machine is wrong: set it"))
    };
    let new = NewMission {
        territory,
        partner: missions::by_code::<Partner>(&*write, mission.partner)?,
        title: fit(Line::parse(mission.title))?,
        theme: fit(Code::parse(mission.theme.code()))?,
        message: Some(fit(Prose::parse(mission.message))?),
        starts: day(mission.starts_in_days)?,
        ends: day(mission.ends_in_days)?,
        state: MissionState::Open,
        services: mission.services.iter().filter_map(|code| services.get(code).copied()).collect(),
    };
    missions::create(write, &new, moment)
}

/// The tables are this project's own; what does not fit in them is a mistake in them.
fn fit<T>(parsed: Result<T, FieldError>) -> Result<T, ServiceError> {
    parsed.map_err(unfit)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn unfit(error: FieldError) -> ServiceError {
    ServiceError::refused(format!("the demonstration data is unfit: {error}"))
}
