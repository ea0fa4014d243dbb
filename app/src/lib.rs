//! The phone without a screen: a store that keeps the field's records, and an engine that syncs.
//!
//! [`db`] is the encrypted store, [`sync`] the engine over it, [`core`] the one thread on which
//! both live, asked by commands and answered by replies. [`platform`] alone asks the machine for
//! time and chance. Window, browser worker and command line all stand on [`core`]; nothing here
//! draws, prints or names a renderer. Start at [`core::Command`] for what a phone can do, at
//! [`db::Db::edit`] for how a write is kept, at [`sync::Session`] for how it travels.

pub mod core;
pub mod db;
#[cfg(feature = "ui")]
pub mod i18n;
pub mod platform;
pub mod sync;
#[cfg(feature = "ui")]
pub mod ui;
