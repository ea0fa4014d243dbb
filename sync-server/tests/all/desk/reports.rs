//! Reports: what a partner reads, who chose the words, and what is kept back.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::record::{Kind, Role};
use shared::value::Value;

use super::{Browser, signed_in, supervisor};
use crate::world::{World, new_id};

struct Story {
    world: Arc<World>,
    nora: Browser,
    paul: Browser,
    needs: Vec<uuid::Uuid>,
}

impl Story {
    /// Amina met 25 households and found 15 doors shut, all of it approved; two households said
    /// something.
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let mut amina = world.phone(0).await;
        let mut changes = Vec::new();
        for door in 0..40 {
            let mut visit = amina.visit(&world, world.door(door));
            let met = door < 25;
            let outcome = if met { "met" } else { "absent" };
            visit.fields.insert("outcome".to_owned(), Value::from(outcome));
            let language = if door < 13 { "fr" } else { "ar" };
            if met {
                visit.fields.insert("language".to_owned(), Value::from(language));
            } else {
                visit.fields.remove("note");
            }
            changes.push(visit);
        }
        let visits: Vec<_> = changes.iter().map(|change| change.id).collect();
        let mut needs = Vec::new();
        for (visit, words) in [(0, "On paie sans comprendre."), (1, "Je suis malade du froid.")] {
            let fields = [
                ("visit", Value::Text(visits[visit].to_string())),
                ("theme", Value::from("charges")),
                ("words", Value::from(words)),
            ];
            let need = new_id();
            changes.push(amina.change(world.mission(), Kind::Need, need, None, &fields));
            needs.push(need);
        }
        world.sync(&amina, &changes).await;
        let (_, nora) = supervisor(&world).await;
        let mission = world.mission();
        let (_, paul) = signed_in(&world, "Paul P.", Role::Partner, &[mission]).await;
        let story = Self { world, nora, paul, needs };
        story.approve(&visits).await;
        story
    }

    async fn approve(&self, visits: &[uuid::Uuid]) {
        let mission = self.world.mission_id();
        let keys: Vec<_> = visits.iter().map(|id| format!("{mission}.{id}.999")).collect();
        let fields: Vec<_> = keys.iter().map(|key| ("visit", key.as_str())).collect();
        let done = self.nora.post("/desk/me", "/desk/review/approve", &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }

    fn at(&self, rest: &str) -> String {
        format!("/desk/missions/{}/report{rest}", self.world.mission_id())
    }
}

#[tokio::test]
async fn a_partner_reads_what_was_published_and_nothing_else() {
    let story = Story::new().await;
    let before = story.paul.get(&story.at("")).await;
    assert_eq!(before.status, StatusCode::OK);
    assert!(before.text.contains("Aucun rapport"), "{}", before.text);
    assert_eq!(story.paul.get(&story.at(".xlsx")).await.status, StatusCode::NOT_FOUND);

    let draft = story.nora.get(&story.at("")).await.text;
    assert!(draft.contains("brouillon"), "{draft}");
    assert!(draft.contains("<b>22 foyers</b>"), "25 were met: {draft}");
    let done = story.nora.post("/desk/me", &story.at("/publish"), &[]).await;
    assert_eq!(done.to, format!("{}?done=published", story.at("")));

    let read = story.paul.get(&story.at("")).await.text;
    assert!(read.contains("<b>22 foyers</b>") && read.contains("édition 1"), "{read}");
    assert!(read.contains("masqué"), "two households told a need: {read}");
    for kept in ["chauffage ne marche plus", "Amina", "Nora", "On paie", "Publier", "publish"] {
        assert!(!read.contains(kept), "a partner reads {kept}");
    }
    let forbidden = story.paul.get(&story.at("/words")).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let sheet = story.paul.get(&story.at(".xlsx")).await;
    assert_eq!(sheet.status, StatusCode::OK);
    let name = sheet.headers["content-disposition"].to_str().unwrap();
    assert!(name.starts_with("attachment") && name.ends_with(".xlsx\""), "{name}");

    // The same again is no edition, and an edition that is none is not there.
    story.nora.post("/desk/me", &story.at("/publish"), &[]).await;
    let feed = story.world.mission();
    let editions = story.world.store.read_now(move |read| read.editions(feed)).unwrap();
    assert_eq!(editions.len(), 1);
    assert_eq!(story.paul.get(&story.at("?edition=2")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn words_are_chosen_by_a_person_who_was_warned_and_go_when_they_change() {
    let story = Story::new().await;
    let page = story.nora.get(&story.at("/words")).await.text;
    assert!(page.contains("On paie sans comprendre."), "{page}");
    assert!(page.contains("<mark>malade</mark>") && page.contains("Relisez bien"), "{page}");
    assert!(!page.contains("Amina") && !page.contains("Porte "), "nobody is named: {page}");

    let need = story.needs[0].to_string();
    let fields = [("need", need.as_str()), ("wanted", "yes")];
    let words = story.at("/words");
    let done = story.nora.post(&words, &words, &fields).await;
    assert_eq!(done.to, format!("{words}?done=done"));
    let page = story.nora.get(&words).await.text;
    assert!(page.contains("Choisie par Nora S."), "{page}");
    story.nora.post(&words, &story.at("/publish"), &[]).await;
    assert!(
        story.paul.get(&story.at("")).await.text.contains("«\u{a0}On paie sans comprendre.\u{a0}»")
    );

    let nothing = uuid::Uuid::from_u128(5).to_string();
    let fields = [("need", nothing.as_str()), ("wanted", "yes")];
    let gone = story.nora.post(&words, &words, &fields).await;
    assert_eq!(gone.to, format!("{words}?done=gone"));

    // A visit that somebody corrects is read again before its words are told to anybody.
    let feed = story.world.mission();
    let id = story.needs[0];
    story.world.desk(move |write, moment| {
        use sync_server::service::desk::Desk;
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.set_field(feed, Kind::Need, id, "words", "On paie trop.")?;
        desk.close()?;
        Ok(())
    });
    let read = story.paul.get(&story.at("")).await.text;
    assert!(!read.contains("On paie"), "{read}");
}
