//! Leaving this phone.

use serde::{Deserialize, Serialize};
use shared::protocol::Standing;

/// How far this phone is from leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Changes that wait to be sent.
    pub waiting: u64,
    /// Changes that would be lost with the store: they are neither safe with the server nor in a copy
    /// that was handed over.
    pub at_stake: u64,
    /// Talks, corrections and answers that were begun and not saved.
    pub drafts: u64,
    /// What waits, or some of it, is in a copy that was handed over.
    pub has_copy: bool,
    /// Whether the server lets this phone read.
    pub standing: Standing,
    /// Missions that are on this phone.
    pub missions: u64,
}
