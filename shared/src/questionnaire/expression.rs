//! The formulas of a questionnaire: when a question is asked, which answers it takes, what is
//! computed.
//!
//! They are the part of XPath 1.0 that XLSForm authors write, with the functions of the ODK XForms
//! specification. An [`Expression`] is read once, with all that can be said against it, and asked
//! as often as an answer changes. Asking is pure: answers, clock and chance are handed in as
//! [`Surroundings`]. Start at [`Expression::parse`] and [`Expression::evaluate`].

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

mod calendar;
mod evaluate;
mod function;
mod numbers;
mod parse;
mod strings;
mod syntax;
mod tree;
mod value;

pub use calendar::{DayNames, Offset};
pub use evaluate::{EvaluateError, Surroundings};
pub use function::{Function, supported};
pub use syntax::{Expr, Operator, Path, Start, Step, To};
pub use tree::{NodeId, Tree};
pub use value::{Place, Value};

/// The longest expression, in characters.
pub const MOST_CHARACTERS: usize = 8_192;
/// How deep brackets, calls and conditions may stand in each other.
pub const DEEPEST: usize = 48;
/// The most operators, names, numbers and calls in one expression.
pub const MOST_PARTS: usize = 1_024;

/// An expression that was read without fault.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Expression {
    text: String,
    root: Expr,
}

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("at character {at}: {fault}")]
pub struct ParseError {
    /// The place in the text, in characters counted from 1.
    pub at: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Something else should stand here.
    #[error("expected {expected}, found {found}")]
    Expected {
        /// What may stand here.
        expected: String,
        /// What stands here: the next letters, or the end.
        found: String,
    },
    /// A function that nobody knows.
    #[error("there is no function {0}()")]
    UnknownFunction(String),
    /// What other programs have and this one has not.
    #[error("{name} is not supported: {reason}")]
    Unsupported {
        /// Its name, as it is written.
        name: String,
        /// Why.
        reason: &'static str,
    },
    /// Too few or too many values in the brackets of a function.
    #[error("{name}() takes {takes} values, not {given}")]
    Arity {
        /// Its name.
        name: String,
        /// How many it takes, in words.
        takes: String,
        /// How many were given.
        given: usize,
    },
    /// A pattern of `regex` that cannot be used.
    #[error("the pattern of regex() cannot be used: {0}")]
    Pattern(String),
    /// More than [`MOST_CHARACTERS`], [`DEEPEST`] or [`MOST_PARTS`].
    #[error("the expression is too long or too deep (at most {most} {of})")]
    TooLarge {
        /// The bound.
        most: usize,
        /// Of what.
        of: &'static str,
    },
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with the first place that is.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let root = parse::parse(text)?;
        Ok(Self { text: text.trim().to_owned(), root })
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says, for who looks into it.
    #[must_use]
    pub fn root(&self) -> &Expr {
        &self.root
    }

    /// The names that it asks for as `${name}`, each once, in the order of the text.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        self.root.visit(&mut |expr| {
            let name = match expr {
                Expr::Path(Path { start: Start::Question(name), .. }) => Some(name.as_str()),
                // In `jr:choice-name(…, '${name}')` the name stands between quotes.
                Expr::Text(text) => question_in(text),
                _ => None,
            };
            names.extend(name.filter(|name| !names.contains(name)));
        });
        names
    }

    /// What it comes to for the answer at `here`.
    ///
    /// # Errors
    /// What cannot be computed: too much work, a pattern or a date that cannot be read.
    pub fn evaluate<'w>(
        &'w self,
        surroundings: &'w Surroundings<'w>,
        here: NodeId,
        chance: &mut dyn FnMut() -> u64,
    ) -> Result<Value<'w>, EvaluateError> {
        let place = Place { tree: surroundings.answers, node: here };
        evaluate::evaluate(&self.root, surroundings, place, chance)
    }

    /// What it comes to for one row of a list, seen from the answer at `here`: names without `${}`
    /// are columns of the row.
    ///
    /// # Errors
    /// As [`evaluate`](Self::evaluate).
    pub fn evaluate_row<'w>(
        &'w self,
        surroundings: &'w Surroundings<'w>,
        here: NodeId,
        row: Place<'w>,
        chance: &mut dyn FnMut() -> u64,
    ) -> Result<Value<'w>, EvaluateError> {
        let here = Place { tree: surroundings.answers, node: here };
        evaluate::evaluate_row(&self.root, surroundings, here, row, chance)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Expression {
    type Error = ParseError;

    fn try_from(text: String) -> Result<Self, ParseError> {
        Self::parse(&text)
    }
}

impl From<Expression> for String {
    fn from(expression: Expression) -> Self {
        expression.text
    }
}

/// The name of a text that is `${name}` and nothing else.
fn question_in(text: &str) -> Option<&str> {
    text.trim().strip_prefix("${")?.strip_suffix('}').map(str::trim)
}

#[cfg(test)]
mod tests;
