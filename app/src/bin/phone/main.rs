//! `phone`: a phone without a screen, for the demonstration, for tests and for repairs.
//!
//! Each command asks the core once and prints its reply: for people, or with `--json` as one object
//! for machines. Start at [`arguments`] for what can be said, at [`render`] for what is answered.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line speaks on its terminal"
)]

mod arguments;
mod render;

use std::cell::RefCell;
use std::path::Path;
use std::process::ExitCode;

use app::core::{Command, Core, Failure, FailureCode, Reply};
use app::platform::{MachineChance, MachineClock};
use app::sync::{Http, Machine};
use clap::Parser;

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let as_json = arguments.json;
    match run(arguments) {
        Ok(reply) => {
            if as_json {
                println!("{}", render::json(&reply));
            } else {
                print!("{}", render::text(&reply));
            }
            if let Reply::Exported(exported) = &reply {
                eprintln!(
                    "{} is not encrypted: whoever has it can read it all. Delete it when you are \
                     done.",
                    exported.file.display()
                );
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            if as_json {
                println!("{}", serde_json::json!({ "error": failure }));
            }
            eprintln!("{failure}");
            ExitCode::from(exit_code(failure.code))
        }
    }
}

fn run(arguments: Arguments) -> Result<Reply, Failure> {
    let store = arguments.store_or_exit();
    let command = Command::try_from(arguments.command);
    let transport = transport(arguments.ca.as_deref())?;
    let machine = Machine {
        transport,
        clock: MachineClock { shift: arguments.clock_shift.saturating_mul(1_000) },
        chance: RefCell::new(MachineChance),
    };
    let core = Core::open(store, machine)?;
    let reply = match command {
        Ok(command) => core.ask_blocking(command),
        // What a phone that is nobody's yet lacks first is its owner: `status` says so.
        Err(failure) => core.ask_blocking(Command::Status).and(Err(failure)),
    };
    core.close();
    reply
}

fn transport(ca: Option<&Path>) -> Result<Http, Failure> {
    let failure = |message| Failure { code: FailureCode::Machine, message };
    let Some(ca) = ca else {
        let failed = |error| failure(format!("this machine cannot speak to a server: {error}"));
        return Http::new().map_err(failed);
    };
    let named = ca.display();
    let pem = std::fs::read(ca)
        .map_err(|error| failure(format!("{named} cannot be read ({error}); check --ca")))?;
    let unfit =
        |error| failure(format!("{named} is no certificate of an authority ({error}); check --ca"));
    Http::trusting(&pem).map_err(unfit)
}

/// 2 is what clap gives for a wrong command line.
fn exit_code(code: FailureCode) -> u8 {
    match code {
        FailureCode::NotEnrolled => 3,
        FailureCode::Unreachable => 4,
        FailureCode::StoreClosed
        | FailureCode::Locked
        | FailureCode::OtherDevice
        | FailureCode::StorageRefused
        | FailureCode::StoreDamaged
        | FailureCode::StoreElsewhere
        | FailureCode::StoreNewer
        | FailureCode::VaultDamaged => 5,
        _ => 1,
    }
}
