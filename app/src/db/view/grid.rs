//! A building as one stands in it: stairwells, floors from the top down, doors as they lie.

use serde::{Deserialize, Serialize};
use shared::id::{BuildingId, DoorId, MissionId, StairwellId};

use super::Place;

/// A building with its doors, as one mission sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The mission.
    pub mission: MissionId,
    /// The building.
    pub building: BuildingId,
    /// Its address.
    pub name: String,
    /// Whether this person's work begins here.
    pub mine: bool,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// In the order of their names.
    pub stairwells: Vec<GridStairwell>,
    /// The next door to see: in this building, else in another one of the mission.
    pub next: Option<Place>,
}

/// A stairwell with its doors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridStairwell {
    /// The stairwell.
    pub id: StairwellId,
    /// What is written over the entrance.
    pub name: String,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// From the top down.
    pub floors: Vec<GridFloor>,
}

/// One landing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridFloor {
    /// The floor, the ground floor being 0.
    pub floor: i64,
    /// From the left as one arrives.
    pub doors: Vec<GridDoor>,
}

/// One door of a landing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridDoor {
    /// The door.
    pub id: DoorId,
    /// What is written on it.
    pub label: String,
    /// Its place on the landing.
    pub rank: i64,
    /// `to_see`, the newest outcome, or `do_not_contact`, which wins over all.
    pub state: String,
    /// The residents asked not to be called on again.
    pub do_not_contact: bool,
    /// Something of its visits waits to be sent.
    pub waiting: bool,
    /// How many visits of the mission count here.
    pub visits: u64,
}
