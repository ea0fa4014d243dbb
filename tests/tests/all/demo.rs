//! `demo-check`, as a person and as a script call it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::programs;

fn demo_check(arguments: &[&str]) -> Output {
    programs();
    let program = env!("CARGO_BIN_EXE_demo-check");
    Command::new(program).args(arguments).output().unwrap()
}

#[test]
fn a_day_at_real_addresses_loses_nothing() {
    let addresses =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("shared/data/bal-strasbourg.csv");
    if !addresses.exists() {
        eprintln!("skipped: there is no {}", addresses.display());
        return;
    }
    let keep = tempfile::tempdir().unwrap();
    let (file, folder) = (addresses.to_string_lossy(), keep.path().to_string_lossy());
    let output = demo_check(&["--json", "--addresses", &file, "--keep", &folder]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
    let counts: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(counts["phones"], 4);
    assert_eq!((&counts["lost"], &counts["duplicates"]), (&0.into(), &0.into()));
    assert_eq!(counts["visits_recorded"], counts["visits_merged"]);
    assert!(counts["visits_recorded"].as_u64().unwrap() > 150, "{stdout}");
    assert!(counts["conflicts"].as_u64().unwrap() > 0, "{stdout}");
    for name in ["central.db", "phone-1.db", "phone-2.db", "phone-3.db", "phone-4.db"] {
        let rows = tests::rows::open(&keep.path().join(name)).unwrap();
        assert!(!tests::rows::read(&rows).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn a_day_in_which_the_servers_machine_is_lost_loses_nothing() {
    let output = demo_check(&["--json", "--restore"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let counts: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&counts["lost"], &counts["duplicates"]), (&0.into(), &0.into()));
    assert_eq!(counts["visits_recorded"], counts["visits_merged"]);
    assert_eq!(counts["quarantined"], 0);
}

#[test]
fn a_missing_file_of_addresses_is_one_clear_sentence() {
    let output = demo_check(&["--addresses", "no-such-file.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("no-such-file.csv cannot be used"), "{told}");
}
