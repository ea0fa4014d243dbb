//! What a neighbor has to say about doors and visits.

use serde::{Deserialize, Serialize};
use shared::id::{AnswerId, AppointmentId, DoorId, MissionId, VisitId};
use shared::time::Millis;

use crate::db::view::{Difference, VisitsOnly};

/// What happened at a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVisit {
    /// The door.
    pub door: DoorId,
    /// The mission's id or its title; the only open one there where absent.
    pub mission: Option<String>,
    /// What happened, as its word.
    pub outcome: String,
    /// When it began, by the phone's clock; now where absent.
    pub started: Option<Millis>,
    /// How long it took.
    pub minutes: Option<i64>,
    /// The language spoken.
    pub language: Option<String>,
    /// What there is to tell.
    pub note: Option<String>,
    /// The resident was told what is kept.
    pub informed: bool,
    /// The codes of the services advised.
    pub advice: Vec<String>,
    /// The needs heard.
    pub needs: Vec<Heard>,
    /// What was agreed.
    pub agreed: Vec<Agreed>,
    /// The resident agreed to what was agreed on: to be called on again, or to be referred.
    pub consent: bool,
    /// The resident agreed that words which the law protects are kept.
    pub consent_to_words: bool,
    /// The answers that were told.
    pub told: Vec<AnswerId>,
}

/// A need that was heard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Its theme, as a code.
    pub theme: String,
    /// The resident's own words.
    pub words: Option<String>,
}

impl From<String> for Heard {
    fn from(theme: String) -> Self {
        Self { theme, words: None }
    }
}

/// A time to come back, or with a service a referral to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// When, in local time: `2026-12-03` or `2026-12-03T10:00`.
    pub due: Option<String>,
    /// The code of a service.
    pub service: Option<String>,
}

/// An answer that was told at a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tell {
    /// The door.
    pub door: DoorId,
    /// What was told.
    pub answer: AnswerId,
    /// The mission's id or its title; the only open one there where absent.
    pub mission: Option<String>,
    /// During which visit of this person.
    pub visit: Option<VisitId>,
    /// Take it back.
    pub undo: bool,
}

/// The same outcome at one door or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOutcomes {
    /// The doors.
    pub doors: Vec<DoorId>,
    /// The mission's id or its title; the only open one there where absent.
    pub mission: Option<String>,
    /// What happened, as its word.
    pub outcome: String,
    /// When to come back, in local time: `2026-12-03` or `2026-12-03T10:00`.
    pub due: Option<String>,
}

/// What to change of a visit; what is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The visit.
    pub visit: VisitId,
    /// What happened.
    pub outcome: Option<String>,
    /// How long it took.
    pub minutes: Option<i64>,
    /// The language spoken.
    pub language: Option<String>,
    /// What there is to tell; empty for nothing.
    pub note: Option<String>,
    /// The resident was told what is kept.
    pub informed: Option<bool>,
    /// The resident agreed that words which the law protects are kept.
    pub consent_to_words: Option<bool>,
    /// Codes of services that were advised, too.
    pub add_advice: Vec<String>,
    /// Codes of services that were not advised.
    pub drop_advice: Vec<String>,
    /// Needs that were heard, too; for a theme that is there, its words are set.
    pub add_needs: Vec<Heard>,
    /// Themes of needs that were not heard.
    pub drop_needs: Vec<String>,
    /// What was agreed, too.
    pub add_agreed: Vec<Agreed>,
    /// The resident agreed to what is added.
    pub consent: bool,
    /// What was not agreed.
    pub drop_agreed: Vec<AppointmentId>,
}

impl Correction {
    /// Changes nothing of a visit yet.
    #[must_use]
    pub fn of(visit: VisitId) -> Self {
        Self {
            visit,
            outcome: None,
            minutes: None,
            language: None,
            note: None,
            informed: None,
            consent_to_words: None,
            add_advice: Vec::new(),
            drop_advice: Vec::new(),
            add_needs: Vec::new(),
            drop_needs: Vec::new(),
            add_agreed: Vec::new(),
            consent: false,
            drop_agreed: Vec::new(),
        }
    }
}

/// Which field of which record, and which of the two values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settle {
    /// The field, as it was told.
    pub difference: Difference,
    /// Put back what this phone wrote; else leave what is kept.
    pub mine: bool,
}

/// Which of this person's visits, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyVisitsOf {
    /// Of this mission; of all where absent.
    pub mission: Option<MissionId>,
    /// Of this sort.
    pub only: VisitsOnly,
    /// At most so many.
    pub limit: u32,
    /// After so many of them.
    pub offset: u32,
}
