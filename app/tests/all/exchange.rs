//! What the team tells itself, without a network.

use app::core::*;
use shared::id::*;
use shared::value::Value;
use uuid::Uuid;

use crate::story::Story;
use crate::world::{AMINA, MISSION, MISSION_FEED, MOUSSA, fields_of};

const TIP: PostId = PostId(Uuid::from_u128(0x800));
const OLDER: PostId = PostId(Uuid::from_u128(0x7f0));

fn text(id: impl ToString) -> Value {
    Value::Text(id.to_string())
}

fn said(what: &str, post: Option<PostId>, words: Option<&str>) -> Said {
    let texts = vec![words.map(str::to_owned)];
    Said { mission: MISSION.to_string(), what: what.to_owned(), post, texts, ..Said::default() }
}

fn say(what: &str, post: Option<PostId>, words: Option<&str>) -> Command {
    Command::Say(said(what, post, words))
}

fn posts(story: &Story) -> Vec<app::core::PostView> {
    let asked = Command::Paper { mission: MISSION.to_string(), what: EXCHANGE.to_owned() };
    let Reply::Paper(page) = story.ask(asked) else { panic!("no paper") };
    page.posts
}

/// Two posts of Moussa, whose older one the desk pinned.
fn told() -> Story {
    let story = Story::enrolled();
    let mut server = story.wire.server();
    for (post, words) in [(TIP, "Venir à 18 h."), (OLDER, "Sonner deux fois.")] {
        let fields = fields_of([("author", text(MOUSSA)), ("text", Value::from(words))]);
        server.set(MISSION_FEED, "post", post.0, fields);
    }
    let pin = fields_of([("post", text(OLDER)), ("pinned_by", text(MOUSSA))]);
    server.set(MISSION_FEED, "pin", Uuid::from_u128(0x801), pin);
    drop(server);
    story.sync();
    story
}

#[test]
fn posts_and_their_replies_are_read_pinned_first_and_written_without_a_network() {
    let story = told();
    let read: Vec<_> = posts(&story).into_iter().map(|one| (one.text, one.pinned)).collect();
    assert_eq!(read, [("Sonner deux fois.".to_owned(), true), ("Venir à 18 h.".to_owned(), false)]);

    story.ask(say(EXCHANGE, None, Some("Le samedi matin.")));
    story.ask(say(EXCHANGE, Some(TIP), Some("Après le repas.")));
    let reply = posts(&story).into_iter().find(|one| one.parent == Some(TIP)).unwrap();
    assert!(reply.mine && reply.text == "Après le repas.");
    // A reply to a reply stands behind the same post.
    story.ask(say(EXCHANGE, Some(reply.id), Some("Oui.")));
    let read: Vec<_> = posts(&story).into_iter().map(|one| (one.text, one.parent)).collect();
    let line = |text: &str, parent| (text.to_owned(), parent);
    let shown = [
        line("Sonner deux fois.", None),
        line("Le samedi matin.", None),
        line("Venir à 18 h.", None),
        line("Après le repas.", Some(TIP)),
        line("Oui.", Some(TIP)),
    ];
    assert_eq!(read, shown);
    story.sync();
    assert_eq!(story.today().sync.waiting, 0);
    let server = story.wire.server();
    let rows = &server.feeds[&MISSION_FEED].rows;
    let own =
        rows.iter().filter(|((kind, _), row)| kind == "post" && row.1["author"] == text(AMINA));
    assert_eq!(own.count(), 3);
}

#[test]
fn what_others_told_is_news_until_it_was_read() {
    let story = told();
    let news = |story: &Story| -> Vec<String> {
        let news = story.today().news.into_iter().filter(|one| one.sort == NewsSort::Posted);
        news.map(|one| one.text).collect()
    };
    let read = || Command::Say(Said { done: true, ..said(EXCHANGE, None, None) });
    assert_eq!(news(&story), ["Sonner deux fois.", "Venir à 18 h."]);
    story.ask(read());
    story.ask(say(EXCHANGE, Some(TIP), Some("Après le repas.")));
    story.sync();
    assert_eq!(news(&story), [""; 0], "what is read, and one's own");
    let reply = fields_of([
        ("author", text(MOUSSA)),
        ("parent", text(TIP.0)),
        ("text", Value::from("Oui.")),
    ]);
    story.wire.server().set(MISSION_FEED, "post", Uuid::from_u128(0x802), reply);
    story.sync();
    assert_eq!(news(&story), ["Oui."]);
    assert_eq!(story.today().sync.waiting, 0, "that it was read is nobody else's to know");
}

#[test]
fn thanks_count_once_and_are_taken_back() {
    let story = told();
    let of_tip = |story: &Story| {
        let one = posts(story).into_iter().find(|one| one.id == TIP).unwrap();
        (one.thanks, one.thanked)
    };
    for (thanks, thanked) in [(1, true), (0, false), (1, true)] {
        story.ask(say(THANKS, Some(TIP), None));
        assert_eq!(of_tip(&story), (thanks, thanked));
        story.sync();
        assert_eq!(of_tip(&story), (thanks, thanked));
    }
    story.ask(say(EXCHANGE, None, Some("Le samedi matin.")));
    let own = posts(&story).into_iter().find(|one| one.mine).unwrap().id;
    assert_eq!(story.refused(say(THANKS, Some(own), None)), FailureCode::BadValue, "own");
    let nobody = PostId(Uuid::from_u128(0x999));
    assert_eq!(story.refused(say(THANKS, Some(nobody), None)), FailureCode::BadValue);
    assert_eq!(story.refused(say(THANKS, None, None)), FailureCode::BadValue);
}

#[test]
fn ones_own_post_is_taken_out_with_its_replies_and_put_back() {
    let story = told();
    assert_eq!(story.refused(say(EXCHANGE, None, Some("  "))), FailureCode::BadValue);
    assert_eq!(story.refused(say(TAKE_OUT, Some(TIP), None)), FailureCode::BadValue, "not own");
    story.ask(say(EXCHANGE, None, Some("Le samedi matin.")));
    let own = posts(&story).into_iter().find(|one| one.mine).unwrap().id;
    story.ask(say(EXCHANGE, Some(own), Some("Ou le dimanche.")));
    story.sync();
    assert_eq!(posts(&story).len(), 4);
    story.ask(say(TAKE_OUT, Some(own), None));
    assert_eq!(posts(&story).len(), 2);
    story.sync();
    story.ask(Command::Say(Said { done: true, ..said(TAKE_OUT, Some(own), None) }));
    assert_eq!(posts(&story).len(), 4);
    // What the desk takes out is gone.
    let gone = fields_of([(shared::change::DELETED, Value::Bool(true))]);
    story.wire.server().set(MISSION_FEED, "post", TIP.0, gone);
    story.sync();
    assert!(posts(&story).iter().all(|one| one.id != TIP));
}
