//! This phone, and what is kept on it.

use serde::{Deserialize, Serialize};
use shared::id::{AccountId, DeviceId};
use shared::time::Millis;

/// This phone, for the settings and for what is said about the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The account.
    pub account: AccountId,
    /// How the team calls the person.
    pub name: String,
    /// The identity of the store.
    pub device: DeviceId,
    /// What the owner calls the phone.
    pub label: Option<String>,
    /// The address of the server.
    pub server: String,
    /// When it was enrolled, by the phone's clock.
    pub enrolled_at: Millis,
    /// The version of the app.
    pub version: String,
    /// The store opens with a PIN.
    pub has_pin: bool,
    /// Whether a forgotten PIN can be reset with a code from the supervisor.
    pub recovery: Recovery,
    /// Minutes without a touch after which the app locks itself; set by the association.
    pub autolock_minutes: u32,
    /// Rows of all feeds on this phone.
    pub rows: u64,
}

/// Whether a forgotten PIN can be reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recovery {
    /// The store has no PIN.
    NotNeeded,
    /// The code has not come to the server yet; it goes with the next sync.
    ToBeSent,
    /// The server holds the code, and the supervisor can read it out.
    Kept,
}
