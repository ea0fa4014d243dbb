//! The right to erasure: what was said at a door is gone from every corner of the database, nothing
//! that comes later brings it back, and count, digest and numbers stay provable.

use std::path::Path;

use shared::change::{Base, Change, stub_fields};
use shared::id::{DoorId, FeedId, VisitId};
use shared::protocol::{ChangeOutcome, Reason};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use shared::value::Value;
use sync_server::backup::{self, Restore};
use sync_server::ledger::{Entry, Ledger};
use sync_server::service::erasure::{self, Found, Lasting, Order, Subject};
use sync_server::service::{ServiceError, check, ground, person, quarantine};
use sync_server::store::{Cause, SqliteStore, Store, VisitFilter};
use uuid::Uuid;

use crate::world::{Phone, World, new_id, now, outcomes, random, rows};

/// What nobody else says, so that it can be looked for in a file.
pub(crate) const SAID: &str = "Le boîtier bleu zigouille ma cafetière.";

impl World {
    fn erase(&self, subject: Subject, cause: Cause) -> (Found, Lasting) {
        self.desk(move |write, moment| {
            let order = Order::new(cause, None, moment);
            erasure::erase(write, &subject, &order, moment)
        })
    }

    fn erase_door(&self, door: Uuid) -> (Found, Lasting) {
        self.erase(Subject::Door(DoorId(door)), Cause::Door)
    }

    /// The findings of `check`, none of which there should be.
    fn problems(&self) -> Vec<String> {
        self.store.read_now(check::check).unwrap().problems
    }
}

/// A visit of the phone with a need, a comment and a correction that another value gave way to.
fn talk(phone: &mut Phone, world: &World, door: Uuid) -> Vec<Change> {
    let mut visit = phone.visit(world, door);
    visit.fields.insert("note".to_owned(), Value::from(SAID));
    let mut need = phone.need(world, visit.id);
    need.fields.insert("words".to_owned(), Value::from(SAID));
    let said = [
        ("visit", Value::Text(visit.id.to_string())),
        ("author", Value::Text(phone.account.to_string())),
        ("text", Value::from(SAID)),
    ];
    let comment = phone.change(world.mission(), Kind::Comment, new_id(), None, &said);
    let other = [("note", Value::from("Autre chose."))];
    let correction = phone.change(world.mission(), Kind::Visit, visit.id, None, &other);
    vec![visit, need, comment, correction]
}

/// Whether the bytes of a text are in a file or in its write-ahead log.
pub(crate) fn holds(database: &Path, text: &str) -> bool {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    [database.to_owned(), log.into()].iter().any(|file| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    })
}

#[tokio::test]
async fn an_erased_door_leaves_stubs_in_every_feed_and_no_byte_of_what_was_said() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let said = talk(&mut amina, &world, door);
    world.sync(&amina, &said).await;
    // So many neighbors that pages are split and moved before and after.
    for n in 0..150 {
        let other = amina.visit(&world, world.door(1 + n % 20));
        world.sync(&amina, &[other]).await;
    }
    assert!(holds(&world.database(), SAID));
    let before = world.store.read_now(|read| read.all_review_counts()).unwrap().received;

    let (found, lasting) = world.erase_door(door);

    assert_eq!(found.records.len(), 3);
    assert_eq!(found.changes, 4);
    assert!(!holds(&world.database(), SAID));
    assert_eq!(world.problems(), Vec::<String>::new());
    let feed = world.mission();
    let visit = said[0].id;
    let row = world.store.read_now(move |read| read.row(feed, Kind::Visit, visit)).unwrap();
    assert!(row.is_erased());
    assert_eq!(row.fields(), stub_fields());
    // The history has no gap, and what is left of a change is its number.
    let (count, greatest) = world.store.read_now(move |read| read.history_extent(feed)).unwrap();
    assert_eq!(count, greatest);
    let past = world.store.read_now(move |read| read.history_of(feed, Kind::Visit, visit)).unwrap();
    assert_eq!(past.iter().filter(|one| one.change.fields.is_empty() && one.erased).count(), 2);
    // The desk neither counts nor finds it.
    let after = world.store.read_now(|read| read.all_review_counts()).unwrap().received;
    assert_eq!(after, before - 1);
    let filter = VisitFilter { text: Some("zigouille".to_owned()), ..VisitFilter::default() };
    let searched = world.store.read_now(move |read| read.visits(&filter, None, 9)).unwrap();
    assert!(searched.is_empty());
    // A new phone is told the stubs, and can prove what it holds.
    let other = world.phone(1).await;
    let answer = world.sync(&other, &[]).await;
    let stubs = rows(&answer, feed).into_iter().filter(|row| row.fields == stub_fields()).count();
    assert_eq!(stubs, 3);
    let told = world.row(FeedId::Territory(world.territory()), Kind::Door, door);
    assert_eq!(told.get("erased_at"), Some(&Value::Int(lasting.at.0)));
}

#[tokio::test]
async fn do_not_contact_survives() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    world.sync(&amina.clone(), &talk(&mut amina, &world, door)).await;
    world.desk(move |write, moment| ground::stop_door(write, DoorId(door), true, moment));
    world.erase_door(door);
    let row = world.row(FeedId::Territory(world.territory()), Kind::Door, door);
    assert_eq!(row.get("do_not_contact"), Some(&Value::Bool(true)));
    let about = world.store.read_now(move |read| person::about(read, DoorId(door))).unwrap();
    assert!(about.visits.is_empty() && about.aside.is_empty());
    assert_eq!(about.erasures.len(), 1);
}

#[tokio::test]
async fn what_comes_later_for_an_erased_record_is_acknowledged_and_kept_nowhere() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let said = talk(&mut amina, &world, door);
    world.sync(&amina, &said[..1]).await;
    // Written and not sent yet: what hangs on the visit, a correction, and another visit there.
    let unsent = talk(&mut amina, &world, door);
    world.erase_door(door);

    let late = [&said[1..], &unsent].concat();
    let answer = world.sync(&amina, &late).await;

    let taken = |outcome: &ChangeOutcome| matches!(outcome, ChangeOutcome::Accepted { .. });
    assert!(outcomes(&answer).iter().all(taken), "{:?}", outcomes(&answer));
    assert!(!holds(&world.database(), SAID));
    assert_eq!(world.problems(), Vec::<String>::new());
    assert!(world.store.read_now(|read| read.quarantined()).unwrap().is_empty());
    let feed = world.mission();
    for change in [&said[0], &said[1], &said[2], &unsent[0], &unsent[1], &unsent[2]] {
        let (kind, id) = (Kind::parse(&change.kind).unwrap(), change.id);
        let row = world.store.read_now(move |read| read.row(feed, kind, id)).unwrap();
        assert!(row.is_erased(), "{kind}");
    }
    // A repeat gets the same answer, and another content under the number as little as the first.
    let again = world.sync(&amina, &late).await;
    assert_eq!(outcomes(&again), outcomes(&answer));
    let mut other = late[0].clone();
    other.fields = stub_fields();
    assert_eq!(outcomes(&world.sync(&amina, &[other]).await)[0], outcomes(&answer)[0]);
    // A copied store that gave the number to another record is still told so.
    let mut copy = late[0].clone();
    copy.id = new_id();
    assert_eq!(outcomes(&world.sync(&amina, &[copy]).await), [ChangeOutcome::Cloned]);
}

#[tokio::test]
async fn a_talk_after_the_erasure_is_a_new_one_and_in_doubt_it_was_before() {
    let world = World::new().await;
    let (mut amina, mut lost) = (world.phone(0).await, world.phone(0).await);
    let door = world.door(0);
    world.sync(&amina.clone(), &talk(&mut amina, &world, door)).await;
    world.erase_door(door);
    let after = amina.visit(&world, door);
    world.sync(&amina, std::slice::from_ref(&after)).await;
    assert!(world.row(world.mission(), Kind::Visit, after.id).contains_key("note"));
    // An earlier run of a clock that stood in 2040: nobody can tell when that was.
    let mut doubtful = lost.visit(&world, door);
    doubtful.at = Millis(now().0 + 15 * 365 * Millis::DAY);
    doubtful.clock = ClockSession(77);
    world.sync(&lost, std::slice::from_ref(&doubtful)).await;
    assert_eq!(world.row(world.mission(), Kind::Visit, doubtful.id), stub_fields());
    assert_eq!(world.problems(), Vec::<String>::new());
}

#[tokio::test]
async fn what_was_kept_aside_goes_as_well_and_cannot_be_let_in() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let mut bad = talk(&mut amina, &world, door);
    bad[0].fields.insert("outcome".to_owned(), Value::from("dancing"));
    let answer = world.sync(&amina, &bad[..3]).await;
    let aside = |reason| ChangeOutcome::Quarantined { reason };
    assert_eq!(outcomes(&answer)[0], aside(Reason::BadValue));
    assert!(holds(&world.database(), SAID));

    let (found, _) = world.erase_door(door);

    assert_eq!(found.aside.len(), 3);
    assert!(!holds(&world.database(), SAID));
    assert_eq!(world.problems(), Vec::<String>::new());
    let (feed, id) = (world.mission(), bad[0].id);
    let refused =
        world.store.write_now(move |write| quarantine::release(write, feed, id, now()).map(drop));
    assert!(matches!(refused, Err(ServiceError::Refused(_))));
    // Its author is told by a stub, whatever the record was.
    let answer = world.sync(&amina, &[]).await;
    assert!(rows(&answer, feed).iter().any(|row| row.id == id && row.fields == stub_fields()));
}

#[tokio::test]
async fn a_change_to_a_feed_that_is_not_there_keeps_nothing_of_an_erased_door() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    world.erase_door(door);
    let mut lost = talk(&mut amina, &world, door).remove(0);
    lost.feed = FeedId::Mission(shared::id::MissionId(new_id()));
    lost.at = now().plus(-Millis::DAY / 2);
    let answer = world.sync(&amina, &[lost]).await;
    let expected = ChangeOutcome::Quarantined { reason: Reason::UnknownFeed };
    assert_eq!(outcomes(&answer), [expected]);
    assert!(!holds(&world.database(), SAID));
    assert!(world.store.read_now(|read| read.quarantined()).unwrap().is_empty());
}

#[tokio::test]
async fn one_visit_goes_and_the_others_of_the_door_stay() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let said = talk(&mut amina, &world, door);
    let stays = amina.visit(&world, door);
    world.sync(&amina, &[said.clone(), vec![stays.clone()]].concat()).await;
    let feed = world.mission();
    let visit = VisitId(said[0].id);
    let found = world.store.read_now(move |read| erasure::find_visit(read, visit)).unwrap();
    assert_eq!(found, feed);
    world.erase(Subject::Visits(feed, vec![visit]), Cause::Visit);
    assert!(!holds(&world.database(), SAID));
    assert!(world.row(feed, Kind::Visit, stays.id).contains_key("note"));
    let door = world.row(FeedId::Territory(world.territory()), Kind::Door, door);
    assert!(!door.contains_key("erased_at"));
}

#[tokio::test]
async fn a_phone_cannot_erase_what_another_wrote() {
    let world = World::new().await;
    let (mut amina, mut moussa) = (world.phone(0).await, world.phone(1).await);
    let visit = amina.visit(&world, world.door(0));
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let stub = [("deleted", Value::Bool(true)), ("erased", Value::Bool(true))];
    let change = moussa.change(world.mission(), Kind::Visit, visit.id, None, &stub);
    let answer = world.sync(&moussa, &[change]).await;
    let expected = ChangeOutcome::Quarantined { reason: Reason::NotAllowed };
    assert_eq!(outcomes(&answer), [expected]);
    assert!(world.row(world.mission(), Kind::Visit, visit.id).contains_key("note"));
    // Nor may it say of a door that everything there was erased.
    let base = Some(Base { epoch: world.epoch(), seq: 1 });
    let territory = FeedId::Territory(world.territory());
    let erased = [("erased_at", Value::Int(now().0))];
    let change = moussa.change(territory, Kind::Door, world.door(0), base, &erased);
    let mut change = change;
    change.n = 1;
    let answer = world.sync(&moussa, &[change]).await;
    let expected = ChangeOutcome::Quarantined { reason: Reason::NotAllowed };
    assert_eq!(outcomes(&answer), [expected]);
}

#[tokio::test]
async fn a_restored_backup_revives_nothing_and_the_ledger_names_no_word() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let before = talk(&mut amina, &world, door);
    world.sync(&amina, &before).await;
    let backups = world.folder("backups");
    backup::make(&*world.store, &world.database(), &backups, None, now()).unwrap();
    // After the backup: another talk, and then the erasure of both.
    let after = talk(&mut amina, &world, door);
    world.sync(&amina, &after).await;
    let ledger = Ledger::at(world.folder("ledgers").join("ledger"));
    let (_, lasting) = world.erase_door(door);
    ledger.append(&Entry::Erase(lasting)).unwrap();
    let text = std::fs::read_to_string(ledger.path()).unwrap();
    assert!(!text.contains("zigouille") && !text.contains("met"), "{text}");

    let database = world.folder("restored").join("central.db");
    let wanted = Restore {
        from: backups,
        database: database.clone(),
        replace: false,
        older: false,
        ledger,
        ledger_required: true,
    };
    let restored = backup::restore(&wanted, now(), random).unwrap();
    assert_eq!(restored.replayed.unwrap().erased, 1);
    assert!(!holds(&database, SAID));

    // The phone sends again what the backup lacks; nothing of it comes back.
    let store = SqliteStore::open(&database, now(), [6; 20]).unwrap();
    let store: &dyn Store = &store;
    let (device, feed) = (amina.device, world.mission());
    store
        .write_now(move |write| {
            let actor = sync_server::service::scope::Actor::by_device(&*write, device)?.unwrap();
            let clock = sync_server::service::accept::Clock {
                sent_at: now(),
                session: ClockSession(1),
                since: now().plus(-Millis::DAY),
            };
            let mut acceptance = sync_server::service::accept::Acceptance::begin(
                write,
                actor,
                clock,
                now(),
                [feed],
            )?;
            for change in &after {
                let outcome = acceptance.take(change)?.outcome;
                assert!(matches!(outcome, ChangeOutcome::Accepted { .. }), "{outcome:?}");
            }
            acceptance.finish().map(drop)
        })
        .unwrap();
    assert!(!holds(&database, SAID));
    let problems = store.read_now(check::check).unwrap().problems;
    assert_eq!(problems, Vec::<String>::new());
    let entries = wanted.ledger.read().unwrap().unwrap().known;
    let erased: Vec<_> = entries
        .into_iter()
        .map(|entry| match entry {
            Entry::Erase(lasting) => lasting,
            other => panic!("{other:?}"),
        })
        .collect();
    let missed = store.read_now(move |read| check::check_erasures(read, &erased)).unwrap();
    assert_eq!(missed, Vec::<String>::new());
}

#[tokio::test]
async fn check_finds_what_was_erased_and_stands_again() {
    let world = World::new().await;
    let (mut amina, door) = (world.phone(0).await, world.door(0));
    let said = talk(&mut amina, &world, door);
    world.sync(&amina, &said).await;
    let feed = world.mission().to_string();
    let id = said[0].id.to_string();
    let connection = rusqlite::Connection::open(world.database()).unwrap();
    let copied = "CREATE TEMP TABLE was AS SELECT * FROM visit WHERE id = ?1";
    connection.execute(copied, [&id]).unwrap();
    let copied = "CREATE TEMP TABLE past AS SELECT * FROM history WHERE id = ?1";
    connection.execute(copied, [&id]).unwrap();
    let (_, lasting) = world.erase_door(door);
    assert_eq!(world.problems(), Vec::<String>::new());

    connection.execute("INSERT INTO visit SELECT * FROM was", []).unwrap();
    let problems = world.problems().join("\n");
    assert!(problems.contains(&format!("visit {id} was erased and stands again")), "{problems}");
    connection.execute("DELETE FROM visit WHERE id = ?1", [&id]).unwrap();

    let word = "UPDATE history SET fields = (SELECT fields FROM past WHERE past.seq = history.seq) \
                WHERE feed = ?1 AND seq = (SELECT min(seq) FROM past)";
    connection.execute(word, [&feed]).unwrap();
    let problems = world.problems().join("\n");
    assert!(problems.contains("still says what was erased"), "{problems}");

    // A database that was put there by hand, past `restore`.
    connection.execute("DELETE FROM erasure", []).unwrap();
    let missed = world.store.read_now(move |read| check::check_erasures(read, &[lasting])).unwrap();
    assert_eq!(missed.len(), 1, "{missed:?}");
}
