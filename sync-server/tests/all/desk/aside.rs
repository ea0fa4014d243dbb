//! What needs a decision: a value that gave way, and what could not be accepted and is put right.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::change::Base;
use shared::id::FeedId;
use shared::protocol::{ChangeOutcome, Cursor};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;

use super::supervisor;
use crate::world::{World, now, outcomes};

/// Amina and Moussa write what is on a door, unseen by each other.
struct Disagreement {
    world: Arc<World>,
    feed: FeedId,
    door: uuid::Uuid,
}

impl Disagreement {
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let (mut amina, mut moussa) = (world.phone(0).await, world.phone(1).await);
        let (feed, door) = (FeedId::Territory(world.territory()), world.door(0));
        let seq = world.store.read_now(move |read| read.row(feed, Kind::Door, door)).unwrap().seq();
        let base = Some(Base { epoch: world.epoch(), seq });
        let label = |label: &str| [("label", Value::from(label))];
        let hers = amina.change(feed, Kind::Door, door, base, &label("12 bis"));
        let mut his = moussa.change(feed, Kind::Door, door, base, &label("21"));
        // Written an hour before hers and sent after it: hers stands.
        his.at = now().plus(-60 * Millis::MINUTE);
        world.sync(&amina, &[hers]).await;
        world.sync(&moussa, &[his]).await;
        Self { world, feed, door }
    }

    fn label(&self) -> Value {
        self.world.row(self.feed, Kind::Door, self.door)["label"].clone()
    }
}

#[tokio::test]
async fn a_conflict_says_who_wrote_what_and_after_what_and_is_kept_as_it_stands() {
    let story = Disagreement::new().await;
    let (_, nora) = supervisor(&story.world).await;
    let page = nora.get("/desk/aside").await;
    let (stands, other) = page.text.split_once("Autre valeur, de Moussa").expect("who lost");
    assert!(stands.contains("Valeur en place, de Amina"), "{stands}");
    assert!(stands.contains("12 bis") && other.contains("21"), "{other}");
    assert_eq!(page.text.matches("avait vu : ").count(), 2);
    assert!(!other.contains("avait vu : 12 bis"), "he had not seen hers");

    let (feed, seq) = (page.field("feed"), page.field("seq"));
    let fields = [("feed", feed.as_str()), ("seq", seq.as_str()), ("field", "label")];
    let before = story.world.state();
    let kept = nora.post("/desk/me", "/desk/aside/keep", &fields).await;
    assert_eq!(kept.to, "/desk/aside?done=kept");
    assert_eq!(story.world.state(), before, "no row changes");
    assert!(nora.get(&kept.to).await.text.contains("Aucun désaccord"));
    for verb in ["keep", "take"] {
        let again = nora.post("/desk/me", &format!("/desk/aside/{verb}"), &fields).await;
        assert_eq!(again.to, "/desk/aside?done=gone");
    }
    // What gave way is in the history all the same.
    let (feed, door) = (story.feed, story.door);
    let gave_way = story.world.store.read_now(move |read| read.yielded_of(feed, Kind::Door, door));
    assert!(gave_way.unwrap().iter().any(|(_, one)| one.lost.value == Value::from("21")));
}

#[tokio::test]
async fn who_lost_can_be_given_right() {
    let story = Disagreement::new().await;
    let (_, nora) = supervisor(&story.world).await;
    let page = nora.get("/desk/aside").await;
    let (feed, seq) = (page.field("feed"), page.field("seq"));
    let fields = [("feed", feed.as_str()), ("seq", seq.as_str()), ("field", "label")];
    let taken = nora.post("/desk/me", "/desk/aside/take", &fields).await;
    assert_eq!(taken.to, "/desk/aside?done=taken");
    assert_eq!(story.label(), Value::from("21"));
}

#[tokio::test]
async fn what_could_not_be_accepted_is_put_right_and_its_author_goes_on() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let feed = world.mission();
    let mut visit = amina.visit(&world, world.door(0));
    visit.fields.insert("outcome".to_owned(), Value::from("vanished"));
    let need = amina.need(&world, visit.id);
    let note = [("note", Value::from("Plus clair."))];
    let later = amina.change(feed, Kind::Visit, visit.id, None, &note);
    let sent = [visit.clone(), need.clone(), later];
    world.sync(&amina, &sent).await;
    let page = nora.get("/desk/aside").await.text;
    assert!(page.contains("name=\"field.outcome\"") && page.contains("Plus clair."), "{page}");
    assert!(!page.contains("field.author") && !page.contains("field.withdrawn"));

    let (at, id) = (feed.to_string(), visit.id.to_string());
    let form = |outcome: &'static str, minutes: &'static str| {
        let (at, id) = (at.as_str(), id.as_str());
        let typed = [("field.outcome", outcome), ("field.minutes", minutes)];
        [&[("feed", at), ("record", id)][..], &typed, &[("field.note", "Plus clair.")]].concat()
    };
    for (outcome, minutes, said) in [
        ("vanished", "7", "wrong-outcome-"),
        ("met", "beaucoup", "wrong-minutes-"),
        ("met", "6000", "de 0 à 600"),
    ] {
        let before = world.state();
        let refused = nora.post("/desk/me", "/desk/aside/mend", &form(outcome, minutes)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
        assert!(refused.text.contains(&format!("value=\"{minutes}\"")), "what was typed is kept");
        assert_eq!(world.state(), before);
    }
    let mended = nora.post("/desk/me", "/desk/aside/mend", &form("met", "7")).await;
    assert_eq!(mended.to, "/desk/aside?done=mended", "{}", mended.text);
    let row = world.row(feed, Kind::Visit, visit.id);
    assert_eq!((&row["outcome"], &row["minutes"]), (&Value::from("met"), &Value::Int(7)));
    assert_eq!(row["note"], Value::from("Plus clair."));
    assert_eq!(world.row(feed, Kind::Need, need.id), need.fields, "what hung on it is in, too");
    assert!(nora.get("/desk/aside").await.text.contains("Rien n’est gardé à part"));
    // The history says that the desk wrote it; what the phone sent is kept word for word.
    let desk = world.store.read_now(|read| read.desk()).unwrap();
    let id = visit.id;
    let past = world.store.read_now(move |read| read.history_of(feed, Kind::Visit, id)).unwrap();
    assert!(past.iter().all(|one| one.device == desk), "{past:?}");

    // The phone learns that its changes are in, asks again in vain, and corrects what is its own.
    let cursor = Cursor { feed, epoch: world.epoch(), seq: 0, durable: None };
    let answer = world.try_sync(&amina, &sent, &[cursor]).await.unwrap();
    let repeated = outcomes(&answer);
    assert!(
        repeated.iter().all(|one| matches!(one, ChangeOutcome::Accepted { .. })),
        "{repeated:?}"
    );
    let told = answer.feeds.iter().find(|page| page.feed == feed).unwrap();
    let told: Vec<u64> = told.let_in.iter().map(|one| one.n).collect();
    for change in &sent {
        assert!(told.contains(&change.n), "{} of {told:?}", change.n);
    }
    let seq = world.store.read_now(move |read| read.row(feed, Kind::Visit, id)).unwrap().seq();
    let base = Some(Base { epoch: world.epoch(), seq });
    let more = amina.change(feed, Kind::Visit, id, base, &[("minutes", Value::Int(9))]);
    let answer = world.sync(&amina, &[more]).await;
    assert!(matches!(outcomes(&answer)[..], [ChangeOutcome::Accepted { .. }]), "{answer:?}");
    let check = world.store.read_now(|read| sync_server::service::check::check(read)).unwrap();
    assert_eq!(check.problems, [] as [String; 0]);
}

#[tokio::test]
async fn what_hangs_on_nothing_cannot_be_put_right_and_says_so() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let visit = amina.visit(&world, uuid::Uuid::from_u128(9));
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let (at, id) = (world.mission().to_string(), visit.id.to_string());
    let form = [("feed", at.as_str()), ("record", id.as_str()), ("field.note", "Autre note.")];
    let refused = nora.post("/desk/me", "/desk/aside/mend", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("n’est pas là") && refused.text.contains("Autre note."));
    let kept = world.store.read_now(|read| read.quarantined()).unwrap();
    assert_eq!(kept.len(), 1);
}
