//! Bad input at every verb gets a typed error and changes nothing.

use shared::change::Change;
use shared::id::{FeedId, MissionId};
use shared::protocol::{
    ChangeOutcome, ENROL_PATH, EnrolAnswer, MAX_CHANGES, ProblemCode, Reason, SPLIT_PATH,
    SYNC_PATH, SplitRequest, SyncAnswer, Token,
};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;
use shared::wire;

use crate::world::{Phone, World, code_of, new_id, outcomes, request};

const VERBS: [&str; 3] = [SYNC_PATH, ENROL_PATH, SPLIT_PATH];

/// Posts `body` to every verb with a good token, and expects the same refusal everywhere.
async fn refused_everywhere(world: &World, phone: &Phone, body: Vec<u8>, code: ProblemCode) {
    let before = world.state();
    for verb in VERBS {
        let answer = world.post::<SyncAnswer>(verb, Some(phone.token), body.clone()).await;
        assert_eq!(code_of(answer), code, "{verb}");
    }
    assert_eq!(world.state(), before);
}

#[tokio::test]
async fn what_is_no_message_is_malformed() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let visit = phone.visit(&world, world.door(0));
    let good = wire::pack(&request(&[visit], &[])).unwrap();
    let cut = good[..good.len() / 2].to_vec();
    let mut flipped = good.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xff;
    let texts: [&[u8]; 5] = [b"", b"{}", b"null", b"\xff\xfe\x00", b"GET / HTTP/1.1"];
    for body in texts.map(<[u8]>::to_vec).into_iter().chain([cut, flipped]) {
        refused_everywhere(&world, &phone, body, ProblemCode::Malformed).await;
    }
    for text in ["", "{", "[]", "null", "17", r#"{"protocol":"one"}"#, &"[".repeat(100_000)] {
        let body = zstd::bulk::compress(text.as_bytes(), 3).unwrap();
        refused_everywhere(&world, &phone, body, ProblemCode::Malformed).await;
    }
    let nested = |byte: u8| [vec![byte; 100_000], vec![0]].concat();
    for value in [
        // Lists, maps and tags in each other.
        nested(0x81),
        [[0xa1, 0x00].repeat(100_000), vec![0]].concat(),
        nested(0xc8),
        // A list, a map, a text and bytes that announce 2^63 - 1 of what they hold, and have none.
        [vec![0x9b, 0x7f], vec![0xff; 7]].concat(),
        [vec![0xbb, 0x7f], vec![0xff; 7]].concat(),
        [vec![0x7b, 0x7f], vec![0xff; 7]].concat(),
        [vec![0x5b, 0x7f], vec![0xff; 7]].concat(),
        // A list without an end, and one without a length.
        vec![0x82, 0x01],
        vec![0x9f, 0x01, 0xff],
    ] {
        let body = message(&object(&[(LATER, value)]));
        refused_everywhere(&world, &phone, body, ProblemCode::Malformed).await;
    }
}

/// The number of a member that this version does not know.
const LATER: u64 = 23;

/// A packed message with ten bytes for an id.
fn message(body: &[u8]) -> Vec<u8> {
    let chance = cbor(|out| out.array(2)?.bytes(&[0x7a; 10])?.ok());
    zstd::bulk::compress(&[&chance, body].concat(), 3).unwrap()
}

type Encoder = minicbor::Encoder<Vec<u8>>;
type Written = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn cbor(write: impl FnOnce(&mut Encoder) -> Written) -> Vec<u8> {
    let mut out = Encoder::new(Vec::new());
    write(&mut out).unwrap();
    out.into_writer()
}

fn text(text: &str) -> Vec<u8> {
    cbor(|out| out.str(text)?.ok())
}

fn number(number: i64) -> Vec<u8> {
    cbor(|out| out.i64(number)?.ok())
}

fn object(members: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = cbor(|out| out.map(members.len() as u64)?.ok());
    for (key, value) in members {
        bytes.extend(cbor(|out| out.u64(*key)?.ok()));
        bytes.extend_from_slice(value);
    }
    bytes
}

fn list(items: &[Vec<u8>]) -> Vec<u8> {
    let head = cbor(|out| out.array(items.len() as u64)?.ok());
    [head, items.concat()].concat()
}

/// A request with one change, written by hand; `spoil` puts something else in a member's place.
fn by_hand(spoil: Option<(&str, Vec<u8>)>) -> Vec<u8> {
    let member = |place: &str, value: Vec<u8>| match &spoil {
        Some((spoilt, other)) if *spoilt == place => other.clone(),
        _ => value,
    };
    let started = member("started", number(5));
    let new_id = cbor(|out| out.tag(minicbor::data::Tag::new(9))?.u8(0)?.ok());
    let change = object(&[
        (0, member("feed", list(&[number(0)]))),
        (1, member("n", number(1))),
        (2, member("kind", text("visit"))),
        (4, member("id", new_id)),
        (6, member("fields", object(&[(3, started)]))),
    ]);
    message(&object(&[
        (0, member("protocol", number(1))),
        (1, member("app", text("test"))),
        (2, member("sent_at", number(1_764_000_000_000))),
        (3, member("clock", number(1))),
        (4, member("clock_since", number(0))),
        (7, member("changes", list(&[change]))),
        (8, member("cursors", list(&[]))),
    ]))
}

#[tokio::test]
async fn wrong_types_inside_a_message_are_malformed() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let before = world.state();
    let float = |number: f64| cbor(|out| out.f64(number)?.ok());
    let tagged = |tag: u64, number: i64| {
        cbor(|out| out.tag(minicbor::data::Tag::new(tag))?.i64(number)?.ok())
    };
    let wrong = [
        ("protocol", text("one")),
        ("protocol", number(1 << 40)),
        ("app", number(1)),
        ("sent_at", text("yesterday")),
        ("sent_at", float(1e300)),
        ("clock", number(-1)),
        ("changes", object(&[])),
        ("feed", text("mission/none")),
        // A mission without an id, a kind of feed that nobody knows, one that was not met before.
        ("feed", list(&[number(2)])),
        ("feed", list(&[number(9)])),
        ("feed", number(7)),
        ("n", number(-1)),
        ("kind", number(99)),
        ("id", text("../../etc/passwd")),
        // A time beyond 48 bits, and ids that were not met before.
        ("id", tagged(9, i64::MAX)),
        ("id", tagged(10, 0)),
        ("id", tagged(10, i64::MIN)),
        ("id", cbor(|out| out.bytes(&[0; 15])?.ok())),
        ("fields", list(&[])),
        ("fields", object(&[(99, number(1))])),
        ("fields", object(&[(3, number(1)), (3, number(1))])),
        ("started", cbor(|out| out.u64(u64::MAX)?.ok())),
        ("started", float(f64::NAN)),
        ("started", vec![0xf8, 0xff]),
        ("cursors", list(&[object(&[(0, list(&[number(0)]))])])),
    ];
    for (place, value) in wrong {
        let body = by_hand(Some((place, value.clone())));
        let answer = world.post::<SyncAnswer>(SYNC_PATH, Some(phone.token), body).await;
        assert_eq!(code_of(answer), ProblemCode::Malformed, "{place} {value:02x?}");
    }
    assert_eq!(world.state(), before);
    // So it was not the hand that was refused.
    let answer = world.post::<SyncAnswer>(SYNC_PATH, Some(phone.token), by_hand(None)).await;
    let reason = Reason::WrongFeed;
    assert_eq!(outcomes(&answer.unwrap()), [ChangeOutcome::Quarantined { reason }]);
}

#[tokio::test]
async fn what_is_too_large_is_refused_packed_or_unpacked() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let packed = vec![7; wire::MAX_PACKED + 1];
    refused_everywhere(&world, &phone, packed, ProblemCode::TooLarge).await;
    // Two gigabytes of blanks in a few kilobytes.
    let mut bomb = zstd::stream::Encoder::new(Vec::new(), 19).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..2048 {
        std::io::Write::write_all(&mut bomb, &blanks).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < wire::MAX_PACKED);
    refused_everywhere(&world, &phone, bomb, ProblemCode::TooLarge).await;
    // Few bytes that would each take the memory of a whole value.
    let many = u32::try_from(wire::MAX_VALUES).unwrap() + 1;
    let head = cbor(|out| out.array(u64::from(many))?.ok());
    let values = [head, vec![0xf6; many as usize]].concat();
    let values = message(&object(&[(LATER, values)]));
    refused_everywhere(&world, &phone, values, ProblemCode::TooLarge).await;
    let mut one = phone.clone();
    let change = one.visit(&world, world.door(0));
    let many = vec![change; MAX_CHANGES + 1];
    let before = world.state();
    assert_eq!(code_of(world.try_sync(&phone, &many, &[]).await), ProblemCode::TooLarge);
    assert_eq!(world.state(), before);
}

#[tokio::test]
async fn a_body_without_an_announced_length_is_bounded_too() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let world = World::new().await;
    let phone = world.phone(0).await;
    let before = world.state();
    let mut connection = tokio::net::TcpStream::connect(world.address).await.unwrap();
    let head = format!(
        "POST {SYNC_PATH} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
         transfer-encoding: chunked\r\n\r\n",
        phone.token.reveal()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let chunk = [format!("{:x}\r\n", 1 << 16).into_bytes(), vec![7; 1 << 16], b"\r\n".to_vec()];
    for _ in 0..32 {
        // The server may answer and hang up before it has read everything.
        if connection.write_all(&chunk.concat()).await.is_err() {
            break;
        }
    }
    let mut answer = vec![0; 64];
    let read = connection.read(&mut answer).await.unwrap_or(0);
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert_eq!(world.state(), before);
}

#[tokio::test]
async fn a_forged_device_is_unknown() {
    let world = World::new().await;
    let before = world.state();
    for token in [None, Some(Token([0; 32])), Some(Token([255; 32]))] {
        let answer = world.send::<_, SyncAnswer>(SYNC_PATH, token, &request(&[], &[])).await;
        assert_eq!(code_of(answer), ProblemCode::UnknownDevice);
        let split = SplitRequest { device: shared::id::DeviceId(new_id()), token: Token([3; 32]) };
        let answer = world.send::<_, EnrolAnswer>(SPLIT_PATH, token, &split).await;
        assert_eq!(code_of(answer), ProblemCode::UnknownDevice);
    }
    assert_eq!(world.state(), before);
}

#[tokio::test]
async fn there_is_nothing_at_other_addresses() {
    let world = World::new().await;
    for path in ["/", "/api/v2/sync", "/api/v1/sync/", "/..%2f..%2fetc/passwd"] {
        let answer = world.post::<SyncAnswer>(path, None, Vec::new()).await;
        assert_eq!(code_of(answer), ProblemCode::NotFound, "{path}");
    }
    let answer = world.http.get(world.url(SYNC_PATH)).send().await.unwrap();
    assert_eq!(answer.status(), 404);
}

/// What a change says is never refused with the request: it is answered as data, kept aside, and
/// the good changes beside it go through.
async fn kept_aside(spoil: impl FnOnce(&World, &mut Change), reason: Reason) {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let mut bad = phone.visit(&world, world.door(0));
    spoil(&world, &mut bad);
    let records = |world: &World| {
        let mission = world.mission();
        world.store.read_now(move |read| read.rows(mission, Kind::Visit)).unwrap().len()
    };
    if bad.feed != world.mission() {
        phone.next = 1;
    }
    let good = phone.visit(&world, world.door(1));
    let answer = world.sync(&phone, &[bad.clone(), good]).await;
    let outcomes = outcomes(&answer);
    assert_eq!(outcomes[0], ChangeOutcome::Quarantined { reason });
    assert!(matches!(outcomes[1], ChangeOutcome::Accepted { .. }), "{outcomes:?}");
    assert_eq!(records(&world), 1);
    let kept = world.store.read_now(|read| read.quarantined()).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].reason, &kept[0].change), (reason, &bad));
}

fn set(field: &'static str, value: impl Into<Value>) -> impl FnOnce(&World, &mut Change) {
    let value = value.into();
    move |_, change| {
        change.fields.insert(field.to_owned(), value);
    }
}

#[tokio::test]
async fn an_unknown_kind_is_kept_aside() {
    kept_aside(|_, change| change.kind = "moon".to_owned(), Reason::UnknownKind).await;
}

#[tokio::test]
async fn an_unknown_mission_is_kept_aside() {
    let nowhere = FeedId::Mission(MissionId(new_id()));
    kept_aside(move |_, change| change.feed = nowhere, Reason::NotAssigned).await;
}

#[tokio::test]
async fn a_kind_in_the_wrong_feed_is_kept_aside() {
    kept_aside(|_, change| change.feed = FeedId::Catalogue, Reason::WrongFeed).await;
}

#[tokio::test]
async fn bad_values_are_kept_aside() {
    kept_aside(set("minutes", 9_999), Reason::BadValue).await;
    kept_aside(set("outcome", "vanished"), Reason::BadValue).await;
    kept_aside(set("language", "français"), Reason::BadValue).await;
    kept_aside(set("door", "door 12"), Reason::BadValue).await;
    kept_aside(set("note", "x".repeat(4_001).as_str()), Reason::BadValue).await;
    kept_aside(set("note", 3), Reason::BadValue).await;
    let missing = |_: &World, change: &mut Change| drop(change.fields.remove("outcome"));
    kept_aside(missing, Reason::BadValue).await;
}

#[tokio::test]
async fn malformed_changes_are_kept_aside() {
    kept_aside(set("note", "a\0b"), Reason::Malformed).await;
    kept_aside(set("Note; DROP TABLE visit", "x"), Reason::Malformed).await;
    kept_aside(|_, change| change.fields.clear(), Reason::Malformed).await;
    kept_aside(|_, change| change.kind = "visit--".to_owned(), Reason::Malformed).await;
}

#[tokio::test]
async fn what_points_nowhere_is_kept_aside() {
    kept_aside(set("door", new_id().to_string().as_str()), Reason::MissingReference).await;
}

#[tokio::test]
async fn another_persons_name_is_kept_aside() {
    kept_aside(
        |world, change| {
            let other = world.made.neighbors[1].1.to_string();
            change.fields.insert("author".to_owned(), Value::Text(other));
        },
        Reason::NotAuthor,
    )
    .await;
}

#[tokio::test]
async fn what_is_the_servers_or_the_desks_is_kept_aside() {
    kept_aside(set("started_estimate", 5), Reason::NotAllowed).await;
    kept_aside(set("deleted", true), Reason::NotAllowed).await;
    kept_aside(
        |world, change| {
            change.kind = "mission".to_owned();
            change.id = world.mission_id().0;
        },
        Reason::NotAllowed,
    )
    .await;
}

#[tokio::test]
async fn a_mission_of_others_is_kept_aside() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let account = phone.account;
    let held = world.store.read_now(move |read| read.memberships(account)).unwrap();
    let foreign = world.made.missions.iter().map(|(id, _)| FeedId::Mission(*id));
    let foreign = foreign.into_iter().find(|feed| !held.contains(feed));
    let Some(foreign) = foreign else {
        panic!("the first neighbor works in every mission: choose another");
    };
    let mut visit = phone.visit(&world, world.door(0));
    visit.feed = foreign;
    let answer = world.sync(&phone, &[visit]).await;
    let reason = Reason::NotAssigned;
    assert_eq!(outcomes(&answer), [ChangeOutcome::Quarantined { reason }]);
}

#[tokio::test]
async fn extreme_numbers_neither_panic_nor_stop_anything() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let mut visit = phone.visit(&world, world.door(0));
    visit.at = Millis(i64::MIN);
    let mut message = request(&[visit], &[]);
    message.sent_at = Millis(i64::MAX);
    message.clock_since = Millis(i64::MIN);
    message.waiting = u64::MAX;
    message.attention = u64::MAX;
    let answer: SyncAnswer = world.send(SYNC_PATH, Some(phone.token), &message).await.unwrap();
    assert!(matches!(outcomes(&answer)[0], ChangeOutcome::Accepted { .. }));
    let mut gap = phone.visit(&world, world.door(1));
    gap.n = u64::MAX;
    let answer = world.sync(&phone, &[gap]).await;
    assert_eq!(outcomes(&answer), [ChangeOutcome::Expected { n: 2 }]);
}
