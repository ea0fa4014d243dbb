//! What an import tells: counts of everything, and the first lines of each kind.

use std::collections::BTreeMap;

use super::run::Outcome;
use crate::service::ground::Step;

/// How many notes of one kind are kept; the rest is counted. A file may be wrong in every row.
const MOST: usize = 1_000;
/// How many changes are shown.
const SHOWN: usize = 10;

/// One row that a person may want to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its line in the file, the header being line 1.
    pub line: u64,
    /// A stable word for the reason.
    pub code: &'static str,
    /// The reason, with the text as it stands there.
    pub reason: String,
}

/// Notes of one kind: the first of them, and how many there are.
#[derive(Debug, Default)]
pub struct Notes {
    /// The first ones, in order.
    pub first: Vec<Note>,
    /// How many there are.
    pub total: u64,
    /// How many there are of each code.
    pub by_code: BTreeMap<&'static str, u64>,
}

impl Notes {
    fn add(&mut self, line: u64, code: &'static str, reason: impl FnOnce() -> String) {
        self.total += 1;
        *self.by_code.entry(code).or_default() += 1;
        if self.first.len() < MOST {
            self.first.push(Note { line, code, reason: reason() });
        }
    }
}

/// What became of the rows of a file.
#[derive(Debug, Default)]
pub struct Report {
    /// Buildings that were not there.
    pub added: u64,
    /// Buildings whose name or position is another now.
    pub updated: u64,
    /// Buildings that were there already, just so.
    pub unchanged: u64,
    /// Buildings that somebody removed, and that stay so.
    pub removed: u64,
    /// Rows in other communes than those asked for.
    pub elsewhere: u64,
    /// Rows in which something was mended.
    pub mended: u64,
    /// Rows that were refused.
    pub faults: Notes,
    /// What was mended.
    pub mends: Notes,
    /// Rows that name an address that another row names too.
    pub repeats: Notes,
    /// The first changes, in words.
    pub shown: Vec<String>,
}

impl Report {
    /// Takes down the outcome of one row.
    pub fn add(&mut self, line: u64, outcome: &Outcome) {
        match outcome {
            Outcome::Refused(fault) => self.faults.add(line, fault.code(), || fault.to_string()),
            Outcome::Repeats(better) => {
                self.repeats.add(line, "repeat", || format!("the address stands on line {better}"));
            }
            Outcome::Elsewhere => self.elsewhere += 1,
            Outcome::Taken { step, address, mends } => {
                self.mended += u64::from(!mends.is_empty());
                for mend in mends {
                    self.mends.add(line, mend.code(), || mend.to_string());
                }
                let shown = match step {
                    Step::Added => {
                        self.added += 1;
                        format!("new: {address}")
                    }
                    Step::Updated(fields) => {
                        self.updated += 1;
                        format!("another {}: {address}", fields.join(", "))
                    }
                    Step::Unchanged => {
                        self.unchanged += 1;
                        return;
                    }
                    Step::Removed => {
                        self.removed += 1;
                        return;
                    }
                };
                if self.shown.len() < SHOWN {
                    self.shown.push(shown);
                }
            }
        }
    }

    /// Addresses that are buildings now, or would be.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.added + self.updated + self.unchanged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::addresses::RowFault;

    #[test]
    fn a_file_that_is_wrong_in_every_row_is_counted_and_not_kept() {
        let mut report = Report::default();
        for line in 0..5_000 {
            report.add(line, &Outcome::Refused(RowFault::QuoteOpen));
        }
        assert_eq!((report.faults.total, report.faults.first.len()), (5_000, MOST));
        assert_eq!(report.faults.by_code["quote-open"], 5_000);
    }
}
