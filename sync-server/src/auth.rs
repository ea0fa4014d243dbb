//! Who is at the desk, and what that person may do.
//!
//! [`verb`] is the one table of what can be asked of the desk, by whom; [`principal`] says how far
//! each person sees; both are asked before a page is made or a change taken in. [`sign_in`] turns a
//! name and a password into a session, [`lockout`] makes guessing slow, [`password`] and
//! [`second_factor`] know their secrets. Nothing here knows HTTP, asks the time or draws chance.

pub mod lockout;
pub mod password;
pub mod principal;
pub mod second_factor;
pub mod secret;
pub mod sign_in;
pub mod verb;

pub use principal::Principal;
pub use secret::Secret;
pub use verb::{Rule, Verb, Who};
