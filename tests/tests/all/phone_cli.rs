//! What the phone refuses: with which exit code, in which words, and without changing anything.

use std::fs;

use serde_json::Value;
use tests::{Device, Talk, World};

use super::{programs, world};

const REFUSED: i32 = 1;
const MISUSED: i32 = 2;
const NOT_ENROLLED: i32 = 3;
const UNREACHABLE: i32 = 4;
const NO_STORE: i32 = 5;

/// The phone refuses with this exit code, this code in its answer, and a sentence with these
/// words, said to people and programs alike.
fn refuses(phone: &Device, arguments: &[&str], exit: i32, code: &str, words: &str) {
    let said = phone.say(arguments).unwrap();
    assert_eq!(said.code, Some(exit), "{arguments:?}: {}", said.stderr);
    let answer: Value = serde_json::from_str(&said.stdout).unwrap();
    let error = &answer["error"];
    assert_eq!(error["code"], code, "{arguments:?}: {error}");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains(words), "{arguments:?}: {message}");
    assert_eq!(said.stderr.trim(), message);
}

/// Amina's phone, her mission and one of its doors.
fn amina(world: &mut World) -> (Device, String, String) {
    let amina = world.enrol("Amina").unwrap();
    let mission = world.demo.missions[0].id.clone();
    let door = amina.doors(&mission).unwrap()[0].id.clone();
    (amina, mission, door)
}

#[test]
fn a_visit_that_cannot_be_is_refused_and_nothing_changes() {
    let mut world = world(1);
    let (amina, mission, door) = amina(&mut world);
    let before = world.rows_of(&amina).unwrap();
    let long = format!("--note={}", "x".repeat(4_001));
    let nowhere = world.demo.missions[0].id.as_str();
    let met = ["visit", &door, "--mission", &mission, "--outcome", "met"];
    let cases: [(&[&str], &str, &str); 14] = [
        (&["--minutes=9999"], "bad_value", "from 0 to 600"),
        (&["--minutes=-1"], "bad_value", "from 0 to 600"),
        (&["--language=FR"], "bad_value", "such as fr"),
        (&["--language=french"], "bad_value", "language must be a language code of two or three"),
        (&["--note="], "bad_value", "note is empty: write something, or leave it out"),
        (&["--note=  "], "bad_value", "note is empty"),
        (&[&long], "bad_value", "at most 4000 characters"),
        (&["--note=a\u{1}b"], "bad_value", "note"),
        (&["--need=Très froid"], "bad_value", "need"),
        (&["--advice=nope"], "unknown_service", "it advises: cheque-energie"),
        // A service of another mission.
        (&["--advice=pmi"], "unknown_service", "it advises: cheque-energie"),
        (&["--appointment=demain"], "bad_value", "2026-12-03"),
        (&["--appointment=2031-01-01=cheque-energie"], "bad_value", "consent"),
        (&["--note=fine", "--advice=cheque-energie", "--advice=nope"], "unknown_service", "nope"),
    ];
    for (extra, code, words) in cases {
        refuses(&amina, &[&met[..], extra].concat(), REFUSED, code, words);
    }
    let outcome = ["visit", &door, "--mission", &mission, "--outcome=maybe"];
    refuses(&amina, &outcome, REFUSED, "bad_value", "one of: met, absent");
    let other = world.demo.missions[2].id.as_str();
    let elsewhere = ["visit", &door, "--mission", other, "--outcome=met"];
    refuses(&amina, &elsewhere, REFUSED, "unknown_mission", "is on this phone");
    for door in ["nonsense", nowhere] {
        let visit = ["visit", door, "--mission", &mission, "--outcome=met"];
        refuses(&amina, &visit, REFUSED, "unknown_door", "`phone doors MISSION`");
        refuses(&amina, &["history", door], REFUSED, "unknown_door", "`phone doors MISSION`");
    }
    // All or none.
    let some = ["absent", &door, "nonsense", "--mission", &mission];
    refuses(&amina, &some, REFUSED, "unknown_door", "nonsense");
    assert_eq!(world.rows_of(&amina).unwrap(), before);
    assert_eq!(amina.status().unwrap().waiting, 0);
}

#[test]
fn a_door_that_is_named_twice_is_one_door() {
    let mut world = world(1);
    let (amina, mission, door) = amina(&mut world);
    let other = amina.doors(&mission).unwrap()[1].id.clone();
    let absent = ["absent", &door, &other, &door, "--mission", &mission];
    let said = amina.say(&absent).unwrap();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for door in [&door, &other] {
        assert_eq!(amina.history(door).unwrap().len(), 1);
    }
    assert_eq!(amina.status().unwrap().waiting, 2);
}

#[test]
fn a_correction_that_cannot_be_is_refused_and_nothing_changes() {
    let mut world = world(1);
    let (amina, mission, door) = amina(&mut world);
    let moussa = world.enrol("Moussa").unwrap();
    let visited = amina.visit(&mission, &door, &Talk::met()).unwrap();
    let mine = visited.visit.as_str();
    amina.sync().unwrap();
    moussa.sync().unwrap();
    let before = (world.rows_of(&amina).unwrap(), world.rows_of(&moussa).unwrap());
    let cases: [(&[&str], &str, &str); 5] = [
        (&["correct", mine, "--minutes=9999"], "bad_value", "from 0 to 600"),
        (&["correct", mine, "--add-advice=nope"], "unknown_service", "it advises"),
        (&["correct", mine, "--outcome=met"], "nothing_to_change", "nothing changes"),
        (&["correct", &door, "--note=x"], "unknown_visit", "`phone history DOOR`"),
        (&["withdraw", "nonsense"], "unknown_visit", "`phone history DOOR`"),
    ];
    for (arguments, code, words) in cases {
        refuses(&amina, arguments, REFUSED, code, words);
    }
    // Somebody else's visit is read, and not written.
    assert!(!moussa.history(&door).unwrap()[0].mine);
    for arguments in [["correct", mine, "--note=x"].as_slice(), &["withdraw", mine]] {
        refuses(&moussa, arguments, REFUSED, "not_author", "wrote");
    }
    let after = (world.rows_of(&amina).unwrap(), world.rows_of(&moussa).unwrap());
    assert_eq!(before, after);
    assert_eq!(moussa.status().unwrap().waiting, 0);
}

#[test]
fn a_phone_that_is_not_enrolled_says_how_to_be() {
    let mut world = world(1);
    let phone = world.new_phone();
    let door = "01a20f7d-ce41-7123-b737-d31672b75619";
    let visit = ["visit", door, "--outcome=met"];
    let nonsense = ["visit", "x", "--outcome=met"];
    for arguments in [["missions"].as_slice(), &["sync"], &["absent", door], &visit, &nonsense] {
        refuses(&phone, arguments, NOT_ENROLLED, "not_enrolled", "`phone enrol URL CODE`");
    }
    let url = world.line.url();
    let enrol = |code: &'static str| ["enrol", &url, code].map(str::to_owned);
    let refused = |code, exit, name, words| {
        let arguments = enrol(code);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        refuses(&phone, &arguments, exit, name, words);
    };
    refused("lusab-babad", REFUSED, "bad_code", "3 words");
    refused("lusab-babad-babxd", REFUSED, "bad_code", "babxd");
    refused("lusab-babad-babab", REFUSED, "bad_code", "ask your supervisor");
    world.line.cut();
    refused("lusab-babad-babab", UNREACHABLE, "unreachable", "cannot reach the server");
}

#[test]
fn a_code_works_once() {
    let mut world = world(1);
    let code = world.desk.code("Amina B.").unwrap().code;
    let (first, second) = (world.new_phone(), world.new_phone());
    first.enrol(&world.line.url(), &code, "Premier").unwrap();
    let again = ["enrol", &world.line.url(), &code];
    refuses(&second, &again, REFUSED, "bad_code", "used up");
    // The same phone sends the same code again where the first answer was lost.
    first.enrol(&world.line.url(), &code, "Premier").unwrap();
    assert_eq!(world.desk.devices().unwrap().len(), 1);
}

#[test]
fn a_server_that_is_gone_costs_nothing_but_time() {
    let mut world = world(1);
    let (amina, mission, door) = amina(&mut world);
    world.server.kill().unwrap();
    amina.visit(&mission, &door, &Talk::met().note("Sans réseau.")).unwrap();
    let words = "1 change waits on this phone";
    refuses(&amina, &["sync", "--tries=2"], UNREACHABLE, "unreachable", words);
    assert_eq!(amina.history(&door).unwrap().len(), 1);
    world.server.restart().unwrap();
    world.line.lead_to(world.server.address());
    assert_eq!(amina.sync().unwrap().accepted, 1);
}

#[test]
fn a_command_that_does_not_exist_is_answered_with_the_usage() {
    let phone = world(1).new_phone();
    for arguments in [["nonsense"].as_slice(), &["visit"], &["sync", "--tries=many"], &[]] {
        let said = phone.say(arguments).unwrap();
        assert_eq!(said.code, Some(MISUSED), "{arguments:?}");
        assert!(said.stderr.contains("--help"), "{}", said.stderr);
    }
}

#[test]
fn a_store_that_cannot_be_opened_is_left_alone() {
    let mut world = world(1);
    let (amina, ..) = amina(&mut world);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let nowhere = Device::new(programs().clone(), &file);
    refuses(&nowhere, &["missions"], NO_STORE, "storage_refused", "choose a folder");
    // A key that does not fit opens nothing, and spoils nothing.
    let key_file = amina.store().join("phone.key");
    let key = fs::read(&key_file).unwrap();
    let other: Vec<u8> =
        key.iter().map(|digit| if *digit == b'0' { b'1' } else { *digit }).collect();
    fs::write(&key_file, other).unwrap();
    let said = amina.say(&["missions"]).unwrap();
    assert_eq!(said.code, Some(NO_STORE), "{}", said.stderr);
    fs::write(&key_file, key).unwrap();
    assert_eq!(amina.missions().unwrap().len(), 2);
}
