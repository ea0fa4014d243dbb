//! Telling (restitution): a neighbor told at a door what was answered.

use super::Rules;
use crate::id::{AccountId, AnswerId, DoorId, VisitId};

record! {
    /// An answer was told at a door. It goes with the door's erasure, and with that of its visit.
    Telling, TellingId, Telling {
        /// What was told.
        answer: AnswerId,
        /// Where.
        door: DoorId,
        /// During which visit, where it is known.
        visit: Option<VisitId>,
        /// Who told it; only that person takes it back.
        author: AccountId,
    }
}

impl Rules for Telling {}
