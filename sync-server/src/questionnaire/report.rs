//! What became of each row, and all that is wrong.

use std::collections::BTreeSet;
use std::fmt;

/// The most faults, and the most notes, that are told. A file that has more of them is not worth
/// the memory.
const MOST_REMARKS: usize = 10_000;

/// A place in a form, as its author finds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1 with the headings; in a CSV file, the line.
    pub row: Option<u32>,
    /// The heading of the column.
    pub column: Option<String>,
}

/// Something to be told at a place: a fault, or what is good to know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Where.
    pub at: Spot,
    /// What, in words.
    pub says: String,
}

/// One row of the survey and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: u32,
    /// What stands in the column `type`.
    pub kind: String,
    /// What stands in the column `name`.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is part of the form.
    Taken,
    /// It is left out, for this reason; the rest of the form stands without it.
    Refused(String),
    /// It has a fault, so the whole form is rejected.
    Faulty,
}

/// What is said about a form as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All of it is taken.
    Taken,
    /// It is taken without the rows that are refused.
    TakenInPart,
    /// It has faults.
    Rejected,
}

/// All that is said about a form.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The rows of the survey that are not empty, in order.
    pub rows: Vec<Row>,
    /// What must be put right, in the order of the sheets.
    pub faults: Vec<Remark>,
    /// What is taken otherwise than it may be meant.
    pub notes: Vec<Remark>,
    noted: BTreeSet<Remark>,
    /// How many faults there are, also beyond those that are told.
    pub(super) found: usize,
}

impl Verdict {
    /// The stable word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::TakenInPart => "taken_in_part",
            Self::Rejected => "rejected",
        }
    }
}

impl Report {
    /// What is said about the form as a whole.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.faults.is_empty() {
            Verdict::Rejected
        } else if self.rows.iter().any(|row| matches!(row.fate, Fate::Refused(_))) {
            Verdict::TakenInPart
        } else {
            Verdict::Taken
        }
    }

    pub(super) fn fault(&mut self, at: Spot, says: impl Into<String>) {
        self.found += 1;
        if self.faults.len() < MOST_REMARKS {
            self.faults.push(Remark { at, says: says.into() });
        }
    }

    pub(super) fn note(&mut self, at: Spot, says: impl Into<String>) {
        let note = Remark { at, says: says.into() };
        if self.notes.len() < MOST_REMARKS && self.noted.insert(note.clone()) {
            self.notes.push(note);
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sheet)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.says)
    }
}
