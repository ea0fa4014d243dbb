//! What the core tells without being asked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::id::FeedId;

/// Something changed, by a command or by news from the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The feeds whose rows may look different.
    pub feeds: BTreeSet<FeedId>,
    /// How many changes wait to be sent now.
    pub waiting: u64,
    /// Whether a sync is on its way.
    pub is_syncing: bool,
}
