//! Lines of text, one at a time, with a bound on their length and in either encoding.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use encoding_rs::WINDOWS_1252;

use super::file::FileError;

/// No row of an address file comes near; a file of one endless line must not fill the memory.
pub(super) const LONGEST_LINE: usize = 1024 * 1024;

/// The lines of a file.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
    bytes: Vec<u8>,
    read: u64,
    most: u64,
}

/// One line, without its end.
pub(super) struct Line<'l> {
    /// Its number, the first being 1.
    pub(super) number: u64,
    pub(super) text: Cow<'l, str>,
    /// Whether it is not UTF-8, and was read as what spreadsheets wrote before: Windows-1252,
    /// which holds Latin-1.
    pub(super) is_latin: bool,
    /// Whether the file goes on after it, or ends properly.
    pub(super) is_ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// `most` is how many bytes are read at all.
    pub(super) fn new(reader: R, most: u64) -> Self {
        Self { reader, number: 0, bytes: Vec::new(), read: 0, most }
    }

    pub(super) fn next(&mut self) -> Result<Option<Line<'_>>, FileError> {
        self.bytes.clear();
        let bound = LONGEST_LINE as u64 + 1;
        self.reader.by_ref().take(bound).read_until(b'\n', &mut self.bytes)?;
        if self.bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        self.read += self.bytes.len() as u64;
        if self.read > self.most {
            return Err(FileError::TooLarge(self.most / (1024 * 1024)));
        }
        if self.bytes.len() > LONGEST_LINE {
            return Err(FileError::LineTooLong(self.number));
        }
        let is_ended = self.bytes.ends_with(b"\n");
        let line = self.bytes.strip_suffix(b"\n").unwrap_or(&self.bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        // Latin-1 text with accents is next to never valid UTF-8, so each line can be asked.
        let (text, is_latin) = match std::str::from_utf8(line) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(line).0, true),
        };
        Ok(Some(Line { number: self.number, text, is_latin, is_ended }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<(String, bool, bool)> {
        let mut lines = Lines::new(bytes, u64::MAX);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            assert_eq!(line.number, found.len() as u64 + 1);
            found.push((line.text.into_owned(), line.is_latin, line.is_ended));
        }
        found
    }

    #[test]
    fn lines_come_in_either_encoding_and_with_either_end() {
        let found = all(b"\xef\xbb\xbfa\r\n\xc3\xa9\n\xe9 \x80\n\nlast");
        let line = |text: &str, latin, ended| (text.to_owned(), latin, ended);
        assert_eq!(
            found,
            [
                line("a", false, true),
                line("é", false, true),
                line("é €", true, true),
                line("", false, true),
                line("last", false, false),
            ]
        );
        assert_eq!(all(b""), []);
    }

    #[test]
    fn an_endless_line_is_refused_in_bounded_memory() {
        let endless = std::io::BufReader::new(std::io::repeat(b'x'));
        let mut lines = Lines::new(endless, u64::MAX);
        assert!(matches!(lines.next().err(), Some(FileError::LineTooLong(1))));
        assert!(lines.bytes.capacity() <= 4 * LONGEST_LINE);
    }
}
