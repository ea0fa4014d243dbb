//! Whatever happens in between: at the end nothing is lost, and all replicas are equal.

use std::collections::BTreeMap;

use app::platform::Chance;
use shared::id::{DoorId, EpochId, FeedId, VisitId};
use shared::record::Outcome;
use shared::value::Value;
use uuid::Uuid;

use crate::line::{Fault, Wire};
use crate::server::{FakeFeed, Numbered};
use crate::world::{DOORS, FakeChance, MISSION, Phone, fields_of, server};

const STEPS: usize = 40;

/// A story that a number tells.
struct Story {
    chance: FakeChance,
    wire: Wire,
    phones: Vec<Phone>,
    visits: Vec<(VisitId, DoorId)>,
    backup: Backup,
}

/// What the server has off its machine.
type Backup = (BTreeMap<FeedId, FakeFeed>, Numbered);

impl Story {
    fn new(seed: u64) -> Self {
        let wire = server();
        let backup = back_up(&wire);
        let phones = (1..=2).map(|number| {
            let folder = tempfile::tempdir().unwrap();
            let phone = Phone::new(&wire, folder, 100 * seed + number);
            phone.enrol().unwrap();
            phone.sync().unwrap();
            phone
        });
        let phones = phones.collect();
        let chance = FakeChance(seed << 16);
        Self { chance, wire, phones, visits: Vec::new(), backup }
    }

    fn pick(&mut self, below: usize) -> usize {
        let mut bytes = [0; 4];
        self.chance.fill(&mut bytes).unwrap();
        u32::from_le_bytes(bytes) as usize % below
    }

    fn step(&mut self) {
        let who = self.pick(2);
        match self.pick(12) {
            0..=3 => {
                let door = DOORS[self.pick(3)];
                let outcome = Outcome::ALL[self.pick(Outcome::ALL.len())];
                let visit = self.phones[who].visit(door, outcome);
                self.visits.push((visit, door));
            }
            4..=5 => self.correct(who),
            6 => {
                let note = fields_of([("note", Value::Int(self.pick(9) as i64))]);
                let building = Uuid::from_u128(0x50);
                let feed = crate::world::TERRITORY_FEED;
                self.wire.server().set(feed, "building", building, note);
            }
            7 => self.wire.server().page_rows = [1, 2, 3, 1_000][self.pick(4)],
            8 => self.backup = back_up(&self.wire),
            9 => self.restore(),
            _ => {
                for _ in 0..self.pick(3) {
                    let fault = match self.pick(3) {
                        0 => Fault::AnswerLost,
                        1 => Fault::TimedOut,
                        _ => Fault::Unreachable,
                    };
                    self.wire.server().faults.push_back(fault);
                }
                self.phones[who].sync().unwrap();
            }
        }
    }

    fn correct(&mut self, who: usize) {
        if self.visits.is_empty() {
            return;
        }
        let which = self.pick(self.visits.len());
        let (visit, door) = self.visits[which];
        let minutes = Value::Int(self.pick(600) as i64);
        let phone = &self.phones[who];
        if phone.history(door).iter().any(|held| held.id == visit) {
            phone.set(visit, [("minutes", minutes)]);
        }
    }

    fn restore(&mut self) {
        let mut server = self.wire.server();
        let (feeds, numbered) = &self.backup;
        server.feeds = feeds.clone();
        server.numbered = numbered.clone();
        server.epoch = EpochId(Uuid::from_u128(server.epoch.0.as_u128() + 1));
    }

    fn ends_well(&mut self) {
        self.wire.server().faults.clear();
        for phone in &self.phones {
            phone.sync().unwrap();
        }
        // A restored backup, and no new work that would show the gap in the numbers.
        self.restore();
        for _ in 0..2 {
            for phone in &self.phones {
                phone.sync().unwrap();
            }
        }
        for (visit, _) in &self.visits {
            let held = self.wire.server().row(MISSION, "visit", visit.0);
            assert!(held.is_some_and(|fields| fields.contains_key("outcome")), "{visit} is lost");
        }
        assert_eq!(self.wire.server().count(MISSION, "visit"), self.visits.len());
        for phone in &self.phones {
            assert!(phone.is_equal());
            assert_eq!(phone.waiting(), 0);
        }
        for door in DOORS {
            assert_eq!(self.phones[0].history(door), self.phones[1].history(door));
        }
    }
}

/// From now on what the server has is durable.
fn back_up(wire: &Wire) -> Backup {
    let mut server = wire.server();
    for feed in server.feeds.values_mut() {
        feed.durable = Some(feed.head);
    }
    (server.feeds.clone(), server.numbered.clone())
}

#[test]
fn whatever_happens_nothing_is_lost_and_all_replicas_end_equal() {
    for seed in 0..20 {
        // Shown only if the story ends badly.
        println!("seed {seed}");
        let mut story = Story::new(seed);
        for _ in 0..STEPS {
            story.step();
        }
        story.ends_well();
    }
}
