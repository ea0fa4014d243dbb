//! Stairwell (cage d'escalier): one entrance of a building.

use super::{Line, Rules};
use crate::id::BuildingId;

record! {
    /// An entrance with its stairs; a small building has one.
    Stairwell, StairwellId, Stairwell {
        /// The building.
        building: BuildingId,
        /// What is written over the entrance: `A`, `12 bis`, `Hall Nord`.
        name: Line,
    }
}

impl Rules for Stairwell {}
