//! Retention: what was said in a mission goes when it was kept as long as it may be.

use shared::record::Kind;
use shared::value::{Fields, Value};
use sync_server::service::{check, retention};

use crate::erasure::{SAID, holds};
use crate::world::{World, new_id, now};

#[tokio::test]
async fn retention_erases_what_was_said_in_missions_that_ended_long_ago_part_by_part() {
    let world = World::new().await;
    let mut amina = world.phone(0).await;
    let mut said = amina.visit(&world, world.door(0));
    said.fields.insert("note".to_owned(), Value::from(SAID));
    world.sync(&amina, &[said]).await;
    for n in 0..retention::PART {
        let visit = amina.visit(&world, world.door(n % 20));
        world.sync(&amina, &[visit]).await;
    }
    let today = now().date().unwrap();
    let due = world.store.read_now(move |read| retention::due(read, today, 24)).unwrap();
    assert!(due.is_empty());
    let later = today.checked_add_months(chrono::Months::new(30)).unwrap();
    let due = world.store.read_now(move |read| retention::due(read, later, 24)).unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].visits, retention::PART + 1);
    let mission = due[0].mission;
    let mut parts = 0;
    while world
        .desk(move |write, moment| retention::next_part(write, mission, None, moment))
        .is_some()
    {
        parts += 1;
    }
    assert_eq!(parts, 2);
    assert!(!holds(&world.database(), SAID));
    let problems = world.store.read_now(check::check).unwrap().problems;
    assert_eq!(problems, Vec::<String>::new());
    let due = world.store.read_now(move |read| retention::due(read, later, 24)).unwrap();
    assert!(due.is_empty());
    let doors = world.store.read_now({
        let feed = world.mission();
        move |read| read.door_counts(feed)
    });
    assert_eq!(doors.unwrap().seen(), 0);
    assert_eq!(Fields::new(), world.row(world.mission(), Kind::Visit, new_id()));
}
