//! A question of a training card's short quiz.

use super::field::bounded;
use super::{FieldError, Line, Position, Prose, RecordError, Rule, Rules};
use crate::id::CardId;

record! {
    /// A question with two to five choices, of which one is right.
    QuizQuestion, QuizQuestionId, QuizQuestion {
        /// The card that it is about.
        card: CardId,
        /// Its place among the card's questions.
        position: Position,
        /// The question.
        ask: Line,
        /// The choices, one a line.
        choices: Prose,
        /// Which of them is right, from 1.
        correct: Choice,
        /// Why, to be read after the answer.
        why: Option<Prose>,
    }
}

bounded! {
    /// One of a question's choices, from 1.
    Choice(1..=5),
}

/// The choices of a question in their order: the lines that say something.
pub fn choices_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

impl Rules for QuizQuestion {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl QuizQuestion {
    fn check(&self) -> Result<(), RecordError> {
        let count = choices_of(self.choices.as_str()).count();
        if !(2..=5).contains(&count) {
            let error = FieldError::AtOdds("a question has two to five choices, one a line");
            return Err(RecordError::new("choices", error));
        }
        if usize::try_from(self.correct.get()).is_ok_and(|right| right > count) {
            let error = FieldError::AtOdds("the right choice is one of those that there are");
            return Err(RecordError::new("correct", error));
        }
        Ok(())
    }
}
