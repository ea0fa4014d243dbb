//! The store on one SQLite file: one writer that commits several jobs at once, a few readers.
//!
//! Writers of one feed, and here of all feeds, come one after the other, so the order of a feed's
//! numbers is the order of commits. WAL lets readers look at a snapshot meanwhile;
//! `synchronous=FULL` makes a commit durable before its answer leaves. Other processes (the
//! command line beside a running server) are waited for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};
use shared::id::{DeviceId, EpochId, new_uuid};
use shared::time::Millis;
use uuid::Uuid;

use super::{ReadJob, Store, StoreError, Tell, WriteJob};

mod aside;
mod backups;
mod changes;
mod codec;
mod devices;
mod erasures;
mod feeds;
pub mod file;
mod history;
mod impact;
mod logins;
mod pages;
mod pictures;
mod projection;
mod reports;
mod rows;
mod signals;
mod tables;

const MIGRATIONS: &[&str] = &[
    include_str!("sqlite/migrations/0001_spine.sql"),
    include_str!("sqlite/migrations/0002_building_key.sql"),
    include_str!("sqlite/migrations/0003_backups.sql"),
    include_str!("sqlite/migrations/0004_indexes.sql"),
    include_str!("sqlite/migrations/0005_recovery.sql"),
    include_str!("sqlite/migrations/0006_desk.sql"),
    include_str!("sqlite/migrations/0007_pages.sql"),
    include_str!("sqlite/migrations/0008_erasure.sql"),
    include_str!("sqlite/migrations/0009_prepare.sql"),
    include_str!("sqlite/migrations/0010_follow.sql"),
    include_str!("sqlite/migrations/0011_reports.sql"),
    include_str!("sqlite/migrations/0012_analysts.sql"),
    include_str!("sqlite/migrations/0013_text.sql"),
    include_str!("sqlite/migrations/0014_consent.sql"),
    include_str!("sqlite/migrations/0015_decided.sql"),
    include_str!("sqlite/migrations/0016_addresses.sql"),
    include_str!("sqlite/migrations/0017_signals.sql"),
    include_str!("sqlite/migrations/0018_training.sql"),
    include_str!("sqlite/migrations/0019_message.sql"),
    include_str!("sqlite/migrations/0020_debrief.sql"),
    include_str!("sqlite/migrations/0021_exchange.sql"),
    include_str!("sqlite/migrations/0022_pictures.sql"),
];
const STATISTICS: &str = include_str!("sqlite/statistics.sql");
const READERS: usize = 4;
/// How many jobs at most share one commit.
const GROUP: usize = 64;
const BUSY: Duration = Duration::from_secs(15);
/// Statements are composed once for each kind; all of them should stay prepared.
const STATEMENTS: usize = 256;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match error.sqlite_error_code() {
            Some(DatabaseCorrupt | NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

/// A central mission database in one SQLite file.
pub struct SqliteStore {
    writer: Option<(Sender<WriteJob>, JoinHandle<()>)>,
    readers: Option<(Sender<ReadJob>, Vec<JoinHandle<()>>)>,
}

impl SqliteStore {
    /// Opens the database at `path`, or makes it there; `now` and `random` give a new one its
    /// epoch and the desk its device.
    ///
    /// # Errors
    /// When the file cannot be opened, is no database, or comes from a newer version.
    pub fn open(path: &Path, now: Millis, random: [u8; 20]) -> Result<Self, StoreError> {
        Self::open_for(path, now, random, READERS)
    }

    /// The same, with so many readers: as many as there are snapshots that are looked at at once. Each
    /// has to learn the layout of the database and to prepare its statements.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_for(
        path: &Path,
        now: Millis,
        random: [u8; 20],
        readers: usize,
    ) -> Result<Self, StoreError> {
        let mut connection = connect(path)?;
        migrate(&mut connection)?;
        found(&mut connection, now, random)?;
        let (to_writer, jobs) = channel();
        let writer = thread::spawn(move || write_jobs(&mut connection, &jobs));
        let (to_readers, jobs) = channel();
        let jobs = Arc::new(Mutex::new(jobs));
        let reader = |_| {
            let (jobs, path) = (Arc::clone(&jobs), path.to_owned());
            thread::spawn(move || read_jobs(&path, &jobs))
        };
        let readers = (0..readers).map(reader).collect();
        Ok(Self { writer: Some((to_writer, writer)), readers: Some((to_readers, readers)) })
    }
}

impl Store for SqliteStore {
    fn submit_write(&self, job: WriteJob) {
        if let Some((writer, _)) = &self.writer {
            // A writer that is gone drops the job, and the waiting caller is told so.
            drop(writer.send(job));
        }
    }

    fn submit_read(&self, job: ReadJob) {
        if let Some((readers, _)) = &self.readers {
            drop(readers.send(job));
        }
    }
}

impl Drop for SqliteStore {
    /// Lets every job that was submitted finish. The writer closes last: only who is alone with
    /// the file takes its log in, and two that close at once each see the other.
    fn drop(&mut self) {
        if let Some((jobs, readers)) = self.readers.take() {
            drop(jobs);
            for reader in readers {
                drop(reader.join());
            }
        }
        if let Some((jobs, writer)) = self.writer.take() {
            drop(jobs);
            drop(writer.join());
        }
    }
}

/// One connection inside a transaction; [`Read`] and [`Write`] are spread over the files beside.
struct Session<'c>(&'c Connection);

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is erased is overwritten, not only forgotten.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A plan holds for every value: without this, each new value that a partial index might suit has
    // the statement prepared again, which takes longer than to run it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Brings an older database to the newest version, step by step; a step is never edited.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found = transaction.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    let done = usize::try_from(found).unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(done) {
        transaction.execute_batch(migration)?;
    }
    if found < known {
        transaction.execute_batch(STATISTICS)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    Session(&transaction).make_pages()?;
    transaction.commit()?;
    Ok(())
}

/// Gives a new database its one line of identity.
fn found(connection: &mut Connection, now: Millis, random: [u8; 20]) -> Result<(), StoreError> {
    let [epoch, desk] = identity(now, random);
    connection.execute(
        "INSERT OR IGNORE INTO central (id, epoch, desk, created) VALUES (1, ?1, ?2, ?3)",
        (EpochId(epoch).to_string(), DeviceId(desk).to_string(), now.0),
    )?;
    Ok(())
}

/// The epoch of a new database, and the device of its desk.
pub(super) fn identity(now: Millis, random: [u8; 20]) -> [Uuid; 2] {
    let mut halves = [[0; 10]; 2];
    for (byte, random) in halves.as_flattened_mut().iter_mut().zip(random) {
        *byte = random;
    }
    halves.map(|half| new_uuid(now, half))
}

/// The writer's life: whatever waits is committed together, each job under a savepoint of its
/// own, and told of its fate after the commit.
fn write_jobs(connection: &mut Connection, jobs: &Receiver<WriteJob>) {
    while let Ok(first) = jobs.recv() {
        let group = std::iter::once(first).chain(jobs.try_iter()).take(GROUP);
        let mut told = Vec::new();
        let fate = write_group(connection, group, &mut told);
        // A failure here takes nothing back, and the next commit tries again.
        if let Err(error) = scrub(connection) {
            tracing::warn!(%error, "what was erased is not out of the files yet: {error}");
        }
        for (tell, own) in told {
            let shared = fate.as_ref().copied().map_err(copy_of);
            tell(own.and(shared));
        }
    }
}

/// Writes the file anew and empties the write-ahead log, where an erasure asked for it: neither may
/// hold a page from before. While a reader still looks at one, the next commit tries again.
fn scrub(connection: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT scrubs FROM central WHERE scrubs > scrubbed";
    let mut statement = connection.prepare_cached(sql)?;
    let Some(scrubs) = statement.query_row([], |row| row.get::<_, i64>(0)).optional()? else {
        return Ok(());
    };
    drop(statement);
    connection.execute_batch("VACUUM")?;
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 {
        connection.execute("UPDATE central SET scrubbed = ?1", [scrubs])?;
    }
    Ok(())
}

type Told = Vec<(Tell, Result<(), StoreError>)>;

fn write_group(
    connection: &mut Connection,
    jobs: impl Iterator<Item = WriteJob>,
    told: &mut Told,
) -> Result<(), StoreError> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let mut transaction = match begun {
        Ok(transaction) => transaction,
        Err(error) => {
            // The jobs are dropped unrun; their callers are told that the store has failed.
            return Err(error.into());
        }
    };
    for job in jobs {
        let mut savepoint = transaction.savepoint()?;
        // A job that panics is rolled back and its caller told that the store failed; the jobs of
        // others in the same commit go on.
        let run = AssertUnwindSafe(|| job(&mut Session(&savepoint)));
        let Ok((keep, tell)) = catch_unwind(run) else {
            savepoint.rollback()?;
            continue;
        };
        let own = if keep {
            savepoint.commit()
        } else {
            savepoint.rollback().and_then(|()| savepoint.commit())
        };
        told.push((tell, own.map_err(StoreError::from)));
    }
    transaction.commit()?;
    Ok(())
}

/// One failed commit is told to every job of its group.
fn copy_of(error: &StoreError) -> StoreError {
    match error {
        StoreError::Unavailable(why) => StoreError::Unavailable(why.clone()),
        StoreError::Damaged(why) => StoreError::Damaged(why.clone()),
        StoreError::Newer { found, known } => StoreError::Newer { found: *found, known: *known },
    }
}

/// A reader's life: one snapshot a job.
fn read_jobs(path: &Path, jobs: &Mutex<Receiver<ReadJob>>) {
    let mut connection = connect(path);
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        match &mut connection {
            Err(error) => {
                job(Err(copy_of(error)));
                connection = connect(path);
            }
            Ok(connection) => match connection.transaction() {
                // Dropping the transaction ends the snapshot. A job that panics is dropped, and
                // its caller told that the store failed.
                Ok(snapshot) => {
                    drop(catch_unwind(AssertUnwindSafe(|| job(Ok(&Session(&snapshot))))));
                }
                Err(error) => job(Err(error.into())),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::record::Kind;

    use super::*;
    use crate::store::contract;

    #[test]
    fn keeps_the_contract_of_every_store() {
        contract::every_store(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("central.db");
            let store = SqliteStore::open(&path, Millis(1), [7; 20]).unwrap();
            (Box::new(store), folder)
        });
    }

    #[test]
    fn a_store_that_is_closed_leaves_one_whole_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("central.db");
        for _ in 0..20 {
            let store = SqliteStore::open(&path, Millis(1), [7; 20]).unwrap();
            let store: Box<dyn Store> = Box::new(store);
            store.write_now(|write| write.set_seal_secret(&[1; 32])).unwrap();
            drop(store);
            let names = std::fs::read_dir(folder.path()).unwrap();
            let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(names, ["central.db"], "what was written is not all in the file");
        }
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("central.db");
        drop(SqliteStore::open(&path, Millis(1), [7; 20]).unwrap());
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        let refused = SqliteStore::open(&path, Millis(1), [7; 20]).err();
        assert!(matches!(refused, Some(StoreError::Newer { found: 99, .. })));
    }

    #[test]
    fn an_older_database_is_brought_to_the_newest_version() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("central.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        drop(connection);
        let store = SqliteStore::open(&path, Millis(1), [7; 20]).unwrap();
        let store: &dyn Store = &store;
        let feed = shared::id::FeedId::Catalogue;
        let found = store.read_now(move |read| read.building_by_key(feed, "a")).unwrap();
        assert_eq!(found, None);
    }

    /// A feed holds a town's doors or years of visits: nothing that is asked for one record, or
    /// again and again, reads all of it.
    #[test]
    fn what_is_looked_up_has_an_index() {
        let connection = Connection::open_in_memory().unwrap();
        for step in MIGRATIONS.iter().chain([&STATISTICS]) {
            connection.execute_batch(step).unwrap();
        }
        let swept = Kind::ALL.iter().map(|kind| tables::of(*kind).sweep.as_str());
        let looked_up = [
            aside::LET_IN,
            aside::OF_RECORD,
            aside::OPEN,
            erasures::DOOR_ERASED,
            erasures::IS_ERASED,
            erasures::VISITS_AT,
            feeds::ASSIGNMENTS,
            feeds::MEMBERS,
            history::LAST_BEFORE,
            history::OF_RECORD,
            history::YIELDED_OF_RECORD,
            pictures::NAMED,
            pictures::PIECES,
        ];
        for sql in swept.chain(looked_up) {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let nothing = vec![rusqlite::types::Null; statement.parameter_count()];
            let steps = statement
                .query_map(rusqlite::params_from_iter(nothing), |row| row.get::<_, String>(3))
                .unwrap();
            for step in steps {
                let step = step.unwrap();
                let reads_all = step.ends_with("PRIMARY KEY (feed=?)")
                    || (step.starts_with("SCAN") && !step.contains("quarantine_unreleased"));
                assert!(!reads_all, "{sql}: {step}");
            }
        }
    }

    #[test]
    fn a_file_that_is_no_database_is_named_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("central.db");
        std::fs::write(&path, "no database at all, but long enough to be looked at".repeat(40))
            .unwrap();
        let refused = SqliteStore::open(&path, Millis(1), [7; 20]).err();
        assert!(matches!(refused, Some(StoreError::Damaged(_))));
    }

    #[test]
    fn the_epoch_outlives_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("central.db");
        let epoch = |random| {
            let store = SqliteStore::open(&path, Millis(1), random).unwrap();
            let store: &dyn Store = &store;
            store.read_now(|read| read.epoch()).unwrap()
        };
        assert_eq!(epoch([1; 20]), epoch([2; 20]));
    }
}
