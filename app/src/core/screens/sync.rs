//! What is where: on this phone, on its way, with the server.

use serde::{Deserialize, Serialize};
use shared::id::FeedId;
use shared::protocol::Standing;
use shared::time::Millis;
use uuid::Uuid;

use super::SyncLine;
use crate::db::view::{AttentionKind, Place};

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

/// Where the visits that were made on this phone are. Each number is counted by itself in the
/// store; what the last three leave of the first is told as missing, and must be 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSum {
    /// Made on this phone, ever.
    pub made: u64,
    /// Held by the server.
    pub received: u64,
    /// Waiting to be sent.
    pub waiting: u64,
    /// Kept aside by the server.
    pub attention: u64,
    /// What is left: made, and in none of the three.
    pub missing: i64,
}

/// What waits to be sent, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingSum {
    /// New visits, with all that hangs on them.
    pub visits: u64,
    /// Corrections of visits that the server holds, answers among them.
    pub corrections: u64,
    /// Doors that were added, renamed, removed or marked.
    pub doors: u64,
}

/// A feed on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedSides {
    /// The feed.
    pub feed: FeedId,
    /// The mission's title or the territory's name.
    pub name: Option<String>,
    /// How many rows are here, deleted ones not counted.
    pub phone: u64,
    /// How many the server counted, when both were last compared.
    pub server: Option<u64>,
    /// Whether both sides are proven the same; unknown on the way to the head.
    pub equal: Option<bool>,
    /// Why it is to be given back, as a stable word.
    pub leaving: Option<String>,
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
}
