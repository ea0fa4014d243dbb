//! Amina, her phone, three doors and a mission.

use std::cell::RefCell;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::db::{Db, Edit, StoreKey};
use app::platform::{Chance, ChanceError, Clock, Reading};
use app::sync::{self, Machine, Report, SyncError};
use shared::id::*;
use shared::record::*;
use shared::time::Millis;
use shared::value::{Fields, Value};
use tempfile::TempDir;
use uuid::Uuid;

use crate::line::Wire;
use crate::server::NOW;

pub(crate) const AMINA: AccountId = AccountId(Uuid::from_u128(0xa));
pub(crate) const MOUSSA: AccountId = AccountId(Uuid::from_u128(0xb));
pub(crate) const TERRITORY: TerritoryId = TerritoryId(Uuid::from_u128(0x10));
pub(crate) const MISSION: MissionId = MissionId(Uuid::from_u128(0x20));
pub(crate) const MISSION_FEED: FeedId = FeedId::Mission(MISSION);
pub(crate) const TERRITORY_FEED: FeedId = FeedId::Territory(TERRITORY);
pub(crate) const SERVICE: ServiceId = ServiceId(Uuid::from_u128(0x30));
pub(crate) const DOORS: [DoorId; 3] =
    [DoorId(Uuid::from_u128(0x41)), DoorId(Uuid::from_u128(0x42)), DoorId(Uuid::from_u128(0x43))];
pub(crate) const STAIRWELL: StairwellId = StairwellId(Uuid::from_u128(0x51));

/// A clock that goes only where it is set; what is waited is counted.
#[derive(Clone)]
pub(crate) struct FakeClock(pub(crate) Arc<Mutex<(Reading, Vec<Duration>)>>);

impl Clock for FakeClock {
    fn read(&self) -> Reading {
        self.0.lock().unwrap().0.clone()
    }

    async fn pause(&self, wait: Duration) {
        self.0.lock().unwrap().1.push(wait);
    }
}

impl FakeClock {
    pub(crate) fn new() -> Self {
        let reading = Reading { wall: NOW, boot: "first".to_owned(), uptime: 1_000_000 };
        Self(Arc::new(Mutex::new((reading, Vec::new()))))
    }

    /// Time passes.
    pub(crate) fn advance(&self, millis: i64) {
        let reading = &mut self.0.lock().unwrap().0;
        reading.wall = reading.wall.plus(millis);
        reading.uptime += millis;
    }

    /// Somebody sets the wall clock.
    pub(crate) fn set(&self, wall: Millis) {
        self.0.lock().unwrap().0.wall = wall;
    }

    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().1.clone()
    }
}

/// Chance that is the same in each run: hashes of a counter.
#[derive(Clone)]
pub(crate) struct FakeChance(pub(crate) u64);

impl Chance for FakeChance {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        self.0 += 1;
        blake3::Hasher::new().update(&self.0.to_le_bytes()).finalize_xof().fill(bytes);
        Ok(())
    }
}

pub(crate) fn machine(wire: &Wire, seed: u64) -> Machine<Wire, FakeClock, FakeChance> {
    Machine {
        transport: wire.clone(),
        clock: FakeClock::new(),
        chance: RefCell::new(FakeChance(seed << 32)),
    }
}

/// A server with a territory of three doors and one open mission, in which Amina is assigned.
pub(crate) fn server() -> Wire {
    let wire = Wire::new(AMINA);
    let mut server = wire.server();
    let line = |text: &str| Line::parse(text).unwrap();
    let (building, stairwell) = (BuildingId(Uuid::from_u128(0x50)), STAIRWELL);
    let territory = Territory { name: line("Les Tilleuls"), commune: None };
    server.put(TERRITORY_FEED, TERRITORY, &territory);
    let fields = [("street", Value::from("rue des Lilas")), ("number", Value::Int(12))];
    server.set(TERRITORY_FEED, "building", building.0, fields_of(fields));
    let entrance = Stairwell { building, name: line("A") };
    server.put(TERRITORY_FEED, stairwell, &entrance);
    for (rank, door) in (1..).zip(DOORS) {
        let record = Door {
            stairwell,
            floor: Floor::new(0).unwrap(),
            rank: Rank::new(rank).unwrap(),
            label: line(&format!("0{rank}")),
            do_not_contact: false,
            erased_at: None,
        };
        server.put(TERRITORY_FEED, door, &record);
    }
    let service =
        [("code", Value::from("cheque-energie")), ("name", Value::from("Chèque énergie"))];
    server.set(FeedId::Catalogue, "service", SERVICE.0, fields_of(service));
    let date = |text: &str| text.parse().unwrap();
    let mission = Mission {
        territory: TERRITORY,
        partner: PartnerId(Uuid::from_u128(0x60)),
        title: line("Bien se chauffer"),
        theme: Code::parse("energy").unwrap(),
        message: None,
        starts: date("2025-11-01"),
        ends: date("2025-12-31"),
        state: MissionState::Open,
        with_team: false,
    };
    server.put(MISSION_FEED, MISSION, &mission);
    let advised = MissionService { service: SERVICE, position: Position::new(1).unwrap() };
    let id = MissionServiceId(Uuid::from_u128(0x61));
    server.put(MISSION_FEED, id, &advised);
    let assignment = Assignment {
        account: AMINA,
        name: line("Amina"),
        building: Some(building),
        ended: false,
        ended_at: None,
    };
    let id = AssignmentId(Uuid::from_u128(0x62));
    server.put(MISSION_FEED, id, &assignment);
    drop(server);
    wire
}

pub(crate) fn fields_of<const N: usize>(fields: [(&str, Value); N]) -> Fields {
    fields.map(|(name, value)| (name.to_owned(), value)).into()
}

/// A phone, driven without a core.
pub(crate) struct Phone {
    pub(crate) folder: TempDir,
    pub(crate) db: RefCell<Db>,
    pub(crate) machine: Machine<Wire, FakeClock, FakeChance>,
    pub(crate) wire: Wire,
}

impl Phone {
    /// Enrolled, and synced once.
    pub(crate) fn of(wire: &Wire) -> Self {
        let phone = Self::new(wire, tempfile::tempdir().unwrap(), 1);
        phone.enrol().unwrap();
        phone.sync().unwrap();
        phone
    }

    pub(crate) fn new(wire: &Wire, folder: TempDir, seed: u64) -> Self {
        Self {
            db: RefCell::new(open(folder.path())),
            folder,
            machine: machine(wire, seed),
            wire: wire.clone(),
        }
    }

    pub(crate) fn enrol(&self) -> Result<app::db::Person, SyncError> {
        let (server, code) = ("http://palier.example", "lusab-babad-gutih");
        block_on(sync::enrol(&self.db, &self.machine, server, code, "phone"))
    }

    pub(crate) fn sync(&self) -> Result<Report, SyncError> {
        block_on(sync::run(&self.db, &self.machine, 4, &|_| {}))
    }

    /// Keeps a visit at a door, and says which.
    pub(crate) fn visit(&self, door: DoorId, outcome: Outcome) -> VisitId {
        let id = sync::new_id(NOW, &mut *self.machine.chance.borrow_mut()).unwrap();
        let record = Visit {
            door,
            author: AMINA,
            outcome,
            started: self.machine.clock.read().wall,
            minutes: None,
            language: None,
            note: None,
            informed: false,
            consent: false,
            withdrawn: false,
            started_estimate: None,
        };
        self.write(&[Edit::new(MISSION_FEED, id, &record)]);
        id
    }

    /// Sets fields of a visit, and says how many changes that took.
    pub(crate) fn set<const N: usize>(&self, visit: VisitId, fields: [(&str, Value); N]) -> usize {
        self.write(&[Edit {
            feed: MISSION_FEED,
            kind: Kind::Visit,
            id: visit.0,
            fields: fields_of(fields),
        }])
    }

    pub(crate) fn write(&self, edits: &[Edit]) -> usize {
        self.try_write(edits).unwrap()
    }

    pub(crate) fn try_write(&self, edits: &[Edit]) -> Result<usize, app::db::EditError> {
        let mut db = self.db.borrow_mut();
        let moment = db.moment(&self.machine.clock.read()).unwrap();
        db.edit(&moment, edits)
    }

    pub(crate) fn waiting(&self) -> u64 {
        self.db.borrow().waiting().unwrap()
    }

    /// What needs attention, as kind and reason.
    pub(crate) fn attention(&self) -> Vec<String> {
        let items = self.db.borrow().attention(AMINA, NOW).unwrap();
        items.into_iter().map(|item| item.reason).collect()
    }

    pub(crate) fn history(&self, door: DoorId) -> Vec<app::db::view::VisitView> {
        self.db.borrow().history(door, AMINA).unwrap()
    }

    /// The states of the three doors, as the list shows them.
    pub(crate) fn states(&self) -> Vec<String> {
        let doors = self.db.borrow().doors(MISSION, TERRITORY_FEED, AMINA);
        doors.unwrap().into_iter().map(|door| door.state).collect()
    }

    /// Whether every feed is at its head and proven equal to the server's.
    pub(crate) fn is_equal(&self) -> bool {
        let feeds = self.db.borrow().feed_views().unwrap();
        !feeds.is_empty()
            && feeds.iter().all(|feed| feed.seq == feed.head && feed.equal == Some(true))
    }

    /// The app is closed and opened again.
    pub(crate) fn reopen(self) -> Self {
        let Self { folder, db, machine, wire } = self;
        drop(db);
        let db = RefCell::new(open(folder.path()));
        Self { folder, db, machine, wire }
    }

    /// A copy of the whole store, as a backup tool makes it.
    pub(crate) fn copy(&self, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        Self::new(&self.wire, folder, seed)
    }
}

pub(crate) fn open(folder: &Path) -> Db {
    Db::open(folder, || Ok(StoreKey([7; 32]))).unwrap()
}

pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}
