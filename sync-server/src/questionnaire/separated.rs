//! CSV files: one for each sheet, or one with sections, in which the first column names a sheet and
//! is empty below.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::WINDOWS_1252;

use super::file::{FileError, MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, SHEETS};
use super::sheet::{Book, Cell, Row, Sheet};

/// A file that is one sheet.
pub(super) fn sheet(name: &str, bytes: &[u8]) -> Result<Sheet, FileError> {
    Ok(Sheet::new(name, rows(name, bytes)?))
}

/// A file that is a survey, or has sections.
pub(super) fn book(bytes: &[u8]) -> Result<Book, FileError> {
    let rows = rows("survey", bytes)?;
    let mut book = Book::default();
    let has_sections = rows.first().is_some_and(|row| section(row).is_some());
    if !has_sections {
        book.sheets.insert("survey".into(), Sheet::new("survey", rows));
        return Ok(book);
    }
    let mut sections: Vec<(String, Vec<Row>)> = Vec::new();
    for row in rows {
        if let Some(name) = section(&row) {
            sections.push((name, Vec::new()));
        } else if let Some((_, rows)) = sections.last_mut() {
            rows.push(row);
        }
    }
    for (name, rows) in sections {
        book.sheets.insert(name.clone(), Sheet::new(&name, rows));
    }
    Ok(book)
}

/// The sheet that begins with a row: its name stands alone in the first column.
fn section(row: &Row) -> Option<String> {
    let name = row.text(0)?.to_lowercase();
    (row.cells.len() == 1 && SHEETS.contains(&name.as_str())).then_some(name)
}

fn rows(name: &str, bytes: &[u8]) -> Result<Vec<Row>, FileError> {
    let too_much =
        |what: &str, most: u64| FileError::TooMuch { what: format!("{name}: {what}"), most };
    // Spreadsheets still write Latin letters, and a byte-order mark before others.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut rows, mut cells) = (Vec::new(), 0);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| wrong(name, &error))? {
        let number = record.position().map_or(0, csv::Position::line);
        if rows.len() > MOST_ROWS as usize {
            return Err(too_much("rows", MOST_ROWS.into()));
        }
        let mut row = Row { number: u32::try_from(number).unwrap_or(u32::MAX), ..Row::default() };
        for (column, text) in (0_u32..).zip(&record) {
            let Some(cell) = Cell::text(text) else {
                continue;
            };
            if column >= MOST_COLUMNS {
                return Err(too_much("columns", MOST_COLUMNS.into()));
            }
            if text.chars().count() > MOST_CHARACTERS {
                let what = format!("row {number}: characters of a cell");
                return Err(too_much(&what, MOST_CHARACTERS as u64));
            }
            row.cells.insert(column, cell);
        }
        cells += row.cells.len();
        if cells > MOST_CELLS {
            return Err(too_much("cells", MOST_CELLS as u64));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// In France spreadsheets write semicolons, since the comma is in numbers.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |letter| first.matches(letter).count();
    if count(';') > count(',') {
        b';'
    } else if count('\t') > count(',') {
        b'\t'
    } else {
        b','
    }
}

fn wrong(name: &str, error: &csv::Error) -> FileError {
    FileError::Csv { file: name.to_owned(), reason: error.to_string() }
}
