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
/// The window, and the screen, which has no room for anything else.
const SIZE: (u32, u32) = (412, 915);

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
    let name = world.neighbor("Amina")?.name.clone();
    let amina = world.enrol(&name)?;
    amina.sync()?;
    let before = visits(&amina)?;

    let screen = Screen::new()?;
    let app = screen.start(&arguments.palier, amina.store())?;
    let window = screen.window()?;
    // The floor plan of the first screen: settings, what waits, then the missions. What is reached by
    // Tab and Enter is what a person without a pointer reaches.
    screen.until("the first screen has no next door", || {
        screen.keys(&window, &["Tab", "Tab", "Tab", "Return"])?;
        // The commonest outcome is the lowest: nobody opened.
        screen.tap(SIZE.0 / 2, SIZE.1 - 40)?;
        Ok(visits(&amina)? > before)
    })?;
    let after = visits(&amina)?;
    ensure!(after == before + 1, "{} visits came of one tap", after - before);
    drop(app);
    eprintln!("A visit was kept in a window.");
    Ok(())
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

    /// The window, once it is there.
    fn window(&self) -> Result<String> {
        let search = ["search", "--sync", "--onlyvisible", "--name", "Palier"];
        let said = self.command(Path::new("xdotool")).args(search).output()?;
        let ids = String::from_utf8_lossy(&said.stdout).into_owned();
        ids.lines().next().map(str::to_owned).context("there is no window")
    }

    fn keys(&self, window: &str, keys: &[&str]) -> Result<()> {
        self.xdotool(&["windowfocus", window])?;
        self.xdotool(&[&["key", "--delay", "150"], keys].concat())
    }

    fn tap(&self, x: u32, y: u32) -> Result<()> {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"])
    }

    fn until(&self, what: &str, done: impl Fn() -> Result<bool>) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if done()? {
                return Ok(());
            }
            thread::sleep(STEP);
        }
        anyhow::bail!("{what}")
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
