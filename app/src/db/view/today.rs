//! What a day begins with: the missions with their progress, and what was promised.

use serde::{Deserialize, Serialize};
use shared::id::{MissionId, VisitId};

use super::Place;

/// A mission as the first screen shows it. Doors are those of the mission, a household each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissionCard {
    /// The mission.
    pub id: MissionId,
    /// As the team calls it.
    pub title: String,
    /// Its theme, as a code.
    pub theme: String,
    /// Who ordered it.
    pub partner: Option<String>,
    /// First day, such as `2026-11-24`.
    pub starts: String,
    /// Last day.
    pub ends: String,
    /// How far it is, as the server's word: `open`, `closed`.
    pub state: String,
    /// Why it is about to leave this phone, as the server's word.
    pub leaving: Option<String>,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// The next door to see for this person.
    pub next: Option<Place>,
}

/// Of which sort a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueSort {
    /// The neighbor comes back.
    Revisit,
    /// The resident goes to a service, or is called by it.
    Referral,
}

/// Something promised at a door that nobody has come back to since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Of which sort.
    pub sort: DueSort,
    /// When, in local time: `2026-12-03` or `2026-12-03T10:00`.
    pub due: String,
    /// In which mission.
    pub mission: MissionId,
    /// At which visit it was promised.
    pub visit: VisitId,
    /// The door.
    pub place: Place,
    /// The code of the service.
    pub service: Option<String>,
    /// As people say it.
    pub service_name: Option<String>,
}
