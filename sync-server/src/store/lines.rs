//! The lines that pages read, beside the rows that they are made of: what they are, in whichever
//! database they are kept.

use chrono::NaiveDate;
use shared::time::Millis;

use super::VisitFilter;
use crate::calendar;

/// How the lines of this program are made. It grows whenever a line would come out otherwise; a
/// database that was made by an earlier program is then read through once.
pub(super) const MADE: i64 = 4;
/// The tables that hold lines, all of them made of the rows.
pub(super) const PAGES: [&str; 9] = [
    "visit_page",
    "theme_page",
    "text_page",
    "state_count",
    "door_page",
    "outcome_count",
    "building_page",
    "follow_page",
    "signal_page",
];
/// What is flagged comes before all that is not: beyond every instant that a visit can have.
const FLAGGED: i64 = 1 << 52;
/// A day that never comes: nothing is due on it.
const NO_DAY: i64 = 1 << 40;

/// A visit's row, as far as its line needs it.
pub(super) struct Visit {
    pub(super) door: String,
    pub(super) author: String,
    pub(super) outcome: String,
    pub(super) started: i64,
    pub(super) language: Option<String>,
    pub(super) note: Option<String>,
    pub(super) seq: u64,
}

/// A visit's line, as far as its counters need it.
pub(super) struct Line {
    pub(super) place: i64,
    pub(super) state: String,
    pub(super) door: String,
    pub(super) flagged: bool,
    pub(super) has_text: bool,
}

/// What of a promise stands in its own row.
pub(super) struct Promise {
    pub(super) kind: &'static str,
    pub(super) sort: String,
    pub(super) visit: String,
    pub(super) due: Option<String>,
    pub(super) account: Option<String>,
    pub(super) done: bool,
}

impl Visit {
    /// Where its line stands in the order of the queue.
    pub(super) fn turn(&self, flagged: bool) -> i64 {
        let started = self.started.clamp(0, FLAGGED - 1);
        if flagged { FLAGGED + started } else { started }
    }

    /// Its local day, counted.
    pub(super) fn day(&self) -> i64 {
        calendar::day_number(Millis(self.started))
    }
}

impl Promise {
    /// The local day that it names, counted.
    pub(super) fn due_day(&self) -> i64 {
        self.due.as_deref().and_then(day_of).unwrap_or(NO_DAY)
    }
}

fn day_of(due: &str) -> Option<i64> {
    let day = NaiveDate::parse_from_str(due.get(..10)?, "%Y-%m-%d").ok()?;
    Some(calendar::day_number(Millis(calendar::begins(day).0)))
}

/// From when on somebody at the door has kept a promise: that day, and after the visit itself.
pub(super) fn kept_since(due: i64, started: i64) -> Option<i64> {
    Some(calendar::begins(calendar::day(due)?).0.max(started.saturating_add(1)))
}

/// Whether the guard finds a word in one of these texts that a person should look at.
pub(super) fn is_flagged(texts: &[&str]) -> bool {
    texts.iter().any(|text| !shared::guard::check(text).is_empty())
}

/// The turns of a period are two stretches: what is flagged, then the rest.
pub(super) fn stretches(filter: &VisitFilter) -> Vec<(i64, i64)> {
    if filter.from.is_none() && filter.until.is_none() {
        return vec![(0, i64::MAX)];
    }
    let from = filter.from.map_or(0, |from| from.0.clamp(0, FLAGGED - 1));
    let until = filter.until.map_or(FLAGGED - 1, |until| (until.0 - 1).clamp(-1, FLAGGED - 1));
    vec![(FLAGGED + from, FLAGGED + until), (from, until)]
}
