//! Doors for buildings that have none yet: stairwells, floors, doors on each floor.

use std::collections::BTreeSet;

use shared::doors::{DoorPlan, Numbering, Shape, plan};
use shared::id::{BuildingId, DoorId, FeedId, StairwellId, TerritoryId};
use shared::record::{Door, Kind, Line, Record, Stairwell};

use super::super::ServiceError;
use super::super::desk::{Desk, Moment};
use crate::store::{Read, Write};

/// What a building gets where it has no stairwell yet.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The names of its stairwells.
    pub stairwells: Vec<Line>,
    /// How many floors and doors each has.
    pub shape: Shape,
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

/// Gives doors to the buildings of a territory that have no stairwell yet; with `only`, to those
/// of them alone.
///
/// # Errors
/// When the layout is senseless, or the store fails.
pub fn generate_doors(
    write: &mut dyn Write,
    territory: TerritoryId,
    only: Option<&[BuildingId]>,
    layout: &Layout,
    moment: &mut Moment<'_>,
) -> Result<Generated, ServiceError> {
    let feed = FeedId::Territory(territory);
    let (buildings, doors, done) = prepare(&*write, feed, only, layout)?;
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for building in buildings {
        for name in &layout.stairwells {
            put_stairwell(&mut desk, feed, building, name, &doors, moment)?;
        }
    }
    desk.close()?;
    Ok(done)
}

/// Gives a building one more stairwell with doors.
///
/// # Errors
/// When the shape is senseless, the name is taken in this building, or the store fails.
pub fn add_stairwell(
    write: &mut dyn Write,
    territory: TerritoryId,
    building: BuildingId,
    name: &Line,
    doors: &[DoorPlan],
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Territory(territory);
    let held = super::stairwells_of(&*write, territory, building)?;
    if held.iter().any(|(_, held)| held == name) {
        return Err(ServiceError::refused("give each stairwell a name of its own"));
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    put_stairwell(&mut desk, feed, building, name, doors, moment)?;
    Ok(desk.close()?)
}

fn put_stairwell(
    desk: &mut Desk<'_>,
    feed: FeedId,
    building: BuildingId,
    name: &Line,
    doors: &[DoorPlan],
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let stairwell: StairwellId = moment.id();
    desk.put(feed, stairwell, &Stairwell { building, name: name.clone() })?;
    for door in doors {
        let door = Door {
            stairwell,
            floor: door.floor,
            rank: door.rank,
            label: door.label.clone(),
            do_not_contact: false,
            erased_at: None,
        };
        desk.put(feed, moment.id::<DoorId>(), &door)?;
    }
    Ok(())
}

/// What [`generate_doors`] would do, and the labels of one stairwell.
///
/// # Errors
/// As [`generate_doors`].
pub fn preview_doors(
    read: &dyn Read,
    territory: TerritoryId,
    only: Option<&[BuildingId]>,
    layout: &Layout,
) -> Result<(Generated, Vec<DoorPlan>), ServiceError> {
    let (_, doors, done) = prepare(read, FeedId::Territory(territory), only, layout)?;
    Ok((done, doors))
}

/// The building with that id, or with that key of its address file.
///
/// # Errors
/// When there is none.
pub fn find_building(
    read: &dyn Read,
    territory: TerritoryId,
    name: &str,
) -> Result<BuildingId, ServiceError> {
    let feed = FeedId::Territory(territory);
    let none = || {
        ServiceError::refused(format!(
            "no building of this territory has the id or the address key {name}: \
             import its address first"
        ))
    };
    if let Ok(id) = name.parse::<BuildingId>() {
        let row = read.row(feed, Kind::Building, id.0)?;
        return if row.is_absent() { Err(none()) } else { Ok(id) };
    }
    let found = read.building_by_key(feed, &name.to_lowercase())?;
    found.map(|(id, _)| BuildingId(id)).ok_or_else(none)
}

fn prepare(
    read: &dyn Read,
    feed: FeedId,
    only: Option<&[BuildingId]>,
    layout: &Layout,
) -> Result<(Vec<BuildingId>, Vec<DoorPlan>, Generated), ServiceError> {
    let doors = plan(&layout.shape, layout.numbering)
        .map_err(|error| ServiceError::refused(format!("floors and doors per floor: {error}")))?;
    if doors.is_empty() {
        return Err(ServiceError::refused("this layout has no door: give it a floor with doors"));
    }
    let names: BTreeSet<_> = layout.stairwells.iter().collect();
    if names.len() < layout.stairwells.len() || names.is_empty() {
        return Err(ServiceError::refused("give each stairwell a name of its own"));
    }
    let mut with_stairwells = BTreeSet::new();
    for (_, fields) in read.rows(feed, Kind::Stairwell)? {
        if let Ok(stairwell) = Stairwell::read(&fields) {
            with_stairwells.insert(stairwell.building);
        }
    }
    let buildings = match only {
        Some(only) => only.to_vec(),
        None => {
            read.rows(feed, Kind::Building)?.into_iter().map(|(id, _)| BuildingId(id)).collect()
        }
    };
    let all = buildings.len();
    let bare: Vec<_> =
        buildings.into_iter().filter(|building| !with_stairwells.contains(building)).collect();
    let done = Generated {
        buildings: bare.len(),
        doors: bare.len() * layout.stairwells.len() * doors.len(),
        skipped: all - bare.len(),
    };
    Ok((bare, doors, done))
}
