//! `kill -9`, a hundred times: nothing that was shown as saved is lost, nothing is doubled.
//!
//! Phones are killed while they write and while they sync, the server while phones sync. A command
//! that was killed before it printed may have saved or not, and either is right; but what it saved
//! is whole. Which it was is read from the central database at the end, and then everything is
//! held against the ledger as in a quiet story.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use shared::record::Kind;
use shared::value::Value;
use tests::compare;
use tests::device::{self, Visited};
use tests::ledger::{Place, now};
use tests::programs::Said;
use tests::rows::Rows;
use tests::{Correction, Device, Ledger, Talk, World};

use super::world;

const PHONE_KILLS: usize = 60;
const SERVER_KILLS: usize = 40;
const SEED: u64 = 9;

/// Who is killed next.
#[derive(Clone, Copy)]
enum Victim {
    Writing,
    Correcting,
    Syncing,
    Server,
}

/// The story so far.
struct Story {
    world: World,
    chance: StdRng,
    mission: String,
    doors: Vec<String>,
    crew: Vec<Member>,
    ledger: Ledger,
    /// How many visits were begun: each has a note of its own, by which it is known again.
    begun: usize,
    /// Visits whose phone was killed before it said that they are saved.
    open_visits: Vec<(usize, String, Place, Talk)>,
    open_corrections: Vec<(usize, String, Correction)>,
    /// Visits that are saved and that nobody has corrected yet.
    uncorrected: Vec<(usize, String)>,
    /// The longest that a command took when nothing was killed.
    typical: Duration,
}

struct Member {
    account: String,
    device: Device,
}

#[test]
fn a_hundred_kills_lose_nothing_and_double_nothing() {
    let mut story = Story::begin();
    let mut victims = vec![Victim::Server; SERVER_KILLS];
    victims.extend([Victim::Writing; PHONE_KILLS / 2]);
    victims.extend([Victim::Correcting; PHONE_KILLS / 6]);
    victims.extend([Victim::Syncing; PHONE_KILLS / 3]);
    assert!(victims.len() >= 100);
    victims.shuffle(&mut story.chance);
    for victim in victims {
        match victim {
            Victim::Writing => story.kill_a_writing_phone(),
            Victim::Correcting => story.kill_a_correcting_phone(),
            Victim::Syncing => story.kill_a_syncing_phone(),
            Victim::Server => story.kill_the_server(),
        }
    }
    story.end();
}

impl Story {
    fn begin() -> Self {
        let mut world = world(SEED);
        let mission = world.demo.missions[0].id.clone();
        let crew: Vec<Member> = ["Amina", "Moussa"]
            .map(|name| Member {
                device: world.enrol(name).unwrap(),
                account: world.neighbor(name).unwrap().account.clone(),
            })
            .into();
        let doors = crew[0].device.doors(&mission).unwrap();
        let mut story = Self {
            world,
            chance: StdRng::seed_from_u64(SEED),
            mission,
            doors: doors.into_iter().map(|door| door.id).collect(),
            crew,
            ledger: Ledger::default(),
            begun: 0,
            open_visits: Vec::new(),
            open_corrections: Vec::new(),
            uncorrected: Vec::new(),
            typical: Duration::ZERO,
        };
        let began = Instant::now();
        story.visit_in_peace();
        story.typical = began.elapsed();
        story
    }

    fn visit_in_peace(&mut self) {
        let (who, door, talk) = self.next_visit();
        let before = now();
        let device = &self.crew[who].device;
        let visited = device.visit(&self.mission, &door, &talk).unwrap();
        let place = self.place(who, &door, before);
        self.saved(who, visited.visit, place, &talk);
    }

    fn kill_a_writing_phone(&mut self) {
        let (who, door, talk) = self.next_visit();
        let before = now();
        let device = &self.crew[who].device;
        let running = device.begin_visit(&self.mission, &door, &talk).unwrap();
        let said = running.kill_after(self.delay()).unwrap();
        let place = self.place(who, &door, before);
        match printed::<Visited>(&said) {
            Some(visited) => self.saved(who, visited.visit, place, &talk),
            None => self.open_visits.push((who, talk.note.clone().unwrap(), place, talk)),
        }
    }

    fn kill_a_correcting_phone(&mut self) {
        let Some((who, visit)) = self.uncorrected.pop() else {
            return self.kill_a_writing_phone();
        };
        let correction = Correction {
            minutes: Some(17),
            add_advice: vec!["facture-eau".to_owned()],
            drop_needs: vec!["eau".to_owned()],
            ..Correction::note("Corrigé.")
        };
        let running = self.crew[who].device.begin_correct(&visit, &correction).unwrap();
        let said = running.kill_after(self.delay()).unwrap();
        match printed::<device::Corrected>(&said) {
            Some(_) => self.ledger.corrected(who, &visit, &correction),
            None => self.open_corrections.push((who, visit, correction)),
        }
    }

    fn kill_a_syncing_phone(&mut self) {
        self.visit_in_peace();
        let who = self.chance.random_range(0..self.crew.len());
        let running = self.crew[who].device.begin_sync().unwrap();
        running.kill_after(self.delay()).unwrap();
    }

    /// Both phones sync, with work to send, when the server dies.
    fn kill_the_server(&mut self) {
        self.visit_in_peace();
        let syncs: Vec<_> =
            self.crew.iter().map(|member| member.device.begin_sync().unwrap()).collect();
        std::thread::sleep(self.delay());
        self.world.crash_server().unwrap();
        for sync in syncs {
            let said = sync.finish().unwrap();
            let may_end = [Some(0), Some(device::UNREACHABLE)];
            assert!(may_end.contains(&said.code), "{}", said.stderr);
        }
    }

    fn end(mut self) {
        let devices: Vec<Device> = self.crew.iter().map(|one| one.device.clone()).collect();
        self.world.settle(&devices.iter().collect::<Vec<_>>()).unwrap();
        let central = self.world.central().unwrap();
        self.close_what_is_open(&central);
        let mut found = compare::with_central(&self.ledger, &central);
        for (number, device) in devices.iter().enumerate() {
            let status = device.status().unwrap();
            assert!(status.feeds.iter().all(|feed| feed.equal == Some(true)));
            let feeds: BTreeSet<String> = status.feeds.into_iter().map(|feed| feed.feed).collect();
            let rows = self.world.rows_of(device).unwrap();
            found.extend(compare::replicas(&format!("phone {number}"), &feeds, &rows, &central));
        }
        let listed: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(listed.is_empty(), "{}", listed.join("\n"));
        let checked = self.world.desk.check().unwrap();
        assert!(checked.ok, "{:?}", checked.problems);
        assert!(self.world.desk.quarantine().unwrap().is_empty());
        // A request that was sent again is no copy of the store.
        assert_eq!(self.world.desk.devices().unwrap().len(), devices.len());
    }

    /// Enters into the ledger what was saved without a word, so that it is held to be whole too.
    fn close_what_is_open(&mut self, central: &Rows) {
        let text = |text: &str| Value::from(text);
        for (who, note, place, talk) in self.open_visits.drain(..) {
            let saved = central.iter().find(|((kind, _), row)| {
                *kind == Kind::Visit && row.fields.get("note") == Some(&text(&note))
            });
            if let Some(((_, visit), _)) = saved {
                self.ledger.visited(who, visit, place, &talk);
            }
        }
        for (who, visit, correction) in self.open_corrections.drain(..) {
            let row = &central[&(Kind::Visit, visit.clone())];
            if row.fields.get("note") == Some(&text("Corrigé.")) {
                self.ledger.corrected(who, &visit, &correction);
            }
        }
    }

    fn next_visit(&mut self) -> (usize, String, Talk) {
        self.begun += 1;
        let who = self.chance.random_range(0..self.crew.len());
        let door = self.doors.choose(&mut self.chance).unwrap().clone();
        let talk = Talk::met()
            .note(&format!("Passage numéro {}.", self.begun))
            .advised("cheque-energie")
            .heard("eau")
            .heard("bruit");
        (who, door, talk)
    }

    fn saved(&mut self, who: usize, visit: String, place: Place, talk: &Talk) {
        self.ledger.visited(who, &visit, place, talk);
        self.uncorrected.push((who, visit));
    }

    fn place(&self, who: usize, door: &str, before: shared::time::Millis) -> Place {
        Place {
            mission: self.mission.clone(),
            door: door.to_owned(),
            author: self.crew[who].account.clone(),
            span: (before, now()),
            clock_shift: 0,
        }
    }

    /// Any moment of a command, and a little later.
    fn delay(&mut self) -> Duration {
        self.typical.mul_f64(self.chance.random_range(0.0..1.2))
    }
}

/// What a command that may have been killed said, if it came to say it.
fn printed<T: serde::de::DeserializeOwned>(said: &Said) -> Option<T> {
    assert!(matches!(said.code, None | Some(0)), "{}", said.stderr);
    serde_json::from_str(&said.stdout).ok()
}
