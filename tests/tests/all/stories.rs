//! Stories of phones that come and go: what a neighbor would swear happened, did happen.
//!
//! Each world is small and its own. Here are the everyday ones; [`trouble`] has those in which a
//! phone is copied, lost or taken off a mission, [`clocks`] those in which its clock is wrong.

use std::collections::BTreeSet;

use shared::record::Kind;
use tests::compare;
use tests::ledger::{Place, now};
use tests::rows::Rows;
use tests::{Correction, Device, Ledger, Talk, World};

use super::world;

mod clocks;
mod trouble;

/// The mission in which Amina and Moussa work, by its id.
pub(super) fn mission(world: &World) -> String {
    world.demo.missions[0].id.clone()
}

/// The ids of some doors.
pub(super) fn doors(phone: &Device, mission: &str, amount: usize) -> Vec<String> {
    let doors = phone.doors(mission).unwrap().into_iter();
    doors.take(amount).map(|door| door.id).collect()
}

/// Records a visit and enters it into the ledger, as made by the neighbor of that first name.
pub(super) fn visit(
    world: &World,
    ledger: &mut Ledger,
    (name, phone): (&str, &Device),
    door: &str,
    talk: &Talk,
) -> String {
    let mission = mission(world);
    let before = now();
    let visit = phone.visit(&mission, door, talk).unwrap().visit;
    let place = Place {
        mission,
        door: door.to_owned(),
        author: world.neighbor(name).unwrap().account.clone(),
        span: (before, now()),
        clock_shift: 0,
    };
    ledger.visited(1, &visit, place, talk);
    visit
}

/// Nothing is lost, doubled or different in the central database and on any of the phones.
pub(super) fn proven(world: &World, ledger: &Ledger, phones: &[&Device]) {
    let central = world.central().unwrap();
    let mut differences = compare::with_central(ledger, &central);
    for phone in phones {
        let feeds = phone.status().unwrap().feeds.into_iter();
        let feeds: BTreeSet<String> = feeds.map(|feed| feed.feed).collect();
        let rows = world.rows_of(phone).unwrap();
        let name = phone.store().display().to_string();
        differences.extend(compare::replicas(&name, &feeds, &rows, &central));
    }
    let listed: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert!(listed.is_empty(), "{}", listed.join("\n"));
    let checked = world.desk.check().unwrap();
    assert!(checked.ok, "{:?}", checked.problems);
}

pub(super) fn visits_at(rows: &Rows, door: &str) -> usize {
    let visits =
        rows.iter().filter(|((kind, _), row)| *kind == Kind::Visit && row.text("door") == door);
    visits.count()
}

#[test]
fn a_day_of_forty_visits_takes_one_round_trip() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let mission = mission(&world);
    let doors = doors(&amina, &mission, 40);
    let (shut, opened) = doors.split_at(20);
    amina.absent(&mission, shut).unwrap();
    for door in opened {
        let talk = Talk::met()
            .note("Ascenseur en panne depuis une semaine. Le gardien est au courant.")
            .advised("cheque-energie")
            .heard("ascenseur");
        amina.visit(&mission, door, &talk).unwrap();
    }
    let before = world.line.tally().requests;
    let synced = amina.sync().unwrap();
    assert_eq!((synced.requests, synced.waiting), (1, 0));
    assert_eq!(synced.accepted, 20 + 3 * 20);
    assert!(synced.clean);
    assert_eq!(world.line.tally().requests, before + 1);
    let visits = world.central().unwrap();
    assert!(doors.iter().all(|door| visits_at(&visits, door) == 1));
}

#[test]
fn two_neighbors_at_one_door_are_two_visits() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let moussa = world.enrol("Moussa").unwrap();
    let door = &doors(&amina, &mission(&world), 1)[0];
    let mut ledger = Ledger::default();
    let by_amina = ("Amina", &amina);
    let talk = Talk::met().note("Bon accueil.");
    let hers = visit(&world, &mut ledger, by_amina, door, &talk);
    let his = visit(&world, &mut ledger, ("Moussa", &moussa), door, &Talk::of("absent"));
    world.settle(&[&amina, &moussa]).unwrap();
    assert_eq!(visits_at(&world.central().unwrap(), door), 2);
    for phone in [&amina, &moussa] {
        let shown: BTreeSet<String> =
            phone.history(door).unwrap().into_iter().map(|visit| visit.id).collect();
        assert_eq!(shown, BTreeSet::from([hers.clone(), his.clone()]));
    }
    proven(&world, &ledger, &[&amina, &moussa]);
}

#[test]
fn the_same_field_corrected_on_two_phones_is_a_conflict_and_keeps_both_values() {
    let mut world = world(1);
    let first = world.enrol("Amina").unwrap();
    let second = world.enrol("Amina").unwrap();
    let door = &doors(&first, &mission(&world), 1)[0];
    let mut ledger = Ledger::default();
    let talk = Talk::met().note("Avant.").heard("eau");
    let visit = visit(&world, &mut ledger, ("Amina", &first), door, &talk);
    world.settle(&[&first, &second]).unwrap();
    let here = Correction { minutes: Some(5), ..Correction::note("Sur le premier.") };
    let there =
        Correction { drop_needs: vec!["eau".to_owned()], ..Correction::note("Sur le second.") };
    for (number, phone, correction) in [(1, &first, here), (2, &second, there)] {
        phone.correct(&visit, &correction).unwrap();
        ledger.corrected(number, &visit, &correction);
    }
    // The later correction wins by its clock, in whichever order they arrive.
    world.settle(&[&second, &first]).unwrap();
    assert_eq!(first.history(door).unwrap()[0].note.as_deref(), Some("Sur le second."));
    proven(&world, &ledger, &[&first, &second]);
    let central = tests::rows::open(&world.database()).unwrap();
    let kept: (String, String, bool) = central
        .query_row("SELECT field, value, won FROM yielded WHERE relation = 'conflict'", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(kept, ("note".to_owned(), "\"Sur le premier.\"".to_owned(), false));
}

#[test]
fn a_correction_made_in_sight_of_another_is_no_conflict() {
    let mut world = world(1);
    let first = world.enrol("Amina").unwrap();
    // Its clock is an hour late, and it has seen what it corrects: it wins all the same.
    let second = world.enrol("Amina").unwrap().with_clock_shift(-3_600);
    let door = &doors(&first, &mission(&world), 1)[0];
    let mut ledger = Ledger::default();
    let visit = visit(&world, &mut ledger, ("Amina", &first), door, &Talk::met().note("Un."));
    world.settle(&[&first, &second]).unwrap();
    second.correct(&visit, &Correction::note("Deux.")).unwrap();
    world.settle(&[&second, &first]).unwrap();
    assert_eq!(first.history(door).unwrap()[0].note.as_deref(), Some("Deux."));
    let central = tests::rows::open(&world.database()).unwrap();
    let conflicts: i64 = central
        .query_row("SELECT count(*) FROM yielded WHERE relation = 'conflict'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(conflicts, 0);
}

#[test]
fn a_server_that_is_asked_to_stop_ends_well_and_comes_back() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let door = &doors(&amina, &mission(&world), 1)[0];
    let mut ledger = Ledger::default();
    visit(&world, &mut ledger, ("Amina", &amina), door, &Talk::met().note("Avant l'arrêt."));
    amina.sync().unwrap();
    assert!(world.server.stop().unwrap().success());
    assert!(amina.try_sync().unwrap().is_none());
    world.server.restart().unwrap();
    world.line.lead_to(world.server.address());
    world.settle(&[&amina]).unwrap();
    proven(&world, &ledger, &[&amina]);
}
