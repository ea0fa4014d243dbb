//! Exports: all visits, as they are kept, and no cell that acts.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::protocol::ChangeOutcome;
use shared::value::Value;

use super::supervisor;
use crate::world::World;

#[tokio::test]
async fn all_visits_leave_as_a_table_a_workbook_and_a_map() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let typed = ["=HYPERLINK(\"x\")", "+33", "-1", "@x"];
    let mut visits = Vec::new();
    for (door, typed) in typed.iter().enumerate() {
        let mut visit = amina.visit(&world, world.door(door));
        visit.fields.insert("note".to_owned(), Value::from(*typed));
        visits.push(visit);
    }
    let ids: Vec<_> = visits.iter().map(|visit| visit.id.to_string()).collect();
    let answer = world.sync(&amina, &visits).await;
    let taken = crate::world::outcomes(&answer);
    let good = |outcome: &ChangeOutcome| matches!(outcome, ChangeOutcome::Accepted { .. });
    assert!(taken.iter().all(good), "{taken:?}");
    let (_, nora) = supervisor(&world).await;

    let csv = nora.get("/desk/exports/visits.csv").await;
    assert_eq!(csv.status, StatusCode::OK);
    assert!(csv.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    // The mark is taken off where text is read.
    assert!(csv.text.trim_start_matches('\u{feff}').starts_with("visit;mission;"), "{}", csv.text);
    for id in &ids {
        assert!(csv.text.contains(id.as_str()), "{id}");
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let note = head.iter().position(|name| name == "note").unwrap();
    let mut notes = 0;
    for record in reader.records() {
        let record = record.unwrap();
        assert!(record[note].starts_with('\''), "{record:?}");
        notes += 1;
    }
    assert_eq!(notes, typed.len());

    let map = nora.get("/desk/exports/visits.geojson").await;
    let map: serde_json::Value = serde_json::from_str(&map.text).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), typed.len());
    assert_eq!(map["features"][0]["properties"]["neighbor"], "Amina B.");

    let one = format!("/desk/exports/visits.csv?mission={}", world.made.missions[1].0);
    let other = nora.get(&one).await;
    assert_eq!(other.text.lines().count(), 1, "{}", other.text);
    let nowhere = nora.get("/desk/exports/visits.csv?mission=7").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);

    let page = nora.get("/desk/exports").await.text;
    let columns = nora.get("/desk/exports/columns.csv").await.text;
    for name in head.iter().map(|name| name.trim_start_matches('\u{feff}')) {
        assert!(page.contains(&format!("<code>{name}</code>")), "{name}");
        assert!(columns.lines().any(|line| line.starts_with(&format!("{name};"))), "{name}");
    }
}

#[tokio::test]
async fn a_workbook_is_one_and_its_text_is_text() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let mut visit = amina.visit(&world, world.door(0));
    visit.fields.insert("note".to_owned(), Value::from("=1+1"));
    world.sync(&amina, &[visit]).await;
    let (_, nora) = supervisor(&world).await;
    let request = reqwest::Client::new().get(world.url("/desk/exports/visits.xlsx"));
    let answer = request.header("cookie", nora.cookie().unwrap()).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let bytes = answer.bytes().await.unwrap();
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    let mut file = book.by_name("xl/worksheets/sheet1.xml").unwrap();
    std::io::Read::read_to_string(&mut file, &mut sheet).unwrap();
    assert!(sheet.contains("=1+1") && !sheet.contains("<f>"), "{sheet}");
}
