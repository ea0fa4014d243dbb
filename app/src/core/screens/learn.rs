//! What is read before the doors, said about it, and told at the end: one struct for all of these, since
//! each struct that a screen is told weighs in the program that phones load.

use serde::{Deserialize, Serialize};

use crate::db::Typing;
use crate::db::view::{PictureView, PostView, QuizView, RemarkView, StintView};

/// A card, the message of a mission, what its team tells itself, a debrief, or one's own year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The title of a card.
    pub title: String,
    /// The title of the mission; the name of the person for a year.
    pub of: String,
    /// What there is to read: of a card or the message in the part of Markdown that
    /// [`blocks`](shared::blocks) draws, of a debrief what the manager made of all of them.
    pub text: Option<String>,
    /// The paragraphs that were read last.
    pub seen: Option<String>,
    /// A card was read to its end, or all that the team tells itself.
    pub done: bool,
    /// Which version of the message it is; 0 while none was kept.
    pub version: u64,
    /// The questions of a card.
    pub questions: Vec<QuizView>,
    /// What the team says about the message.
    pub remarks: Vec<RemarkView>,
    /// What the team tells itself, in the order in which it is read.
    pub posts: Vec<PostView>,
    /// The pictures beside them, or on the card.
    pub pictures: Vec<PictureView>,
    /// What was answered: what worked, what was hard, what residents said most, what should change.
    pub answers: Vec<String>,
    /// What is being typed for the team.
    pub typing: Option<Typing>,
    /// The missions that this person did.
    pub stints: Vec<StintView>,
}

impl Paper {
    /// Whether it is other than it was when it was read.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        let both = self.text.as_ref().zip(self.seen.as_ref());
        both.is_some_and(|(text, seen)| shared::blocks::has_changed(text, seen))
    }
}
