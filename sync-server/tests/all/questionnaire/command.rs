//! `questionnaire check` as a person runs it: what it prints, and with what it ends.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sync-server"))
        .args(["questionnaire", "check"])
        .args(arguments)
        .output()
        .unwrap()
}

fn written(folder: &Path, survey: &str) -> String {
    let path = folder.join("survey.csv");
    std::fs::write(&path, survey).unwrap();
    path.to_str().unwrap().to_owned()
}

fn object(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

const IN_PART: &str = "type,name,label\ntext,who,Who?\ngeopoint,place,Where?\n";
const FAULTY: &str = "type,name,label\ntelepathy,who,Who?\n";

#[test]
fn what_it_ends_with_says_whether_a_form_can_be_taken() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&[&written(folder.path(), IN_PART)]).status.code(), Some(0));
    assert_eq!(run(&[folder.path().to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(run(&[&written(folder.path(), FAULTY)]).status.code(), Some(1));
    let gone = run(&["no-such-form.xlsx"]);
    assert_eq!(gone.status.code(), Some(1));
    let sentence = String::from_utf8(gone.stderr).unwrap();
    assert!(sentence.contains("no-such-form.xlsx"), "{sentence}");
    assert_eq!(run(&[]).status.code(), Some(2));
}

#[test]
fn an_object_accounts_for_each_row() {
    let folder = tempfile::tempdir().unwrap();
    let taken = object(&run(&[&written(folder.path(), IN_PART), "--json"]));
    assert_eq!(taken["verdict"], "taken_in_part");
    assert_eq!(taken["questions"], 1);
    assert_eq!(taken["faults"], json!([]));
    assert_eq!(
        taken["rows"],
        json!([
            { "row": 2, "type": "text", "name": "who", "fate": "taken", "reason": null },
            {
                "row": 3, "type": "geopoint", "name": "place", "fate": "refused",
                "reason": "Palier asks for no positions, so that nobody can be tracked",
            },
        ])
    );
    let rejected = object(&run(&[&written(folder.path(), FAULTY), "--json"]));
    assert_eq!((&rejected["verdict"], &rejected["id"]), (&json!("rejected"), &Value::Null));
    assert_eq!(rejected["rows"][0]["fate"], "faulty");
    assert_eq!(
        rejected["faults"],
        json!([{
            "sheet": "survey", "row": 2, "column": "type",
            "says": "expected a type of question, found \"telepathy\"",
        }])
    );
    let mut keys: Vec<_> = rejected.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    let expected = [
        "faults",
        "id",
        "languages",
        "lists",
        "notes",
        "questions",
        "rows",
        "title",
        "verdict",
        "version",
    ];
    assert_eq!(keys, expected);
}

#[test]
fn a_person_reads_where_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&[&written(folder.path(), IN_PART)]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("1 questions, 1 rows taken, 1 refused"), "{text}");
    assert!(text.contains("- row 3, geopoint place: Palier asks for no positions"), "{text}");
    let text = String::from_utf8(run(&[&written(folder.path(), FAULTY)]).stdout).unwrap();
    assert!(text.starts_with("this form cannot be taken: put right one fault"), "{text}");
    assert!(text.contains("- survey, row 2, type: expected a type of question"), "{text}");
}

#[test]
fn the_help_has_examples() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    for expected in ["Examples:", "sync-server questionnaire check chauffage.xlsx", "--json"] {
        assert!(help.contains(expected), "{help}");
    }
}
