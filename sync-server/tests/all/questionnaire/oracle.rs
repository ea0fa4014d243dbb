//! The same forms, read by pyxform, which the people who look after XLSForm write: what it rejects is
//! not taken here, and what is rejected here alone is known.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use sync_server::questionnaire::{Verdict, check};

use super::{COLUMNS, GROUPS, REJECTED, TYPES, YES_NO, calls, faults, of_call, of_column, of_type};

/// Says for each folder why it is rejected, or null.
const SCRIPT: &str = r#"
import csv, json, pathlib, sys
from pyxform.xls2xform import convert

def rows(path):
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if k and v} for row in csv.DictReader(file)]

def complaint(folder):
    sheets = {name: rows(folder / f"{name}.csv") for name in ("survey", "choices")}
    try:
        convert({name: found for name, found in sheets.items() if found})
    except Exception as error:
        return str(error) or type(error).__name__

folders = sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.is_dir())
print(json.dumps({folder.name: complaint(folder) for folder in folders}))
"#;

/// pyxform leaves expressions to a second program.
const REJECTED_HERE_ALONE: [&str; 3] =
    ["there is no function", "these wait for each other", "cannot ask for its own value"];

fn forms() -> Vec<(String, &'static str)> {
    let mut forms: Vec<(String, &str)> =
        TYPES.split(", ").map(|kind| (of_type(kind), YES_NO)).collect();
    forms.extend(GROUPS.map(|survey| (survey.to_owned(), "")));
    forms.extend(COLUMNS.map(|(headings, row)| (of_column(headings, row), "")));
    forms.extend(calls().map(|call| (of_call(call), YES_NO)));
    forms.extend(REJECTED.map(|(survey, choices, _)| (survey.to_owned(), choices)));
    forms
}

/// What pyxform says about the forms in a folder; none where it cannot be had.
fn complaints(folder: &Path) -> Option<BTreeMap<String, Option<String>>> {
    let home = tempfile::tempdir().unwrap();
    let succeeds =
        |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    let python = home.path().join("bin/python");
    let fetch = ["-m", "pip", "install", "--quiet", "--timeout", "10", "--retries", "0", "pyxform"];
    let is_there = succeeds(Command::new("python3").args(["-m", "venv"]).arg(home.path()))
        && succeeds(Command::new(&python).args(fetch));
    if !is_there {
        return None;
    }
    let output = Command::new(&python).args(["-c", SCRIPT]).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn what_pyxform_rejects_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    for (number, (survey, choices)) in forms().into_iter().enumerate() {
        let form = folder.path().join(format!("form{number:03}"));
        fs::create_dir(&form).unwrap();
        fs::write(form.join("survey.csv"), survey).unwrap();
        if !choices.is_empty() {
            fs::write(form.join("choices.csv"), choices).unwrap();
        }
    }
    let Some(complaints) = complaints(folder.path()) else {
        println!("skipped: pyxform cannot be had here");
        return;
    };
    assert_eq!(complaints.len(), forms().len());
    for (name, complaint) in complaints {
        let form = folder.path().join(name);
        let survey = fs::read_to_string(form.join("survey.csv")).unwrap();
        let checked = check(&form).unwrap();
        let (is_rejected, said) = (checked.report.verdict() == Verdict::Rejected, faults(&checked));
        match complaint {
            Some(complaint) => assert!(is_rejected, "{survey}is rejected by pyxform: {complaint}"),
            None if is_rejected => {
                let is_known = REJECTED_HERE_ALONE.iter().any(|known| said.contains(known));
                assert!(is_known, "{survey}is taken by pyxform: {said}");
            }
            None => {}
        }
    }
}
