//! A phone in a browser, small enough for a smoke test: no screens, and just so much of a store
//! that the parts which differ there are proven to work. It speaks `shared::wire` to a real server
//! and keeps what it has in SQLite under SQLCipher, on the origin's own files (OPFS), in a worker.
//!
//! The app to come has its own store and sync; nothing here is part of it. Elsewhere than in a
//! browser this crate is empty. Start at [`phone`] for what the driver calls.
#![cfg(target_arch = "wasm32")]

mod line;
mod phone;
mod store;
