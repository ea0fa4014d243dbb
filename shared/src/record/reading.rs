//! Reading (lecture): what somebody has read of a card, or of the mission's message.

use super::{Prose, Rules};
use crate::id::{AccountId, CardId};

record! {
    /// Written by its reader, one for each card and one for the message. It keeps no words: only
    /// by which paragraphs can be told again ([`blocks::seen`](crate::blocks::seen)), so that every
    /// phone of this person marks what changed since.
    Reading, ReadingId, Reading {
        /// Who read.
        author: AccountId,
        /// The card; the mission's message where absent.
        card: Option<CardId>,
        /// The paragraphs that were read last, as short sums.
        seen: Option<Prose>,
        /// The card was read to its end, and its questions were answered. It stays so when the card
        /// changes.
        done: bool,
    }
}

impl Rules for Reading {}
