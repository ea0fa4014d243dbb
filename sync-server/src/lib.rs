//! The sync server: merges what the phones recorded into the central mission database.
//!
//! [`store`] keeps, [`service`] decides, [`api`] speaks HTTP, [`web`] gives out the phone app, [`cli`] is the command line. The
//! walk of one visit through these is told in ARCHITECTURE.md; start at [`service::accept`].

pub mod addresses;
pub mod api;
pub mod auth;
pub mod backup;
pub mod calendar;
pub mod cli;
pub mod console;
pub mod ledger;
pub mod metrics;
pub mod questionnaire;
pub mod report;
pub mod service;
pub mod store;
pub mod tls;
pub mod web;
