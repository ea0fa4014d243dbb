//! Lists of choices: of the sheet `choices`, and of files beside the form.

use std::collections::{BTreeMap, BTreeSet};

use shared::questionnaire::{Choice, List, Texts};

use super::columns::{Heading, heading, split};
use super::report::Report;
use super::sheet::{Book, Cell, Row, Sheet};

/// The lists, and the languages of their labels.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) lists: BTreeMap<String, List>,
    pub(super) languages: Vec<String>,
}

/// What a column of choices holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    List,
    Name,
    Label(String),
    Media,
    More(String),
}

pub(super) fn lists(book: &Book, may_repeat: bool, report: &mut Report) -> Lists {
    let mut lists = Lists::default();
    let Some(sheet) = book.sheets.get("choices") else {
        return lists;
    };
    let columns = columns(sheet, "name", "label");
    let has = |meaning: &Meaning| columns.iter().any(|(_, _, known)| known == meaning);
    for (meaning, heading) in [(Meaning::List, "list_name"), (Meaning::Name, "name")] {
        if !has(&meaning) && !sheet.rows.is_empty() {
            report.fault(sheet.spot(None, Some(heading)), "expected a column of this name");
            return lists;
        }
    }
    let mut seen = BTreeSet::new();
    for row in &sheet.rows {
        let Some(list) = cell(row, &columns, &Meaning::List) else {
            let at = sheet.spot(Some(row.number), Some("list_name"));
            report.fault(at, "expected the name of the list that this choice belongs to");
            continue;
        };
        let Some(choice) = choice(sheet, row, &columns, report) else {
            continue;
        };
        if !seen.insert((list.to_owned(), choice.name.clone())) && !may_repeat {
            let says = format!("the choice {} stands twice in the list {list}", choice.name);
            report.fault(sheet.spot(Some(row.number), Some("name")), says);
        }
        let list = lists.lists.entry(list.to_owned()).or_default();
        list.choices.push(choice);
    }
    let more = more(&columns);
    lists.lists.values_mut().for_each(|list| list.columns.clone_from(&more));
    lists.languages = languages(&columns);
    lists
}

/// The list of a file: its columns are called so unless the parameters of the question say more.
pub(super) fn of_file(
    sheet: &Sheet,
    name: &str,
    label: &str,
    report: &mut Report,
) -> Result<List, String> {
    let columns = columns(sheet, name, label);
    for (meaning, heading) in [(Meaning::Name, name), (Meaning::Label(String::new()), label)] {
        let is_there = columns.iter().any(|(_, _, known)| match known {
            Meaning::Label(_) => matches!(meaning, Meaning::Label(_)),
            known => *known == meaning,
        });
        if !is_there {
            return Err(format!("the file {} has no column {heading}", sheet.name));
        }
    }
    let choices = sheet.rows.iter().filter_map(|row| choice(sheet, row, &columns, report));
    let choices: Vec<_> = choices.collect();
    if choices.is_empty() {
        return Err(format!("the file {} has no choices", sheet.name));
    }
    Ok(List { columns: more(&columns), choices })
}

type Columns = Vec<(u32, String, Meaning)>;

fn columns(sheet: &Sheet, name: &str, label: &str) -> Columns {
    let meaning = |text: &str| {
        if text == name {
            return Meaning::Name;
        }
        let (base, language) = split(text);
        if base == "list_name" || base == "list" {
            Meaning::List
        } else if base == label.to_lowercase() {
            Meaning::Label(language)
        } else {
            match heading(text) {
                Heading::Name if name == "name" => Meaning::Name,
                Heading::Label(language) if label == "label" => Meaning::Label(language),
                Heading::Media => Meaning::Media,
                _ => Meaning::More(text.to_owned()),
            }
        }
    };
    let known = |(column, text): &(u32, String)| (*column, text.clone(), meaning(text));
    sheet.headings.iter().map(known).collect()
}

fn more(columns: &Columns) -> Vec<String> {
    let more = columns.iter().filter_map(|(_, _, meaning)| match meaning {
        Meaning::More(column) => Some(column.clone()),
        _ => None,
    });
    more.collect()
}

fn languages(columns: &Columns) -> Vec<String> {
    let languages = columns.iter().filter_map(|(_, _, meaning)| match meaning {
        Meaning::Label(language) => Some(language.clone()),
        _ => None,
    });
    languages.collect()
}

fn cell<'r>(row: &'r Row, columns: &Columns, wanted: &Meaning) -> Option<&'r str> {
    let (column, ..) = columns.iter().find(|(_, _, meaning)| meaning == wanted)?;
    row.text(*column)
}

fn choice(sheet: &Sheet, row: &Row, columns: &Columns, report: &mut Report) -> Option<Choice> {
    for (column, heading, _) in columns {
        if let Some(Cell::Error(error)) = row.cells.get(column) {
            let at = sheet.spot(Some(row.number), Some(heading));
            report.fault(at, format!("expected text, found the error {error} of a formula"));
        }
    }
    let Some(name) = cell(row, columns, &Meaning::Name) else {
        let at = sheet.spot(Some(row.number), Some("name"));
        report.fault(at, "expected the name of the choice, found nothing");
        return None;
    };
    let (mut label, mut more) = (Texts::default(), BTreeMap::new());
    for (column, heading, meaning) in columns {
        let Some(text) = row.text(*column) else {
            continue;
        };
        match meaning {
            Meaning::Label(language) => label.set(language, text),
            Meaning::More(column) => {
                more.insert(column.clone(), text.to_owned());
            }
            Meaning::Media => {
                let at = sheet.spot(Some(row.number), Some(heading));
                report.note(at, "pictures and sounds of choices are not shown");
            }
            Meaning::List | Meaning::Name => {}
        }
    }
    if label.is_empty() {
        label.set("", name);
        let at = sheet.spot(Some(row.number), Some("label"));
        report.note(at, format!("this choice has no label and is shown as {name}"));
    }
    Some(Choice { name: name.to_owned(), label, more })
}
