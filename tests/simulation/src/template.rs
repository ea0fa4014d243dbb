//! The world before anything happens: a server with five doors and two missions, and four enrolled
//! phones of three neighbors. It is made once, and each seed begins with a copy.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::{self, Poll, Waker};

use anyhow::{Context as _, Result, bail};
use app::platform::{Clock, Reading};
use app::sync::{self, Envelope, Machine, Transport, TransportError};
use shared::id::{
    AccountId, AnswerBuildingId, AnswerId, BuildingId, CardId, DoorId, FeedId, MissionId,
    PartnerId, StairwellId, TerritoryId,
};
use shared::record::{
    Answer, AnswerBuilding, Building, Card, Code, Door, Floor, Line, MissionState, Partner,
    Position, Prose, Rank, Role, Stairwell,
};
use shared::time::Millis;
use sync_server::service::desk::{Desk, Moment};
use sync_server::service::missions::{self, NewMission};
use sync_server::service::{ServiceError, accounts, ground};
use tempfile::TempDir;

use crate::chance::Drawn;
use crate::phone;
use crate::server::Server;

/// When it all begins.
pub(crate) const BEGIN: Millis = Millis(1_763_971_200_000);
/// How many doors there are.
pub(crate) const DOORS: usize = 5;
/// How many phones there are.
pub(crate) const PHONES: usize = 4;
/// The neighbors; each phone belongs to the one that [`OWNERS`] says.
pub(crate) const NEIGHBORS: [&str; 3] = ["Amina", "Moussa", "Leïla"];
/// Amina carries two phones, since only its author corrects a visit.
pub(crate) const OWNERS: [usize; PHONES] = [0, 0, 1, 2];

/// Whose the phone is that is a version ahead.
pub(crate) const AHEAD_OWNER: usize = 1;

const CODES_VALID: i64 = 7 * Millis::DAY;

/// The names of what is there.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) territory: TerritoryId,
    pub(crate) doors: Vec<DoorId>,
    pub(crate) missions: [MissionId; 2],
    pub(crate) neighbors: Vec<AccountId>,
    /// What was answered, and is told at every door.
    pub(crate) answer: AnswerId,
    /// What is read before the doors of the first mission.
    pub(crate) card: CardId,
}

impl Names {
    pub(crate) fn ground(&self) -> FeedId {
        FeedId::Territory(self.territory)
    }

    pub(crate) fn mission(&self, which: usize) -> FeedId {
        FeedId::Mission(self.missions[which % self.missions.len()])
    }
}

/// The files of a world.
pub struct Template {
    folder: TempDir,
    pub(crate) names: Names,
}

impl Template {
    /// Makes it, through the same verbs as everything else.
    ///
    /// # Errors
    /// When the machine has no room, or the product fails before anything went wrong.
    pub fn make() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("palier-simulation").tempdir_in(fast())?;
        let mut server = Server::open(folder.path(), Drawn::new(0))?;
        let (names, codes) = server.desk(BEGIN, found)?;
        let ahead = codes.last().context("a code for the phone that is ahead")?;
        server.enrol_ahead(ahead)?;
        for (number, owner) in OWNERS.iter().enumerate() {
            let code = codes.get(number).context("a code for each phone")?;
            let home = phone_folder(folder.path(), number);
            fs::create_dir(&home)?;
            let db = RefCell::new(phone::open(&home)?);
            let machine = Machine {
                transport: Direct(RefCell::new(&mut server)),
                clock: Still,
                chance: RefCell::new(Drawn::new(1 + number as u64)),
            };
            let name = NEIGHBORS.get(*owner).copied().unwrap_or_default();
            let enrol = sync::enrol(&db, &machine, "http://simulation", code, name);
            at_once(enrol)??;
            at_once(sync::run(&db, &machine, 1, &|_| {}))??;
        }
        drop(server);
        Ok(Self { folder, names })
    }

    /// A copy of it all.
    pub(crate) fn copy(&self) -> Result<TempDir> {
        let copy = tempfile::Builder::new().prefix("palier-simulation").tempdir_in(fast())?;
        copy_folder(self.folder.path(), copy.path())?;
        Ok(copy)
    }
}

/// A folder in memory where the system has one: worlds end with their process.
fn fast() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

pub(crate) fn phone_folder(world: &Path, number: usize) -> PathBuf {
    world.join(format!("phone-{number}"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A territory with one stairwell, two missions in it, and three neighbors with a code for each
/// phone.
fn found(
    write: &mut dyn sync_server::store::Write,
    moment: &mut Moment<'_>,
) -> Result<(Names, Vec<String>), ServiceError> {
    let line = |text: &str| Line::parse(text).map_err(unfit);
    let code = |text: &str| Code::parse(text).map_err(unfit);
    let territory = ground::territory(write, &line("Les Tilleuls")?, None, moment)?;
    let feed = FeedId::Territory(territory);
    let building: BuildingId = moment.id();
    let stairwell: StairwellId = moment.id();
    let doors: Vec<DoorId> = (0..DOORS).map(|_| moment.id()).collect();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    let house = Building {
        street: line("rue des Lilas")?,
        number: None,
        suffix: None,
        commune: None,
        commune_code: None,
        source_key: None,
        lat_e6: None,
        lon_e6: None,
    };
    desk.put(feed, building, &house)?;
    desk.put(feed, stairwell, &Stairwell { building, name: line("A")? })?;
    for (rank, door) in (1..).zip(&doors) {
        let record = Door {
            stairwell,
            floor: Floor::new(0).map_err(unfit)?,
            rank: Rank::new(rank).map_err(unfit)?,
            label: line(&format!("0{rank}"))?,
            do_not_contact: false,
            erased_at: None,
        };
        desk.put(feed, *door, &record)?;
    }
    desk.close()?;
    let partner = Partner { code: code("bailleur")?, name: line("Bailleur")?, sort: None };
    let partner: PartnerId = missions::add_partner(write, &partner, moment)?;
    let day = BEGIN.date().unwrap_or_default();
    let answer: AnswerId = moment.id();
    let place: AnswerBuildingId = moment.id();
    let said = Answer {
        partner,
        theme: code("ascenseur")?,
        said: line("L’ascenseur est en panne")?,
        action: Prose::parse("La pièce est commandée.").map_err(unfit)?,
        due: day,
        answered: day,
        result: None,
        result_words: None,
        settled: None,
    };
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, answer, &said)?;
    desk.put(feed, place, &AnswerBuilding { answer, building })?;
    desk.close()?;
    let mut mission = |title: &str| {
        let new = NewMission {
            territory,
            partner,
            title: line(title)?,
            theme: code("energy")?,
            message: None,
            starts: day,
            ends: day,
            state: MissionState::Open,
            services: Vec::new(),
        };
        missions::create(write, &new, moment)
    };
    let missions = [mission("Bien se chauffer")?, mission("Bien se soigner")?];
    let first = FeedId::Mission(missions[0]);
    let card: CardId = moment.id();
    let mut desk = Desk::open(write, moment.now, &[first])?;
    let text = Prose::parse("Le chèque énergie arrive une fois par an.").map_err(unfit)?;
    let position = Position::new(1).map_err(unfit)?;
    desk.put(first, card, &Card { title: line("Le chèque")?, text, position })?;
    desk.close()?;
    let mut neighbors = Vec::new();
    for name in NEIGHBORS {
        let account = accounts::add(write, line(name)?, Role::Neighbor, moment)?;
        for mission in missions {
            missions::assign(write, mission, account, &[], moment)?;
        }
        neighbors.push(account);
    }
    let mut codes = Vec::new();
    for owner in OWNERS.into_iter().chain([AHEAD_OWNER]) {
        let account = neighbors.get(owner).copied().ok_or_else(|| none("a neighbor"))?;
        let (words, _) = accounts::enrolment_code(write, account, CODES_VALID, moment)?;
        codes.push(words.to_string());
    }
    Ok((Names { territory, doors, missions, neighbors, answer, card }, codes))
}

fn unfit(error: shared::record::FieldError) -> ServiceError {
    ServiceError::Refused(error.to_string())
}

fn none(what: &str) -> ServiceError {
    ServiceError::Refused(format!("there is no such thing as {what}"))
}

/// A line on which nothing goes wrong.
struct Direct<'s>(RefCell<&'s mut Server>);

impl Transport for Direct<'_> {
    async fn post(&self, envelope: Envelope) -> Result<Vec<u8>, TransportError> {
        self.0.borrow_mut().answer(&envelope, BEGIN)
    }
}

struct Still;

impl Clock for Still {
    fn read(&self) -> Reading {
        Reading { wall: BEGIN, boot: "0".to_owned(), uptime: 0 }
    }

    async fn pause(&self, _wait: std::time::Duration) {}
}

/// What a future comes to that waits for nothing.
fn at_once<F: Future>(future: F) -> Result<F::Output> {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut task::Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => bail!("a line on which nothing goes wrong was waited for"),
    }
}
