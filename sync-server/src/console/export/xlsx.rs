//! The workbook of all visits: rows go to a file beside the memory, and from there to the line.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream::unfold;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::Pages;
use super::columns::{COLUMNS, Cell};
use crate::console::answer::Trouble;
use crate::store::WholeVisit;

pub(super) const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Excel takes 1,048,576 rows in a sheet; then comes the next sheet.
const ROWS: u32 = 1_000_000;
/// Excel takes so many letters in a cell.
const LETTERS: usize = 32_767;
const PIECE: usize = 64 * 1024;

/// Makes the workbook in a file that goes when it is closed.
pub(super) fn made(mut pages: Pages) -> Result<File, Trouble> {
    let mut book = Workbook::new();
    let mut made = Vec::new();
    let mut sheet = begun(&mut book, 1)?;
    let mut row = 1;
    while let Some(page) = pages.next_now()? {
        for visit in &page {
            if row > ROWS {
                made.push(sheet);
                sheet = begun(&mut book, made.len() + 1)?;
                row = 1;
            }
            write(&mut sheet, row, visit)?;
            row += 1;
        }
    }
    made.push(sheet);
    for sheet in made {
        book.push_worksheet(sheet);
    }
    let mut file = tempfile::tempfile().map_err(XlsxError::IoError)?;
    book.save_to_writer(&mut file)?;
    file.seek(SeekFrom::Start(0)).map_err(XlsxError::IoError)?;
    Ok(file)
}

/// The file in pieces.
pub(super) fn streamed(file: File) -> Body {
    let stream = unfold(Some(file), |file| async {
        let mut file = file?;
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, io::Error>((piece, file))
        });
        match read.await.map_err(io::Error::other).flatten() {
            Ok((piece, _)) if piece.is_empty() => None,
            Ok((piece, file)) => Some((Ok(Bytes::from(piece)), Some(file))),
            Err(error) => Some((Err(error), None)),
        }
    });
    Body::from_stream(stream)
}

fn begun(book: &mut Workbook, number: usize) -> Result<Worksheet, XlsxError> {
    let mut sheet = book.new_worksheet_with_constant_memory()?;
    let name = if number == 1 { "visits".to_owned() } else { format!("visits {number}") };
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let strong = Format::new().set_bold();
    for (index, column) in (0..).zip(&COLUMNS) {
        sheet.write_string_with_format(0, index, column.name, &strong)?;
    }
    Ok(sheet)
}

/// Text is written as text, so that no cell is a formula.
fn write(sheet: &mut Worksheet, row: u32, visit: &WholeVisit) -> Result<(), XlsxError> {
    for (index, column) in (0..).zip(&COLUMNS) {
        match (column.cell)(visit) {
            Cell::Text(text) if text.len() > LETTERS => {
                let text: String = text.chars().take(LETTERS).collect();
                sheet.write_string(row, index, text)?;
            }
            Cell::Text(text) => {
                sheet.write_string(row, index, text)?;
            }
            Cell::Made(text) => {
                sheet.write_string(row, index, text)?;
            }
            Cell::Number(number) => {
                sheet.write_number(row, index, number)?;
            }
            Cell::Truth(truth) => {
                sheet.write_number(row, index, f64::from(u8::from(truth)))?;
            }
            Cell::Nothing => {}
        }
    }
    Ok(())
}
