//! Review with effect: what a person decides reaches the phone, and a correction opens it again.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::change::Base;
use shared::id::FeedId;
use shared::protocol::{ChangeOutcome, Cursor};
use shared::record::Kind;
use shared::value::Value;
use sync_server::store::ReviewState;

use super::{Browser, supervisor};
use crate::world::{Phone, World, outcomes};

struct Story {
    world: Arc<World>,
    amina: Phone,
    nora: Browser,
}

impl Story {
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let amina = world.phone(0).await;
        let (_, nora) = supervisor(&world).await;
        Self { world, amina, nora }
    }

    /// Amina visits a door and says this of it.
    async fn visit(&mut self, door: usize, note: &str) -> uuid::Uuid {
        let mut visit = self.amina.visit(&self.world, self.world.door(door));
        visit.fields.insert("note".to_owned(), Value::from(note));
        self.world.sync(&self.amina, std::slice::from_ref(&visit)).await;
        visit.id
    }

    fn state(&self, visit: uuid::Uuid) -> Option<ReviewState> {
        let feed = self.world.mission();
        let visit = shared::id::VisitId(visit);
        let line = self.world.store.read_now(move |read| read.visit_line(feed, visit));
        line.unwrap().map(|line| line.state)
    }
}

#[tokio::test]
async fn a_question_reaches_the_phone_and_its_correction_opens_the_review_again() {
    let mut story = Story::new().await;
    let visit = story.visit(0, "Le radiateur reste froid.").await;
    assert_eq!(story.state(visit), Some(ReviewState::Received));
    let page = story.nora.get("/desk/review").await;
    assert!(page.text.contains("Le radiateur reste froid."));
    let key = page.field("visit");

    let empty = [("visit", key.as_str()), ("question", "  ")];
    let refused = story.nora.post("/desk/me", "/desk/review/return", &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Écrivez la question"));
    let long = "x".repeat(20_000);
    let long = [("visit", key.as_str()), ("question", long.as_str())];
    let refused = story.nora.post("/desk/me", "/desk/review/return", &long).await;
    assert!(refused.text.contains("trop longue") && refused.text.contains("xxxx"));

    let asked = [("visit", key.as_str()), ("question", "Dans quelle pièce ?")];
    let sent = story.nora.post("/desk/me", "/desk/review/return", &asked).await;
    assert_eq!(sent.to, "/desk/review?done=returned.1");
    assert_eq!(story.state(visit), Some(ReviewState::Returned));
    let queue = story.nora.get("/desk/review").await;
    assert!(!queue.text.contains("Le radiateur reste froid."));
    let returned = story.nora.get("/desk/review?state=returned").await;
    assert!(returned.text.contains("Dans quelle pièce"));

    let feed = story.world.mission();
    let cursor = Cursor { feed, epoch: story.world.epoch(), seq: 0, durable: None };
    let answer = story.world.try_sync(&story.amina, &[], &[cursor]).await.unwrap();
    let review = crate::world::rows(&answer, feed);
    let review = review.into_iter().find(|row| row.kind == "review").expect("the phone is told");
    assert_eq!(review.fields["question"], Value::from("Dans quelle pièce ?"));
    assert_eq!(review.fields["visit"], Value::Text(visit.to_string()));

    let seq = story.world.store.read_now(move |read| read.row(feed, Kind::Visit, visit)).unwrap();
    let base = Some(Base { epoch: story.world.epoch(), seq: seq.seq() });
    let note = [("note", Value::from("Le radiateur de la chambre reste froid."))];
    let correction = story.amina.change(feed, Kind::Visit, visit, base, &note);
    let answer = story.world.sync(&story.amina, &[correction]).await;
    assert!(matches!(outcomes(&answer)[0], ChangeOutcome::Accepted { .. }), "{answer:?}");
    assert_eq!(story.state(visit), Some(ReviewState::Received));
    let page = story.nora.get("/desk/review").await;
    assert!(page.text.contains("de la chambre reste froid"));
    assert!(page.text.contains("Dans quelle pièce"), "the question stands beside it");

    // Who had read the older state approves that, not what came since.
    let old = [("visit", key.as_str())];
    story.nora.post("/desk/me", "/desk/review/approve", &old).await;
    assert_eq!(story.state(visit), Some(ReviewState::Received));
    let key = story.nora.get("/desk/review").await.field("visit");
    let new = [("visit", key.as_str()), ("next", "/desk/review?state=approved")];
    let done = story.nora.post("/desk/me", "/desk/review/approve", &new).await;
    assert!(done.to.starts_with("/desk/review?state=approved&done=approved.1."), "{}", done.to);
    assert_eq!(story.state(visit), Some(ReviewState::Approved));

    // A need that is added later is a correction too.
    let need = story.amina.need(&story.world, visit);
    story.world.sync(&story.amina, &[need]).await;
    assert_eq!(story.state(visit), Some(ReviewState::Received));
}

#[tokio::test]
async fn several_are_approved_at_once_and_the_figures_say_so() {
    let mut story = Story::new().await;
    for door in 0..3 {
        story.visit(door, "Fuite sous l’évier.").await;
    }
    let board = format!("/desk/missions/{}", story.world.mission_id());
    let before = story.nora.get(&board).await.text;
    assert!(before.contains("<b>3 portes vues</b>"), "{before}");
    assert!(before.contains("3 visites attendent la relecture"));
    assert!(before.contains("0 foyer rencontré dans les visites relues"));
    let page = story.nora.get("/desk/review").await;
    let keys: Vec<String> = page
        .text
        .split("type=\"checkbox\" name=\"visit\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(keys.len(), 3);
    let fields: Vec<_> = keys.iter().map(|key| ("visit", key.as_str())).collect();
    let done = story.nora.post("/desk/me", "/desk/review/approve", &fields).await;
    assert!(done.to.starts_with("/desk/review?done=approved.3."), "{}", done.to);
    let undo = story.nora.get(&done.to).await;
    assert!(undo.text.contains("Annuler"));
    let again = story.nora.post("/desk/me", "/desk/review/approve", &fields).await;
    assert_eq!(again.to, "/desk/review?done=approved.0");
    let after = story.nora.get(&board).await.text;
    assert!(after.contains("Tout est relu"));
    assert!(after.contains("3 foyers rencontrés dans les visites relues"));
    assert!(story.nora.get("/desk/review").await.text.contains("Tout est relu. Bravo."));

    // One click takes all three back; a second finds nothing to take back.
    let at = undo.field("at");
    let undone = story.nora.post("/desk/me", "/desk/review/undo", &[("at", &at)]).await;
    assert_eq!(undone.to, "/desk/review?done=undone.3");
    assert!(story.nora.get(&undone.to).await.text.contains("3 visites attendent de nouveau."));
    let again = story.nora.get(&board).await.text;
    assert!(again.contains("3 visites attendent la relecture"));
    assert!(again.contains("0 foyer rencontré dans les visites relues"));
    let twice = story.nora.post("/desk/me", "/desk/review/undo", &[("at", &at)]).await;
    assert_eq!(twice.to, "/desk/review?done=undone.0");
}

#[tokio::test]
async fn flagged_notes_come_first_and_words_are_found_without_their_accents() {
    let mut story = Story::new().await;
    story.visit(0, "La dame est malade depuis l’été.").await;
    story.visit(1, "Radiateur froid, régulièrement.").await;
    let page = story.nora.get("/desk/review").await;
    assert!(page.text.contains("Note à lire"));
    assert!(page.text.contains("<mark>malade</mark>"));
    let (first, second) = (page.text.find("malade").unwrap(), page.text.find("Radiateur").unwrap());
    assert!(first < second, "what the guard flagged comes first");
    for (query, found) in [
        ("REGULIEREMENT", "Radiateur"),
        ("ete", "La dame"),
        ("radia", "Radiateur"),
        ("\"; DROP TABLE visit; --", "Aucune visite"),
    ] {
        let page = story.nora.get(&format!("/desk/review?q={}", super::encoded(query))).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(found), "{query}");
        let other = if found == "Radiateur" { "La dame" } else { "Radiateur" };
        assert!(!page.text.contains(other), "{query}");
    }
}

#[tokio::test]
async fn every_filter_narrows_and_stands_in_the_address() {
    let mut story = Story::new().await;
    let visit = story.visit(0, "Le radiateur reste froid.").await;
    let need = story.amina.need(&story.world, visit);
    story.world.sync(&story.amina, &[need]).await;
    let mission = story.world.mission_id();
    let other = story.world.made.missions[1].0;
    let author = story.amina.account;
    let stranger = story.world.made.neighbors[1].1;
    let feed = FeedId::Mission(mission);
    let building = {
        let visit = shared::id::VisitId(visit);
        let line = story.world.store.read_now(move |read| read.visit_line(feed, visit)).unwrap();
        line.unwrap().building
    };
    let nowhere = uuid::Uuid::from_u128(7);
    for (query, is_there) in [
        (format!("mission={mission}"), true),
        (format!("mission={other}"), false),
        (format!("mission={mission}&building={building}"), true),
        (format!("mission={mission}&building={nowhere}"), false),
        (format!("author={author}"), true),
        (format!("author={stranger}"), false),
        ("outcome=met".to_owned(), true),
        ("outcome=absent".to_owned(), false),
        ("theme=chauffage".to_owned(), true),
        ("theme=eau".to_owned(), false),
        ("language=pt".to_owned(), false),
        ("from=2020-01-01".to_owned(), true),
        ("from=2040-01-01".to_owned(), false),
        ("until=2020-01-01".to_owned(), false),
        ("from=2020-01-01&until=2040-01-01&outcome=met&theme=chauffage".to_owned(), true),
        ("state=returned".to_owned(), false),
        ("q=radiateur".to_owned(), true),
        ("q=radiateur&outcome=absent".to_owned(), false),
    ] {
        let page = story.nora.get(&format!("/desk/review?{query}")).await;
        assert_eq!(page.text.contains("radiateur reste froid"), is_there, "{query}");
    }
}

#[tokio::test]
async fn a_message_reaches_the_phone_and_its_answer_stands_beneath_it() {
    let mut story = Story::new().await;
    let visit = story.visit(0, "Le radiateur reste froid.").await;
    let key = story.nora.get("/desk/review").await.field("visit");
    let comment = "/desk/review/comment";
    let empty = story.nora.post("/desk/me", comment, &[("visit", &key), ("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Écrivez le message"));
    let fields = [("visit", key.as_str()), ("text", "Merci Amina.")];
    let sent = story.nora.post("/desk/me", comment, &fields).await;
    assert_eq!(sent.to, "/desk/review");
    let feed = story.world.mission();
    let cursor = Cursor { feed, epoch: story.world.epoch(), seq: 0, durable: None };
    let answer = story.world.try_sync(&story.amina, &[], &[cursor]).await.unwrap();
    let rows = crate::world::rows(&answer, feed);
    let told = rows.into_iter().find(|row| row.kind == "comment").expect("the phone is told");
    assert_eq!(told.fields["text"], Value::from("Merci Amina."));
    // A message asks nothing: the visit waits as before.
    assert_eq!(story.state(visit), Some(ReviewState::Received));
    let author = story.amina.account.to_string();
    let reply = [
        ("visit", Value::Text(visit.to_string())),
        ("author", Value::Text(author)),
        ("text", Value::from("De rien.")),
    ];
    let id = crate::world::new_id();
    let reply = story.amina.change(feed, Kind::Comment, id, None, &reply);
    story.world.sync(&story.amina, &[reply]).await;
    let page = story.nora.get("/desk/review").await.text;
    let (first, second) = (page.find("Merci Amina."), page.find("De rien."));
    assert!(first.is_some() && first < second);
}
