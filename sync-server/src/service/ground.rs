//! The ground: territories, their buildings from an address file, their doors.
//!
//! Here are the territories; [`import`] makes buildings of addresses, [`generate_doors`] gives them
//! doors, and what was generated is put right door by door, here at the desk or in the field.

use shared::id::{FeedId, TerritoryId};
use shared::record::{Kind, Line, Record, Territory};

use super::ServiceError;
use super::desk::{Desk, Moment};
use crate::store::{Read, StoreError, Write};

mod buildings;
mod doors;
mod generate;

pub use buildings::{Imported, Step, count, import, preview};
pub use doors::{Listed, add_door, list_doors, remove_door, rename_door, stop_door};
pub use generate::{Generated, Layout, find_building, generate_doors, preview_doors};

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
