//! What was promised at the doors: late, due, assigned, done, and in a calendar that names nobody.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::record::{Kind, Role};
use shared::value::Value;
use sync_server::store::{FollowFilter, FollowLine, SqliteStore, Store};
use uuid::Uuid;

use super::{Browser, signed_in, supervisor};
use crate::world::{Phone, World, new_id, rows};

struct Story {
    world: Arc<World>,
    amina: Phone,
    nora: Browser,
    visit: Uuid,
}

impl Story {
    /// Amina saw the first door.
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let mut amina = world.phone(0).await;
        let (_, nora) = supervisor(&world).await;
        let visit = amina.visit(&world, world.door(0));
        world.sync(&amina, std::slice::from_ref(&visit)).await;
        let visit = visit.id;
        Self { world, amina, nora, visit }
    }

    /// She comes back on that day, or refers the resident.
    async fn promise(&mut self, sort: &str, due: Option<&str>) -> Uuid {
        let mut fields =
            vec![("visit", Value::Text(self.visit.to_string())), ("sort", Value::from(sort))];
        fields.extend(due.map(|due| ("due", Value::from(due))));
        if sort == "referral" {
            let feed = shared::id::FeedId::Catalogue;
            let services = self.world.store.read_now(move |read| read.rows(feed, Kind::Service));
            fields.push(("service", Value::Text(services.unwrap()[0].0.to_string())));
            fields.push(("consent", Value::Bool(true)));
        }
        let (feed, id) = (self.world.mission(), new_id());
        let made = self.amina.change(feed, Kind::Appointment, id, None, &fields);
        let answer = self.world.sync(&self.amina, &[made]).await;
        let outcome = &crate::world::outcomes(&answer)[0];
        let accepted = shared::protocol::ChangeOutcome::Accepted { seq: 0 };
        assert!(
            std::mem::discriminant(outcome) == std::mem::discriminant(&accepted),
            "{outcome:?}"
        );
        id
    }

    async fn list(&self, query: &str) -> String {
        let page = self.nora.get(&format!("/desk/follow-ups?{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.text
    }

    async fn decide(&self, verb: &str, id: Uuid, more: &[(&str, &str)]) -> super::Answer {
        let (feed, id) = (self.world.mission().to_string(), id.to_string());
        let fields = [&[("feed", feed.as_str()), ("record", id.as_str())], more].concat();
        self.nora.post("/desk/me", &format!("/desk/follow-ups/{verb}"), &fields).await
    }
}

#[tokio::test]
async fn what_is_late_is_assigned_done_and_taken_back() {
    let mut story = Story::new().await;
    let late = story.promise("referral", Some("2026-01-05")).await;
    let due = story.promise("revisit", Some("2096-01-05T10:00")).await;
    let (late, due) = (late.to_string(), due.to_string());
    let page = story.list("").await;
    assert!(page.contains(&late) && !page.contains(&due) && page.contains("Orientation vers"));
    let page = story.list("state=due").await;
    assert!(!page.contains(&late) && page.contains(&due) && page.contains("10:00"));
    assert!(story.list("sort=revisit").await.contains("Rien n’est en retard"));

    let id = late.parse().unwrap();
    let amina = story.amina.account.to_string();
    let assigned = story.decide("assign", id, &[("account", &amina)]).await;
    assert!(assigned.to.contains("said=assigned"), "{assigned:?}");
    assert!(story.list(&format!("who={amina}")).await.contains(&late));
    assert!(!story.list("who=none").await.contains(&late));
    let done = story.decide("done", id, &[("done", "yes")]).await;
    assert!(story.nora.get(&done.to).await.text.contains("Annuler"));
    assert!(!story.list("").await.contains(&late));
    assert!(story.list("state=done").await.contains(&late));
    // The phone learns who does it and that it is done; the visit is not to be read again for it.
    let feed = story.world.mission();
    let epoch = story.world.epoch();
    let cursor = shared::protocol::Cursor { feed, epoch, seq: 0, durable: None };
    let answer = story.world.try_sync(&story.amina, &[], &[cursor]).await.unwrap();
    let told = rows(&answer, feed).into_iter().find(|row| row.kind == "follow_up").unwrap();
    assert_eq!(told.fields["account"], Value::Text(amina));
    assert_eq!(told.fields["done"], Value::Bool(true));
    story.decide("done", id, &[("done", "no")]).await;
    assert!(story.list("").await.contains(&late));
    let stranger = story.world.made.desk[0].1.to_string();
    let refused = story.decide("assign", id, &[("account", &stranger)]).await;
    assert!(refused.status.is_client_error());
}

#[tokio::test]
async fn who_went_back_to_the_door_has_done_it() {
    let mut story = Story::new().await;
    let promised = story.promise("revisit", Some("2026-01-05")).await.to_string();
    assert!(story.list("").await.contains(&promised));
    let again = story.amina.visit(&story.world, story.world.door(0));
    story.world.sync(&story.amina, std::slice::from_ref(&again)).await;
    assert!(!story.list("").await.contains(&promised));
    let done = story.list("state=done").await;
    assert!(done.contains("revu à la porte"), "{done}");
}

/// A database of an earlier program is read through once, and says the same.
#[tokio::test]
async fn the_list_can_be_made_anew_of_the_rows() {
    let mut story = Story::new().await;
    story.promise("revisit", Some("2026-01-05")).await;
    let late = story.promise("referral", Some("2026-01-06")).await;
    story.promise("revisit", Some("2096-01-05T10:00")).await;
    story.decide("done", late, &[("done", "yes")]).await;
    let again = story.amina.visit(&story.world, story.world.door(0));
    story.world.sync(&story.amina, std::slice::from_ref(&again)).await;
    fn all(store: &dyn Store) -> Vec<FollowLine> {
        let read = |done| {
            let filter = FollowFilter { done, ..FollowFilter::default() };
            store.read_now(move |read| read.promises(&filter, None, 10)).unwrap()
        };
        let mut lines = [read(false), read(true)].concat();
        lines.sort_by_key(|line| line.id);
        lines.iter_mut().for_each(|line| line.turn.place = 0);
        lines
    }
    let before = all(&*story.world.store);
    assert_eq!(before.iter().filter(|line| line.done).count(), 2);
    let connection = rusqlite::Connection::open(story.world.database()).unwrap();
    connection.execute("UPDATE pages SET made = 0", []).unwrap();
    drop(connection);
    let anew = SqliteStore::open(&story.world.database(), crate::world::now(), [6; 20]).unwrap();
    assert_eq!(all(&anew), before);
}

#[tokio::test]
async fn a_calendar_has_a_secret_address_and_names_nobody() {
    let mut story = Story::new().await;
    story.promise("revisit", Some("2096-01-05T10:00")).await;
    story.promise("referral", Some("2096-02-06")).await;
    let address = |page: &str| {
        let (_, rest) = page.split_once("/desk/calendar/").expect("the address is shown");
        format!("/desk/calendar/{}", rest.split('<').next().unwrap())
    };
    let made = story.nora.post("/desk/me", "/desk/me/calendar", &[]).await;
    let first = address(&made.text);
    let calendar = Browser::new(&story.world).get(&first).await;
    assert_eq!(calendar.headers["content-type"], "text/calendar; charset=utf-8");
    for said in ["BEGIN:VCALENDAR", "DTSTART:20960105T090000Z", "20960206", "Repasser"] {
        assert!(calendar.text.contains(said), "{said}: {}", calendar.text);
    }
    let street = story.world.store.read_now({
        let feed = story.world.mission();
        move |read| read.buildings_of(feed)
    });
    for hidden in ["Amina", "chauffage ne marche", street.unwrap()[0].street.as_str()] {
        assert!(!calendar.text.contains(hidden), "{hidden}");
    }
    let shown_again = story.nora.get("/desk/me/calendar").await.text;
    assert!(!shown_again.contains("/desk/calendar/"), "it is shown once");
    let renewed = story.nora.post("/desk/me", "/desk/me/calendar", &[]).await;
    let second = address(&renewed.text);
    let nobody = Browser::new(&story.world);
    assert_eq!(nobody.get(&first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(nobody.get(&second).await.status, StatusCode::OK);
    story.nora.post("/desk/me", "/desk/me/calendar", &[("end", "yes")]).await;
    assert_eq!(nobody.get(&second).await.status, StatusCode::NOT_FOUND);
    // Somebody of another territory has a calendar with nothing of this one.
    let (_, omar) = signed_in(&story.world, "Omar E.", Role::Supervisor, &[]).await;
    let made = omar.post("/desk/me", "/desk/me/calendar", &[]).await;
    let empty = nobody.get(&address(&made.text)).await;
    assert!(!empty.text.contains("VEVENT"), "{}", empty.text);
}
