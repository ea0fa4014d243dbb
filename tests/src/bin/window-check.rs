//! `window-check PALIER`: the app in a window on a screen that nobody sees. It is started, tapped
//! by a pointer that is none, and the visit is in the store, as the command-line phone reads it.
//!
//! PALIER is the app as it was built with the feature `desktop`. `cargo xtask test` makes it, brings
//! the screen, and calls this.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use tests::{Device, Programs, World};

/// How long a slow machine takes to draw.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often is looked.
const STEP: Duration = Duration::from_millis(200);
/// How long a tap may take until it shows in the store.
const SOON: Duration = Duration::from_secs(3);
/// The window, and the screen, which has no room for anything else.
const SIZE: (u32, u32) = (412, 915);
/// Where the first screen has the next door.
const NEXT_DOOR: (u32, u32) = (206, 302);
/// Where one taps for a refusal, at a door.
const REFUSED: (u32, u32) = (312, 655);

/// Plays one visit in a window.
#[derive(Parser)]
#[command(name = "window-check", version)]
struct Arguments {
    /// The app, built with the feature `desktop`.
    palier: PathBuf,
}

fn main() -> ExitCode {
    match play(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("window-check: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn play(arguments: &Arguments) -> Result<()> {
    let own = env::current_exe().context("this program does not know where it lies")?;
    let programs = Programs::in_folder(own.parent().context("this program lies nowhere")?)?;
    let mut world = World::new(&programs, 7, None)?;
    let amina = world.enrol("Amina")?;
    amina.sync()?;
    let (before, contact) = (visits(&amina)?, amina.status()?.last_contact);

    let screen = Screen::new()?;
    let app = screen.start(&arguments.palier, amina.store())?;
    // The first screen sends by itself, and so tells that it is there.
    until("the app does not open its store", || Ok(amina.status()?.last_contact != contact))?;
    // To the next door, where the residents refuse. Where a screen is not there yet, nothing lies at
    // these places, so that a tap which comes too early touches nothing.
    until("no visit was kept", || {
        screen.tap(NEXT_DOOR)?;
        screen.tap(REFUSED)?;
        until_soon(|| Ok(visits(&amina)? > before))
    })?;
    let after = visits(&amina)?;
    ensure!(after == before + 1, "{} visits came of one tap", after - before);
    drop(app);
    eprintln!("A visit was kept in a window.");
    Ok(())
}

/// Waits for what others do, and says what did not come.
fn until(what: &str, done: impl FnMut() -> Result<bool>) -> Result<()> {
    ensure!(comes_within(PATIENCE, done)?, "{what}");
    Ok(())
}

/// Whether it comes before one would tap again.
fn until_soon(done: impl FnMut() -> Result<bool>) -> Result<bool> {
    comes_within(SOON, done)
}

fn comes_within(patience: Duration, mut done: impl FnMut() -> Result<bool>) -> Result<bool> {
    let begun = Instant::now();
    while begun.elapsed() < patience {
        if done()? {
            return Ok(true);
        }
        thread::sleep(STEP);
    }
    Ok(false)
}

/// How many visits the store holds, as the command-line phone counts them.
fn visits(phone: &Device) -> Result<usize> {
    let mut count = 0;
    for mission in phone.missions()? {
        count += phone.doors(&mission.id)?.iter().filter(|door| door.state != "to_see").count();
    }
    Ok(count)
}

/// A process that ends with its story.
struct Guarded(Child);

impl Drop for Guarded {
    fn drop(&mut self) {
        // An error means that it is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen of its own.
struct Screen {
    display: String,
    _server: Guarded,
}

impl Screen {
    fn new() -> Result<Self> {
        let (width, height) = SIZE;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(["-screen", "0", &format!("{width}x{height}x24")])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started")?;
        let said = server.stdout.take().context("Xvfb says nothing")?;
        let server = Guarded(server);
        let mut number = String::new();
        BufReader::new(said).read_line(&mut number)?;
        Ok(Self { display: format!(":{}", number.trim()), _server: server })
    }

    fn start(&self, palier: &Path, store: &Path) -> Result<Guarded> {
        let app = self.command(palier)
            .arg("--data")
            .arg(store)
            .env("LANG", "fr_FR.UTF-8")
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            // In a container one is root, and has no right to a sandbox.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .spawn()
            .context("the app cannot be started")?;
        Ok(Guarded(app))
    }

    fn tap(&self, (x, y): (u32, u32)) -> Result<()> {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"])
    }

    fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        let status = self.command(Path::new("xdotool")).args(arguments).status()?;
        ensure!(status.success(), "xdotool {arguments:?} failed");
        Ok(())
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display);
        command
    }
}
