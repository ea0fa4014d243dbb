//! One address file: packed or not, its delimiter, its columns; and its rows, one after the other.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use shared::address::{AddressColumns, AddressFault, CommuneCodes, Format, HeaderError, Reading};

use super::lines::{Line, Lines};

/// Why a file is no address file; one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read, or not to its end.
    #[error("the file cannot be read")]
    Unreadable(#[from] io::Error),
    /// It is a folder, a pipe or a device.
    #[error("this is no file: save the addresses as a file first, since it is read twice")]
    NotAFile,
    /// It has no line.
    #[error("the file is empty: download it again")]
    Empty,
    /// It is a ZIP archive or a spreadsheet.
    #[error("this is a ZIP archive or a spreadsheet: unpack it, or save it as CSV, and try again")]
    Zip,
    /// It is UTF-16.
    #[error("this text is UTF-16: save it as CSV in UTF-8, and try again")]
    Utf16,
    /// It is no text.
    #[error("this is no address file: it is not text")]
    NotText,
    /// Its first line does not name the columns.
    #[error("this is no address file (BAL or BAN): {0}")]
    Header(HeaderError),
    /// There is more in it, unpacked, than whoever took it wanted to read.
    #[error("this file is too large: unpacked, it has more than {0} MiB")]
    TooLarge(u64),
    /// A line does not end.
    #[error("this is no address file: line {0} is longer than 1 MiB")]
    LineTooLong(u64),
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// What it says is no address.
    #[error(transparent)]
    Address(#[from] AddressFault),
    /// A quotation mark is not closed, so nobody knows where its fields end.
    #[error("a quotation mark is not closed")]
    QuoteOpen,
    /// There are more fields than columns, so nobody knows which is which.
    #[error("the row has {found} fields, the header {expected}: look for a delimiter in a name")]
    FieldsTooMany {
        /// How many fields there are.
        found: usize,
        /// How many columns.
        expected: usize,
    },
    /// The file ends in the middle of it.
    #[error("the file ends in the middle of this row: download it again")]
    CutOff,
    /// The header, once more, as where two files were put together.
    #[error("this is the header once more")]
    HeaderAgain,
}

impl RowFault {
    /// The stable code of this fault.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(fault) => fault.code(),
            Self::QuoteOpen => "quote-open",
            Self::FieldsTooMany { .. } => "fields-too-many",
            Self::CutOff => "cut-off",
            Self::HeaderAgain => "header-again",
        }
    }
}

/// How many bytes at the beginning tell what a file is.
const SNIFFED: u64 = 4096;

/// A file that names the columns of an address file in its first line.
#[derive(Debug)]
pub struct AddressFile {
    path: PathBuf,
    is_packed: bool,
    delimiter: char,
    columns: AddressColumns,
    most: u64,
}

impl AddressFile {
    /// Looks at the beginning of the file.
    ///
    /// # Errors
    /// When it is no address file.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        if !path.metadata()?.is_file() {
            return Err(FileError::NotAFile);
        }
        let mut start = Vec::new();
        File::open(path)?.take(SNIFFED).read_to_end(&mut start)?;
        let is_packed = match start.as_slice() {
            [] => return Err(FileError::Empty),
            [b'P', b'K', 3 | 5, ..] => return Err(FileError::Zip),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(FileError::Utf16),
            [0x1f, 0x8b, ..] => true,
            text if text.contains(&0) => return Err(FileError::NotText),
            _ => false,
        };
        let mut lines = lines(path, is_packed, u64::MAX)?;
        let header = lines.next()?.ok_or(FileError::Empty)?;
        if header.text.contains(|c: char| c.is_control() && c != '\t') {
            return Err(FileError::NotText);
        }
        let (delimiter, columns) = columns(&header.text).map_err(FileError::Header)?;
        Ok(Self { path: path.to_owned(), is_packed, delimiter, columns, most: u64::MAX })
    }

    /// The same, of which no more than `most` bytes are read: a packed file that came from somebody
    /// may be a thousand times as large as it looks.
    #[must_use]
    pub fn with_bound(self, most: u64) -> Self {
        Self { most, ..self }
    }

    /// Which format it is in.
    #[must_use]
    pub fn format(&self) -> Format {
        self.columns.format()
    }

    /// Its rows, from the first on; `communes` is what its other rows say of its communes.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn rows<'f>(&'f self, communes: &'f CommuneCodes) -> Result<Rows<'f>, FileError> {
        let mut lines = lines(&self.path, self.is_packed, self.most)?;
        let header = lines.next()?.map(|line| line.text.into_owned()).unwrap_or_default();
        Ok(Rows { file: self, communes, lines, header })
    }
}

fn lines(path: &Path, is_packed: bool, most: u64) -> io::Result<Lines<Box<dyn BufRead>>> {
    let file = BufReader::with_capacity(64 * 1024, File::open(path)?);
    let reader: Box<dyn BufRead> = if is_packed {
        Box::new(BufReader::with_capacity(64 * 1024, MultiGzDecoder::new(file)))
    } else {
        Box::new(file)
    };
    Ok(Lines::new(reader, most))
}

/// The delimiter that gives the header the most sense, and the columns under it.
fn columns(header: &str) -> Result<(char, AddressColumns), HeaderError> {
    let read = |delimiter: char| {
        let fields = fields(header, delimiter).unwrap_or_default();
        let fields: Vec<_> = fields.iter().map(String::as_str).collect();
        AddressColumns::from_header(&fields).map(|columns| (delimiter, columns))
    };
    let nearer = |one: HeaderError, other: HeaderError| {
        if other.missing.len() < one.missing.len() { other } else { one }
    };
    read(';').or_else(|first| {
        read(',').or_else(|second| read('\t').map_err(|third| nearer(nearer(first, second), third)))
    })
}

/// The fields of a line; none if a quotation mark is not closed. A row is a line: the format has
/// no line breaks inside fields, and so one stray quotation mark cannot swallow the rows below.
fn fields(line: &str, delimiter: char) -> Option<Vec<String>> {
    if !line.contains('"') {
        return Some(line.split(delimiter).map(str::to_owned).collect());
    }
    if line.matches('"').count() % 2 == 1 {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter).ok()?)
        .has_headers(false)
        .flexible(true)
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(str::to_owned).collect())
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// Its line in the file, the header being line 1.
    pub line: u64,
    /// Whether it is not UTF-8, and was read as Windows-1252.
    pub is_latin: bool,
    /// What it says.
    pub read: Result<Reading, RowFault>,
}

/// The rows of a file; blank lines are passed over.
pub struct Rows<'f> {
    file: &'f AddressFile,
    communes: &'f CommuneCodes,
    lines: Lines<Box<dyn BufRead>>,
    header: String,
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match self.lines.next() {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            let is_blank = |c: char| c.is_whitespace() || c == self.file.delimiter;
            if line.text.chars().all(is_blank) {
                continue;
            }
            let read = read(self.file, self.communes, &self.header, &line);
            return Some(Ok(Row { line: line.number, is_latin: line.is_latin, read }));
        }
    }
}

fn read(
    file: &AddressFile,
    communes: &CommuneCodes,
    header: &str,
    line: &Line<'_>,
) -> Result<Reading, RowFault> {
    if line.text == header {
        return Err(RowFault::HeaderAgain);
    }
    let fields = fields(&line.text, file.delimiter).ok_or(RowFault::QuoteOpen)?;
    let (found, expected) = (fields.len(), file.columns.width());
    if found > expected {
        return Err(RowFault::FieldsTooMany { found, expected });
    }
    // Some tools leave out empty fields at the end; at the end of the file, it may be cut off.
    if found < expected && !line.is_ended {
        return Err(RowFault::CutOff);
    }
    let fields: Vec<_> = fields.iter().map(String::as_str).collect();
    Ok(file.columns.read(&fields, communes)?)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::addresses::lines::LONGEST_LINE;

    const HEADER: &str = "cle_interop;voie_nom;numero;suffixe;commune_nom;long;lat";
    const ROW: &str = "91987_0010_00003;Rue des Aunes;3;;Brévigny;2.4;48.6";

    fn open(bytes: &[u8]) -> Result<Vec<Row>, FileError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        let communes = CommuneCodes::default();
        AddressFile::open(&path)?.rows(&communes)?.collect()
    }

    fn street(row: &Row) -> &str {
        &row.read.as_ref().unwrap().address.street
    }

    fn packed(text: &str) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn one_row_reads_the_same_in_every_dress() {
        let text = format!("{HEADER}\n{ROW}\n");
        let latin = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        let quoted = text.replace("Rue des Aunes", "\"Rue des Aunes\"");
        for bytes in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            text.replace('\n', "\r\n").into_bytes(),
            text.replace(';', ",").into_bytes(),
            text.replace(';', "\t").into_bytes(),
            text.replace('\n', "\n\n;;;\n").into_bytes(),
            text.trim_end().to_owned().into_bytes(),
            quoted.into_bytes(),
            packed(&text),
            latin,
        ] {
            let rows = open(&bytes).unwrap();
            let address = &rows[0].read.as_ref().unwrap().address;
            assert_eq!(rows.len(), 1);
            assert_eq!(address.to_string(), "3 Rue des Aunes, Brévigny (91987)");
        }
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_was_allowed_is_read_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let bytes = packed(&format!("{HEADER}\n{}", format!("{ROW}\n").repeat(50_000)));
        std::fs::write(&path, &bytes).unwrap();
        let communes = CommuneCodes::default();
        let file = AddressFile::open(&path).unwrap().with_bound(1024 * 1024);
        let read: Result<Vec<Row>, FileError> = file.rows(&communes).unwrap().collect();
        assert!(bytes.len() < 100_000);
        assert!(matches!(read, Err(FileError::TooLarge(1))), "{read:?}");
    }

    #[test]
    fn packed_files_that_were_put_together_are_read_to_the_end() {
        let mut both = packed(&format!("{HEADER}\n{ROW}\n"));
        both.extend(packed(&format!("{HEADER}\n{ROW}\n")));
        let rows = open(&both).unwrap();
        let codes: Vec<_> =
            rows.iter().map(|row| row.read.as_ref().map_or_else(RowFault::code, |_| "")).collect();
        assert_eq!(codes, ["", "header-again", ""]);
    }

    #[test]
    fn delimiters_inside_quotation_marks_are_part_of_the_name() {
        let row = ROW.replace("Rue des Aunes", "\"Rue \"\"des\"\"; Aunes\"");
        let rows = open(format!("{HEADER}\n{row}\n").as_bytes()).unwrap();
        assert_eq!(street(&rows[0]), "Rue \"des\"; Aunes");
    }

    #[test]
    fn rows_that_have_no_clear_fields_are_refused_alone() {
        let text = [
            HEADER,
            &ROW.replace("Rue des", "\"Rue des"),
            &ROW.replace("Rue des", "Rue; des"),
            ROW,
            HEADER,
            "91987_0010_00004;Rue des Aunes;4;;Brévigny",
            "91987_0010_00003;Rue des Aunes;3;;Brévigny;2.4",
        ];
        let rows = open(text.join("\n").as_bytes()).unwrap();
        let told = |row: &Row| match &row.read {
            Ok(_) => (row.line, "read"),
            Err(fault) => (row.line, fault.code()),
        };
        assert_eq!(
            rows.iter().map(told).collect::<Vec<_>>(),
            [
                (2, "quote-open"),
                (3, "fields-too-many"),
                (4, "read"),
                (5, "header-again"),
                (6, "read"),
                (7, "cut-off"),
            ]
        );
    }

    #[test]
    fn what_is_no_address_file_gets_one_sentence() {
        let cut = packed(&format!("{HEADER}\n{ROW}\n").repeat(100));
        let sentence = |bytes: &[u8]| open(bytes).map(drop).unwrap_err().to_string();
        for (bytes, expected) in [
            (&b""[..], "the file is empty"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
            (b"GIF89a\x01\0\x01\0\x80\0\0", "not text"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "not text"),
            (b"\x89PNG\r\n", "lacks cle_interop"),
            (b"PK\x03\x04rest", "ZIP archive or a spreadsheet"),
            (b"\xff\xfec\0l\0e\0", "UTF-16"),
            (b"nom;prenom\nA;B\n", "lacks cle_interop, voie_nom, numero, commune_nom"),
            (b"id;nom_voie;numero\n", "lacks nom_commune"),
            (b"\x1f\x8bbroken", "cannot be read"),
            (&cut[..cut.len() / 2], "cannot be read"),
            (&vec![b'a'; LONGEST_LINE + 1], "line 1 is longer"),
        ] {
            let sentence = sentence(bytes);
            assert!(sentence.contains(expected), "{sentence}");
            assert!(!sentence.contains('\n'), "{sentence}");
        }
        let error = AddressFile::open(&std::env::temp_dir()).unwrap_err();
        assert!(matches!(error, FileError::NotAFile));
    }
}
