//! What was promised at the doors, as the desk reads it: appointments and follow-ups in one list, in
//! the order of their days; and the secret addresses of calendars.
//!
//! An appointment is the neighbor's and is never written by the desk. What the desk decides about
//! it, who goes and whether it is done, is a follow-up of its own whose id is made of the
//! appointment's ([`handling`]), so that it reaches the phones like every record.

use shared::id::{AccountId, BuildingId, FeedId, VisitId};
use shared::time::Millis;
use uuid::Uuid;

use super::{SecretHash, StoreError};

/// The follow-up with which the desk deals with an appointment.
#[must_use]
pub fn handling(appointment: Uuid) -> Uuid {
    let hash = blake3::derive_key("palier 2026 desk: follow-up of", appointment.as_bytes());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hash) {
        *byte = hashed;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Of which sort a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowSort {
    /// The neighbor comes back.
    Revisit,
    /// The resident goes to a service.
    Referral,
    /// Something else, in words.
    Promise,
}

impl FollowSort {
    /// All sorts.
    pub const ALL: [Self; 3] = [Self::Revisit, Self::Referral, Self::Promise];

    /// The sort's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Revisit => "revisit",
            Self::Referral => "referral",
            Self::Promise => "promise",
        }
    }

    /// The sort with that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// Which promises to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowFilter {
    /// Done, or open.
    pub done: bool,
    /// Due on this day or later, counted.
    pub from: Option<i64>,
    /// Due before this day.
    pub until: Option<i64>,
    /// In one of these missions; anywhere if there is no list.
    pub missions: Option<Vec<FeedId>>,
    /// Of this sort.
    pub sort: Option<FollowSort>,
    /// By this person; by nobody yet if there is none in it.
    pub account: Option<Option<AccountId>>,
}

/// A place in the order of the list; the next page begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FollowTurn {
    /// The day, counted.
    pub due: i64,
    /// In the order of arrival.
    pub place: i64,
}

/// A promise as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowLine {
    /// Where it stands in the order.
    pub turn: FollowTurn,
    /// Its mission's feed.
    pub feed: FeedId,
    /// The appointment, or the follow-up that stands alone.
    pub id: Uuid,
    /// Of which sort.
    pub sort: FollowSort,
    /// The visit at which it was promised.
    pub visit: VisitId,
    /// What is on the door.
    pub label: String,
    /// The building of the door.
    pub building: BuildingId,
    /// The street of the building.
    pub street: String,
    /// Its number with what follows it.
    pub number: String,
    /// The title of the mission.
    pub mission: String,
    /// When, as it was agreed: a day, or a day and an hour.
    pub due: Option<String>,
    /// What, in the words of who promised it.
    pub what: Option<String>,
    /// The name of the service that the resident is referred to.
    pub service: Option<String>,
    /// Who does it.
    pub account: Option<AccountId>,
    /// The name of who does it.
    pub name: String,
    /// Whether it is done.
    pub done: bool,
    /// Whether a later visit did it, and not a word of the desk.
    pub by_visit: bool,
}

/// The verbs of follow-ups that only look.
pub trait ReadFollow {
    /// At most `limit` promises after `after`, the first due first; what is done, the last first.
    fn promises(
        &self,
        filter: &FollowFilter,
        after: Option<FollowTurn>,
        limit: usize,
    ) -> Result<Vec<FollowLine>, StoreError>;
    /// One promise.
    fn promise(&self, feed: FeedId, id: Uuid) -> Result<Option<FollowLine>, StoreError>;
    /// Whose calendar this is.
    fn calendar(&self, secret: &SecretHash) -> Result<Option<AccountId>, StoreError>;
    /// Since when an account has a calendar.
    fn calendar_of(&self, account: AccountId) -> Result<Option<Millis>, StoreError>;
}

/// The verbs of follow-ups that write.
pub trait WriteFollow: ReadFollow {
    /// Gives an account's calendar this address, in the place of the one before; or none.
    fn set_calendar(
        &mut self,
        account: AccountId,
        secret: Option<&SecretHash>,
        now: Millis,
    ) -> Result<(), StoreError>;
}
