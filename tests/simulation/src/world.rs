//! One world: a server, its phones, the messages between them, and a time that passes only here.

use std::path::Path;

use anyhow::{Result, bail};
use app::db::{Edit, EditError};
use app::sync::{Envelope, TransportError};
use shared::id::{Id, TellingId, VisitId, new_uuid};
use shared::record::{Code, Kind, Need, Outcome, Prose, Telling, Visit};
use shared::time::Millis;
use shared::value::{Fields, Value};
use tempfile::TempDir;
use uuid::Uuid;

mod desk;
mod team;

use crate::act::Act;
use crate::ahead::Ahead;
use crate::chance::{Drawn, seed_restores};
use crate::oracle::{Made, Oracle, Saved};
use crate::phone::Phone;
use crate::server::Server;
use crate::template::{AHEAD_OWNER, BEGIN, Names, PHONES, Template, phone_folder};

/// What passes between two acts, in milliseconds.
const TICK: i64 = 1_500;

/// A message on its way.
struct Parcel {
    id: u64,
    phone: usize,
    load: Load,
}

enum Load {
    Up(Envelope),
    Down(Vec<u8>),
}

pub(crate) struct World {
    pub(crate) names: Names,
    pub(crate) server: Server,
    pub(crate) phones: Vec<Phone>,
    pub(crate) now: Millis,
    pub(crate) ahead: Ahead,
    pub(crate) oracle: Oracle,
    parcels: Vec<Parcel>,
    sent: u64,
    written: u64,
    /// The files; they go when the world does.
    _folder: TempDir,
}

impl World {
    pub(crate) fn new(template: &Template, seed: u64) -> Result<Self> {
        let folder = template.copy()?;
        let source = |number: u64| Drawn::new(seed.wrapping_mul(64).wrapping_add(16 + number));
        seed_restores(seed.wrapping_mul(64));
        let phones = (0..PHONES).map(|number| {
            let home = phone_folder(folder.path(), number);
            Phone::new(home, source(1 + number as u64))
        });
        Ok(Self {
            ahead: Ahead::new(template.names.neighbors[AHEAD_OWNER]),
            names: template.names.clone(),
            phones: phones.collect::<Result<_>>()?,
            server: Server::open(Path::new(folder.path()), source(0))?,
            now: BEGIN.plus(Millis::MINUTE),
            oracle: Oracle::default(),
            parcels: Vec::new(),
            sent: 0,
            written: 0,
            _folder: folder,
        })
    }

    /// Lets it happen.
    ///
    /// # Errors
    /// Says which law is broken.
    pub(crate) fn act(&mut self, act: Act) -> Result<()> {
        self.now = self.now.plus(TICK);
        match act {
            Act::Visit { phone, mission, door } => self.visit(phone, mission, door),
            Act::Ahead { mission, door } => {
                let (feed, text) = (self.names.mission(mission), self.text("note"));
                let door = self.names.doors[door % self.names.doors.len()];
                let (author, at) = (self.ahead.account, self.now);
                let visit = self.ahead.visit(feed, door, &text, at)?;
                self.oracle.visits.push(Made { author, feed, visit, door, at, is_dated: true });
                self.oracle.save(Saved::new(feed, Kind::Visit, visit.0, Some(visit), text));
                self.ahead.send(&mut self.server, self.now)
            }
            Act::Correct { phone, which } => {
                let text = self.text("note");
                self.correct(phone, which, "note", Value::from(text.as_str()), Some(text))
            }
            Act::Withdraw { phone, which } => {
                self.correct(phone, which, "withdrawn", Value::Bool(which % 2 == 0), None)
            }
            Act::Rename { phone, door } => self.rename(phone, door).map(drop),
            Act::Stop { phone, door } => {
                let (feed, id) = (self.names.ground(), self.door(door));
                let stop = Value::Bool(door % 2 == 0);
                let fields = Fields::from([("do_not_contact".to_owned(), stop)]);
                self.edit(phone, &[Edit { feed, kind: Kind::Door, id, fields }]).map(drop)
            }
            Act::Sync { phone } => self.go_on(phone),
            Act::Deliver { which } => self.deliver(which),
            Act::Lose { which } => self.lose(which, false),
            Act::Delay { which } => self.lose(which, true),
            Act::Repeat { which } => {
                self.repeat(which);
                Ok(())
            }
            Act::Crash { phone } => self.phones[phone].crash(),
            Act::Reboot { phone } => self.phones[phone].reboot(self.now),
            Act::Clock { phone, to } => {
                self.phones[phone].set_clock(to, self.now);
                Ok(())
            }
            Act::Age { phone, old } => {
                self.phones[phone].is_old = old;
                Ok(())
            }
            Act::Restart => self.server.restart(),
            Act::Wait { seconds } => {
                self.now = self.now.plus(seconds * 1_000);
                Ok(())
            }
            Act::Backup => self.server.back_up(self.now),
            Act::Restore => {
                self.oracle.restored();
                self.server.restore(self.now)
            }
            Act::Quiet => self.quiet(),
            Act::Revoke { .. }
            | Act::End { .. }
            | Act::Assign { .. }
            | Act::Review { .. }
            | Act::DeskRename { .. }
            | Act::Release { .. }
            | Act::Erase { .. }
            | Act::EraseDoor { .. }
            | Act::DeskTakesOut { .. }
            | Act::Sweep => self.at_the_desk(act),
            Act::Post { .. }
            | Act::Thank { .. }
            | Act::TakeOut { .. }
            | Act::Propose { .. }
            | Act::Read { .. }
            | Act::Debrief { .. } => self.in_the_team(act),
        }
    }

    /// A text that is nowhere else, so that it is found where it is.
    fn text(&mut self, what: &str) -> String {
        self.written += 1;
        format!("{what} {}", self.written)
    }

    fn door(&self, which: usize) -> Uuid {
        self.names.doors[which % self.names.doors.len()].0
    }

    fn new_id<I: Id>(&mut self, phone: usize) -> I {
        let wall = self.phones[phone].reading(self.now).wall;
        let mut random = [0; 10];
        self.phones[phone].draw(&mut random);
        I::from_uuid(new_uuid(wall, random))
    }

    fn visit(&mut self, phone: usize, mission: usize, door: usize) -> Result<()> {
        let feed = self.names.mission(mission);
        let (note, words) = (self.text("note"), self.text("words"));
        let id: VisitId = self.new_id(phone);
        let visit = Visit {
            door: self.names.doors[door % self.names.doors.len()],
            author: self.phones[phone].account,
            outcome: Outcome::Met,
            started: self.phones[phone].reading(self.now).wall,
            minutes: None,
            language: None,
            note: Some(Prose::parse(&note)?),
            informed: true,
            consent: false,
            withdrawn: false,
            started_estimate: None,
        };
        let need = Need {
            visit: id,
            theme: Code::parse("chauffage")?,
            words: Some(Prose::parse(&words)?),
        };
        let need_id = self.new_id(phone);
        // Told during the visit, and at every other door before it.
        let telling = |visit| Telling {
            answer: self.names.answer,
            door: self.names.doors[door % self.names.doors.len()],
            visit,
            author: self.phones[phone].account,
        };
        let (during, before) = (telling(Some(id)), telling(None));
        let during_id: TellingId = self.new_id(phone);
        let before_id: TellingId = self.new_id(phone);
        let mut edits = vec![
            Edit::new(feed, id, &visit),
            Edit::new(feed, need_id, &need),
            Edit::new(feed, during_id, &during),
        ];
        if door.is_multiple_of(2) {
            edits.insert(0, Edit::new(feed, before_id, &before));
        }
        if self.edit(phone, &edits)? {
            let (author, door, at) = (visit.author, visit.door, self.now);
            let is_dated = self.phones[phone].has_right_clock();
            self.oracle.visits.push(Made { author, feed, visit: id, door, at, is_dated });
            self.oracle.save(Saved::new(feed, Kind::Visit, id.0, Some(id), note));
            self.oracle.save(Saved::new(feed, Kind::Need, need_id.uuid(), Some(id), words));
        }
        Ok(())
    }

    fn correct(
        &mut self,
        phone: usize,
        which: usize,
        field: &str,
        value: Value,
        text: Option<String>,
    ) -> Result<()> {
        let account = self.phones[phone].account;
        let own = self.oracle.visits.iter().filter(|made| made.author == account);
        let own: Vec<_> = own.map(|made| (made.feed, made.visit)).collect();
        if own.is_empty() {
            return Ok(());
        }
        let (feed, visit) = own[which % own.len()];
        if self.phones[phone].db()?.visit(visit, account)?.is_none() {
            return Ok(());
        }
        let fields = Fields::from([(field.to_owned(), value)]);
        let edit = Edit { feed, kind: Kind::Visit, id: visit.0, fields };
        if self.edit(phone, &[edit])?
            && let Some(text) = text
        {
            self.oracle.save(Saved::new(feed, Kind::Visit, visit.0, Some(visit), text));
        }
        Ok(())
    }

    /// Says what the door is called now, if the phone may say so.
    pub(crate) fn rename(&mut self, phone: usize, door: usize) -> Result<Option<String>> {
        let (feed, id, label) = (self.names.ground(), self.door(door), self.text("door"));
        let fields = Fields::from([("label".to_owned(), Value::from(label.as_str()))]);
        let is_kept = self.edit(phone, &[Edit { feed, kind: Kind::Door, id, fields }])?;
        if is_kept {
            self.oracle.save(Saved::new(feed, Kind::Door, id, None, label.clone()));
        }
        Ok(is_kept.then_some(label))
    }

    /// Writes, and says whether it was kept; it is not where the phone has given the feed back.
    fn edit(&mut self, phone: usize, edits: &[Edit]) -> Result<bool> {
        self.write(phone, edits, None)
    }

    /// The same, with the bytes of a picture that one of the edits shows.
    fn write(&mut self, phone: usize, edits: &[Edit], picture: Option<&[u8]>) -> Result<bool> {
        let before = self.phones[phone].db()?.waiting()?;
        let done = match picture {
            Some(bytes) => self.phones[phone].show(self.now, edits, bytes),
            None => self.phones[phone].edit(self.now, edits),
        };
        match done {
            Ok(changes) => {
                let after = self.phones[phone].db()?.waiting()?;
                if after != before + changes as u64 {
                    bail!("law 10: {changes} changes came to {before} and {after} wait");
                }
                Ok(true)
            }
            Err(EditError::NotHeld(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// A phone says the next thing that it has to say.
    fn go_on(&mut self, phone: usize) -> Result<()> {
        if let Some(envelope) = self.phones[phone].next_message(self.now)? {
            self.sent += 1;
            self.phones[phone].awaited = Some(self.sent);
            self.parcels.push(Parcel { id: self.sent, phone, load: Load::Up(envelope) });
        }
        Ok(())
    }

    fn pick(&mut self, which: usize) -> Option<Parcel> {
        (!self.parcels.is_empty()).then(|| self.parcels.remove(which % self.parcels.len()))
    }

    fn deliver(&mut self, which: usize) -> Result<()> {
        let Some(Parcel { id, phone, load }) = self.pick(which) else {
            return Ok(());
        };
        let is_awaited = self.phones[phone].awaited == Some(id);
        match load {
            Load::Up(envelope) => match self.server.answer(&envelope, self.now) {
                Ok(answer) if is_awaited => {
                    self.parcels.push(Parcel { id, phone, load: Load::Down(answer) });
                    Ok(())
                }
                Err(failure) if is_awaited => self.phones[phone].take(Err(failure), self.now),
                // Nobody waits for the answer to a message that came late or twice.
                Ok(_) | Err(TransportError::Problem(_)) => Ok(()),
                Err(failure) => bail!("the server failed: {failure}"),
            },
            Load::Down(answer) if is_awaited => {
                self.phones[phone].take(Ok(answer), self.now)?;
                self.go_on(phone)
            }
            Load::Down(_) => Ok(()),
        }
    }

    fn lose(&mut self, which: usize, comes_later: bool) -> Result<()> {
        let Some(parcel) = self.pick(which) else {
            return Ok(());
        };
        let (id, phone) = (parcel.id, parcel.phone);
        if comes_later {
            self.parcels.push(parcel);
        }
        if self.phones[phone].awaited == Some(id) {
            let failure = match comes_later {
                true => TransportError::TimedOut,
                false => TransportError::Unreachable("the line dropped".to_owned()),
            };
            self.phones[phone].take(Err(failure), self.now)?;
        }
        Ok(())
    }

    fn repeat(&mut self, which: usize) {
        let ups = self.parcels.iter().filter_map(|parcel| match &parcel.load {
            Load::Up(envelope) => Some((parcel.phone, envelope.clone())),
            Load::Down(_) => None,
        });
        let ups: Vec<_> = ups.collect();
        if let Some((phone, envelope)) = ups.get(which % ups.len().max(1)).cloned() {
            self.sent += 1;
            self.parcels.push(Parcel { id: self.sent, phone, load: Load::Up(envelope) });
        }
    }

    /// The line is good, every phone syncs twice, and all must hold.
    fn quiet(&mut self) -> Result<()> {
        self.parcels.clear();
        for phone in &mut self.phones {
            phone.is_old = false;
        }
        self.ahead.send(&mut self.server, self.now)?;
        // The second time, each is told what the others sent in the first.
        for _ in 0..2 {
            self.sync_all()?;
        }
        crate::oracle::judge(self)
    }

    pub(crate) fn sync_all(&mut self) -> Result<()> {
        for phone in &mut self.phones {
            self.now = self.now.plus(TICK);
            phone.sync_wholly(&mut self.server, self.now)?;
        }
        Ok(())
    }
}
