//! Remark: what somebody of the team says about the message, or how they would word it.

use super::{Prose, Rules, choice};
use crate::id::AccountId;

record! {
    /// Words about the mission's message. Only who wrote them corrects them.
    Remark, RemarkId, Remark {
        /// Who writes.
        author: AccountId,
        /// Of which sort.
        sort: RemarkSort,
        /// The words.
        text: Prose,
    }
}

choice! {
    /// Of which sort a remark is.
    RemarkSort {
        /// Something to say about the message.
        Comment = "comment",
        /// Another wording of all of it.
        Proposal = "proposal",
    }
}

impl Rules for Remark {}
