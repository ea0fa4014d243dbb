//! Messages with everything in them that version 1 can say, and the files in which they are kept.
//!
//! Names are written out here and not taken from the nouns: nouns get fields with time, and what
//! version 1 numbered stays as it is.

use std::fmt::Debug;
use std::path::PathBuf;

use serde::Serialize;
use shared::change::{Base, Change};
use shared::digest::{CursorsHash, FeedSum};
use shared::id::*;
use shared::protocol::*;
use shared::recovery::SealedRecovery;
use shared::rescue::Rescue;
use shared::seal::SealSecret;
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use shared::wire::{self, Message};
use shared::words::RecoveryWords;
use uuid::Uuid;

#[path = "erased.rs"]
mod erased;
#[path = "exchange.rs"]
mod exchange;
#[path = "pictures.rs"]
mod pictures;
#[path = "signals.rs"]
mod signals;
#[path = "training.rs"]
mod training;

const NOW: Millis = Millis(1_764_000_000_000);

/// Where a file is kept.
pub(crate) fn file(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/golden/v1", name].iter().collect()
}

type Reads = dyn Fn(&[u8]) -> bool;

/// A message, as bytes and for readers.
pub(crate) struct Golden {
    pub(crate) name: &'static str,
    pub(crate) packed: Vec<u8>,
    pub(crate) twin: String,
    /// Whether bytes are read as that message.
    pub(crate) reads: Box<Reads>,
}

fn golden<M: Message + Serialize + PartialEq + Debug + 'static>(
    name: &'static str,
    message: M,
) -> Golden {
    Golden {
        name,
        packed: wire::pack(&message).unwrap(),
        twin: serde_json::to_string_pretty(&message).unwrap() + "\n",
        reads: Box::new(move |bytes| wire::unpack::<M>(bytes).unwrap() == message),
    }
}

pub(crate) fn all() -> Vec<Golden> {
    vec![
        golden("request", request()),
        golden("request-brief", brief()),
        golden("request-names", names()),
        golden("request-consent", consent()),
        golden("answer", answer()),
        golden("answer-brief", answer_brief()),
        golden("answer-reasons", answer_reasons()),
        golden("request-recovery", recovery()),
        golden("answer-recovery", answer_recovery()),
        golden("request-erased", erased::sent()),
        golden("answer-erased", erased::told()),
        golden("request-training", training::sent()),
        golden("answer-training", training::told()),
        golden("request-exchange", exchange::sent()),
        golden("answer-exchange", exchange::told()),
        golden("request-picture", pictures::sent()),
        golden("answer-picture", pictures::told()),
        golden("piece", pictures::piece()),
        golden("piece-wish", pictures::wish()),
        golden("piece-taken", pictures::taken()),
        golden("piece-given", pictures::given()),
        golden("request-telling", signals::told()),
        golden("answer-signals", signals::heard()),
        golden("enrol", enrolment()),
        golden("enrolled", EnrolAnswer { account: account(), name: "Amina".to_owned(), now: NOW }),
        golden("split", SplitRequest { device: DeviceId(id(8)), token: Token([0xb7; 32]) }),
    ]
}

/// All files, by their names.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for golden in all() {
        files.push((format!("{}.cbor.zst", golden.name), golden.packed));
        files.push((format!("{}.json", golden.name), golden.twin.into_bytes()));
    }
    files.push(("problem.json".to_owned(), problems_as_json().into_bytes()));
    let sealed = rescue().pack(seal_secret().key(), &token_hash(), &[0x2f; 32]).unwrap();
    files.push(("work.rescue".to_owned(), sealed));
    files
}

fn id(number: u8) -> Uuid {
    new_uuid(NOW.plus(i64::from(number) * 61_001), [number.wrapping_mul(37); 10])
}

fn account() -> AccountId {
    AccountId(id(1))
}

fn mission() -> FeedId {
    FeedId::Mission(MissionId(id(2)))
}

fn territory() -> FeedId {
    FeedId::Territory(TerritoryId(id(3)))
}

fn text(id: Uuid) -> Value {
    Value::Text(id.to_string())
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Fields {
    fields.map(|(name, value)| (name.to_owned(), value)).into()
}

fn change(n: u64, kind: &str, number: u8, fields: Fields) -> Change {
    Change {
        feed: mission(),
        n,
        kind: kind.to_owned(),
        id: id(number),
        at: NOW.plus(i64::from(number) * 61_001),
        clock: ClockSession(4),
        fields,
        base: None,
    }
}

/// News of a mission's feed up to its head.
fn news(rows: Vec<Row>) -> SyncAnswer {
    let page = FeedPage {
        feed: mission(),
        epoch: EpochId(id(5)),
        reset: false,
        own: Vec::new(),
        let_in: Vec::new(),
        seq: 1_250,
        head: 1_250,
        durable: 0,
        sum: None,
        rows,
    };
    SyncAnswer { results: Vec::new(), feeds: vec![page], dropped: Vec::new(), ..answer() }
}

fn visit() -> Fields {
    fields([
        ("door", text(id(100))),
        ("author", text(account().0)),
        ("outcome", Value::from("met")),
        ("started", Value::Int(NOW.0 + 20 * 61_001 - 240_000)),
        ("minutes", Value::Int(4)),
        ("language", Value::from("ar")),
        ("informed", Value::Bool(true)),
        ("note", Value::from("Radiateur froid, fenêtre à refaire.\nRappeler jeudi.")),
    ])
}

/// Values of every shape, in a field and a kind that version 1 does not know.
fn later() -> Fields {
    let inner = fields([("a", Value::Null), ("b", text(id(101)))]);
    fields([
        ("door", text(id(101))),
        ("mood", Value::List(vec![Value::Map(inner), Value::Bool(true), Value::Float(0.1)])),
        ("least", Value::Int(i64::MIN)),
        ("outcome", Value::from("letter_left")),
    ])
}

fn request() -> SyncRequest {
    let base = Some(Base { epoch: EpochId(id(5)), seq: 1_234 });
    let correction = fields([("note", Value::Null), ("withdrawn", Value::Bool(true))]);
    let need = fields([("visit", text(id(20))), ("theme", Value::from("chauffage"))]);
    let stairwell = fields([("name", Value::from("B"))]);
    let cursor = |feed, seq, durable| Cursor { feed, epoch: EpochId(id(5)), seq, durable };
    SyncRequest {
        wants_seal_key: true,
        recovery: None,
        protocol: 1,
        app: "0.1.0".to_owned(),
        sent_at: NOW.plus(9_000_000),
        clock: ClockSession(5),
        clock_since: NOW.plus(-3),
        waiting: 5,
        attention: 2,
        changes: vec![
            change(7, "visit", 20, visit()),
            change(8, "need", 21, need),
            Change { base, ..change(9, "visit", 19, correction) },
            Change { feed: territory(), base, ..change(1, "stairwell", 18, stairwell) },
            change(10, "signal", 22, later()),
        ],
        feeds: vec![
            cursor(FeedId::Catalogue, 31, Some(31)),
            cursor(territory(), 4_000, Some(0)),
            cursor(mission(), 1_234, Some(1_200)),
            cursor(FeedId::Account(account()), 3, None),
        ],
        as_told: None,
    }
}

fn brief() -> SyncRequest {
    SyncRequest {
        waiting: 0,
        attention: 1,
        changes: Vec::new(),
        feeds: Vec::new(),
        wants_seal_key: false,
        as_told: Some(CursorsHash(0x0123_4567_89ab_cdef)),
        ..request()
    }
}

fn answer() -> SyncAnswer {
    let result = |feed, n, outcome| ChangeResult { feed, n, outcome };
    let row = |kind: &str, number, seq, fields| Row {
        kind: kind.to_owned(),
        id: id(number),
        seq,
        fields,
    };
    let mut sum = FeedSum::default();
    sum.add("visit", id(20), 1_235, &visit());
    let quarantined = ChangeOutcome::Quarantined { reason: Reason::UnknownKind };
    SyncAnswer {
        seal_key: Some(seal_secret().key()),
        protocol: 1,
        now: NOW.plus(9_000_700),
        standing: Standing::Active,
        please_update: false,
        results: vec![
            result(mission(), 7, ChangeOutcome::Accepted { seq: 1_235 }),
            result(mission(), 8, ChangeOutcome::Accepted { seq: 1_236 }),
            result(mission(), 9, ChangeOutcome::Expected { n: 8 }),
            result(territory(), 1, ChangeOutcome::Cloned),
            result(mission(), 10, quarantined),
        ],
        feeds: vec![
            FeedPage {
                feed: mission(),
                epoch: EpochId(id(5)),
                reset: false,
                rows: vec![
                    row("visit", 30, 1_240, visit()),
                    row("signal", 31, 1_241, later()),
                    row("visit", 32, 1_250, fields([("deleted", Value::Bool(true))])),
                ],
                own: vec![1_235, 1_236],
                let_in: vec![
                    LetIn { device: DeviceId(id(7)), n: 3, seq: 1_238 },
                    LetIn { device: DeviceId(id(7)), n: 4, seq: 1_239 },
                ],
                seq: 1_250,
                head: 1_250,
                durable: 1_200,
                sum: Some(sum),
            },
            FeedPage {
                feed: territory(),
                epoch: EpochId(id(6)),
                reset: true,
                rows: Vec::new(),
                own: Vec::new(),
                let_in: Vec::new(),
                seq: 0,
                head: 4_000,
                durable: 4_000,
                sum: None,
            },
        ],
        dropped: vec![Dropped {
            feed: FeedId::Mission(MissionId(id(9))),
            reason: DropReason::MissionClosed,
        }],
        tell_cursors: false,
        recovery_kept: false,
        recovery_told: false,
    }
}

fn answer_brief() -> SyncAnswer {
    SyncAnswer {
        standing: Standing::Revoked,
        please_update: true,
        results: Vec::new(),
        feeds: Vec::new(),
        dropped: Vec::new(),
        seal_key: None,
        tell_cursors: true,
        ..answer()
    }
}

/// A phone whose PIN has a new code, and a server that read the last one out.
fn recovery() -> SyncRequest {
    let (key, device) = (seal_secret().key(), DeviceId(id(8)));
    let words = RecoveryWords([0x51; 8]);
    let sealed = SealedRecovery::seal(&words, key, device, &[0x3e; 32]).unwrap();
    SyncRequest { recovery: Some(sealed), ..brief() }
}

fn answer_recovery() -> SyncAnswer {
    SyncAnswer { recovery_kept: true, recovery_told: true, ..answer_brief() }
}

/// A field that visits got after version 1 was numbered; its name had a number of another kind's.
fn consent() -> SyncRequest {
    let mut agreed = visit();
    agreed.insert("consent".to_owned(), Value::Bool(true));
    SyncRequest { changes: vec![change(1, "visit", 41, agreed)], ..brief() }
}

/// Every name that has a number in version 1.
fn names() -> SyncRequest {
    let words: Vec<Value> = WORDS.split_whitespace().map(Value::from).collect();
    let fields = FIELDS.split_whitespace().map(|field| (field.to_owned(), Value::Null));
    let mut all: Fields = fields.collect();
    all.insert("outcome".to_owned(), Value::List(words));
    let kinds = (1..).zip(KINDS.split_whitespace());
    let changes = kinds.map(|(n, kind)| change(n, kind, 40, std::mem::take(&mut all)));
    SyncRequest { changes: changes.collect(), ..request() }
}

const KINDS: &str = "visit advice need appointment follow_up review building stairwell door \
    mission mission_service assignment partner service territory account device";

const FIELDS: &str = "door author outcome started minutes language note informed visit service theme words \
    sort due consent what done account withdrawn stairwell floor rank label started_estimate \
    deleted do_not_contact building name street number suffix commune commune_code \
    source_key lat_e6 lon_e6 territory partner title message starts ends state position \
    ended ended_at code who place hours phone papers role closed revoked reviewed_seq \
    verdict question reviewer";

const WORDS: &str = "met absent come_back refused inaccessible vacant revisit referral returned \
    approved draft open closed neighbor supervisor admin partner";

/// Every reason and outcome that has a number in version 1.
fn answer_reasons() -> SyncAnswer {
    let reasons = [
        Reason::Other,
        Reason::DeviceRevoked,
        Reason::AccountClosed,
        Reason::NotAssigned,
        Reason::UnknownFeed,
        Reason::UnknownKind,
        Reason::WrongFeed,
        Reason::NotAllowed,
        Reason::NotAuthor,
        Reason::Malformed,
        Reason::BadValue,
        Reason::MissingReference,
        Reason::ParentQuarantined,
    ];
    let kept_aside = (1..).zip(reasons).map(|(n, reason)| ChangeResult {
        feed: mission(),
        n,
        outcome: ChangeOutcome::Quarantined { reason },
    });
    let given_back = [
        DropReason::Other,
        DropReason::AssignmentEnded,
        DropReason::MissionClosed,
        DropReason::NotNeeded,
    ];
    SyncAnswer {
        standing: Standing::AccountClosed,
        results: kept_aside.collect(),
        feeds: Vec::new(),
        dropped: given_back.map(|reason| Dropped { feed: territory(), reason }).into(),
        ..answer()
    }
}

fn enrolment() -> EnrolRequest {
    EnrolRequest {
        protocol: 1,
        code: "lusab-babad-gutih".to_owned(),
        device: DeviceId(id(7)),
        token: Token([0xa5; 32]),
        label: "Téléphone d'Amina".to_owned(),
        account: Some(account()),
    }
}

/// What the server says where it cannot take a message at all: each code that there is.
pub(crate) fn problems() -> Vec<Problem> {
    let codes = [
        ProblemCode::Malformed,
        ProblemCode::TooLarge,
        ProblemCode::TimedOut,
        ProblemCode::UnknownDevice,
        ProblemCode::UnknownCode,
        ProblemCode::DeviceTaken,
        ProblemCode::DeviceRevoked,
        ProblemCode::OtherAccount,
        ProblemCode::TooManyTries,
        ProblemCode::NotFound,
        ProblemCode::Unavailable,
    ];
    codes.map(|code| Problem { code, detail: "what a developer reads".to_owned() }).into()
}

pub(crate) fn problems_as_json() -> String {
    serde_json::to_string_pretty(&problems()).unwrap() + "\n"
}

pub(crate) fn seal_secret() -> SealSecret {
    SealSecret::new(&[0x5c; 32]).unwrap()
}

pub(crate) fn token_hash() -> [u8; 32] {
    Token([0xa5; 32]).hash()
}

pub(crate) fn rescue() -> Rescue {
    let (device, before) = (DeviceId(id(7)), DeviceId(id(6)));
    let changes = request().changes.into_iter().enumerate();
    let changes = changes.map(|(at, change)| (if at < 2 { before } else { device }, change));
    Rescue { device, account: account(), made: NOW, changes: changes.collect() }
}
