//! What the screens are told: one struct a screen, in data and codes, never in sentences.
//!
//! A screen asks one command and gets all that it shows. Words for people are chosen by the
//! screen, by code and in its own language.

mod about;
mod access;
mod doors;
mod learn;
mod leave;
mod sync;
mod today;
mod visits;

pub use about::*;
pub use access::*;
pub use doors::*;
pub use learn::*;
pub use leave::*;
pub use sync::*;
pub use today::*;
pub use visits::*;
