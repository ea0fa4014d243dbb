//! `browser-check FOLDER`: a phone in headless Chromium against a real server. The wire format,
//! SQLite on the browser's own files, SQLCipher and the worker, in one story.
//!
//! FOLDER holds the phone as it was built for the browser. `cargo xtask browser` makes it, brings
//! the browser, and calls this.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde::Deserialize;
use shared::record::Kind;
use tests::{Programs, World};

/// Keeps, syncs and reads back a visit on a phone in headless Chromium.
#[derive(Parser)]
#[command(name = "browser-check", version)]
struct Arguments {
    /// The phone as it was built for the browser.
    folder: PathBuf,
    /// The browser.
    #[arg(long, default_value = "/usr/bin/chromium")]
    browser: PathBuf,
}

/// What `smoke.mjs` prints when all went well.
#[derive(Deserialize)]
struct Told {
    name: String,
    doors: usize,
    visit: String,
    note: String,
}

fn main() -> ExitCode {
    match play(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("browser-check: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn play(arguments: &Arguments) -> Result<()> {
    let own = env::current_exe().context("this program does not know where it lies")?;
    let programs = Programs::in_folder(own.parent().context("this program lies nowhere")?)?;
    let world = World::new(&programs, 7, None)?;
    let code = world.desk.code(&world.neighbor("Amina")?.name)?;
    let said = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/browser/smoke.mjs"))
        .args([format!("http://{}", world.server.address()), code.code])
        .args([&arguments.folder, &arguments.browser])
        .output()
        .context("node cannot be started")?;
    let errors = String::from_utf8_lossy(&said.stderr);
    ensure!(said.status.success(), "the phone in the browser failed: {errors}");
    let told: Told = serde_json::from_slice(&said.stdout)?;
    ensure!(told.name.starts_with("Amina"), "the phone is {}'s", told.name);
    ensure!(told.doors > 0, "the phone shows no door");
    let central = world.central()?;
    let visit = central.get(&(Kind::Visit, told.visit)).context("the visit did not arrive")?;
    ensure!(visit.text("note") == told.note, "the note arrived as {}", visit.text("note"));
    eprintln!("A visit was kept, synced and read back in the browser.");
    Ok(())
}
