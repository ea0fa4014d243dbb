//! The core on a thread of its own, where there are threads.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use tokio::runtime::{self, Runtime};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::LocalSet;

use super::{Command, Core, EVENTS, Failure, Job, Reply, Served};
use crate::db::{Db, DbError, StoreKey};
use crate::platform::{Chance, ChanceError, Clock, FolderSafe, Safe};
use crate::sync::{Machine, Transport};

impl Core {
    /// Begins on a thread of its own for the store in `folder`, and opens the store if it has no
    /// PIN.
    ///
    /// # Errors
    /// When the store cannot be opened.
    pub fn open<T, C, R>(folder: PathBuf, machine: Machine<T, C, R>) -> Result<Self, Failure>
    where
        T: Transport + Send + 'static,
        C: Clock + Send + 'static,
        R: Chance + Send + 'static,
    {
        let safe = FolderSafe::new(&folder);
        Self::open_with(folder, safe, machine)
    }

    /// The same with another safe than the folder itself.
    ///
    /// # Errors
    /// As [`Core::open`].
    pub fn open_with<T, C, R, S>(
        folder: PathBuf,
        safe: S,
        machine: Machine<T, C, R>,
    ) -> Result<Self, Failure>
    where
        T: Transport + Send + 'static,
        C: Clock + Send + 'static,
        R: Chance + Send + 'static,
        S: Safe + Send + 'static,
    {
        let (jobs, inbox) = mpsc::unbounded_channel();
        let (events, _) = broadcast::channel(EVENTS);
        let (opened, is_open) = oneshot::channel();
        let teller = events.clone();
        let run = move || {
            let began = start().and_then(|runtime| {
                let home = Home(folder);
                let began = Served::start(home, safe, machine, teller);
                Ok((LocalSet::new().block_on(&runtime, began)?, runtime))
            });
            match began {
                Ok((served, runtime)) => {
                    // Whoever opens may have left; then the inbox is closed, too.
                    let _ = opened.send(Ok(()));
                    let closed = LocalSet::new().block_on(&runtime, Rc::new(served).serve(inbox));
                    // Only now is the store closed.
                    let _ = closed.map(|closed| closed.send(()));
                    // A name that is still being looked up holds nobody back.
                    runtime.shutdown_background();
                }
                Err(failure) => {
                    let _ = opened.send(Err(failure));
                }
            }
        };
        let thread = thread::Builder::new().name("core".to_owned());
        let thread = Thread::new(thread.spawn(run).map_err(Failure::of_machine)?);
        let opened = is_open.blocking_recv().map_err(Failure::of_machine).flatten();
        if let Err(failure) = opened {
            thread.join();
            return Err(failure);
        }
        Ok(Self { jobs, events, thread })
    }

    /// Asks the core, from a thread that may wait.
    ///
    /// # Errors
    /// As [`Core::ask`].
    pub fn ask_blocking(&self, command: Command) -> Result<Reply, Failure> {
        self.send(command)?.blocking_recv().map_err(Failure::of_machine)?
    }

    /// Ends the core, for all its clones, once what it does at the moment is done; a sync on its
    /// way is left, and goes on at the next opening. Returns when the store is closed.
    pub fn close(self) {
        let (closed, is_closed) = oneshot::channel();
        if self.jobs.send(Job::Close(closed)).is_ok() {
            // An error means that it has ended by itself.
            let _ = is_closed.blocking_recv();
        }
        self.thread.join();
    }
}

/// The thread of a core. A program that ends waits for it: the cipher's library cleans up when a
/// thread ends and when the program does, and must not do both at once.
#[derive(Clone)]
pub(super) struct Thread(Arc<Mutex<Option<JoinHandle<()>>>>);

impl Thread {
    fn new(handle: JoinHandle<()>) -> Self {
        Self(Arc::new(Mutex::new(Some(handle))))
    }

    /// Waits for its end; only the first of several clones has to.
    fn join(&self) {
        let handle = self.0.lock().ok().and_then(|mut handle| handle.take());
        // One that panicked has told so by itself.
        let _ = handle.map(JoinHandle::join);
    }
}

/// What the thread of a core begins with.
fn start() -> Result<Runtime, Failure> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(Failure::of_machine)
}

/// The folder in which a store lies.
pub(super) struct Home(PathBuf);

impl Home {
    #[expect(clippy::unused_async, reason = "a browser must wait for the same")]
    pub(super) async fn open(&self, key: &StoreKey) -> Result<Db, DbError> {
        Db::open_under(&self.0, key)
    }

    /// Whether there is a store to open.
    #[expect(clippy::unused_async, reason = "a browser must wait for the same")]
    pub(super) async fn holds_store(&self) -> Result<bool, DbError> {
        Ok(Db::is_in(&self.0))
    }

    /// Opens a store whose key lies beside it, or makes one.
    pub(super) fn open_plain(
        &self,
        new_key: impl FnOnce() -> Result<StoreKey, ChanceError>,
    ) -> Result<(Db, StoreKey), DbError> {
        let db = Db::open(&self.0, new_key)?;
        Ok((db, Db::plain_key(&self.0)?))
    }

    pub(super) fn has_plain_store(&self) -> bool {
        Db::has_plain_store(&self.0)
    }

    /// Removes the store, which is closed, and a key that lies beside it.
    #[expect(clippy::unused_async, reason = "a browser must wait for the same")]
    pub(super) async fn erase(&self) -> Result<(), DbError> {
        Db::erase(&self.0)
    }

    /// Removes a key that lies beside its store, once a vault holds it.
    pub(super) fn forget_plain_key(&self) -> Result<(), DbError> {
        Db::forget_plain_key(&self.0)
    }
}
