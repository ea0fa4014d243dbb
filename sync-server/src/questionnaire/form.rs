//! From the sheets of a file to a form: what each row is, whether they fit together, and what is
//! to be told.

use std::collections::{BTreeMap, BTreeSet};

use shared::questionnaire::expression::Expression;
use shared::questionnaire::{Choice, Field, Item, Misplaced, Pick, Questionnaire, Sort};

use super::Checked;
use super::choices::{self, Lists};
use super::columns::Heading;
use super::file::Source;
use super::nest;
use super::report::{Fate, Report, Row, Spot};
use super::settings::{Settings, settings};
use super::sheet::Sheet;
use super::survey::{Columns, Draft, File, Part, draft};

/// How many names that lead nowhere are told.
const MOST_MISPLACED: usize = 1_000;

pub(super) fn form(source: &Source) -> Checked {
    let mut report = Report::default();
    for (sheet, says) in &source.book.notes {
        report.note(Spot { sheet: sheet.clone(), row: None, column: None }, says);
    }
    let settings = settings(&source.book, &mut report);
    let lists = choices::lists(&source.book, settings.may_repeat_choices, &mut report);
    let Some((sheet, columns)) = survey(source, &mut report) else {
        return Checked { report, questionnaire: None };
    };
    let read = |row| draft(sheet, &columns, row, &mut report);
    let mut drafts: Vec<Draft> = sheet.rows.iter().map(read).collect();
    let mut form = Questionnaire {
        id: settings.id.clone().unwrap_or_else(|| source.stem.clone()),
        version: settings.version.clone(),
        languages: languages(&columns, &lists, &settings, &mut report),
        lists: lists.lists,
        ..Questionnaire::default()
    };
    form.title = settings.title.clone().unwrap_or_else(|| form.id.clone());
    files(&mut drafts, source, &mut form, &mut report);
    let parents = nest::parents(&drafts, &mut report);
    nest::twins(&drafts, &parents, &mut report);
    nest::spread(&mut drafts, &parents);
    if report.faults.is_empty() {
        let (items, places) = nest::build(&drafts);
        form.items = items;
        form.instance_name = instance_name(&settings, &drafts, &mut report);
        whole(&form, &places, (sheet, &columns, &drafts), &mut report);
        if form.items.is_empty() {
            report.fault(sheet.spot(None, None), "there is nothing to ask in this form");
        }
    }
    lists_of(&form, &drafts, sheet, &mut report);
    let faulty = faulty(&report);
    report.rows = drafts.iter().map(|draft| row(draft, &faulty)).collect();
    report.faults.sort();
    report.faults.dedup();
    let questionnaire = report.faults.is_empty().then_some(form);
    Checked { report, questionnaire }
}

fn survey<'s>(source: &'s Source, report: &mut Report) -> Option<(&'s Sheet, Columns)> {
    let nowhere = Spot { sheet: "survey".to_owned(), row: None, column: None };
    let Some(sheet) = source.book.sheets.get("survey") else {
        report.fault(nowhere, "expected a sheet of this name");
        return None;
    };
    let columns = Columns::of(sheet, report);
    for (heading, text) in [(Heading::Type, "type"), (Heading::Name, "name")] {
        if !columns.has(&heading) {
            report.fault(sheet.spot(None, Some(text)), "expected a column of this name");
            return None;
        }
    }
    if sheet.rows.is_empty() {
        report.fault(nowhere, "there is nothing to ask in this form");
        return None;
    }
    Some((sheet, columns))
}

/// All languages, the first one being that of the settings, of texts without a language, or of the
/// first column.
fn languages(
    columns: &Columns,
    lists: &Lists,
    settings: &Settings,
    report: &mut Report,
) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for language in columns.languages().into_iter().chain(lists.languages.iter().cloned()) {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    // A default language that no heading names is what texts without a language are in.
    let wanted = settings.language.clone().unwrap_or_default();
    let first = languages.iter().position(|language| *language == wanted);
    let first = first.or_else(|| languages.iter().position(String::is_empty));
    if first.is_none() && !wanted.is_empty() {
        let says = format!("no column is in {wanted}, so another language stands in");
        let column = Some("default_language".to_owned());
        report.note(Spot { sheet: "settings".to_owned(), row: Some(2), column }, says);
    }
    if let Some(first) = first {
        let language = languages.remove(first);
        languages.insert(0, language);
    }
    languages
}

/// Reads the files of choices that questions name.
fn files(drafts: &mut [Draft], source: &Source, form: &mut Questionnaire, report: &mut Report) {
    let mut read: BTreeMap<String, Result<(), String>> = BTreeMap::new();
    for draft in drafts.iter_mut().filter(|draft| draft.refused.is_none()) {
        let Some(File { name, value, label }) = draft.file.clone() else {
            continue;
        };
        let list = match &draft.part {
            Part::Question(question) => match &question.sort {
                Sort::Select(select) => select.list.clone(),
                _ => continue,
            },
            _ => continue,
        };
        let known = read.entry(name.clone()).or_insert_with(|| {
            if form.lists.contains_key(&list) {
                return Err(format!("a list of the sheet choices is called {list}, too"));
            }
            let sheet = source.beside(&name).map_err(|error| error.to_string())?;
            let choices = choices::of_file(&sheet, &value, &label, report)?;
            form.lists.insert(list, choices);
            Ok(())
        });
        if let Err(reason) = known {
            draft.refused = Some(reason.clone());
        }
    }
}

fn instance_name(settings: &Settings, drafts: &[Draft], report: &mut Report) -> Option<Expression> {
    let (at, text) = settings.instance_name.clone()?;
    match Expression::parse(&text) {
        Ok(expression) => {
            let is_refused = |name: &&str| {
                drafts.iter().any(|draft| draft.name == *name && draft.refused.is_some())
            };
            if let Some(name) = expression.names().into_iter().find(is_refused) {
                report.note(at, format!("it asks for {name}, which is refused, and is left out"));
                return None;
            }
            Some(expression)
        }
        Err(error) => {
            report.fault(at, error.to_string());
            None
        }
    }
}

/// What can be said only about the form as a whole: names that lead nowhere, and cycles.
fn whole(
    form: &Questionnaire,
    places: &[usize],
    (sheet, columns, drafts): (&Sheet, &Columns, &[Draft]),
    report: &mut Report,
) {
    let row = |item: u32| drafts.get(*places.get(item as usize)?).map(|draft| draft.row);
    for Misplaced { item, field, fault } in form.check().into_iter().take(MOST_MISPLACED) {
        let at = match item.and_then(row) {
            Some(row) => sheet.spot(Some(row), Some(&column(sheet, columns, row, field))),
            None => {
                let column = Some("instance_name".to_owned());
                Spot { sheet: "settings".to_owned(), row: Some(2), column }
            }
        };
        report.fault(at, fault.to_string());
    }
    if report.faults.is_empty()
        && let Err(cycle) = form.order()
    {
        report.fault(sheet.spot(row(cycle.first), None), cycle.to_string());
    }
}

/// The heading under which a row has this part.
fn column(sheet: &Sheet, columns: &Columns, row: u32, field: Field) -> String {
    let is_meant = |heading: &Heading| match field {
        Field::Relevant => *heading == Heading::Relevant,
        Field::Calculation => *heading == Heading::Calculation,
        Field::RepeatCount => *heading == Heading::RepeatCount,
        Field::Constraint => *heading == Heading::Constraint,
        Field::Required => *heading == Heading::Required,
        Field::ReadOnly => *heading == Heading::ReadOnly,
        Field::Default => *heading == Heading::Default,
        Field::ChoiceFilter => *heading == Heading::ChoiceFilter,
        Field::Parameters => *heading == Heading::Parameters,
        Field::Label => matches!(heading, Heading::Label(_)),
        Field::Hint => matches!(heading, Heading::Hint(_)),
        Field::GuidanceHint => matches!(heading, Heading::Guidance(_)),
        Field::ConstraintMessage => matches!(heading, Heading::ConstraintMessage(_)),
        Field::RequiredMessage => matches!(heading, Heading::RequiredMessage(_)),
    };
    let row = sheet.rows.iter().find(|known| known.number == row);
    let heading = row.and_then(|row| columns.heading(row, is_meant));
    heading.unwrap_or(field.column()).to_owned()
}

/// Selects whose list is not there, or cannot be held by an answer.
fn lists_of(form: &Questionnaire, drafts: &[Draft], sheet: &Sheet, report: &mut Report) {
    let has_blank = |choice: &&Choice| choice.name.contains(char::is_whitespace);
    let blanks: BTreeMap<&str, &Choice> = (form.lists.iter())
        .filter_map(|(name, list)| Some((name.as_str(), list.choices.iter().find(has_blank)?)))
        .collect();
    for draft in drafts.iter().filter(|draft| draft.refused.is_none()) {
        let Part::Question(question) = &draft.part else {
            continue;
        };
        let Sort::Select(select) = &question.sort else {
            continue;
        };
        let at = sheet.spot(Some(draft.row), Some("type"));
        if !form.lists.contains_key(&select.list) {
            report.fault(at, format!("there is no list {} in the sheet choices", select.list));
            continue;
        }
        let blank = blanks.get(select.list.as_str());
        if let (Some(choice), Pick::Several | Pick::Rank) = (blank, select.pick) {
            let says = format!(
                "the choice \"{}\" of {} has a blank in its name, which several choices cannot have",
                choice.name, select.list
            );
            report.fault(at, says);
        }
    }
}

/// The rows of the survey of which a fault is told.
fn faulty(report: &Report) -> BTreeSet<u32> {
    let of_survey = report.faults.iter().filter(|fault| fault.at.sheet == "survey");
    of_survey.filter_map(|fault| fault.at.row).collect()
}

fn row(draft: &Draft, faulty: &BTreeSet<u32>) -> Row {
    let fate = if draft.is_faulty || faulty.contains(&draft.row) {
        Fate::Faulty
    } else {
        draft.refused.clone().map_or(Fate::Taken, Fate::Refused)
    };
    Row { number: draft.row, kind: draft.kind.clone(), name: draft.name.clone(), fate }
}

/// How many questions a form has.
pub(super) fn count(items: &[Item]) -> usize {
    let count = |item: &Item| match item {
        Item::Question(_) => 1,
        Item::Group(group) => count(&group.items),
    };
    items.iter().map(count).sum()
}
