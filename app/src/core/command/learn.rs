//! What a neighbor has to say about cards, the message, to the team, and of a mission that ends.

use serde::{Deserialize, Serialize};
use shared::id::PostId;

/// The message of a mission, in the place of a card.
pub const MESSAGE: &str = "message";
/// Another wording of it.
pub const PROPOSAL: &str = "proposal";
/// What the team tells itself, and a post or a reply to it.
pub const EXCHANGE: &str = "exchange";
/// Thanks for a post; said again, they are taken back.
pub const THANKS: &str = "thanks";
/// Takes one's own post out; `done` says that it is put back.
pub const TAKE_OUT: &str = "take-out";
/// What is said at the end of a mission.
pub const DEBRIEF: &str = "debrief";
/// One's own year; it needs no mission.
pub const YEAR: &str = "year";

/// Something that was read, answered or said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The mission's id, or its title.
    pub mission: String,
    /// [`MESSAGE`], [`PROPOSAL`], [`EXCHANGE`], [`THANKS`], [`TAKE_OUT`], [`DEBRIEF`], or the id or title
    /// of a card.
    pub what: String,
    /// The post that is replied to, thanked for or taken out.
    pub post: Option<PostId>,
    /// Questions of a card by their place, from 0, each with what was chosen, from 1.
    pub answers: Vec<(usize, i64)>,
    /// A remark, a post, or the answers of a debrief; what is left out stays as it was.
    pub texts: Vec<Option<String>>,
    /// A picture beside a post: a JPEG that tells nothing but what is to be seen on it.
    pub picture: Option<Vec<u8>>,
    /// It was read to its end, as it stands now.
    pub done: bool,
}
