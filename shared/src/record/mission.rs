//! Mission: what a partner ordered, and what the team carries to the doors.

use chrono::NaiveDate;

use super::{Code, FieldError, Line, Prose, RecordError, Rule, Rules, choice};
use crate::id::{PartnerId, TerritoryId};

record! {
    /// A round of visits in one territory on one theme.
    Mission, MissionId, Mission {
        /// Where.
        territory: TerritoryId,
        /// For whom.
        partner: PartnerId,
        /// As the team calls it.
        title: Line,
        /// Its theme, such as `energy`.
        theme: Code,
        /// The message to carry to the doors.
        message: Option<Prose>,
        /// First day.
        starts: NaiveDate,
        /// Last day.
        ends: NaiveDate,
        /// How far it is.
        state: MissionState,
        /// Its team prepares it: their phones hold the draft, with its message and its cards.
        with_team: bool,
    }
}

choice! {
    /// How far a mission is.
    MissionState {
        /// Being prepared; phones do not see it yet.
        Draft = "draft",
        /// In the field.
        Open = "open",
        /// Over; phones give it back.
        Closed = "closed",
    }
}

impl Rules for Mission {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Mission {
    fn check(&self) -> Result<(), RecordError> {
        if self.ends < self.starts {
            let error = FieldError::AtOdds("a mission cannot end before it starts");
            return Err(RecordError::new("ends", error));
        }
        Ok(())
    }
}
