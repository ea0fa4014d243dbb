//! The files: encrypted, private, and open only with the key that belongs to them.

use std::fs;
use std::path::Path;

use app::db::{Db, DbError, Draft, StoreKey};
use shared::record::Outcome;
use shared::time::Millis;
use shared::value::Value;

use crate::world::{DOORS, Phone, open, server};

fn try_open(folder: &Path) -> Result<Db, DbError> {
    Db::open(folder, || Ok(StoreKey([7; 32])))
}

fn contains(folder: &Path, needle: &str) -> bool {
    let mut files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.any(|file| {
        let bytes = fs::read(file).unwrap();
        bytes.windows(needle.len()).any(|part| part == needle.as_bytes())
    })
}

#[test]
fn what_was_typed_is_not_to_be_read_in_the_files() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.set(visit, [("note", Value::from("le chauffage est en panne"))]);
    let folder = phone.folder.path();
    assert!(!contains(folder, "chauffage"));
    assert!(!contains(folder, "rue des Lilas"));
    assert!(!contains(folder, "SQLite format"));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let files = |folder: &Path| -> Vec<(String, u32)> {
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
        let name = |file: &fs::DirEntry| file.file_name().into_string().unwrap();
        let mut files: Vec<_> = files.map(|file| (name(&file), mode(&file.path()))).collect();
        files.sort();
        files
    };
    let private = ["phone.db", "phone.db-shm", "phone.db-wal", "phone.key"]
        .map(|name| (name.to_owned(), 0o600));
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("palier/phone");

    let db = open(&folder);
    assert_eq!(files(&folder), private);
    assert_eq!((mode(&folder), mode(folder.parent().unwrap())), (0o700, 0o700));

    // As an earlier version left them, with a second phone program still at work on them.
    for (name, _) in private.iter().filter(|(name, _)| name != "phone.key") {
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let again = open(&folder);
    assert_eq!(files(&folder), private);
    drop((db, again));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_an_export() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.db");
    Phone::of(&server()).db.borrow_mut().export(&file).unwrap();
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_store_without_its_key_says_so_and_makes_no_new_one() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path());
    let key = folder.path().join("phone.key");
    fs::remove_file(&key).unwrap();
    assert!(matches!(try_open(folder.path()), Err(DbError::KeyMissing(_))));
    assert!(!key.exists());
}

#[test]
fn a_wrong_key_and_a_damaged_one_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path());
    let key = folder.path().join("phone.key");
    fs::write(&key, "00".repeat(32)).unwrap();
    assert!(matches!(try_open(folder.path()), Err(DbError::WrongKey(_))));
    fs::write(&key, "not a key").unwrap();
    assert!(matches!(try_open(folder.path()), Err(DbError::KeyDamaged(_))));
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path());
    fs::write(folder.path().join("phone.db"), "x".repeat(8192)).unwrap();
    assert!(matches!(try_open(folder.path()), Err(DbError::WrongKey(_))));
}

#[test]
fn a_folder_that_is_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(try_open(&file), Err(DbError::Unusable { .. })));
}

#[test]
fn drafts_survive_the_end_of_the_app() {
    let phone = Phone::of(&server());
    let draft = Draft {
        key: "visit/door".to_owned(),
        content: "elle m'a dit".to_owned(),
        updated: Millis(5),
    };
    phone.db.borrow_mut().keep_draft(&draft).unwrap();
    let phone = phone.reopen();
    assert_eq!(phone.db.borrow().drafts().unwrap(), [draft]);
    phone.db.borrow_mut().drop_draft("visit/door").unwrap();
    assert_eq!(phone.reopen().db.borrow().drafts().unwrap(), []);
}

#[test]
fn an_export_is_a_plain_copy_without_the_secret_and_replaces_nothing() {
    let phone = Phone::of(&server());
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.set(visit, [("note", Value::from("le chauffage est en panne"))]);
    let person = phone.db.borrow().person().unwrap().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.db");

    let rows = phone.db.borrow_mut().export(&file).unwrap();

    assert!(rows > 10);
    assert!(contains(folder.path(), "le chauffage est en panne"));
    assert!(!contains(folder.path(), &person.identity.token.reveal()));
    let again = phone.db.borrow_mut().export(&file);
    assert!(matches!(again, Err(DbError::ExportExists(_))));
    assert_eq!(phone.waiting(), 2);
    phone.sync().unwrap();
}
