//! The sheet `settings`: what the form is called, and which language it speaks first.

use super::columns::split;
use super::report::{Report, Spot};
use super::sheet::{Book, Sheet};

/// What the sheet says.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) title: Option<String>,
    pub(super) id: Option<String>,
    pub(super) version: Option<String>,
    pub(super) language: Option<String>,
    pub(super) instance_name: Option<(Spot, String)>,
    pub(super) may_repeat_choices: bool,
}

pub(super) fn settings(book: &Book, report: &mut Report) -> Settings {
    let mut settings = Settings::default();
    let Some(sheet) = book.sheets.get("settings") else {
        return settings;
    };
    let Some(row) = sheet.rows.first() else {
        return settings;
    };
    for (column, heading) in &sheet.headings {
        let Some(text) = row.text(*column).map(str::to_owned) else {
            continue;
        };
        let at = sheet.spot(Some(row.number), Some(heading));
        match split(heading).0.as_str() {
            "form_title" | "set_form_title" | "title" => settings.title = Some(text),
            "form_id" | "set_form_id" | "id_string" => settings.id = Some(text),
            "version" => settings.version = Some(text),
            "default_language" => settings.language = Some(text),
            "instance_name" => settings.instance_name = Some((at, text)),
            "allow_choice_duplicates" => settings.may_repeat_choices = is_yes(&text),
            "public_key" | "submission_url" | "auto_send" | "auto_delete" => {
                report.note(at, "answers go to the association's own server and nowhere else");
            }
            "style" | "omit_instanceid" | "clean_text_values" | "add_none_option" | "prefix"
            | "attribute" | "namespaces" | "client_editable" => {}
            _ => report.note(at, "this setting is not known and changes nothing"),
        }
    }
    more_rows(sheet, report);
    settings
}

fn more_rows(sheet: &Sheet, report: &mut Report) {
    if let Some(row) = sheet.rows.get(1) {
        report.note(sheet.spot(Some(row.number), None), "only the first row of settings is read");
    }
}

/// Whether a cell says yes, in one of the ways that authors write it.
pub(super) fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "true" | "true()")
}

/// Whether a cell says no.
pub(super) fn is_no(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "no" | "false" | "false()")
}
