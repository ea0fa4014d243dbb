//! Answer (réponse): what the partner does about what residents said, until when, and what came of
//! it.
//!
//! It belongs to the territory, since it is told at the doors when the mission that heard the need
//! is long over. So it says all that is told there itself, and names the buildings that it concerns
//! by [records of their own](super::AnswerBuilding).

use chrono::NaiveDate;

use super::{Code, FieldError, Line, Prose, RecordError, Rule, Rules, choice};
use crate::id::PartnerId;

record! {
    /// "You said, it was done": an action with a date, and what came of it.
    Answer, AnswerId, Answer {
        /// Who answers.
        partner: PartnerId,
        /// The theme of what was said, such as `ascenseur`.
        theme: Code,
        /// What residents said, in one line of the supervisor's.
        said: Line,
        /// What is done about it.
        action: Prose,
        /// Until when.
        due: NaiveDate,
        /// The day of the answer.
        answered: NaiveDate,
        /// What came of it; nobody has said yet where absent.
        result: Option<AnswerResult>,
        /// The same in words; always there with the result.
        result_words: Option<Prose>,
        /// The day on which that was said.
        settled: Option<NaiveDate>,
    }
}

choice! {
    /// What came of an answer.
    AnswerResult {
        /// It was done.
        Done = "done",
        /// Some of it was done.
        Partly = "partly",
        /// It was not done.
        NotDone = "not_done",
    }
}

impl Answer {
    /// Whether the day has passed without a word of what came of it.
    #[must_use]
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.result.is_none() && self.due < today
    }
}

impl Rules for Answer {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Answer {
    fn check(&self) -> Result<(), RecordError> {
        let at_odds = |field, why| Err(RecordError::new(field, FieldError::AtOdds(why)));
        if self.due < self.answered {
            return at_odds("due", "an answer promises nothing for a day before it");
        }
        let told = [self.result.is_some(), self.result_words.is_some(), self.settled.is_some()];
        if told.contains(&true) && told.contains(&false) {
            return at_odds("result_words", "what came of it is told with words and a day");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::record::Kind;
    use crate::value::{Fields, Value};

    fn fields(more: &[(&str, &str)]) -> Fields {
        let all = [
            ("partner", "00000000-0000-7000-8000-000000000001"),
            ("theme", "ascenseur"),
            ("said", "L’ascenseur est en panne"),
            ("action", "La pièce est commandée."),
            ("due", "2026-12-20"),
            ("answered", "2026-11-25"),
        ];
        let pairs = all.iter().chain(more);
        pairs.map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect()
    }

    #[test]
    fn what_came_of_it_is_told_with_words_and_a_day() {
        assert!(Kind::Answer.check(&fields(&[])).is_ok());
        let result = ("result", "partly");
        assert!(Kind::Answer.check(&fields(&[result])).is_err());
        let words = ("result_words", "Il remarche, pas toujours.");
        assert!(Kind::Answer.check(&fields(&[result, words])).is_err());
        let day = ("settled", "2026-12-19");
        assert!(Kind::Answer.check(&fields(&[result, words, day])).is_ok());
        assert!(Kind::Answer.check(&fields(&[("due", "2026-11-24")])).is_err());
    }
}
