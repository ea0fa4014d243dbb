//! The background core: one thread on which store and engine live.
//!
//! Whoever needs something sends a [`Command`] and gets a [`Reply`] or a [`Failure`]; all three
//! can be written down, so a browser's worker speaks the same (`worker`). What changed
//! meanwhile is told as [`Event`]s. While a sync waits for the network, other commands are served.
//! Nothing here knows a screen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tokio::sync::{Mutex, Notify, broadcast, mpsc, oneshot};

use crate::sync::{Machine, SyncNow};

mod access;
mod answers;

#[cfg(target_arch = "wasm32")]
mod browser;
mod command;
mod conflicts;
mod doors;
mod event;
mod failure;
mod find;
mod learn;
mod leave;
mod listing;
mod pages;
mod reply;
mod screens;
mod serve;
#[cfg(not(target_arch = "wasm32"))]
mod thread;
#[cfg(not(target_arch = "wasm32"))]
mod wording;
mod work;

#[cfg(target_arch = "wasm32")]
use browser::Home;
#[cfg(not(target_arch = "wasm32"))]
use thread::Home;

pub use command::*;
pub use event::Event;
pub use failure::{Failure, FailureCode};
pub use reply::*;
pub use screens::*;

pub use crate::db::view::*;
pub use crate::db::{Draft, Typing};

/// How many events a slow listener may fall behind.
const EVENTS: usize = 64;

/// A way to the core; clones lead to the same one, which ends when the last is dropped.
#[derive(Clone)]
pub struct Core {
    jobs: mpsc::UnboundedSender<Job>,
    events: broadcast::Sender<Event>,
    #[cfg(not(target_arch = "wasm32"))]
    thread: thread::Thread,
}

enum Job {
    Ask(Box<Command>, oneshot::Sender<Result<Reply, Failure>>),
    /// Only where somebody can wait for the end: a browser's worker ends with its page.
    #[cfg(not(target_arch = "wasm32"))]
    Close(oneshot::Sender<()>),
}

impl Core {
    /// Asks the core.
    ///
    /// # Errors
    /// What stands in the way, with a sentence that says what to do.
    pub async fn ask(&self, command: Command) -> Result<Reply, Failure> {
        self.send(command)?.await.map_err(Failure::of_machine)?
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
struct Served<T, C, R, S> {
    /// None while it is locked, or before anybody is enrolled.
    store: RefCell<Option<access::OpenStore>>,
    home: Home,
    safe: S,
    /// Whether the store opens with a PIN.
    has_vault: Cell<bool>,
    machine: Machine<T, C, R>,
    /// Held by whoever opens or closes the store.
    gate: Mutex<()>,
    /// Held by whoever talks to the server: two at once would only repeat each other.
    online: Mutex<()>,
    /// Tells whoever talks to the server that the store is locked.
    stop: Notify,
    syncing: Cell<SyncNow>,
    events: broadcast::Sender<Event>,
}

impl<T, C, R, S> Served<T, C, R, S> {
    fn new(
        home: Home,
        safe: S,
        machine: Machine<T, C, R>,
        events: broadcast::Sender<Event>,
    ) -> Self {
        Self {
            store: RefCell::new(None),
            home,
            safe,
            has_vault: Cell::new(false),
            machine,
            gate: Mutex::new(()),
            online: Mutex::new(()),
            stop: Notify::new(),
            syncing: Cell::new(SyncNow::default()),
            events,
        }
    }
}
