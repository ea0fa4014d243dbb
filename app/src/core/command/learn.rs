//! What a neighbor has to say about cards, the message and a mission that ends.

use serde::{Deserialize, Serialize};

/// The message of a mission, in the place of a card.
pub const MESSAGE: &str = "message";
/// Another wording of it.
pub const PROPOSAL: &str = "proposal";
/// What is said at the end of a mission.
pub const DEBRIEF: &str = "debrief";
/// One's own year; it needs no mission.
pub const YEAR: &str = "year";

/// Something that was read, answered or said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The mission's id, or its title.
    pub mission: String,
    /// [`MESSAGE`], [`PROPOSAL`], [`DEBRIEF`], or the id or title of a card.
    pub what: String,
    /// Questions of a card by their place, from 0, each with what was chosen, from 1.
    pub answers: Vec<(usize, i64)>,
    /// A remark, or the answers of a debrief; what is left out stays as it was.
    pub texts: Vec<Option<String>>,
    /// It was read to its end, as it stands now.
    pub done: bool,
}
