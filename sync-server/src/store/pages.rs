//! What the pages of the desk read: lines that are ready to be shown, page by page.
//!
//! A store keeps what these verbs need beside its rows, in the transaction that writes them, so
//! that a page takes as long with a million visits as with a thousand. The contract suite holds
//! every store to the same answers; start at [`ReadPages::visits`].

use chrono::NaiveDate;
use shared::id::{
    AccountId, BuildingId, DeviceId, DoorId, FeedId, StairwellId, TerritoryId, VisitId,
};
use shared::record::{Kind, Mission, Outcome, Role, Verdict};
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::{Contact, DeviceSecret, Quarantined, StoreError};

/// Where a visit stands: whether a person has read its newest state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewState {
    /// Nobody has read its newest state.
    #[default]
    Received,
    /// It went back to its author with a question, and has not changed since.
    Returned,
    /// Its newest state was approved.
    Approved,
}

impl ReviewState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Received, Self::Returned, Self::Approved];

    /// The state's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Returned => "returned",
            Self::Approved => "approved",
        }
    }

    /// The state with that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Where a visit stands whose newest part has the number `newest`, after its newest review.
    #[must_use]
    pub fn after(review: Option<(Verdict, u64)>, newest: u64) -> Self {
        match review {
            Some((verdict, seen)) if seen >= newest => match verdict {
                Verdict::Returned => Self::Returned,
                Verdict::Approved => Self::Approved,
            },
            _ => Self::Received,
        }
    }
}

/// Which visits to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitFilter {
    /// Where they stand.
    pub state: ReviewState,
    /// In one of these missions; anywhere if there is no list.
    pub missions: Option<Vec<FeedId>>,
    /// At a door of this building.
    pub building: Option<BuildingId>,
    /// By this neighbor.
    pub author: Option<AccountId>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// With a need of this theme.
    pub theme: Option<String>,
    /// Held in this language.
    pub language: Option<String>,
    /// Not before.
    pub from: Option<Millis>,
    /// Before.
    pub until: Option<Millis>,
    /// With these words in the note or in the words of a need.
    pub text: Option<String>,
}

/// The place of a line in its order; the next page begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// The first part.
    pub turn: i64,
    /// The second part.
    pub place: i64,
}

/// A visit as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitLine {
    /// Its mission's feed.
    pub feed: FeedId,
    /// The visit.
    pub visit: VisitId,
    /// Where it stands in the order.
    pub turn: Turn,
    /// Where it stands.
    pub state: ReviewState,
    /// Whether the guard found a word to look at in its note.
    pub flagged: bool,
    /// When it began, as far as can be believed.
    pub started: Millis,
    /// The newest number of it and of what hangs on it: what a review names as seen.
    pub newest: u64,
    /// The door.
    pub door: DoorId,
    /// What is on the door.
    pub label: String,
    /// The building of the door.
    pub building: BuildingId,
    /// The street of the building.
    pub street: String,
    /// Its number with what follows it, such as `12 bis`.
    pub number: String,
    /// Who knocked.
    pub author: AccountId,
    /// The name of who knocked.
    pub name: String,
    /// What happened.
    pub outcome: Outcome,
    /// The language of the talk.
    pub language: Option<String>,
    /// The note.
    pub note: Option<String>,
}

/// How many visits stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewCounts {
    /// Waiting to be read.
    pub received: u64,
    /// Back at their author.
    pub returned: u64,
    /// Approved.
    pub approved: u64,
}

/// How many doors stand how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoorCounts(pub Vec<(Outcome, u64)>);

impl DoorCounts {
    /// The doors whose latest visit had this outcome.
    #[must_use]
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.0.iter().filter(|(one, _)| *one == outcome).map(|(_, n)| n).sum()
    }

    /// The doors that were visited at all.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.0.iter().map(|(_, n)| n).sum()
    }
}

/// A building of a mission with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildingLine {
    /// The building.
    pub building: BuildingId,
    /// Its street.
    pub street: String,
    /// Its number with what follows it.
    pub number: String,
    /// How many doors it has.
    pub doors: u64,
    /// How those that were visited stand.
    pub counts: DoorCounts,
    /// Where it is, in millionths of a degree: latitude, longitude.
    pub place: Option<(i64, i64)>,
}

/// A door of a mission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorLine {
    /// The door.
    pub door: DoorId,
    /// Its building.
    pub building: BuildingId,
    /// Its stairwell.
    pub stairwell: StairwellId,
    /// The name of the stairwell.
    pub stairwell_name: String,
    /// Its floor.
    pub floor: i64,
    /// What is on it.
    pub label: String,
    /// Whether nobody may knock.
    pub do_not_contact: bool,
    /// The outcome of its latest visit.
    pub outcome: Option<Outcome>,
}

/// One day of a mission: doors, each with the outcome of its last visit of that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The day.
    pub day: NaiveDate,
    /// How the doors of that day stood.
    pub counts: DoorCounts,
}

/// A value that gave way in a conflict: two people wrote the same field unseen by each other.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictLine {
    /// Where.
    pub feed: FeedId,
    /// The number of the change with which it was noticed.
    pub seq: u64,
    /// The kind of record, as a word.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// The field.
    pub field: String,
    /// Whether the later change won.
    pub won: bool,
    /// The value that gave way.
    pub lost: Value,
    /// Whose device wrote the value that gave way.
    pub loser: DeviceId,
    /// Whose device sent the later change.
    pub device: DeviceId,
    /// When the later change came.
    pub received: Millis,
}

/// A mission as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissionLine {
    /// Its feed.
    pub feed: FeedId,
    /// Its record.
    pub mission: Mission,
    /// The name of its territory.
    pub territory: String,
    /// The name of its partner.
    pub partner: String,
    /// How many of its visits stand where.
    pub reviews: ReviewCounts,
    /// How many of its doors stand how.
    pub doors: DoorCounts,
}

/// The verbs that pages read with.
pub trait ReadPages {
    /// The missions of a territory.
    fn missions_in(&self, territory: TerritoryId) -> Result<Vec<FeedId>, StoreError>;
    /// Missions, those that end last first: these, or all; at most `limit` after the first `skip`.
    fn mission_lines(
        &self,
        missions: Option<&[FeedId]>,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<MissionLine>, StoreError>;
    /// At most `limit` visits after `after`: what the guard flagged first, then the latest; with
    /// `text`, in the order of their arrival, the latest first.
    fn visits(
        &self,
        filter: &VisitFilter,
        after: Option<Turn>,
        limit: usize,
    ) -> Result<Vec<VisitLine>, StoreError>;
    /// One visit; none if there is none, or it was withdrawn.
    fn visit_line(&self, feed: FeedId, visit: VisitId) -> Result<Option<VisitLine>, StoreError>;
    /// How many visits of a mission stand where.
    fn review_counts(&self, feed: FeedId) -> Result<ReviewCounts, StoreError>;
    /// How many visits of all missions stand where.
    fn all_review_counts(&self) -> Result<ReviewCounts, StoreError>;
    /// How many doors of a mission stand how.
    fn door_counts(&self, feed: FeedId) -> Result<DoorCounts, StoreError>;
    /// How many doors of a mission had an approved visit with this outcome.
    fn approved_doors(&self, feed: FeedId, outcome: Outcome) -> Result<u64, StoreError>;
    /// The buildings that a mission is in, in the order of their addresses.
    fn buildings_of(&self, feed: FeedId) -> Result<Vec<BuildingLine>, StoreError>;
    /// Buildings of these territories, or of all, with all of these words in their address, each at
    /// least by its beginning: at most `limit`.
    fn find_buildings(
        &self,
        territories: Option<&[FeedId]>,
        words: &str,
        limit: usize,
    ) -> Result<Vec<(FeedId, BuildingId)>, StoreError>;
    /// The doors of some buildings as they stand in a mission: by building, stairwell, floor, rank.
    fn doors_of(&self, feed: FeedId, buildings: &[BuildingId])
    -> Result<Vec<DoorLine>, StoreError>;
    /// The last days of a mission on which doors were visited, at most `limit`, in order.
    fn days_of(&self, feed: FeedId, limit: usize) -> Result<Vec<DayLine>, StoreError>;
    /// What names `parent` in its field `field`: records of one kind with their numbers, in order.
    fn children(
        &self,
        feed: FeedId,
        kind: Kind,
        parent: VisitId,
    ) -> Result<Vec<(Uuid, u64, Fields)>, StoreError>;
    /// People of a role who did not leave, by name: at most `limit` after that name and id.
    fn people(
        &self,
        role: Role,
        after: Option<(&str, AccountId)>,
        limit: usize,
    ) -> Result<Vec<(AccountId, String)>, StoreError>;
    /// The devices of an account with what they last declared, in the order of their enrolment.
    fn devices_of(
        &self,
        account: AccountId,
    ) -> Result<Vec<(DeviceSecret, Option<Contact>)>, StoreError>;
    /// What is kept aside of a feed and not decided yet, oldest first, at most `limit`.
    fn undecided(&self, feed: FeedId, limit: usize) -> Result<Vec<Quarantined>, StoreError>;
    /// The feeds of which something is kept aside and not decided yet, each with how many changes.
    fn undecided_counts(&self) -> Result<Vec<(FeedId, u64)>, StoreError>;
    /// How many changes of a device are kept aside and not decided yet.
    fn undecided_of(&self, device: DeviceId) -> Result<u64, StoreError>;
    /// The feeds in which two people ever wrote the same field unseen by each other.
    fn conflict_feeds(&self) -> Result<Vec<FeedId>, StoreError>;
    /// The newest conflicts of a feed that nobody decided yet, at most `limit`.
    fn conflicts(&self, feed: FeedId, limit: usize) -> Result<Vec<ConflictLine>, StoreError>;
}

/// The verbs of pages that write.
pub trait WritePages: ReadPages {
    /// Sets a change aside for good, with a reason; it stays where it is. Says whether there was
    /// one that was not decided.
    fn set_aside(
        &mut self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
        by: AccountId,
        at: Millis,
        why: &str,
    ) -> Result<bool, StoreError>;
    /// Notes that a person decided the conflict of this field at this place. Says whether nobody had.
    fn decide_conflict(
        &mut self,
        feed: FeedId,
        seq: u64,
        field: &str,
        by: AccountId,
        at: Millis,
    ) -> Result<bool, StoreError>;
}
