//! What is read before the doors, and said about it.

use serde::{Deserialize, Serialize};

use crate::db::view::{CardView, MessageView, QuizView, RemarkView};

/// One card of a mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPage {
    /// The title of its mission.
    pub mission: String,
    /// The card.
    pub card: CardView,
    /// Its questions, in their order.
    pub questions: Vec<QuizView>,
    /// How many cards are still to be read before the doors open.
    pub left: u64,
}

/// The message of a mission, and what the team says about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagePage {
    /// The title of the mission.
    pub mission: String,
    /// The message in force.
    pub message: MessageView,
    /// What the team says, in the order in which it came.
    pub remarks: Vec<RemarkView>,
}
