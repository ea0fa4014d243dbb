//! Where an answer is told: one record for each building.

use super::Rules;
use crate::id::{AnswerId, BuildingId};

record! {
    /// A building that an answer concerns: it is told there, and nowhere else.
    AnswerBuilding, AnswerBuildingId, AnswerBuilding {
        /// The answer.
        answer: AnswerId,
        /// The building.
        building: BuildingId,
    }
}

impl Rules for AnswerBuilding {}
