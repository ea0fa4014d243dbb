//! Sending and reading on a bad line.

use app::sync::SyncError;
use shared::protocol::{LetIn, ProblemCode, Reason};
use shared::record::Outcome;
use shared::value::Value;
use uuid::Uuid;

use crate::line::Fault;
use crate::world::{DOORS, MISSION, MISSION_FEED, Phone, fields_of, server};

#[test]
fn a_first_sync_brings_the_feeds_and_proves_them_equal() {
    let phone = Phone::of(&server());
    assert!(phone.is_equal());
    assert_eq!(phone.states(), ["to_see"; 3]);
    let mission = &phone.db.borrow().missions(crate::world::AMINA).unwrap()[0];
    assert_eq!((mission.doors, mission.to_see), (3, 3));
    assert_eq!(mission.services, ["cheque-energie"]);
}

#[test]
fn what_was_sent_comes_back_as_a_number_and_the_replicas_are_equal() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.set(visit, [("minutes", Value::Int(4))]);
    let report = phone.sync().unwrap();
    assert_eq!((report.sent, report.accepted, report.received), (2, 2, 0));
    assert!(phone.is_equal());
    assert_eq!(phone.waiting(), 0);
    assert_eq!(phone.history(DOORS[0])[0].minutes, Some(4));
}

#[test]
fn a_lost_answer_makes_no_second_visit() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.wire.server().faults.push_back(Fault::AnswerLost);
    let report = phone.sync().unwrap();
    assert_eq!(report.accepted, 1);
    let server = phone.wire.server();
    assert_eq!(server.count(MISSION, "visit"), 1);
    assert!(server.row(MISSION, "visit", visit.0).is_some());
    drop(server);
    assert!(phone.is_equal());
}

#[test]
fn an_answer_that_comes_twice_changes_nothing() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    let before = phone.db.borrow().feed_views().unwrap();
    let cursors = phone.wire.server().requests.last().unwrap().feeds.clone();
    let late = phone.wire.server().answer(&cursors);
    let mut db = phone.db.borrow_mut();
    let device = db.person().unwrap().unwrap().identity.device;
    let applied = db.apply(device, &cursors, &late, crate::server::NOW).unwrap();
    assert_eq!(applied.received, 0);
    assert_eq!(db.feed_views().unwrap(), before);
}

#[test]
fn without_a_network_the_work_is_kept_and_the_waits_grow() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    for _ in 0..4 {
        phone.wire.server().faults.push_back(Fault::Unreachable);
    }
    let ended = phone.sync();
    assert!(matches!(ended, Err(SyncError::Unreachable(_))));
    assert_eq!(phone.waiting(), 1);
    let waits = phone.machine.clock.waits();
    assert_eq!(waits.len(), 3);
    for (doublings, wait) in waits.iter().enumerate() {
        assert!(wait.as_secs_f64() <= f64::from(1 << doublings));
    }
    phone.sync().unwrap();
    assert_eq!(phone.waiting(), 0);
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    let busy = Fault::Problem(ProblemCode::Unavailable);
    phone.wire.server().faults.push_back(busy);
    assert_eq!(phone.sync().unwrap().accepted, 1);
    let unknown = Fault::Problem(ProblemCode::UnknownDevice);
    phone.wire.server().faults.push_back(unknown);
    assert!(matches!(phone.sync(), Err(SyncError::Refused(_))));
}

#[test]
fn a_time_out_halves_the_batch_and_each_success_doubles_it() {
    let phone = Phone::of(&server());
    for _ in 0..400 {
        let visit = phone.visit(DOORS[0], Outcome::Absent);
        // Words that compress badly, as real ones do.
        phone.set(visit, [("note", Value::Text(visit.to_string().repeat(3)))]);
    }
    for _ in 0..2 {
        phone.wire.server().faults.push_back(Fault::TimedOut);
    }
    let before = phone.wire.server().requests.len();
    let report = phone.sync().unwrap();
    assert_eq!(report.accepted, 800);
    let server = phone.wire.server();
    let size = |request| shared::wire::pack(request).unwrap().len();
    let sizes: Vec<usize> = server.requests[before..].iter().map(size).collect();
    assert!(sizes[0] <= 4 << 10, "{sizes:?}");
    assert!((4 << 10..=8 << 10).contains(&sizes[1]), "{sizes:?}");
    drop(server);
    assert!(phone.is_equal());
}

#[test]
fn a_sync_with_nothing_to_say_is_one_short_message() {
    let phone = Phone::of(&server());
    let report = phone.sync().unwrap();
    assert_eq!(report.requests, 1);
    assert!(report.bytes_up <= 150 && report.bytes_down <= 150, "{report:?}");
    assert!(phone.wire.server().requests.last().unwrap().feeds.is_empty());
}

#[test]
fn news_are_found_although_nothing_is_sent() {
    let phone = Phone::of(&server());
    let need = fields_of([("theme", Value::from("chauffage"))]);
    phone.wire.server().set(MISSION_FEED, "need", Uuid::from_u128(1_000), need);
    let report = phone.sync().unwrap();
    assert_eq!((report.requests, report.received), (2, 1));
    assert!(phone.is_equal());
    assert_eq!(phone.sync().unwrap().requests, 1);
}

#[test]
fn pages_are_read_to_the_head_and_no_visit_flickers_on_the_way() {
    let wire = server();
    let phone = Phone::of(&wire);
    let visit = phone.visit(DOORS[0], Outcome::Met);
    for number in 0..20 {
        let fields = fields_of([("theme", Value::from("chauffage"))]);
        wire.server().set(MISSION_FEED, "need", Uuid::from_u128(1_000 + number), fields);
    }
    wire.server().page_rows = 3;
    let applied = std::cell::RefCell::new(Vec::new());
    let ended = crate::world::block_on(app::sync::run(&phone.db, &phone.machine, 1, &|_| {
        applied.borrow_mut().push(phone.states()[0].clone());
    }));
    assert!(ended.unwrap().requests > 5);
    assert!(applied.borrow().iter().all(|state| state == "met"));
    assert!(wire.server().row(MISSION, "visit", visit.0).is_some());
    assert!(phone.is_equal());
}

/// How many changes the outbox holds, whatever became of them.
fn kept(phone: &Phone) -> i64 {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.db");
    phone.db.borrow_mut().export(&file).unwrap();
    let copy = rusqlite::Connection::open(file).unwrap();
    copy.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0)).unwrap()
}

#[test]
fn what_is_accepted_is_kept_until_it_is_durable() {
    let phone = Phone::of(&server());
    let durable = |seq| {
        phone.wire.server().feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(seq);
    };
    durable(0);
    phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    assert_eq!((phone.waiting(), kept(&phone)), (0, 1));
    durable(4);
    phone.wire.server().asks_for_cursors = true;
    phone.sync().unwrap();
    assert_eq!(kept(&phone), 0);
}

#[test]
fn a_correction_that_lost_gives_way_to_what_won() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    phone.wire.server().loses.insert("visit".to_owned());
    phone.set(visit, [("outcome", Value::from("refused"))]);
    assert_eq!(phone.states()[0], "refused");
    assert_eq!(phone.sync().unwrap().accepted, 1);
    assert_eq!(phone.states()[0], "met");
    assert!(phone.is_equal());
}

#[test]
fn a_gap_in_the_numbers_is_sent_again_from_its_beginning() {
    let phone = Phone::of(&server());
    // The server is behind in what it holds durably, so the phone keeps what was accepted.
    let mut server = phone.wire.server();
    server.feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(0);
    drop(server);
    let first = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    {
        let mut server = phone.wire.server();
        server.numbered.clear();
        server.lose(MISSION_FEED, "visit", first.0);
    }
    let second = phone.visit(DOORS[1], Outcome::Met);
    phone.sync().unwrap();
    let server = phone.wire.server();
    for visit in [first, second] {
        assert!(server.row(MISSION, "visit", visit.0).is_some());
    }
}

#[test]
fn quarantined_work_stays_on_display_and_is_counted_apart() {
    let phone = Phone::of(&server());
    let put_aside = ("visit".to_owned(), Reason::NotAssigned);
    phone.wire.server().quarantine.extend([put_aside]);
    let visit = phone.visit(DOORS[0], Outcome::Met);
    let report = phone.sync().unwrap();
    assert_eq!((report.accepted, report.quarantined), (0, 1));
    assert_eq!(phone.waiting(), 0);
    assert_eq!(phone.attention(), ["not_assigned"]);
    assert_eq!(phone.states()[0], "met");
    assert!(phone.is_equal());

    // A supervisor lets it in: nothing needs attention any more.
    let fields = phone.history(DOORS[0])[0].clone();
    let mut server = phone.wire.server();
    server.quarantine.clear();
    server.set(
        MISSION_FEED,
        "visit",
        visit.0,
        fields_of([
            ("door", Value::Text(DOORS[0].to_string())),
            ("author", Value::Text(crate::world::AMINA.to_string())),
            ("outcome", Value::from("met")),
            ("started", Value::Int(fields.started)),
        ]),
    );
    let seq = server.feeds[&MISSION_FEED].head;
    let device = *server.devices.values().next().unwrap();
    server.let_in.push((MISSION_FEED, LetIn { device, n: 1, seq }));
    drop(server);
    phone.sync().unwrap();
    assert!(phone.attention().is_empty());
    assert_eq!(phone.states()[0], "met");
    assert!(phone.is_equal());
}

/// Its row tells nothing of it, so the server does.
#[test]
fn what_was_let_in_and_lost_against_newer_values_needs_no_attention_any_more() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    phone.wire.server().quarantine.insert("visit".to_owned(), Reason::NotAssigned);
    phone.set(visit, [("outcome", Value::from("refused"))]);
    phone.sync().unwrap();
    assert_eq!(
        (phone.attention(), phone.states()[0].as_str()),
        (vec!["not_assigned".to_owned()], "refused")
    );
    let mut server = phone.wire.server();
    server.set(MISSION_FEED, "visit", visit.0, fields_of([("outcome", Value::from("vacant"))]));
    drop(server);
    phone.sync().unwrap();
    assert_eq!(phone.attention(), ["not_assigned"]);

    let mut server = phone.wire.server();
    let device = *server.devices.values().next().unwrap();
    server.let_in_and_lose(device, MISSION_FEED);
    drop(server);
    phone.sync().unwrap();
    assert!(phone.attention().is_empty());
    assert_eq!((phone.waiting(), phone.states()[0].as_str()), (0, "vacant"));
    assert!(phone.is_equal());
}

#[test]
fn a_returned_visit_needs_attention_until_it_is_corrected() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    let seq = phone.wire.server().feeds[&MISSION_FEED].head;
    phone.wire.server().set(
        MISSION_FEED,
        "review",
        Uuid::from_u128(500),
        fields_of([
            ("visit", Value::Text(visit.to_string())),
            ("reviewed_seq", Value::Int(seq as i64)),
            ("verdict", Value::from("returned")),
            ("question", Value::from("En quelle langue ?")),
        ]),
    );
    phone.sync().unwrap();
    assert_eq!(phone.attention(), ["returned"]);
    phone.set(visit, [("language", Value::from("ar"))]);
    assert!(phone.attention().is_empty());
    phone.sync().unwrap();
    assert!(phone.attention().is_empty());
}

#[test]
fn a_server_whose_answers_bring_nothing_is_given_up_and_the_work_is_kept() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    phone.wire.server().refuses_numbers = true;
    assert!(matches!(phone.sync(), Err(SyncError::Stuck)));
    assert_eq!(phone.waiting(), 1);
    phone.wire.server().refuses_numbers = false;
    assert_eq!(phone.sync().unwrap().accepted, 1);
}
