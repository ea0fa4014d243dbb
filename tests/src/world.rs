//! A small world: the demonstration data on a real server, a line to it, and phones on the line.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::desk::{DemoData, Desk, NeighborMade, Restored};
use crate::device::Device;
use crate::line::Line;
use crate::programs::Programs;
use crate::rows::{self, Rows};
use crate::server::TestServer;

/// More rounds than any story needs to come to rest.
const ROUNDS: usize = 10;

/// A world; dropping it takes everything down and leaves nothing.
pub struct World {
    /// The demonstration data, as it was made.
    pub demo: DemoData,
    /// The desk on its database.
    pub desk: Desk,
    /// The line between phones and server.
    pub line: Line,
    /// The server.
    pub server: TestServer,
    programs: Programs,
    phones: usize,
    /// The last to be dropped, so that nobody writes into it any more.
    folder: TempDir,
}

impl World {
    /// A world with the demonstration data, a server that runs, and a clean line to it.
    ///
    /// # Errors
    /// Says which part does not come up, and why.
    pub fn new(programs: &Programs, seed: u64, addresses: Option<&Path>) -> Result<Self> {
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        let database = folder.path().join("central.db");
        let desk = Desk::new(programs.clone(), &database);
        let demo = desk.make_demo_data(addresses)?;
        let server = TestServer::start(&programs.sync_server(), &database)?;
        let line = Line::start(server.address(), seed)?;
        Ok(Self { demo, desk, line, server, programs: programs.clone(), phones: 0, folder })
    }

    /// The neighbor of that first name.
    ///
    /// # Errors
    /// When the demonstration has nobody of that name.
    pub fn neighbor(&self, first_name: &str) -> Result<&NeighborMade> {
        let mut neighbors = self.demo.neighbors.iter();
        let found = neighbors.find(|neighbor| neighbor.name.split(' ').next() == Some(first_name));
        found.with_context(|| format!("the demonstration has no {first_name}"))
    }

    /// A phone that nobody uses yet.
    pub fn new_phone(&mut self) -> Device {
        self.phones += 1;
        let store = self.folder.path().join(format!("phone-{}", self.phones));
        Device::new(self.programs.clone(), &store)
    }

    /// A phone that is enrolled for a neighbor and holds what the neighbor's work needs.
    ///
    /// # Errors
    /// When server or phone refuse, with their words.
    pub fn enrol(&mut self, neighbor: &str) -> Result<Device> {
        let phone = self.new_phone();
        self.enrol_on(&phone, neighbor)?;
        phone.sync()?;
        Ok(phone)
    }

    /// Enrols a phone for a neighbor with a fresh code; it has not synced after that.
    ///
    /// # Errors
    /// When server or phone refuse, with their words.
    pub fn enrol_on(&self, phone: &Device, neighbor: &str) -> Result<()> {
        let code = self.desk.code(&self.neighbor(neighbor)?.name)?;
        let label = format!("Téléphone ({neighbor})");
        phone.enrol(&self.line.url(), &code.code, &label)
    }

    /// Kills the server and starts it again; the line leads to the new one.
    ///
    /// # Errors
    /// When it does not come up again.
    pub fn crash_server(&mut self) -> Result<()> {
        self.server.kill()?;
        self.server.restart()?;
        self.line.lead_to(self.server.address());
        Ok(())
    }

    /// Kills the server, puts a backup in the place of its database, and starts it again.
    ///
    /// # Errors
    /// When the backup is refused, or the server does not come up again.
    pub fn restore(&mut self, backup: &Path) -> Result<Restored> {
        self.server.kill()?;
        let restored = self.desk.restore(backup)?;
        self.server.restart()?;
        self.line.lead_to(self.server.address());
        Ok(restored)
    }

    /// A folder for backups, beside the database.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn backups(&self) -> Result<PathBuf> {
        let folder = self.folder.path().join("backups");
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Lets phones sync, round after round, until nothing moves any more.
    ///
    /// # Errors
    /// When a sync fails, or things still move after many rounds.
    pub fn settle(&self, phones: &[&Device]) -> Result<()> {
        for _ in 0..ROUNDS {
            let mut quiet = true;
            for phone in phones {
                let synced = phone.sync()?;
                quiet &= synced.clean && synced.sent + synced.received + synced.waiting == 0;
            }
            if quiet {
                return Ok(());
            }
        }
        bail!("the phones still had something to send or to receive after {ROUNDS} rounds")
    }

    /// The rows of the central database.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn central(&self) -> Result<Rows> {
        rows::read(&rows::open(&self.database())?)
    }

    /// The rows of a phone's store, as they are displayed.
    ///
    /// # Errors
    /// When the phone does not export, or the copy cannot be read.
    pub fn rows_of(&self, phone: &Device) -> Result<Rows> {
        rows::read(&rows::open(&self.plain_copy(phone)?)?)
    }

    /// A plain copy of a phone's store, as it is now.
    ///
    /// # Errors
    /// When the phone does not export.
    pub fn plain_copy(&self, phone: &Device) -> Result<PathBuf> {
        let name = phone.store().file_name().context("a store has a name")?;
        let copy = self.folder.path().join(name).with_extension("db");
        if copy.exists() {
            std::fs::remove_file(&copy)?;
        }
        phone.export(&copy)?;
        Ok(copy)
    }

    /// Where the central database lies.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("central.db")
    }

    /// A folder that goes with the world.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
