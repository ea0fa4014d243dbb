//! Clearance (dispense): a supervisor lets somebody begin before the cards are read.

use super::Rules;
use crate::id::AccountId;

record! {
    /// The mission is open for this person, whatever cards it has. To take it back, it is deleted.
    Clearance, ClearanceId, Clearance {
        /// For whom.
        account: AccountId,
        /// Who decided.
        lifted_by: AccountId,
    }
}

impl Rules for Clearance {}
