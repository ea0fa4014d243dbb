//! Synthesis (synthèse): what a manager makes of the debriefs of a mission.

use super::{Prose, Rules};
use crate::id::AccountId;

record! {
    /// One for each mission, written at the desk.
    Synthesis, SynthesisId, Synthesis {
        /// Who wrote it last.
        author: AccountId,
        /// What the team learned.
        text: Prose,
    }
}

impl Rules for Synthesis {}
