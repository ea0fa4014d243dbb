//! The bytes of version 1, kept for ever: what was written once must be read the same always.
//!
//! `golden/v1` holds each message twice: packed as it travelled, and as JSON for readers. **Never
//! edit or write these files anew**; a change that breaks them is a new version of the protocol.
//! Bytes are compared unpacked, since another version of zstd may pack the same bytes otherwise.

#![expect(clippy::unwrap_used, reason = "a test stops where it failed")]

use std::fmt::Debug;
use std::path::PathBuf;

use serde::Serialize;
use shared::change::{Base, Change};
use shared::digest::{CursorsHash, FeedSum};
use shared::id::*;
use shared::protocol::*;
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use shared::wire::{self, Message};
use uuid::Uuid;

const NOW: Millis = Millis(1_764_000_000_000);

fn file(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/golden/v1", name].iter().collect()
}

type Reads = dyn Fn(&[u8]) -> bool;

/// A message, as bytes and for readers.
struct Golden {
    name: &'static str,
    packed: Vec<u8>,
    twin: String,
    /// Whether bytes are read as that message.
    reads: Box<Reads>,
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

fn all() -> Vec<Golden> {
    vec![
        golden("request", request()),
        golden("request-brief", brief()),
        golden("answer", answer()),
        golden("answer-brief", answer_brief()),
        golden("enrol", enrolment()),
        golden("enrolled", EnrolAnswer { account: account(), name: "Amina".to_owned(), now: NOW }),
        golden("split", SplitRequest { device: DeviceId(id(8)), token: Token([0xb7; 32]) }),
    ]
}

#[test]
fn the_bytes_of_version_1_are_read_and_written_as_ever() {
    for golden in all() {
        let kept = std::fs::read(file(&format!("{}.cbor.zst", golden.name))).unwrap();
        assert!((golden.reads)(&kept), "{} is read as something else", golden.name);
        let unpacked = |packed: &[u8]| zstd::decode_all(packed).unwrap();
        assert_eq!(unpacked(&golden.packed), unpacked(&kept), "{}", golden.name);
        let twin = std::fs::read_to_string(file(&format!("{}.json", golden.name))).unwrap();
        assert_eq!(golden.twin, twin, "{}", golden.name);
    }
    let kept = std::fs::read_to_string(file("problem.json")).unwrap();
    assert_eq!(serde_json::from_str::<Problem>(&kept).unwrap(), problem());
    assert_eq!(serde_json::to_string(&problem()).unwrap(), kept);
}

/// A writer one version ahead, made from the bytes of version 1: one more member at the end.
#[test]
fn a_member_of_the_next_version_changes_nothing_for_this_one() {
    for golden in all() {
        let kept = std::fs::read(file(&format!("{}.cbor.zst", golden.name))).unwrap();
        let mut bytes = zstd::decode_all(&*kept).unwrap();
        let mut reader = minicbor::Decoder::new(&bytes);
        reader.array().unwrap();
        reader.bytes().unwrap();
        let body = reader.position();
        bytes[body] += 1;
        let mut member = minicbor::Encoder::new(Vec::new());
        member.u8(23).unwrap().map(1).unwrap().str("new").unwrap().bytes(&[9; 16]).unwrap();
        bytes.extend(member.into_writer());
        let ahead = zstd::bulk::compress(&bytes, 3).unwrap();
        assert!((golden.reads)(&ahead), "{}", golden.name);
    }
}

/// Wrote the files, once. It makes files that are not there and leaves alone those that are.
#[test]
#[ignore = "only for the first files of a version"]
fn write_what_is_not_there() {
    let keep = |name: String, bytes: &[u8]| {
        if !file(&name).exists() {
            std::fs::create_dir_all(file("")).unwrap();
            std::fs::write(file(&name), bytes).unwrap();
        }
    };
    for golden in all() {
        keep(format!("{}.cbor.zst", golden.name), &golden.packed);
        keep(format!("{}.json", golden.name), golden.twin.as_bytes());
    }
    keep("problem.json".to_owned(), serde_json::to_string(&problem()).unwrap().as_bytes());
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
    let cursor = |feed, seq| Cursor { feed, epoch: EpochId(id(5)), seq, durable: None };
    SyncRequest {
        wants_seal_key: false,
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
            cursor(FeedId::Catalogue, 31),
            cursor(territory(), 4_000),
            cursor(mission(), 1_234),
            cursor(FeedId::Account(account()), 3),
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
        seal_key: None,
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
    }
}

fn answer_brief() -> SyncAnswer {
    SyncAnswer {
        standing: Standing::Revoked,
        please_update: true,
        results: Vec::new(),
        feeds: Vec::new(),
        dropped: Vec::new(),
        tell_cursors: true,
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

fn problem() -> Problem {
    Problem { code: ProblemCode::UnknownDevice, detail: "no device has this token".to_owned() }
}
