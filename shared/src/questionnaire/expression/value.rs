//! What an expression comes to, and how one sort of value is read as another.
//!
//! Days and times are texts in the spelling of ISO 8601. Where a number is needed, a day is the
//! number of days since 1970-01-01, as in ODK, so that `today() - ${since} > 7` means what it says.

use super::calendar::{self, Offset};
use super::tree::{NodeId, Tree};

/// A place in a tree.
#[derive(Clone, Copy, Debug)]
pub struct Place<'w> {
    /// The tree.
    pub tree: &'w Tree,
    /// Where in it.
    pub node: NodeId,
}

/// What an expression comes to.
#[derive(Clone, Debug)]
pub enum Value<'w> {
    /// Words, a day, a time, the names of choices.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// Places, in the order of the tree.
    Places(Vec<Place<'w>>),
}

impl Place<'_> {
    /// The text of a place: its own, or all that stands below.
    #[must_use]
    pub fn text(&self) -> String {
        let children = self.tree.children(self.node);
        if children.is_empty() {
            return self.tree.text(self.node).to_owned();
        }
        children.iter().map(|child| Place { tree: self.tree, node: *child }.text()).collect()
    }
}

impl Value<'_> {
    /// As text; of several places, the first.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Bool(truth) => truth.to_string(),
            Self::Places(places) => places.first().map(Place::text).unwrap_or_default(),
        }
    }

    /// As a number; what is none is NaN. A day or a time counts in days.
    #[must_use]
    pub fn number(&self, offset: Offset) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Bool(truth) => f64::from(u8::from(*truth)),
            Self::Text(text) => text_number(text, offset),
            Self::Places(_) => text_number(&self.text(), offset),
        }
    }

    /// As yes or no: a number other than 0, a text that is not empty.
    #[must_use]
    pub fn truth(&self) -> bool {
        match self {
            Self::Bool(truth) => *truth,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            // A question without an answer stands in the tree all the same.
            Self::Places(_) => !self.text().is_empty(),
        }
    }

    /// The texts of all places, or the one text.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Places(places) => places.iter().map(Place::text).collect(),
            other => vec![other.text()],
        }
    }
}

/// A number as XPath writes it: never with an exponent, whole ones without a fraction.
pub(super) fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        number.to_string()
    }
}

pub(super) fn text_number(text: &str, offset: Offset) -> f64 {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = digits.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.')
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_number {
        return text.parse().unwrap_or(f64::NAN);
    }
    calendar::days(text, offset).unwrap_or(f64::NAN)
}
