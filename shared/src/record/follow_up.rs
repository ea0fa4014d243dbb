//! Follow-up (suivi): something promised at a door, to be done by somebody.

use chrono::NaiveDate;

use super::{Prose, Rules};
use crate::id::{AccountId, VisitId};

record! {
    /// Something to do after a visit.
    FollowUp, FollowUpId, FollowUp {
        /// After which visit.
        visit: VisitId,
        /// What.
        what: Prose,
        /// Who does it; nobody yet where absent.
        account: Option<AccountId>,
        /// Until when.
        due: Option<NaiveDate>,
        /// It is done.
        done: bool,
    }
}

impl Rules for FollowUp {}
