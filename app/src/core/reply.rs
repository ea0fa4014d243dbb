//! What the core answers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use shared::id::{AccountId, DeviceId, DoorId, FeedId, MissionId, VisitId};
use shared::protocol::{Dropped, Standing};
use shared::time::Millis;
use uuid::Uuid;

use super::screens::*;
#[cfg(not(target_arch = "wasm32"))]
use crate::db::Draft;
#[cfg(not(target_arch = "wasm32"))]
use crate::db::view::CardView;
use crate::db::view::{
    AnswerView, AttentionKind, DoorView, FeedView, Grid, LogEntry, MissionView, SignalView,
    VisitView,
};

/// The answer to a [`Command`](super::Command).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To `Access`, `Unlock`, `Lock`, `Recover`, `ChangePin` and `Leave`.
    Access(Access),
    /// To `Enrol`.
    Enrolled(Enrolled),
    /// To `Today`.
    Today(Today),
    /// To `Line`.
    Line(SyncLine),
    /// To `Mission`.
    Mission(Box<MissionPage>),
    /// To `Building`.
    Building(Grid),
    /// To `Door`.
    Door(Box<DoorPage>),
    /// To `MyVisits`.
    MyVisits(MyVisits),
    /// To `Cards`.
    #[cfg(not(target_arch = "wasm32"))]
    Cards(Vec<CardView>),
    /// To `Paper`.
    Paper(Box<Paper>),
    /// To `Picture`: a JPEG.
    Picture(Vec<u8>),
    /// To `SyncState`.
    SyncState(SyncPage),
    /// To `About`.
    About(About),
    /// To `Log`, the newest first.
    Log(Vec<LogEntry>),
    /// To `Missions`.
    #[cfg(not(target_arch = "wasm32"))]
    Missions(Missions),
    /// To `Doors`.
    #[cfg(not(target_arch = "wasm32"))]
    Doors(Doors),
    /// To `Visit`.
    Visited(Visited),
    /// To `Outcomes`.
    Outcomes(Outcomes),
    /// To `Correct` and `Withdraw`.
    Corrected(Corrected),
    /// To `Answer`.
    Answered(Answered),
    /// To `Tell`.
    Told(Told),
    /// To `Answers`.
    #[cfg(not(target_arch = "wasm32"))]
    Answers(Answers),
    /// To `WithdrawMany`.
    Withdrawn(Withdrawn),
    /// To `AddDoor`, `RenameDoor`, `RemoveDoor` and `DoNotContact`.
    DoorEdited(DoorEdited),
    /// To `Sync`.
    Synced(Synced),
    /// To `Status`.
    #[cfg(not(target_arch = "wasm32"))]
    Status(Status),
    /// To `History`.
    #[cfg(not(target_arch = "wasm32"))]
    History(History),
    /// To `Attention`.
    #[cfg(not(target_arch = "wasm32"))]
    Attention(AttentionList),
    /// To `KeepDraft`, `DropDraft`, `KeepRescued`, `SavePicture`, `Settle` and `Say`.
    Kept,
    /// To `Drafts`.
    #[cfg(not(target_arch = "wasm32"))]
    Drafts(Vec<Draft>),
    /// To `Export`.
    #[cfg(not(target_arch = "wasm32"))]
    Exported(Exported),
    /// To `Rescue`.
    #[cfg(not(target_arch = "wasm32"))]
    Rescued(Rescued),
    /// To `RescueBytes`.
    RescueFile(RescueFile),
    /// To `Leaving`.
    Leaving(Leaving),
}

/// Whose phone it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// The account.
    pub account: AccountId,
    /// How the team calls the person.
    pub name: String,
    /// The identity of the store.
    pub device: DeviceId,
    /// The address of the server.
    pub server: String,
}

/// The missions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missions {
    /// The one that began last first.
    pub missions: Vec<MissionView>,
}

/// What was answered, and what waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The mission.
    pub mission: MissionId,
    /// The newest first.
    pub answers: Vec<AnswerView>,
    /// The newest first.
    pub signals: Vec<SignalView>,
}

/// The doors of a mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doors {
    /// The mission.
    pub mission: MissionId,
    /// In the order in which one walks.
    pub doors: Vec<DoorView>,
}

/// A visit was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visited {
    /// The visit.
    pub visit: VisitId,
    /// In which mission.
    pub mission: MissionId,
    /// At which door.
    pub door: DoorId,
    /// What happened.
    pub outcome: String,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

/// A visit was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The visit.
    pub visit: VisitId,
    /// How many changes that took.
    pub changes: usize,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

/// What a sync did, and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synced {
    /// Changes sent, repeats among them.
    pub sent: usize,
    /// Changes merged.
    pub accepted: usize,
    /// Changes kept aside on the server.
    pub quarantined: usize,
    /// Rows that came.
    pub received: usize,
    /// Messages sent.
    pub requests: usize,
    /// Packed bytes sent.
    pub bytes_up: usize,
    /// Packed bytes that came.
    pub bytes_down: usize,
    /// How many changes still wait to be sent.
    pub waiting: u64,
    /// How many things need attention.
    pub attention: usize,
    /// Feeds that were given back.
    pub dropped: Vec<Dropped>,
    /// Nothing waits, every feed that stays is at its head, and none is known to differ.
    pub clean: bool,
}

/// Where this phone stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The account.
    pub account: AccountId,
    /// How the team calls the person.
    pub name: String,
    /// The identity of the store.
    pub device: DeviceId,
    /// The address of the server.
    pub server: String,
    /// Whether the server lets this phone read.
    pub standing: Standing,
    /// How many changes wait to be sent.
    pub waiting: u64,
    /// How many things need attention.
    pub attention: usize,
    /// When the server last answered, by its own clock.
    pub last_contact: Option<Millis>,
    /// Why it could not be asked since then.
    pub last_error: Option<String>,
    /// The feeds that this phone holds.
    pub feeds: Vec<FeedView>,
}

/// The visits at a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The newest first.
    pub visits: Vec<VisitView>,
}

/// What needs attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionList {
    /// One thing each.
    pub items: Vec<AttentionItem>,
}

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionItem {
    /// Of which sort.
    pub kind: AttentionKind,
    /// The record that it is about.
    pub record: Option<Uuid>,
    /// The feed that it is about.
    pub feed: Option<FeedId>,
    /// Why, as a stable word.
    pub reason: String,
    /// What it means, and what to do.
    pub message: String,
}

/// A plain copy was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// Where.
    pub file: PathBuf,
    /// How many rows of all tables.
    pub rows: u64,
}

/// Unsent work was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescued {
    /// Where.
    pub file: PathBuf,
    /// How many changes it is.
    pub changes: usize,
}
