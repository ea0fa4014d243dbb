//! Feeds that come, differ, begin anew, and go.

use shared::id::{EpochId, FeedId};
use shared::protocol::{DropReason, Dropped, Reason, Standing};
use shared::record::Outcome;
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use crate::line::Wire;
use crate::server::FakeServer;
use crate::world::{DOORS, MISSION, MISSION_FEED, Phone, TERRITORY_FEED, fields_of, server};

fn drop_mission(phone: &Phone) {
    let reason = DropReason::AssignmentEnded;
    let feed = MISSION_FEED;
    phone.wire.server().dropped = vec![Dropped { feed, reason }];
}

fn holds_mission(phone: &Phone) -> bool {
    let feeds = phone.db.borrow().feed_views().unwrap();
    feeds.iter().any(|feed| feed.feed == MISSION_FEED)
}

#[test]
fn kinds_and_fields_of_a_newer_version_are_kept_counted_and_not_written() {
    let wire = server();
    let moon = fields_of([("phase", Value::Float(0.1))]);
    wire.server().set(MISSION_FEED, "moon", Uuid::from_u128(900), moon);
    let door = fields_of([("colour", Value::List(vec![Value::from("red"), Value::Null]))]);
    wire.server().set(TERRITORY_FEED, "door", DOORS[0].0, door);
    let phone = Phone::of(&wire);
    assert!(phone.is_equal());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    let mood = fields_of([("mood", Value::from("good"))]);
    wire.server().set(MISSION_FEED, "visit", visit.0, mood);
    phone.sync().unwrap();
    phone.set(visit, [("minutes", Value::Int(3))]);
    phone.sync().unwrap();
    let held = wire.server().row(MISSION, "visit", visit.0).unwrap();
    assert_eq!(held["mood"], Value::from("good"));
    assert!(phone.is_equal());
}

#[test]
fn deleted_rows_vanish_and_the_sums_stay_equal() {
    let wire = server();
    let phone = Phone::of(&wire);
    let gone = fields_of([("deleted", Value::Bool(true))]);
    wire.server().set(TERRITORY_FEED, "door", DOORS[2].0, gone);
    phone.sync().unwrap();
    assert_eq!(phone.states().len(), 2);
    assert!(phone.is_equal());
}

#[test]
fn a_difference_is_repaired_once_a_day_without_touching_unsent_work() {
    let wire = server();
    let phone = Phone::of(&wire);
    // A row that no sum of the phone explains: lost on the server without a trace.
    wire.server().lose(TERRITORY_FEED, "door", DOORS[2].0);
    let fields = fields_of([("name", Value::from("Les Tilleuls, sud"))]);
    wire.server().set(TERRITORY_FEED, "territory", crate::world::TERRITORY.0, fields);
    phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    assert!(phone.is_equal());
    assert_eq!(phone.states(), ["met", "to_see"]);

    wire.server().wrong_sums = usize::MAX;
    wire.server().asks_for_cursors = true;
    let before = wire.server().requests.len();
    phone.sync().unwrap();
    let rounds = wire.server().requests.len() - before;
    assert!(!phone.is_equal());
    phone.sync().unwrap();
    // Nothing is read anew: one request that is brief, one that names the cursors.
    assert_eq!(wire.server().requests.len() - before - rounds, 2);
    assert_eq!(phone.states(), ["met", "to_see"]);
}

#[test]
fn a_new_life_of_the_server_gets_again_what_it_lost() {
    let wire = server();
    let phone = Phone::of(&wire);
    wire.server().feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(3);
    let lost = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    // The backup is from before the visit; one row of it was swept meanwhile.
    {
        let mut server = wire.server();
        server.epoch = EpochId(Uuid::from_u128(2));
        server.lose(MISSION_FEED, "visit", lost.0);
        server.lose(TERRITORY_FEED, "door", DOORS[2].0);
        server.numbered.clear();
        server.feeds.get_mut(&MISSION_FEED).unwrap().head = 3;
        server.page_rows = 2;
    }
    let unsent = phone.visit(DOORS[1], Outcome::Refused);
    phone.sync().unwrap();
    let server = wire.server();
    for visit in [lost, unsent] {
        assert!(server.row(MISSION, "visit", visit.0).is_some());
    }
    assert_eq!(server.count(MISSION, "visit"), 2);
    drop(server);
    assert_eq!(phone.states(), ["met", "refused"]);
    assert!(phone.is_equal());
}

/// A server that lost the visit with its machine and was restored from an empty backup.
fn lose_all(wire: &Wire, visit: Uuid) {
    let mut server = wire.server();
    server.epoch = EpochId(Uuid::from_u128(2));
    server.lose(MISSION_FEED, "visit", visit);
    server.numbered.clear();
    server.feeds.get_mut(&MISSION_FEED).unwrap().head = 3;
}

/// **Law**: nothing acknowledged is lost, whatever the server thinks of the phone meanwhile.
#[test]
fn a_phone_that_is_told_no_news_sends_again_what_a_restored_server_lost() {
    let bar: [fn(&mut FakeServer); 3] = [
        |server| server.standing = Standing::Revoked,
        |server| server.standing = Standing::AccountClosed,
        |server| server.please_update = true,
    ];
    // It learns that it is barred before the loss, or only after it.
    for (bar, knows) in bar.iter().flat_map(|bar| [(bar, true), (bar, false)]) {
        let wire = server();
        let phone = Phone::of(&wire);
        wire.server().feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(3);
        let lost = phone.visit(DOORS[0], Outcome::Met);
        phone.sync().unwrap();
        bar(&mut wire.server());
        if knows {
            phone.sync().unwrap();
        }
        lose_all(&wire, lost.0);
        let report = phone.sync().unwrap();
        assert_eq!((report.accepted, phone.waiting()), (1, 0));
        assert!(wire.server().row(MISSION, "visit", lost.0).is_some());
        // And it is at rest after that.
        let report = phone.sync().unwrap();
        assert_eq!((report.requests, report.sent), (1, 0));
    }
}

/// Who is told no news cannot ask for them in brief: the server could not say anything to it.
#[test]
fn a_phone_that_knows_that_it_is_told_no_news_names_its_cursors() {
    let wire = server();
    let phone = Phone::of(&wire);
    wire.server().standing = Standing::Revoked;
    assert_eq!(phone.sync().unwrap().requests, 2);
    let phone = phone.reopen();
    assert_eq!(phone.sync().unwrap().requests, 1);
    assert!(wire.server().requests.last().unwrap().as_told.is_none());
    wire.server().standing = Standing::Active;
    assert_eq!(phone.sync().unwrap().requests, 1);
    phone.sync().unwrap();
    assert!(wire.server().requests.last().unwrap().as_told.is_some());
}

#[test]
fn what_a_restored_server_lost_is_sent_again_without_new_work_to_send() {
    let wire = server();
    let phone = Phone::of(&wire);
    wire.server().feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(3);
    let before = wire.server().feeds.clone();
    let lost = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    {
        let mut server = wire.server();
        server.epoch = EpochId(Uuid::from_u128(2));
        server.feeds = before;
        server.numbered.clear();
    }
    phone.sync().unwrap();
    assert!(wire.server().row(MISSION, "visit", lost.0).is_some());
    assert_eq!(phone.states()[0], "met");
    assert!(phone.is_equal());
}

#[test]
fn an_edit_during_a_full_pull_names_the_life_in_which_its_row_was_seen() {
    let wire = server();
    let phone = Phone::of(&wire);
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    let old = wire.server().epoch;
    wire.server().epoch = EpochId(Uuid::from_u128(2));
    wire.server().page_rows = 1;
    // One page only: the visit's row is void and has not come again.
    let cursors = wire.server().requests.last().unwrap().feeds.clone();
    let mut cursors = cursors;
    for cursor in &mut cursors {
        let feeds = phone.db.borrow().feed_views().unwrap();
        cursor.seq = feeds.iter().find(|feed| feed.feed == cursor.feed).unwrap().seq;
    }
    let answer = wire.server().answer(&cursors);
    let device = phone.db.borrow().person().unwrap().unwrap().identity.device;
    let applied = phone.db.borrow_mut().apply(device, &cursors, &answer, Millis(0));
    applied.unwrap();
    assert_eq!(phone.states()[0], "met");
    phone.set(visit, [("minutes", Value::Int(7))]);
    phone.sync().unwrap();
    let server = wire.server();
    let changes = server.requests.iter().flat_map(|request| &request.changes);
    let edit = changes.rev().find(|change| change.fields.contains_key("minutes"));
    assert_eq!(edit.unwrap().base.unwrap().epoch, old);
    drop(server);
    assert!(phone.is_equal());
}

#[test]
fn a_mission_that_ends_is_purged_after_its_work_is_sent_and_says_why() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    drop_mission(&phone);
    let report = phone.sync().unwrap();
    assert_eq!(report.accepted, 1);
    assert_eq!(report.dropped.len(), 0, "the answer said nothing of what is durable");
    assert!(holds_mission(&phone));

    phone.wire.server().tells_dropped_feeds = true;
    let report = phone.sync().unwrap();
    assert_eq!(report.dropped[0].reason, DropReason::AssignmentEnded);
    assert!(!holds_mission(&phone));
    assert!(phone.history(DOORS[0]).is_empty());
    assert_eq!(phone.attention(), ["assignment_ended"]);
    assert_eq!(phone.wire.server().count(MISSION, "visit"), 1);
}

#[test]
fn work_that_cannot_be_sent_is_never_purged() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    drop_mission(&phone);
    let db = &mut *phone.db.borrow_mut();
    let device = db.person().unwrap().unwrap().identity.device;
    // An answer that says nothing about the change.
    let answer = phone.wire.server().answer(&[]);
    db.apply(device, &[], &answer, Millis(0)).unwrap();
    assert_eq!(db.waiting().unwrap(), 1);
    assert_eq!(db.history(DOORS[0], crate::world::AMINA).unwrap().len(), 1);
}

#[test]
fn quarantined_work_leaves_a_stub_without_content() {
    let phone = Phone::of(&server());
    phone.wire.server().quarantine.insert("visit".to_owned(), Reason::NotAllowed);
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.set(visit, [("note", Value::from("le chauffage est en panne"))]);
    phone.sync().unwrap();
    drop_mission(&phone);
    phone.sync().unwrap();
    assert!(!holds_mission(&phone));
    assert_eq!(phone.attention(), ["assignment_ended", "not_allowed"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.db");
    phone.db.borrow_mut().export(&file).unwrap();
    let bytes = std::fs::read(file).unwrap();
    assert!(!bytes.windows(9).any(|part| part == b"chauffage"));
}

#[test]
fn a_feed_that_comes_back_is_not_numbered_from_one_again() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    drop_mission(&phone);
    phone.sync().unwrap();
    assert!(!holds_mission(&phone));
    phone.wire.server().dropped.clear();
    phone.sync().unwrap();
    assert!(phone.attention().is_empty());
    phone.visit(DOORS[1], Outcome::Met);
    phone.sync().unwrap();
    assert_eq!(phone.wire.server().enrolments.len(), 1);
    assert_eq!(phone.wire.server().devices.len(), 1, "no split was needed");
    assert_eq!(phone.states(), ["met", "met", "to_see"]);
    assert!(phone.is_equal());
}

#[test]
fn a_revoked_phone_goes_on_sending_and_is_told() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    let mut server = phone.wire.server();
    server.standing = Standing::Revoked;
    server.quarantine.insert("visit".to_owned(), Reason::DeviceRevoked);
    drop(server);
    let report = phone.sync().unwrap();
    assert_eq!(report.quarantined, 1);
    assert_eq!(phone.attention(), ["device_revoked", "revoked"]);
    assert!(holds_mission(&phone));
}

#[test]
fn an_account_feed_comes_when_the_server_says_so() {
    let phone = Phone::of(&server());
    let feed = FeedId::Account(crate::world::AMINA);
    let fields = fields_of([("name", Value::from("Amina"))]);
    phone.wire.server().set(feed, "account", crate::world::AMINA.0, fields);
    phone.sync().unwrap();
    let feeds = phone.db.borrow().feed_views().unwrap();
    assert!(feeds.iter().any(|held| held.feed == feed && held.equal == Some(true)));
}

#[test]
fn a_mission_is_in_the_buildings_that_its_assignments_name() {
    let wire = server();
    let text = |id: Uuid| Value::Text(id.to_string());
    let (building, stairwell) = (Uuid::from_u128(0x70), Uuid::from_u128(0x71));
    let street = fields_of([("street", Value::from("rue des Aunes"))]);
    wire.server().set(TERRITORY_FEED, "building", building, street);
    let entrance = fields_of([("building", text(building)), ("name", Value::from("B"))]);
    wire.server().set(TERRITORY_FEED, "stairwell", stairwell, entrance);
    let door = fields_of([
        ("stairwell", text(stairwell)),
        ("floor", Value::Int(0)),
        ("rank", Value::Int(1)),
        ("label", Value::from("01")),
    ]);
    wire.server().set(TERRITORY_FEED, "door", Uuid::from_u128(0x72), door);
    let phone = Phone::of(&wire);
    assert_eq!(phone.states().len(), 3, "the other building is no place of the mission");

    let other = Uuid::from_u128(0x73);
    let assigned = |fields| wire.server().set(MISSION_FEED, "assignment", other, fields);
    let name = ("name", Value::from("Moussa"));
    let moussa = ("account", text(Uuid::from_u128(0x74)));
    assigned(fields_of([name, moussa, ("building", text(building))]));
    phone.sync().unwrap();
    assert_eq!(phone.states().len(), 4, "a teammate works there");
    assigned(fields_of([("ended", Value::Bool(true))]));
    phone.sync().unwrap();
    assert_eq!(phone.states().len(), 4, "the building stays when the teammate leaves");
}
