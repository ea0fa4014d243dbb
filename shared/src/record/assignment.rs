//! Assignment (attribution): who works in a mission, and in which building.

use super::{FieldError, Line, RecordError, Rule, Rules};
use crate::id::{AccountId, BuildingId};
use crate::time::Millis;

record! {
    /// Gives a neighbor a place in a mission: the mission's feed and its territory's come to the
    /// neighbor's phone. With a building, the work begins there; without, anywhere.
    Assignment, AssignmentId, Assignment {
        /// The neighbor.
        account: AccountId,
        /// The neighbor's name, as the team reads it.
        name: Line,
        /// Where the work begins.
        building: Option<BuildingId>,
        /// It is over: the phone sends what it has, then gives the mission back.
        ended: bool,
        /// When it ended.
        ended_at: Option<Millis>,
    }
}

impl Rules for Assignment {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Assignment {
    fn check(&self) -> Result<(), RecordError> {
        if self.ended_at.is_some() && !self.ended {
            let error = FieldError::AtOdds("only an ended assignment has an end");
            return Err(RecordError::new("ended_at", error));
        }
        Ok(())
    }
}
