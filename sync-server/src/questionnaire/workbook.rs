//! Workbooks, .xlsx and .xls, as sheets of text.
//!
//! An .xlsx is read cell by cell, since two cells at the ends of a sheet would else be all cells
//! between them. What it would unpack to is counted before, by unpacking it to nowhere: what a file
//! says about its own size is no bound.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Reader, SheetVisible, Xls, Xlsx};

use super::file::{
    FileError, MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, SHEETS,
};
use super::sheet::{Book, Cell, Row, Sheet};

/// The most files in a workbook.
const MOST_FILES: usize = 1_000;

/// An .xlsx.
pub(super) fn packed(bytes: Vec<u8>) -> Result<Book, FileError> {
    unpacks_to_little(&bytes)?;
    guarded(move || {
        let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut book = Book::default();
        for (name, known) in known(workbook.sheets_metadata(), &mut book) {
            let mut cells = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
            let mut table = Table::new(&known);
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                let (row, column) = cell.get_position();
                table.add(row, column, value(cell.get_value()))?;
            }
            book.sheets.insert(known, table.sheet());
        }
        Ok(book)
    })
}

/// An .xls.
pub(super) fn binary(bytes: Vec<u8>) -> Result<Book, FileError> {
    guarded(move || {
        let mut workbook = Xls::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut book = Book::default();
        for (name, known) in known(workbook.sheets_metadata(), &mut book) {
            let range = workbook.worksheet_range(&name).map_err(damaged)?;
            let (from, left) = range.start().unwrap_or_default();
            let mut table = Table::new(&known);
            for (row, column, data) in range.used_cells() {
                let at = (row as u64 + u64::from(from), column as u64 + u64::from(left));
                let at = (u32::try_from(at.0), u32::try_from(at.1));
                let (row, column) = (at.0.unwrap_or(u32::MAX), at.1.unwrap_or(u32::MAX));
                table.add(row, column, value(&lent(data)))?;
            }
            book.sheets.insert(known, table.sheet());
        }
        Ok(book)
    })
}

/// A reader of workbooks that stumbles over a damaged one must not take the program with it.
fn guarded(read: impl FnOnce() -> Result<Book, FileError>) -> Result<Book, FileError> {
    let stumbled = |_| Err(FileError::Damaged("it breaks off".to_owned()));
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(stumbled)
}

fn damaged(error: impl std::fmt::Display) -> FileError {
    FileError::Damaged(error.to_string())
}

/// The sheets of a form: as the workbook and as we call them.
fn known(sheets: &[calamine::Sheet], book: &mut Book) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for sheet in sheets {
        let known = sheet.name.trim().to_lowercase();
        let mut note = |says: &str| book.notes.push((sheet.name.clone(), says.to_owned()));
        if !SHEETS.contains(&known.as_str()) {
            note("this sheet is not part of the form, and nothing of it is taken");
        } else if found.iter().any(|(_, other)| *other == known) {
            note("another sheet has this name, and nothing of this one is taken");
        } else {
            if sheet.visible != SheetVisible::Visible {
                note("this sheet is hidden, and is taken all the same");
            }
            found.push((sheet.name.clone(), known));
        }
    }
    found
}

/// A sheet that grows within its bounds.
struct Table {
    name: String,
    rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    cells: usize,
}

impl Table {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), rows: BTreeMap::new(), cells: 0 }
    }

    /// Adds the cell at a row and a column that are counted from 0.
    fn add(&mut self, row: u32, column: u32, cell: Option<Cell>) -> Result<(), FileError> {
        let Some(cell) = cell else {
            return Ok(());
        };
        let too_much = |what: &str, most: u64| {
            Err(FileError::TooMuch { what: format!("{}: {what}", self.name), most })
        };
        if row >= MOST_ROWS {
            return too_much("rows", MOST_ROWS.into());
        }
        if column >= MOST_COLUMNS {
            return too_much(&format!("row {}: columns", row + 1), MOST_COLUMNS.into());
        }
        let (Cell::Text(text) | Cell::Error(text)) = &cell;
        if text.chars().count() > MOST_CHARACTERS {
            let what = format!("row {}: characters of a cell", row + 1);
            return too_much(&what, MOST_CHARACTERS as u64);
        }
        if self.cells == MOST_CELLS {
            return too_much("cells", MOST_CELLS as u64);
        }
        self.cells += 1;
        self.rows.entry(row).or_default().insert(column, cell);
        Ok(())
    }

    fn sheet(self) -> Sheet {
        let rows = self.rows.into_iter();
        let rows = rows.map(|(number, cells)| Row { number: number + 1, cells });
        Sheet::new(&self.name, rows)
    }
}

/// What a cell shows, as text.
fn value(data: &DataRef<'_>) -> Option<Cell> {
    match data {
        DataRef::Empty => None,
        // A text that is too long is not copied before it is refused.
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::String(text) => Cell::text(text),
        DataRef::Int(number) => Cell::text(&number.to_string()),
        // 12.0 was typed as 12.
        DataRef::Float(number) => Cell::text(&number.to_string()),
        DataRef::Bool(true) => Cell::text("TRUE"),
        DataRef::Bool(false) => Cell::text("FALSE"),
        DataRef::DateTime(day) => Cell::text(&day_text(day)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
    }
}

/// The same cell, as an .xlsx gives it.
fn lent(data: &Data) -> DataRef<'_> {
    match data {
        Data::Empty => DataRef::Empty,
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(day) => DataRef::DateTime(*day),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}

/// A day, or a day and a time, as the expressions of forms write them.
fn day_text(day: &calamine::ExcelDateTime) -> String {
    let (year, month, date, hour, minute, second, _) = day.to_ymd_hms_milli();
    let is_day = day.as_f64().fract() == 0.0;
    let written = format!("{year:04}-{month:02}-{date:02}");
    if is_day { written } else { format!("{written}T{hour:02}:{minute:02}:{second:02}") }
}

/// Unpacks all files of a workbook to nowhere, as far as the bound.
fn unpacks_to_little(bytes: &[u8]) -> Result<(), FileError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_FILES {
        let what = "files in a workbook".to_owned();
        return Err(FileError::TooMuch { what, most: MOST_FILES as u64 });
    }
    let mut left = MOST_UNPACKED;
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(damaged)?;
        let read = io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(damaged)?;
        if read > left {
            let what = "bytes of a workbook, unpacked".to_owned();
            return Err(FileError::TooMuch { what, most: MOST_UNPACKED });
        }
        left -= read;
    }
    Ok(())
}
