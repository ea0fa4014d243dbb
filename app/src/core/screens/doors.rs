//! One door, and what was saved at doors.

use serde::{Deserialize, Serialize};
use shared::id::{AnswerId, DoorId, MissionId, TellingId, VisitId};

use crate::db::Draft;
use crate::db::view::{AnswerView, Due, Place, ServiceView, VisitSheet};

/// One door, as one mission sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorPage {
    /// The mission.
    pub mission: MissionId,
    /// The door and the way to it.
    pub place: Place,
    /// `to_see`, the newest outcome, or `do_not_contact`, which wins over all.
    pub state: String,
    /// The residents asked not to be called on again.
    pub do_not_contact: bool,
    /// Visits of all missions on this phone, the newest first, withdrawn ones among them.
    pub history: Vec<VisitSheet>,
    /// What was promised here and is still to be kept, by anybody of the team.
    pub promised: Vec<Due>,
    /// The key under which a talk at this door is kept while it is written.
    pub draft_key: String,
    /// The talk that was being written here.
    pub draft: Option<Draft>,
    /// What there is to tell here.
    pub answers: Vec<AnswerView>,
    /// The message to carry to the doors.
    pub message: Option<String>,
    /// The services to advise, in their order.
    pub services: Vec<ServiceView>,
    /// Themes of needs to offer, as codes; those most heard in the mission first.
    pub themes: Vec<String>,
    /// Languages to offer, as codes; those most spoken in the mission first.
    pub languages: Vec<String>,
    /// The next door to see after this one.
    pub next: Option<Place>,
}

/// Outcomes were kept at several doors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// The visits, in the order of the doors; to be withdrawn by `WithdrawMany`.
    pub visits: Vec<VisitId>,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

/// Visits were taken back, or count again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The visits.
    pub visits: Vec<VisitId>,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

/// An answer was told, or that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The record of it.
    pub telling: TellingId,
    /// At which door.
    pub door: DoorId,
    /// What was told.
    pub answer: AnswerId,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

/// A door was added, renamed, removed, put back, or marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorEdited {
    /// The door.
    pub door: DoorId,
    /// How many changes wait to be sent.
    pub waiting: u64,
}
