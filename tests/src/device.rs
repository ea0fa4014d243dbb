//! A phone that runs as people run it: one process a command, one folder a store.
//!
//! Each verb of `phone` is a method that gives back what the phone showed; [`Device::say`] is for
//! what should be refused. Nothing here looks into the store.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

use crate::programs::{Programs, Running, Said};
use crate::talk::{Correction, Talk};

mod shown;

pub use shown::{Absences, Corrected, Door, FeedShown, Mission, Status, Synced, Visit, Visited};
use shown::{Doors, History, Missions};

/// The phone's exit code when the server cannot be reached; the work is kept.
pub const UNREACHABLE: i32 = 4;

/// A phone.
#[derive(Clone, Debug)]
pub struct Device {
    programs: Programs,
    store: PathBuf,
    /// Seconds by which its clock is wrong.
    clock_shift: i64,
}

impl Device {
    /// A phone with its store in a folder, which may not be there yet.
    #[must_use]
    pub fn new(programs: Programs, store: &Path) -> Self {
        Self { programs, store: store.to_owned(), clock_shift: 0 }
    }

    /// The same phone with its clock wrong by so many seconds.
    #[must_use]
    pub fn with_clock_shift(&self, seconds: i64) -> Self {
        Self { clock_shift: seconds, ..self.clone() }
    }

    /// Where its store lies.
    #[must_use]
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// Enrols it with a one-time code.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn enrol(&self, url: &str, code: &str, label: &str) -> Result<()> {
        self.tell(&["enrol", url, code, "--label", label])
    }

    /// The missions that it holds.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn missions(&self) -> Result<Vec<Mission>> {
        let shown: Missions = self.ask(&["missions"])?;
        Ok(shown.missions)
    }

    /// The doors of a mission.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn doors(&self, mission: &str) -> Result<Vec<Door>> {
        let shown: Doors = self.ask(&["doors", mission])?;
        Ok(shown.doors)
    }

    /// Records what happened at a door.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn visit(&self, mission: &str, door: &str, talk: &Talk) -> Result<Visited> {
        self.ask(&visit_arguments(mission, door, talk))
    }

    /// Begins to record what happened at a door, for a story that does not let it end.
    ///
    /// # Errors
    /// When the phone cannot be started.
    pub fn begin_visit(&self, mission: &str, door: &str, talk: &Talk) -> Result<Running> {
        self.start(&visit_arguments(mission, door, talk))
    }

    /// Records that nobody opened at some doors.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn absent(&self, mission: &str, doors: &[String]) -> Result<Absences> {
        let options = ["absent", "--mission", mission].map(str::to_owned);
        self.ask(&[&options, doors].concat())
    }

    /// Puts right a visit of this phone's neighbor.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn correct(&self, visit: &str, correction: &Correction) -> Result<Corrected> {
        self.ask(&correct_arguments(visit, correction))
    }

    /// Begins to put a visit right, for a story that does not let it end.
    ///
    /// # Errors
    /// When the phone cannot be started.
    pub fn begin_correct(&self, visit: &str, correction: &Correction) -> Result<Running> {
        self.start(&correct_arguments(visit, correction))
    }

    /// Tells the team of a mission something.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn post(&self, mission: &str, text: &str) -> Result<()> {
        self.tell(&["exchange", mission, "--say", text])
    }

    /// Takes back a visit of this phone's neighbor.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn withdraw(&self, visit: &str) -> Result<()> {
        self.tell(&["withdraw", visit])
    }

    /// Sends and receives; `None` where the server cannot be reached.
    ///
    /// # Errors
    /// When the phone fails otherwise, with its words.
    pub fn try_sync(&self) -> Result<Option<Synced>> {
        let said = self.say(&["sync", "--tries", "1"])?;
        match said.code {
            Some(UNREACHABLE) => Ok(None),
            _ => read("sync", &said).map(Some),
        }
    }

    /// Sends and receives over a line that works.
    ///
    /// # Errors
    /// When it did not go through.
    pub fn sync(&self) -> Result<Synced> {
        self.try_sync()?.context("the server cannot be reached")
    }

    /// Begins to send and receive, for a story that does not let it end.
    ///
    /// # Errors
    /// When the phone cannot be started.
    pub fn begin_sync(&self) -> Result<Running> {
        self.start(&["sync", "--tries", "1"])
    }

    /// What waits, what needs attention, and how far each feed is read.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn status(&self) -> Result<Status> {
        self.ask(&["status"])
    }

    /// The visits at a door, as the phone shows them.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn history(&self, door: &str) -> Result<Vec<Visit>> {
        let shown: History = self.ask(&["history", door])?;
        Ok(shown.visits)
    }

    /// What needs the neighbor's attention, in the phone's own words.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn attention(&self) -> Result<serde_json::Value> {
        self.ask(&["attention"])
    }

    /// Leaves a plain copy of the store in a file.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn export(&self, file: &Path) -> Result<()> {
        self.tell(&["export", &file.to_string_lossy()])
    }

    /// Leaves all unsent work in a file that only the server can read.
    ///
    /// # Errors
    /// When the phone refuses, with its words.
    pub fn rescue(&self, file: &Path) -> Result<()> {
        self.tell(&["rescue", &file.to_string_lossy()])
    }

    /// Says anything to the phone, and gives back what it said.
    ///
    /// # Errors
    /// When the phone cannot be run.
    pub fn say(&self, arguments: &[impl AsRef<str>]) -> Result<Said> {
        self.start(arguments)?.finish()
    }

    fn start(&self, arguments: &[impl AsRef<str>]) -> Result<Running> {
        let store = self.store.to_string_lossy();
        let shift = format!("--clock-shift={}", self.clock_shift);
        let options = ["--json", "--store", &store, &shift];
        let words = options.into_iter().chain(arguments.iter().map(AsRef::as_ref));
        self.programs.start(&self.programs.phone(), words)
    }

    fn tell(&self, arguments: &[impl AsRef<str>]) -> Result<()> {
        self.ask::<serde_json::Value>(arguments).map(drop)
    }

    fn ask<T: DeserializeOwned>(&self, arguments: &[impl AsRef<str>]) -> Result<T> {
        let said = self.say(arguments)?;
        let verb = arguments.first().map_or("", AsRef::as_ref);
        read(verb, &said)
    }
}

/// What the phone showed, if it did what it was told.
///
/// # Errors
/// With the phone's own words if not.
pub fn read<T: DeserializeOwned>(verb: &str, said: &Said) -> Result<T> {
    if said.code != Some(0) {
        bail!("`phone {verb}` failed: {}", said.stderr.trim());
    }
    serde_json::from_str(&said.stdout)
        .with_context(|| format!("`phone {verb}` answered {}", said.stdout.trim()))
}

fn visit_arguments(mission: &str, door: &str, talk: &Talk) -> Vec<String> {
    let verb = ["visit", door, "--mission", mission].map(str::to_owned);
    [&verb[..], &talk.arguments()].concat()
}

fn correct_arguments(visit: &str, correction: &Correction) -> Vec<String> {
    let verb = ["correct", visit].map(str::to_owned);
    [&verb[..], &correction.arguments()].concat()
}
