//! Work that comes as a file: the same acceptance, and the same answers.

use shared::protocol::{ChangeOutcome, Reason};
use shared::rescue::Rescue;
use shared::seal::SealKey;
use sync_server::service::rescue::{self, Fate, Imported};
use sync_server::service::{ServiceError, accounts};

use crate::world::{Phone, World, now, outcomes, request};

async fn world() -> World {
    let world = World::new().await;
    world.desk(rescue::ensure_key);
    world
}

async fn key_for(world: &World, phone: &Phone) -> SealKey {
    let mut asked = request(&[], &[]);
    asked.wants_seal_key = true;
    let answer: shared::protocol::SyncAnswer =
        world.send(shared::protocol::SYNC_PATH, Some(phone.token), &asked).await.unwrap();
    answer.seal_key.unwrap()
}

fn file(phone: &Phone, key: SealKey, changes: &[shared::change::Change]) -> Vec<u8> {
    let changes = changes.iter().map(|change| (phone.device, change.clone())).collect();
    let (device, account, made) = (phone.device, phone.account, now());
    let rescue = Rescue { device, account, made, changes };
    rescue.pack(key, &phone.token.hash(), &[4; 32]).unwrap()
}

fn import(world: &World, file: &[u8]) -> Result<Imported, ServiceError> {
    let file = file.to_owned();
    world.store.write_now(move |write| rescue::import(write, &file, now()))
}

fn fates(imported: &Imported) -> Vec<Fate> {
    imported.changes.iter().map(|(_, fate)| *fate).collect()
}

#[tokio::test]
async fn a_file_counts_once_however_often_it_comes_and_whoever_comes_after() {
    let world = world().await;
    let mut phone = world.phone(0).await;
    assert_eq!(world.sync(&phone, &[]).await.seal_key, None);
    let key = key_for(&world, &phone).await;
    let sent = phone.visit(&world, world.door(0));
    world.sync(&phone, std::slice::from_ref(&sent)).await;
    let visit = phone.visit(&world, world.door(1));
    let mut bad = phone.need(&world, visit.id);
    bad.fields.insert("theme".to_owned(), 5_i64.into());
    let need = phone.need(&world, visit.id);
    let changes = [sent, visit, bad, need];
    let file = file(&phone, key, &changes);
    let imported = import(&world, &file).unwrap();
    assert!(
        matches!(
            fates(&imported)[..],
            [Fate::Known, Fate::Taken(_), Fate::Aside(Reason::BadValue), Fate::Taken(_)]
        ),
        "{:?}",
        fates(&imported)
    );
    assert_eq!((imported.device, imported.account), (phone.device, phone.account));
    let state = world.state();
    assert_eq!(fates(&import(&world, &file).unwrap()), [Fate::Known; 4]);
    // The phone can sync after all.
    let answer = world.sync(&phone, &changes).await;
    let accepted = |outcome: &ChangeOutcome| matches!(outcome, ChangeOutcome::Accepted { .. });
    assert_eq!(outcomes(&answer).iter().filter(|outcome| accepted(outcome)).count(), 3);
    assert_eq!(world.state(), state);
}

#[tokio::test]
async fn dates_in_a_file_are_not_moved_by_the_time_it_took_to_bring_it() {
    let world = world().await;
    let mut phone = world.phone(0).await;
    let key = key_for(&world, &phone).await;
    let visit = phone.visit(&world, world.door(1));
    let file = file(&phone, key, std::slice::from_ref(&visit));
    let later = now().plus(3 * shared::time::Millis::DAY);
    let done = world.store.write_now(move |write| rescue::import(write, &file, later));
    assert!(matches!(fates(&done.unwrap())[..], [Fate::Taken(_)]));
    let row = world.row(world.mission(), shared::record::Kind::Visit, visit.id);
    assert!(!row.contains_key("started_estimate"), "{row:?}");
}

#[tokio::test]
async fn a_revoked_phones_file_is_kept_aside() {
    let world = world().await;
    let mut phone = world.phone(0).await;
    let key = key_for(&world, &phone).await;
    let device = phone.device;
    world.desk(move |write, moment| accounts::revoke(write, device, moment));
    let visit = phone.visit(&world, world.door(1));
    let imported = import(&world, &file(&phone, key, &[visit])).unwrap();
    assert_eq!(fates(&imported), [Fate::Aside(Reason::DeviceRevoked)]);
}

#[tokio::test]
async fn gaps_and_copies_are_left_out_and_told() {
    let world = world().await;
    let mut phone = world.phone(0).await;
    let key = key_for(&world, &phone).await;
    let first = phone.visit(&world, world.door(1));
    phone.next += 1;
    let third = phone.visit(&world, world.door(2));
    let imported = import(&world, &file(&phone, key, &[first.clone(), third])).unwrap();
    assert!(matches!(fates(&imported)[..], [Fate::Taken(_), Fate::Gap]));
    let mut copy = phone.clone();
    copy.next = 1;
    let other = copy.visit(&world, world.door(3));
    let state = world.state();
    assert_eq!(fates(&import(&world, &file(&copy, key, &[other])).unwrap()), [Fate::Copied]);
    let mut strange = phone.clone();
    strange.device = shared::id::DeviceId(crate::world::new_id());
    let rescue = Rescue {
        device: phone.device,
        account: phone.account,
        made: now(),
        changes: vec![(strange.device, first)],
    };
    let packed = rescue.pack(key, &phone.token.hash(), &[4; 32]).unwrap();
    assert_eq!(fates(&import(&world, &packed).unwrap()), [Fate::Stranger]);
    assert_eq!(world.state(), state);
}

#[tokio::test]
async fn what_cannot_be_opened_here_changes_nothing_and_is_told() {
    let (world, other) = (world().await, world().await);
    let mut phone = world.phone(0).await;
    let key = key_for(&world, &phone).await;
    let stranger = other.phone(0).await;
    let foreign_key = key_for(&other, &stranger).await;
    let visit = phone.visit(&world, world.door(1));
    let changes = [visit];
    let good = file(&phone, key, &changes);
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let mut forger = phone.clone();
    forger.token = stranger.token;
    let cases = [
        (b"SQLite format 3\0".to_vec(), "no rescue file"),
        (Vec::new(), "no rescue file"),
        (good[..good.len() - 1].to_vec(), "cut short"),
        (good[..40].to_vec(), "cut short"),
        (flipped, "for another server, or damaged"),
        (file(&phone, foreign_key, &changes), "for another server, or damaged"),
        (file(&stranger, key, &changes), "does not know the phone"),
        (file(&forger, key, &changes), "did not write it"),
    ];
    let before = world.state();
    for (file, words) in cases {
        let error = import(&world, &file).unwrap_err().to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
    assert_eq!(world.state(), before);
}
