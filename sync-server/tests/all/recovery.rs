//! The codes that reset a forgotten PIN: kept sealed, read out once, followed by another.

use shared::protocol::{SYNC_PATH, SyncAnswer};
use shared::recovery::SealedRecovery;
use shared::seal::SealKey;
use shared::words::RecoveryWords;
use sync_server::service::{ServiceError, accounts, recovery, rescue};

use crate::tool::Tool;
use crate::world::{Phone, World, now, request};

const CODE: RecoveryWords = RecoveryWords([1, 2, 3, 4, 5, 6, 7, 8]);
const NEXT: RecoveryWords = RecoveryWords([9; 8]);

async fn world() -> World {
    let world = World::new().await;
    world.desk(rescue::ensure_key);
    world
}

fn key(world: &World) -> SealKey {
    world.store.read_now(|read| rescue::key(read)).unwrap().unwrap()
}

async fn send(world: &World, phone: &Phone, words: &RecoveryWords) -> SyncAnswer {
    let sealed = SealedRecovery::seal(words, key(world), phone.device, &[4; 32]).unwrap();
    send_sealed(world, phone, sealed).await
}

async fn send_sealed(world: &World, phone: &Phone, sealed: SealedRecovery) -> SyncAnswer {
    let mut asked = request(&[], &[]);
    asked.recovery = Some(sealed);
    world.send(SYNC_PATH, Some(phone.token), &asked).await.unwrap()
}

fn tell(world: &World, phone: &Phone) -> Result<RecoveryWords, ServiceError> {
    let device = phone.device;
    world.store.write_now(move |write| recovery::tell(write, device, now()))
}

#[tokio::test]
async fn a_code_is_kept_read_out_and_followed_by_another() {
    let world = world().await;
    let phone = world.phone(0).await;
    assert!(tell(&world, &phone).unwrap_err().to_string().contains("has sent no recovery code"));
    let answer = send(&world, &phone, &CODE).await;
    assert!(answer.recovery_kept && !answer.recovery_told);
    assert!(!world.sync(&phone, &[]).await.recovery_told);
    assert_eq!(tell(&world, &phone).unwrap(), CODE);
    assert!(world.sync(&phone, &[]).await.recovery_told);
    // Until the phone sends another one, it may be read out again: the first call was cut off.
    assert_eq!(tell(&world, &phone).unwrap(), CODE);
    let answer = send(&world, &phone, &NEXT).await;
    assert!(answer.recovery_kept && !answer.recovery_told);
    assert!(!world.sync(&phone, &[]).await.recovery_told);
    assert_eq!(tell(&world, &phone).unwrap(), NEXT);
}

#[tokio::test]
async fn the_code_of_a_revoked_phone_is_neither_taken_nor_read_out() {
    let world = world().await;
    let phone = world.phone(0).await;
    send(&world, &phone, &CODE).await;
    let device = phone.device;
    world.desk(move |write, moment| accounts::revoke(write, device, moment));
    assert!(tell(&world, &phone).unwrap_err().to_string().contains("was revoked"));
    assert!(!send(&world, &phone, &NEXT).await.recovery_kept);
}

#[tokio::test]
async fn a_code_of_another_phone_or_for_another_server_is_not_read_out() {
    let world = world().await;
    let (phone, other) = (world.phone(0).await, world.phone(1).await);
    let sealed = SealedRecovery::seal(&CODE, key(&world), other.device, &[4; 32]).unwrap();
    send_sealed(&world, &phone, sealed).await;
    let refused = tell(&world, &phone).unwrap_err().to_string();
    assert!(refused.contains("for another server, or is damaged"), "{refused}");
    let stranger = shared::seal::SealSecret::new(&[8; 32]).unwrap().key();
    let sealed = SealedRecovery::seal(&CODE, stranger, other.device, &[4; 32]).unwrap();
    send_sealed(&world, &other, sealed).await;
    assert!(tell(&world, &other).is_err());
}

#[tokio::test]
async fn the_database_holds_no_code_that_can_be_read() {
    let world = world().await;
    let phone = world.phone(0).await;
    send(&world, &phone, &CODE).await;
    for name in ["central.db", "central.db-wal"] {
        let bytes = std::fs::read(world.database().with_file_name(name)).unwrap_or_default();
        assert!(!bytes.windows(8).any(|part| part == CODE.0), "{name}");
    }
}

#[test]
fn the_command_line_says_what_stands_in_the_way() {
    let tool = Tool::new();
    tool.json(&["account", "add", "--name", "Amina", "--role", "neighbor"]);
    let nobody = "01936f7e-0000-7000-8000-000000000001";
    assert!(tool.refusal(&["device", "recover", nobody]).contains("there is no device"));
    assert!(!tool.succeeds(&["device", "recover", "12"]));
}
