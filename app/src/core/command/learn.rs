//! What a neighbor has to say about cards, the message and a mission that ends. Missions and cards go
//! by their id or their title.

use serde::{Deserialize, Serialize};

/// A card was read, or a question of it answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    /// The mission.
    pub mission: String,
    /// The card.
    pub card: String,
    /// Questions by their place, from 0, each with what was chosen, from 1.
    pub answers: Vec<(usize, i64)>,
    /// The card was read to its end, as it stands now.
    pub done: bool,
}

/// Something to say about the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarked {
    /// The mission.
    pub mission: String,
    /// Another wording of all of it.
    pub proposal: bool,
    /// The words.
    pub text: String,
}

/// What one says at the end of a mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debriefed {
    /// The mission.
    pub mission: String,
    /// What worked, what was hard, what residents said most, what should change; what is left out
    /// stays as it was.
    pub answers: [Option<String>; 4],
}
