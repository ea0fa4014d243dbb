//! Opening a store: its key, its settings, its ladder of schemas.
//!
//! A store is a folder with `phone.db`, encrypted by SQLCipher under a random key, and
//! `phone.key`. Only their owner may read them. The key is on disk before the database is, so a
//! database never exists whose key was lost in a crash. In a browser the database is a file of the
//! pool that [`pool`] takes, and the key is handed in.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};

use super::{DbError, adopt};
use crate::platform::ChanceError;

#[cfg(target_arch = "wasm32")]
pub(super) mod pool;

const DATABASE: &str = "phone.db";
const KEY: &str = "phone.key";
/// How long a second process waits for the first one's transaction.
const PATIENCE: Duration = Duration::from_secs(10);
/// Two statements a kind, and what else runs for each row of a pull.
const STATEMENTS: usize = 128;
/// A browser's files know no shared memory, which a write-ahead log takes unless the store is locked for
/// good. With such a lock a save takes half the time; but of a log into which somebody wrote, SQLite drops
/// the rest without a word, and such a store must be told as damaged.
const JOURNAL: &str = if cfg!(target_arch = "wasm32") { "TRUNCATE" } else { "WAL" };
/// Nobody else can have the files of a browser's worker, so SQLite need not look before each statement
/// whether somebody wrote.
const LOCKING: &str = if cfg!(target_arch = "wasm32") { "EXCLUSIVE" } else { "NORMAL" };
/// An applied file is never edited: its place in this list is the `user_version` it leads to.
pub(super) const LADDER: &[&str] = &[
    include_str!("schema/001_first.sql"),
    include_str!("schema/002_rescue.sql"),
    include_str!("schema/003_screens.sql"),
    include_str!("schema/004_erasure.sql"),
    include_str!("schema/005_consent.sql"),
    include_str!("schema/006_answers.sql"),
    include_str!("schema/007_training.sql"),
    include_str!("schema/008_message.sql"),
    include_str!("schema/009_debrief.sql"),
    include_str!("schema/010_lighter.sql"),
    include_str!("schema/011_exchange.sql"),
    include_str!("schema/012_pictures.sql"),
    include_str!("schema/013_lighter.sql"),
];
pub(super) const VIEWS: &str = include_str!("schema/views.sql");

/// The key of a store: 256 random bits.
#[derive(Clone)]
pub struct StoreKey(pub [u8; 32]);

impl StoreKey {
    fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Hidden, so that no log can carry it.
impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(…)")
    }
}

pub(super) fn open(
    folder: &Path,
    new_key: impl FnOnce() -> Result<StoreKey, ChanceError>,
) -> Result<Connection, DbError> {
    let unusable = |error| DbError::Unusable { path: folder.to_owned(), error };
    private_folder(folder).map_err(unusable)?;
    let database = folder.join(DATABASE);
    let key = match read_key(&folder.join(KEY))? {
        Some(key) => key,
        None if database.exists() => return Err(DbError::KeyMissing(folder.join(KEY))),
        None => {
            write_key(folder, &new_key()?).map_err(unusable)?;
            // Another process may have been faster; whichever key is in place now is the key.
            read_key(&folder.join(KEY))?.ok_or_else(|| DbError::KeyMissing(folder.join(KEY)))?
        }
    };
    keep_private(&database).map_err(unusable)?;
    open_with(&database, &key)
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn open_under(folder: &Path, key: &StoreKey) -> Result<Connection, DbError> {
    let unusable = |error| DbError::Unusable { path: folder.to_owned(), error };
    private_folder(folder).map_err(unusable)?;
    let database = folder.join(DATABASE);
    keep_private(&database).map_err(unusable)?;
    open_with(&database, &key.hex())
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn holds_store(folder: &Path) -> bool {
    folder.join(DATABASE).exists()
}

pub(super) fn plain_key(folder: &Path) -> Result<StoreKey, DbError> {
    let path = folder.join(KEY);
    let key = read_key(&path)?.ok_or_else(|| DbError::KeyMissing(path.clone()))?;
    let mut bytes = [0; 32];
    for (byte, digits) in bytes.iter_mut().zip(key.as_bytes().chunks_exact(2)) {
        let digits = std::str::from_utf8(digits).map_err(|_| DbError::KeyDamaged(path.clone()))?;
        let read = u8::from_str_radix(digits, 16);
        *byte = read.map_err(|_| DbError::KeyDamaged(path.clone()))?;
    }
    Ok(StoreKey(bytes))
}

pub(super) fn has_plain_store(folder: &Path) -> bool {
    // What is there and no folder is told as such when it is opened.
    let is_no_folder = folder.exists() && !folder.is_dir();
    folder.join(KEY).exists() || folder.join(DATABASE).exists() || is_no_folder
}

pub(super) fn forget_plain_key(folder: &Path) -> Result<(), DbError> {
    remove(folder, KEY)
}

/// The database goes first: what lies beside it says nothing without it.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn erase(folder: &Path) -> Result<(), DbError> {
    for ending in ["", "-wal", "-shm"] {
        remove(folder, &format!("{DATABASE}{ending}"))?;
    }
    remove(folder, KEY)
}

fn remove(folder: &Path, name: &str) -> Result<(), DbError> {
    match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(DbError::Unusable { path: folder.join(name), error })
        }
        _ => Ok(()),
    }
}

/// Opens a database, or makes one, under a key of 64 hexadecimal digits.
fn open_with(database: &Path, key: &str) -> Result<Connection, DbError> {
    let mut connection = Connection::open(database)?;
    connection.busy_timeout(PATIENCE)?;
    unlock(&connection, key).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => DbError::WrongKey(database.to_owned()),
        _ => DbError::from(error),
    })?;
    configure(&connection)?;
    migrate(&mut connection)?;
    connection.execute_batch(VIEWS)?;
    Ok(connection)
}

fn read_key(path: &Path) -> Result<Option<String>, DbError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let path = path.to_owned();
            return Err(DbError::Unusable { path, error });
        }
    };
    let key = text.trim();
    if key.len() != 64 || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(DbError::KeyDamaged(path.to_owned()));
    }
    Ok(Some(key.to_owned()))
}

/// Written under another name and linked into place, so that the key file is whole or not there,
/// and one that is there is never replaced.
fn write_key(folder: &Path, key: &StoreKey) -> io::Result<()> {
    let draft = folder.join(format!("{KEY}.{}.new", std::process::id()));
    let mut file = private_file(&draft)?;
    writeln!(file, "{}", key.hex())?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, folder.join(KEY));
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Makes the folder, where it is missing, for its owner alone. One that somebody made before stays
/// as it is: other things may lie in it.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes the database its owner's alone, before SQLite opens it and copies that to the files that
/// it lays beside it. Stores of earlier versions were readable by others, those files too.
fn keep_private(database: &Path) -> io::Result<()> {
    match private_file(database) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made.map(drop),
    }
    #[cfg(unix)]
    for ending in ["", "-wal", "-shm"] {
        use std::os::unix::fs::PermissionsExt;
        let mut file = database.as_os_str().to_owned();
        file.push(ending);
        match fs::set_permissions(&file, fs::Permissions::from_mode(0o600)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// A new file that only its owner may read.
pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The key comes before anything that reads. A raw key needs no derivation; what goes wrong is
/// told by the error, not on the terminal.
fn unlock(connection: &Connection, key: &str) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.pragma_update(None, "key", format!("x'{key}'"))?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

fn configure(connection: &Connection) -> Result<(), DbError> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A plan holds for every value: without this, each new value that a partial index might suit has
    // the statement prepared again, which takes longer than to run it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "locking_mode", LOCKING)?;
    connection.pragma_update(None, "journal_mode", JOURNAL)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = OFF; -- On purpose: a row may come before its parent.
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<(), DbError> {
    let known = i64::try_from(LADDER.len()).map_err(DbError::damaged)?;
    // Looked at again inside the transaction: two processes may open a new store at once.
    if version(connection)? == known {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found = version(&tx)?;
    if found > known {
        return Err(DbError::Newer { found, known });
    }
    let done = usize::try_from(found).map_err(DbError::damaged)?;
    for step in LADDER.iter().skip(done) {
        tx.execute_batch(step)?;
    }
    adopt::adopt(&tx)?;
    tx.pragma_update(None, "user_version", known)?;
    tx.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
