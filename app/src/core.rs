//! The background core: one thread on which store and engine live.
//!
//! Whoever needs something sends a [`Command`] and gets a [`Reply`] or a [`Failure`]; all three
//! can be written down, so a browser worker speaks the same. What changed meanwhile is told as
//! [`Event`]s. While a sync waits for the network, other commands are served.
//! Nothing here knows a screen.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread;

use tokio::runtime::{self, Runtime};
use tokio::sync::{Mutex, broadcast, mpsc, oneshot};
use tokio::task::LocalSet;

use crate::db::{Db, StoreKey};
use crate::platform::{Chance, Clock};
use crate::sync::{Machine, Transport};

mod command;
mod event;
mod failure;
mod find;
mod reply;
mod screens;
mod serve;
mod wording;
mod work;

pub use command::*;
pub use event::Event;
pub use failure::{Failure, FailureCode};
pub use reply::*;
pub use screens::*;

pub use crate::db::Draft;
pub use crate::db::view::*;

/// How many events a slow listener may fall behind.
const EVENTS: usize = 64;

/// A way to the core; clones lead to the same one, which ends when the last is dropped.
#[derive(Clone)]
pub struct Core {
    jobs: mpsc::UnboundedSender<Job>,
    events: broadcast::Sender<Event>,
}

enum Job {
    Ask(Box<Command>, oneshot::Sender<Result<Reply, Failure>>),
    Close(oneshot::Sender<()>),
}

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

    /// Asks the core.
    ///
    /// # Errors
    /// What stands in the way, with a sentence that says what to do.
    pub async fn ask(&self, command: Command) -> Result<Reply, Failure> {
        self.send(command)?.await.map_err(Failure::of_machine)?
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

    /// What changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    fn send(&self, command: Command) -> Result<oneshot::Receiver<Result<Reply, Failure>>, Failure> {
        let (reply, receiver) = oneshot::channel();
        let sent = self.jobs.send(Job::Ask(Box::new(command), reply));
        sent.map_err(|_| Failure::of_machine("the core has stopped"))?;
        Ok(receiver)
    }
}

/// What lives on the core's thread.
struct Served<T, C, R> {
    db: RefCell<Db>,
    machine: Machine<T, C, R>,
    /// Held by whoever talks to the server: two at once would only repeat each other.
    online: Mutex<()>,
    events: broadcast::Sender<Event>,
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
