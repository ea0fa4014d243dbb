//! Row by row: what the phones recorded, what the central database holds, what each phone shows.
//!
//! A comparison gives a list of [`Difference`]s, each naming the database, the row and the field;
//! an empty list is the proof. Start at [`with_central`], then [`with_history`] and [`replicas`].

use std::collections::BTreeSet;
use std::fmt;

use shared::record::Kind;
use shared::value::{Fields, Value};

use crate::rows::{Row, Rows};

mod central;
mod phone;

pub use central::with_central;
pub use phone::{replicas, with_history};

/// The database that all phones share, as a difference names it.
pub const CENTRAL: &str = "central database";
/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which database or which phone.
    pub place: String,
    /// Which row.
    pub row: String,
    /// What is wrong with it.
    pub what: What,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// It is not there.
    Lost,
    /// It should not be there.
    Extra,
    /// One of its fields holds something else.
    Field {
        /// The field.
        name: String,
        /// What it should hold.
        expected: String,
        /// What it holds.
        found: String,
    },
    /// Anything else, in words.
    Fault(String),
}

impl Difference {
    /// Something that is neither a missing row, nor a row too many, nor a field.
    #[must_use]
    pub fn fault(place: &str, row: &str, words: &str) -> Self {
        Self { place: place.to_owned(), row: row.to_owned(), what: What::Fault(words.to_owned()) }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, row, what } = self;
        match what {
            What::Lost => write!(f, "{place}: {row} is missing"),
            What::Extra => write!(f, "{place}: {row} should not be there"),
            What::Field { name, expected, found } => {
                write!(f, "{place}: {row}: {name} is {found}, expected {expected}")
            }
            What::Fault(words) => write!(f, "{place}: {row}: {words}"),
        }
    }
}

/// Collects the differences of one database.
struct Findings<'a> {
    place: &'a str,
    differences: Vec<Difference>,
}

impl<'a> Findings<'a> {
    fn new(place: &'a str) -> Self {
        Self { place, differences: Vec::new() }
    }

    fn add(&mut self, row: String, what: What) {
        self.differences.push(Difference { place: self.place.to_owned(), row, what });
    }

    fn field(&mut self, row: &str, name: &str, expected: &str, found: &str) {
        if expected != found {
            let what = What::Field {
                name: name.to_owned(),
                expected: expected.to_owned(),
                found: found.to_owned(),
            };
            self.add(row.to_owned(), what);
        }
    }

    /// Holds two bags of words against each other.
    fn bags<T: Ord + fmt::Debug>(&mut self, row: &str, expected: &BTreeSet<T>, found: &[T]) {
        for one in expected {
            if !found.contains(one) {
                self.add(format!("{row}: {one:?}"), What::Lost);
            }
        }
        let mut left: BTreeSet<&T> = expected.iter().collect();
        for one in found {
            if !left.remove(one) {
                self.add(format!("{row}: {one:?}"), What::Extra);
            }
        }
    }
}

/// The rows of that kind that hang on the visit.
fn children<'a>(rows: &'a Rows, kind: Kind, visit: &str) -> impl Iterator<Item = &'a Row> {
    let of_kind = rows.range((kind, String::new())..);
    of_kind
        .take_while(move |((found, _), _)| *found == kind)
        .map(|(_, row)| row)
        .filter(move |row| row.text("visit") == visit)
}

fn advice_of(rows: &Rows, visit: &str) -> Vec<String> {
    let mut codes: Vec<String> =
        children(rows, Kind::Advice, visit).map(|row| service_code(rows, row)).collect();
    codes.sort();
    codes
}

fn needs_of(rows: &Rows, visit: &str) -> Vec<String> {
    let mut themes: Vec<String> =
        children(rows, Kind::Need, visit).map(|row| row.text("theme").to_owned()).collect();
    themes.sort();
    themes
}

fn service_code(rows: &Rows, row: &Row) -> String {
    let service = rows.get(&(Kind::Service, row.text("service").to_owned()));
    service.map_or("unknown service", |row| row.text("code")).to_owned()
}

fn shown(fields: &Fields, field: &str) -> String {
    fields.get(field).map_or_else(|| text(&Value::Null), text)
}

/// As JSON writes it; what is default is one thing, however it is kept.
fn text(value: &Value) -> String {
    if value.is_default() {
        return "nothing".to_owned();
    }
    serde_json::to_string(value).unwrap_or_else(|_| format!("{value:?}"))
}

#[cfg(test)]
mod tests;
