//! Sheets as rows of text, whatever file they came from.

use std::collections::BTreeMap;

use super::report::Spot;

/// A form's sheets, and what is beside them.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    /// The sheets that a form is made of, by name: `survey`, `choices`, `settings`.
    pub(super) sheets: BTreeMap<String, Sheet>,
    /// What is good to know about the file itself.
    pub(super) notes: Vec<(String, String)>,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// The headings and their columns, counted from 0; empty ones are left out.
    pub(super) headings: Vec<(u32, String)>,
    /// The rows below that are not empty, by their number.
    pub(super) rows: Vec<Row>,
}

/// One row that is not empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Its number.
    pub(super) number: u32,
    /// The cells that are not empty, by column.
    pub(super) cells: BTreeMap<u32, Cell>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Text, or what a number, a day or yes and no are as text.
    Text(String),
    /// The error of a formula, such as `#N/A`.
    Error(String),
}

impl Sheet {
    /// Makes a sheet of cells. The first row that is not empty holds the headings.
    #[must_use]
    pub(super) fn new(name: &str, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut rows = rows.into_iter().filter(|row| !row.cells.is_empty());
        let headings = rows.next().unwrap_or_default();
        let headings = headings.cells.into_iter().filter_map(|(column, cell)| match cell {
            Cell::Text(heading) => Some((column, heading)),
            Cell::Error(_) => None,
        });
        Self { name: name.to_owned(), headings: headings.collect(), rows: rows.collect() }
    }

    /// A place in it.
    #[must_use]
    pub(super) fn spot(&self, row: Option<u32>, column: Option<&str>) -> Spot {
        Spot { sheet: self.name.clone(), row, column: column.map(str::to_owned) }
    }
}

impl Row {
    /// The text of a cell.
    #[must_use]
    pub(super) fn text(&self, column: u32) -> Option<&str> {
        match self.cells.get(&column)? {
            Cell::Text(text) => Some(text),
            Cell::Error(_) => None,
        }
    }
}

impl Cell {
    /// A cell of this text; none if it is blank. Blanks around it are left out.
    #[must_use]
    pub(super) fn text(text: &str) -> Option<Self> {
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }
}
