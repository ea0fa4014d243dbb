//! Whether the store may be looked into.

use serde::{Deserialize, Serialize};

/// Whether the store may be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Nobody is enrolled here yet.
    New,
    /// It opens with a PIN, or with the recovery code.
    Locked {
        /// How long to wait before the next try is taken, in milliseconds.
        retry_in_ms: u64,
    },
    /// It is open.
    Open,
}
