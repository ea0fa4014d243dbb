//! Real phones, a real server and a bad line between them, driven from outside.
//!
//! Everything here starts the binaries that people use and looks at what they print and keep; it
//! knows nothing of their insides but the domain crate. Start at [`World`] for a story, at
//! [`check`] for the day in the field that `demo-check` plays.

pub mod browser;
pub mod check;
pub mod compare;
pub mod day;
pub mod desk;
pub mod device;
pub mod ledger;
pub mod line;
pub mod programs;
pub mod rows;
pub mod server;
pub mod talk;
pub mod world;

pub use desk::Desk;
pub use device::Device;
pub use ledger::Ledger;
pub use line::Line;
pub use programs::Programs;
pub use server::TestServer;
pub use talk::{Correction, Talk};
pub use world::World;
