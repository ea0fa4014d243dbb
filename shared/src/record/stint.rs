//! Stint (mission faite): what a neighbor did in a mission that is over.

use chrono::NaiveDate;

use super::field::bounded;
use super::{Line, Rules};
use crate::id::MissionId;

record! {
    /// Written by the server when a mission ends, in the feed of the account alone: the phone gives
    /// the mission back, and what its owner did stays with its owner. It names no door and nobody.
    Stint, StintId, Stint {
        /// The mission.
        mission: MissionId,
        /// As the team called it.
        title: Line,
        /// First day.
        starts: NaiveDate,
        /// Last day.
        ends: NaiveDate,
        /// Visits.
        visits: Tally,
        /// Homes in which somebody was met.
        met: Tally,
        /// Times that a service was advised.
        advice: Tally,
        /// Cards that were read to their end.
        cards: Tally,
        /// Languages spoken, as codes with a space between, the most spoken first.
        languages: Option<Line>,
    }
}

bounded! {
    /// A count of what somebody did.
    Tally(0..=1_000_000),
}

impl Rules for Stint {}
