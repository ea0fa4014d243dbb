//! What the screens are told, and that it is true.

use app::core::*;
use shared::id::*;
use shared::protocol::Reason;
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use crate::server::NOW;
use crate::story::{Story, met};
use crate::world::{AMINA, DOORS, MISSION, MISSION_FEED, STAIRWELL, TERRITORY_FEED, fields_of};

fn text(id: impl ToString) -> Value {
    Value::Text(id.to_string())
}

/// A supervisor sends a visit back, as it stands now.
fn send_back(story: &Story, visit: VisitId, question: &str) {
    let mut server = story.wire.server();
    let (seq, _) = server.feeds[&MISSION_FEED].rows[&("visit".to_owned(), visit.0)].clone();
    let fields = fields_of([
        ("visit", text(visit)),
        ("reviewed_seq", Value::Int(i64::try_from(seq).unwrap())),
        ("verdict", Value::from("returned")),
        ("question", Value::from(question)),
        ("reviewer", text(Uuid::from_u128(900))),
    ]);
    server.set(MISSION_FEED, "review", Uuid::from_u128(901), fields);
}

#[test]
fn the_day_shows_progress_the_next_door_and_what_waits() {
    let story = Story::enrolled();
    let today = story.today();
    let card = &today.missions[0];
    assert_eq!((card.seen, card.doors), (0, 3));
    let next = card.next.as_ref().unwrap();
    assert_eq!((next.door, next.building_name.as_str()), (DOORS[0], "12 rue des Lilas"));
    assert_eq!((next.floor, next.stairwell_name.as_str()), (0, "A"));

    story.outcome("absent", &DOORS[..2]);
    let today = story.today();
    assert_eq!((today.missions[0].seen, today.missions[0].doors), (2, 3));
    assert_eq!(today.missions[0].next.as_ref().unwrap().door, DOORS[2]);
    assert_eq!((today.sync.waiting_visits, today.sync.waiting), (2, 2));
    story.sync();
    let today = story.today();
    assert_eq!((today.sync.waiting_visits, today.sync.last_contact), (0, Some(NOW)));
    assert_eq!(today.name, "Amina");

    story.outcome("absent", &DOORS[2..]);
    assert_eq!(story.today().missions[0].next, None);
}

#[test]
fn a_door_left_alone_is_neither_counted_nor_proposed() {
    let story = Story::enrolled();
    story.ask(Command::DoNotContact { door: DOORS[0], stop: true });
    let card = &story.today().missions[0];
    assert_eq!((card.seen, card.doors), (0, 2));
    assert_eq!(card.next.as_ref().unwrap().door, DOORS[1]);
    let door = story.door(DOORS[0]);
    assert!(door.do_not_contact);
    assert_eq!(door.state, "do_not_contact");
    let refused = story.refused(Command::Visit(met()));
    assert_eq!(refused, FailureCode::DoNotContact);
    story.ask(Command::DoNotContact { door: DOORS[0], stop: false });
    assert_eq!(story.states(), ["to_see"; 3]);
}

#[test]
fn the_grid_stands_as_the_stairwell_does() {
    let story = Story::enrolled();
    for (number, floor) in [(0x71, 3), (0x72, -1), (0x73, 3)] {
        let fields = fields_of([
            ("stairwell", text(STAIRWELL)),
            ("floor", Value::Int(floor)),
            ("rank", Value::Int(number)),
            ("label", Value::Text(format!("{number}"))),
        ]);
        story.wire.server().set(TERRITORY_FEED, "door", Uuid::from_u128(number as u128), fields);
    }
    story.sync();
    story.outcome("come_back", &DOORS[1..2]);
    let grid = story.grid();
    assert!(grid.mine);
    let floors: Vec<i64> = grid.stairwells[0].floors.iter().map(|floor| floor.floor).collect();
    assert_eq!(floors, [3, 0, -1]);
    let ground = &grid.stairwells[0].floors[1].doors;
    assert_eq!(ground.iter().map(|door| door.id).collect::<Vec<_>>(), DOORS);
    assert_eq!(ground[1].state, "come_back");
    assert!(ground[1].waiting && !ground[0].waiting);
    assert_eq!(ground[1].visits, 1);
    assert_eq!((grid.seen, grid.doors), (1, 6));
    // After the door where one was, not from the beginning again.
    assert_eq!(grid.next.unwrap().door, DOORS[2]);

    let elsewhere = BuildingId(Uuid::from_u128(1));
    let asked = Command::Building { mission: MISSION, building: elsewhere };
    assert_eq!(story.refused(asked), FailureCode::UnknownBuilding);
}

#[test]
fn a_mission_tells_message_services_and_what_one_has_done() {
    let story = Story::enrolled();
    let message = fields_of([("message", Value::from("L’ascenseur est réparé."))]);
    story.wire.server().set(MISSION_FEED, "mission", MISSION.0, message);
    story.sync();
    story.visit(NewVisit {
        advice: vec!["cheque-energie".to_owned()],
        needs: vec!["eau".to_owned().into(), "bruit".to_owned().into()],
        ..met()
    });
    let gone = story.outcome("met", &DOORS[1..2]);
    story.ask(Command::WithdrawMany { visits: gone, undo: false });
    let page = story.mission();
    assert_eq!(page.message.as_deref(), Some("L’ascenseur est réparé."));
    assert_eq!(page.services[0].name, "Chèque énergie");
    assert_eq!(page.own, OwnCount { visits: 1, met: 1, advice: 1, needs: 2 });
    assert_eq!((page.buildings[0].seen, page.buildings[0].doors), (1, 3));
    assert_eq!(page.buildings[0].stairwells[0].name, "A");
    let asked = Command::Mission { mission: MissionId(Uuid::from_u128(1)) };
    assert_eq!(story.refused(asked), FailureCode::UnknownMission);
}

#[test]
fn one_tap_at_several_doors_is_undone_as_one() {
    let story = Story::enrolled();
    let visits = story.outcome("absent", &DOORS);
    assert_eq!(story.states(), ["absent"; 3]);
    story.ask(Command::WithdrawMany { visits: visits.clone(), undo: false });
    assert_eq!(story.states(), ["to_see"; 3]);
    story.ask(Command::WithdrawMany { visits: visits.clone(), undo: true });
    assert_eq!(story.states(), ["absent"; 3]);
    let unknown = VisitId(Uuid::from_u128(5));
    let asked = Command::WithdrawMany { visits: vec![visits[0], unknown], undo: false };
    assert_eq!(story.refused(asked), FailureCode::UnknownVisit);
    assert_eq!(story.states(), ["absent"; 3]);
}

#[test]
fn what_is_promised_is_due_until_somebody_was_there() {
    let story = Story::enrolled();
    let back = |door: DoorId, due: &str| NewOutcomes {
        doors: vec![door],
        mission: None,
        outcome: "come_back".to_owned(),
        due: Some(due.to_owned()),
    };
    story.ask(Command::Outcomes(back(DOORS[1], "2025-11-27T18:30")));
    story.ask(Command::Outcomes(back(DOORS[0], "2025-11-20")));
    story.visit(NewVisit {
        door: DOORS[2],
        agreed: vec![Agreed {
            due: Some("2025-11-26".to_owned()),
            service: Some("cheque-energie".to_owned()),
        }],
        consent: true,
        ..met()
    });
    let due = story.today().due;
    let doors: Vec<DoorId> = due.iter().map(|due| due.place.door).collect();
    // What is late comes first, and is not forgotten.
    assert_eq!(doors, [DOORS[0], DOORS[2], DOORS[1]]);
    assert_eq!(due[1].sort, DueSort::Referral);
    assert_eq!(due[1].service_name.as_deref(), Some("Chèque énergie"));
    assert_eq!(story.door(DOORS[1]).promised[0].due, "2025-11-27T18:30");

    story.clock.advance(60_000);
    story.outcome("absent", &DOORS[..1]);
    assert_eq!(story.today().due.len(), 2);
    // The day of the referral is over, and the one after it.
    story.clock.advance(4 * Millis::DAY);
    let due = story.today().due;
    assert_eq!(due.iter().map(|due| due.place.door).collect::<Vec<_>>(), [DOORS[1]]);
}

#[test]
fn a_correction_and_an_answer_that_are_being_typed_survive_a_killed_app() {
    let story = Story::enrolled();
    let visit = story.visit(met());
    let sheet = |story: &Story| story.my_visits(VisitsOnly::All).visits[0].clone();
    let (correction, answer) = (sheet(&story).correction.key, sheet(&story).answer.key);
    for (key, content) in [(&correction, "quatre pi"), (&answer, "elle a dit")] {
        story.ask(Command::KeepDraft { key: key.clone(), content: content.to_owned() });
    }
    let story = story.reopened();
    story.unlock(crate::story::PIN).unwrap();
    assert_eq!(sheet(&story).correction.content.as_deref(), Some("quatre pi"));
    assert_eq!(sheet(&story).answer.content.as_deref(), Some("elle a dit"));
    let open = story.today().drafts;
    let mut of: Vec<_> = open.iter().map(|draft| draft.of).collect();
    of.sort_by_key(|of| matches!(of, DraftOf::Answer(_)));
    assert_eq!(of, [DraftOf::Correction(visit), DraftOf::Answer(visit)]);
    // What is kept is typed no more, each by itself.
    let note = Some("quatre pièces".to_owned());
    story.ask(Command::Correct(Correction { note, ..Correction::of(visit) }));
    assert_eq!(sheet(&story).correction.content, None);
    assert!(sheet(&story).answer.content.is_some());
    story.ask(Command::Answer { visit, text: "Elle a dit oui.".to_owned() });
    assert!(story.today().drafts.is_empty());
}

#[test]
fn a_talk_that_is_being_written_survives_and_goes_with_what_is_saved() {
    let story = Story::enrolled();
    let key = story.door(DOORS[0]).draft_key;
    story.ask(Command::KeepDraft { key: key.clone(), content: "elle dit que".to_owned() });
    let story = story.reopened();
    story.unlock(crate::story::PIN).unwrap();
    assert_eq!(story.today().drafts[0].place.door, DOORS[0]);
    assert_eq!(story.door(DOORS[0]).draft.unwrap().content, "elle dit que");
    // What is refused leaves the draft.
    story.refused(Command::Visit(NewVisit { outcome: "vanished".to_owned(), ..met() }));
    assert_eq!(story.today().drafts.len(), 1);
    story.visit(met());
    assert!(story.today().drafts.is_empty());
    assert_eq!(story.door(DOORS[0]).draft, None);
}

#[test]
fn a_door_tells_its_history_and_offers_what_the_mission_knows() {
    let story = Story::enrolled();
    story.visit(NewVisit {
        minutes: Some(7),
        started: Some(NOW.plus(-7 * Millis::MINUTE)),
        language: Some("tr".to_owned()),
        advice: vec!["cheque-energie".to_owned()],
        needs: vec![Heard {
            theme: "nuisibles".to_owned(),
            words: Some("des souris dans l’entrée".to_owned()),
        }],
        ..met()
    });
    let page = story.door(DOORS[0]);
    let sheet = &page.history[0];
    assert_eq!(sheet.visit.started, NOW.0 - 7 * Millis::MINUTE);
    assert_eq!(sheet.advice[0].name, "Chèque énergie");
    assert_eq!(sheet.needs[0].words.as_deref(), Some("des souris dans l’entrée"));
    assert_eq!((&sheet.sending, &sheet.review), (&Sending::Waiting, &ReviewState::Received));
    assert_eq!(page.themes[0], "nuisibles");
    assert_eq!(page.languages[..2], ["tr", "fr"]);
    assert_eq!(page.languages.iter().filter(|language| *language == "tr").count(), 1);
    assert_eq!(page.next.unwrap().door, DOORS[1]);
    story.sync();
    assert_eq!(story.door(DOORS[0]).history[0].sending, Sending::Sent);
}

#[test]
fn a_returned_visit_is_answered_by_a_word_or_by_a_correction() {
    let story = Story::enrolled();
    let (first, second) = (story.visit(met()), story.outcome("met", &DOORS[1..2])[0]);
    story.sync();
    send_back(&story, first, "Cuisine ou salle de bains ?");
    story.sync();
    let returned = story.my_visits(VisitsOnly::Returned);
    assert_eq!((returned.total, returned.returned), (1, 1));
    let question = "Cuisine ou salle de bains ?".to_owned();
    let expected = ReviewState::Returned { question: question.clone(), reviewer: None };
    assert_eq!(returned.visits[0].review, expected);
    assert_eq!(story.today().returned, 1);

    story.ask(Command::Answer { visit: first, text: "Dans la cuisine.".to_owned() });
    assert_eq!(story.today().returned, 0);
    let sheet = &story.door(DOORS[0]).history[0];
    assert_eq!(sheet.review, ReviewState::Answered { question, reviewer: None });
    assert!(sheet.comments[0].mine && sheet.comments[0].waiting);
    assert_eq!(sheet.comments[0].text, "Dans la cuisine.");
    assert_eq!(sheet.comments[0].author_name.as_deref(), Some("Amina"));
    story.sync();
    assert_eq!(story.today().returned, 0);
    assert!(!story.door(DOORS[0]).history[0].comments[0].waiting);

    send_back(&story, second, "Avec qui ?");
    story.sync();
    assert_eq!(story.today().returned, 1);
    let wanted = Correction { minutes: Some(3), ..Correction::of(second) };
    story.ask(Command::Correct(wanted));
    assert_eq!(story.today().returned, 0);
    let theirs = fields_of([("door", text(DOORS[2])), ("author", text(Uuid::from_u128(0xb)))]);
    story.wire.server().set(MISSION_FEED, "visit", Uuid::from_u128(700), theirs);
    story.sync();
    let visit = VisitId(Uuid::from_u128(700));
    let answer = Command::Answer { visit, text: "non".to_owned() };
    assert_eq!(story.refused(answer), FailureCode::NotAuthor);
}

#[test]
fn a_correction_reaches_words_and_what_was_agreed() {
    let story = Story::enrolled();
    let visit = story.visit(NewVisit {
        needs: vec!["eau".to_owned().into()],
        agreed: vec![Agreed { due: Some("2025-12-01".to_owned()), service: None }],
        ..met()
    });
    let held = story.door(DOORS[0]).history[0].agreed[0].id;
    let heard = Heard { theme: "eau".to_owned(), words: Some("une fuite".to_owned()) };
    story.ask(Command::Correct(Correction {
        add_needs: vec![heard],
        add_agreed: vec![Agreed { due: Some("2025-12-08".to_owned()), service: None }],
        drop_agreed: vec![held],
        ..Correction::of(visit)
    }));
    let sheet = &story.door(DOORS[0]).history[0];
    assert_eq!(sheet.needs.len(), 1);
    assert_eq!(sheet.needs[0].words.as_deref(), Some("une fuite"));
    assert_eq!(sheet.agreed.len(), 1);
    assert_eq!(sheet.agreed[0].due.as_deref(), Some("2025-12-08"));
}

#[test]
fn a_value_that_gave_way_is_told_with_the_one_that_is_kept() {
    let story = Story::enrolled();
    let visit = story.visit(met());
    story.sync();
    story.wire.server().loses.insert("visit".to_owned());
    let wanted = Correction {
        note: Some("quatre pièces".to_owned()),
        minutes: Some(9),
        ..Correction::of(visit)
    };
    story.ask(Command::Correct(wanted));
    story.sync();
    let differing = story.my_visits(VisitsOnly::All).differing;
    let told: Vec<_> = differing
        .iter()
        .map(|one| &one.difference)
        .map(|one| (one.field.as_str(), one.mine.as_deref(), one.kept.as_deref()))
        .collect();
    assert_eq!(told, [("minutes", Some("9"), None), ("note", Some("quatre pièces"), None)]);
    // A supervisor takes the other value: nothing is left to tell.
    let taken = fields_of([("note", Value::from("quatre pièces")), ("minutes", Value::Int(9))]);
    story.wire.server().set(MISSION_FEED, "visit", visit.0, taken);
    story.sync();
    assert!(story.my_visits(VisitsOnly::All).differing.is_empty());
}

#[test]
fn the_numbers_of_sending_add_up_and_what_is_missing_is_told() {
    let story = Story::enrolled();
    story.outcome("absent", &DOORS);
    let page = story.sync_page();
    let sum = VisitSum { made: 3, received: 0, waiting: 3, attention: 0, missing: 0 };
    assert_eq!((page.visits, page.waiting.visits), (sum, 3));
    story.sync();
    story.wire.server().quarantine.insert("visit".to_owned(), Reason::NotAssigned);
    story.outcome("absent", &DOORS[..1]);
    story.sync();
    let visits = story.outcome("met", &DOORS[1..2]);
    story.ask(Command::Correct(Correction { minutes: Some(2), ..Correction::of(visits[0]) }));
    story.ask(Command::DoNotContact { door: DOORS[2], stop: true });
    let page = story.sync_page();
    let sum = VisitSum { made: 5, received: 3, waiting: 1, attention: 1, missing: 0 };
    assert_eq!(page.visits, sum);
    assert_eq!(page.waiting, WaitingSum { visits: 1, corrections: 0, doors: 1 });
    assert_eq!(page.attention[0].place.as_ref().unwrap().door, DOORS[0]);
    assert_eq!(page.attention[0].reason, "not_assigned");
    assert!(page.feeds.iter().all(|feed| feed.equal == Some(true)));
    assert!(page.feeds.iter().all(|feed| feed.server == Some(feed.phone)), "{:?}", page.feeds);
    assert!(page.feeds.iter().any(|feed| feed.name.as_deref() == Some("Bien se chauffer")));

    // The server loses a visit that the phone had let go of, and begins another life.
    story.wire.server().quarantine.clear();
    story.sync();
    let lost = story.my_visits(VisitsOnly::All).visits[0].visit.id;
    story.wire.server().lose(MISSION_FEED, "visit", lost.0);
    let epoch = EpochId(Uuid::from_u128(2));
    story.wire.server().epoch = epoch;
    story.wire.server().numbered.clear();
    story.sync();
    let sum = story.sync_page().visits;
    assert_eq!(sum.made, 5);
    let told = i64::try_from(sum.received + sum.waiting + sum.attention).unwrap();
    assert_eq!(told + sum.missing, 5);
}

#[test]
fn the_phone_tells_about_itself_and_what_it_removed() {
    let story = Story::enrolled();
    let Reply::About(about) = story.ask(Command::About) else { panic!("nothing about") };
    assert_eq!((about.account, about.label.as_deref()), (AMINA, Some("le bleu")));
    assert_eq!((about.has_pin, about.autolock_minutes), (true, 5));
    assert!(about.rows > 5);
    story.outcome("absent", &DOORS[..1]);
    story.sync();
    let reason = shared::protocol::DropReason::MissionClosed;
    story.wire.server().dropped = vec![shared::protocol::Dropped { feed: MISSION_FEED, reason }];
    story.sync();
    story.sync();
    let Reply::Log(log) = story.ask(Command::Log) else { panic!("no log") };
    let line = log.iter().find(|line| line.feed == Some(MISSION_FEED)).unwrap();
    assert_eq!((line.what.as_str(), line.subject.as_str()), ("purged", "Bien se chauffer"));
    let sum = VisitSum { made: 1, received: 1, waiting: 0, attention: 0, missing: 0 };
    assert_eq!(story.sync_page().visits, sum);
}

#[test]
fn unsent_work_can_be_taken_out_as_bytes() {
    let story = Story::enrolled();
    story.visit(NewVisit { note: Some("le chauffage".to_owned()), ..met() });
    let Reply::RescueFile(file) = story.ask(Command::RescueBytes) else { panic!("no file") };
    assert_eq!((file.name.as_str(), file.changes), ("palier-2025-11-24.rescue", 1));
    let device = shared::rescue::device_of(&file.bytes).unwrap();
    let Reply::About(about) = story.ask(Command::About) else { panic!("nothing about") };
    assert_eq!(device, about.device);
    assert!(!file.bytes.windows(9).any(|part| part == b"chauffage"));
}
