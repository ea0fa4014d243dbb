//! The phone: a store that keeps the field's records, an engine that syncs, and what draws them.
//!
//! [`db`] is the encrypted store, [`sync`] the engine over it, [`core`] the one thread on which
//! both live, asked by commands and answered by replies. [`platform`] alone asks the machine for
//! time and chance. Window, browser and command line all stand on [`core`]; with the feature `ui`
//! come `state`, the way to it, and `ui`, which draws. Start at [`core::Command`] for what a phone can do, at
//! [`db::Db::edit`] for how a write is kept, at [`sync::Session`] for how it travels.

pub mod core;
pub mod db;
#[cfg(feature = "ui")]
pub mod i18n;
pub mod platform;
#[cfg(feature = "ui")]
pub mod state;
pub mod sync;
#[cfg(feature = "ui")]
pub mod ui;
pub mod vault;
#[cfg(target_arch = "wasm32")]
pub mod worker;
