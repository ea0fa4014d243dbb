//! Cards before doors, the message written together, the debrief and one's own year, without a network.

use app::core::*;
use shared::id::*;
use shared::protocol::{DropReason, Dropped};
use shared::value::Value;
use uuid::Uuid;

use crate::story::{PIN, Story, met};
use crate::world::{AMINA, DOORS, MISSION, MISSION_FEED, MOUSSA, fields_of};

const CARD: Uuid = Uuid::from_u128(0x700);
const QUESTION: Uuid = Uuid::from_u128(0x701);

fn text(id: impl ToString) -> Value {
    Value::Text(id.to_string())
}

fn mission() -> String {
    MISSION.to_string()
}

/// A card with a question, written at the desk.
fn write_card(story: &Story, words: &str) {
    let mut server = story.wire.server();
    let card = fields_of([
        ("title", Value::from("Le chèque")),
        ("text", Value::from(words)),
        ("position", Value::Int(1)),
    ]);
    server.set(MISSION_FEED, "card", CARD, card);
    let question = fields_of([
        ("card", text(CARD)),
        ("position", Value::Int(1)),
        ("ask", Value::from("Quand ?")),
        ("choices", Value::from("Une fois par an\nChaque mois")),
        ("correct", Value::Int(1)),
    ]);
    server.set(MISSION_FEED, "quiz_question", QUESTION, question);
}

fn learn(answers: Vec<(usize, i64)>) -> Command {
    let card = "le chèque".to_owned();
    Command::Say(Said { mission: mission(), what: card, answers, done: true, ..Said::default() })
}

fn paper(story: &Story, what: &str) -> Paper {
    let asked = Command::Paper { mission: mission(), what: what.to_owned() };
    let Reply::Paper(page) = story.ask(asked) else { panic!("no paper") };
    *page
}

fn card(story: &Story) -> Paper {
    paper(story, &CARD.to_string())
}

/// Words about the message, or the answers of a debrief.
fn words(what: &str, texts: &[Option<&str>]) -> Command {
    let texts = texts.iter().map(|one| one.map(str::to_owned)).collect();
    Command::Say(Said { mission: mission(), what: what.to_owned(), texts, ..Said::default() })
}

#[test]
fn the_doors_open_when_the_cards_are_read_without_a_network() {
    let story = Story::enrolled();
    write_card(&story, "Il arrive une fois par an.\n\nSans demande.");
    story.sync();
    let page = story.mission();
    assert_eq!((page.card.cards_left, page.card.is_open()), (1, false));
    assert_eq!(story.refused(Command::Visit(met())), FailureCode::NotOpen);
    let absent = NewOutcomes {
        doors: DOORS[..1].to_vec(),
        mission: None,
        outcome: "absent".to_owned(),
        due: None,
    };
    assert_eq!(story.refused(Command::Outcomes(absent)), FailureCode::NotOpen);

    assert_eq!(story.refused(learn(Vec::new())), FailureCode::BadValue, "a question is open");
    assert_eq!(story.refused(learn(vec![(0, 3)])), FailureCode::BadValue, "no such answer");
    assert_eq!(story.refused(learn(vec![(1, 1)])), FailureCode::BadValue, "no such question");
    let other = Command::Paper { mission: mission(), what: "autre".to_owned() };
    assert_eq!(story.refused(other), FailureCode::UnknownCard);
    story.ask(learn(vec![(0, 2)]));
    let read = card(&story);
    assert_eq!((read.done, read.questions[0].chosen), (true, Some(2)));
    assert_eq!(story.mission().card.cards_left, 0);
    story.visit(met());
    story.sync();
    assert_eq!(story.today().sync.waiting, 0);
    let server = story.wire.server();
    let readings: Vec<_> = server.feeds[&MISSION_FEED]
        .rows
        .iter()
        .filter(|((kind, _), _)| kind == "reading")
        .collect();
    assert_eq!(readings[0].1.1["author"], text(AMINA));
}

#[test]
fn a_card_that_changes_or_comes_later_closes_nothing_and_shows_what_changed() {
    let story = Story::enrolled();
    write_card(&story, "Il arrive une fois par an.\n\nSans demande.");
    story.sync();
    story.ask(learn(vec![(0, 1)]));
    story.sync();
    write_card(&story, "Il arrive une fois par an.\n\nSans demande, au printemps.");
    story.sync();
    let page = card(&story);
    assert!(page.has_changed() && page.done && story.mission().card.is_open());
    let seen = page.seen.as_deref();
    let blocks = shared::blocks::blocks(page.text.as_deref().unwrap());
    let fresh: Vec<bool> =
        blocks.iter().flat_map(|block| &block.items).map(|item| item.is_new_to(seen)).collect();
    assert_eq!(fresh, [false, true]);
    story.ask(learn(Vec::new()));
    assert!(!card(&story).has_changed());

    // Who has begun is not stopped by a card that comes later.
    story.visit(met());
    let late = fields_of([
        ("title", Value::from("Plus tard")),
        ("text", Value::from("Encore.")),
        ("position", Value::Int(2)),
    ]);
    story.wire.server().set(MISSION_FEED, "card", Uuid::from_u128(0x710), late);
    story.sync();
    assert!(story.mission().card.is_open());
    assert_eq!(story.outcome("absent", &DOORS[1..2]).len(), 1);
}

#[test]
fn a_talk_that_was_begun_and_who_was_let_in_are_never_stopped() {
    let story = Story::enrolled();
    let key = story.door(DOORS[0]).draft_key;
    story.ask(Command::KeepDraft { key, content: "{}".to_owned() });
    write_card(&story, "Un.");
    story.sync();
    let absent = story.try_ask(Command::Visit(NewVisit { door: DOORS[1], ..met() }));
    assert_eq!(absent.unwrap_err().code, FailureCode::NotOpen);
    let cleared = |account: AccountId| {
        fields_of([("account", text(account)), ("lifted_by", text(Uuid::from_u128(900)))])
    };
    let (first, second) = (Uuid::from_u128(0x720), Uuid::from_u128(0x721));
    story.wire.server().set(MISSION_FEED, "clearance", first, cleared(MOUSSA));
    story.sync();
    assert!(!story.mission().card.is_open(), "somebody else was let in");
    story.visit(met());

    let story = Story::enrolled();
    write_card(&story, "Un.");
    story.wire.server().set(MISSION_FEED, "clearance", second, cleared(AMINA));
    story.sync();
    assert!(story.mission().card.is_open());
    story.visit(met());
}

#[test]
fn the_message_shows_what_changed_and_the_team_says_what_it_thinks() {
    let story = Story::enrolled();
    let say = |words: &str| {
        let fields = fields_of([("message", Value::from(words))]);
        story.wire.server().set(MISSION_FEED, "mission", MISSION.0, fields);
        story.sync();
    };
    let message = || paper(&story, MESSAGE);
    say("Bonjour.\n\nNous passons.");
    story.ask(Command::Say(Said {
        mission: mission(),
        what: MESSAGE.to_owned(),
        done: true,
        ..Said::default()
    }));
    assert!(!message().has_changed());
    say("Bonjour.\n\nNous passons mardi.");
    assert!(message().has_changed() && story.mission().message_changed);

    assert_eq!(story.refused(words(MESSAGE, &[Some("  ")])), FailureCode::BadValue);
    story.ask(words(MESSAGE, &[Some("Trop long.")]));
    story.ask(words(PROPOSAL, &[Some("Bonjour, à mardi.")]));
    story.sync();
    let said = message().remarks;
    let said: Vec<_> = said.iter().map(|one| (one.text.as_str(), one.proposal, one.mine)).collect();
    assert_eq!(said, [("Trop long.", false, true), ("Bonjour, à mardi.", true, true)]);
    assert_eq!(story.today().sync.attention, 0);
}

#[test]
fn the_debrief_and_the_year_are_ones_own_and_stay_when_the_mission_leaves() {
    let story = Story::enrolled();
    // A mission that was given back is told as the server counted it.
    let before = fields_of([
        ("mission", text(Uuid::from_u128(0x99))),
        ("title", Value::from("L’eau")),
        ("starts", Value::from("2025-01-01")),
        ("ends", Value::from("2025-02-01")),
        ("visits", Value::Int(20)),
        ("met", Value::Int(7)),
        ("advice", Value::Int(5)),
        ("cards", Value::Int(2)),
        ("languages", Value::from("fr tr")),
    ]);
    let own = FeedId::Account(AMINA);
    story.wire.server().set(own, "stint", Uuid::from_u128(0x730), before);
    story.sync();

    let debrief = |texts: [Option<&str>; 4]| words(DEBRIEF, &texts);
    assert_eq!(story.refused(debrief([None; 4])), FailureCode::BadValue);
    story.ask(debrief([Some("Le soir."), Some("Les étages."), None, None]));
    story.ask(debrief([None, Some(""), Some("Le froid."), None]));
    let said = paper(&story, DEBRIEF).answers;
    assert_eq!(said, ["Le soir.", "", "Le froid.", ""]);

    let spoken = Some("ar".to_owned());
    story.visit(NewVisit { language: spoken, ..met() });
    story.outcome("absent", &DOORS[1..2]);
    let year = |story: &Story| paper(story, YEAR).stints;
    let held = &year(&story)[1];
    assert_eq!((held.visits, held.met, held.languages.join(" ")), (2, 1, "ar".to_owned()));
    story.sync();

    let story = story.reopened();
    story.unlock(PIN).unwrap();
    let told: Vec<_> = year(&story).into_iter().map(|one| (one.title, one.met)).collect();
    assert_eq!(told, [("L’eau".to_owned(), 7), ("Bien se chauffer".to_owned(), 1)]);
}

#[test]
fn a_draft_that_its_team_prepares_is_read_and_not_walked() {
    let story = Story::enrolled();
    let fields = fields_of([("state", Value::from("draft")), ("with_team", Value::Bool(true))]);
    story.wire.server().set(MISSION_FEED, "mission", MISSION.0, fields);
    story.sync();
    assert!(!story.mission().card.is_open());
    let named = NewVisit { mission: Some(mission()), ..met() };
    assert_eq!(story.refused(Command::Visit(named)), FailureCode::NotOpen);
    story.ask(words(PROPOSAL, &[Some("Bonjour.")]));
    story.sync();
    assert_eq!(story.today().sync.waiting, 0);
}

#[test]
fn what_is_typed_for_the_team_survives_the_app_until_it_is_sent() {
    let story = Story::enrolled();
    let before = fields_of([("mission", text(Uuid::from_u128(0x99)))]);
    story.wire.server().set(FeedId::Account(AMINA), "stint", Uuid::from_u128(0x730), before);
    story.sync();
    for (what, sent) in [
        (EXCHANGE, words(EXCHANGE, &[Some("Le matin, ça ouvre.")])),
        (MESSAGE, words(PROPOSAL, &[Some("Bonjour, je suis votre voisine.")])),
        (DEBRIEF, words(DEBRIEF, &[Some("Le matin"), None, None, None])),
    ] {
        let typing = paper(&story, what).typing.expect("there is something to say");
        assert_eq!(typing.content, None);
        let (key, content) = (typing.key, "Le matin".to_owned());
        story.ask(Command::KeepDraft { key, content: content.clone() });
        // Nobody has sent it by reading on.
        story.ask(Command::Say(Said {
            mission: mission(),
            what: EXCHANGE.to_owned(),
            done: true,
            ..Said::default()
        }));
        let kept = || paper(&story, what).typing.and_then(|typing| typing.content);
        assert_eq!(kept(), Some(content), "{what}");
        assert_eq!(story.refused(Command::Leave), FailureCode::OpenDrafts, "{what}");
        story.ask(sent);
        assert_eq!(kept(), None, "{what}");
        story.sync();
    }
}

#[test]
fn what_is_typed_for_a_team_goes_with_its_mission() {
    let story = Story::enrolled();
    let typing = paper(&story, EXCHANGE).typing.expect("there is something to say");
    story.ask(Command::KeepDraft { key: typing.key, content: "Le matin".to_owned() });
    let reason = DropReason::AssignmentEnded;
    story.wire.server().dropped = vec![Dropped { feed: MISSION_FEED, reason }];
    story.wire.server().tells_dropped_feeds = true;
    story.sync();
    story.sync();
    let Reply::Drafts(drafts) = story.ask(Command::Drafts) else { panic!("no drafts") };
    assert_eq!(drafts, []);
}
