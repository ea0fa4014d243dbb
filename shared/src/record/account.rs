//! Account: a person who uses Palier.

use super::{Line, Rules, choice};

record! {
    /// A person; the account's feed is only for that person's devices.
    Account, AccountId, Account {
        /// As the team calls the person.
        name: Line,
        /// What the person may do.
        role: Role,
        /// The person left.
        closed: bool,
    }
}

choice! {
    /// What a person may do.
    Role {
        /// Visits doors with a phone.
        Neighbor = "neighbor",
        /// Prepares missions and reviews what came in.
        Supervisor = "supervisor",
        /// Cares for territories, partners, accounts and devices.
        Admin = "admin",
        /// Reads reports and answers signals.
        Partner = "partner",
    }
}

impl Rules for Account {}
