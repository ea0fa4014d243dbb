//! The databases as others meet them: an analyst with `sqlite3`, and whoever finds a phone.

use std::fs;
use std::path::Path;
use std::process::Command;

use shared::record::{FieldType, Kind};
use tests::{Talk, World};

use super::world;

const NOTE: &str = "Radiateur de la chambre froid depuis novembre, deux appels sans suite.";

/// A world in which Amina has met somebody, and the note that she wrote.
fn world_with_a_visit() -> World {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let mission = world.demo.missions[0].id.clone();
    let door = amina.doors(&mission).unwrap()[0].id.clone();
    let talk = Talk::met().note(NOTE).advised("cheque-energie").heard("chauffage");
    amina.visit(&mission, &door, &talk).unwrap();
    amina.sync().unwrap();
    world
}

/// What the `sqlite3` command line answers, line by line; `None` where there is none.
fn sqlite3(database: &Path, sql: &str) -> Option<Vec<String>> {
    let output = Command::new("sqlite3").arg("-readonly").arg(database).arg(sql).output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no sqlite3 command line here");
        return None;
    };
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{sql}: {error}");
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(str::to_owned).collect())
}

#[test]
fn an_analyst_finds_a_typed_column_for_every_field() {
    let world = world_with_a_visit();
    for kind in Kind::ALL {
        let sql = format!("SELECT name || ' ' || type FROM pragma_table_info('{kind}')");
        let Some(columns) = sqlite3(&world.database(), &sql) else {
            return;
        };
        for field in kind.fields() {
            let sort = match field.kind {
                FieldType::Text | FieldType::Reference(_) => "TEXT",
                FieldType::Int | FieldType::Bool => "INTEGER",
            };
            let column = format!("{} {sort}", field.name);
            assert!(columns.contains(&column), "{kind} has no {column}");
        }
        // What is no field is the spine: where the row belongs, and where its fields come from.
        let spine = ["feed", "id", "seq", "deleted", "stamps", "extra"];
        assert_eq!(columns.len(), kind.fields().len() + spine.len(), "{kind}: {columns:?}");
        let unknown = format!("SELECT count(*) FROM {kind} WHERE extra IS NOT NULL");
        assert_eq!(sqlite3(&world.database(), &unknown).unwrap(), ["0"], "{kind}");
    }
}

#[test]
fn an_analyst_finds_strict_tables_and_no_broken_reference() {
    let world = world_with_a_visit();
    let loose = "SELECT name FROM pragma_table_list
                 WHERE schema = 'main' AND type = 'table' AND NOT strict
                 AND name NOT LIKE 'sqlite_%'";
    let Some(loose) = sqlite3(&world.database(), loose) else {
        return;
    };
    assert!(loose.is_empty(), "{loose:?}");
    let broken = sqlite3(&world.database(), "PRAGMA foreign_key_check").unwrap();
    assert!(broken.is_empty(), "{broken:?}");
    let question = "SELECT building.street, door.label, visit.outcome, service.code, need.theme
                    FROM visit
                    JOIN door ON door.id = visit.door
                    JOIN stairwell ON stairwell.id = door.stairwell
                    JOIN building ON building.id = stairwell.building
                    JOIN advice ON advice.visit = visit.id
                    JOIN service ON service.id = advice.service
                    JOIN need ON need.visit = visit.id";
    let answer = sqlite3(&world.database(), question).unwrap();
    assert_eq!(answer, ["rue des Aunes|01|met|cheque-energie|chauffage"]);
}

#[test]
fn who_finds_a_phone_reads_nothing() {
    let world = world_with_a_visit();
    let store = world.folder().join("phone-1");
    let mut files = 0;
    for entry in fs::read_dir(&store).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        files += 1;
        for secret in [NOTE, "chauffage", "rue des Aunes", "SQLite format 3"] {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "{} holds {secret:?}", path.display());
        }
    }
    assert!(files >= 2, "a store is a database and a key");
    let closed = tests::rows::open(&store.join("phone.db")).unwrap();
    assert!(tests::rows::read(&closed).is_err());
}
