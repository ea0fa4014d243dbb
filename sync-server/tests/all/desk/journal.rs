//! The journal: who did what, when and where, chosen in the address, and taken along.

use std::sync::Arc;

use shared::record::Role;
use sync_server::service::retention;

use super::{signed_in, supervisor};
use crate::world::World;

#[tokio::test]
async fn the_daily_rule_says_what_it_erased() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let visits: Vec<_> = (0..3).map(|door| amina.visit(&world, world.door(door))).collect();
    world.sync(&amina, &visits).await;
    let (_, ada) = signed_in(&world, "Ada A.", Role::Admin, &[]).await;
    let said = "Ce que la règle de conservation a effacé";
    assert!(!ada.get("/desk/audit").await.text.contains(said));
    let mission = world.mission_id();
    world.desk(move |write, moment| retention::next_part(write, mission, None, moment));
    let journal = ada.get("/desk/audit").await.text;
    assert!(journal.contains(said) && journal.contains("3 enregistrements"), "{journal}");
    assert!(journal.contains("a effacé des visites gardées assez longtemps"));
}

#[tokio::test]
async fn the_journal_is_asked_by_who_what_when_and_where() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let visit = amina.visit(&world, world.door(0));
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let (nora_id, nora) = supervisor(&world).await;
    let (_, ada) = signed_in(&world, "Ada A.", Role::Admin, &[]).await;
    let key = format!("{}.{}.999", world.mission_id(), visit.id);
    nora.post("/desk/me", "/desk/review/approve", &[("visit", key.as_str())]).await;

    let lines = |text: &str| text.matches("<tr><td>").count();
    let all = ada.get("/desk/audit").await.text;
    assert!(lines(&all) >= 4, "{all}");
    let approved = ada.get(&format!("/desk/audit?what=approve&who={nora_id}")).await.text;
    assert_eq!(lines(&approved), 1, "{approved}");
    assert!(approved.contains(&visit.id.to_string()) && approved.contains("a approuvé"));
    let there = format!("/desk/audit?mission={}", world.mission_id());
    assert_eq!(lines(&ada.get(&there).await.text), 1);
    let elsewhere = format!("/desk/audit?mission={}", world.made.missions[1].0);
    let nothing = ada.get(&elsewhere).await.text;
    assert!(nothing.contains("Rien ne correspond"), "{nothing}");
    for (day, some) in [("from=2020-01-01", true), ("until=2020-01-01", false), ("from=x", true)] {
        let found = lines(&ada.get(&format!("/desk/audit?{day}")).await.text);
        assert_eq!(found > 0, some, "{day}");
    }

    let csv = ada.get(&format!("/desk/audit.csv?what=approve&who={nora_id}")).await;
    assert_eq!(csv.text.lines().count(), 2, "{}", csv.text);
    assert!(csv.text.contains(&format!("mission/{};{}", world.mission_id(), visit.id)));
    assert!(csv.text.contains("Nora S."));
}
