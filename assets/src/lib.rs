//! What Palier ships beside its code, as plain Rust values without a dependency.
//!
//! The crate knows nothing of the domain crate, of a database or of a screen, so that every other
//! crate may read from it. Start at [`demo`] for the demonstration data.

pub mod console;
pub mod css;
pub mod demo;
pub mod icons;
pub mod locales;
