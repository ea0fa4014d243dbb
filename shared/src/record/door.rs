//! Door (porte): one home. Figures count doors, since a door is a household.

use super::field::bounded;
use super::{Line, Rules};
use crate::id::StairwellId;
use crate::time::Millis;

record! {
    /// The door of one home.
    Door, DoorId, Door {
        /// The stairwell.
        stairwell: StairwellId,
        /// The floor, the ground floor being 0.
        floor: Floor,
        /// Its place on the landing, from the left as one arrives, beginning with 1.
        rank: Rank,
        /// What is written on it, or how the team calls it.
        label: Line,
        /// The residents asked not to be called on again (ne plus solliciter).
        do_not_contact: bool,
        /// When all that was kept about the residents was erased, the last time. Set by the server
        /// alone: phones then forget what was being typed there.
        erased_at: Option<Millis>,
    }
}

bounded! {
    /// A floor; cellars are below 0.
    Floor(-9..=99),
    /// A place on a landing.
    Rank(1..=99),
}

impl Rules for Door {}
