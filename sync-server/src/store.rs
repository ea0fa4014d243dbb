//! Where the central mission database lives: verbs on a transaction, whichever database it is.
//!
//! A [`Store`] runs jobs. A write job gets a [`Write`] that is one transaction: it is committed
//! when the job succeeds, rolled back when it fails, and its result leaves only after the commit.
//! A read job gets a [`Read`] that is one snapshot. Jobs are plain code without waiting, so that
//! a test can run them one by one and SQLite can commit several at once.

use std::sync::mpsc;

use shared::id::{AccountId, DeviceId, EpochId, FeedId};
use shared::merge::{RowState, Yielded};
use shared::protocol::{LetIn, Row};
use shared::record::Kind;
use shared::recovery::SealedRecovery;
use shared::time::Millis;
use shared::value::Fields;
use uuid::Uuid;

#[cfg(test)]
pub(crate) mod alike;
#[cfg(test)]
pub(crate) mod contract;
mod erasures;
mod evidence;
mod follow;
mod households;
mod impact;
mod kept;
mod lines;
mod logins;
mod pages;
mod pictures;
pub mod postgres;
mod prepare;
mod registers;
mod reports;
mod signals;
pub mod sqlite;
mod tables;

pub use erasures::{AsideName, Cause, Erasure, Named, ReadErasures, Stub, WriteErasures};
pub use evidence::{BackupNote, Covered, Numbers, Past};
pub use follow::{
    FollowFilter, FollowLine, FollowSort, FollowTurn, ReadFollow, WriteFollow, handling,
};
pub use impact::{Impact, ImpactKey, ReadImpact};
pub use kept::{
    Accepted, Contact, DeviceSecret, EnrolmentCode, FeedState, Mark, Quarantined, Receipt,
};
pub use logins::{
    Audit, AuditFilter, Invitation, Login, ReadLogins, SecretHash, Session, WriteLogins,
};
pub use pages::*;
pub use pictures::{Named as PictureNamed, ReadPictures, WritePictures};
pub use postgres::PostgresStore;
pub use prepare::{GroundLine, ReadPrepare, WritePrepare};
pub use reports::*;
pub use signals::*;
pub use sqlite::SqliteStore;

/// Why a store could not do what it was asked; the service never expects one of these.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or refused to work.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The database holds what it cannot hold; `check` tells more.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The database was made by a newer version.
    #[error("the database has version {found}, this program knows {known}: update it first")]
    Newer {
        /// The version of the database.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
}

/// The verbs that only look. One value is one snapshot.
pub trait Read:
    ReadLogins
    + ReadPages
    + ReadReports
    + ReadPrepare
    + ReadFollow
    + ReadErasures
    + ReadSignals
    + ReadImpact
    + ReadPictures
{
    /// Which life of the database this is.
    fn epoch(&self) -> Result<EpochId, StoreError>;
    /// The device that stands for the desk: the server's own writes are its changes.
    fn desk(&self) -> Result<DeviceId, StoreError>;

    /// All feeds, in order.
    fn feeds(&self) -> Result<Vec<FeedId>, StoreError>;
    /// A feed's counters; none if there is no such feed.
    fn feed(&self, feed: FeedId) -> Result<Option<FeedState>, StoreError>;
    /// A row with its registers; an absent row has none.
    fn row(&self, feed: FeedId, kind: Kind, id: Uuid) -> Result<RowState, StoreError>;
    /// All rows of one kind in one feed that are not deleted, in id order.
    fn rows(&self, feed: FeedId, kind: Kind) -> Result<Vec<(Uuid, Fields)>, StoreError>;
    /// How many rows of one kind in one feed are not deleted.
    fn count(&self, feed: FeedId, kind: Kind) -> Result<u64, StoreError>;
    /// The building that came from the address with this key, tombstones included; of several,
    /// one that is not deleted, and of those the first.
    fn building_by_key(
        &self,
        feed: FeedId,
        key: &str,
    ) -> Result<Option<(Uuid, Fields)>, StoreError>;
    /// At most `limit` rows with a sequence number above `after` and up to the head, in order,
    /// tombstones included.
    fn rows_after(&self, feed: FeedId, after: u64, limit: usize) -> Result<Vec<Row>, StoreError>;
    /// How many accepted changes the history of a feed holds, and the greatest of their numbers.
    fn history_extent(&self, feed: FeedId) -> Result<(u64, u64), StoreError>;
    /// The records of one kind in the history of a feed, in order: at most `limit` after `after`.
    fn history_records(
        &self,
        feed: FeedId,
        kind: Kind,
        after: Option<Uuid>,
        limit: usize,
    ) -> Result<Vec<Uuid>, StoreError>;
    /// The values that gave way at the changes of one record, in order, each with the sequence
    /// number of the change.
    fn yielded_of(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Vec<(u64, Yielded)>, StoreError>;
    /// All accepted changes of one record, in order.
    fn history_of(&self, feed: FeedId, kind: Kind, id: Uuid) -> Result<Vec<Past>, StoreError>;
    /// The numbers of every device that wrote to a feed.
    fn numbers(&self, feed: FeedId) -> Result<Vec<Numbers>, StoreError>;
    /// The number of the last change to a feed that came before `before`.
    fn last_before(&self, feed: FeedId, before: Millis) -> Result<Option<u64>, StoreError>;
    /// Up to which number a feed is in a backup; none while no backups are made.
    fn durable(&self, feed: FeedId) -> Result<Option<u64>, StoreError>;
    /// Up to which number an earlier life of this database and the present one are the same; none
    /// if it is no earlier life of this one, or the feed was not there yet.
    fn past_end(&self, epoch: EpochId, feed: FeedId) -> Result<Option<u64>, StoreError>;
    /// Whether backups are made, and something of this account is kept aside in this feed that is
    /// in none yet.
    fn has_aside_at_risk(&self, feed: FeedId, account: AccountId) -> Result<bool, StoreError>;
    /// The newest backup.
    fn last_backup(&self) -> Result<Option<BackupNote>, StoreError>;
    /// All counters, as a backup of this snapshot covers them.
    fn extent(&self) -> Result<Covered, StoreError>;
    /// Whether a device that is not known was revoked before a restore.
    fn is_barred(&self, device: DeviceId) -> Result<bool, StoreError>;
    /// The secret half of the key that phones seal rescued work to.
    fn seal_secret(&self) -> Result<Option<[u8; 32]>, StoreError>;
    /// The sealed code that resets a device's PIN, and when it was read out.
    fn recovery(
        &self,
        device: DeviceId,
    ) -> Result<Option<(SealedRecovery, Option<Millis>)>, StoreError>;
    /// What the database itself finds wrong: broken pages, foreign keys that point nowhere.
    fn integrity(&self) -> Result<Vec<String>, StoreError>;

    /// How far a device's changes to a feed have come.
    fn mark(&self, feed: FeedId, device: DeviceId) -> Result<Mark, StoreError>;
    /// What was answered to a change.
    fn receipt(
        &self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
    ) -> Result<Option<Receipt>, StoreError>;
    /// Whether a change to this record is kept aside.
    fn is_quarantined(&self, feed: FeedId, id: Uuid) -> Result<bool, StoreError>;
    /// All changes that are kept aside, in the order in which they came.
    fn quarantined(&self) -> Result<Vec<Quarantined>, StoreError>;
    /// The changes of an account that were kept aside and got a number above `after` and up to
    /// `until` of this feed, in the order of these numbers.
    fn let_in(
        &self,
        feed: FeedId,
        account: AccountId,
        after: u64,
        until: u64,
    ) -> Result<Vec<LetIn>, StoreError>;
    /// The missions that an account was ever assigned to.
    fn memberships(&self, account: AccountId) -> Result<Vec<FeedId>, StoreError>;
    /// The accounts that were ever assigned to a mission, in order.
    fn members(&self, feed: FeedId) -> Result<Vec<AccountId>, StoreError>;
    /// The assignments of an account in a mission's feed, deleted ones left out.
    fn assignments(
        &self,
        feed: FeedId,
        account: AccountId,
    ) -> Result<Vec<(Uuid, Fields)>, StoreError>;

    /// What the server knows of a device.
    fn device(&self, device: DeviceId) -> Result<Option<DeviceSecret>, StoreError>;
    /// The device with this token.
    fn device_by_token(&self, token_hash: &[u8; 32]) -> Result<Option<DeviceSecret>, StoreError>;
    /// All devices with what they last declared, in the order of their enrolment.
    fn devices(&self) -> Result<Vec<(DeviceSecret, Option<Contact>)>, StoreError>;
    /// The one-time code with this hash.
    fn code(&self, code_hash: &[u8; 32]) -> Result<Option<EnrolmentCode>, StoreError>;
}

/// The verbs that write. One value is one transaction.
pub trait Write:
    Read
    + WriteLogins
    + WritePages
    + WriteReports
    + WritePrepare
    + WriteFollow
    + WriteErasures
    + WritePictures
{
    /// Takes the counters of `feeds` for this transaction alone. To be called first, once, with
    /// the feeds in order: then two writers never wait for each other in a circle, and the order
    /// of a feed's numbers is the order of commits.
    fn lock(&mut self, feeds: &[FeedId]) -> Result<(), StoreError>;
    /// Makes a feed, or leaves the one that is there.
    fn create_feed(&mut self, feed: FeedId) -> Result<(), StoreError>;
    /// Sets a feed's counters.
    fn set_feed(&mut self, feed: FeedId, state: FeedState) -> Result<(), StoreError>;
    /// Puts a row in the place of whatever stood there. Of an erased one a stub is left; what hung on
    /// it must be gone before.
    fn put_row(
        &mut self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        row: &RowState,
    ) -> Result<(), StoreError>;
    /// Removes the tombstones of a feed up to `seq` that nothing hangs on, raises the floor to the
    /// newest of them, and says how many there were.
    fn sweep(&mut self, feed: FeedId, seq: u64) -> Result<u64, StoreError>;
    /// Appends to the history.
    fn add_history(&mut self, accepted: &Accepted<'_>) -> Result<(), StoreError>;
    /// Keeps a change aside.
    fn add_quarantine(&mut self, quarantined: &Quarantined) -> Result<(), StoreError>;
    /// Notes that a change that was kept aside got a sequence number after all.
    fn release_quarantine(
        &mut self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
        seq: u64,
    ) -> Result<(), StoreError>;
    /// Sets how far a device's changes to a feed have come.
    fn set_mark(&mut self, feed: FeedId, device: DeviceId, mark: Mark) -> Result<(), StoreError>;
    /// Notes that an account is or was assigned to a mission.
    fn add_membership(&mut self, account: AccountId, feed: FeedId) -> Result<(), StoreError>;
    /// Adds a device.
    fn add_device(&mut self, secret: &DeviceSecret) -> Result<(), StoreError>;
    /// Sets what a device declared at its last contact.
    fn set_contact(&mut self, device: DeviceId, contact: &Contact) -> Result<(), StoreError>;
    /// Adds a one-time code, or notes who used it.
    fn set_code(&mut self, code_hash: &[u8; 32], code: &EnrolmentCode) -> Result<(), StoreError>;

    /// Notes whether backups are made, and says whether they were before.
    fn set_backups(&mut self, made: bool) -> Result<bool, StoreError>;
    /// Notes that a backup was made, and what is in it.
    fn add_backup(&mut self, note: &BackupNote, covered: &Covered) -> Result<(), StoreError>;
    /// Begins another life of the database: it was restored from a backup, which holds all that
    /// is in it now.
    fn begin_epoch(&mut self, epoch: EpochId) -> Result<(), StoreError>;
    /// Keeps out a device that is not known.
    fn bar(&mut self, device: DeviceId, at: Millis) -> Result<(), StoreError>;
    /// Keeps the sealed code that resets a device's PIN, in the place of the one before.
    fn set_recovery(
        &mut self,
        device: DeviceId,
        sealed: &SealedRecovery,
        now: Millis,
    ) -> Result<(), StoreError>;
    /// Notes that a device's code was read out.
    fn tell_recovery(&mut self, device: DeviceId, now: Millis) -> Result<(), StoreError>;
    /// Keeps the secret half of the key that phones seal rescued work to.
    fn set_seal_secret(&mut self, secret: &[u8; 32]) -> Result<(), StoreError>;
}

/// Called with the fate of the transaction that a job was part of.
pub type Tell = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A job that writes: whether to keep what it wrote, and whom to tell after the commit.
pub type WriteJob = Box<dyn FnOnce(&mut dyn Write) -> (bool, Tell) + Send>;
/// A job that looks.
pub type ReadJob = Box<dyn FnOnce(Result<&dyn Read, StoreError>) + Send>;

/// A central mission database.
pub trait Store: Send + Sync {
    /// Runs a job in a transaction of its own, some time soon.
    fn submit_write(&self, job: WriteJob);
    /// Runs a job on a snapshot, some time soon.
    fn submit_read(&self, job: ReadJob);
}

impl dyn Store + '_ {
    /// Writes in one transaction. An `Err` from `work` rolls it back.
    ///
    /// # Errors
    /// What `work` returned, or that the store failed.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut dyn Write) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.submit_write(job(work, move |result| drop(sender.send(result))));
        receiver.await.unwrap_or_else(|_| Err(gone().into()))
    }

    /// Looks at one snapshot.
    ///
    /// # Errors
    /// What `work` returned, or that the store failed.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&dyn Read) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.submit_read(Box::new(move |snapshot| {
            drop(sender.send(snapshot.map_err(E::from).and_then(work)));
        }));
        receiver.await.unwrap_or_else(|_| Err(gone().into()))
    }

    /// Writes, and waits: for commands and tests.
    ///
    /// # Errors
    /// What `work` returned, or that the store failed.
    pub fn write_now<T, E>(
        &self,
        work: impl FnOnce(&mut dyn Write) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (sender, receiver) = mpsc::channel();
        self.submit_write(job(work, move |result| drop(sender.send(result))));
        receiver.recv().unwrap_or_else(|_| Err(gone().into()))
    }

    /// Looks, and waits: for commands and tests.
    ///
    /// # Errors
    /// What `work` returned, or that the store failed.
    pub fn read_now<T, E>(
        &self,
        work: impl FnOnce(&dyn Read) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (sender, receiver) = mpsc::channel();
        self.submit_read(Box::new(move |snapshot| {
            drop(sender.send(snapshot.map_err(E::from).and_then(work)));
        }));
        receiver.recv().unwrap_or_else(|_| Err(gone().into()))
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the job was dropped: the store is busy, or has stopped".to_owned())
}

/// Wraps `work` so that its result leaves only once its transaction is committed.
fn job<T, E>(
    work: impl FnOnce(&mut dyn Write) -> Result<T, E> + Send + 'static,
    answer: impl FnOnce(Result<T, E>) + Send + 'static,
) -> WriteJob
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    Box::new(move |transaction| {
        let result = work(transaction);
        let keep = result.is_ok();
        let tell: Tell = Box::new(move |fate| {
            answer(result.and_then(|done| fate.map(|()| done).map_err(E::from)));
        });
        (keep, tell)
    })
}
