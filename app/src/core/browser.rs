//! The core in a browser's worker: the worker is its thread, and ends it.

use std::cell::RefCell;
use std::rc::Rc;

use tokio::sync::{Mutex, broadcast, mpsc};

use super::{Core, EVENTS, Failure, Served};
use crate::db::{Db, StoreKey};
use crate::platform::{self, Chance, Clock};
use crate::sync::{Machine, Transport};

impl Core {
    /// Opens the store of this origin, in the worker that asks.
    ///
    /// # Errors
    /// When the store cannot be opened.
    pub async fn open<T, C, R>(key: &StoreKey, machine: Machine<T, C, R>) -> Result<Self, Failure>
    where
        T: Transport + 'static,
        C: Clock + 'static,
        R: Chance + 'static,
    {
        let db = Db::open_in_browser(key).await.map_err(Failure::of_opening)?;
        let (jobs, inbox) = mpsc::unbounded_channel();
        let (events, _) = broadcast::channel(EVENTS);
        let teller = events.clone();
        let served =
            Served { db: RefCell::new(db), machine, online: Mutex::new(()), events: teller };
        platform::spawn(async move {
            Rc::new(served).serve(inbox).await;
        });
        Ok(Self { jobs, events })
    }
}
