//! The core: commands and replies, as window, browser and command line use them.

use app::core::{Agreed, Command, Correction, FailureCode, NewOutcomes, NewVisit, Reply};
use shared::id::{DoorId, VisitId};
use shared::protocol::ProblemCode;
use shared::value::Value;

use crate::line::Fault;
use crate::story::{Story, met};
use crate::world::{DOORS, MISSION_FEED, TERRITORY_FEED, fields_of};

#[test]
fn before_it_is_enrolled_a_phone_says_what_to_do() {
    let story = Story::new();
    let commands =
        [Command::Missions, Command::Status, Command::Sync { tries: 1 }, Command::Visit(met())];
    for command in commands {
        assert_eq!(story.refused(command), FailureCode::NotEnrolled);
    }
}

#[test]
fn a_code_and_an_address_are_looked_at_before_anything_is_sent() {
    let story = Story::new();
    let enrol = |server: &str, code: &str| Command::Enrol {
        server: server.to_owned(),
        code: code.to_owned(),
        label: "phone".to_owned(),
        pin: None,
    };
    let wrong = enrol("https://palier.example", "lusab babad");
    assert_eq!(story.refused(wrong), FailureCode::BadCode);
    let wrong = enrol("palier", "lusab babad gutih");
    assert_eq!(story.refused(wrong), FailureCode::BadAddress);
    story.wire.server().faults.push_back(Fault::Problem(ProblemCode::UnknownCode));
    let unknown = enrol("https://palier.example", "lusab babad gutih");
    assert_eq!(story.refused(unknown), FailureCode::BadCode);
}

#[test]
fn a_long_visit_is_kept_whole_with_all_that_hangs_on_it() {
    let story = Story::enrolled();
    let agreed = |due: Option<&str>, service: Option<&str>| Agreed {
        due: due.map(str::to_owned),
        service: service.map(str::to_owned),
    };
    let new = NewVisit {
        minutes: Some(12),
        language: Some("ar".to_owned()),
        advice: vec!["cheque-energie".to_owned()],
        needs: vec!["chauffage".to_owned().into()],
        agreed: vec![agreed(Some("2025-12-03T10:00"), None), agreed(None, Some("cheque-energie"))],
        consent: true,
        ..met()
    };
    story.visit(new.clone());
    let visit = &story.history().visits[0];
    assert_eq!(visit.advice, ["cheque-energie"]);
    assert_eq!(visit.needs, ["chauffage"]);
    assert_eq!(visit.appointments.len(), 2);
    assert_eq!(visit.author_name.as_deref(), Some("Amina"));

    let no_consent = NewVisit { consent: false, ..new.clone() };
    assert_eq!(story.refused(Command::Visit(no_consent)), FailureCode::BadValue);
    let unknown = NewVisit { advice: vec!["lune".to_owned()], ..new };
    let failure = story.try_ask(Command::Visit(unknown)).unwrap_err();
    assert!(failure.message.contains("cheque-energie"), "{failure}");
    assert_eq!(story.history().visits.len(), 1);
    let Reply::Synced(synced) = story.ask(Command::Sync { tries: 1 }) else {
        panic!("not synced");
    };
    assert!(synced.clean);
    assert_eq!(synced.accepted, 5);
}

#[test]
fn nobody_opened_at_several_doors_is_all_or_nothing() {
    let story = Story::enrolled();
    let stop = fields_of([("do_not_contact", Value::Bool(true))]);
    story.wire.server().set(TERRITORY_FEED, "door", DOORS[2].0, stop);
    story.ask(Command::Sync { tries: 1 });
    let absent = |doors: &[DoorId]| {
        Command::Outcomes(NewOutcomes {
            doors: doors.to_vec(),
            mission: Some("bien se CHAUFFER".to_owned()),
            outcome: "absent".to_owned(),
            due: None,
        })
    };
    assert_eq!(story.refused(absent(&DOORS)), FailureCode::DoNotContact);
    assert!(story.history().visits.is_empty());
    let Reply::Outcomes(kept) = story.ask(absent(&DOORS[..2])) else {
        panic!("not kept");
    };
    assert_eq!((kept.visits.len(), kept.waiting), (2, 2));
}

#[test]
fn a_correction_says_what_changes_and_when_nothing_does() {
    let story = Story::enrolled();
    let new = NewVisit { advice: vec!["cheque-energie".to_owned()], ..met() };
    let visit = story.visit(new);
    story.ask(Command::Sync { tries: 1 });
    let wanted = Correction {
        minutes: Some(9),
        drop_advice: vec!["cheque-energie".to_owned()],
        add_needs: vec!["eau".to_owned().into()],
        ..Correction::of(visit)
    };
    let Reply::Corrected(corrected) = story.ask(Command::Correct(wanted.clone())) else {
        panic!("not corrected");
    };
    assert_eq!((corrected.changes, corrected.waiting), (3, 3));
    assert_eq!(story.refused(Command::Correct(wanted)), FailureCode::NothingToChange);
    story.ask(Command::Sync { tries: 1 });
    let history = story.history();
    assert!(history.visits[0].advice.is_empty());
    assert_eq!(history.visits[0].needs, ["eau"]);
}

#[test]
fn only_its_author_corrects_a_visit() {
    let story = Story::enrolled();
    let visit = uuid::Uuid::from_u128(700);
    let theirs = fields_of([
        ("door", Value::Text(DOORS[0].to_string())),
        ("author", Value::Text(crate::world::MOUSSA.to_string())),
        ("outcome", Value::from("absent")),
        ("started", Value::Int(5)),
    ]);
    story.wire.server().set(MISSION_FEED, "visit", visit, theirs);
    story.ask(Command::Sync { tries: 1 });
    let visit = VisitId(visit);
    let withdraw = Command::Withdraw { visit, undo: false };
    assert_eq!(story.refused(withdraw), FailureCode::NotAuthor);
}

#[test]
fn a_missing_network_has_a_code_of_its_own_and_is_remembered() {
    let story = Story::enrolled();
    story.visit(met());
    story.wire.server().faults.push_back(Fault::Unreachable);
    assert_eq!(story.refused(Command::Sync { tries: 1 }), FailureCode::Unreachable);
    let Reply::Status(status) = story.ask(Command::Status) else {
        panic!("no status");
    };
    assert_eq!(status.last_error.as_deref(), Some("unreachable"));
    assert_eq!((status.waiting, status.attention), (1, 0));
}

#[test]
fn what_changes_is_told() {
    let story = Story::enrolled();
    let mut events = story.core.events();
    story.visit(met());
    let event = events.blocking_recv().unwrap();
    assert!(event.feeds.contains(&MISSION_FEED));
    assert_eq!(event.waiting, 1);
}

#[test]
fn commands_and_replies_can_be_written_down() {
    let command = Command::Visit(met());
    let json = serde_json::to_string(&command).unwrap();
    assert_eq!(serde_json::from_str::<Command>(&json).unwrap(), command);
    let story = Story::enrolled();
    let reply = story.ask(Command::Missions);
    let json = serde_json::to_string(&reply).unwrap();
    assert_eq!(serde_json::from_str::<Reply>(&json).unwrap(), reply);
}
