//! A server that speaks the protocol and forgets everything at the end of a test. It merges by
//! order of arrival, pages, loses what it is told to lose, and keeps every request it saw.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use app::sync::{Envelope, TransportError};
use shared::change::{Change, ChangeHash};
use shared::digest::{FeedSum, change_hash, cursors_hash};
use shared::id::{AccountId, DeviceId, EpochId, FeedId, MissionId};
use shared::picture::{PIECE, PictureHash};
use shared::protocol::*;
use shared::record::Record;
use shared::recovery::SealedRecovery;
use shared::seal::SealSecret;
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value, canonical};
use shared::wire;
use shared::words::RecoveryWords;
use uuid::Uuid;

use crate::line::{Fault, problem};

pub(crate) const NOW: Millis = Millis(1_764_000_000_000);

#[derive(Clone, Default)]
pub(crate) struct FakeFeed {
    pub(crate) rows: BTreeMap<(String, Uuid), (u64, Fields)>,
    pub(crate) head: u64,
    pub(crate) durable: Option<u64>,
}

/// What became of the changes of each device in each feed, by their numbers.
pub(crate) type Numbered = BTreeMap<(DeviceId, FeedId), Vec<(ChangeHash, ChangeOutcome)>>;

pub(crate) struct FakeServer {
    pub(crate) account: AccountId,
    pub(crate) epoch: EpochId,
    pub(crate) feeds: BTreeMap<FeedId, FakeFeed>,
    pub(crate) devices: BTreeMap<String, DeviceId>,
    pub(crate) numbered: Numbered,
    pub(crate) faults: VecDeque<Fault>,
    pub(crate) page_rows: usize,
    pub(crate) dropped: Vec<Dropped>,
    /// Whether an answer tells of dropped feeds how far they are durable.
    pub(crate) tells_dropped_feeds: bool,
    pub(crate) standing: Standing,
    /// Kinds that are kept aside, and why.
    pub(crate) quarantine: BTreeMap<String, Reason>,
    /// Kinds of which every correction loses against what the server has.
    pub(crate) loses: BTreeSet<String>,
    /// What was kept aside and is merged after all.
    pub(crate) let_in: Vec<(FeedId, LetIn)>,
    /// A server gone mad: it always waits for the number that it is given.
    pub(crate) refuses_numbers: bool,
    /// How many answers to splits are lost.
    pub(crate) lose_splits: usize,
    /// How many sums are told wrong.
    pub(crate) wrong_sums: usize,
    /// Has something to tell of feeds that are read to their heads, and so asks for the cursors.
    pub(crate) asks_for_cursors: bool,
    /// Speaks the version after this one: says more than this phone knows.
    pub(crate) is_ahead: bool,
    /// Wants this phone to be updated, and tells it no news.
    pub(crate) please_update: bool,
    /// Whether it has a key for what phones seal.
    pub(crate) has_seal_key: bool,
    /// The code that it could read out.
    pub(crate) recovery: Option<RecoveryWords>,
    /// The next answer says that the code was read out.
    pub(crate) recovery_told: bool,
    /// What it holds of each picture.
    pub(crate) pictures: BTreeMap<PictureHash, Vec<u8>>,
    /// Every piece that came or was asked for: where it began, and how many bytes came.
    pub(crate) pieces: Vec<(PictureHash, u64, usize)>,
    /// A server of an older version.
    pub(crate) knows_no_pictures: bool,
    pub(crate) requests: Vec<SyncRequest>,
    pub(crate) enrolments: Vec<EnrolRequest>,
}

impl FakeServer {
    pub(crate) fn new(account: AccountId) -> Self {
        Self {
            account,
            epoch: EpochId(Uuid::from_u128(1)),
            feeds: BTreeMap::new(),
            devices: BTreeMap::new(),
            numbered: BTreeMap::new(),
            faults: VecDeque::new(),
            page_rows: 1_000,
            dropped: Vec::new(),
            tells_dropped_feeds: false,
            standing: Standing::Active,
            quarantine: BTreeMap::new(),
            loses: BTreeSet::new(),
            let_in: Vec::new(),
            refuses_numbers: false,
            lose_splits: 0,
            wrong_sums: 0,
            asks_for_cursors: false,
            is_ahead: false,
            please_update: false,
            has_seal_key: false,
            recovery: None,
            recovery_told: false,
            pictures: BTreeMap::new(),
            pieces: Vec::new(),
            knows_no_pictures: false,
            requests: Vec::new(),
            enrolments: Vec::new(),
        }
    }

    /// Writes at the desk.
    pub(crate) fn put<R: Record>(&mut self, feed: FeedId, id: R::Id, record: &R) -> u64 {
        let id = shared::id::Id::uuid(id);
        self.set(feed, R::KIND.as_str(), id, record.fields())
    }

    pub(crate) fn set(&mut self, feed: FeedId, kind: &str, id: Uuid, fields: Fields) -> u64 {
        let feed = self.feeds.entry(feed).or_default();
        feed.head += 1;
        let row = feed.rows.entry((kind.to_owned(), id)).or_default();
        row.0 = feed.head;
        row.1.extend(fields);
        feed.head
    }

    /// Lets in the last change of a device, which was kept aside and is older than what the row
    /// says now: it takes a number, and alters nothing.
    pub(crate) fn let_in_and_lose(&mut self, device: DeviceId, feed: FeedId) {
        let held = self.feeds.get_mut(&feed).unwrap();
        held.head += 1;
        let seq = held.head;
        let numbered = self.numbered.get_mut(&(device, feed)).unwrap();
        numbered.last_mut().unwrap().1 = ChangeOutcome::Accepted { seq };
        self.let_in.push((feed, LetIn { device, n: numbered.len() as u64, seq }));
    }

    /// Forgets a row without a trace, as a sweep or a restored backup does.
    pub(crate) fn lose(&mut self, feed: FeedId, kind: &str, id: Uuid) {
        self.feeds.get_mut(&feed).unwrap().rows.remove(&(kind.to_owned(), id));
    }

    pub(crate) fn row(&self, mission: MissionId, kind: &str, id: Uuid) -> Option<Fields> {
        let feed = self.feeds.get(&FeedId::Mission(mission))?;
        feed.rows.get(&(kind.to_owned(), id)).map(|(_, fields)| canonical(fields.clone()))
    }

    pub(crate) fn count(&self, mission: MissionId, kind: &str) -> usize {
        let rows = &self.feeds[&FeedId::Mission(mission)].rows;
        rows.keys().filter(|(held, _)| held == kind).count()
    }

    /// The answer to a request without changes.
    pub(crate) fn answer(&mut self, cursors: &[Cursor]) -> SyncAnswer {
        let request = SyncRequest {
            protocol: VERSION,
            app: String::new(),
            sent_at: NOW,
            clock: ClockSession(1),
            clock_since: NOW,
            waiting: 0,
            attention: 0,
            changes: Vec::new(),
            feeds: cursors.to_vec(),
            wants_seal_key: false,
            recovery: None,
            as_told: None,
        };
        self.sync(DeviceId(Uuid::nil()), &request)
    }

    pub(crate) fn take(&mut self, envelope: &Envelope) -> Result<Vec<u8>, TransportError> {
        let token = envelope.token.map(|token| token.reveal());
        let device = token.and_then(|token| self.devices.get(&token).copied());
        let answer = match envelope.path {
            ENROL_PATH => self.enrol(wire::unpack(&envelope.body).unwrap())?,
            SPLIT_PATH => {
                device.ok_or_else(|| problem(ProblemCode::UnknownDevice))?;
                let request: SplitRequest = wire::unpack(&envelope.body).unwrap();
                self.devices.insert(request.token.reveal(), request.device);
                if self.lose_splits > 0 {
                    self.lose_splits -= 1;
                    return Err(TransportError::Unreachable("cut off".to_owned()));
                }
                self.welcome()
            }
            PIECES_PATH => {
                device.ok_or_else(|| problem(ProblemCode::UnknownDevice))?;
                return self.piece(wire::unpack(&envelope.body).unwrap());
            }
            _ => {
                let device = device.ok_or_else(|| problem(ProblemCode::UnknownDevice))?;
                let request: SyncRequest = wire::unpack(&envelope.body).unwrap();
                let answer = self.sync(device, &request);
                self.requests.push(request);
                return Ok(self.pack(&answer));
            }
        };
        Ok(self.pack(&answer))
    }

    /// As the real one: pieces follow each other, and a picture is given once it is whole.
    fn piece(&mut self, request: PieceRequest) -> Result<Vec<u8>, TransportError> {
        if self.knows_no_pictures {
            return Err(problem(ProblemCode::NotFound));
        }
        self.pieces.push((request.hash, request.start, request.bytes.len()));
        let none = PieceAnswer { held: None, bytes: Vec::new(), seq: None };
        let name = Value::Text(request.hash.to_string());
        let rows = self.feeds.get(&request.feed).into_iter().flat_map(|feed| &feed.rows);
        let shown = rows
            .filter(|((kind, _), row)| kind == "attachment" && row.1.get("hash") == Some(&name))
            .find_map(|((_, id), row)| match row.1.get("size") {
                Some(Value::Int(size)) => Some((*id, usize::try_from(*size).ok()?)),
                _ => None,
            });
        let Some((id, size)) = shown else {
            return Ok(self.pack(&none));
        };
        let start = usize::try_from(request.start).unwrap();
        let held = self.pictures.entry(request.hash).or_default();
        let mut bytes = Vec::new();
        if request.bytes.is_empty() {
            let is_whole = held.len() == size;
            bytes.extend(held.iter().skip(start).take(PIECE).filter(|_| is_whole));
        } else if start == held.len() {
            held.extend(&request.bytes);
        }
        let held = held.len();
        let seq = (held == size && !request.bytes.is_empty()).then(|| {
            let whole = Fields::from([("whole".to_owned(), Value::Bool(true))]);
            self.set(request.feed, "attachment", id, whole);
            self.feeds[&request.feed].head
        });
        Ok(self.pack(&PieceAnswer { held: Some(held as u64), bytes, seq }))
    }

    fn pack<T: wire::Message>(&self, answer: &T) -> Vec<u8> {
        let packed = wire::pack(answer).unwrap();
        if self.is_ahead { crate::ahead::with_a_later_member(&packed) } else { packed }
    }

    fn enrol(&mut self, request: EnrolRequest) -> Result<EnrolAnswer, TransportError> {
        let other = request.account.is_some_and(|held| held != self.account);
        self.devices.insert(request.token.reveal(), request.device);
        self.enrolments.push(request);
        if other {
            return Err(problem(ProblemCode::OtherAccount));
        }
        Ok(self.welcome())
    }

    fn seal_secret(&self) -> Option<SealSecret> {
        self.has_seal_key.then(|| SealSecret::new(&[7; 32]).unwrap())
    }

    fn keep_recovery(&mut self, device: DeviceId, sealed: Option<SealedRecovery>) -> bool {
        let (Some(sealed), Some(secret)) = (sealed, self.seal_secret()) else {
            return false;
        };
        self.recovery = Some(sealed.open(&secret, device).unwrap());
        true
    }

    fn welcome(&self) -> EnrolAnswer {
        EnrolAnswer { account: self.account, name: "Amina".to_owned(), now: NOW }
    }

    fn sync(&mut self, device: DeviceId, request: &SyncRequest) -> SyncAnswer {
        let seal_key = self.seal_secret().filter(|_| request.wants_seal_key).map(|s| s.key());
        let (recovery_kept, recovery_told) =
            (self.keep_recovery(device, request.recovery), std::mem::take(&mut self.recovery_told));
        let heads: BTreeMap<FeedId, u64> = self.feeds.iter().map(|(id, f)| (*id, f.head)).collect();
        let mut results = Vec::new();
        for change in &request.changes {
            let outcome = self.accept(device, change);
            results.push(ChangeResult { feed: change.feed, n: change.n, outcome });
        }
        let feeds: Vec<FeedId> = self.feeds.keys().copied().collect();
        let reads =
            |feed: &FeedId| self.tells_news() && !self.dropped.iter().any(|d| d.feed == *feed);
        let feeds: Vec<FeedId> = feeds.into_iter().filter(reads).collect();
        if let Some(as_told) = request.as_told {
            let head = |feed: &FeedId| Cursor {
                feed: *feed,
                epoch: self.epoch,
                seq: heads[feed],
                durable: Some(self.feeds[feed].durable.unwrap_or(heads[feed])),
            };
            let heads: Vec<Cursor> = feeds.iter().map(head).collect();
            return SyncAnswer {
                seal_key,
                recovery_kept,
                recovery_told,
                protocol: VERSION,
                now: NOW,
                standing: self.standing,
                please_update: self.please_update,
                results,
                feeds: Vec::new(),
                dropped: Vec::new(),
                tell_cursors: !self.tells_news()
                    || self.asks_for_cursors
                    || cursors_hash(&heads) != as_told,
            };
        }
        let pages = feeds.into_iter().map(|feed| {
            let cursor = request.feeds.iter().find(|cursor| cursor.feed == feed);
            // What this request added to a head that the phone knew is left out of the page.
            let own_from = heads.get(&feed).copied().filter(|head| {
                cursor.is_some_and(|cursor| cursor.epoch == self.epoch && cursor.seq == *head)
            });
            self.page(feed, cursor, own_from)
        });
        let mut feeds: Vec<FeedPage> = pages.collect();
        if self.tells_dropped_feeds {
            let dropped = self.dropped.iter().filter_map(|dropped| {
                let cursor = request.feeds.iter().find(|cursor| cursor.feed == dropped.feed)?;
                Some(self.empty(dropped.feed, cursor.seq))
            });
            feeds.extend(dropped);
        }
        if !self.tells_news() {
            let others = request.feeds.iter().filter(|cursor| cursor.epoch != self.epoch);
            feeds.extend(others.map(|cursor| FeedPage {
                reset: true,
                durable: 0,
                ..self.empty(cursor.feed, 0)
            }));
        }
        SyncAnswer {
            protocol: VERSION + u32::from(self.is_ahead),
            now: NOW,
            standing: self.standing,
            please_update: self.please_update,
            results,
            feeds,
            dropped: self.dropped.clone(),
            seal_key,
            recovery_kept,
            recovery_told,
            tell_cursors: false,
        }
    }

    /// A page that tells where the feed ends, and no rows.
    fn empty(&self, feed: FeedId, seq: u64) -> FeedPage {
        let head = self.feeds[&feed].head;
        let (rows, own, let_in) = (Vec::new(), Vec::new(), Vec::new());
        let (epoch, durable) = (self.epoch, head);
        FeedPage { feed, epoch, reset: false, rows, own, let_in, seq, head, durable, sum: None }
    }

    /// Whether a phone is told more than what became of its work.
    fn tells_news(&self) -> bool {
        self.standing == Standing::Active && !self.please_update
    }

    fn accept(&mut self, device: DeviceId, change: &Change) -> ChangeOutcome {
        let hash = change_hash(change);
        let numbered = self.numbered.entry((device, change.feed)).or_default();
        let next = numbered.len() as u64 + 1;
        if self.refuses_numbers {
            return ChangeOutcome::Expected { n: change.n };
        }
        if change.n > next {
            return ChangeOutcome::Expected { n: next };
        }
        if change.n < next {
            let (held, outcome) = &numbered[change.n as usize - 1];
            return match *held == hash {
                true => outcome.clone(),
                false => ChangeOutcome::Cloned,
            };
        }
        let outcome = match self.quarantine.get(&change.kind) {
            Some(reason) => ChangeOutcome::Quarantined { reason: *reason },
            None if self.loses.contains(&change.kind) => {
                // It takes a number, and alters nothing.
                let feed = self.feeds.entry(change.feed).or_default();
                feed.head += 1;
                ChangeOutcome::Accepted { seq: feed.head }
            }
            None => ChangeOutcome::Accepted {
                seq: self.set(change.feed, &change.kind, change.id, change.fields.clone()),
            },
        };
        let numbered = self.numbered.entry((device, change.feed)).or_default();
        numbered.push((hash, outcome.clone()));
        outcome
    }

    fn page(&mut self, feed: FeedId, cursor: Option<&Cursor>, own_from: Option<u64>) -> FeedPage {
        let held = &self.feeds[&feed];
        let reset = cursor.is_some_and(|cursor| cursor.epoch != self.epoch);
        let from = cursor.filter(|_| !reset).map_or(0, |cursor| cursor.seq);
        let durable = held.durable.unwrap_or(held.head);
        let mut rows: Vec<Row> = held
            .rows
            .iter()
            .filter(|(_, (seq, _))| *seq > from)
            .map(|((kind, id), (seq, fields))| Row {
                kind: kind.clone(),
                id: *id,
                seq: *seq,
                fields: canonical(fields.clone()),
            })
            .collect();
        rows.sort_by_key(|row| row.seq);
        rows.truncate(self.page_rows);
        let at_end = rows.len() < self.page_rows;
        let seq = match rows.last() {
            Some(last) if !at_end => last.seq,
            _ => held.head,
        };
        let mut own = Vec::new();
        if let Some(own_from) = own_from {
            own = rows.iter().map(|row| row.seq).filter(|seq| *seq > own_from).collect();
            rows.retain(|row| row.seq <= own_from);
        }
        let mut sum = FeedSum::default();
        for ((kind, id), (seq, fields)) in &held.rows {
            sum.add(kind, *id, *seq, fields);
        }
        if self.wrong_sums > 0 && seq == held.head && feed.owner().is_some() {
            self.wrong_sums -= 1;
            sum.count += 1;
        }
        let let_in = self
            .let_in
            .iter()
            .filter(|(of, let_in)| *of == feed && (from + 1..=seq).contains(&let_in.seq));
        FeedPage {
            feed,
            epoch: self.epoch,
            reset,
            rows,
            own,
            let_in: let_in.map(|(_, let_in)| *let_in).collect(),
            seq,
            head: held.head,
            durable,
            sum: (seq == held.head).then_some(sum),
        }
    }
}
