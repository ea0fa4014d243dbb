//! `demo-check`: plays a day in the field with real phones over a bad line, and proves that
//! nothing was lost, doubled or changed.
//!
//! Progress goes to stderr, the result to stdout. It exits with 0 where everything is equal, with
//! 1 where something differs or could not be played, with 2 where it was called wrongly.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Context, Result};
use clap::Parser;
use tests::Programs;
use tests::check::{self, Options, Report};
use tests::desk::AddressesRefused;
use tokio::signal::unix::{SignalKind, signal};

/// Plays a day in the field: a server, four phones, a bad line; then compares every row.
#[derive(Parser)]
#[command(name = "demo-check", version)]
struct Arguments {
    /// Take the buildings from this address file (BAL, CSV).
    #[arg(long, value_name = "FILE")]
    addresses: Option<PathBuf>,
    /// Leave central.db and plain copies of the phones' stores in this folder.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Lose the server's machine in the middle, and go on with a backup older than what came.
    #[arg(long)]
    restore: bool,
    /// Print one line of JSON, and the table to stderr.
    #[arg(long)]
    json: bool,
    /// Where all chance comes from: the same number draws the same day.
    #[arg(long, default_value_t = 2010, value_name = "N")]
    seed: u64,
}

const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match play(&arguments) {
        Ok(report) if report.is_clean() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("demo-check: {error:#}");
            match error.downcast_ref::<AddressesRefused>() {
                Some(_) => ExitCode::from(MISUSED),
                None => ExitCode::FAILURE,
            }
        }
    }
}

fn play(arguments: &Arguments) -> Result<Report> {
    let own = env::current_exe().context("this program does not know where it lies")?;
    let folder = own.parent().context("this program lies nowhere")?;
    let programs = Programs::in_folder(folder)?;
    stop_on_signal(programs.stopper())?;
    let options = Options {
        addresses: arguments.addresses.clone(),
        keep: arguments.keep.clone(),
        restore: arguments.restore,
        seed: arguments.seed,
    };
    let report = check::run(&programs, &options, &|step| eprintln!("{step} …"))?;
    show(&report, arguments.json)?;
    Ok(report)
}

/// Ends the run before its next command, so that everything it started is taken down.
fn stop_on_signal(stopper: Arc<AtomicBool>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut interrupt, mut terminate) = {
        let _inside = runtime.enter();
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?)
    };
    thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        });
        eprintln!("stopping");
        stopper.store(true, Ordering::SeqCst);
    });
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the result is what stdout is for")]
fn show(report: &Report, as_json: bool) -> Result<()> {
    if as_json {
        eprintln!("{report}");
        println!("{}", report.json()?);
    } else {
        println!("{report}");
    }
    Ok(())
}
