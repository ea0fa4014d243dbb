//! The ground: territories, their buildings from an address file, their doors.
//!
//! Here are the territories; [`import`] makes buildings of addresses, [`generate_doors`] gives them
//! doors, and what was generated is put right door by door, here at the desk or in the field.

use shared::id::{FeedId, TerritoryId};
use shared::record::{Line, Territory};

use super::desk::{Desk, Moment};
use super::{ServiceError, named};
use crate::store::{Read, Write};

mod buildings;
mod doors;
mod generate;

pub use buildings::{Imported, Step, count, import, preview};
pub use doors::{
    DoorPlace, Listed, add_door, address, find_door, list_doors, remove_door, rename_door,
    rename_stairwell, restore_door, stairwells_of, stop_door,
};
pub use generate::{
    Generated, Layout, add_stairwell, find_building, generate_doors, preview_doors,
};

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
    let all = named::all::<Territory>(&*write)?;
    if let Some((id, _)) = all.into_iter().find(|(_, one)| one.name == *name) {
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
    named::find::<Territory>(read, name).map(|(id, _)| id)
}
