//! The core on a thread of its own, where there are threads.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread;

use tokio::runtime::{self, Runtime};
use tokio::sync::{Mutex, broadcast, mpsc, oneshot};
use tokio::task::LocalSet;

use super::{Command, Core, EVENTS, Event, Failure, Job, Reply, Served};
use crate::db::{Db, StoreKey};
use crate::platform::{Chance, Clock};
use crate::sync::{Machine, Transport};

impl Core {
    /// Opens the store in `folder` on a thread of its own.
    ///
    /// # Errors
    /// When the store cannot be opened.
    pub fn open<T, C, R>(folder: PathBuf, machine: Machine<T, C, R>) -> Result<Self, Failure>
    where
        T: Transport + Send + 'static,
        C: Clock + Send + 'static,
        R: Chance + Send + 'static,
    {
        let (jobs, inbox) = mpsc::unbounded_channel();
        let (events, _) = broadcast::channel(EVENTS);
        let (opened, is_open) = oneshot::channel();
        let teller = events.clone();
        let run = move || match start(&folder, machine, teller) {
            Ok((runtime, served)) => {
                // Whoever opens may have left; then the inbox is closed, too.
                let _ = opened.send(Ok(()));
                let closed = LocalSet::new().block_on(&runtime, Rc::new(served).serve(inbox));
                // Only now is the store closed.
                let _ = closed.map(|closed| closed.send(()));
            }
            Err(failure) => {
                let _ = opened.send(Err(failure));
            }
        };
        let thread = thread::Builder::new().name("core".to_owned());
        thread.spawn(run).map_err(Failure::of_machine)?;
        is_open.blocking_recv().map_err(Failure::of_machine)??;
        Ok(Self { jobs, events })
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
    }
}

/// What the thread of a core begins with.
fn start<T, C, R: Chance>(
    folder: &Path,
    machine: Machine<T, C, R>,
    events: broadcast::Sender<Event>,
) -> Result<(Runtime, Served<T, C, R>), Failure> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(Failure::of_machine)?;
    let new_key = || {
        let mut key = [0; 32];
        machine.chance.borrow_mut().fill(&mut key)?;
        Ok(StoreKey(key))
    };
    let db = Db::open(folder, new_key).map_err(Failure::of_opening)?;
    let served = Served { db: RefCell::new(db), machine, online: Mutex::new(()), events };
    Ok((runtime, served))
}
