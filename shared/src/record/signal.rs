//! Signal (remontée): what several households of one place said is missing, taken to the partner.
//!
//! It names a theme and a place, never a door or a visit. Its figure was told by the rules of a
//! report, and the words in it are copies that a supervisor chose: nothing leads from them back to
//! who said them.

use chrono::NaiveDate;

use super::field::{FieldValue, int_of};
use super::{Code, FieldError, FieldType, Line, Prose, RecordError, Rule, Rules};
use crate::id::{AnswerId, BuildingId, StairwellId};
use crate::value::Value;

record! {
    /// Something that the partner of a mission is told, and asked to answer.
    Signal, SignalId, Signal {
        /// The theme, such as `ascenseur`.
        theme: Code,
        /// The building; the whole mission where absent.
        building: Option<BuildingId>,
        /// The stairwell of that building, where it is about one.
        stairwell: Option<StairwellId>,
        /// What it is about, in one line of the supervisor's.
        title: Line,
        /// What the supervisor adds.
        text: Option<Prose>,
        /// Words of residents that the supervisor chose, one a line, without anything of whose.
        words: Option<Prose>,
        /// How many households said it, as it may be told.
        households: Households,
        /// The day on which it was raised.
        raised: NaiveDate,
        /// The day on which the partner said that it was read.
        acknowledged: Option<NaiveDate>,
        /// What the partner answered.
        answer: Option<AnswerId>,
    }
}

/// The smallest group that a signal tells of; its figure is a multiple of it.
const LEAST: i64 = 11;

/// How many households, as it may be told: a multiple of eleven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Households(i64);

impl Households {
    /// Takes a figure that may be told.
    ///
    /// # Errors
    /// When it is below eleven, no multiple of eleven, or beyond all that can be.
    pub fn new(figure: i64) -> Result<Self, FieldError> {
        if !(LEAST..=1_000_000).contains(&figure) {
            Err(FieldError::OutOfRange(LEAST, 1_000_000))
        } else if figure % LEAST == 0 {
            Ok(Self(figure))
        } else {
            Err(FieldError::Shape("a multiple of eleven"))
        }
    }

    /// The figure.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl FieldValue for Households {
    const TYPE: FieldType = FieldType::Int;

    fn to_value(&self) -> Value {
        Value::Int(self.0)
    }

    fn from_value(value: &Value) -> Result<Self, FieldError> {
        int_of(value).and_then(Self::new)
    }
}

impl Rules for Signal {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Signal {
    fn check(&self) -> Result<(), RecordError> {
        let at_odds = |field, why| Err(RecordError::new(field, FieldError::AtOdds(why)));
        if self.stairwell.is_some() && self.building.is_none() {
            return at_odds("building", "a stairwell is named with its building");
        }
        if self.acknowledged.is_some_and(|day| day < self.raised) {
            return at_odds("acknowledged", "nothing is read before it was raised");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_figure_tells_of_a_small_group_or_of_exactly_so_many() {
        for wrong in [-11, 0, 1, 10, 12, 23, 1_000_010] {
            assert!(Households::new(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Households::new(22).map(Households::get), Ok(22));
    }
}
