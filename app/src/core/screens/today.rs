//! The day, and one mission of it.

use serde::{Deserialize, Serialize};
use shared::id::{MissionId, VisitId};
use shared::time::Millis;

use crate::db::view::{
    AnswerView, BuildingCard, CardView, Due, MissionCard, News, OwnCount, Place, ServiceView,
    SignalView,
};

/// The first screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// How the team calls the person.
    pub name: String,
    /// Where this phone stands with the server.
    pub sync: SyncLine,
    /// The one that began last first.
    pub missions: Vec<MissionCard>,
    /// What was promised and is still to be kept, the earliest first; whether it is late, the
    /// screen says by its own day.
    pub due: Vec<Due>,
    /// Visits that came back with a question.
    pub returned: u64,
    /// Records that the server keeps aside.
    pub refused: u64,
    /// Fields of which another value is kept than this phone wrote.
    pub differing: u64,
    /// What became of things since.
    pub news: Vec<News>,
    /// What was being written, the one last touched first.
    pub drafts: Vec<OpenDraft>,
}

/// Where this phone stands with the server, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncLine {
    /// Visits of which something waits to be sent.
    pub waiting_visits: u64,
    /// Changes that wait to be sent, of whatever kind.
    pub waiting: u64,
    /// Things that need this person's attention; never added to what waits.
    pub attention: u64,
    /// When the server last answered, by its own clock.
    pub last_contact: Option<Millis>,
    /// Why it could not be asked since then, as a code: `unreachable`, `timed_out`,
    /// `device_revoked`, `stuck` and the like.
    pub last_error: Option<String>,
    /// A sync is on its way.
    pub is_syncing: bool,
}

/// Something that was being written at a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDraft {
    /// The key of the draft.
    pub key: String,
    /// In which mission.
    pub mission: MissionId,
    /// The door.
    pub place: Place,
    /// What it is.
    pub of: DraftOf,
    /// When it was last touched, by the phone's clock.
    pub updated: Millis,
}

/// What was being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftOf {
    /// A talk.
    Talk,
    /// A correction of a visit.
    Correction(VisitId),
    /// An answer to a question about a visit.
    Answer(VisitId),
}

/// One mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissionPage {
    /// Title, dates, progress, next door.
    pub card: MissionCard,
    /// The message to carry to the doors.
    pub message: Option<String>,
    /// It is other than it was when this person read it.
    pub message_changed: bool,
    /// The cards to read before.
    pub cards: Vec<CardView>,
    /// The services to advise, in their order.
    pub services: Vec<ServiceView>,
    /// What there is to tell where this person works.
    pub answers: Vec<AnswerView>,
    /// What was raised there and waits for an answer.
    pub signals: Vec<SignalView>,
    /// First those of this person, then by address.
    pub buildings: Vec<BuildingCard>,
    /// What this person has done.
    pub own: OwnCount,
}
