//! Need (besoin entendu): what a resident said is missing, by theme.

use super::{Code, Prose, Rules};
use crate::id::VisitId;

record! {
    /// A need heard at a door. The resident's words are kept apart from any identity.
    Need, NeedId, Need {
        /// During which visit.
        visit: VisitId,
        /// The theme, such as `chauffage`.
        theme: Code,
        /// The resident's own words.
        words: Option<Prose>,
    }
}

impl Rules for Need {}
