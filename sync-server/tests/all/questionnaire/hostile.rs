//! Files that mean harm, or come from spreadsheets with habits of their own: each gets an answer,
//! in bounded time.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use rust_xlsxwriter::{Format, Formula, Workbook};
use sync_server::questionnaire::file::{
    MOST_BYTES, MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS,
};
use sync_server::questionnaire::{Checked, FileError, Verdict, check};

use super::{assert_taken, faults, looked};

/// What a file comes to; never after more than this, on a slow machine without optimisation.
fn answered(path: &Path) -> Result<Checked, FileError> {
    let begun = Instant::now();
    let answer = check(path);
    let took = begun.elapsed();
    assert!(took < Duration::from_mins(2), "{took:?}");
    answer
}

fn answer_to(name: &str, bytes: impl AsRef<[u8]>) -> Result<Checked, FileError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    answered(&path)
}

fn refusal(name: &str, bytes: impl AsRef<[u8]>) -> String {
    answer_to(name, bytes).unwrap_err().to_string()
}

#[test]
fn too_large_a_file_is_not_read() {
    let bytes = vec![b'a'; usize::try_from(MOST_BYTES).unwrap() + 1];
    assert_eq!(refusal("form.csv", bytes), "bytes of a file: at most 8388608 are read");
}

#[test]
fn what_is_no_form_is_told_apart() {
    assert!(refusal("form.xlsx", "hello").starts_with("expected an .xlsx, .xls or .csv file"));
    assert!(refusal("form.pdf", "%PDF-1.7").starts_with("expected an .xlsx"));
    for bytes in [&b"PK\x03\x04"[..], b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more"] {
        let said = refusal("form.xlsx", bytes);
        assert!(said.starts_with("the workbook is damaged or no workbook: "), "{said}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(answered(empty.path()), Err(FileError::NoSurvey)));
}

/// A workbook that was cut or turned anywhere ends with a form or a sentence, never with a stop.
#[test]
fn damaged_workbooks_are_answered() {
    let mut workbook = Workbook::new();
    survey(&mut workbook, &[&["type", "name", "label"], &["text", "who", "Who?"]]);
    let whole = workbook.save_to_buffer().unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let _ = answer_to("cut.xlsx", &whole[..at]);
        let mut turned = whole.clone();
        turned[at] ^= 0xff;
        let _ = answer_to("turned.xlsx", turned);
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let nothing = vec![0; 1 << 20];
    (0..65).for_each(|_| zip.write_all(&nothing).unwrap());
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    let said = refusal("form.xlsx", bytes);
    assert_eq!(said, "bytes of a workbook, unpacked: at most 67108864 are read");

    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..1_001 {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("{number}.xml"), options).unwrap();
    }
    let said = refusal("form.xlsx", zip.finish().unwrap().into_inner());
    assert_eq!(said, "files in a workbook: at most 1000 are read");
}

#[test]
fn sheets_have_bounds() {
    let rows = "text,a,A\n".repeat(MOST_ROWS as usize + 1);
    let said = refusal("form.csv", format!("type,name,label\n{rows}"));
    assert_eq!(said, "survey: rows: at most 20000 are read");

    let columns = "x,".repeat(MOST_COLUMNS as usize) + "x\n";
    assert_eq!(refusal("form.csv", columns), "survey: columns: at most 256 are read");

    let cells = ("x,".repeat(200) + "\n").repeat(MOST_CELLS / 200 + 1);
    assert_eq!(refusal("form.csv", cells), "survey: cells: at most 200000 are read");

    let long = "long".repeat(MOST_CHARACTERS / 4 + 1);
    let said = refusal("form.csv", format!("type,name,label\ntext,a,{long}\n"));
    assert_eq!(said, "survey: row 2: characters of a cell: at most 16384 are read");
}

/// Two cells at the ends of a sheet are not all the cells between them.
#[test]
fn a_cell_far_away_takes_no_room() {
    for (row, column, expected) in [
        (1_048_575, 0, "survey: rows: at most 20000 are read"),
        (5, 16_383, "survey: row 6: columns: at most 256 are read"),
    ] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("survey").unwrap();
        sheet.write(0, 0, "type").unwrap().write(row, column, "text").unwrap();
        assert_eq!(refusal("form.xlsx", workbook.save_to_buffer().unwrap()), expected);
    }
}

#[test]
fn deep_nesting_is_rejected() {
    let deep = |depth: usize| {
        let open: String = (0..depth).map(|n| format!("begin group,g{n},G\n")).collect();
        let close = "end group\n".repeat(depth);
        looked(&format!("type,name,label\n{open}text,a,A\n{close}"), "", "")
    };
    assert_taken("sixteen groups", &deep(16));
    let said = faults(&deep(17));
    assert_eq!(said, "survey, row 18, type: groups stand in each other at most 16 deep\n");
    assert_eq!(deep(9_000).report.verdict(), Verdict::Rejected);
    let brackets = format!("{}1{}", "(".repeat(4_000), ")".repeat(4_000));
    let survey = format!("type,name,calculation\ncalculate,a,{brackets}\n");
    let said = faults(&looked(&survey, "", ""));
    assert!(said.contains("brackets in each other"), "{said}");
}

/// As many faults, notes and refusals as fit into a file: each is found without asking all others.
#[test]
fn many_wrongs_are_answered_in_time() {
    let rows = MOST_ROWS as usize - 1;
    let numbered = |row: &dyn Fn(usize) -> String| (0..rows).map(row).collect::<String>();
    let faulty = numbered(&|n| format!("telepathy,a{n},A,\n"));
    let strange = numbered(&|n| format!("text,a{n},A,x y z a b c d e f g h i j k l m n o p q\n"));
    let falling =
        numbered(&|n| if n % 2 == 0 { "geopoint,a,A,\n" } else { "note,a,${a},\n" }.to_owned());
    for rows in [faulty, strange, falling] {
        let checked = answer_to("form.csv", format!("type,name,label,appearance\n{rows}")).unwrap();
        assert_eq!(checked.report.rows.len(), MOST_ROWS as usize - 1);
        assert!(checked.report.faults.len() <= 10_000 && checked.report.notes.len() <= 10_000);
    }
}

fn survey(workbook: &mut Workbook, rows: &[&[&str]]) {
    let sheet = workbook.add_worksheet().set_name("survey").unwrap();
    for (number, row) in (0..).zip(rows) {
        sheet.write_row(number, 0, row.iter().copied()).unwrap();
    }
}

/// Of a formula, its last result is read; one that came to an error has none.
#[test]
fn formulas_are_never_computed() {
    let written = |result: &str| {
        let mut workbook = Workbook::new();
        survey(&mut workbook, &[&["type", "name", "label"], &["text", "who"]]);
        let sheet = workbook.worksheet_from_name("survey").unwrap();
        let formula = Formula::new("=WEBSERVICE(\"http://example.org\")").set_result(result);
        sheet.write_formula(1, 2, formula).unwrap();
        answer_to("form.xlsx", workbook.save_to_buffer().unwrap()).unwrap()
    };
    assert_taken("a formula", &written("Who?"));
    let said = faults(&written("#N/A"));
    assert!(said.contains("survey, row 2, label: expected text, found the error #N/A"), "{said}");
}

#[test]
fn hidden_and_merged_cells_are_read_as_they_stand() {
    let mut workbook = Workbook::new();
    survey(&mut workbook, &[&["type", "name", "label"], &["select_one yes_no", "warm", "Warm?"]]);
    let sheet = workbook.worksheet_from_name("survey").unwrap();
    sheet.merge_range(1, 2, 1, 4, "Warm?", &Format::new()).unwrap();
    sheet.set_row_hidden(1).unwrap();
    let choices = workbook.add_worksheet().set_name("Choices ").unwrap();
    choices.write_row(0, 0, ["list_name", "name", "label"]).unwrap();
    choices.write_row(1, 0, ["yes_no", "yes", "Yes"]).unwrap();
    choices.write(2, 0, "yes_no").unwrap().write(2, 1, true).unwrap().write(2, 2, 12.0).unwrap();
    choices.set_hidden(true);
    workbook.add_worksheet().set_name("my notes").unwrap().write(0, 0, "secret").unwrap();
    let checked = answer_to("form.xlsx", workbook.save_to_buffer().unwrap()).unwrap();
    assert_taken("hidden", &checked);
    let notes: Vec<_> = checked.report.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "Choices : this sheet is hidden, and is taken all the same",
            "my notes: this sheet is not part of the form, and nothing of it is taken",
        ]
    );
    let form = checked.questionnaire.unwrap();
    let choice = &form.lists["yes_no"].choices[1];
    assert_eq!((choice.name.as_str(), choice.label.get("", &[])), ("TRUE", Some("12")));
}
