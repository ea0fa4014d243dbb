//! One neighbor's day as it travels: visits door by door, with what hangs on them, as changes and as records.
//!
//! Outcomes are as common as in the field: about half of the doors stay shut, a third is a talk.
//! Notes are composed from a vocabulary of the trade, so that no two days say the same.

use anyhow::Result;
use assets::demo;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value as Json, json};
use shared::change::Change;
use shared::id::{AccountId, EpochId, FeedId, MissionId, TerritoryId, new_uuid};
use shared::protocol::{Cursor, SyncRequest, VERSION};
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use uuid::Uuid;

/// Where notes come from: a dictionary is trained on notes other than those that it is weighed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// Composed from the vocabulary.
    Composed,
    /// Whole notes that people might write.
    Whole,
}

/// A day as it is sent.
pub struct Day {
    /// The request that sends all of it.
    pub request: SyncRequest,
}

/// Draws a day of so many visits.
#[must_use]
pub fn day(seed: u64, visits: usize, notes: Notes) -> Day {
    let mut hand = Hand::new(seed, notes);
    for _ in 0..visits {
        hand.visit();
    }
    let changes = hand.changes;
    let request = SyncRequest {
        protocol: VERSION,
        app: "0.1.0".to_owned(),
        sent_at: hand.now.plus(17 * Millis::MINUTE),
        clock: ClockSession(14),
        clock_since: hand.began,
        waiting: changes.len() as u64,
        attention: 1,
        changes,
        feeds: hand.cursors,
        wants_seal_key: false,
        recovery: None,
        as_told: None,
    };
    Day { request }
}

impl Day {
    /// What the day's records weigh as JSON under zstd, without any envelope: what the packing of
    /// messages is measured by.
    ///
    /// # Errors
    /// When zstd fails.
    pub fn records_weigh(&self) -> Result<usize> {
        let json = serde_json::to_vec(&self.records())?;
        Ok(zstd::bulk::compress(&json, zstd::DEFAULT_COMPRESSION_LEVEL)?.len())
    }

    fn records(&self) -> Vec<Json> {
        let mut records = Vec::<(Uuid, Fields, &str)>::new();
        for change in &self.request.changes {
            match records.iter_mut().find(|(id, ..)| *id == change.id) {
                Some((_, fields, _)) => fields.extend(change.fields.clone()),
                None => records.push((change.id, change.fields.clone(), &change.kind)),
            }
        }
        let record = |(id, fields, kind): (Uuid, Fields, &str)| {
            let mut record = serde_json::Map::new();
            record.insert("kind".to_owned(), json!(kind));
            record.insert("id".to_owned(), json!(id));
            record.extend(fields.into_iter().map(|(name, value)| (name, json!(value))));
            Json::Object(record)
        };
        records.into_iter().map(record).collect()
    }
}

/// The request of a phone that holds `missions` missions and has nothing to say.
#[must_use]
pub fn silence(seed: u64, missions: usize) -> SyncRequest {
    let mut hand = Hand::new(seed, Notes::Whole);
    let epoch = hand.cursors.first().map_or(EpochId(Uuid::nil()), |cursor| cursor.epoch);
    while hand.cursors.len() < 4 + missions {
        let feed = FeedId::Mission(MissionId(hand.id()));
        hand.cursors.push(Cursor { feed, epoch, seq: 1_234, durable: Some(1_234) });
    }
    let mut request = day(seed, 0, Notes::Whole).request;
    request.as_told = Some(shared::digest::cursors_hash(&hand.cursors));
    request.feeds = Vec::new();
    request
}

struct Hand {
    chance: StdRng,
    notes: Notes,
    began: Millis,
    now: Millis,
    mission: FeedId,
    author: AccountId,
    services: Vec<Uuid>,
    imported: Millis,
    cursors: Vec<Cursor>,
    changes: Vec<Change>,
}

impl Hand {
    fn new(seed: u64, notes: Notes) -> Self {
        let began = Millis(1_764_000_000_000).plus((seed as i64) * 7 * Millis::DAY / 3);
        let mut hand = Self {
            chance: StdRng::seed_from_u64(seed),
            notes,
            began,
            now: began.plus(-30 * Millis::DAY),
            mission: FeedId::Catalogue,
            author: AccountId(Uuid::nil()),
            services: Vec::new(),
            imported: began.plus(-21 * Millis::DAY - 1_234_567),
            cursors: Vec::new(),
            changes: Vec::new(),
        };
        hand.mission = FeedId::Mission(MissionId(hand.id()));
        hand.author = AccountId(hand.id());
        hand.services = (0..9).map(|_| hand.id()).collect();
        let epoch = EpochId(hand.id());
        let territories = [hand.id(), hand.id()].map(|id| FeedId::Territory(TerritoryId(id)));
        let feeds = [FeedId::Catalogue, FeedId::Account(hand.author), hand.mission];
        for feed in feeds.into_iter().chain(territories) {
            let seq = hand.chance.random_range(40..4_000);
            hand.cursors.push(Cursor { feed, epoch, seq, durable: Some(seq) });
        }
        hand.now = began.plus(9 * Millis::MINUTE);
        hand
    }

    fn id(&mut self) -> Uuid {
        new_uuid(self.now, self.chance.random())
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.chance.random_ratio(1, many)
    }

    fn write(&mut self, kind: &str, id: Uuid, fields: Vec<(&str, Value)>) {
        let n = self.changes.len() as u64 + 78;
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        self.changes.push(Change {
            feed: self.mission,
            n,
            kind: kind.to_owned(),
            id,
            at: self.now,
            clock: ClockSession(14),
            fields,
            base: None,
        });
    }

    /// Two to four minutes from door to door.
    fn visit(&mut self) {
        let pause = self.chance.random_range(2 * Millis::MINUTE..4 * Millis::MINUTE);
        self.now = self.now.plus(pause);
        let door = new_uuid(self.imported, self.chance.random());
        let (id, author, now) = (self.id(), text(self.author.0), self.now.0);
        let outcome = match self.chance.random_range(0..100) {
            0..52 => "absent",
            52..82 => "met",
            82..92 => "refused",
            92..96 => "come_back",
            96..98 => "inaccessible",
            _ => "vacant",
        };
        let mut fields = vec![
            ("door", text(door)),
            ("author", author),
            ("outcome", Value::from(outcome)),
            ("started", Value::Int(now)),
        ];
        let is_met = outcome == "met";
        if is_met {
            self.now = self.now.plus(self.chance.random_range(60_000..900_000));
            fields.push(("minutes", Value::Int((self.now.0 - now) / Millis::MINUTE)));
            fields.push(("informed", Value::Bool(true)));
            let languages = ["fr", "fr", "fr", "fr", "ar", "ber", "tr", "pt", "bm"];
            fields.push(("language", Value::from(one_of(&mut self.chance, &languages))));
        }
        if (is_met && !self.one_in(5)) || outcome == "come_back" {
            fields.push(("note", Value::Text(self.note())));
        }
        self.write("visit", id, fields);
        if is_met {
            self.talk(id);
        } else if outcome == "come_back" {
            self.appointment(id);
        }
        if is_met && self.one_in(12) {
            let note = self.note();
            self.write("visit", id, vec![("note", Value::Text(note))]);
        }
    }

    fn talk(&mut self, visit: Uuid) {
        for _ in 0..self.chance.random_range(0..3) {
            let service = one_of(&mut self.chance, &self.services);
            let id = self.id();
            self.write("advice", id, vec![("visit", text(visit)), ("service", text(service))]);
        }
        for _ in 0..self.chance.random_range(0..3) {
            let theme = one_of(&mut self.chance, demo::NEEDS).code;
            let mut fields = vec![("visit", text(visit)), ("theme", Value::from(theme))];
            if self.one_in(3) {
                fields.push(("words", Value::Text(self.note())));
            }
            let id = self.id();
            self.write("need", id, fields);
        }
        if self.one_in(6) {
            self.appointment(visit);
        }
    }

    fn appointment(&mut self, visit: Uuid) {
        let due = self.now.plus(self.chance.random_range(1..15) * Millis::DAY).date();
        let due = due.map(|date| date.to_string()).unwrap_or_default();
        let hour = self.chance.random_range(9..20);
        let fields = vec![
            ("visit", text(visit)),
            ("sort", Value::from("revisit")),
            ("due", Value::Text(format!("{due}T{hour:02}:00"))),
        ];
        let id = self.id();
        self.write("appointment", id, fields);
    }

    fn note(&mut self) -> String {
        match self.notes {
            Notes::Composed => demo::note(|many| self.chance.random_range(0..many)),
            Notes::Whole => one_of(&mut self.chance, demo::NOTES).text.to_owned(),
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "the index is drawn below the length")]
fn one_of<T: Copy>(chance: &mut StdRng, items: &[T]) -> T {
    items[chance.random_range(0..items.len())]
}

fn text(id: Uuid) -> Value {
    Value::Text(id.to_string())
}
