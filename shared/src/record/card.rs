//! Training card (fiche): what a neighbor reads before a mission's doors.

use super::{Line, Position, Prose, Rules};

record! {
    /// One card of a mission, in the part of Markdown that [`blocks`](crate::blocks) draws.
    Card, CardId, Card {
        /// What it is about.
        title: Line,
        /// What there is to know.
        text: Prose,
        /// Its place among the mission's cards.
        position: Position,
    }
}

impl Rules for Card {}
