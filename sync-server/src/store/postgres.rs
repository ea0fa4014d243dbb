//! The store on a PostgreSQL server: any number of processes on one database, each with a few
//! connections.
//!
//! A writer locks the counters of its feeds first, so the order of a feed's numbers is the order of
//! commits; writers of other feeds go on. A reader looks at one snapshot. Jobs are plain code, so a
//! fixed number of threads runs them and waits for the driver; there are fewer of them than
//! connections, and no job waits for one. A connection that was lost fails the jobs that used it, and
//! the next job gets another.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime as Waiting,
};
use shared::id::{DeviceId, EpochId};
use shared::time::Millis;
use tokio::runtime::{Handle, Runtime};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};

use self::query::{Tx, bind};
use super::{ReadJob, Store, StoreError, WriteJob};

mod aside;
mod backups;
mod changes;
#[cfg(test)]
mod cluster;
mod codec;
mod devices;
mod erasures;
mod feeds;
mod history;
mod impact;
mod logins;
mod pages;
mod pictures;
mod projection;
mod query;
mod reports;
mod rows;
mod schema;
mod signals;
mod tables;
#[cfg(test)]
mod tests;
mod words;

/// How many jobs that write are run at once.
const WRITERS: usize = 4;
/// How many jobs that look are run at once.
const READERS: usize = 4;
/// How long to wait for the server before it counts as away.
const PATIENCE: Duration = Duration::from_secs(10);

/// A central mission database on a PostgreSQL server.
pub struct PostgresStore {
    writers: Option<(Sender<WriteJob>, Vec<JoinHandle<()>>)>,
    readers: Option<(Sender<ReadJob>, Vec<JoinHandle<()>>)>,
    // The last to go: the threads above wait on it.
    runtime: Option<Runtime>,
}

impl PostgresStore {
    /// Whether `database` is the address of one, and no path.
    #[must_use]
    pub fn is_address(database: &str) -> bool {
        database.starts_with("postgres://") || database.starts_with("postgresql://")
    }

    /// Opens the database at `address`, and makes its tables there if it is empty; `now` and
    /// `random` give a new one its epoch and the desk its device.
    ///
    /// # Errors
    /// When the server cannot be reached, or the database comes from a newer version. What is told
    /// never holds the address, which may hold a password.
    pub fn open(address: &str, now: Millis, random: [u8; 20]) -> Result<Self, StoreError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let run = Run { pool: pool(address)?, handle: runtime.handle().clone() };
        // On a thread of its own: the caller's may be one that must not wait.
        thread::scope(|scope| {
            let founded = scope.spawn(|| run.found(now, random)).join();
            founded.unwrap_or_else(|panic| resume_unwind(panic))
        })?;
        let (to_writers, writers) = threads(WRITERS, &run, Run::write);
        let (to_readers, readers) = threads(READERS, &run, Run::read);
        Ok(Self {
            writers: Some((to_writers, writers)),
            readers: Some((to_readers, readers)),
            runtime: Some(runtime),
        })
    }
}

impl Store for PostgresStore {
    fn submit_write(&self, job: WriteJob) {
        if let Some((writers, _)) = &self.writers {
            // Where nobody is left to run it, the job is dropped, and the waiting caller told so.
            drop(writers.send(job));
        }
    }

    fn submit_read(&self, job: ReadJob) {
        if let Some((readers, _)) = &self.readers {
            drop(readers.send(job));
        }
    }
}

impl Drop for PostgresStore {
    /// Lets every job that was submitted finish.
    fn drop(&mut self) {
        if let Some((jobs, readers)) = self.readers.take() {
            drop(jobs);
            readers.into_iter().for_each(|reader| drop(reader.join()));
        }
        if let Some((jobs, writers)) = self.writers.take() {
            drop(jobs);
            writers.into_iter().for_each(|writer| drop(writer.join()));
        }
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// One transaction; [`Read`](super::Read) and [`Write`](super::Write) are spread over the files
/// beside.
struct PgTx<'a> {
    tx: Tx<'a>,
    /// Whether it writes: then what it reads to decide upon is locked until it ends.
    writes: bool,
}

fn pool(address: &str) -> Result<Pool, StoreError> {
    // What is wrong with an address is not told in its own words: they may hold the password.
    let mut config: Config = address.parse().map_err(|_| {
        let form = "postgres://USER:PASSWORD@HOST/DATABASE";
        StoreError::Unavailable(format!("the address of the database is not of the form {form}"))
    })?;
    if config.get_ssl_mode() == SslMode::Require {
        let why = "sslmode=require is not served: reach the server over a socket of this machine, \
                   a private network or a tunnel, with sslmode=disable";
        return Err(StoreError::Unavailable(why.to_owned()));
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("palier");
    }
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = Manager::from_config(config, NoTls, recycling);
    let pool = Pool::builder(manager)
        .max_size(WRITERS + READERS + 1)
        .runtime(Waiting::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE));
    pool.build().map_err(|error| StoreError::Unavailable(error.to_string()))
}

async fn connection(pool: &Pool) -> Result<Object, StoreError> {
    pool.get().await.map_err(|error| match error {
        deadpool_postgres::PoolError::Backend(error) => error.into(),
        error => StoreError::Unavailable(error.to_string()),
    })
}

/// What a thread needs to run jobs.
#[derive(Clone)]
struct Run {
    pool: Pool,
    handle: Handle,
}

fn threads<J: Send + 'static>(
    many: usize,
    run: &Run,
    one: fn(&Run, J),
) -> (Sender<J>, Vec<JoinHandle<()>>) {
    let (sender, jobs) = channel();
    let jobs = Arc::new(Mutex::new(jobs));
    let start = |_| {
        let (jobs, run) = (Arc::clone(&jobs), run.clone());
        thread::spawn(move || work(&jobs, |job| one(&run, job)))
    };
    (sender, (0..many).map(start).collect())
}

fn work<J>(jobs: &Mutex<Receiver<J>>, run: impl Fn(J)) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        run(job);
    }
}

impl Run {
    /// Makes the tables, gives a new database its one line of identity, and makes what the pages read
    /// where an earlier program made it.
    fn found(&self, now: Millis, random: [u8; 20]) -> Result<(), StoreError> {
        let mut connection = self.handle.block_on(connection(&self.pool))?;
        self.handle.block_on(schema::migrate(&mut connection))?;
        drop(connection);
        let connection = self.begin("BEGIN ISOLATION LEVEL READ COMMITTED")?;
        let work = PgTx { tx: Tx::new(&connection, &self.handle), writes: true };
        let [epoch, desk] = super::sqlite::identity(now, random);
        work.tx.run(
            "INSERT INTO central (id, epoch, desk, created) VALUES (1, $1, $2, $3) \
             ON CONFLICT DO NOTHING",
            bind![EpochId(epoch).to_string(), DeviceId(desk).to_string(), now.0],
        )?;
        work.make_pages()?;
        self.end(connection, "COMMIT")
    }

    fn begin(&self, how: &str) -> Result<Object, StoreError> {
        self.handle.block_on(async {
            let connection = connection(&self.pool).await?;
            connection.batch_execute(how).await?;
            Ok(connection)
        })
    }

    /// Ends a transaction. A connection on which that fails is not used again.
    fn end(&self, connection: Object, how: &str) -> Result<(), StoreError> {
        let ended = self.handle.block_on(connection.batch_execute(how));
        if ended.is_err() {
            drop(Object::take(connection));
        }
        Ok(ended?)
    }

    fn write(&self, job: WriteJob) {
        let connection = match self.begin("BEGIN ISOLATION LEVEL READ COMMITTED") {
            Ok(connection) => connection,
            Err(error) => {
                // The job is dropped unrun; its caller is told that the store has failed.
                tracing::warn!(%error, "nothing can be written: {error}");
                return;
            }
        };
        let mut work = PgTx { tx: Tx::new(&connection, &self.handle), writes: true };
        // A job that panics is rolled back, and its caller told that the store failed.
        let run = catch_unwind(AssertUnwindSafe(|| job(&mut work)));
        let failed = work.tx.has_failed();
        match run {
            Ok((true, tell)) if !failed => tell(self.end(connection, "COMMIT")),
            Ok((_, tell)) => {
                drop(self.end(connection, "ROLLBACK"));
                let why = "a statement failed, and nothing was kept".to_owned();
                tell(if failed { Err(StoreError::Unavailable(why)) } else { Ok(()) });
            }
            Err(_) => drop(self.end(connection, "ROLLBACK")),
        }
    }

    fn read(&self, job: ReadJob) {
        match self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            Ok(connection) => {
                let work = PgTx { tx: Tx::new(&connection, &self.handle), writes: false };
                drop(catch_unwind(AssertUnwindSafe(|| job(Ok(&work)))));
                drop(self.end(connection, "ROLLBACK"));
            }
            Err(error) => job(Err(error)),
        }
    }
}
