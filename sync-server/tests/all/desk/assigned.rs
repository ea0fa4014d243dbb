//! A mission that was made on the command line, looked at and put right in the pages of preparing.

use std::sync::Arc;

use reqwest::StatusCode;

use super::supervisor;
use crate::world::World;

#[tokio::test]
async fn a_mission_that_was_assigned_by_command_is_where_its_team_works() {
    let world = Arc::new(World::new().await);
    let (_, nora) = supervisor(&world).await;
    let feed = world.mission();
    let at = format!("/desk/missions/{}", world.mission_id());
    let ground = world.store.read_now(move |read| read.buildings_of(feed)).unwrap();
    assert!(ground.len() > 1);
    let start = nora.get(&format!("{at}/start")).await.text;
    assert!(!start.contains("Aucun immeuble choisi"), "{start}");
    let doors = nora.get(&format!("{at}/doors")).await.text;
    for line in &ground {
        assert!(doors.contains(&line.building.to_string()), "{line:?}");
    }
    // Whoever unticks one of them keeps the others.
    let one = ground[0].building.to_string();
    let saved = nora.post("/desk/me", &format!("{at}/buildings"), &[("shown", &one)]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let chosen = world.store.read_now(move |read| read.chosen(feed)).unwrap();
    assert_eq!(chosen.len(), ground.len() - 1);
    assert!(chosen.iter().all(|line| line.building != ground[0].building));
}
