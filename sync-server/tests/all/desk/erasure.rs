//! A supervisor finds a door by its address, reads out what is kept, and erases it.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::change::stub_fields;
use shared::id::FeedId;
use shared::record::Kind;
use shared::value::Value;
use sync_server::ledger::Ledger;
use sync_server::service::desk::Desk;

use super::supervisor;
use crate::world::World;

const SAID: &str = "Le chauffage ne marche plus.";

#[tokio::test]
async fn a_door_is_found_read_out_and_erased_with_one_confirmation() {
    let world = Arc::new(World::new().await);
    let (_, nora) = supervisor(&world).await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let visit = amina.visit(&world, door);
    let mut need = amina.need(&world, visit.id);
    need.fields.insert("words".to_owned(), Value::from("Froid dans la chambre."));
    world.sync(&amina, &[visit.clone(), need]).await;

    // By the address, then the building, then the door.
    let territory = FeedId::Territory(world.territory());
    let stairwell = world.row(territory, Kind::Door, door)["stairwell"].clone();
    let Value::Text(stairwell) = stairwell else { panic!("{stairwell:?}") };
    let stairwell = world.row(territory, Kind::Stairwell, stairwell.parse().unwrap());
    let Value::Text(building) = stairwell["building"].clone() else { panic!("{stairwell:?}") };
    let row = world.row(territory, Kind::Building, building.parse().unwrap());
    let (Value::Text(street), Value::Int(number)) = (&row["street"], &row["number"]) else {
        panic!("{row:?}")
    };
    let asked = super::encoded(&format!("{number} {}", street.to_uppercase()));
    let found = nora.get(&format!("/desk/doors?q={asked}")).await;
    assert!(found.text.contains(&building), "{}", found.text);
    let listed = format!("/desk/doors?territory={}&building={building}", world.territory());
    let listed = nora.get(&listed).await;
    assert!(listed.text.contains(&format!("/desk/doors/{door}")), "{}", listed.text);

    let page = nora.get(&format!("/desk/doors/{door}")).await;
    assert!(page.text.contains(&format!("{door}/erase")));
    assert!(page.text.contains(SAID) && page.text.contains("Froid dans la chambre."));
    assert!(
        page.text.contains(&format!("{}.{}", world.mission_id(), visit.id)),
        "a way to correct"
    );

    // Do not contact.
    let fields = [("door", door.to_string()), ("stop", "yes".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let from = format!("/desk/doors/{door}");
    let stopped = nora.post(&from, "/desk/doors/stop", &fields).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER);

    // What goes is counted; without the confirmation nothing is changed.
    let confirm = format!("/desk/doors/{door}/erase");
    let counted = nora.get(&confirm).await;
    assert!(counted.text.contains("Visite") && counted.text.contains("Besoin"));
    assert!(!counted.text.contains(SAID));
    let before = world.state();
    let one = door.to_string();
    let unsure = nora.post(&confirm, "/desk/doors/erase", &[("door", &one)]).await;
    assert_eq!((unsure.status, unsure.to), (StatusCode::SEE_OTHER, confirm.clone()));
    assert_eq!(world.state(), before);

    let sure = [("door", one.as_str()), ("confirm", "yes")];
    let done = nora.post(&confirm, "/desk/doors/erase", &sure).await;
    assert!(done.to.starts_with("/desk/receipts/"), "{} {}", done.status, done.to);
    let receipt = nora.get(&done.to).await;
    let number = done.to.rsplit('/').next().unwrap();
    assert!(receipt.text.contains(number) && !receipt.text.contains("chauffage"));

    assert_eq!(world.row(world.mission(), Kind::Visit, visit.id), stub_fields());
    let stopped = world.row(territory, Kind::Door, door);
    assert_eq!(stopped.get("do_not_contact"), Some(&Value::Bool(true)));
    let page = nora.get(&format!("/desk/doors/{door}")).await;
    assert!(!page.text.contains(SAID) && page.text.contains(number));
    assert!(!page.text.contains(&format!("{door}/erase")), "an emptied door has nothing to erase");
    let review = nora.get("/desk/review").await;
    assert!(!review.text.contains(SAID));
    // The journal says who, and no word of what; the ledger has ids alone.
    let journal = world
        .store
        .read_now(|read| read.audit(&sync_server::store::AuditFilter::default(), None, 3))
        .unwrap();
    assert!(journal.iter().any(|(_, line)| line.verb == "erase-door"), "{journal:?}");
    let ledger = Ledger::beside(&world.database());
    let text = std::fs::read_to_string(ledger.path()).unwrap();
    assert!(text.contains(number) && !text.contains("chauffage"), "{text}");
}

#[tokio::test]
async fn one_visit_of_a_door_is_erased_from_its_page() {
    let world = Arc::new(World::new().await);
    let (_, nora) = supervisor(&world).await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let (gone, stays) = (amina.visit(&world, door), amina.visit(&world, door));
    world.sync(&amina, &[gone.clone(), stays.clone()]).await;
    let confirm = format!("/desk/doors/{door}/erase?one={}", gone.id);
    let fields =
        [("door", door.to_string()), ("one", gone.id.to_string()), ("confirm", "yes".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = nora.post(&confirm, "/desk/doors/erase", &fields).await;
    assert!(nora.get(&done.to).await.text.contains("Reçu"), "{}", done.to);
    assert_eq!(world.row(world.mission(), Kind::Visit, gone.id), stub_fields());
    assert!(world.row(world.mission(), Kind::Visit, stays.id).contains_key("note"));
    // A visit of another door is not there.
    let other = format!("/desk/doors/{}/erase?one={}", world.door(1), stays.id);
    assert_eq!(nora.get(&other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_building_is_found_by_the_beginnings_of_its_words_as_it_is_called_now() {
    let world = Arc::new(World::new().await);
    let (_, nora) = supervisor(&world).await;
    let feed = FeedId::Territory(world.territory());
    let buildings = world.store.read_now(move |read| read.rows(feed, Kind::Building)).unwrap();
    let (building, row) = buildings[0].clone();
    let is_found = async |words: &str| {
        let asked = super::encoded(words);
        let page = nora.get(&format!("/desk/doors?q={asked}")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.text.contains(&format!("building={building}"))
    };
    let Value::Text(street) = row["street"].clone() else { panic!("{row:?}") };
    assert!(is_found(&street).await);
    let set = |field: &'static str, value: Value| {
        world.desk(move |write, moment| {
            let mut desk = Desk::open(write, moment.now, &[feed])?;
            desk.set_field(feed, Kind::Building, building, field, value)?;
            Ok(desk.close()?)
        });
    };
    set("street", Value::from("Allée des Érables"));
    assert!(is_found("ALLEE erab").await && is_found("érables allée").await);
    assert!(!is_found(&street).await);
    for nothing in ["", "\"*", "erables OR rue", "NOT", "tour"] {
        assert!(!is_found(nothing).await, "{nothing}");
    }
    set("deleted", Value::Bool(true));
    assert!(!is_found("erables").await);
}
