//! A phone that is given back: it is emptied, and nothing is lost by it.

use app::core::{Access, Command, FailureCode, Leaving, Reply};
use shared::protocol::Standing;

use crate::line::Fault;
use crate::story::{PIN, Story, enrol};
use crate::world::DOORS;

const NEXT_PIN: &str = "861302";

fn leaving(story: &Story) -> Leaving {
    let Reply::Leaving(leaving) = story.ask(Command::Leaving) else { panic!("nothing told") };
    leaving
}

/// What lies in the store's folder and is not empty.
fn files(story: &Story) -> Vec<String> {
    let files = std::fs::read_dir(story.folder.path()).unwrap().map(Result::unwrap);
    let filled = files.filter(|file| file.metadata().unwrap().len() > 0);
    let mut names: Vec<String> =
        filled.map(|file| file.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_phone_is_emptied_once_all_is_with_the_server_and_serves_the_next_person() {
    let story = Story::enrolled();
    story.outcome("absent", &DOORS[..1]);
    assert_eq!((leaving(&story).waiting, leaving(&story).at_stake), (1, 1));
    assert_eq!(story.refused(Command::Leave), FailureCode::UnsentWork);
    assert_eq!(story.states()[0], "absent", "a refusal changed something");
    story.sync();
    assert_eq!(leaving(&story).at_stake, 0);
    let Reply::Access(access) = story.ask(Command::Leave) else { panic!("not left") };
    assert_eq!(access, Access::New);
    let kept = files(&story);
    assert!(kept.iter().all(|name| !name.starts_with("phone.db")), "{kept:?}");
    assert!(!kept.contains(&"phone.vault".to_owned()), "{kept:?}");
    assert_eq!(story.refused(Command::Today), FailureCode::NotEnrolled);

    let story = story.reopened();
    assert_eq!(story.access(), Access::New);
    story.ask(enrol(Some(NEXT_PIN)));
    story.sync();
    assert_eq!(story.states()[0], "absent", "the server lost what the phone gave up");
    story.ask(Command::Lock);
    assert!(matches!(story.unlock(PIN), Err(FailureCode::WrongPin { .. })));
    story.unlock(NEXT_PIN).unwrap();
}

#[test]
fn a_phone_that_can_send_no_more_is_emptied_only_after_a_copy_of_all_of_it() {
    let story = Story::enrolled();
    story.outcome("absent", &DOORS[..1]);
    story.wire.server().faults.push_back(Fault::Unreachable);
    assert_eq!(story.refused(Command::Sync { tries: 1 }), FailureCode::Unreachable);
    let copy = || {
        let Reply::RescueFile(file) = story.ask(Command::RescueBytes) else { panic!("no copy") };
        file.through
    };
    let through = copy();
    // Made is not handed over: a browser may have refused the file.
    assert_eq!(story.refused(Command::Leave), FailureCode::UnsentWork);
    story.ask(Command::KeepRescued { through });
    assert!(leaving(&story).has_copy);
    story.outcome("refused", &DOORS[1..2]);
    assert_eq!(leaving(&story).at_stake, 1, "what came after the copy is in none");
    assert_eq!(story.refused(Command::Leave), FailureCode::UnsentWork);
    story.ask(Command::KeepRescued { through: copy() });
    assert_eq!((leaving(&story).waiting, leaving(&story).at_stake), (2, 0));
    story.ask(Command::Leave);
    assert_eq!(story.access(), Access::New);
}

#[test]
fn a_revoked_phone_tells_so_and_what_is_kept_aside_does_not_hold_it() {
    let story = Story::enrolled();
    story.wire.server().standing = Standing::Revoked;
    story
        .wire
        .server()
        .quarantine
        .insert("visit".to_owned(), shared::protocol::Reason::DeviceRevoked);
    story.outcome("absent", &DOORS[..1]);
    story.sync();
    let told = leaving(&story);
    assert_eq!((told.standing, told.waiting, told.at_stake), (Standing::Revoked, 0, 0));
    story.ask(Command::Leave);
}

#[test]
fn what_the_server_could_still_lose_holds_the_phone() {
    let story = Story::enrolled();
    for feed in story.wire.server().feeds.values_mut() {
        feed.durable = Some(0);
    }
    story.outcome("absent", &DOORS[..1]);
    story.sync();
    assert_eq!((leaving(&story).waiting, leaving(&story).at_stake), (0, 1));
    assert_eq!(story.refused(Command::Leave), FailureCode::UnsentWork);
}

#[test]
fn a_talk_that_is_not_finished_holds_the_phone() {
    let story = Story::enrolled();
    let key = story.door(DOORS[0]).draft_key;
    story.ask(Command::KeepDraft { key: key.clone(), content: "{}".to_owned() });
    assert_eq!(story.refused(Command::Leave), FailureCode::OpenDrafts);
    story.ask(Command::DropDraft { key });
    story.ask(Command::Leave);
}

#[test]
fn a_phone_that_was_ended_half_emptied_is_as_new_and_takes_a_new_pin() {
    let story = Story::enrolled();
    let folder = story.folder.path().to_owned();
    story.ask(Command::Lock);
    for ending in ["", "-wal", "-shm"] {
        drop(std::fs::remove_file(folder.join(format!("phone.db{ending}"))));
    }
    let story = story.reopened();
    assert!(matches!(story.access(), Access::Locked { .. }));
    assert_eq!(story.unlock(PIN).unwrap_err(), FailureCode::StoreGone);
    assert_eq!(story.access(), Access::New);
    story.ask(enrol(Some(NEXT_PIN)));
    story.ask(Command::Lock);
    assert!(matches!(story.unlock(PIN), Err(FailureCode::WrongPin { .. })));
    story.unlock(NEXT_PIN).unwrap();
    assert_eq!(story.access(), Access::Open);
}
