//! Tables for spreadsheets: UTF-8 with a byte-order mark and semicolons, as Excel opens them in
//! France without being asked.
//!
//! A cell that begins like a formula gets an apostrophe in front, so that no spreadsheet runs what
//! somebody typed at a door.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::columns::{COLUMNS, Cell};
use crate::console::tongue::Tongue;
use crate::store::WholeVisit;

pub(in crate::console) const KIND: &str = "text/csv; charset=utf-8";
const MARK: &str = "\u{feff}";

/// What a table begins with.
pub(super) fn head() -> String {
    let names = COLUMNS.iter().map(|column| Cow::Borrowed(column.name)).collect();
    table([names], true)
}

/// The lines of some visits.
pub(super) fn lines(visits: &[WholeVisit], _first: bool) -> String {
    let line = |visit| {
        let cell = |cell: Cell<'_>| match cell {
            Cell::Text(text) => Cow::Owned(harmless(text).into_owned()),
            Cell::Made(text) => Cow::Owned(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Truth(true) => Cow::Borrowed("1"),
            Cell::Truth(false) => Cow::Borrowed("0"),
            Cell::Nothing => Cow::Borrowed(""),
        };
        COLUMNS.iter().map(|column| cell((column.cell)(visit))).collect()
    };
    table(visits.iter().map(line), false)
}

/// What the columns mean.
pub(super) fn dictionary(t: Tongue) -> String {
    let head = ["column", "kind", "meaning"].map(Cow::Borrowed).to_vec();
    let lines = COLUMNS.iter().map(|column| {
        let kind = t.say(&format!("column-kind-{}", column.kind.as_str()));
        let meaning = t.say(&format!("column-{}", column.name));
        vec![Cow::Borrowed(column.name), Cow::Owned(kind), Cow::Owned(meaning)]
    });
    table(std::iter::once(head).chain(lines), true)
}

/// Lines of cells as text; `whole` says that the file begins with them.
pub(in crate::console) fn table<'c>(
    lines: impl IntoIterator<Item = Vec<Cow<'c, str>>>,
    whole: bool,
) -> String {
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        // Nothing of a buffer in memory can fail, and a line is as long as the one before.
        drop(writer.write_record(line.iter().map(|cell| cell.as_bytes())));
    }
    let text = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
    if whole { format!("{MARK}{text}") } else { text }
}

/// A text that no spreadsheet takes for a formula.
pub(in crate::console) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for typed in ["=1+1", "+33 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            let visit = WholeVisit { note: typed.to_owned(), ..WholeVisit::default() };
            let line = lines(&[visit], true);
            let mut reader = ::csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .from_reader(line.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            let note = COLUMNS.iter().position(|column| column.name == "note").unwrap();
            assert_eq!(&record[note], format!("'{typed}"));
            assert_eq!(record.len(), COLUMNS.len());
        }
        assert_eq!(harmless("Fuite d’eau = deux jours"), "Fuite d’eau = deux jours");
    }

    #[test]
    fn numbers_stay_numbers_and_days_are_iso() {
        let visit = WholeVisit {
            place: Some((48_900_000, -1_500_000)),
            floor: Some(-1),
            started: 1_795_524_000_000,
            note: "une; deux\n\"trois\"".to_owned(),
            ..WholeVisit::default()
        };
        let line = lines(&[visit], true);
        assert!(line.contains(";48.9;-1.5;;-1;"), "{line}");
        assert!(line.contains(";2026-11-24T13:40:00+01:00;2026-11-24;"), "{line}");
        assert!(line.contains("\"une; deux\n\"\"trois\"\"\""), "{line}");
        assert!(line.ends_with("\r\n"));
        assert!(head().starts_with("\u{feff}visit;mission;"));
    }
}
