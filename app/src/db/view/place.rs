//! Where a door is, in the parts that a screen puts together.

use serde::{Deserialize, Serialize};
use shared::id::{BuildingId, DoorId, StairwellId};

/// A door, and the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The door.
    pub door: DoorId,
    /// What is written on it.
    pub label: String,
    /// The floor, the ground floor being 0.
    pub floor: i64,
    /// The stairwell.
    pub stairwell: StairwellId,
    /// What is written over its entrance.
    pub stairwell_name: String,
    /// The building.
    pub building: BuildingId,
    /// Its address, such as `12 bis rue des Lilas`.
    pub building_name: String,
}
