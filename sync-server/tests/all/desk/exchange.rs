//! What the team tells itself, between phones and desk.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::change::{Change, DELETED};
use shared::id::{PostId, derived_uuid};
use shared::protocol::{ChangeOutcome, Reason};
use shared::record::Kind;
use shared::value::Value;
use sync_server::service::exchange;
use uuid::Uuid;

use super::{Browser, supervisor};
use crate::world::{Phone, World, new_id, outcomes};

fn post(world: &World, phone: &mut Phone, id: Uuid, parent: Option<Uuid>, words: &str) -> Change {
    let mut fields =
        vec![("author", Value::Text(phone.account.to_string())), ("text", Value::from(words))];
    fields.extend(parent.map(|parent| ("parent", Value::Text(parent.to_string()))));
    phone.change(world.mission(), Kind::Post, id, None, &fields)
}

async fn accepted(world: &World, phone: &Phone, changes: &[Change]) {
    let answer = world.sync(phone, changes).await;
    let all = outcomes(&answer);
    assert!(all.iter().all(|one| matches!(one, ChangeOutcome::Accepted { .. })), "{all:?}");
}

fn told(world: &World) -> Vec<exchange::Told> {
    let mission = world.mission_id();
    world.store.read_now(move |read| exchange::told(read, mission)).unwrap()
}

async fn page(nora: &Browser, at: &str) -> String {
    let answer = nora.get(at).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.text
}

#[tokio::test]
async fn the_desk_reads_along_writes_pins_and_takes_out() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let mut moussa = world.phone(1).await;
    let (_, nora) = supervisor(&world).await;
    let at = format!("/desk/missions/{}/exchange", world.mission_id());
    assert!(page(&nora, &at).await.contains("Personne n’a encore rien écrit"));

    let (tip, reply) = (new_id(), new_id());
    let first = post(&world, &mut amina, tip, None, "Venir à 18 h <b>. Elle est malade.");
    accepted(&world, &amina, &[first]).await;
    let second = post(&world, &mut moussa, reply, Some(tip), "Ou après le repas.");
    let author = ("author", Value::Text(moussa.account.to_string()));
    let thanks = derived_uuid("thanks", &[moussa.account.0, tip]);
    let of = ("post", Value::Text(tip.to_string()));
    let thanks = moussa.change(world.mission(), Kind::Thanks, thanks, None, &[author, of]);
    accepted(&world, &moussa, &[second, thanks]).await;
    let shown = page(&nora, &at).await;
    assert!(shown.contains("Venir à 18 h &lt;b&gt;") && shown.contains("<mark>"), "{shown}");
    assert!(shown.contains("Ou après le repas.") && shown.contains("1 merci"), "{shown}");

    let empty = nora.post(&at, &at, &[("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Remplissez ce champ."));
    for parent in ["", &tip.to_string(), &reply.to_string()] {
        let said = nora.post(&at, &at, &[("text", "Merci à tous."), ("parent", parent)]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{parent}: {}", said.text);
    }
    let posts = told(&world);
    assert_eq!(posts.iter().map(|one| one.replies.len()).collect::<Vec<_>>(), [0, 3]);

    let (pin, remove) = (format!("{at}/pin"), format!("{at}/remove"));
    let named = tip.to_string();
    for (wanted, first) in [("yes", PostId(tip)), ("no", posts[0].id), ("no", posts[0].id)] {
        let done = nora.post(&at, &pin, &[("post", &named), ("wanted", wanted)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(told(&world)[0].id, first, "{wanted}");
    }
    let gone = nora.post(&at, &remove, &[("post", &named)]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let left = told(&world);
    assert_eq!((left.len(), left[0].replies.len()), (1, 0), "its replies go with it");
    for path in [&pin, &remove] {
        let wrong = nora.post(&at, path, &[("post", &named)]).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn nobody_writes_thanks_or_takes_out_in_the_name_of_another() {
    let world = World::new().await;
    let mut amina = world.phone(0).await;
    let mut moussa = world.phone(1).await;
    let tip = new_id();
    let first = post(&world, &mut amina, tip, None, "Venir à 18 h.");
    accepted(&world, &amina, &[first]).await;

    let feed = world.mission();
    let of = ("post", Value::Text(tip.to_string()));
    let amina_wrote = ("author", Value::Text(amina.account.to_string()));
    let changes = [
        moussa.change(
            feed,
            Kind::Post,
            new_id(),
            None,
            &[amina_wrote.clone(), ("text", Value::from("Je parle pour elle."))],
        ),
        moussa.change(feed, Kind::Thanks, new_id(), None, &[amina_wrote, of.clone()]),
        moussa.change(feed, Kind::Post, tip, None, &[(DELETED, Value::Bool(true))]),
        moussa.change(
            feed,
            Kind::Pin,
            new_id(),
            None,
            &[of, ("pinned_by", Value::Text(moussa.account.to_string()))],
        ),
        post(&world, &mut moussa, new_id(), Some(new_id()), "À qui ?"),
    ];
    let answer = world.sync(&moussa, &changes).await;
    let reasons: Vec<_> = outcomes(&answer)
        .into_iter()
        .map(|one| match one {
            ChangeOutcome::Quarantined { reason } => reason,
            other => panic!("{other:?}"),
        })
        .collect();
    let (author, role) = (Reason::NotAuthor, Reason::NotAllowed);
    assert_eq!(reasons, [author, author, author, role, Reason::MissingReference]);
    assert_eq!(told(&world).len(), 1);
}
