//! What reports and exports read: households counted, words to choose from, editions, whole visits.

use shared::id::{AccountId, FeedId, VisitId};
use shared::time::Millis;
use uuid::Uuid;

use super::StoreError;
use crate::report::{Counts, Edition};

/// An edition that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its number, from 1.
    pub n: u64,
    /// When.
    pub at: Millis,
    /// By whom.
    pub account: AccountId,
    /// What was told, and what was true.
    pub edition: Edition,
    /// The needs whose words stand in it.
    pub words: Vec<Uuid>,
}

/// A resident's own words in an approved visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsLine {
    /// The need that they belong to.
    pub need: Uuid,
    /// The visit during which they were said.
    pub visit: VisitId,
    /// The theme of the need.
    pub theme: String,
    /// The words.
    pub words: String,
    /// Who chose them for the report, and when.
    pub chosen: Option<(AccountId, Millis)>,
}

/// A visit with all that is known of it, for people of the association.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WholeVisit {
    /// The visit.
    pub visit: String,
    /// Its mission.
    pub mission: String,
    /// The mission's title.
    pub title: String,
    /// The partner's name.
    pub partner: String,
    /// The territory's name.
    pub territory: String,
    /// The building.
    pub building: String,
    /// Its street.
    pub street: String,
    /// Its number with what follows it.
    pub number: String,
    /// Its commune.
    pub commune: String,
    /// Its latitude and longitude, in millionths of a degree.
    pub place: Option<(i64, i64)>,
    /// The stairwell's name.
    pub stairwell: String,
    /// The floor.
    pub floor: Option<i64>,
    /// What is on the door.
    pub door: String,
    /// Who knocked.
    pub neighbor: String,
    /// When, as far as can be believed.
    pub started: i64,
    /// How long, in minutes.
    pub minutes: Option<i64>,
    /// The outcome.
    pub outcome: String,
    /// The language.
    pub language: String,
    /// The themes of needs, with a blank between two.
    pub needs: String,
    /// The residents' own words, one below the other.
    pub words: String,
    /// The names of the services that were advised.
    pub advice: String,
    /// Revisits and referrals that were fixed.
    pub next: String,
    /// The note.
    pub note: String,
    /// Whether the resident was told what is kept.
    pub informed: bool,
    /// Where its review stands.
    pub state: String,
    /// Whether the guard found a word to look at.
    pub flagged: bool,
}

/// The verbs that reports and exports read with.
pub trait ReadReports {
    /// The households of a mission by their approved visits; headings that nobody is under are
    /// left out.
    fn report_counts(&self, feed: FeedId) -> Result<Counts, StoreError>;
    /// All editions of a mission's report, oldest first.
    fn editions(&self, feed: FeedId) -> Result<Vec<Published>, StoreError>;
    /// Words in approved visits of a mission, newest first: at most `limit` before `before`.
    fn words_to_choose(
        &self,
        feed: FeedId,
        before: Option<Uuid>,
        limit: usize,
    ) -> Result<Vec<WordsLine>, StoreError>;
    /// Words that were chosen, as long as their visit stands approved, in the order of the choice.
    fn chosen_words(&self, feed: FeedId) -> Result<Vec<WordsLine>, StoreError>;
    /// The words of one need, if its visit stands approved.
    fn words_of(&self, feed: FeedId, need: Uuid) -> Result<Option<WordsLine>, StoreError>;
    /// The titles of missions, those that end last first: these, or all; at most `limit`.
    fn mission_titles(
        &self,
        missions: Option<&[FeedId]>,
        limit: usize,
    ) -> Result<Vec<(FeedId, String)>, StoreError>;
    /// Whole visits of a mission, in the order of their ids: at most `limit` after `after`.
    fn whole_visits(
        &self,
        feed: FeedId,
        after: &str,
        limit: usize,
    ) -> Result<Vec<WholeVisit>, StoreError>;
}

/// The verbs of reports that write.
pub trait WriteReports: ReadReports {
    /// Chooses the words of a need for the report, or no longer.
    fn choose_words(
        &mut self,
        feed: FeedId,
        need: Uuid,
        by: Option<(AccountId, Millis)>,
    ) -> Result<(), StoreError>;
    /// Keeps an edition for ever.
    fn add_edition(&mut self, feed: FeedId, published: &Published) -> Result<(), StoreError>;
}
