//! This person's own visits.

use serde::{Deserialize, Serialize};
use shared::id::{CommentId, VisitId};

use crate::db::view::{Difference, Place, VisitSheet};

/// This person's own visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyVisits {
    /// The newest first, as many as were asked for.
    pub visits: Vec<VisitSheet>,
    /// How many there are in all, by the same filter.
    pub total: u64,
    /// How many came back with a question, in all missions.
    pub returned: u64,
    /// How many wait to be sent, in all missions.
    pub waiting: u64,
    /// What this phone wrote and the server keeps otherwise.
    pub differing: Vec<Differing>,
}

/// A field of which another value is kept than this phone wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// Which one, and both values.
    pub difference: Difference,
    /// The door that it is about.
    pub place: Option<Place>,
}

/// A returned visit was answered in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The visit.
    pub visit: VisitId,
    /// What was written.
    pub comment: CommentId,
    /// How many changes wait to be sent.
    pub waiting: u64,
}
