//! The program `sync-server`: see [`sync_server::cli`].

use std::process::ExitCode;

use clap::Parser;
use sync_server::cli::Cli;

fn main() -> ExitCode {
    Cli::parse().run()
}
