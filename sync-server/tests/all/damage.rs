//! Damage that is planted with SQLite beside the server: each is found, and told with what to do.

use rusqlite::Connection;
use shared::record::Kind;
use sync_server::service::ServiceError;
use sync_server::service::check;
use sync_server::store::sqlite::file;
use sync_server::store::{SqliteStore, Store};

use crate::world::{World, new_id, now, state_of};

const FLIPS: usize = 80;

/// A world with a few visits, one of them corrected.
async fn world() -> World {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let visit = phone.visit(&world, world.door(0));
    let note = [("note", "Corrigé.".into())];
    let correction = phone.change(world.mission(), Kind::Visit, visit.id, None, &note);
    let need = phone.need(&world, visit.id);
    world.sync(&phone, &[visit, correction, need]).await;
    world
}

fn look(store: &dyn Store) -> Vec<String> {
    let found = store.read_now(|read| check::check(read).map_err(ServiceError::from));
    found.unwrap().problems
}

fn recount(store: &dyn Store) -> Vec<String> {
    store.write_now(|write| check::recount(write)).unwrap().problems
}

/// A copy of the world's database in which `sql` was run past the server.
fn planted(world: &World, sql: &str) -> Box<dyn Store> {
    let path = world.folder("copies").join(format!("{}.db", new_id()));
    file::copy(&world.database(), &path).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    assert!(connection.execute(sql, []).unwrap() > 0, "{sql}");
    Box::new(SqliteStore::open(&path, now(), [5; 20]).unwrap())
}

/// After this damage, a finding has these words, each says what to do, and sums are not set.
fn is_found(world: &World, sql: &str, words: &str) {
    let store = planted(world, sql);
    let found = look(&*store);
    assert!(found.iter().any(|line| line.contains(words)), "{sql}: {found:?}");
    let helps =
        |line: &String| line.contains("restore the newest backup") || line.contains("more of");
    assert!(found.iter().all(helps), "{found:?}");
    let before = state_of(&*store);
    let recounted = recount(&*store);
    assert!(recounted.last().unwrap().contains("nothing was recounted"), "{recounted:?}");
    assert_eq!(state_of(&*store), before);
}

#[tokio::test]
async fn a_deleted_row_is_found() {
    let world = world().await;
    is_found(&world, "DELETE FROM need WHERE id = (SELECT id FROM need LIMIT 1)", "is gone");
    is_found(&world, "DELETE FROM door WHERE id = (SELECT id FROM door LIMIT 1)", "is gone");
}

#[tokio::test]
async fn an_altered_value_is_found() {
    let world = world().await;
    is_found(
        &world,
        "UPDATE visit SET note = 'Autre.' WHERE note = 'Corrigé.'",
        "note is not what",
    );
    is_found(&world, "UPDATE visit SET minutes = 3 WHERE note = 'Corrigé.'", "minutes is not what");
    is_found(&world, "UPDATE visit SET note = NULL WHERE note = 'Corrigé.'", "note is not what");
    is_found(
        &world,
        "UPDATE visit SET stamps = replace(stamps, 'note@', 'none@') WHERE note = 'Corrigé.'",
        "its stamps are not",
    );
    is_found(
        &world,
        "INSERT INTO partner (feed, id, seq, code, name, stamps)
         SELECT feed, '01890000-0000-7000-8000-000000000001', seq, 'x', 'X', stamps
         FROM partner LIMIT 1",
        "in no history",
    );
}

#[tokio::test]
async fn rewound_counters_are_found() {
    let world = world().await;
    is_found(&world, "UPDATE feed SET seq = seq - 1 WHERE feed LIKE 'mission/%'", "counter says");
    is_found(&world, "UPDATE mark SET n = n - 1 WHERE n > 1", "its mark says");
    is_found(&world, "DELETE FROM mark WHERE feed LIKE 'mission/%'", "its mark says 0");
}

#[tokio::test]
async fn a_history_that_was_touched_is_found() {
    let world = world().await;
    is_found(
        &world,
        "DELETE FROM history WHERE feed LIKE 'mission/%' AND kind = 'visit' AND seq =
         (SELECT max(seq) FROM history WHERE feed LIKE 'mission/%' AND kind = 'visit')",
        "the history holds",
    );
    is_found(
        &world,
        "UPDATE history SET fields = replace(fields, 'Corrigé', 'Cassé') WHERE fields LIKE '%Corrigé%'",
        "not the change that came",
    );
}

#[tokio::test]
async fn what_gave_way_is_proven_too() {
    let world = world().await;
    let of_note = "WHERE feed LIKE 'mission/%' AND field = 'note'";
    let found = |sql: &str| is_found(&world, sql, "what gave way in note at number");
    found(&format!("UPDATE yielded SET value = '\"Autre.\"' {of_note}"));
    found(&format!("UPDATE yielded SET won = 1 - won {of_note}"));
    found(&format!("UPDATE yielded SET relation = 'conflict' {of_note}"));
    found(&format!("UPDATE yielded SET value_seq = value_seq + 1 {of_note}"));
    found(&format!("DELETE FROM yielded {of_note}"));
    found(&format!(
        "INSERT INTO yielded (feed, seq, field, relation, won, value, stamp, value_seq)
         SELECT feed, seq - 1, field, relation, won, value, stamp, value_seq FROM yielded {of_note}"
    ));
    is_found(
        &world,
        "UPDATE history SET relation = 'parallel' WHERE fields LIKE '%Corrigé%'",
        "is parallel, but the history says sequential",
    );
}

#[tokio::test]
async fn phones_without_a_secret_and_secrets_without_a_phone_are_found() {
    let world = world().await;
    is_found(&world, "DELETE FROM device_secret", "has no token any more");
    is_found(
        &world,
        "INSERT INTO device_secret (device, account, token_hash, enrolled)
         SELECT '01890000-0000-7000-8000-000000000001', account, randomblob(32), enrolled
         FROM device_secret LIMIT 1",
        "has a token, and no record",
    );
    is_found(
        &world,
        "UPDATE device_secret SET copied_from = '01890000-0000-7000-8000-000000000001'",
        "which is not known",
    );
    is_found(&world, "UPDATE device_secret SET token_hash = x'00'", "devices cannot be read");
}

#[tokio::test]
async fn contacts_that_cannot_be_are_found() {
    let world = world().await;
    is_found(&world, "UPDATE contact SET waiting = -1", "devices cannot be read");
    is_found(
        &world,
        "UPDATE contact SET device = '01890000-0000-7000-8000-000000000001'",
        "a row of contact names a device_secret that is not there",
    );
}

#[tokio::test]
async fn who_belongs_to_a_mission_is_made_again_from_its_history() {
    let world = world().await;
    is_found(
        &world,
        "DELETE FROM membership WHERE feed = (SELECT feed FROM membership LIMIT 1)",
        "may not send its work any more",
    );
    is_found(
        &world,
        "INSERT INTO membership (account, feed)
         SELECT '01890000-0000-7000-8000-000000000001', feed FROM membership LIMIT 1",
        "was never assigned",
    );
}

#[tokio::test]
async fn a_sum_alone_is_set_again_on_demand() {
    let world = world().await;
    let store = planted(
        &world,
        "UPDATE feed SET digest = '0123456789abcdef0123456789abcdef', count = count + 1
         WHERE feed = 'catalogue'",
    );
    let found = look(&*store);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("check --recount"), "{found:?}");
    assert_eq!((recount(&*store), look(&*store)), (Vec::new(), Vec::new()));
    assert_eq!(state_of(&*store), world.state());
}

#[tokio::test]
async fn swept_tombstones_and_estimated_dates_are_no_damage() {
    let world = world().await;
    let mut phone = world.phone(1).await;
    let mut visit = phone.visit(&world, world.door(4));
    visit.at = shared::time::Millis(5);
    visit.fields.insert("started".to_owned(), 5_i64.into());
    world.sync(&phone, &[visit.clone()]).await;
    assert!(world.row(world.mission(), Kind::Visit, visit.id).contains_key("started_estimate"));
    let (feed, door) = (shared::id::FeedId::Territory(world.territory()), world.door(9));
    world.desk(move |write, moment| {
        let mut desk = sync_server::service::desk::Desk::open(write, moment.now, &[feed])?;
        desk.set_field(feed, Kind::Door, door, "deleted", true)?;
        Ok(desk.close()?)
    });
    let after = crate::world::now().plus(1_000);
    assert_eq!(
        world.desk(move |write, _| sync_server::service::sweep::sweep(write, after, after)),
        1
    );
    assert_eq!(look(&*world.store), [] as [String; 0]);
}

/// Wherever a bit of the file flips, either it is found, or it says nothing about any record.
#[tokio::test]
async fn no_flipped_bit_changes_a_record_unseen() {
    let world = world().await;
    let before = world.state();
    let whole = world.folder("copies").join("whole.db");
    file::copy(&world.database(), &whole).unwrap();
    let bytes = std::fs::read(&whole).unwrap();
    let mut found = 0;
    for round in 0..FLIPS {
        // Spread over the file without chance: a step that shares no factor with pages.
        let place = (round * 104_729 + 4_231) % bytes.len();
        let copy = world.folder("copies").join(format!("{round}.db"));
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (round % 8);
        std::fs::write(&copy, &flipped).unwrap();
        let looked = SqliteStore::open(&copy, now(), [5; 20]).map_err(ServiceError::from);
        let looked = looked.and_then(|store| {
            let store: &dyn Store = &store;
            let found = store.read_now(|read| check::check(read).map_err(ServiceError::from))?;
            let problems = found.problems;
            Ok((problems, state_of(store)))
        });
        match looked {
            Ok((problems, state)) if problems.is_empty() => {
                assert_eq!(state, before, "byte {place}");
            }
            _ => found += 1,
        }
        std::fs::remove_file(&copy).unwrap();
    }
    // Much of so small a database is pages of tables in which nothing stands yet.
    assert!(found > FLIPS / 3, "{found} of {FLIPS} found");
}
