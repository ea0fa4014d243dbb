//! Review (relecture): what a supervisor decided about a visit as it stood.

use super::field::bounded;
use super::{FieldError, Prose, RecordError, Rule, Rules, choice};
use crate::id::{AccountId, VisitId};

record! {
    /// A supervisor's decision. It names the version it saw: a later correction opens it again.
    Review, ReviewId, Review {
        /// The visit.
        visit: VisitId,
        /// The visit's sequence number as the supervisor saw it.
        reviewed_seq: ReviewedSeq,
        /// What was decided.
        verdict: Verdict,
        /// What the supervisor asks of the author; always there when a visit is returned.
        question: Option<Prose>,
        /// The supervisor.
        reviewer: AccountId,
    }
}

bounded! {
    /// The sequence number of a version that was reviewed.
    ReviewedSeq(1..=9_223_372_036_854_775_807),
}

choice! {
    /// What a supervisor decided. A visit without a review of its newest version is *received*.
    Verdict {
        /// Sent back to its author with a question.
        Returned = "returned",
        /// It counts.
        Approved = "approved",
    }
}

impl Rules for Review {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Review {
    fn check(&self) -> Result<(), RecordError> {
        if self.verdict == Verdict::Returned && self.question.is_none() {
            let error = FieldError::AtOdds("a visit is returned with a question");
            return Err(RecordError::new("question", error));
        }
        Ok(())
    }
}
