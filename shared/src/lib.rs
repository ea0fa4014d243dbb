//! What phone and server both know: the nouns of the field, the clock, the merge law and the
//! protocol.
//!
//! Everything here is pure. There is no file, no socket, no clock and no randomness: time and
//! chance come in as arguments, so that a test, a phone in a browser and a server see the same
//! thing. Start at [`record`] for the nouns, at [`change`] for the one representation of a write,
//! at [`merge`] for the law, at [`protocol`] for what travels.

#![warn(missing_docs)]

pub mod address;
pub mod allot;
pub mod blocks;
pub mod change;
pub mod digest;
pub mod doors;
pub mod guard;
pub mod id;
pub mod merge;
pub mod picture;
pub mod protocol;
pub mod questionnaire;
pub mod record;
pub mod recovery;
pub mod rescue;
pub mod seal;
pub mod stamp;
pub mod time;
pub mod value;
pub mod wire;
pub mod words;
