//! A core with its server, asked as screens ask it.

use app::core::*;
use app::platform::FolderSafe;
use shared::id::{DoorId, VisitId};
use tempfile::TempDir;

use crate::line::Wire;
use crate::world::{DOORS, FakeClock, MISSION, machine, server};

pub(crate) const PIN: &str = "482913";

/// A phone with a PIN, at the server with three doors.
pub(crate) struct Story {
    pub(crate) core: Core,
    pub(crate) wire: Wire,
    pub(crate) clock: FakeClock,
    pub(crate) folder: TempDir,
}

impl Story {
    /// Nobody is enrolled.
    pub(crate) fn new() -> Self {
        let wire = server();
        wire.server().has_seal_key = true;
        Self::at(wire, tempfile::tempdir().unwrap(), 1)
    }

    /// Amina's, synced once.
    pub(crate) fn enrolled() -> Self {
        let story = Self::new();
        story.ask(enrol(Some(PIN)));
        story.ask(Command::Sync { tries: 1 });
        story
    }

    fn at(wire: Wire, folder: TempDir, seed: u64) -> Self {
        let machine = machine(&wire, seed);
        let clock = machine.clock.clone();
        let safe = FolderSafe::new(folder.path());
        let core = Core::open_with(folder.path().to_owned(), safe, machine).unwrap();
        Self { core, wire, clock, folder }
    }

    /// The app is closed and opened again.
    pub(crate) fn reopened(self) -> Self {
        let Self { core, wire, clock, folder } = self;
        core.close();
        let again = Self::at(wire, folder, 77);
        *again.clock.0.lock().unwrap() = clock.0.lock().unwrap().clone();
        again
    }

    pub(crate) fn try_ask(&self, command: Command) -> Result<Reply, Failure> {
        self.core.ask_blocking(command)
    }

    pub(crate) fn ask(&self, command: Command) -> Reply {
        self.try_ask(command).unwrap()
    }

    pub(crate) fn refused(&self, command: Command) -> FailureCode {
        self.try_ask(command).unwrap_err().code
    }

    pub(crate) fn sync(&self) {
        self.ask(Command::Sync { tries: 1 });
    }

    pub(crate) fn access(&self) -> Access {
        let Reply::Access(access) = self.ask(Command::Access) else { panic!("no access") };
        access
    }

    pub(crate) fn unlock(&self, pin: &str) -> Result<Reply, FailureCode> {
        let pin = pin.to_owned();
        self.try_ask(Command::Unlock { pin }).map_err(|failure| failure.code)
    }

    pub(crate) fn recover(&self, code: &str, pin: &str) -> Result<Reply, FailureCode> {
        let recover = Command::Recover { code: code.to_owned(), pin: pin.to_owned() };
        self.try_ask(recover).map_err(|failure| failure.code)
    }

    pub(crate) fn today(&self) -> Today {
        let Reply::Today(today) = self.ask(Command::Today) else { panic!("no day") };
        today
    }

    pub(crate) fn mission(&self) -> MissionPage {
        let asked = Command::Mission { mission: MISSION };
        let Reply::Mission(page) = self.ask(asked) else { panic!("no mission") };
        *page
    }

    /// The one building of the mission.
    pub(crate) fn grid(&self) -> Grid {
        let building = self.mission().buildings[0].id;
        let asked = Command::Building { mission: MISSION, building };
        let Reply::Building(grid) = self.ask(asked) else { panic!("no building") };
        grid
    }

    pub(crate) fn door(&self, door: DoorId) -> DoorPage {
        let asked = Command::Door { mission: MISSION, door };
        let Reply::Door(page) = self.ask(asked) else { panic!("no door") };
        *page
    }

    pub(crate) fn my_visits(&self, only: VisitsOnly) -> MyVisits {
        let of = MyVisitsOf { only, limit: 50, ..MyVisitsOf::default() };
        let Reply::MyVisits(visits) = self.ask(Command::MyVisits(of)) else { panic!("no visits") };
        visits
    }

    pub(crate) fn sync_page(&self) -> SyncPage {
        let Reply::SyncState(page) = self.ask(Command::SyncState) else { panic!("no sync") };
        page
    }

    /// One outcome at some doors.
    pub(crate) fn outcome(&self, outcome: &str, doors: &[DoorId]) -> Vec<VisitId> {
        let wanted = NewOutcomes {
            doors: doors.to_vec(),
            mission: None,
            outcome: outcome.to_owned(),
            due: None,
        };
        let Reply::Outcomes(kept) = self.ask(Command::Outcomes(wanted)) else { panic!("not kept") };
        kept.visits
    }

    /// The visits at the first door, as the command line tells them.
    pub(crate) fn history(&self) -> History {
        let asked = Command::History { door: DOORS[0] };
        let Reply::History(history) = self.ask(asked) else { panic!("no history") };
        history
    }

    pub(crate) fn visit(&self, new: NewVisit) -> VisitId {
        let Reply::Visited(kept) = self.ask(Command::Visit(new)) else { panic!("not kept") };
        kept.visit
    }

    /// The states of the three doors, as the grid shows them.
    pub(crate) fn states(&self) -> Vec<String> {
        let grid = self.grid();
        let floors = grid.stairwells.iter().flat_map(|stairwell| &stairwell.floors);
        floors.flat_map(|floor| &floor.doors).map(|door| door.state.clone()).collect()
    }
}

pub(crate) fn enrol(pin: Option<&str>) -> Command {
    Command::Enrol {
        server: "https://palier.example/".to_owned(),
        code: "Lusab BABAD gutih".to_owned(),
        label: "le bleu".to_owned(),
        pin: pin.map(str::to_owned),
    }
}

/// Somebody opened at the first door.
pub(crate) fn met() -> NewVisit {
    NewVisit {
        door: DOORS[0],
        mission: None,
        outcome: "met".to_owned(),
        started: None,
        minutes: None,
        language: None,
        note: None,
        informed: false,
        advice: Vec::new(),
        needs: Vec::new(),
        agreed: Vec::new(),
        consent: false,
        consent_to_words: false,
        told: Vec::new(),
    }
}
