//! The phone's store: one encrypted SQLite file, and every verb on it.
//!
//! A row on display is the server's canonical row with this phone's changes laid over it; the
//! canonical row is kept under it, so that replicas can be compared and nothing is guessed. Verbs
//! are split by area: [`Db::edit`] writes, the `outbox` remembers what is not yet safe with the
//! server, `page` and `result` apply what it answers, `view` reads for people. Nothing here knows
//! HTTP, a clock or chance. Start at `schema/001_first.sql`.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use shared::id::FeedId;

mod adopt;
mod clock;
mod column;
pub(crate) mod draft;
mod edit;
mod erase;
mod error;
mod export;
mod feed;
mod identity;
mod leave;
mod log;
mod open;
mod outbox;
mod page;
mod pictures;
mod purge;
mod recovery;
#[cfg(target_arch = "wasm32")]
mod rehearsal;
mod rescue;
mod result;
mod row;
mod sync_state;
mod table;
mod unknown;
pub mod view;
mod yielded;

pub use clock::Moment;
pub use draft::{Draft, Typing};
pub use edit::{Edit, EditError};
pub use error::DbError;
pub use identity::{Identity, Person};
pub use open::StoreKey;
pub use pictures::Name as PictureName;
#[cfg(target_arch = "wasm32")]
pub(crate) use rehearsal::rehearse;
pub use result::Applied;

/// An open store.
pub struct Db {
    connection: Connection,
    /// The feeds whose rows may look different since somebody last asked.
    changed: BTreeSet<FeedId>,
}

impl Db {
    /// Opens the store in `folder`, or makes one; `new_key` gives the key of a new one.
    ///
    /// # Errors
    /// Says what stands in the way and what to do about it.
    pub fn open(
        folder: &Path,
        new_key: impl FnOnce() -> Result<StoreKey, crate::platform::ChanceError>,
    ) -> Result<Self, DbError> {
        open::open(folder, new_key).map(|connection| Self { connection, changed: BTreeSet::new() })
    }

    /// Opens the store in `folder` under a key that does not lie beside it, or makes one.
    ///
    /// # Errors
    /// Says what stands in the way and what to do about it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn open_under(folder: &Path, key: &StoreKey) -> Result<Self, DbError> {
        open::open_under(folder, key)
            .map(|connection| Self { connection, changed: BTreeSet::new() })
    }

    /// The key that lies beside the store in `folder`.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn plain_key(folder: &Path) -> Result<StoreKey, DbError> {
        open::plain_key(folder)
    }

    /// Whether there is a store in `folder`, or a key for one.
    #[must_use]
    pub fn has_plain_store(folder: &Path) -> bool {
        open::has_plain_store(folder)
    }

    /// Removes the key that lies beside the store in `folder`, if there is one.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn forget_plain_key(folder: &Path) -> Result<(), DbError> {
        open::forget_plain_key(folder)
    }

    /// Opens the store among the browser's files of this origin, or makes one. The worker that
    /// does holds them until it ends.
    ///
    /// # Errors
    /// Says what stands in the way and what to do about it.
    #[cfg(target_arch = "wasm32")]
    pub async fn open_in_browser(key: &StoreKey) -> Result<Self, DbError> {
        let connection = open::pool::open(key).await?;
        Ok(Self { connection, changed: BTreeSet::new() })
    }

    /// Whether this origin holds a store.
    ///
    /// # Errors
    /// Says what stands in the way and what to do about it.
    #[cfg(target_arch = "wasm32")]
    pub async fn is_in_browser() -> Result<bool, DbError> {
        open::pool::holds_store().await
    }

    /// Whether a folder holds a store.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        open::holds_store(folder)
    }

    /// Removes the store in `folder`, which nobody has open, and a key that lies beside it.
    ///
    /// # Errors
    /// When it cannot be removed.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn erase(folder: &Path) -> Result<(), DbError> {
        open::erase(folder)
    }

    /// Removes the store among the browser's files of this origin, which nobody has open.
    ///
    /// # Errors
    /// When it cannot be removed.
    #[cfg(target_arch = "wasm32")]
    pub async fn erase_in_browser() -> Result<(), DbError> {
        open::pool::erase().await
    }

    /// The feeds whose rows may look different since this was last asked.
    pub fn take_changed(&mut self) -> BTreeSet<FeedId> {
        std::mem::take(&mut self.changed)
    }

    /// A transaction that holds the one right to write from its beginning, so that what it reads
    /// stays true until it commits. Dropped, it never was.
    fn begin(&mut self) -> Result<Transaction<'_>, DbError> {
        let behavior = TransactionBehavior::Immediate;
        Ok(self.connection.transaction_with_behavior(behavior)?)
    }
}
