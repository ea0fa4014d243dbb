//! Visit (passage): a neighbor knocked at a door.
//!
//! A visit is never overwritten by another visit: the history of a door is its visits. Its author
//! corrects it field by field; one that should not be is withdrawn, never deleted.

use super::{LanguageCode, Minutes, Prose, Rules, choice};
use crate::id::{AccountId, DoorId};
use crate::time::Millis;

record! {
    /// What happened at a door.
    Visit, VisitId, Visit {
        /// The door.
        door: DoorId,
        /// Who knocked; only that person corrects it.
        author: AccountId,
        /// What happened.
        outcome: Outcome,
        /// When, by the phone's clock, right or wrong.
        started: Millis,
        /// How long it took.
        minutes: Option<Minutes>,
        /// The language spoken.
        language: Option<LanguageCode>,
        /// What there is to tell, without naming anybody.
        note: Option<Prose>,
        /// The resident was told what is kept.
        informed: bool,
        /// The resident agreed that words which the law protects, on health for example, are kept.
        consent: bool,
        /// It should not count: taken back by its author.
        withdrawn: bool,
        /// The server's estimate of `started`, present only where the phone's clock could not be
        /// believed. Set by the server alone; shown with a mark, and used in figures.
        started_estimate: Option<Millis>,
    }
}

choice! {
    /// What happened at a door.
    Outcome {
        /// Somebody opened and talked (rencontre).
        Met = "met",
        /// Nobody opened.
        Absent = "absent",
        /// Somebody asked to come back (repasser).
        ComeBack = "come_back",
        /// Somebody declined (refus).
        Refused = "refused",
        /// The way was locked.
        Inaccessible = "inaccessible",
        /// Nobody lives there (vacant).
        Vacant = "vacant",
    }
}

impl Rules for Visit {}
