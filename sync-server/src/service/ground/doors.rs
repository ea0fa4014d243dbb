//! Doors put right at the desk, one by one. The same fields can be edited on a phone; the merge law
//! joins both.

use shared::change::DELETED;
use shared::id::{BuildingId, DoorId, FeedId, StairwellId, TerritoryId};
use shared::record::{Building, Door, Kind, Line, Record, Stairwell};
use shared::value::Value;
use uuid::Uuid;

use super::super::ServiceError;
use super::super::desk::{Desk, Moment};
use crate::store::{Read, StoreError, Write};

/// A door with where it is.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The door's id.
    pub id: DoorId,
    /// Its stairwell.
    pub stairwell: StairwellId,
    /// The name of its stairwell.
    pub stairwell_name: Line,
    /// Its building's street, with the number.
    pub address: String,
    /// The door.
    pub door: Door,
}

/// The doors of one building, from the ground up.
///
/// # Errors
/// When the store fails.
pub fn list_doors(
    read: &dyn Read,
    territory: TerritoryId,
    building: BuildingId,
) -> Result<Vec<Listed>, ServiceError> {
    let feed = FeedId::Territory(territory);
    let whole = read.row(feed, Kind::Building, building.0)?;
    let address = self::address(&Building::read(&whole.fields()).map_err(damaged)?);
    let mut listed = Vec::new();
    for (stairwell, name) in stairwells_of(read, territory, building)? {
        for (id, fields) in read.within(feed, Kind::Door, stairwell.0)? {
            listed.push(Listed {
                id: DoorId(id),
                stairwell,
                stairwell_name: name.clone(),
                address: address.clone(),
                door: Door::read(&fields).map_err(damaged)?,
            });
        }
    }
    listed.sort_by(|one, other| {
        let place = |listed: &Listed| {
            (listed.stairwell_name.clone(), listed.door.floor, listed.door.rank, listed.id)
        };
        place(one).cmp(&place(other))
    });
    Ok(listed)
}

/// The stairwells of a building, by name.
///
/// # Errors
/// When the store fails.
pub fn stairwells_of(
    read: &dyn Read,
    territory: TerritoryId,
    building: BuildingId,
) -> Result<Vec<(StairwellId, Line)>, StoreError> {
    let found = read.within(FeedId::Territory(territory), Kind::Stairwell, building.0)?;
    let mut stairwells = Vec::new();
    for (id, fields) in found {
        let stairwell = Stairwell::read(&fields).map_err(damaged)?;
        stairwells.push((StairwellId(id), stairwell.name));
    }
    stairwells.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    Ok(stairwells)
}

/// Gives a stairwell another name.
///
/// # Errors
/// When there is no such stairwell.
pub fn rename_stairwell(
    write: &mut dyn Write,
    stairwell: StairwellId,
    name: &Line,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = home(&*write, Kind::Stairwell, stairwell.0)?;
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Stairwell, stairwell.0, "name", name.as_str())?;
    Ok(desk.close()?)
}

/// Where a door is.
#[derive(Clone, Debug)]
pub struct DoorPlace {
    /// The territory.
    pub territory: TerritoryId,
    /// The building.
    pub building: BuildingId,
    /// The building's street, with the number.
    pub address: String,
    /// The name of the stairwell.
    pub stairwell: Line,
    /// The door.
    pub door: Door,
    /// Whether it was removed.
    pub removed: bool,
}

/// Finds a door, also one that was removed.
///
/// # Errors
/// When there is none.
pub fn find_door(read: &dyn Read, id: DoorId) -> Result<DoorPlace, ServiceError> {
    for feed in read.feeds()? {
        let FeedId::Territory(territory) = feed else { continue };
        let row = read.row(feed, Kind::Door, id.0)?;
        if row.is_absent() {
            continue;
        }
        let fields = row.fields();
        let door = Door::read(&fields).map_err(damaged)?;
        let stairwell = read.row(feed, Kind::Stairwell, door.stairwell.0)?;
        let stairwell = Stairwell::read(&stairwell.fields()).map_err(damaged)?;
        let building = read.row(feed, Kind::Building, stairwell.building.0)?;
        return Ok(DoorPlace {
            territory,
            building: stairwell.building,
            address: address(&Building::read(&building.fields()).map_err(damaged)?),
            stairwell: stairwell.name,
            removed: fields.get(DELETED) == Some(&Value::Bool(true)),
            door,
        });
    }
    Err(ServiceError::refused(format!("there is no door {id}: door list shows those there are")))
}

/// Adds a door to a stairwell.
///
/// # Errors
/// When there is no such stairwell.
pub fn add_door(
    write: &mut dyn Write,
    door: &Door,
    moment: &mut Moment<'_>,
) -> Result<DoorId, ServiceError> {
    let feed = home(&*write, Kind::Stairwell, door.stairwell.0)?;
    let id = moment.id();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, door)?;
    desk.close()?;
    Ok(id)
}

/// Gives a door another label.
///
/// # Errors
/// When there is no such door.
pub fn rename_door(
    write: &mut dyn Write,
    door: DoorId,
    label: &Line,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    set(write, door, "label", Value::from(label.as_str()), moment)
}

/// Removes a door. It becomes a tombstone: its visits stay, and the history knows it.
///
/// # Errors
/// When there is no such door.
pub fn remove_door(
    write: &mut dyn Write,
    door: DoorId,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    set(write, door, DELETED, Value::Bool(true), moment)
}

/// Takes a removal back: the door is there again, as it was.
///
/// # Errors
/// When there never was such a door.
pub fn restore_door(
    write: &mut dyn Write,
    territory: TerritoryId,
    door: DoorId,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Territory(territory);
    if write.row(feed, Kind::Door, door.0)?.is_absent() {
        return Err(ServiceError::refused(format!("there never was a door {door}")));
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Door, door.0, DELETED, Value::Bool(false))?;
    Ok(desk.close()?)
}

/// Notes that the residents asked not to be called on again, or that they may be called on after
/// all.
///
/// # Errors
/// When there is no such door.
pub fn stop_door(
    write: &mut dyn Write,
    door: DoorId,
    stop: bool,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    set(write, door, "do_not_contact", Value::Bool(stop), moment)
}

fn set(
    write: &mut dyn Write,
    door: DoorId,
    field: &str,
    value: Value,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = home(&*write, Kind::Door, door.0)?;
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Door, door.0, field, value)?;
    desk.close()?;
    Ok(())
}

/// The territory that holds the record; one that was removed is not there.
fn home(read: &dyn Read, kind: Kind, id: Uuid) -> Result<FeedId, ServiceError> {
    for feed in read.feeds()? {
        if feed.kind() == kind.feed() {
            let row = read.row(feed, kind, id)?;
            let removed = row.fields().get(DELETED) == Some(&Value::Bool(true));
            if !row.is_absent() && !removed {
                return Ok(feed);
            }
        }
    }
    Err(ServiceError::refused(format!("there is no {kind} {id}: door list shows those there are")))
}

/// A building's street, with the number.
#[must_use]
pub fn address(building: &Building) -> String {
    let number = building.number.map(|number| number.get().to_string());
    let suffix = building.suffix.as_ref().map(ToString::to_string);
    let parts = [number, suffix, Some(building.street.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn damaged(error: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}
