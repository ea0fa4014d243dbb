//! What somebody answered to a question of a training card.

use super::{Choice, Rules};
use crate::id::{AccountId, QuizQuestionId};

record! {
    /// Written by who answers, one for each question; the last answer stands.
    QuizAnswer, QuizAnswerId, QuizAnswer {
        /// Who answers.
        author: AccountId,
        /// The question.
        question: QuizQuestionId,
        /// What was chosen, from 1.
        choice: Choice,
    }
}

impl Rules for QuizAnswer {}
