//! The local write: what is kept, what it was based on, what is shown.

use app::db::{Edit, EditError};
use shared::change::{Base, Change};
use shared::id::{FeedId, NeedId};
use shared::protocol::Cursor;
use shared::record::{Kind, Outcome};
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use uuid::Uuid;

use crate::server::NOW;
use crate::world::{DOORS, MISSION_FEED, Phone, STAIRWELL, TERRITORY_FEED, fields_of, server};

/// What the next sync sends.
fn sent(phone: &Phone) -> Vec<Change> {
    let before = phone.wire.server().requests.len();
    phone.sync().unwrap();
    let server = phone.wire.server();
    let requests = server.requests[before..].iter();
    requests.flat_map(|request| request.changes.clone()).collect()
}

fn base(phone: &Phone, seq: u64) -> Option<Base> {
    let epoch = phone.wire.server().epoch;
    Some(Base { epoch, seq })
}

#[test]
fn a_visit_is_shown_at_once_and_waits() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[1], Outcome::Met);
    assert_eq!(phone.states(), ["to_see", "met", "to_see"]);
    assert_eq!(phone.waiting(), 1);
    let phone = phone.reopen();
    assert_eq!(phone.states(), ["to_see", "met", "to_see"]);
    let history = phone.history(DOORS[1]);
    assert!(history[0].mine && history[0].waiting);
}

#[test]
fn a_new_record_and_its_corrections_have_no_base() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    assert_eq!(
        phone.set(visit, [("outcome", Value::from("absent")), ("minutes", Value::Int(4))]),
        1
    );
    let changes = sent(&phone);
    assert_eq!(changes.iter().map(|change| change.n).collect::<Vec<_>>(), [1, 2]);
    assert!(changes.iter().all(|change| change.base.is_none()));
}

#[test]
fn a_field_keeps_the_base_of_its_unsent_edit_and_the_others_have_what_is_shown() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    phone.set(visit, [("note", Value::from("mine"))]);
    // Another device writes meanwhile, and only the news comes: the note stays unsent.
    phone.wire.server().set(
        MISSION_FEED,
        "visit",
        visit.0,
        fields_of([("language", Value::from("ar")), ("note", Value::from("theirs"))]),
    );
    pull_without_pushing(&phone);
    assert_eq!(phone.history(DOORS[0])[0].note.as_deref(), Some("mine"));
    assert_eq!(phone.history(DOORS[0])[0].language.as_deref(), Some("ar"));

    let changes =
        phone.set(visit, [("note", Value::from("mine, again")), ("minutes", Value::Int(9))]);

    assert_eq!(changes, 2);
    let changes = sent(&phone);
    let by_field = |name: &str| changes.iter().rev().find(|c| c.fields.contains_key(name)).unwrap();
    assert_eq!(by_field("note").base, base(&phone, 4));
    assert_eq!(by_field("minutes").base, base(&phone, 5));
    assert!(phone.is_equal());
}

/// An answer to a request that carried no changes.
fn pull_without_pushing(phone: &Phone) {
    let db = &mut *phone.db.borrow_mut();
    let person = db.person().unwrap().unwrap();
    let cursors: Vec<_> = db
        .feed_views()
        .unwrap()
        .iter()
        .map(|feed| Cursor {
            feed: feed.feed,
            epoch: phone.wire.server().epoch,
            seq: feed.seq,
            durable: None,
        })
        .collect();
    let answer = phone.wire.server().answer(&cursors);
    db.apply(person.identity.device, &cursors, &answer, NOW).unwrap();
}

#[test]
fn what_holds_already_is_no_change() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    let same = [("outcome", Value::from("met")), ("withdrawn", Value::Bool(false))];
    assert_eq!(phone.set(visit, same), 0);
    assert_eq!(phone.waiting(), 1);
}

#[test]
fn edits_are_kept_all_or_none() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    let edit = |fields: Fields| Edit { feed: MISSION_FEED, kind: Kind::Visit, id: visit.0, fields };
    let good = edit(fields_of([("minutes", Value::Int(5))]));
    for bad in [
        edit(fields_of([("minutes", Value::Int(-1))])),
        edit(fields_of([("door", Value::Null)])),
        edit(fields_of([("unknown", Value::from("a\0b"))])),
    ] {
        let refused = phone.try_write(&[good.clone(), bad]);
        assert!(matches!(refused, Err(EditError::Record { .. } | EditError::Shape(_))));
    }
    let elsewhere =
        Edit { feed: FeedId::Mission(shared::id::MissionId(Uuid::from_u128(99))), ..good };
    assert!(matches!(phone.try_write(&[elsewhere]), Err(EditError::NotHeld(_))));
    assert_eq!(phone.waiting(), 1);
    assert_eq!(phone.history(DOORS[0])[0].minutes, None);
}

#[test]
fn a_withdrawn_visit_does_not_count_and_comes_back() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Absent);
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.set(visit, [("withdrawn", Value::Bool(true))]);
    phone.sync().unwrap();
    assert_eq!(phone.states()[0], "absent");
    phone.set(visit, [("withdrawn", Value::Bool(false))]);
    phone.sync().unwrap();
    assert_eq!(phone.states()[0], "met");
    assert!(phone.is_equal());
}

#[test]
fn do_not_contact_wins_over_every_outcome() {
    let wire = server();
    let phone = Phone::of(&wire);
    phone.visit(DOORS[0], Outcome::Met);
    let stop = fields_of([("do_not_contact", Value::Bool(true))]);
    wire.server().set(TERRITORY_FEED, "door", DOORS[0].0, stop);
    phone.sync().unwrap();
    assert_eq!(phone.states()[0], "do_not_contact");
}

#[test]
fn a_row_whose_parent_is_not_there_stays_hidden_until_it_comes() {
    let wire = server();
    let stairwell = (wire.server().feeds[&TERRITORY_FEED].rows)
        [&("stairwell".to_owned(), STAIRWELL.0)]
        .1
        .clone();
    wire.server().lose(TERRITORY_FEED, "stairwell", STAIRWELL.0);
    let need = NeedId(Uuid::from_u128(77));
    let orphan = fields_of([
        ("visit", Value::Text(Uuid::from_u128(78).to_string())),
        ("theme", Value::from("chauffage")),
    ]);
    wire.server().set(MISSION_FEED, "need", need.0, orphan);
    let phone = Phone::of(&wire);
    assert!(phone.states().is_empty());
    wire.server().set(TERRITORY_FEED, "stairwell", STAIRWELL.0, stairwell);
    phone.sync().unwrap();
    assert_eq!(phone.states().len(), 3);
}

#[test]
fn each_jump_of_the_clock_begins_a_new_session() {
    let phone = Phone::of(&server());
    let clock = phone.machine.clock.clone();
    let session = || {
        let mut db = phone.db.borrow_mut();
        db.moment(&app::platform::Clock::read(&clock)).unwrap()
    };
    let first = session();
    clock.advance(3_600_000);
    assert_eq!(session().session, first.session);
    assert_eq!(session().since, first.since);
    clock.set(Millis(0));
    let jumped = session();
    assert_eq!(jumped.session, ClockSession(first.session.0 + 1));
    assert_eq!(jumped.since, Millis(0));
    clock.0.lock().unwrap().0.boot = "second".to_owned();
    assert_eq!(session().session, ClockSession(first.session.0 + 2));
}

#[test]
fn a_visit_written_in_1970_is_still_the_newest_of_its_door() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Absent);
    phone.sync().unwrap();
    phone.machine.clock.set(Millis(0));
    phone.visit(DOORS[0], Outcome::Met);
    assert_eq!(phone.states()[0], "met");
}
