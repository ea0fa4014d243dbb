//! Opens what a person gives: a workbook, a folder of CSV files, or one CSV file. Bounds are asked
//! before anything is read.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::sheet::{Book, Sheet};
use super::{separated, workbook};

/// The most bytes of a file.
pub const MOST_BYTES: u64 = 8 * 1024 * 1024;
/// The most bytes of all that is packed in a workbook, unpacked.
pub const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// The most rows of a sheet.
pub const MOST_ROWS: u32 = 20_000;
/// The most columns of a sheet.
pub const MOST_COLUMNS: u32 = 256;
/// The most cells of a sheet that are not empty.
pub const MOST_CELLS: usize = 200_000;
/// The most characters of a cell.
pub const MOST_CHARACTERS: usize = 16_384;
/// The sheets that a form is made of.
pub(super) const SHEETS: [&str; 3] = ["survey", "choices", "settings"];

/// Why a file cannot be read.
#[derive(Debug, Error)]
pub enum FileError {
    /// The disk says no.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A folder without a survey.
    #[error("the folder holds no survey.csv")]
    NoSurvey,
    /// No file of a form.
    #[error("expected an .xlsx, .xls or .csv file, or a folder that holds survey.csv")]
    UnknownFormat,
    /// A workbook that is not whole, or none at all.
    #[error("the workbook is damaged or no workbook: {0}")]
    Damaged(String),
    /// More than a form may have.
    #[error("{what}: at most {most} are read")]
    TooMuch {
        /// Of what there is too much, and where.
        what: String,
        /// The bound.
        most: u64,
    },
    /// A CSV file that is none.
    #[error("{file}: {reason}")]
    Csv {
        /// Its name.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A name of a file that is more than a name, or of another sort.
    #[error("{0}: choices come from a .csv file beside the form")]
    NotBeside(String),
    /// A file of choices that is not there.
    #[error("the file {0} is not beside the form")]
    Missing(String),
}

/// A form as files, before it is looked at.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) book: Book,
    /// The name of the file or folder, which names a form that has no other name.
    pub(super) stem: String,
    folder: PathBuf,
}

/// Reads a form.
pub(super) fn open(path: &Path) -> Result<Source, FileError> {
    let is_survey = path.file_name().is_some_and(|name| name == "survey.csv");
    if path.is_dir() || is_survey {
        let folder = if is_survey { path.parent().unwrap_or(path) } else { path };
        return Ok(Source { book: folder_of(folder)?, stem: stem(folder), folder: folder.into() });
    }
    let bytes = bytes(path)?;
    let book = match format(path, &bytes) {
        Some(Format::Packed) => workbook::packed(bytes)?,
        Some(Format::Binary) => workbook::binary(bytes)?,
        Some(Format::Separated) => separated::book(&bytes)?,
        None => return Err(FileError::UnknownFormat),
    };
    let folder = path.parent().unwrap_or(path).into();
    Ok(Source { book, stem: stem(path), folder })
}

impl Source {
    /// A file of choices beside the form.
    pub(super) fn beside(&self, name: &str) -> Result<Sheet, FileError> {
        let is_plain = Path::new(name).components().count() == 1 && !name.contains(['/', '\\']);
        if !is_plain || !name.to_lowercase().ends_with(".csv") {
            return Err(FileError::NotBeside(name.to_owned()));
        }
        let path = self.folder.join(name);
        if !path.is_file() {
            return Err(FileError::Missing(name.to_owned()));
        }
        separated::sheet(name, &bytes(&path)?)
    }
}

enum Format {
    Packed,
    Binary,
    Separated,
}

/// By its first bytes, since names lie; CSV has no mark of its own.
fn format(path: &Path, bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK") {
        Some(Format::Packed)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Some(Format::Binary)
    } else {
        let extension = path.extension()?.to_str()?.to_lowercase();
        (extension == "csv").then_some(Format::Separated)
    }
}

fn folder_of(folder: &Path) -> Result<Book, FileError> {
    let mut book = Book::default();
    for name in SHEETS {
        let path = folder.join(format!("{name}.csv"));
        if path.is_file() {
            book.sheets.insert(name.to_owned(), separated::sheet(name, &bytes(&path)?)?);
        }
    }
    if book.sheets.contains_key("survey") { Ok(book) } else { Err(FileError::NoSurvey) }
}

fn bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    // The length that a file system tells may be wrong, or grow.
    fs::File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(FileError::TooMuch { what: "bytes of a file".into(), most: MOST_BYTES });
    }
    Ok(bytes)
}

fn stem(path: &Path) -> String {
    let whole = path.canonicalize();
    let path = whole.as_deref().unwrap_or(path);
    path.file_stem().map_or("form".into(), |stem| stem.to_string_lossy().into_owned())
}
