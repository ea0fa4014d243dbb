//! A phone whose app is a version ahead of the server and of every other phone: its visits have a
//! field that nobody else knows, and it writes a kind of record that is not there yet. It holds
//! nothing but what it wrote, and sends all of it again whenever it sends.

use anyhow::Result;
use app::sync::Envelope;
use shared::change::Change;
use shared::id::{AccountId, DeviceId, DoorId, FeedId, VisitId, new_uuid};
use shared::protocol::{SYNC_PATH, SyncRequest, Token, VERSION};
use shared::record::{Kind, Outcome, Prose, Record as _, Visit};
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use shared::wire;
use uuid::Uuid;

use crate::server::Server;

/// The field that only the newest app knows.
pub(crate) const MOOD: (&str, &str) = ("mood", "calm");
/// The kind that only the newest app knows.
const KIND: &str = "song";

pub(crate) struct Ahead {
    pub(crate) account: AccountId,
    changes: Vec<Change>,
    /// The visits that it made.
    pub(crate) visits: Vec<VisitId>,
    /// The records of the kind that nobody knows, and their texts.
    pub(crate) songs: Vec<(Uuid, String)>,
}

impl Ahead {
    pub(crate) const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xa4ead));
    pub(crate) const TOKEN: Token = Token([0xa4; 32]);

    pub(crate) fn new(account: AccountId) -> Self {
        Self { account, changes: Vec::new(), visits: Vec::new(), songs: Vec::new() }
    }

    /// Keeps a visit and a song.
    pub(crate) fn visit(
        &mut self,
        feed: FeedId,
        door: DoorId,
        note: &str,
        now: Millis,
    ) -> Result<VisitId> {
        let number = self.changes.len() as u128;
        let [visit, song] = [1, 2].map(|salt| {
            let [_, _, _, _, _, _, random @ ..] = (number << 8 | salt).to_be_bytes();
            new_uuid(now, random)
        });
        let record = Visit {
            door,
            author: self.account,
            outcome: Outcome::Met,
            started: now,
            minutes: None,
            language: None,
            note: Some(Prose::parse(note)?),
            informed: true,
            consent: false,
            withdrawn: false,
            started_estimate: None,
        };
        let mut fields = record.fields();
        fields.insert(MOOD.0.to_owned(), Value::from(MOOD.1));
        self.write(feed, Kind::Visit.as_str(), visit, fields, now);
        let text = format!("song of {note}");
        let words = Fields::from([("text".to_owned(), Value::from(text.as_str()))]);
        self.write(feed, KIND, song, words, now);
        self.visits.push(VisitId(visit));
        self.songs.push((song, text));
        Ok(VisitId(visit))
    }

    fn write(&mut self, feed: FeedId, kind: &str, id: Uuid, fields: Fields, at: Millis) {
        let n = 1 + self.changes.iter().filter(|change| change.feed == feed).count() as u64;
        let (kind, clock) = (kind.to_owned(), ClockSession(1));
        self.changes.push(Change { feed, n, kind, id, at, clock, fields, base: None });
    }

    /// Sends everything once more.
    pub(crate) fn send(&self, server: &mut Server, now: Millis) -> Result<()> {
        let request = SyncRequest {
            protocol: VERSION + 1,
            app: "99.0.0".to_owned(),
            sent_at: now,
            clock: ClockSession(1),
            clock_since: crate::template::BEGIN,
            waiting: 0,
            attention: 0,
            changes: self.changes.clone(),
            feeds: Vec::new(),
            as_told: None,
            wants_seal_key: false,
            recovery: None,
        };
        let envelope = Envelope {
            server: String::new(),
            path: SYNC_PATH,
            token: Some(Self::TOKEN),
            body: wire::pack(&request)?,
        };
        server.answer(&envelope, now)?;
        Ok(())
    }
}
