//! The store at rest: what opens it, what does not, and that no try to change that loses anything.

use std::fs;
use std::path::Path;

use app::core::*;
use app::db::StoreKey;
use app::platform::{FolderSafe, Reading, Safe};
use app::vault::{Vault, VaultError, VaultState};
use shared::time::Millis;

use crate::line::Fault;
use crate::server::NOW;
use crate::story::{PIN, Story, enrol, met};
use crate::world::{DOORS, FakeChance, block_on};

pub(crate) const OTHER: &str = "731864";

pub(crate) fn now() -> Reading {
    Reading { wall: NOW, boot: "first".to_owned(), uptime: 1_000_000 }
}

/// The code that the supervisor would read out.
fn code(story: &Story) -> String {
    story.wire.server().recovery.unwrap().to_string()
}

fn wrong_pin(retry_in_ms: u64) -> FailureCode {
    FailureCode::WrongPin { retry_in_ms }
}

#[test]
fn nothing_is_told_before_the_store_is_open() {
    let story = Story::enrolled();
    assert_eq!(story.access(), Access::Open);
    story.ask(Command::Lock);
    assert_eq!(story.access(), Access::Locked { retry_in_ms: 0 });
    let asked = [
        Command::Today,
        Command::Status,
        Command::Drafts,
        Command::About,
        Command::SyncState,
        Command::Visit(met()),
        Command::Sync { tries: 1 },
        Command::RescueBytes,
        enrol(Some(OTHER)),
    ];
    for command in asked {
        let failure = story.try_ask(command).unwrap_err();
        assert_eq!(failure.code, FailureCode::Locked);
        assert!(!failure.message.contains("Amina"));
    }
    assert_eq!(story.unlock(PIN), Ok(Reply::Access(Access::Open)));
    assert_eq!(story.today().name, "Amina");
    let story = story.reopened();
    assert_eq!(story.access(), Access::Locked { retry_in_ms: 0 });
    assert_eq!(story.unlock(OTHER), Err(wrong_pin(0)));
    story.unlock(PIN).unwrap();
}

#[test]
fn work_goes_on_offline_and_is_there_after_the_next_unlocking() {
    let story = Story::enrolled();
    story.outcome("absent", &DOORS);
    let story = story.reopened();
    story.unlock(PIN).unwrap();
    assert_eq!(story.states(), ["absent"; 3]);
    assert_eq!(story.today().sync.waiting_visits, 3);
    story.sync();
    assert_eq!(story.today().sync.waiting_visits, 0);
}

#[test]
fn a_pin_is_chosen_with_care_before_anything_is_made() {
    let story = Story::new();
    assert_eq!(story.access(), Access::New);
    assert_eq!(story.refused(enrol(Some("12345"))), FailureCode::PinTooShort);
    assert_eq!(story.refused(enrol(Some("123456"))), FailureCode::PinTooPlain);
    assert_eq!(story.refused(Command::Today), FailureCode::NotEnrolled);
    assert_eq!(story.refused(Command::Lock), FailureCode::NoPin);
    assert_eq!(fs::read_dir(story.folder.path()).unwrap().count(), 0);
}

#[test]
fn an_enrolment_that_fails_can_be_tried_again_with_another_pin() {
    let story = Story::new();
    story.wire.server().faults.push_back(Fault::AnswerLost);
    assert_eq!(story.refused(enrol(Some(PIN))), FailureCode::Unreachable);
    assert_eq!(story.access(), Access::New);
    let story = story.reopened();
    assert_eq!(story.access(), Access::New);
    story.ask(enrol(Some(OTHER)));
    // The same identity asked again: the first answer was only lost.
    let asked: Vec<_> = story.wire.server().enrolments.iter().map(|one| one.device).collect();
    assert_eq!(asked[0], asked[1]);
    let story = story.reopened();
    assert_eq!(story.unlock(PIN), Err(wrong_pin(0)));
    story.unlock(OTHER).unwrap();
}

#[test]
fn wrong_pins_make_one_wait_and_neither_restart_nor_clock_helps() {
    let story = Story::enrolled();
    story.ask(Command::Lock);
    for retry_in_ms in [0, 0, 5_000] {
        assert_eq!(story.unlock("000001"), Err(wrong_pin(retry_in_ms)));
    }
    let later = |retry_in_ms| Err(FailureCode::TryLater { retry_in_ms });
    assert_eq!(story.unlock(PIN), later(5_000));
    story.clock.advance(2_000);
    assert_eq!(story.unlock(PIN), later(3_000));
    assert_eq!(story.access(), Access::Locked { retry_in_ms: 3_000 });
    // Somebody sets the clock forward, and back.
    for wall in [NOW.plus(Millis::DAY), NOW.plus(-Millis::DAY)] {
        story.clock.set(wall);
        assert_eq!(story.unlock(PIN), later(3_000));
    }
    let story = story.reopened();
    assert_eq!(story.unlock(PIN), later(3_000));
    story.clock.advance(3_000);
    assert_eq!(story.unlock("000001"), Err(wrong_pin(15_000)));
    {
        // The machine itself is started again: what is left is waited from there.
        let reading = &mut story.clock.0.lock().unwrap().0;
        reading.boot = "second".to_owned();
        reading.uptime = 4_000;
    }
    assert_eq!(story.unlock(PIN), later(11_000));
    story.clock.advance(11_000);
    story.unlock(PIN).unwrap();
    story.ask(Command::Lock);
    // A right one wipes the slate.
    assert_eq!(story.unlock("000001"), Err(wrong_pin(0)));
    story.unlock(PIN).unwrap();
    assert_eq!(story.today().name, "Amina");
}

#[test]
fn damaging_the_count_of_wrong_pins_does_not_help() {
    let story = Story::enrolled();
    story.ask(Command::Lock);
    story.unlock("000001").unwrap_err();
    fs::write(story.folder.path().join("phone.tries"), "{}}").unwrap();
    story.clock.0.lock().unwrap().0.uptime = 0;
    assert_eq!(story.unlock(PIN), Err(FailureCode::TryLater { retry_in_ms: 900_000 }));
    story.clock.advance(900_000);
    story.unlock(PIN).unwrap();
}

#[test]
fn a_forgotten_pin_is_reset_offline_with_the_code_and_nothing_is_lost() {
    let story = Story::enrolled();
    story.outcome("absent", &DOORS);
    let first = code(&story);
    story.ask(Command::Lock);
    story.wire.server().faults.push_back(Fault::Unreachable);
    assert_eq!(story.recover("lusab-babad-gutih", OTHER), Err(FailureCode::BadRecoveryCode));
    let mistyped = first.replacen(&first[..1], if &first[..1] == "b" { "d" } else { "b" }, 1);
    assert_eq!(story.recover(&mistyped, OTHER), Err(FailureCode::BadRecoveryCode));
    let wrong = shared::words::RecoveryWords([3; 8]).to_string();
    assert_eq!(story.recover(&wrong, OTHER), Err(FailureCode::WrongRecoveryCode));
    assert_eq!(story.recover(&first, "1111"), Err(FailureCode::PinTooShort));

    let spoken = first.to_uppercase().replace('-', " ");
    assert_eq!(story.recover(&spoken, OTHER), Ok(Reply::Access(Access::Open)));
    assert_eq!(story.states(), ["absent"; 3]);
    let Reply::About(about) = story.ask(Command::About) else { panic!("nothing about") };
    assert_eq!(about.recovery, Recovery::ToBeSent);
    let story = story.reopened();
    assert_eq!(story.unlock(PIN), Err(wrong_pin(0)));
    assert_eq!(story.recover(&first, PIN), Err(FailureCode::WrongRecoveryCode));
    story.unlock(OTHER).unwrap();
    story.wire.server().faults.clear();
    story.sync();
    let second = code(&story);
    assert_ne!(first, second);
    let Reply::About(about) = story.ask(Command::About) else { panic!("nothing about") };
    assert_eq!(about.recovery, Recovery::Kept);
    story.ask(Command::Lock);
    story.recover(&second, PIN).unwrap();
    assert_eq!(story.states(), ["absent"; 3]);
}

#[test]
fn a_code_that_was_read_out_is_followed_by_another_and_works_until_then() {
    let story = Story::enrolled();
    let first = code(&story);
    story.wire.server().recovery_told = true;
    story.sync();
    // The new one is made and not sent yet: both open.
    story.ask(Command::Lock);
    story.recover(&first, OTHER).unwrap();
    story.sync();
    story.wire.server().recovery_told = true;
    story.sync();
    story.sync();
    let third = code(&story);
    story.ask(Command::Lock);
    story.unlock(OTHER).unwrap();
    story.ask(Command::Lock);
    assert_eq!(story.recover(&first, PIN), Err(FailureCode::WrongRecoveryCode));
    story.recover(&third, PIN).unwrap();
}

#[test]
fn in_another_life_of_the_server_the_code_is_sent_again() {
    let story = Story::enrolled();
    let first = code(&story);
    {
        let mut server = story.wire.server();
        server.recovery = None;
        server.epoch = shared::id::EpochId(uuid::Uuid::from_u128(2));
        server.numbered.clear();
    }
    story.sync();
    story.sync();
    assert_eq!(code(&story), first);
}

#[test]
fn a_pin_is_changed_by_whoever_knows_the_old_one() {
    let story = Story::enrolled();
    let change =
        |old: &str, new: &str| Command::ChangePin { old: old.to_owned(), new: new.to_owned() };
    assert_eq!(story.refused(change(OTHER, PIN)), wrong_pin(0));
    assert_eq!(story.refused(change(PIN, "222222")), FailureCode::PinTooPlain);
    story.ask(change(PIN, OTHER));
    story.ask(Command::Lock);
    story.unlock(OTHER).unwrap();
    let first = code(&story);
    story.ask(Command::Lock);
    story.recover(&first, PIN).unwrap();
}

#[test]
fn damage_a_missing_secret_and_another_device_are_told_apart() {
    let story = Story::enrolled();
    story.ask(Command::Lock);
    let folder = story.folder.path().to_owned();
    let [vault, secret] = ["phone.vault", "device.secret"].map(|name| folder.join(name));
    let whole = fs::read(&vault).unwrap();
    for place in (0..whole.len()).step_by(17) {
        let mut flipped = whole.clone();
        flipped[place] ^= 4;
        fs::write(&vault, flipped).unwrap();
        assert_eq!(story.unlock(PIN), Err(FailureCode::VaultDamaged), "byte {place}");
    }
    fs::write(&vault, &whole).unwrap();
    let held = fs::read(&secret).unwrap();
    fs::remove_file(&secret).unwrap();
    assert_eq!(story.unlock(PIN), Err(FailureCode::OtherDevice));
    fs::write(&secret, [9; 32]).unwrap();
    assert_eq!(story.unlock(PIN), Err(FailureCode::VaultDamaged));
    fs::write(&secret, held).unwrap();
    let database = folder.join("phone.db");
    let bytes = fs::read(&database).unwrap();
    fs::write(&database, vec![7; bytes.len()]).unwrap();
    assert_eq!(story.unlock(PIN), Err(FailureCode::StoreDamaged));
    fs::write(&database, bytes).unwrap();
    assert_eq!(story.unlock(PIN), Ok(Reply::Access(Access::Open)));
}

#[test]
fn a_store_whose_files_were_deleted_is_told_as_gone_and_can_be_enrolled_anew() {
    let story = Story::enrolled();
    story.ask(Command::Lock);
    let database = story.folder.path().join("phone.db");
    for ending in ["", "-wal", "-shm"] {
        drop(fs::remove_file(format!("{}{ending}", database.display())));
    }
    let story = story.reopened();
    assert!(matches!(story.access(), Access::Locked { .. }), "the vault is still there");
    assert_eq!(story.unlock(OTHER), Err(wrong_pin(0)), "a wrong PIN learns nothing");
    assert_eq!(story.unlock(PIN), Err(FailureCode::StoreGone));
    assert!(!database.exists(), "nothing is made before somebody enrols");
    assert_eq!(story.access(), Access::New);
    story.ask(enrol(Some(OTHER)));
    story.sync();
    let story = story.reopened();
    story.unlock(OTHER).unwrap();
    assert_eq!(story.states().len(), 3);
}

#[test]
fn no_file_beside_a_closed_store_holds_a_word_a_pin_or_a_key() {
    let story = Story::enrolled();
    story.visit(NewVisit { note: Some("le chauffage est en panne".to_owned()), ..met() });
    let key = story.door(DOORS[1]).draft_key;
    story.ask(Command::KeepDraft { key, content: "elle parle de moisissure".to_owned() });
    let code = code(&story);
    story.ask(Command::Lock);
    let Story { folder, core, .. } = &story;
    let needles =
        ["chauffage", "moisissure", "rue des Lilas", PIN, &code, "SQLite format", "Amina"];
    for file in fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for needle in needles {
            let found = bytes.windows(needle.len()).any(|part| part == needle.as_bytes());
            assert!(!found, "{needle} in {}", path.display());
        }
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    assert!(!folder.path().join("phone.key").exists());
    core.clone().close();
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_store_whose_key_lay_beside_it_can_be_given_a_pin() {
    let story = Story::new();
    story.ask(enrol(None));
    story.sync();
    story.outcome("absent", &DOORS);
    assert!(story.folder.path().join("phone.key").exists());
    assert_eq!(story.refused(Command::Lock), FailureCode::NoPin);
    story.ask(enrol(Some(PIN)));
    assert!(!story.folder.path().join("phone.key").exists());
    let story = story.reopened();
    assert_eq!(story.access(), Access::Locked { retry_in_ms: 0 });
    story.unlock(PIN).unwrap();
    assert_eq!(story.states(), ["absent"; 3]);
}

#[test]
fn a_vault_copied_to_another_device_opens_nowhere() {
    let [ours, theirs] = [(), ()].map(|()| tempfile::tempdir().unwrap());
    let [here, there] = [&ours, &theirs].map(|folder| FolderSafe::new(folder.path()));
    let mut chance = FakeChance(5 << 32);
    block_on(Vault::new(&here).make(&StoreKey([5; 32]), PIN, &mut chance)).unwrap();
    block_on(there.make_secret()).unwrap();
    let vault = fs::read(ours.path().join("phone.vault")).unwrap();
    fs::write(theirs.path().join("phone.vault"), vault).unwrap();
    let opened = block_on(Vault::new(&there).unlock(PIN, &now()));
    assert!(matches!(opened, Err(VaultError::Damaged)));
    assert_eq!(block_on(Vault::new(&there).state()).unwrap(), VaultState::Closed);
}

#[test]
fn a_sync_under_way_ends_when_the_store_is_locked() {
    let story = Story::enrolled();
    story.outcome("absent", &DOORS);
    let arrived = story.wire.hold();
    let syncing = story.core.clone();
    let asked = std::thread::spawn(move || syncing.ask_blocking(Command::Sync { tries: 1 }));
    arrived.recv().unwrap();
    assert!(story.today().sync.is_syncing);
    story.ask(Command::Lock);
    assert_eq!(asked.join().unwrap().unwrap_err().code, FailureCode::Locked);
    assert_eq!(story.access(), Access::Locked { retry_in_ms: 0 });
    story.wire.let_go();
    story.unlock(PIN).unwrap();
    story.sync();
    assert_eq!(story.sync_page().visits.received, 3);
}
