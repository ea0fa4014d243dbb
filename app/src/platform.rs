//! The one place that asks the machine: for the time, for chance, for a moment's patience.
//!
//! Everything else takes a [`Clock`] and a [`Chance`], so that tests and the simulation drive
//! them. The machine is an operating system, or a browser's worker; both give the same names.
//! Nothing here knows what the answers are used for, and no folder is guessed: whoever opens a
//! store says where it lies.

use std::future::Future;
use std::time::Duration;

use shared::time::Millis;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(feature = "ui")]
pub mod camera;
#[cfg(not(target_arch = "wasm32"))]
mod folder;
#[cfg(feature = "ui")]
pub mod keepsake;
mod safe;
#[cfg(not(target_arch = "wasm32"))]
mod system;
#[cfg(feature = "ui")]
pub mod texts;
#[cfg(feature = "ui")]
pub mod zone;

#[cfg(target_arch = "wasm32")]
pub use browser::*;
#[cfg(not(target_arch = "wasm32"))]
pub use folder::FolderSafe;
pub use safe::{Safe, SafeError, SafeFile};
#[cfg(not(target_arch = "wasm32"))]
pub use system::*;

/// What a machine's clocks say at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The wall clock, right or wrong.
    pub wall: Millis,
    /// Names the run of the machine in which `uptime` counts.
    pub boot: String,
    /// Milliseconds since then, which nobody can set.
    pub uptime: i64,
}

/// Tells the time, and lets it pass.
pub trait Clock {
    /// What the clocks say now.
    fn read(&self) -> Reading;

    /// Waits.
    fn pause(&self, wait: Duration) -> impl Future<Output = ()>;
}

/// Gives random bytes fit for secrets.
pub trait Chance {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// When the machine has none to give.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ChanceError>;
}

/// The machine has no random bytes to give.
#[derive(Debug, thiserror::Error)]
#[error("this machine gives no random numbers ({0}); restart it and try again")]
pub struct ChanceError(pub String);

/// The chance of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineChance;

impl Chance for MachineChance {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        getrandom::fill(bytes).map_err(|error| ChanceError(error.to_string()))
    }
}
