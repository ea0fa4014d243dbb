//! Phones that are copied, lost, or taken off a mission: their work arrives all the same.

use std::fs;
use std::path::Path;

use tests::{Device, Ledger, Talk};

use super::{doors, mission, proven, visit, visits_at, world};
use crate::programs;

/// Copies a store, file by file, as a backup tool would.
fn copy_store(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn a_copied_store_goes_on_as_a_phone_of_its_own() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let doors = doors(&amina, &mission(&world), 5);
    let mut ledger = Ledger::default();
    // Sent, then unsent when the copy is made, then made by each alone.
    visit(&world, &mut ledger, ("Amina", &amina), &doors[0], &Talk::met().heard("eau"));
    amina.sync().unwrap();
    visit(&world, &mut ledger, ("Amina", &amina), &doors[1], &Talk::met().note("Avant."));
    let store = world.folder().join("copy");
    copy_store(amina.store(), &store);
    let copy = Device::new(programs().clone(), &store);
    for (phone, door, note) in [(&amina, &doors[2], "Original."), (&copy, &doors[3], "Copie.")] {
        let talk = Talk::met().note(note).advised("cheque-energie");
        visit(&world, &mut ledger, ("Amina", phone), door, &talk);
    }
    world.settle(&[&amina, &copy]).unwrap();
    visit(&world, &mut ledger, ("Amina", &copy), &doors[4], &Talk::of("absent"));
    world.settle(&[&copy, &amina]).unwrap();
    proven(&world, &ledger, &[&amina, &copy]);
    assert_eq!(world.desk.devices().unwrap().len(), 2);
    assert!(world.desk.quarantine().unwrap().is_empty());
    for door in &doors {
        assert_eq!(visits_at(&world.central().unwrap(), door), 1);
    }
}

#[test]
fn a_phone_that_was_revoked_keeps_its_work_and_brings_it_when_it_is_enrolled_again() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let doors = doors(&amina, &mission(&world), 3);
    let mut ledger = Ledger::default();
    visit(&world, &mut ledger, ("Amina", &amina), &doors[0], &Talk::met().note("Avant."));
    amina.sync().unwrap();
    let device = world.desk.devices().unwrap().remove(0).id;
    world.desk.revoke(&device).unwrap();
    let talk = Talk::met().note("Non envoyé.").heard("bruit");
    visit(&world, &mut ledger, ("Amina", &amina), &doors[1], &talk);
    let waiting = amina.status().unwrap().waiting;
    world.enrol_on(&amina, "Amina").unwrap();
    assert_eq!(amina.status().unwrap().waiting, waiting);
    visit(&world, &mut ledger, ("Amina", &amina), &doors[2], &Talk::of("refused"));
    world.settle(&[&amina]).unwrap();
    proven(&world, &ledger, &[&amina]);
    assert!(world.desk.quarantine().unwrap().is_empty());
}

#[test]
fn what_a_revoked_phone_sends_is_kept_aside_whole_and_let_in_by_a_person() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let door = &doors(&amina, &mission(&world), 1)[0];
    let mut ledger = Ledger::default();
    let device = world.desk.devices().unwrap().remove(0).id;
    world.desk.revoke(&device).unwrap();
    let talk = Talk::met().note("Après la perte.").advised("facture-eau").heard("eau");
    let visited = visit(&world, &mut ledger, ("Amina", &amina), door, &talk);
    let synced = amina.sync().unwrap();
    assert_eq!((synced.quarantined, synced.accepted, synced.waiting), (3, 0, 0));
    assert!(amina.status().unwrap().attention > 0);
    // The neighbor still sees the visit.
    assert_eq!(amina.history(door).unwrap().len(), 1);
    let aside = world.desk.quarantine().unwrap();
    assert_eq!(aside.len(), 3);
    assert!(aside.iter().all(|aside| aside.reason == "device_revoked"));
    assert_eq!(visits_at(&world.central().unwrap(), door), 0);
    let of_visit = aside.iter().find(|aside| aside.id == visited).unwrap();
    world.desk.release(&of_visit.feed, &of_visit.id).unwrap();
    assert!(world.desk.quarantine().unwrap().is_empty());
    proven(&world, &ledger, &[]);
    // It still belongs to the one who made it, on the phone that she gets now.
    let second = world.enrol("Amina").unwrap();
    assert!(second.history(door).unwrap()[0].mine);
    proven(&world, &ledger, &[&second]);
}

#[test]
fn a_mission_that_ended_while_the_phone_was_away_is_sent_first_and_then_purged_with_a_reason() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let mission = mission(&world);
    let doors = doors(&amina, &mission, 2);
    let mut ledger = Ledger::default();
    let talk = Talk::met().note("Dernier jour.").advised("facture-eau").heard("eau");
    visit(&world, &mut ledger, ("Amina", &amina), &doors[0], &talk);
    world.desk.end_assignment(&mission, "Amina B.").unwrap();
    visit(&world, &mut ledger, ("Amina", &amina), &doors[1], &Talk::of("absent"));
    let synced = amina.sync().unwrap();
    assert_eq!((synced.accepted, synced.quarantined, synced.waiting), (4, 0, 0));
    world.settle(&[&amina]).unwrap();
    proven(&world, &ledger, &[&amina]);
    let held = amina.missions().unwrap();
    assert!(held.iter().all(|held| held.id != mission), "{held:?}");
    let told = amina.attention().unwrap().to_string();
    assert!(told.contains("assignment_ended"), "{told}");
    // Nothing of it is left on the phone.
    let rows = world.rows_of(&amina).unwrap();
    assert!(rows.values().all(|row| !row.feed.ends_with(&mission)));
}
