//! Address files at the command line: long ones, newer ones, and what is none.

use std::io::Write as _;

use serde_json::{Value, json};
use shared::address::Address;
use shared::id::FeedId;
use shared::record::Kind;
use sync_server::service::ground;
use sync_server::store::{FeedState, SqliteStore, Store, StoreError};

use crate::ban;
use crate::tool::Tool;
use crate::world::{World, now};

const HEADER: &str =
    "cle_interop;voie_nom;numero;suffixe;commune_nom;long;lat;date_der_maj;commune_insee";

fn import(tool: &Tool, file: &str, more: &[&str]) -> Value {
    let path = tool.file("addresses", file);
    let arguments = ["import-addresses", path.to_str().unwrap(), "--territory", "Les Aunes"];
    tool.json(&[&arguments, more].concat())
}

fn counts(told: &Value) -> [u64; 6] {
    ["rows", "added", "updated", "unchanged", "repeated", "refused"]
        .map(|name| told[name].as_u64().unwrap())
}

/// Number, count and digest of every feed: what a phone would see of a change.
fn state(tool: &Tool) -> Vec<(FeedId, Option<FeedState>)> {
    assert_eq!(tool.json(&["check"])["ok"], true);
    let store = SqliteStore::open(&tool.database(), now(), [5; 20]).unwrap();
    let store: &dyn Store = &store;
    let state = store.read_now(|read| {
        let feeds = read.feeds()?.into_iter();
        feeds.map(|feed| Ok::<_, StoreError>((feed, read.feed(feed)?))).collect()
    });
    state.unwrap()
}

#[test]
fn twenty_thousand_rows_of_the_national_base_packed() {
    let tool = Tool::new();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writeln!(packer, "{}", ban::HEADER).unwrap();
    for index in 0..20_000 {
        writeln!(packer, "{}", ban::row(index)).unwrap();
    }
    let path = tool.file("ban.csv.gz", packer.finish().unwrap());
    let path = path.to_str().unwrap();
    let told = tool.json(&["import-addresses", path, "--territory", "Grande"]);
    assert_eq!(counts(&told), [20_000, 19_960, 0, 0, 20, 20]);
    assert_eq!(told["mended"], 20);
    assert_eq!(told["format"], "BAN");
    assert!(told["rate"].as_u64().unwrap() > 0);
    assert_eq!(told["faults_by_code"], json!({"street-empty": 20}));
    assert_eq!(told["faults"][0]["line"], 502);
    let before = state(&tool);
    let again = tool.json(&["import-addresses", path, "--territory", "Grande"]);
    assert_eq!(counts(&again), [20_000, 0, 0, 19_960, 20, 20]);
    assert_eq!(again["left"], 0);
    assert_eq!(state(&tool), before);
}

#[test]
fn a_newer_file_updates_names_and_positions_and_removes_nothing() {
    let tool = Tool::new();
    let rows = [
        "91987_0010_00001;Rue des Aunes;1;;Brévigny;2.4;48.6;2020-01-01;91987",
        "91987_0010_00002;Rue des Aunes;2;;Brévigny;2.4;48.6001;2020-01-01;91987",
        "91987_0010_00003;Rue des Aunes;3;;Brévigny;2.4;48.6002;2020-01-01;91987",
    ];
    let told = import(&tool, &[HEADER, rows[0], rows[1], rows[2]].join("\n"), &[]);
    assert_eq!(counts(&told), [3, 3, 0, 0, 0, 0]);
    let renamed = "91987_0010_00001;Rue Simone-Veil;1;;Brévigny;2.41;48.6;2024-01-01;91987";
    let moved_out = "91987_0010_00002;Rue des Aunes;2;;Brévigny;;;2024-01-01;91987";
    let newer = [HEADER, renamed, moved_out].join("\n");
    let told = import(&tool, &newer, &[]);
    assert_eq!(counts(&told), [2, 0, 2, 0, 0, 0]);
    assert_eq!(told["left"], 1);
    let shown: Vec<_> = told["first_changes"].as_array().unwrap().iter().collect();
    assert_eq!(shown[0], "another street, lon_e6: 1 Rue Simone-Veil, Brévigny (91987)");
    assert_eq!(shown[1], "another lat_e6, lon_e6: 2 Rue des Aunes, Brévigny (91987)");
    assert_eq!(counts(&import(&tool, &newer, &[])), [2, 0, 0, 2, 0, 0]);
}

#[test]
fn of_rows_that_repeat_each_other_the_newest_counts_in_any_order() {
    let tool = Tool::new();
    let old = "91987_0010_1;Rue Vieille;1;;Brévigny;;;2013.01.26;91987";
    let new = "91987_0010_00001;Rue Neuve;1;;Brévigny;;;26/01/2023;91987";
    for rows in [[old, new], [new, old]] {
        let told = import(&tool, &[HEADER, rows[0], rows[1]].join("\n"), &[]);
        assert_eq!(told["repeated"], 1);
        assert_eq!(told["taken"], 1);
    }
    let told = import(&tool, &[HEADER, new].join("\n"), &[]);
    assert_eq!(counts(&told), [1, 0, 0, 1, 0, 0]);
}

#[test]
fn a_dry_run_tells_all_and_writes_nothing() {
    let tool = Tool::new();
    let row = "91987_0010_00001;Rue des Aunes;1;;Brévigny;2.4;48.6;2020-01-01;91987";
    let bad = "91987_0010_00002;;2;;Brévigny;2.4;48.6;2020-01-01;91987";
    let file = [HEADER, row, bad].join("\n");
    let told = import(&tool, &file, &["--dry-run"]);
    assert_eq!(counts(&told), [2, 1, 0, 0, 0, 1]);
    assert!(!tool.database().exists());
    import(&tool, &file, &[]);
    let before = state(&tool);
    let newer = file.replace("Rue des Aunes", "Rue Neuve");
    let told = import(&tool, &newer, &["--dry-run"]);
    assert_eq!(counts(&told), [2, 0, 1, 0, 0, 1]);
    assert_eq!(state(&tool), before);
    let path = tool.file("addresses", &newer);
    let path = path.to_str().unwrap();
    let text = tool.text(&["import-addresses", path, "--territory", "Les Aunes", "--dry-run"]);
    for part in [
        "this is a dry run, nothing was written",
        "another street: 1 Rue Neuve, Brévigny (91987)",
        "line 3: the street has no name",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn one_commune_of_several_is_taken() {
    let tool = Tool::new();
    let rows = [
        HEADER,
        "91987_0010_00001;Rue des Aunes;1;;Brévigny;;;;91987",
        "91988_0010_00001;Rue des Ormes;1;;Aunay;;;;91988",
        "91989_0010_00001;Rue des Ifs;1;;Ozoir;;;;91989",
    ];
    let file = rows.join("\n");
    let told = import(&tool, &file, &["--commune", "91988", "--commune", "brévigny"]);
    assert_eq!((&told["added"], &told["elsewhere"]), (&json!(2), &json!(1)));
    let path = tool.file("addresses", &file);
    let sentence = tool.refusal(&[
        "import-addresses",
        path.to_str().unwrap(),
        "--territory",
        "Autre",
        "--commune",
        "75056",
    ]);
    assert!(sentence.contains("no row of the file is in 75056"), "{sentence}");
    assert_eq!(state(&tool).len(), 1, "no territory was made");
}

#[test]
fn latin_1_is_read_and_told() {
    let tool = Tool::new();
    let mut bytes = format!("{HEADER}\n").into_bytes();
    bytes.extend(b"91987_0010_00001;Rue de l'\xc9t\xe9;1;;Br\xe9vigny;;;;91987\n");
    let path = tool.file("latin", bytes);
    let path = path.to_str().unwrap();
    let text = tool.text(&["import-addresses", path, "--territory", "Les Aunes", "--dry-run"]);
    assert!(text.contains("1 Rue de l'Été, Brévigny (91987)"), "{text}");
    assert!(text.contains("1 rows are not UTF-8"), "{text}");
}

#[test]
fn a_file_that_is_no_address_file_gets_one_sentence_and_changes_nothing() {
    let tool = Tool::new();
    let good = "91987_0010_00001;Rue des Aunes;1;;Brévigny;;;;91987";
    let endless_row = format!("{HEADER}\n{}", format!("{good}\n").repeat(100));
    let endless = tool.file("endless", b"x");
    let endless_row = tool.file("endless-row", endless_row);
    for path in [&endless, &endless_row] {
        // A hole in a sparse file reads as zeros and takes no room.
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.set_len(2 << 30).unwrap();
    }
    let files = [
        (tool.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "not text"),
        (tool.file("empty.csv", b""), "empty"),
        (tool.file("other.csv", b"nom;prenom\nA;B\n"), "the header lacks cle_interop"),
        (tool.file("sheet.xlsx", b"PK\x03\x04"), "a spreadsheet"),
        (tool.file("half.csv.gz", b"\x1f\x8b\x08\0\0"), "cannot be read"),
        (endless, "not text"),
        (endless_row, "line 102 is longer than 1 MiB"),
        (tool.database().with_file_name("nowhere.csv"), "nowhere.csv"),
        (tool.database().with_file_name(""), "this is no file"),
    ];
    for (path, expected) in files {
        let path = path.to_str().unwrap();
        let sentence = tool.refusal(&["import-addresses", path, "--territory", "Les Aunes"]);
        assert!(sentence.contains(expected), "{sentence}");
        assert!(!tool.database().exists(), "{sentence}");
    }
}

#[test]
fn a_file_in_which_every_row_is_refused_makes_no_territory() {
    let tool = Tool::new();
    let path = tool.file("refused", format!("{HEADER}\n;;;;;;;;x\n"));
    let path = path.to_str().unwrap();
    assert!(!tool.succeeds(&["import-addresses", path, "--territory", "Les Aunes"]));
    assert!(!tool.database().exists());
}

#[tokio::test]
async fn a_building_that_has_visits_stays_when_its_address_is_gone() {
    let world = World::new().await;
    let mut amina = world.phone(0).await;
    let visit = amina.visit(&world, world.door(0));
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let territory = world.territory();
    let count = |kind| {
        let feed = FeedId::Territory(territory);
        world.store.read_now(move |read| read.count(feed, kind)).unwrap()
    };
    let before = [count(Kind::Building), count(Kind::Door)];
    let address = new_address();
    world.desk(move |write, moment| ground::import(write, territory, &[address], moment));
    assert_eq!([count(Kind::Building), count(Kind::Door)], [before[0] + 1, before[1]]);
    assert!(!world.row(world.mission(), Kind::Visit, visit.id).is_empty());
}

#[tokio::test]
async fn a_building_that_was_removed_is_not_brought_back() {
    let world = World::new().await;
    let territory = world.territory();
    let feed = FeedId::Territory(territory);
    let address = new_address();
    let steps = world.desk(move |write, moment| {
        let one = [address];
        let mut steps = ground::import(write, territory, &one, moment)?;
        let found = write.building_by_key(feed, &one[0].key)?.unwrap();
        let mut desk = sync_server::service::desk::Desk::open(write, moment.now, &[feed])?;
        desk.set_field(feed, Kind::Building, found.0, "deleted", true)?;
        desk.close()?;
        steps.extend(ground::import(write, territory, &one, moment)?);
        Ok(steps)
    });
    assert_eq!(steps, [ground::Step::Added, ground::Step::Removed]);
}

fn new_address() -> Address {
    Address {
        key: "91987_9999_00001".to_owned(),
        street: "Rue Neuve".to_owned(),
        number: 1,
        suffix: None,
        commune: "Brévigny".to_owned(),
        commune_code: "91987".to_owned(),
        lat_e6: None,
        lon_e6: None,
        position: None,
        updated: None,
    }
}
