//! The desk: what a supervisor does with `sync-server` on the command line, beside a server that
//! runs on the same database.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::programs::{Programs, Said};

/// A desk on one central database.
#[derive(Clone, Debug)]
pub struct Desk {
    programs: Programs,
    database: PathBuf,
}

/// The demonstration world, as it was made.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoData {
    /// The missions, in the order of the demonstration data.
    pub missions: Vec<MissionMade>,
    /// The neighbors.
    pub neighbors: Vec<NeighborMade>,
    /// How many doors there are.
    pub doors: u64,
    /// How many buildings there are.
    pub buildings: u64,
    /// How many rows of the address file were refused.
    pub refused: u64,
}

/// The context of an error: the demonstration world could not be made from that file.
#[derive(Clone, Debug)]
pub struct AddressesRefused(String);

impl fmt::Display for AddressesRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the address file {} cannot be used", self.0)
    }
}

/// A mission of the demonstration world.
#[derive(Clone, Debug, Deserialize)]
pub struct MissionMade {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A neighbor of the demonstration world.
#[derive(Clone, Debug, Deserialize)]
pub struct NeighborMade {
    /// As the team calls the person: first name and initial.
    pub name: String,
    /// The id of the account.
    pub account: String,
}

/// A one-time code.
#[derive(Clone, Debug, Deserialize)]
pub struct Code {
    /// The words.
    pub code: String,
}

/// A phone as the desk lists it.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// What the server finds when it looks at itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Checked {
    /// Whether all is well.
    pub ok: bool,
    /// What is not.
    pub problems: Vec<serde_json::Value>,
}

/// A change that is kept aside.
#[derive(Clone, Debug, Deserialize)]
pub struct Aside {
    /// The feed that it was sent to.
    pub feed: String,
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// An erasure that was done.
#[derive(Clone, Debug, Deserialize)]
pub struct Erased {
    /// The number of its receipt.
    pub receipt: String,
    /// What went.
    pub erased: ErasedCounts,
}

/// How much an erasure took.
#[derive(Clone, Debug, Deserialize)]
pub struct ErasedCounts {
    /// Records by kind.
    pub records: std::collections::BTreeMap<String, u64>,
}

/// A database that was restored.
#[derive(Clone, Debug, Deserialize)]
pub struct Restored {
    /// Where the one went that was there.
    pub replaced: Option<PathBuf>,
    /// How many phones the ledger revoked again.
    pub revoked: Option<usize>,
    /// How many phones it keeps out that the backup does not know.
    pub barred: Option<usize>,
    /// How many erasures it did again.
    pub erased: Option<usize>,
}

/// A file of work that was taken in.
#[derive(Clone, Debug, Deserialize)]
pub struct Imported {
    /// Changes that were new.
    pub taken: usize,
    /// Changes that were here before.
    pub known: usize,
    /// Changes that are kept aside.
    pub aside: usize,
    /// Changes that could not be taken.
    pub left: usize,
}

impl Desk {
    /// A desk on `database`.
    #[must_use]
    pub fn new(programs: Programs, database: &Path) -> Self {
        Self { programs, database: database.to_owned() }
    }

    /// Makes the demonstration world, with buildings from an address file if one is given.
    ///
    /// # Errors
    /// When the server refuses, with its words; [`AddressesRefused`] where there is a file.
    pub fn make_demo_data(&self, addresses: Option<&Path>) -> Result<DemoData> {
        let Some(file) = addresses else {
            return self.ask(&["demo-data"]);
        };
        let file = file.to_string_lossy();
        let made = self.ask(&["demo-data", "--addresses", &file]);
        made.context(AddressesRefused(file.into_owned()))
    }

    /// A fresh one-time code for a phone of that neighbor.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn code(&self, neighbor: &str) -> Result<Code> {
        self.ask(&["device", "code", "--neighbor", neighbor])
    }

    /// Erases all that is kept about the people behind a door.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn erase_door(&self, door: &str) -> Result<Erased> {
        self.ask(&["person", "erase", "--door", door, "--yes"])
    }

    /// All phones.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn devices(&self) -> Result<Vec<Listed>> {
        #[derive(Deserialize)]
        struct Answer {
            devices: Vec<Listed>,
        }
        let answer: Answer = self.ask(&["device", "list"])?;
        Ok(answer.devices)
    }

    /// Revokes a phone.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn revoke(&self, device: &str) -> Result<()> {
        self.tell(&["device", "revoke", device])
    }

    /// Ends a neighbor's part in a mission.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn end_assignment(&self, mission: &str, neighbor: &str) -> Result<()> {
        self.tell(&["assign", "--mission", mission, "--neighbor", neighbor, "--end"])
    }

    /// Whether the central database is in order.
    ///
    /// # Errors
    /// When the server cannot look.
    pub fn check(&self) -> Result<Checked> {
        let said = self.say(&["check"])?;
        // It exits with 1 where it finds something, and says what all the same.
        serde_json::from_str(&said.stdout)
            .with_context(|| format!("`sync-server check` said: {}", said.stderr.trim()))
    }

    /// What is kept aside.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn quarantine(&self) -> Result<Vec<Aside>> {
        #[derive(Deserialize)]
        struct Answer {
            items: Vec<Aside>,
        }
        let answer: Answer = self.ask(&["quarantine", "list"])?;
        Ok(answer.items)
    }

    /// Lets in what is kept aside of a record, and of all that hangs on it.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn release(&self, feed: &str, record: &str) -> Result<()> {
        self.tell(&["quarantine", "release", feed, record])
    }

    /// Makes a backup in a folder, and gives its file.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn back_up(&self, folder: &Path) -> Result<PathBuf> {
        #[derive(Deserialize)]
        struct Made {
            file: PathBuf,
        }
        let made: Made = self.ask(&["backup", "--to", &folder.to_string_lossy()])?;
        Ok(made.file)
    }

    /// Puts a backup in the place of the database, whose server must not run.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn restore(&self, backup: &Path) -> Result<Restored> {
        self.ask(&["restore", &backup.to_string_lossy(), "--replace"])
    }

    /// Takes in the work of a phone that cannot sync.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn import_outbox(&self, file: &Path) -> Result<Imported> {
        self.ask(&["import-outbox", &file.to_string_lossy()])
    }

    fn tell(&self, arguments: &[impl AsRef<str>]) -> Result<()> {
        self.ask::<serde_json::Value>(arguments).map(drop)
    }

    fn ask<T: DeserializeOwned>(&self, arguments: &[impl AsRef<str>]) -> Result<T> {
        let said = self.say(arguments)?;
        let asked: Vec<&str> = arguments.iter().map(AsRef::as_ref).collect();
        let asked = asked.join(" ");
        if said.code != Some(0) {
            bail!("`sync-server {asked}` failed: {}", said.stderr.trim());
        }
        serde_json::from_str(&said.stdout)
            .with_context(|| format!("`sync-server {asked}` answered {}", said.stdout.trim()))
    }

    /// Says anything to the server's command line, and gives back what it said.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn say(&self, arguments: &[impl AsRef<str>]) -> Result<Said> {
        let database = self.database.to_string_lossy();
        let options = ["--json", "--database", &database];
        let words = arguments.iter().map(AsRef::as_ref).chain(options);
        self.programs.run(&self.programs.sync_server(), words)
    }
}
