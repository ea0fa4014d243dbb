//! Takes questionnaires that were written as XLSForm: a workbook, or a folder of CSV files.
//!
//! Every row of the survey is accounted for: taken, or refused with a reason. A fault rejects the
//! form and says sheet, row, column and what was expected there. What a form is once it was taken
//! is `shared`'s; this module knows spreadsheets, and neither the database nor the command line.
//! Whoever sends a file may mean harm, so all that is read is bounded first ([`mod@file`]). Start at
//! [`check`].

use std::path::Path;

use shared::questionnaire::Questionnaire;

mod choices;
mod columns;
pub mod file;
mod form;
mod kinds;
mod nest;
mod question;
mod report;
mod separated;
mod settings;
mod sheet;
mod survey;
mod workbook;

pub use file::FileError;
pub use report::{Fate, Remark, Report, Row, Spot, Verdict};

/// How deep groups may stand in each other.
pub const DEEPEST: usize = 16;

/// What is said about a form, and the form itself where it has no fault.
#[derive(Debug)]
pub struct Checked {
    /// What became of each row.
    pub report: Report,
    /// The form without what was refused.
    pub questionnaire: Option<Questionnaire>,
}

/// Looks at a form: an .xlsx or .xls file, a folder that holds `survey.csv`, or that file.
///
/// # Errors
/// A file that cannot be read, or is beyond the bounds. Faults of a form are no errors.
pub fn check(path: &Path) -> Result<Checked, FileError> {
    let source = file::open(path)?;
    Ok(form::form(&source))
}

/// How many questions a form has, without groups.
#[must_use]
pub fn questions(questionnaire: &Questionnaire) -> usize {
    form::count(&questionnaire.items)
}
