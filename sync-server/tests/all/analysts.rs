//! What analysts are promised: each view and each column of docs/analysts.md is in the database, and
//! nothing of these views is left out there.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::world::World;

/// The columns of each view, as the page lists them.
fn documented() -> BTreeMap<String, Vec<String>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/analysts.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut views: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut view = String::new();
    for line in page.lines() {
        if let Some(name) = line.strip_prefix("### `") {
            view = name.trim_end_matches('`').to_owned();
            views.insert(view.clone(), Vec::new());
        } else if let Some(cell) = line.strip_prefix("| `") {
            let column = cell.split('`').next().unwrap();
            views.get_mut(&view).unwrap().push(column.to_owned());
        }
    }
    views
}

#[tokio::test]
async fn every_documented_view_and_column_is_there_for_who_may_only_read() {
    let world = World::new().await;
    let mut amina = world.phone(0).await;
    let visit = amina.visit(&world, world.door(0));
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let address = format!("file:{}?mode=ro", world.database().display());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(address, flags).unwrap();
    let mut there: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    let names = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for name in names {
        let name = name.unwrap();
        let view = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = view.column_names().map(str::to_owned).collect();
        there.insert(name, columns);
    }
    assert_eq!(documented(), there);
    let read = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(read("SELECT visit FROM analyst_visit"), visit.id.to_string());
    let day = chrono::Utc::now().with_timezone(&chrono_tz::Europe::Paris).format("%Y-%m-%d");
    assert_eq!(read("SELECT day FROM analyst_visit"), day.to_string());
    assert_eq!(read("SELECT outcome FROM analyst_household"), "met");
    assert_eq!(
        read("SELECT door FROM analyst_door JOIN analyst_visit USING (door)"),
        world.door(0).to_string()
    );
    assert!(connection.execute("DELETE FROM visit", []).is_err());
}
