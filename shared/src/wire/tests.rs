//! Messages read back, and hostile bytes cost little.

use std::collections::BTreeMap;

use minicbor::data::Tag;
use uuid::Uuid;

use super::*;
use crate::change::{Base, Change};
use crate::digest::{CursorsHash, FeedSum};
use crate::id::*;
use crate::protocol::*;
use crate::time::{ClockSession, Millis};
use crate::value::{Fields, Value};

const NOW: Millis = Millis(1_764_000_000_000);

fn id(number: u8) -> Uuid {
    new_uuid(NOW.plus(i64::from(number) * 1_000), [number; 10])
}

fn change(n: u64, fields: Fields) -> Change {
    Change {
        feed: FeedId::Mission(MissionId(id(1))),
        n,
        kind: "visit".to_owned(),
        id: id(9),
        at: NOW,
        clock: ClockSession(3),
        fields,
        base: None,
    }
}

fn request(changes: Vec<Change>) -> SyncRequest {
    SyncRequest {
        wants_seal_key: true,
        recovery: Some(crate::recovery::SealedRecovery([5; 60])),
        protocol: VERSION,
        app: "0.1.0".to_owned(),
        sent_at: NOW,
        clock: ClockSession(3),
        clock_since: NOW.plus(-5),
        waiting: 1,
        attention: 0,
        changes,
        feeds: Vec::new(),
        as_told: None,
    }
}

/// Bytes as a writer one version ahead makes them: one more member in each object.
fn ahead<T: Message>(message: &T) -> Vec<u8> {
    let mut out = Writer::new();
    out.is_ahead = true;
    message.write(&mut out).unwrap();
    let written = out.finish().unwrap();
    compress(&written.chance, &written.body).unwrap()
}

fn comes_back<T: Message + PartialEq + std::fmt::Debug>(message: &T) {
    let packed = pack(message).unwrap();
    let read: T = unpack(&packed).unwrap();
    assert_eq!(read, *message);
    assert_eq!(pack(&read).unwrap(), packed);
    assert_ne!(ahead(message), packed);
    assert_eq!(unpack::<T>(&ahead(message)).unwrap(), *message);
}

fn one_of_each() -> Fields {
    let inner = Fields::from([("a".to_owned(), Value::List(vec![Value::Int(-1), Value::Null]))]);
    let text = |text: &str| Value::Text(text.to_owned());
    Fields::from([
        ("door".to_owned(), text(&id(2).to_string())),
        ("author".to_owned(), text(&Uuid::from_u128(u128::MAX).to_string())),
        ("note".to_owned(), text(&id(2).to_string().to_uppercase())),
        ("outcome".to_owned(), text("met")),
        ("language".to_owned(), text("partner")),
        ("started".to_owned(), Value::Int(NOW.0 - 7)),
        ("minutes".to_owned(), Value::Int(i64::MIN)),
        ("withdrawn".to_owned(), Value::Bool(false)),
        ("informed".to_owned(), Value::Null),
        ("mood".to_owned(), Value::Float(0.1)),
        ("moods".to_owned(), Value::Map(inner)),
        ("nul".to_owned(), text("a\0b")),
        ("visit".to_owned(), text(&id(2).to_string())),
    ])
}

#[test]
fn requests_come_back_to_the_last_bit() {
    comes_back(&request(Vec::new()));
    let mut other = change(u64::MAX, one_of_each());
    other.feed = FeedId::Catalogue;
    other.kind = "signal".to_owned();
    other.at = Millis(i64::MIN);
    other.clock = ClockSession(u64::MAX);
    other.base = Some(Base { epoch: EpochId(id(4)), seq: 7 });
    let changes =
        vec![change(5, one_of_each()), other.clone(), change(6, Fields::new()), other.clone()];
    let mut full = request(changes);
    full.sent_at = Millis(i64::MAX);
    full.clock_since = Millis(i64::MIN);
    let feed = |seq, feed| Cursor { feed, epoch: EpochId(id(4)), seq, durable: Some(seq / 2) };
    full.feeds = vec![
        feed(1, FeedId::Catalogue),
        feed(u64::MAX, FeedId::Account(AccountId(id(5)))),
        feed(3, FeedId::Territory(TerritoryId(Uuid::nil()))),
    ];
    full.as_told = Some(CursorsHash(u64::MAX));
    comes_back(&full);
}

#[test]
fn answers_come_back_to_the_last_bit() {
    let feed = FeedId::Mission(MissionId(id(1)));
    let result = |n, outcome| ChangeResult { feed, n, outcome };
    let mut sum = FeedSum::default();
    sum.add("visit", id(9), 4, &one_of_each());
    let row =
        |number, seq| Row { kind: "signal".to_owned(), id: id(number), seq, fields: one_of_each() };
    let page = FeedPage {
        feed,
        epoch: EpochId(id(4)),
        reset: true,
        rows: vec![row(9, 3), row(10, 4), row(11, 40)],
        own: vec![5, 6, 9],
        let_in: vec![LetIn { device: DeviceId(id(12)), n: u64::MAX, seq: 7 }],
        seq: 40,
        head: 50,
        durable: 10,
        sum: Some(sum),
    };
    comes_back(&SyncAnswer {
        seal_key: Some(crate::seal::SealKey::from_bytes([9; 32])),
        protocol: VERSION,
        now: NOW,
        standing: Standing::AccountClosed,
        please_update: true,
        results: vec![
            result(4, ChangeOutcome::Accepted { seq: 9 }),
            result(5, ChangeOutcome::Accepted { seq: 10 }),
            result(6, ChangeOutcome::Quarantined { reason: Reason::NotAuthor }),
            result(7, ChangeOutcome::Accepted { seq: 12 }),
            result(9, ChangeOutcome::Expected { n: 8 }),
            result(1, ChangeOutcome::Cloned),
        ],
        feeds: vec![page.clone(), FeedPage { rows: Vec::new(), own: Vec::new(), ..page }],
        dropped: vec![Dropped { feed, reason: DropReason::MissionClosed }],
        tell_cursors: true,
        recovery_kept: true,
        recovery_told: true,
    });
}

#[test]
fn enrolments_come_back() {
    let (device, token) = (DeviceId(id(1)), Token([7; 32]));
    let account = Some(AccountId(id(1)));
    let (code, label) = ("lusab-babad-gutih".to_owned(), "téléphone".to_owned());
    comes_back(&EnrolRequest { protocol: 9, code, device, token, label, account });
    comes_back(&EnrolAnswer { account: AccountId(id(1)), name: "Amina".to_owned(), now: NOW });
    comes_back(&SplitRequest { device, token });
}

/// A request with a member of a later version, whose value is `value`.
fn with_unknown(value: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    request(vec![change(1, one_of_each())]).write(&mut out).unwrap();
    let mut written = out.finish().unwrap();
    assert_eq!(written.body[0], 0xa9);
    written.body[0] = 0xaa;
    written.body.push(23);
    written.body.extend_from_slice(value);
    compress(&written.chance, &written.body).unwrap()
}

fn unpacked(packed: &[u8]) -> Result<SyncRequest, WireError> {
    unpack(packed)
}

#[test]
fn members_of_later_versions_are_skipped() {
    let known = request(vec![change(1, one_of_each())]);
    let mut value = minicbor::Encoder::new(Vec::new());
    value.map(2).unwrap().str("a").unwrap().array(2).unwrap().tag(Tag::new(9)).unwrap();
    value.i64(-5).unwrap().bytes(&[1; 40]).unwrap().u8(1).unwrap().f64(0.5).unwrap();
    assert_eq!(unpacked(&with_unknown(&value.into_writer())).unwrap(), known);
    assert_eq!(unpacked(&with_unknown(&[0xf6])).unwrap(), known);
}

#[test]
fn depth_number_and_lengths_are_bounded() {
    let content = |value: &[u8]| match unpacked(&with_unknown(value)) {
        Err(WireError::Content(error)) => error,
        other => panic!("{other:?}"),
    };
    let deep = [vec![0x81; 100_000], vec![0]].concat();
    assert!(matches!(content(&deep), ContentError::TooDeep));
    // A list of 2^63 items, one that ends with the message, one without a length.
    let endless = [&[0x9b, 0x7f][..], &[0xff; 7]].concat();
    assert!(matches!(content(&endless), ContentError::Cbor(_)));
    assert!(matches!(content(&[0x9f, 0xff]), ContentError::Expected(_)));
    assert!(matches!(content(&[0x7b, 0x7f, 1, 1, 1, 1, 1, 1, 1]), ContentError::Cbor(_)));
    let many = MAX_VALUES as u32 + 1;
    let many = [&[0x9a][..], &many.to_be_bytes(), &vec![0xf6; MAX_VALUES + 1]].concat();
    assert!(matches!(content(&many), ContentError::TooMany));
    assert!(matches!(content(&[0xf6, 0xf6]), ContentError::Trailing));
    let list = (0..40).fold(Value::Null, |inner, _| Value::List(vec![inner]));
    let deep = request(vec![change(1, Fields::from([("a".to_owned(), list)]))]);
    let read = unpacked(&pack(&deep).unwrap());
    assert!(matches!(read, Err(WireError::Content(ContentError::TooDeep))));
    let infinite = Fields::from([("a".to_owned(), Value::Float(f64::INFINITY))]);
    assert!(unpacked(&pack(&request(vec![change(1, infinite)])).unwrap()).is_err());
}

#[test]
fn a_field_stands_once_also_in_a_map_in_a_field() {
    let twice = [("a", 1), ("b", 2)].map(|(name, value)| (name.to_owned(), Value::Int(value)));
    let mood = Fields::from([("mood".to_owned(), Value::Map(twice.into()))]);
    let mut out = Writer::new();
    request(vec![change(1, mood)]).write(&mut out).unwrap();
    let mut written = out.finish().unwrap();
    let name = written.body.windows(2).rposition(|bytes| bytes == b"\x61b").unwrap();
    written.body[name + 1] = b'a';
    let read = unpacked(&compress(&written.chance, &written.body).unwrap());
    assert!(matches!(read, Err(WireError::Content(ContentError::Expected(_)))), "{read:?}");
}

#[test]
fn a_bomb_is_stopped_at_its_bound() {
    let bomb = zstd::bulk::compress(&vec![b' '; 64 << 20], 19).unwrap();
    assert!(bomb.len() < 10_000);
    assert!(matches!(unpacked(&bomb), Err(WireError::TooLarge(_))));
}

#[test]
fn a_frame_with_a_dictionary_that_nobody_has_is_refused() {
    // A magic number, a head that announces a dictionary of four bytes, its number, a block.
    let frame = [0x28, 0xb5, 0x2f, 0xfd, 0x23, 1, 2, 3, 4, 1, 0x09, 0, 0, 0x80];
    assert!(matches!(unpacked(&frame), Err(WireError::Frame(_))));
}

#[test]
fn damaged_bytes_are_refused() {
    let message = request((1..40).map(|n| change(n, one_of_each())).collect());
    let packed = pack(&message).unwrap();
    assert!(matches!(unpacked(b"[]"), Err(WireError::Frame(_))));
    assert!(unpacked(&packed[..packed.len() / 2]).is_err());
    for place in 0..packed.len() {
        let mut flipped = packed.clone();
        flipped[place] ^= 0x10;
        let read = unpacked(&flipped);
        assert!(read.is_err() || read.unwrap() == message, "byte {place}");
    }
    assert!(matches!(unpack::<SyncAnswer>(&packed), Err(WireError::Content(_))));
}

/// Whatever stands in a frame that is whole, reading it ends, and gives a message or an error.
#[test]
fn no_content_makes_a_reader_panic() {
    let mut out = Writer::new();
    request(vec![change(1, one_of_each()), change(2, one_of_each())]).write(&mut out).unwrap();
    let written = out.finish().unwrap();
    let bytes = [written.chance, written.body].concat();
    let mut kinds = BTreeMap::new();
    for place in 0..bytes.len() {
        for other in [0, 0x1b, 0x7f, 0x81, 0x9b, 0xa1, 0xbb, 0xc9, 0xca, 0xf8, 0xff] {
            let mut spoilt = bytes.clone();
            spoilt[place] = other;
            let read = unpacked(&zstd::bulk::compress(&spoilt, 1).unwrap());
            *kinds.entry(read.is_ok()).or_insert(0) += 1;
        }
    }
    assert!(kinds[&false] > 100, "{kinds:?}");
}
