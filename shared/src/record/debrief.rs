//! Debrief (bilan): what a neighbor says at the end of a mission.

use super::{FieldError, Prose, RecordError, Rule, Rules};
use crate::id::MissionId;

record! {
    /// The answers to four questions, in the feed of the account alone: no colleague's phone holds
    /// them. It stays when the mission leaves the phone.
    Debrief, DebriefId, Debrief {
        /// The mission.
        mission: MissionId,
        /// What worked at the doors.
        worked: Option<Prose>,
        /// What was hard.
        hard: Option<Prose>,
        /// What residents said most.
        heard: Option<Prose>,
        /// What should be different next time.
        change: Option<Prose>,
    }
}

impl Rules for Debrief {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Debrief {
    fn check(&self) -> Result<(), RecordError> {
        let answers = [&self.worked, &self.hard, &self.heard, &self.change];
        if answers.into_iter().all(Option::is_none) {
            let error = FieldError::AtOdds("a debrief answers one question at least");
            return Err(RecordError::new("worked", error));
        }
        Ok(())
    }
}
