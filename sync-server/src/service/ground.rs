//! The ground: territories, their buildings from an address file, and generated doors.

use std::collections::{BTreeMap, BTreeSet};

use shared::address::Address;
use shared::doors::{Numbering, plan};
use shared::id::{BuildingId, DoorId, FeedId, StairwellId, TerritoryId};
use shared::record::{
    Building, Door, FieldError, Kind, Line, MicroDegrees, Record, Stairwell, StreetNumber,
    Territory,
};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::ServiceError;
use super::desk::{Desk, Moment};
use crate::store::{Read, StoreError, Write};

/// Finds a territory by its name, or makes it.
///
/// # Errors
/// When the store fails.
pub fn territory(
    write: &mut dyn Write,
    name: &Line,
    commune: Option<Line>,
    moment: &mut Moment<'_>,
) -> Result<TerritoryId, ServiceError> {
    if let Some((id, _)) = territories(&*write)?.into_iter().find(|(_, one)| one.name == *name) {
        return Ok(id);
    }
    let id: TerritoryId = moment.id();
    let feed = FeedId::Territory(id);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, &Territory { name: name.clone(), commune })?;
    desk.close()?;
    Ok(id)
}

/// The territory of that name, or with that id.
///
/// # Errors
/// When there is none; the sentence lists the names there are.
pub fn find(read: &dyn Read, name: &str) -> Result<TerritoryId, ServiceError> {
    let all = territories(read)?;
    let found = all.iter().find(|(id, territory)| {
        id.to_string() == name || territory.name.as_str().eq_ignore_ascii_case(name)
    });
    found.map(|(id, _)| *id).ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|(_, one)| one.name.to_string()).collect();
        ServiceError::refused(format!(
            "no territory is named {name}; there is: {}",
            if names.is_empty() { "none yet".to_owned() } else { names.join(", ") }
        ))
    })
}

fn territories(read: &dyn Read) -> Result<Vec<(TerritoryId, Territory)>, StoreError> {
    let mut territories = Vec::new();
    for feed in read.feeds()? {
        let FeedId::Territory(id) = feed else {
            continue;
        };
        let row = read.row(feed, Kind::Territory, id.0)?;
        let territory = Territory::read(&row.fields());
        territories.push((id, territory.map_err(|e| StoreError::Damaged(e.to_string()))?));
    }
    Ok(territories)
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Buildings that were not there.
    pub added: usize,
    /// Buildings whose name or position is another now.
    pub updated: usize,
    /// Buildings that were there already, just so.
    pub unchanged: usize,
    /// Rows that named a building of the same file again.
    pub repeated: usize,
}

/// Makes a building of each address; the key of an address makes the same building twice one.
///
/// # Errors
/// When a building cannot be accepted.
pub fn import(
    write: &mut dyn Write,
    territory: TerritoryId,
    addresses: &[Address],
    moment: &mut Moment<'_>,
) -> Result<Imported, ServiceError> {
    let feed = FeedId::Territory(territory);
    let mut known: BTreeMap<String, (Uuid, Fields)> = BTreeMap::new();
    for (id, fields) in write.rows(feed, Kind::Building)? {
        if let Some(Value::Text(key)) = fields.get("source_key") {
            known.insert(key.clone(), (id, fields));
        }
    }
    let mut done = Imported::default();
    let mut seen = BTreeSet::new();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for address in addresses {
        if !seen.insert(&address.key) {
            done.repeated += 1;
            continue;
        }
        let building = building(address)
            .map_err(|error| ServiceError::refused(format!("address {}: {error}", address.key)))?;
        match known.get(&address.key) {
            None => {
                desk.put(feed, moment.id::<BuildingId>(), &building)?;
                done.added += 1;
            }
            Some((_, held)) if *held == building.fields() => done.unchanged += 1,
            Some((id, _)) => {
                desk.set(feed, Kind::Building, *id, building.fields())?;
                done.updated += 1;
            }
        }
    }
    desk.close()?;
    Ok(done)
}

fn building(address: &Address) -> Result<Building, FieldError> {
    let line = |text: &str| Line::parse(text);
    let position = |degrees: Option<i64>| degrees.map(MicroDegrees::new).transpose();
    Ok(Building {
        street: line(&address.street)?,
        number: Some(StreetNumber::new(i64::from(address.number))?),
        suffix: address.suffix.as_deref().map(line).transpose()?,
        commune: Some(line(&address.commune)?),
        commune_code: Some(line(&address.commune_code)?),
        source_key: Some(line(&address.key)?),
        lat_e6: position(address.lat_e6)?,
        lon_e6: position(address.lon_e6)?,
    })
}

/// What a building gets where it has no stairwell yet.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The names of its stairwells.
    pub stairwells: Vec<Line>,
    /// Floors above the ground floor.
    pub floors: i64,
    /// Doors on each floor, the ground floor included.
    pub per_floor: i64,
    /// How they are numbered.
    pub numbering: Numbering,
}

/// What a generation did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// Buildings that got doors.
    pub buildings: usize,
    /// Doors made.
    pub doors: usize,
    /// Buildings that had stairwells already and were left alone.
    pub skipped: usize,
}

/// Gives doors to the buildings of a territory that have no stairwell yet; with `only`, to that
/// one building.
///
/// # Errors
/// When the layout is senseless, or the store fails.
pub fn generate_doors(
    write: &mut dyn Write,
    territory: TerritoryId,
    only: Option<BuildingId>,
    layout: &Layout,
    moment: &mut Moment<'_>,
) -> Result<Generated, ServiceError> {
    let doors = plan(layout.floors, layout.per_floor, layout.numbering)
        .map_err(|error| ServiceError::refused(format!("floors and doors per floor: {error}")))?;
    let feed = FeedId::Territory(territory);
    let mut with_stairwells = BTreeSet::new();
    for (_, fields) in write.rows(feed, Kind::Stairwell)? {
        if let Ok(stairwell) = Stairwell::read(&fields) {
            with_stairwells.insert(stairwell.building);
        }
    }
    let buildings = write.rows(feed, Kind::Building)?;
    let mut done = Generated::default();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for building in buildings.into_iter().map(|(id, _)| BuildingId(id)) {
        if only.is_some_and(|only| only != building) {
            continue;
        }
        if with_stairwells.contains(&building) {
            done.skipped += 1;
            continue;
        }
        done.buildings += 1;
        for name in &layout.stairwells {
            let stairwell: StairwellId = moment.id();
            desk.put(feed, stairwell, &Stairwell { building, name: name.clone() })?;
            for door in &doors {
                let door = Door {
                    stairwell,
                    floor: door.floor,
                    rank: door.rank,
                    label: door.label.clone(),
                    do_not_contact: false,
                };
                desk.put(feed, moment.id::<DoorId>(), &door)?;
                done.doors += 1;
            }
        }
    }
    desk.close()?;
    Ok(done)
}
