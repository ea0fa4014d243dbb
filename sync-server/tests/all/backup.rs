//! Backups beside a running server, and databases that begin another life with one.

use std::fs;
use std::path::{Path, PathBuf};

use shared::change::Base;
use shared::id::FeedId;
use shared::protocol::{ChangeOutcome, Cursor, ENROL_PATH, EnrolAnswer, FeedPage, ProblemCode};
use shared::record::Kind;
use shared::time::Millis;
use sync_server::backup::{BackupError, Made, Restore, Restored, make, restore};
use sync_server::ledger::{Entry, Ledger};
use sync_server::service::{accounts, missions, sync};
use sync_server::store::{SqliteStore, Store};

use crate::world::{Phone, World, now, outcomes, random, request};

fn back_up(world: &World, keep: Option<usize>) -> Made {
    let folder = world.folder("backups");
    make(&*world.store, &world.database(), &folder, keep, now()).unwrap()
}

fn wanted(world: &World, from: &Path) -> Restore {
    let database = world.folder("restored").join("central.db");
    Restore {
        from: from.to_owned(),
        ledger: Ledger::beside(&world.database()),
        database,
        replace: false,
        older: false,
        ledger_required: false,
    }
}

fn restored(world: &World, from: &Path) -> (Restored, Box<dyn Store>) {
    let wanted = wanted(world, from);
    let restored = restore(&wanted, now(), random).unwrap();
    let store = SqliteStore::open(&wanted.database, now(), [6; 20]).unwrap();
    (restored, Box::new(store))
}

/// Reads a phone's feeds to their heads, as a phone that knows how much of them is safe.
async fn held(world: &World, phone: &Phone) -> Vec<Cursor> {
    let answer = world.sync(phone, &[]).await;
    answer.feeds.iter().map(cursor).collect()
}

fn cursor(page: &FeedPage) -> Cursor {
    Cursor { feed: page.feed, epoch: page.epoch, seq: page.seq, durable: Some(page.durable) }
}

fn page(pages: &[FeedPage], feed: FeedId) -> &FeedPage {
    pages.iter().find(|page| page.feed == feed).unwrap()
}

#[tokio::test]
async fn without_backups_a_commit_is_safe_and_with_them_only_what_is_in_one() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let mission = world.mission();
    let mut cursors = held(&world, &phone).await;
    assert!(cursors.iter().all(|cursor| cursor.durable == Some(cursor.seq)));
    back_up(&world, None);
    let visit = phone.visit(&world, world.door(0));
    let answer = world.try_sync(&phone, &[visit], &cursors).await.unwrap();
    let news = page(&answer.feeds, mission);
    assert_eq!((news.seq, news.durable), (news.head, news.head - 1));
    cursors.retain(|cursor| cursor.feed != mission);
    cursors.push(cursor(news));
    let quiet = world.try_sync(&phone, &[], &cursors).await.unwrap();
    assert_eq!(quiet.feeds, []);
    // That more is safe now is news by itself.
    back_up(&world, None);
    let answer = world.try_sync(&phone, &[], &cursors).await.unwrap();
    let news = page(&answer.feeds, mission);
    assert_eq!((news.rows.len(), news.durable, news.sum.is_some()), (0, news.head, true));
    assert!(!news.reset);
    // A phone that does not ask is not told.
    let silent: Vec<_> = cursors.iter().map(|cursor| Cursor { durable: None, ..*cursor }).collect();
    assert_eq!(world.try_sync(&phone, &[], &silent).await.unwrap().feeds, []);
}

#[tokio::test]
async fn a_restored_database_is_another_life_and_takes_what_it_lacks_once() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let cursors = held(&world, &phone).await;
    let (first, second) = (phone.visit(&world, world.door(0)), phone.visit(&world, world.door(1)));
    world.sync(&phone, std::slice::from_ref(&first)).await;
    let made = back_up(&world, None);
    world.sync(&phone, std::slice::from_ref(&second)).await;
    let (restored, store) = restored(&world, &made.path);
    assert_eq!(restored.replayed, None);
    assert_ne!(restored.epoch, world.epoch());
    let both = request(&[first, second], &cursors);
    for _ in 0..2 {
        let answer = sync::sync(&*store, phone.token, both.clone(), now()).await.unwrap();
        let seqs = outcomes(&answer);
        assert!(matches!(seqs[..], [
            ChangeOutcome::Accepted { seq: one },
            ChangeOutcome::Accepted { seq: two }
        ] if two == one + 1));
        let news = page(&answer.feeds, world.mission());
        assert!(news.reset);
        assert_eq!((news.epoch, news.durable), (restored.epoch, news.head - 1));
    }
    let mission = world.mission();
    let visits = store.read_now(move |read| read.rows(mission, Kind::Visit)).unwrap();
    assert_eq!(visits.len(), 2);
}

#[tokio::test]
async fn a_revoked_phone_stays_out_and_learns_that_it_must_send_again() {
    let world = World::new().await;
    let (phone, gone) = (world.phone(0).await, world.phone(1).await);
    let cursors = held(&world, &phone).await;
    let made = back_up(&world, None);
    let late = world.enrolment(world.made.neighbors[1].1);
    let _: EnrolAnswer = world.send(ENROL_PATH, None, &late).await.unwrap();
    let ledger = Ledger::beside(&world.database());
    for device in [phone.device, gone.device, late.device, phone.device] {
        ledger.append(&Entry::RevokeDevice { device, at: now() }).unwrap();
    }
    let (restored, store) = restored(&world, &made.path);
    let replayed = restored.replayed.unwrap();
    assert_eq!((replayed.revoked, replayed.barred), (2, 1));
    let asked = request(&[], &cursors);
    let answer = sync::sync(&*store, phone.token, asked, now()).await.unwrap();
    assert_eq!(answer.standing, shared::protocol::Standing::Revoked);
    assert_eq!(answer.feeds.len(), cursors.len());
    assert!(answer.feeds.iter().all(|page| page.reset && page.rows.is_empty()));
    // A phone that the backup does not know does not come in again under its old identity.
    let account = world.made.neighbors[1].1;
    let code = store.write_now(move |write| {
        let mut random = random;
        let mut moment = sync_server::service::desk::Moment { now: now(), random: &mut random };
        accounts::enrolment_code(write, account, Millis::DAY, &mut moment)
    });
    let again = shared::protocol::EnrolRequest { code: code.unwrap().0.to_string(), ..late };
    let refused =
        store.write_now(move |write| sync_server::service::enrol::enrol(write, &again, now()));
    let sync_server::service::ServiceError::Problem(problem) = refused.unwrap_err() else {
        panic!("no problem")
    };
    assert_eq!(problem.code, ProblemCode::DeviceRevoked);
}

#[tokio::test]
async fn a_feed_that_the_backup_lacks_is_told_as_an_empty_one() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let made = back_up(&world, None);
    let feed = FeedId::Mission(shared::id::MissionId(crate::world::new_id()));
    let cursor = Cursor { feed, epoch: world.epoch(), seq: 4, durable: Some(0) };
    let (_, store) = restored(&world, &made.path);
    let asked = request(&[], &[cursor]);
    let answer = sync::sync(&*store, phone.token, asked, now()).await.unwrap();
    let told = page(&answer.feeds, feed);
    assert_eq!((told.reset, told.head, told.durable), (true, 0, 0));
    // So its work comes, and is kept aside; only a backup with it lets the phone forget it.
    let mut visit = phone.visit(&world, world.door(0));
    visit.feed = feed;
    let cursor = Cursor { epoch: told.epoch, seq: 0, ..cursor };
    let asked = request(&[visit], &[cursor]);
    let answer = sync::sync(&*store, phone.token, asked, now()).await.unwrap();
    assert!(matches!(outcomes(&answer)[..], [ChangeOutcome::Quarantined { .. }]));
    assert_eq!(answer.dropped, []);
}

#[tokio::test]
async fn what_is_kept_aside_is_given_back_only_once_it_is_in_a_backup() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let cursors = held(&world, &phone).await;
    back_up(&world, None);
    let mut bad = phone.visit(&world, world.door(0));
    bad.fields.insert("outcome".to_owned(), "dancing".into());
    let (mission, account) = (world.mission_id(), phone.account);
    world.desk(move |write, moment| missions::end_assignment(write, mission, account, moment));
    let answer = world.try_sync(&phone, &[bad], &cursors).await.unwrap();
    let drops = |dropped: &[shared::protocol::Dropped]| {
        dropped.iter().any(|dropped| dropped.feed == FeedId::Mission(mission))
    };
    assert!(!drops(&answer.dropped));
    back_up(&world, None);
    let answer = world.try_sync(&phone, &[], &cursors).await.unwrap();
    assert!(drops(&answer.dropped));
}

#[tokio::test]
async fn older_backups_go_and_others_stay() {
    let world = World::new().await;
    let folder = world.folder("backups");
    let strange = ["palier-notes.db", "other.json", "palier-x.db.part"];
    for name in strange {
        fs::write(folder.join(name), "not ours").unwrap();
    }
    let other = World::new().await;
    let foreign = make(&*other.store, &other.database(), &folder, None, now()).unwrap();
    let made: Vec<Made> = (0..4).map(|_| back_up(&world, Some(2))).collect();
    assert_eq!(made[3].removed, [made[1].path.clone()]);
    let left = |made: &Made| made.path.exists() && made.path.with_extension("json").exists();
    assert!(left(&made[3]) && left(&made[2]) && left(&foreign));
    assert!(!left(&made[1]) && !made[0].path.with_extension("json").exists());
    assert!(strange.iter().all(|name| folder.join(name).exists()));
}

#[tokio::test]
async fn a_backup_that_cannot_be_made_changes_nothing() {
    let world = World::new().await;
    let nowhere = world.folder("x").join("not-mounted");
    let failed = make(&*world.store, &world.database(), &nowhere, None, now()).unwrap_err();
    assert!(failed.to_string().contains("is mounted"), "{failed}");
    let missing = PathBuf::from("/no/such/central.db");
    let folder = world.folder("backups");
    make(&*world.store, &missing, &folder, None, now()).unwrap_err();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    let mission = world.mission();
    assert_eq!(world.store.read_now(move |read| read.durable(mission)).unwrap(), None);
}

#[tokio::test]
async fn what_stands_in_the_way_of_a_restore_is_told_and_nothing_is_changed() {
    let world = World::new().await;
    let first = back_up(&world, None);
    let second = back_up(&world, None);
    let refused = |wanted: &Restore| {
        let before = fs::read(&wanted.database).ok();
        let error = restore(wanted, now(), random).unwrap_err();
        assert_eq!(fs::read(&wanted.database).ok(), before);
        let folder = wanted.database.parent().unwrap();
        let drafts = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(!drafts.into_iter().any(|name| name.to_string_lossy().contains("restoring")));
        error
    };
    let of_second = wanted(&world, &second.path);
    assert!(matches!(refused(&wanted(&world, &first.path)), BackupError::Newer(_)));
    let nothing = wanted(&world, &world.folder("empty"));
    assert!(matches!(refused(&nothing), BackupError::NoBackup(_)));
    let lost = Ledger::at(world.folder("empty").join("ledger"));
    let wants_ledger = Restore { ledger: lost, ledger_required: true, ..of_second.clone() };
    assert!(matches!(refused(&wants_ledger), BackupError::NoLedger(_)));

    let live = Restore { database: world.database(), ..of_second.clone() };
    assert!(matches!(refused(&live), BackupError::Occupied(_)));
    let live = Restore { replace: true, ..live };
    assert!(matches!(refused(&live), BackupError::InUse(_)));

    // A single bit in a copy, a cut, and a manifest that is gone.
    let copy = world.folder("copies").join("copy.db");
    let copy_manifest = copy.with_extension("json");
    fs::copy(second.path.with_extension("json"), &copy_manifest).unwrap();
    let mut bytes = fs::read(&second.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&copy, &bytes).unwrap();
    let of_copy = wanted(&world, &copy);
    assert!(matches!(refused(&of_copy), BackupError::Damaged { .. }));
    fs::write(&copy, &bytes[..middle]).unwrap();
    assert!(matches!(refused(&of_copy), BackupError::Damaged { .. }));
    fs::remove_file(&copy_manifest).unwrap();
    assert!(matches!(refused(&of_copy), BackupError::NoManifest { .. }));

    restore(&of_second, now(), random).unwrap();
    assert!(matches!(refused(&of_second), BackupError::Occupied(_)));
    let again = restore(&Restore { replace: true, older: true, ..of_second }, now(), random);
    assert!(again.unwrap().replaced.unwrap().exists());
}

#[tokio::test]
async fn who_had_seen_a_value_in_the_life_before_still_wins_whatever_the_clock_says() {
    let world = World::new().await;
    let (mut first, mut second) = (world.phone(0).await, world.phone(0).await);
    let visit = first.visit(&world, world.door(0));
    world.sync(&first, std::slice::from_ref(&visit)).await;
    let feed = world.mission();
    let state = world.store.read_now(move |read| read.feed(feed)).unwrap().unwrap();
    let base = Base { epoch: world.epoch(), seq: state.seq };
    let made = back_up(&world, None);
    let (_, store) = restored(&world, &made.path);
    let note = [("note", "Vu, puis corrigé.".into())];
    let mut correction = second.change(feed, Kind::Visit, visit.id, Some(base), &note);
    correction.at = Millis(5);
    let asked = request(&[correction], &[]);
    sync::sync(&*store, second.token, asked, now()).await.unwrap();
    let row = store.read_now(move |read| read.row(feed, Kind::Visit, visit.id)).unwrap();
    assert_eq!(row.fields()["note"], "Vu, puis corrigé.".into());
}
