//! Stories of a server that loses its machine, and of a phone that cannot sync any more.

use std::fs;
use std::path::Path;

use tests::{Correction, Device, Ledger, Talk, World};

use super::stories::{doors, mission, proven, visit, visits_at};
use super::world;

/// How many changes a phone still keeps, sent or not, as its plain copy says.
fn kept(world: &World, phone: &Device) -> i64 {
    let copy = world.folder().join("look.db");
    drop(fs::remove_file(&copy));
    phone.export(&copy).unwrap();
    let rows = tests::rows::open(&copy).unwrap();
    rows.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0)).unwrap()
}

#[test]
fn phones_send_again_what_the_backup_lacked_and_keep_it_until_one_has_it() {
    let mut world = world(1);
    let (amina, moussa) = (world.enrol("Amina").unwrap(), world.enrol("Moussa").unwrap());
    let doors = doors(&amina, &mission(&world), 4);
    let mut ledger = Ledger::default();
    let talk = Talk::met().note("Avant la sauvegarde.").heard("eau");
    visit(&world, &mut ledger, ("Amina", &amina), &doors[0], &talk);
    amina.sync().unwrap();
    assert_eq!(kept(&world, &amina), 0);
    let backup = world.desk.back_up(&world.backups().unwrap()).unwrap();
    let talk = Talk::met().note("Après la sauvegarde.").advised("cheque-energie");
    let lost = visit(&world, &mut ledger, ("Amina", &amina), &doors[1], &talk);
    visit(&world, &mut ledger, ("Moussa", &moussa), &doors[2], &Talk::of("absent"));
    world.settle(&[&amina, &moussa]).unwrap();
    amina.correct(&lost, &Correction::note("Corrigé après la sauvegarde.")).unwrap();
    ledger.corrected(1, &lost, &Correction::note("Corrigé après la sauvegarde."));
    world.settle(&[&amina, &moussa]).unwrap();
    assert_eq!((kept(&world, &amina), amina.status().unwrap().waiting), (3, 0));
    let before = world.central().unwrap();

    let restored = world.restore(&backup).unwrap();
    assert!(restored.replaced.unwrap().exists());
    assert_eq!(visits_at(&world.central().unwrap(), &doors[1]), 0);
    visit(&world, &mut ledger, ("Moussa", &moussa), &doors[3], &Talk::met().note("Ensuite."));
    world.settle(&[&amina, &moussa]).unwrap();
    proven(&world, &ledger, &[&amina, &moussa]);
    let after = world.central().unwrap();
    assert!(before.keys().all(|row| after.contains_key(row)));
    assert!(world.desk.quarantine().unwrap().is_empty());
    // All of it is in the next backup, and only then do the phones let go of it.
    assert_eq!(kept(&world, &amina), 3);
    world.desk.back_up(&world.backups().unwrap()).unwrap();
    world.settle(&[&amina, &moussa]).unwrap();
    assert_eq!((kept(&world, &amina), kept(&world, &moussa)), (0, 0));
    proven(&world, &ledger, &[&amina, &moussa]);
}

#[test]
fn a_restore_in_the_middle_of_a_restored_life_loses_nothing_either() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let doors = doors(&amina, &mission(&world), 3);
    let mut ledger = Ledger::default();
    let backup = world.desk.back_up(&world.backups().unwrap()).unwrap();
    for door in &doors {
        visit(&world, &mut ledger, ("Amina", &amina), door, &Talk::met().heard("bruit"));
        amina.sync().unwrap();
        world.restore(&backup).unwrap();
    }
    world.settle(&[&amina]).unwrap();
    proven(&world, &ledger, &[&amina]);
}

#[test]
fn a_phone_that_the_backup_does_not_know_is_enrolled_again_and_brings_all_its_work() {
    let mut world = world(1);
    let backup = world.desk.back_up(&world.backups().unwrap()).unwrap();
    let amina = world.enrol("Amina").unwrap();
    let doors = doors(&amina, &mission(&world), 2);
    let mut ledger = Ledger::default();
    visit(&world, &mut ledger, ("Amina", &amina), &doors[0], &Talk::met().note("Un."));
    amina.sync().unwrap();
    world.restore(&backup).unwrap();
    visit(&world, &mut ledger, ("Amina", &amina), &doors[1], &Talk::met().note("Deux."));
    let said = amina.say(&["sync"]).unwrap();
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.contains("ask your supervisor for a new code"), "{}", said.stderr);
    world.enrol_on(&amina, "Amina").unwrap();
    world.settle(&[&amina]).unwrap();
    proven(&world, &ledger, &[&amina]);
}

#[test]
fn a_phone_gives_its_mission_back_only_once_its_work_is_in_a_backup() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let mission = mission(&world);
    let door = &doors(&amina, &mission, 1)[0];
    let mut ledger = Ledger::default();
    let backup = world.desk.back_up(&world.backups().unwrap()).unwrap();
    visit(&world, &mut ledger, ("Amina", &amina), door, &Talk::met().note("Dernier jour."));
    world.desk.end_assignment(&mission, "Amina B.").unwrap();
    let synced = amina.sync().unwrap();
    assert_eq!((synced.accepted, synced.waiting), (1, 0));
    assert_eq!(kept(&world, &amina), 1);
    // The loss that it was kept for.
    world.restore(&backup).unwrap();
    world.desk.end_assignment(&mission, "Amina B.").unwrap();
    world.settle(&[&amina]).unwrap();
    assert_eq!(kept(&world, &amina), 1);
    world.desk.back_up(&world.backups().unwrap()).unwrap();
    world.settle(&[&amina]).unwrap();
    assert_eq!(kept(&world, &amina), 0);
    proven(&world, &ledger, &[&amina]);
    let rows = world.rows_of(&amina).unwrap();
    assert!(rows.values().all(|row| !row.feed.ends_with(&mission)));
}

#[test]
fn a_revoked_phone_stays_revoked_and_its_acknowledged_work_comes_back() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let door = &doors(&amina, &mission(&world), 1)[0];
    let mut ledger = Ledger::default();
    let backup = world.desk.back_up(&world.backups().unwrap()).unwrap();
    let visited = visit(&world, &mut ledger, ("Amina", &amina), door, &Talk::of("absent"));
    amina.sync().unwrap();
    let device = world.desk.devices().unwrap().remove(0).id;
    world.desk.revoke(&device).unwrap();
    let restored = world.restore(&backup).unwrap();
    assert_eq!((restored.revoked, restored.barred), (Some(1), Some(0)));
    let synced = amina.sync().unwrap();
    assert_eq!((synced.quarantined, synced.received), (1, 0));
    assert!(world.desk.devices().unwrap()[0].revoked);
    let aside = world.desk.quarantine().unwrap();
    assert_eq!((aside[0].id.as_str(), aside[0].reason.as_str()), (&*visited, "device_revoked"));
    world.desk.release(&aside[0].feed, &aside[0].id).unwrap();
    proven(&world, &ledger, &[]);
}

#[test]
fn work_of_a_phone_that_cannot_sync_goes_by_hand_and_counts_once() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let doors = doors(&amina, &mission(&world), 3);
    let mut ledger = Ledger::default();
    world.line.cut();
    let secret = "Ne parle que du chauffage.";
    let talk = Talk::met().note(secret).advised("cheque-energie").heard("eau");
    let visited = visit(&world, &mut ledger, ("Amina", &amina), &doors[0], &talk);
    amina.correct(&visited, &Correction::note("Corrigé.")).unwrap();
    ledger.corrected(1, &visited, &Correction::note("Corrigé."));
    let file = world.folder().join("amina.rescue");
    amina.rescue(&file).unwrap();
    let bytes = fs::read(&file).unwrap();
    assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()));
    assert!(bytes.starts_with(b"PALIER RESCUE 1\n"));
    refused(&amina.say(&["rescue", &file.to_string_lossy()]).unwrap(), "exists already");

    let waiting = usize::try_from(amina.status().unwrap().waiting).unwrap();
    let imported = world.desk.import_outbox(&file).unwrap();
    assert_eq!((imported.taken, imported.known, imported.left), (waiting, 0, 0));
    let again = world.desk.import_outbox(&file).unwrap();
    assert_eq!((again.taken, again.known), (0, waiting));
    proven(&world, &ledger, &[]);
    // It can sync after all.
    visit(&world, &mut ledger, ("Amina", &amina), &doors[1], &Talk::of("absent"));
    world.line.heal();
    world.settle(&[&amina]).unwrap();
    assert_eq!(amina.status().unwrap().waiting, 0);
    proven(&world, &ledger, &[&amina]);

    // What is no file of this server changes nothing, and says so.
    let other = super::world(2);
    let say = |world: &World, file: &Path| {
        world.desk.say(&["import-outbox", &file.to_string_lossy()]).unwrap()
    };
    refused(&say(&other, &file), "does not know the phone");
    fs::write(&file, &bytes[..bytes.len() - 7]).unwrap();
    refused(&say(&world, &file), "cut short");
    fs::write(&file, "bonjour").unwrap();
    refused(&say(&world, &file), "no rescue file");
    refused(&say(&world, Path::new("nowhere.rescue")), "cannot read nowhere.rescue");
    proven(&world, &ledger, &[&amina]);
}

#[test]
fn a_phone_without_its_servers_key_says_what_to_do() {
    let mut world = world(1);
    let phone = world.new_phone();
    world.enrol_on(&phone, "Amina").unwrap();
    let file = world.folder().join("amina.rescue");
    refused(&phone.say(&["rescue", &file.to_string_lossy()]).unwrap(), "phone export");
    assert!(!file.exists());
}

#[test]
fn a_flipped_bit_in_the_file_is_found_by_check_and_the_backup_is_refused() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let door = &doors(&amina, &mission(&world), 1)[0];
    let note = "Radiateur froid depuis novembre.";
    let mut ledger = Ledger::default();
    visit(&world, &mut ledger, ("Amina", &amina), door, &Talk::met().note(note));
    amina.sync().unwrap();
    let backup = world.desk.back_up(&world.backups().unwrap()).unwrap();
    world.server.stop().unwrap();
    // Whoever opens a database that is sound takes in what lies in a log beside it.
    assert_eq!(world.desk.say(&["check"]).unwrap().code, Some(0));
    let whole = fs::read(world.database()).unwrap();
    let places = whole.windows(note.len()).enumerate();
    let places: Vec<usize> =
        places.filter(|(_, part)| *part == note.as_bytes()).map(|(place, _)| place).collect();
    assert!(!places.is_empty());
    // In a value: the pages are whole, and only the history knows better. Then in a page's head.
    let in_page = places[0] / 4096 * 4096;
    for place in [places[0] + 3, places[places.len() - 1] + 5, in_page, 0, 4096, 8192] {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x10;
        fs::write(world.database(), &bytes).unwrap();
        let said = world.desk.say(&["check"]).unwrap();
        assert_eq!(said.code, Some(1), "byte {place}: {}{}", said.stdout, said.stderr);
        assert!(said.stdout.contains("restore the newest backup"), "byte {place}: {said:?}");
    }
    let mut damaged = fs::read(&backup).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let good = fs::read(&backup).unwrap();
    fs::write(&backup, damaged).unwrap();
    let from = backup.to_string_lossy().into_owned();
    refused(&world.desk.say(&["restore", &from, "--replace"]).unwrap(), "is damaged");
    fs::write(&backup, good).unwrap();
    world.restore(&backup).unwrap();
    world.settle(&[&amina]).unwrap();
    proven(&world, &ledger, &[&amina]);
}

#[test]
fn a_backup_without_room_or_folder_is_refused_with_a_sentence() {
    let world = world(1);
    let nowhere = world.folder().join("not-mounted").to_string_lossy().into_owned();
    refused(
        &world.desk.say(&["backup", "--to", &nowhere]).unwrap(),
        "check that its disk is mounted",
    );
    let from = world.folder().to_string_lossy().into_owned();
    refused(&world.desk.say(&["restore", &from]).unwrap(), "there is no backup in");
    let backup = world.desk.back_up(&world.backups().unwrap()).unwrap();
    let from = backup.to_string_lossy().into_owned();
    refused(&world.desk.say(&["restore", &from]).unwrap(), "say --replace");
    refused(&world.desk.say(&["restore", &from, "--replace"]).unwrap(), "stop the server first");
    let checked = world.desk.check().unwrap();
    assert!(checked.ok, "{:?}", checked.problems);
}

fn refused(said: &tests::programs::Said, words: &str) {
    assert_eq!(said.code, Some(1), "{}{}", said.stdout, said.stderr);
    assert!(said.stderr.contains(words), "{}", said.stderr);
}
