//! The protocol from the outside: a real server on a free port, and hands that write messages.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect should stop there"
)]

mod acceptance;
mod addresses;
mod ahead;
mod analysts;
mod attack;
mod backup;
mod bad_input;
mod ban;
#[path = "../../src/store/postgres/cluster.rs"]
#[expect(dead_code, reason = "the store's own tests ask more of it")]
mod cluster;
mod damage;
mod desk;
mod doors;
mod enrolment;
mod erasure;
mod life;
mod metrics;
mod news;
mod on_postgres;
mod pictures;
mod questionnaire;
mod recovery;
mod rescue;
mod retention;
mod strasbourg;
mod tls;
mod tool;
mod web;
mod world;
