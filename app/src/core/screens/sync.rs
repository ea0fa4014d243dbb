//! What is where: on this phone, on its way, with the server.

use serde::{Deserialize, Serialize};
use shared::id::FeedId;
use shared::protocol::Standing;
use shared::time::Millis;
use uuid::Uuid;

use super::SyncLine;
use crate::db::view::{AttentionKind, FeedSides, Place, VisitSum, WaitingSum};

/// Where this phone stands with the server, in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncPage {
    /// In one line.
    pub line: SyncLine,
    /// Where the visits that were made on this phone are.
    pub visits: VisitSum,
    /// What waits, by kind.
    pub waiting: WaitingSum,
    /// The feeds that this phone holds.
    pub feeds: Vec<FeedSides>,
    /// Whether the server lets this phone read.
    pub standing: Standing,
    /// When the next try is made, by the phone's clock; none while none is planned.
    pub next_try: Option<Millis>,
    /// What needs this person's attention.
    pub attention: Vec<ToLookAt>,
}

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToLookAt {
    /// Of which sort.
    pub kind: AttentionKind,
    /// The kind of record that it is about.
    pub record_kind: String,
    /// The record that it is about.
    pub record: Option<Uuid>,
    /// The feed that it is about.
    pub feed: Option<FeedId>,
    /// Why, as a stable word.
    pub reason: String,
    /// A supervisor's question, a mission's title, an instant in milliseconds.
    pub detail: Option<String>,
    /// The door that it is about.
    pub place: Option<Place>,
}

/// Unsent work as a file that only the server can read, for a platform without files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RescueFile {
    /// What to call it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How many changes it is.
    pub changes: usize,
    /// Up to which change it goes, for `KeepRescued`.
    pub through: i64,
}
