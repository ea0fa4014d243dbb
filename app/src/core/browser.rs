//! The core in a browser's worker: the worker is its thread, and ends it.

use std::rc::Rc;

use tokio::sync::{broadcast, mpsc};

use super::{Core, EVENTS, Failure, Served};
use crate::db::{Db, DbError, StoreKey};
use crate::platform::{self, Chance, ChanceError, Clock, Safe};
use crate::sync::{Machine, Transport};

impl Core {
    /// Begins in the worker that asks, for the store of this origin.
    ///
    /// # Errors
    /// When the vault of the store cannot be read.
    pub async fn open<T, C, R, S>(safe: S, machine: Machine<T, C, R>) -> Result<Self, Failure>
    where
        T: Transport + 'static,
        C: Clock + 'static,
        R: Chance + 'static,
        S: Safe + 'static,
    {
        let (jobs, inbox) = mpsc::unbounded_channel();
        let (events, _) = broadcast::channel(EVENTS);
        let served = Served::start(Home, safe, machine, events.clone()).await?;
        platform::spawn(async move {
            Rc::new(served).serve(inbox).await;
        });
        Ok(Self { jobs, events })
    }
}

/// The files of this origin. Here a store always has a PIN: no key lies beside it.
pub(super) struct Home;

impl Home {
    pub(super) async fn open(&self, key: &StoreKey) -> Result<Db, DbError> {
        Db::open_in_browser(key).await
    }

    /// Whether there is a store to open.
    pub(super) async fn holds_store(&self) -> Result<bool, DbError> {
        Db::is_in_browser().await
    }

    pub(super) async fn erase(&self) -> Result<(), DbError> {
        Db::erase_in_browser().await
    }

    pub(super) fn open_plain(
        &self,
        _: impl FnOnce() -> Result<StoreKey, ChanceError>,
    ) -> Result<(Db, StoreKey), DbError> {
        Err(DbError::NeedsPin)
    }

    pub(super) fn has_plain_store(&self) -> bool {
        false
    }

    pub(super) fn forget_plain_key(&self) -> Result<(), DbError> {
        Ok(())
    }
}
