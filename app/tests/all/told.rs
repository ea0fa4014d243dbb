//! What the phone tells a neighbor of itself: what somebody wrote otherwise, and what became of
//! things.

use app::core::{Command, Differing, FailureCode, NewsSort, Reply, Settle, VisitsOnly};
use shared::value::Value;
use uuid::Uuid;

use crate::story::{Story, met};
use crate::world::{AMINA, DOORS, MISSION_FEED, MOUSSA, TERRITORY_FEED, fields_of};

fn differing(story: &Story) -> Vec<Differing> {
    story.my_visits(VisitsOnly::All).differing
}

fn settle(of: &Differing, mine: bool) -> Command {
    Command::Settle(Settle { difference: of.difference.clone(), mine })
}

/// Amina calls the first door otherwise, and so did somebody else meanwhile.
fn renamed_twice() -> Story {
    let story = Story::enrolled();
    story.ask(Command::RenameDoor { door: DOORS[0], label: "1 B".to_owned() });
    story.wire.server().loses.insert("door".to_owned());
    let theirs = fields_of([("label", Value::from("1 bis"))]);
    story.wire.server().set(TERRITORY_FEED, "door", DOORS[0].0, theirs);
    story.sync();
    story.wire.server().loses.clear();
    story
}

#[test]
fn a_door_that_was_renamed_twice_is_told_with_both_names_and_ones_own_can_be_put_back() {
    let story = renamed_twice();
    assert_eq!(story.today().differing, 1);
    let [told] = differing(&story).try_into().unwrap();
    let values = (told.difference.mine.as_deref(), told.difference.kept.as_deref());
    assert_eq!(values, (Some("1 B"), Some("1 bis")));
    assert_eq!(told.place.as_ref().unwrap().label, "1 bis");

    story.ask(settle(&told, true));
    assert!(differing(&story).is_empty());
    assert_eq!(story.door(DOORS[0]).place.label, "1 B");
    story.sync();
    assert!(differing(&story).is_empty());
    let row =
        story.wire.server().feeds[&TERRITORY_FEED].rows[&("door".to_owned(), DOORS[0].0)].clone();
    assert_eq!(row.1.get("label"), Some(&Value::from("1 B")));
}

#[test]
fn what_is_left_as_it_is_writes_nothing_and_is_asked_once() {
    let story = renamed_twice();
    let [told] = differing(&story).try_into().unwrap();
    story.ask(settle(&told, false));
    assert!(differing(&story).is_empty());
    assert_eq!(story.today().sync.waiting, 0);
    assert_eq!(story.door(DOORS[0]).place.label, "1 bis");
    assert_eq!(story.refused(settle(&told, true)), FailureCode::NothingToChange);
}

#[test]
fn news_says_what_was_done_what_is_to_be_done_and_what_was_written() {
    let story = Story::enrolled();
    let visit = story.visit(met());
    story.sync();
    let follow_up = |number, what: &str, account: Option<Uuid>, done| {
        let mut fields = fields_of([
            ("visit", Value::from(visit.to_string().as_str())),
            ("what", Value::from(what)),
            ("done", Value::Bool(done)),
        ]);
        if let Some(account) = account {
            fields.insert("account".to_owned(), Value::from(account.to_string().as_str()));
        }
        story.wire.server().set(MISSION_FEED, "follow_up", Uuid::from_u128(number), fields);
    };
    follow_up(900, "Rappeler le gardien", Some(AMINA.0), false);
    follow_up(901, "L’ascenseur est réparé", None, true);
    follow_up(902, "Écrire au bailleur", Some(MOUSSA.0), false);
    let comment = fields_of([
        ("visit", Value::from(visit.to_string().as_str())),
        ("author", Value::from(MOUSSA.to_string().as_str())),
        ("text", Value::from("Merci, c’est transmis.")),
    ]);
    story.wire.server().set(MISSION_FEED, "comment", Uuid::from_u128(903), comment);
    story.sync();
    let told: Vec<_> = story.today().news.into_iter().map(|one| (one.sort, one.text)).collect();
    let expected = [
        (NewsSort::ToDo, "Rappeler le gardien"),
        (NewsSort::Done, "L’ascenseur est réparé"),
        (NewsSort::Written, "Merci, c’est transmis."),
    ];
    assert_eq!(told, expected.map(|(sort, text)| (sort, text.to_owned())));

    let Reply::Answered(_) = story.ask(Command::Answer { visit, text: "Merci.".to_owned() }) else {
        panic!("not answered");
    };
    assert_eq!(story.today().news.len(), 2, "what was answered is news no more");
}
