//! Writes from the desk: the same changes as a phone's, through the same acceptance.
//!
//! The desk is a device like another, whose account is the server's own; so what it writes is
//! numbered, stamped and kept in the history too. It always sees the newest state.

use shared::change::{Base, Change};
use shared::id::{FeedId, Id, new_uuid};
use shared::protocol::ChangeOutcome;
use shared::record::{Kind, Record};
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::ServiceError;
use super::accept::{Acceptance, Clock};
use super::scope::Actor;
use crate::store::{StoreError, Write};

/// Chance and time, handed in by whoever runs a use case.
pub struct Moment<'r> {
    /// What the time is.
    pub now: Millis,
    /// Fills bytes with chance.
    pub random: &'r mut dyn FnMut(&mut [u8]),
}

impl Moment<'_> {
    /// A new id.
    pub fn id<I: Id>(&mut self) -> I {
        I::from_uuid(new_uuid(self.now, self.bytes()))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

/// The desk at work, in one transaction.
pub struct Desk<'t> {
    acceptance: Acceptance<'t>,
    now: Millis,
}

impl<'t> Desk<'t> {
    /// Begins to write to `feeds`, and makes those that are not there.
    ///
    /// # Errors
    /// When the store fails.
    pub fn open(
        write: &'t mut dyn Write,
        now: Millis,
        feeds: &[FeedId],
    ) -> Result<Self, StoreError> {
        for feed in feeds {
            write.create_feed(*feed)?;
        }
        let actor = Actor::desk(&*write)?;
        let clock = Clock { sent_at: now, session: ClockSession(0), since: now };
        let acceptance = Acceptance::begin(write, actor, clock, now, feeds.iter().copied())?;
        Ok(Self { acceptance, now })
    }

    /// Writes a whole record.
    ///
    /// # Errors
    /// When the record cannot be accepted, or the store fails.
    pub fn put<R: Record>(
        &mut self,
        feed: FeedId,
        id: R::Id,
        record: &R,
    ) -> Result<(), ServiceError> {
        self.set(feed, R::KIND, id.uuid(), record.fields())
    }

    /// Sets one field of a record.
    ///
    /// # Errors
    /// When the change cannot be accepted, or the store fails.
    pub fn set_field(
        &mut self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        field: &str,
        value: impl Into<Value>,
    ) -> Result<(), ServiceError> {
        self.set(feed, kind, id, Fields::from([(field.to_owned(), value.into())]))
    }

    /// Sets some fields of a record.
    ///
    /// # Errors
    /// When the change cannot be accepted, or the store fails.
    pub fn set(
        &mut self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        fields: Fields,
    ) -> Result<(), ServiceError> {
        let (n, epoch, seq) = self.acceptance.next(feed, kind, id)?;
        let change = Change {
            feed,
            n,
            kind: kind.as_str().to_owned(),
            id,
            at: self.now,
            clock: ClockSession(0),
            fields,
            base: (seq > 0).then_some(Base { epoch, seq }),
        };
        match self.acceptance.take(&change)?.outcome {
            ChangeOutcome::Accepted { .. } => Ok(()),
            refused => {
                let why = Kind::check(kind, &change.fields).err();
                let why = why.map_or_else(|| format!("{refused:?}"), |error| error.to_string());
                Err(ServiceError::refused(format!("this {kind} cannot be written: {why}")))
            }
        }
    }

    /// Ends; the caller commits.
    ///
    /// # Errors
    /// When the store fails.
    pub fn close(self) -> Result<(), StoreError> {
        self.acceptance.finish().map(drop)
    }
}
