//! A server one version ahead: what this phone does not know it keeps, counts and never writes.

use shared::protocol::{Reason, VERSION};
use shared::record::Outcome;
use shared::value::Value;
use uuid::Uuid;

use crate::world::{AMINA, DOORS, MISSION, MISSION_FEED, Phone, fields_of, server};

/// The same message with a member that only a later version knows.
pub(crate) fn with_a_later_member(packed: &[u8]) -> Vec<u8> {
    let mut bytes = zstd::decode_all(packed).unwrap();
    let mut reader = minicbor::Decoder::new(&bytes);
    reader.array().unwrap();
    reader.bytes().unwrap();
    let body = reader.position();
    // The body is a map of less than 23 members: the first byte holds their number.
    assert!((0xa0..0xb7).contains(&bytes[body]));
    bytes[body] += 1;
    let mut member = minicbor::Encoder::new(Vec::new());
    member.u8(23).unwrap().array(2).unwrap().str("later").unwrap().f64(0.5).unwrap();
    bytes.extend(member.into_writer());
    zstd::bulk::compress(&bytes, 3).unwrap()
}

#[test]
fn kinds_fields_words_and_members_of_the_next_version_are_kept_and_never_written() {
    let wire = server();
    wire.server().is_ahead = true;
    let signal = fields_of([
        ("weight", Value::Float(0.1)),
        ("of", Value::Text(Uuid::from_u128(7).to_string())),
        ("tags", Value::List(vec![Value::from("a"), Value::Map(fields_of([("b", Value::Null)]))])),
    ]);
    wire.server().set(MISSION_FEED, "signal", Uuid::from_u128(900), signal);
    let phone = Phone::of(&wire);
    assert!(phone.is_equal());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    let later = fields_of([
        ("mood", Value::Map(fields_of([("calm", Value::Int(i64::MIN))]))),
        ("outcome", Value::from("letter_left")),
    ]);
    wire.server().set(MISSION_FEED, "visit", visit.0, later.clone());
    phone.sync().unwrap();
    assert!(phone.is_equal());
    assert_eq!(phone.set(visit, [("minutes", Value::Int(3))]), 1);
    phone.sync().unwrap();
    let server = wire.server();
    let sent = server.requests.iter().flat_map(|request| &request.changes);
    let names: Vec<&str> = sent.flat_map(|change| change.fields.keys().map(|n| &**n)).collect();
    assert!(!names.contains(&"mood") && names.contains(&"minutes"), "{names:?}");
    let held = server.row(MISSION, "visit", visit.0).unwrap();
    assert_eq!((&held["mood"], &held["outcome"]), (&later["mood"], &later["outcome"]));
    drop(server);
    assert!(phone.is_equal());
}

#[test]
fn a_reason_of_the_next_version_is_still_a_reason() {
    let wire = server();
    let phone = Phone::of(&wire);
    wire.server().is_ahead = true;
    wire.server().quarantine.insert("visit".to_owned(), Reason::Other);
    phone.visit(DOORS[0], Outcome::Met);
    let report = phone.sync().unwrap();
    assert_eq!((report.quarantined, phone.waiting()), (1, 0));
    assert_eq!(phone.attention().len(), 1);
}

#[test]
fn please_update_still_takes_the_work() {
    let wire = server();
    let phone = Phone::of(&wire);
    wire.server().is_ahead = true;
    wire.server().please_update = true;
    let visit = phone.visit(DOORS[0], Outcome::Met);
    let report = phone.sync().unwrap();
    assert_eq!((report.accepted, phone.waiting()), (1, 0));
    assert!(wire.server().row(MISSION, "visit", visit.0).is_some());
    assert_eq!(phone.history(DOORS[0]).len(), 1);
    // The next sync has nothing to send, and is told the same.
    phone.sync().unwrap();
    assert_eq!(wire.server().requests.last().unwrap().protocol, VERSION);
    assert_eq!(phone.db.borrow().missions(AMINA).unwrap().len(), 1);
}
