//! What a partner answered: told at the doors of exactly its buildings, taken back, and gone with an
//! erasure.

use app::core::{AnswerView, Command, FailureCode, Reply, Tell};
use shared::change::stub_fields;
use shared::id::{AnswerId, Id};
use shared::value::Value;
use uuid::Uuid;

use crate::story::{Story, met};
use crate::world::{DOORS, MISSION_FEED, TERRITORY_FEED, fields_of};

const ANSWER: AnswerId = AnswerId(Uuid::from_u128(0x900));
const PLACE: Uuid = Uuid::from_u128(0x901);
const HERE: Uuid = Uuid::from_u128(0x50);
const ELSEWHERE: Uuid = Uuid::from_u128(0x59);

/// The server tells of an answer for that building.
fn answered(story: &Story, building: Uuid) {
    let text = |id: Uuid| Value::from(id.to_string().as_str());
    let answer = fields_of([
        ("said", Value::from("L’ascenseur est en panne")),
        ("action", Value::from("La pièce est commandée.")),
        ("due", Value::from("2026-01-05")),
        ("answered", Value::from("2026-01-01")),
    ]);
    story.wire.server().set(TERRITORY_FEED, "answer", ANSWER.uuid(), answer);
    let place = fields_of([("answer", text(ANSWER.uuid())), ("building", text(building))]);
    story.wire.server().set(TERRITORY_FEED, "answer_building", PLACE, place);
    story.sync();
}

fn tell(undo: bool) -> Command {
    Command::Tell(Tell { door: DOORS[0], answer: ANSWER, mission: None, visit: None, undo })
}

fn at_door(story: &Story) -> Vec<AnswerView> {
    story.door(DOORS[0]).answers
}

#[test]
fn an_answer_is_told_at_its_doors_once_and_can_be_taken_back() {
    let story = Story::enrolled();
    assert_eq!(story.refused(tell(false)), FailureCode::UnknownAnswer);
    answered(&story, HERE);
    let [answer] = at_door(&story).try_into().unwrap();
    assert_eq!((answer.action.as_str(), answer.told), ("La pièce est commandée.", 0));
    assert_eq!(story.mission().answers.len(), 1);

    let Reply::Told(first) = story.ask(tell(false)) else { panic!("not told") };
    let Reply::Told(again) = story.ask(tell(false)) else { panic!("not told") };
    assert_eq!((first.telling, first.waiting), (again.telling, again.waiting));
    assert_eq!((at_door(&story)[0].told, story.mission().answers[0].told), (1, 1));
    story.ask(tell(true));
    assert_eq!(at_door(&story)[0].told, 0);
    assert!(matches!(story.ask(tell(true)), Reply::Told(_)), "taken back twice, it is gone once");
    story.ask(tell(false));
    let mut during = met();
    during.told = vec![ANSWER];
    story.visit(during);
    story.sync();
    let told = |story: &Story| {
        let server = story.wire.server();
        let rows = server.feeds[&MISSION_FEED].rows.iter();
        let rows = rows.filter(|((kind, _), _)| kind == "telling");
        rows.map(|(_, row)| row.1.contains_key("visit")).collect::<Vec<_>>()
    };
    let mut kept = told(&story);
    kept.sort_unstable();
    assert_eq!(kept, [false, true]);

    // Who asks to be forgotten takes it along.
    story.wire.server().set(MISSION_FEED, "telling", first.telling.uuid(), stub_fields());
    story.sync();
    assert_eq!(at_door(&story)[0].told, 1, "the other one was told during a visit");
}

#[test]
fn an_answer_for_another_building_is_kept_and_told_nowhere_here() {
    let story = Story::enrolled();
    answered(&story, ELSEWHERE);
    assert!(at_door(&story).is_empty() && story.mission().answers.is_empty());
    assert_eq!(story.refused(tell(false)), FailureCode::UnknownAnswer);
    assert!(matches!(story.refused(tell(true)), FailureCode::NothingToChange));
    // Once it names this building as well, it is told here.
    let place = fields_of([
        ("answer", Value::from(ANSWER.to_string().as_str())),
        ("building", Value::from(HERE.to_string().as_str())),
    ]);
    story.wire.server().set(TERRITORY_FEED, "answer_building", Uuid::from_u128(0x902), place);
    story.sync();
    assert_eq!(at_door(&story).len(), 1);
}

#[test]
fn what_was_raised_here_waits_in_sight_until_it_is_answered() {
    let story = Story::enrolled();
    let raised = |id: u128, title: &str, building: Option<Uuid>| {
        let mut fields = fields_of([
            ("theme", Value::from("ascenseur")),
            ("title", Value::from(title)),
            ("households", Value::Int(22)),
            ("raised", Value::from("2026-01-01")),
        ]);
        if let Some(building) = building {
            fields.insert("building".to_owned(), Value::from(building.to_string().as_str()));
        }
        story.wire.server().set(MISSION_FEED, "signal", Uuid::from_u128(id), fields);
        story.sync();
    };
    let waiting = || {
        let signals = story.mission().signals.into_iter();
        signals.map(|one| (one.title, one.households, one.is_read)).collect::<Vec<_>>()
    };
    raised(0x910, "L’ascenseur est en panne", Some(HERE));
    raised(0x911, "Les boîtes aux lettres", Some(ELSEWHERE));
    raised(0x912, "Le local à vélos", None);
    let lift = ("L’ascenseur est en panne".to_owned(), 22, false);
    let bicycles = ("Le local à vélos".to_owned(), 22, false);
    assert_eq!(waiting(), [lift, bicycles.clone()]);
    assert_eq!(story.mission().signals[0].building.as_deref(), Some("12 rue des Lilas"));

    let read = fields_of([("acknowledged", Value::from("2026-01-02"))]);
    story.wire.server().set(MISSION_FEED, "signal", Uuid::from_u128(0x910), read);
    story.sync();
    assert!(waiting()[0].2, "the partner said that it was read");

    let answer = fields_of([("answer", Value::from(ANSWER.to_string().as_str()))]);
    story.wire.server().set(MISSION_FEED, "signal", Uuid::from_u128(0x910), answer);
    answered(&story, HERE);
    assert_eq!(waiting(), [bicycles]);
    assert_eq!(story.mission().answers.len(), 1);
}
