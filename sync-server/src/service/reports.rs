//! Reports: what a mission's households may be told as, which words stand beside it, and publishing.
//!
//! What is published is kept for ever, with what it stood for, since the next edition must not tell
//! together with it what neither tells alone. The rules are in [`crate::report`].

use std::collections::BTreeSet;

use shared::id::FeedId;
use shared::record::{Kind, MissionService, Outcome, Record};
use uuid::Uuid;

use super::desk::Moment;
use crate::auth::Principal;
use crate::report::{Count, Counts, Edition, Figures, publish as protect};
use crate::store::{Audit, Published, Read, StoreError, WordsLine, Write};

/// So many words of residents stand in one report.
pub const MOST_WORDS: usize = 12;

/// The headings that a neighbor could choose from; each counts, also where nobody is under it.
#[derive(Clone, Copy, Debug)]
pub struct Headings {
    /// The languages.
    pub languages: &'static [&'static str],
    /// The themes of needs.
    pub needs: &'static [&'static str],
}

/// A report as it would be published now.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it would tell, and what is true.
    pub edition: Edition,
    /// What was published, oldest first.
    pub published: Vec<Published>,
    /// The words that were chosen.
    pub words: Vec<WordsLine>,
}

/// What happened to a choice of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// It is as was wished.
    Done,
    /// There are no such words, or not in an approved visit.
    Gone,
    /// There are as many as a report may hold.
    Full,
}

/// The report of a mission as it stands.
///
/// # Errors
/// When the store fails.
pub fn draft(read: &dyn Read, feed: FeedId, headings: Headings) -> Result<Draft, StoreError> {
    let counts = counts(read, feed, headings)?;
    let published = read.editions(feed)?;
    let earlier: Vec<Edition> = published.iter().map(|one| one.edition.clone()).collect();
    let figures = protect(&counts, &earlier);
    let words = read.chosen_words(feed)?;
    Ok(Draft { edition: Edition { figures, counts }, published, words })
}

/// Publishes the report as it stands, for the partner to read; says which edition it is. What was
/// published last is not published again.
///
/// # Errors
/// When the store fails.
pub fn publish(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    headings: Headings,
    moment: &Moment<'_>,
) -> Result<u64, StoreError> {
    let draft = draft(&*write, feed, headings)?;
    let words: Vec<Uuid> = draft.words.iter().map(|one| one.need).collect();
    if let Some(last) = draft.published.last()
        && is_told(&last.edition.figures, &draft.edition.figures)
        && last.words == words
    {
        return Ok(last.n);
    }
    let published = Published {
        n: draft.published.last().map_or(1, |last| last.n + 1),
        at: moment.now,
        account: principal.account,
        edition: draft.edition,
        words,
    };
    write.add_edition(feed, &published)?;
    note(write, principal, feed, "report-publish", None, moment)?;
    Ok(published.n)
}

/// Whether a reader would find the same.
fn is_told(last: &Figures, now: &Figures) -> bool {
    last == now
}

/// Chooses words for the report of a mission, or takes them out.
///
/// # Errors
/// When the store fails.
pub fn choose(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    need: Uuid,
    wanted: bool,
    moment: &Moment<'_>,
) -> Result<Chosen, StoreError> {
    let Some(line) = write.words_of(feed, need)? else {
        return Ok(Chosen::Gone);
    };
    if line.chosen.is_some() == wanted {
        return Ok(Chosen::Done);
    }
    if wanted && write.chosen_words(feed)?.len() >= MOST_WORDS {
        return Ok(Chosen::Full);
    }
    write.choose_words(feed, need, wanted.then_some((principal.account, moment.now)))?;
    let verb = if wanted { "words-choose" } else { "words-drop" };
    note(write, principal, feed, verb, Some(need), moment)?;
    Ok(Chosen::Done)
}

fn note(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    verb: &str,
    record: Option<Uuid>,
    moment: &Moment<'_>,
) -> Result<(), StoreError> {
    write.add_audit(&Audit {
        at: moment.now,
        account: principal.account,
        verb: verb.to_owned(),
        feed: Some(feed),
        record,
    })
}

fn counts(read: &dyn Read, feed: FeedId, headings: Headings) -> Result<Counts, StoreError> {
    let mut counts = read.report_counts(feed)?;
    let outcomes = Outcome::ALL.iter().map(|outcome| outcome.as_str());
    counts.outcomes = under(&counts.outcomes, outcomes);
    // A talk may have no language.
    let languages = headings.languages.iter().copied().chain([""]);
    counts.languages = under(&counts.languages, languages);
    counts.needs = under(&counts.needs, headings.needs.iter().copied());
    let mut services = Vec::new();
    for (_, fields) in read.rows(feed, Kind::MissionService)? {
        if let Ok(offered) = MissionService::read(&fields) {
            services.push((offered.position, offered.service.to_string()));
        }
    }
    services.sort();
    counts.advice = under(&counts.advice, services.iter().map(|(_, service)| service.as_str()));
    Ok(counts)
}

/// The headings in their order, each with its count, and then those that are not among them.
fn under<'h>(counts: &[Count], headings: impl Iterator<Item = &'h str>) -> Vec<Count> {
    let mut seen = BTreeSet::new();
    let mut all: Vec<Count> = headings
        .filter(|heading| seen.insert(*heading))
        .map(|heading| {
            let n = counts.iter().find(|count| count.key == heading).map_or(0, |count| count.n);
            Count::new(heading, n)
        })
        .collect();
    all.extend(counts.iter().filter(|count| !seen.contains(count.key.as_str())).cloned());
    all
}
