//! Asks an expression. It knows the answers and the lists as trees, and nothing of sorts of
//! questions or of screens.
//!
//! Work is counted, so that no form can hold a phone up: an expression that would take more than
//! [`MOST_STEPS`] ends with an error.

use std::collections::BTreeMap;

use thiserror::Error;

use super::calendar::{self, DayNames, Offset};
use super::syntax::{Expr, Operator};
use super::tree::Tree;
use super::value::{Place, Value};
use crate::time::Millis;

mod calls;
mod places;

/// The most parts of an expression and places of a tree that one question may look at.
const MOST_STEPS: u32 = 1_000_000;

/// All that an expression can ask for.
#[derive(Clone, Copy)]
pub struct Surroundings<'w> {
    /// The answers: below the top stands the form, below it its questions, groups and repeats.
    pub answers: &'w Tree,
    /// Where each name of `${name}` stands, as names from the form on.
    pub paths: &'w BTreeMap<String, Vec<String>>,
    /// The lists of choices: below the top `root`, below it `item` for each, then its columns.
    pub lists: &'w BTreeMap<String, Tree>,
    /// How a choice of a question is called in the language of the phone.
    pub choice_name: &'w dyn Fn(&str, &str) -> Option<String>,
    /// How days and months are called in it.
    pub day_names: DayNames<'w>,
    /// The time.
    pub now: Millis,
    /// How far the clock on the wall is from UTC.
    pub offset: Offset,
}

/// Why an expression comes to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EvaluateError {
    /// A name that no question has. Forms that were checked have none.
    #[error("there is no question {0}")]
    UnknownQuestion(String),
    /// A list that is not there. Forms that were checked have none.
    #[error("there is no list {0}")]
    UnknownList(String),
    /// A pattern that was made by the form and cannot be used.
    #[error("the pattern of regex() cannot be used: {0}")]
    Pattern(String),
    /// It would look at too much.
    #[error("the expression takes too long")]
    TooLong,
    /// It would make too much text.
    #[error("the expression makes too long a text")]
    TooMuchText,
}

type Done<T> = Result<T, EvaluateError>;

pub(super) fn evaluate<'w>(
    expr: &'w Expr,
    surroundings: &'w Surroundings<'w>,
    here: Place<'w>,
    chance: &mut dyn FnMut() -> u64,
) -> Done<Value<'w>> {
    evaluate_row(expr, surroundings, here, here, chance)
}

pub(super) fn evaluate_row<'w>(
    expr: &'w Expr,
    surroundings: &'w Surroundings<'w>,
    here: Place<'w>,
    row: Place<'w>,
    chance: &mut dyn FnMut() -> u64,
) -> Done<Value<'w>> {
    let context = Context { place: row, position: 1, size: 1 };
    Asked { surroundings, here, chance, steps: 0 }.value(expr, context)
}

/// Where one stands: in a predicate, at one of several places.
#[derive(Clone, Copy)]
struct Context<'w> {
    place: Place<'w>,
    position: usize,
    size: usize,
}

struct Asked<'w, 'c> {
    surroundings: &'w Surroundings<'w>,
    /// The question whose expression it is.
    here: Place<'w>,
    chance: &'c mut dyn FnMut() -> u64,
    steps: u32,
}

impl<'w> Asked<'w, '_> {
    fn value(&mut self, expr: &'w Expr, at: Context<'w>) -> Done<Value<'w>> {
        self.step(1)?;
        match expr {
            Expr::Number(number) => Ok(Value::Number(*number)),
            Expr::Text(text) => Ok(Value::Text(text.clone())),
            Expr::Negative(of) => Ok(Value::Number(-self.number(of, at)?)),
            Expr::Binary(operator, sides) => self.binary(*operator, sides, at),
            Expr::Call(function, values) => self.call(*function, values, at),
            Expr::Path(path) => self.places(path, at).map(Value::Places),
        }
    }

    fn number(&mut self, expr: &'w Expr, at: Context<'w>) -> Done<f64> {
        Ok(self.value(expr, at)?.number(self.surroundings.offset))
    }

    fn text(&mut self, expr: &'w Expr, at: Context<'w>) -> Done<String> {
        let text = self.value(expr, at)?.text();
        self.step(text.len() / 16)?;
        Ok(text)
    }

    fn truth(&mut self, expr: &'w Expr, at: Context<'w>) -> Done<bool> {
        Ok(self.value(expr, at)?.truth())
    }

    fn step(&mut self, by: usize) -> Done<()> {
        self.steps = self.steps.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
        if self.steps > MOST_STEPS { Err(EvaluateError::TooLong) } else { Ok(()) }
    }

    fn binary(
        &mut self,
        operator: Operator,
        sides: &'w [Expr; 2],
        at: Context<'w>,
    ) -> Done<Value<'w>> {
        let [left, right] = sides;
        // The second side is asked only where it matters.
        match operator {
            Operator::Or => {
                return Ok(Value::Bool(self.truth(left, at)? || self.truth(right, at)?));
            }
            Operator::And => {
                return Ok(Value::Bool(self.truth(left, at)? && self.truth(right, at)?));
            }
            _ => {}
        }
        let (left, right) = (self.value(left, at)?, self.value(right, at)?);
        let offset = self.surroundings.offset;
        let numbers = || (left.number(offset), right.number(offset));
        let number = match operator {
            Operator::Plus => numbers().0 + numbers().1,
            Operator::Minus => numbers().0 - numbers().1,
            Operator::Times => numbers().0 * numbers().1,
            Operator::Div => numbers().0 / numbers().1,
            Operator::Mod => numbers().0 % numbers().1,
            _ => return self.compare(operator, &left, &right).map(Value::Bool),
        };
        Ok(Value::Number(number))
    }

    /// With several places on a side, it is enough that one of them fits.
    fn compare(&mut self, operator: Operator, left: &Value<'w>, right: &Value<'w>) -> Done<bool> {
        if let Value::Places(places) = left
            && places.len() > 1
            && !matches!(right, Value::Bool(_))
        {
            for place in places {
                if self.compare(operator, &Value::Text(place.text()), right)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Value::Places(places) = right
            && places.len() > 1
            && !matches!(left, Value::Bool(_))
        {
            for place in places {
                if self.compare(operator, left, &Value::Text(place.text()))? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        self.step(1)?;
        Ok(fits(operator, left, right, self.surroundings.offset))
    }
}

fn fits(operator: Operator, left: &Value<'_>, right: &Value<'_>, offset: Offset) -> bool {
    let numbers = || (left.number(offset), right.number(offset));
    let is_equal = || match (left, right) {
        (Value::Bool(_), _) | (_, Value::Bool(_)) => left.truth() == right.truth(),
        (Value::Number(_), _) | (_, Value::Number(_)) => numbers().0 == numbers().1,
        _ => {
            let (left, right) = (left.text(), right.text());
            let days = |text: &str| calendar::days(text, offset);
            // One moment has several spellings.
            left == right || days(&left).is_some_and(|left| Some(left) == days(&right))
        }
    };
    match operator {
        Operator::Equal => is_equal(),
        Operator::Unequal => !is_equal(),
        Operator::Less => numbers().0 < numbers().1,
        Operator::AtMost => numbers().0 <= numbers().1,
        Operator::More => numbers().0 > numbers().1,
        _ => numbers().0 >= numbers().1,
    }
}
