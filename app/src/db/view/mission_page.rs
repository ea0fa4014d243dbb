//! One mission in full: what is carried to the doors, what is advised, and how far each building is.

use serde::{Deserialize, Serialize};
use shared::id::{BuildingId, ServiceId, StairwellId};

/// A service with the details that a resident asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// The service.
    pub id: ServiceId,
    /// Its code.
    pub code: String,
    /// As people say it.
    pub name: String,
    /// Its theme, as a code.
    pub theme: String,
    /// What it gives.
    pub what: Option<String>,
    /// Who may have it.
    pub who: Option<String>,
    /// Where and how to ask for it.
    pub place: Option<String>,
    /// Hours or season.
    pub hours: Option<String>,
    /// A telephone number, as one dials it.
    pub phone: Option<String>,
    /// Papers to bring.
    pub papers: Option<String>,
}

/// A building of a mission, with its progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingCard {
    /// The building.
    pub id: BuildingId,
    /// Its address, such as `12 bis rue des Lilas`.
    pub name: String,
    /// The street alone, to group by.
    pub street: String,
    /// Whether this person's work begins here.
    pub mine: bool,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// Its stairwells, in the order of their names.
    pub stairwells: Vec<StairwellCard>,
}

/// A stairwell, with its progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StairwellCard {
    /// The stairwell.
    pub id: StairwellId,
    /// What is written over the entrance.
    pub name: String,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
}

/// What this person has done in a mission; withdrawn visits do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCount {
    /// Visits.
    pub visits: u64,
    /// Doors at which somebody was met.
    pub met: u64,
    /// Times that a service was advised.
    pub advice: u64,
    /// Needs heard.
    pub needs: u64,
}
