//! Questionnaires: what is asked at a door beyond the outcome of the visit.
//!
//! Pure, like all of this crate: it reads no spreadsheet (the server does) and draws no screen (the
//! phone does). Start at [`expression`] for the formulas between questions.

pub mod expression;
