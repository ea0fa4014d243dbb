//! What signals are made of and what became of them, as the desk reads it.

use chrono::NaiveDate;
use shared::id::{AnswerId, BuildingId, DoorId, FeedId, SignalId, StairwellId};
use shared::record::AnswerResult;
use uuid::Uuid;

use super::{StoreError, WordsLine};

/// Households of one stairwell that told a need of one theme; counts of approved visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedCount {
    /// The theme.
    pub theme: String,
    /// The building; none that is gone.
    pub building: Option<BuildingId>,
    /// The stairwell; none that is gone.
    pub stairwell: Option<StairwellId>,
    /// How many households.
    pub n: u64,
}

/// Where needs were heard: the whole mission, a building, or a stairwell of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NeedPlace {
    /// The building.
    pub building: Option<BuildingId>,
    /// The stairwell.
    pub stairwell: Option<StairwellId>,
}

/// How far a signal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalStep {
    /// Nobody answered yet.
    Open,
    /// The partner said what is done until when.
    Promised,
    /// It was said what came of it.
    Settled,
}

impl SignalStep {
    /// The step's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Promised => "promised",
            Self::Settled => "settled",
        }
    }
}

/// Which signals to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalFilter {
    /// How far they have come.
    pub step: SignalStep,
    /// On this day or later, counted.
    pub from: Option<i64>,
    /// Before this day.
    pub until: Option<i64>,
    /// Of these missions; of all if there is no list.
    pub missions: Option<Vec<FeedId>>,
}

/// A place in the order of the list; the next page begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignalTurn {
    /// The day, counted.
    pub day: i64,
    /// In the order of arrival.
    pub place: i64,
}

/// A signal as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalLine {
    /// Where it stands in the order.
    pub turn: SignalTurn,
    /// Its mission's feed.
    pub feed: FeedId,
    /// The signal.
    pub id: SignalId,
    /// The theme.
    pub theme: String,
    /// Where it was heard.
    pub place: NeedPlace,
    /// What it is about.
    pub title: String,
    /// The mission's title.
    pub mission: String,
    /// Whom it was raised to.
    pub partner: String,
    /// How many households, as it may be told.
    pub households: u64,
    /// The day on which it was raised.
    pub raised: NaiveDate,
    /// Whether the partner said that it was read.
    pub is_read: bool,
    /// What the partner answered.
    pub answer: Option<AnswerLine>,
}

/// An answer as a list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// The answer.
    pub id: AnswerId,
    /// The day of the answer.
    pub answered: NaiveDate,
    /// Until when something is done.
    pub due: NaiveDate,
    /// What came of it, and on which day that was said.
    pub result: Option<(AnswerResult, NaiveDate)>,
}

/// The verbs that signals are read with.
pub trait ReadSignals {
    /// The households of a mission that told needs, by theme and stairwell, in the order of both.
    fn need_counts(&self, feed: FeedId) -> Result<Vec<NeedCount>, StoreError>;
    /// Words of residents in approved visits of a mission, of one theme and at one place, newest
    /// first.
    fn words_about(
        &self,
        feed: FeedId,
        theme: &str,
        place: NeedPlace,
        limit: usize,
    ) -> Result<Vec<WordsLine>, StoreError>;
    /// The signals that the filter lets through, at most `limit` after `after`. Those that are settled
    /// come with the newest first, all others with the earliest day first.
    fn signals(
        &self,
        filter: &SignalFilter,
        after: Option<SignalTurn>,
        limit: usize,
    ) -> Result<Vec<SignalLine>, StoreError>;
    /// All signals of one mission, in the order in which they were raised.
    fn signals_of(&self, feed: FeedId) -> Result<Vec<SignalLine>, StoreError>;
    /// How many signals the filter lets through.
    fn count_signals(&self, filter: &SignalFilter) -> Result<u64, StoreError>;
    /// The buildings that an answer of this territory concerns, each with the record that says so.
    fn answer_places(
        &self,
        territory: FeedId,
        answer: AnswerId,
    ) -> Result<Vec<(Uuid, BuildingId)>, StoreError>;
    /// At how many doors an answer was told, in all missions.
    fn doors_told(&self, answer: AnswerId) -> Result<u64, StoreError>;
    /// What was told at a door, in all missions: the records.
    fn tellings_at(&self, door: DoorId) -> Result<Vec<(FeedId, Uuid)>, StoreError>;
    /// What was told in one mission: the records.
    fn tellings_in(&self, feed: FeedId) -> Result<Vec<Uuid>, StoreError>;
}
