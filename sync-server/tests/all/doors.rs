//! Doors at the command line: generated for many buildings, put right one by one.

use serde_json::{Value, json};

use crate::tool::Tool;

const FILE: &str = "cle_interop;voie_nom;numero;suffixe;commune_nom\n\
                    91987_0010_00001;Rue des Aunes;1;;Brévigny\n\
                    91987_0010_00002_bis;Rue des Aunes;2;bis;Brévigny\n";
const GENERATE: [&str; 7] =
    ["generate-doors", "--territory", "Les Aunes", "--floors", "1", "--per-floor", "2"];

fn tool() -> Tool {
    let tool = Tool::new();
    let path = tool.file("addresses", FILE);
    let path = path.to_str().unwrap();
    tool.json(&["import-addresses", path, "--territory", "Les Aunes"]);
    tool
}

fn doors(tool: &Tool, building: &str) -> Vec<Value> {
    let arguments = ["door", "list", "--territory", "Les Aunes", "--building", building];
    tool.json(&arguments)["doors"].as_array().unwrap().clone()
}

fn labels(doors: &[Value]) -> Vec<String> {
    let label = |door: &Value| {
        let (stairwell, label) = (door["stairwell_name"].as_str(), door["label"].as_str());
        format!("{} {}", stairwell.unwrap(), label.unwrap())
    };
    doors.iter().map(label).collect()
}

#[test]
fn every_numbering_in_use_is_offered() {
    for (numbering, expected) in [
        ("sequential", ["1", "2", "3", "4"]),
        ("by_floor", ["01", "02", "11", "12"]),
        ("hundreds", ["001", "002", "101", "102"]),
        ("by_side", ["RDC gauche", "RDC droite", "1 gauche", "1 droite"]),
        ("letters", ["A", "B", "C", "D"]),
    ] {
        let told = tool().json(&[&GENERATE[..], &["--numbering", numbering, "--dry-run"]].concat());
        assert_eq!(told["labels"], json!(expected));
        assert_eq!((&told["buildings"], &told["doors"]), (&json!(2), &json!(8)));
    }
}

#[test]
fn doors_are_generated_once_and_for_one_building_if_asked() {
    let tool = tool();
    tool.json(&[&GENERATE[..], &["--dry-run"]].concat());
    assert_eq!(doors(&tool, "91987_0010_00001"), [] as [Value; 0], "a dry run writes nothing");
    let one =
        ["--building", "91987_0010_00002_BIS", "--stairwell", "Hall Nord", "--stairwell", "B"];
    let ground = ["--on-ground", "0"];
    let told = tool.json(&[&GENERATE[..], &one, &ground].concat());
    assert_eq!((&told["buildings"], &told["doors"]), (&json!(1), &json!(4)));
    let found = labels(&doors(&tool, "91987_0010_00002_bis"));
    assert_eq!(found, ["B 11", "B 12", "Hall Nord 11", "Hall Nord 12"]);
    let told = tool.json(&GENERATE);
    assert_eq!((&told["buildings"], &told["skipped"]), (&json!(1), &json!(1)));
    let told = tool.json(&GENERATE);
    assert_eq!((&told["buildings"], &told["doors"]), (&json!(0), &json!(0)));
}

#[test]
fn senseless_layouts_are_refused_and_change_nothing() {
    let tool = tool();
    for (more, expected) in [
        (&["--on-ground", "100"][..], "must be from 1 to 99"),
        (&["--stairwell", "A", "--stairwell", "A"], "a name of its own"),
        (&["--building", "91987_0010_00009"], "no building of this territory"),
        (&["--building", "018f0000-0000-7000-8000-000000000000"], "no building of this territory"),
    ] {
        let sentence = tool.refusal(&[&GENERATE[..], more].concat());
        assert!(sentence.contains(expected), "{sentence}");
    }
    let empty = ["generate-doors", "--territory", "Les Aunes", "--floors", "0", "--per-floor", "2"];
    let sentence = tool.refusal(&[&empty[..], &["--on-ground", "0"]].concat());
    assert!(sentence.contains("no door"), "{sentence}");
    assert_eq!(doors(&tool, "91987_0010_00001").len(), 0);
}

#[test]
fn a_door_is_added_renamed_stopped_and_removed() {
    let tool = tool();
    tool.json(&GENERATE);
    let before = doors(&tool, "91987_0010_00001");
    let id = |door: &Value| door["id"].as_str().unwrap().to_owned();
    let (first, second) = (id(&before[0]), id(&before[1]));
    let stairwell = before[0]["stairwell"].as_str().unwrap();
    let place = ["--floor", "-1", "--rank", "1", "--label", "Loge"];
    tool.json(&[&["door", "add", "--stairwell", stairwell][..], &place].concat());
    tool.json(&["door", "rename", &first, "--label", "Gardien"]);
    tool.json(&["door", "stop", &first]);
    tool.json(&["door", "remove", &second]);
    let after = doors(&tool, "91987_0010_00001");
    assert_eq!(labels(&after), ["A Loge", "A Gardien", "A 11", "A 12"]);
    assert_eq!(after[1]["do_not_contact"], true);
    tool.json(&["door", "stop", &first, "--lift"]);
    assert_eq!(doors(&tool, "91987_0010_00001")[1]["do_not_contact"], false);
    for refused in [
        &["door", "remove", &second][..],
        &["door", "rename", stairwell, "--label", "X"],
        &[&["door", "add", "--stairwell", &first][..], &place].concat(),
    ] {
        assert!(tool.refusal(refused).contains("there is no"), "{refused:?}");
    }
    for wrong in [
        &["door", "rename", &first, "--label", " "][..],
        &["door", "rename", "12", "--label", "X"],
        &["door", "add", "--stairwell", stairwell, "--floor", "100", "--rank", "1", "--label", "X"],
        &["door", "add", "--stairwell", stairwell, "--floor", "1", "--rank", "0", "--label", "X"],
    ] {
        assert!(!tool.succeeds(wrong), "{wrong:?}");
    }
    assert_eq!(tool.json(&["check"])["ok"], true);
}
