//! The stories, in one binary, with real phones and a real server.
//!
//! A test file that is not declared here is never run; [`tidy`] sees to it. Start at [`stories`].

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a story that cannot go on has failed, and a panic says where"
)]

use std::env;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use tests::{Programs, World};

mod backup;
mod database;
mod demo;
mod desk_cli;
mod docs;
mod erasure;
mod kill;
mod phone_cli;
mod signals;
mod stories;
mod tidy;
mod tls;
mod training;
mod wire;

/// The programs, built once for all tests, beside the program that cargo built for this test.
fn programs() -> &'static Programs {
    static PROGRAMS: OnceLock<Programs> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_BIN_EXE_demo-check")).parent().unwrap();
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        // The whole workspace, so that its crates keep the features that they were tested with.
        build
            .args(["build", "--workspace", "--bins", "--target-dir"])
            .arg(folder.parent().unwrap());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "the programs do not build");
        Programs::in_folder(folder).unwrap()
    })
}

/// A small world; see [`World`].
fn world(seed: u64) -> World {
    World::new(programs(), seed, None).unwrap()
}
