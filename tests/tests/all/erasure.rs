//! Stories of a resident who asks that what was said be erased, while phones hold more of it unsent.

use tests::{Correction, Device, Ledger, Talk, World};

use super::stories::{doors, mission, proven, visit};
use super::world;

const SAID: &str = "Le boîtier bleu zigouille ma cafetière.";

/// Whether a phone's store says it anywhere: rows, outbox, drafts, what gave way.
fn says(world: &World, phone: &Device, text: &str) -> bool {
    let copy = std::fs::read(world.plain_copy(phone).unwrap()).unwrap();
    copy.windows(text.len()).any(|part| part == text.as_bytes())
}

/// Whether the central file or its write-ahead log says it.
fn central_says(world: &World, text: &str) -> bool {
    let mut log = world.database().into_os_string();
    log.push("-wal");
    [world.database(), log.into()].iter().any(|file| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    })
}

#[test]
fn an_erased_door_is_gone_from_both_phones_with_what_they_had_not_sent() {
    let world = &mut world(1);
    let (amina, moussa) = (world.enrol("Amina").unwrap(), world.enrol("Moussa").unwrap());
    let doors = doors(&amina, &mission(world), 2);
    let mut ledger = Ledger::default();
    let talk = Talk::met().note(SAID).heard("eau").advised("cheque-energie");
    let first = visit(world, &mut ledger, ("Amina", &amina), &doors[0], &talk);
    visit(world, &mut ledger, ("Amina", &amina), &doors[1], &Talk::met().note("Reste."));
    world.settle(&[&amina, &moussa]).unwrap();
    // Both go on without a signal: a correction, another talk at that door, one elsewhere.
    amina.correct(&first, &Correction::note(&format!("{SAID} Encore."))).unwrap();
    visit(world, &mut ledger, ("Moussa", &moussa), &doors[0], &talk);
    visit(world, &mut ledger, ("Moussa", &moussa), &doors[1], &Talk::of("absent"));
    assert!(says(world, &amina, SAID) && says(world, &moussa, SAID));

    let erased = world.desk.erase_door(&doors[0]).unwrap();
    assert_eq!(erased.erased.records["visit"], 1);
    ledger.erased(&doors[0]);
    world.settle(&[&amina, &moussa]).unwrap();

    for phone in [&amina, &moussa] {
        assert!(!says(world, phone, SAID));
        assert!(phone.history(&doors[0]).unwrap().is_empty());
        assert_eq!(phone.status().unwrap().waiting, 0);
        // Each of them reads why.
        let told = phone.attention().unwrap().to_string();
        assert!(told.contains("\"erased\"") && told.contains("did nothing wrong"), "{told}");
    }
    assert!(!central_says(world, SAID));
    assert!(world.desk.quarantine().unwrap().is_empty());
    proven(world, &ledger, &[&amina, &moussa]);
}

#[test]
fn a_rescue_file_of_an_erased_door_brings_nothing_back() {
    let world = &mut world(1);
    let amina = world.enrol("Amina").unwrap();
    let doors = doors(&amina, &mission(world), 2);
    let mut ledger = Ledger::default();
    visit(world, &mut ledger, ("Amina", &amina), &doors[0], &Talk::met().note(SAID));
    visit(world, &mut ledger, ("Amina", &amina), &doors[1], &Talk::met().note("Reste."));
    let file = world.folder().join("work.rescue");
    amina.rescue(&file).unwrap();
    world.desk.erase_door(&doors[0]).unwrap();
    ledger.erased(&doors[0]);
    let imported = world.desk.import_outbox(&file).unwrap();
    assert_eq!((imported.aside, imported.left), (0, 0));
    assert!(!central_says(world, SAID));
    world.settle(&[&amina]).unwrap();
    assert!(!says(world, &amina, SAID));
    proven(world, &ledger, &[&amina]);
}

#[test]
fn on_the_command_line_what_is_kept_is_shown_handed_over_counted_and_erased() {
    let world = &mut world(1);
    let amina = world.enrol("Amina").unwrap();
    let door = &doors(&amina, &mission(world), 1)[0];
    let mut ledger = Ledger::default();
    visit(world, &mut ledger, ("Amina", &amina), door, &Talk::met().note(SAID).heard("eau"));
    world.settle(&[&amina]).unwrap();
    let shown = world.desk.say(&["person", "show", "--door", door]).unwrap();
    assert!(shown.stdout.contains(SAID), "{}", shown.stdout);
    let file = world.folder().join("door.json");
    let to = file.to_string_lossy().into_owned();
    let export = ["person", "export", "--door", door.as_str(), "--to", &to];
    assert_eq!(world.desk.say(&export).unwrap().code, Some(0));
    assert!(std::fs::read_to_string(&file).unwrap().contains(SAID));
    let again = world.desk.say(&export).unwrap();
    assert!(again.stderr.contains("name a file that is not there yet"), "{}", again.stderr);

    let counted = world.desk.say(&["person", "erase", "--door", door]).unwrap();
    assert_eq!(counted.code, Some(0));
    assert!(counted.stdout.contains("\"erased\":false"), "{}", counted.stdout);
    assert!(central_says(world, SAID));
    let erased = world.desk.say(&["person", "erase", "--door", door, "--yes"]).unwrap();
    assert!(erased.stdout.contains("\"receipt\":\""), "{}", erased.stdout);
    assert!(!erased.stdout.contains("zigouille") && !central_says(world, SAID));
    let shown = world.desk.say(&["person", "show", "--door", door]).unwrap();
    assert!(!shown.stdout.contains(SAID), "{}", shown.stdout);
    let nobody = world.desk.say(&["person", "erase", "--visit", door, "--yes"]).unwrap();
    assert_eq!(nobody.code, Some(1));
    assert!(nobody.stderr.contains("there is no visit"), "{}", nobody.stderr);
    let nothing = world.desk.say(&["retention", "--retention-months", "0"]).unwrap();
    assert_eq!(nothing.code, Some(0));
    ledger.erased(door);
    world.settle(&[&amina]).unwrap();
    proven(world, &ledger, &[&amina]);
}
