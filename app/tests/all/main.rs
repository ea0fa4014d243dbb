//! The phone's store and engine, told as stories against a server in the same process.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a story that goes wrong should stop where it went wrong"
)]

mod ahead;
mod answers;
mod chance;
mod core;
mod doors;
mod erasure;
mod exchange;
mod feeds;
mod identity;
mod learn;
mod leave;
mod line;
mod pictures;
mod screens;
mod server;
mod store;
mod story;
mod sync;
mod told;
mod vault;
mod vault_ended;
mod world;
mod write;
