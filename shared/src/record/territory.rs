//! Territory (quartier): the neighbourhood in which a team works.

use super::{Line, Rules};

record! {
    /// A neighbourhood; its feed holds its buildings, stairwells and doors.
    Territory, TerritoryId, Territory {
        /// As the people who live there call it.
        name: Line,
        /// The town.
        commune: Option<Line>,
    }
}

impl Rules for Territory {}
