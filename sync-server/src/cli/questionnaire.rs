//! `questionnaire check`: what would be taken of a form, row by row.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::say;
use crate::questionnaire::{Checked, Fate, Remark, Verdict, check};

/// How many rows and remarks of each kind are listed for a person; with --json, there are all.
const LISTED: usize = 100;

#[derive(Subcommand)]
pub(super) enum QuestionnaireCommand {
    /// Look at a form and say what would be taken of it; nothing is written.
    Check(Check),
}

impl QuestionnaireCommand {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check(command) => command.run(),
        }
    }
}

#[derive(Args)]
#[command(
    after_help = "Ends with 0 if the form can be taken, also without rows that are refused, \
    and with 1 if it has faults.\n\nExamples:\n  \
    sync-server questionnaire check chauffage.xlsx\n  \
    sync-server questionnaire check chauffage/ --json\n  \
    (a folder that holds survey.csv, and choices.csv and settings.csv if there are any)"
)]
pub(super) struct Check {
    /// The form: an .xlsx or .xls file, a folder that holds survey.csv, or a CSV file.
    file: PathBuf,
    /// Answer with one JSON object.
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let checked = check(&self.file).with_context(|| self.file.display().to_string())?;
        say(self.json, &object(&checked), &text(&checked));
        let is_rejected = checked.report.verdict() == Verdict::Rejected;
        Ok(if is_rejected { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn object(checked: &Checked) -> Value {
    let report = &checked.report;
    let form = checked.questionnaire.as_ref();
    let rows = report.rows.iter().map(|row| {
        let (fate, reason) = match &row.fate {
            Fate::Taken => ("taken", None),
            Fate::Refused(reason) => ("refused", Some(reason)),
            Fate::Faulty => ("faulty", None),
        };
        json!({
            "row": row.number, "type": row.kind, "name": row.name, "fate": fate, "reason": reason,
        })
    });
    let lists = form.map(|form| {
        let counts = form.lists.iter().map(|(name, list)| (name.clone(), list.choices.len()));
        counts.collect::<std::collections::BTreeMap<_, _>>()
    });
    json!({
        "verdict": report.verdict().as_str(),
        "id": form.map(|form| &form.id),
        "title": form.map(|form| &form.title),
        "version": form.and_then(|form| form.version.as_ref()),
        "languages": form.map(|form| &form.languages),
        "questions": form.map(crate::questionnaire::questions),
        "lists": lists,
        "rows": rows.collect::<Vec<_>>(),
        "faults": report.faults.iter().map(remark).collect::<Vec<_>>(),
        "notes": report.notes.iter().map(remark).collect::<Vec<_>>(),
    })
}

fn remark(remark: &Remark) -> Value {
    let at = &remark.at;
    json!({ "sheet": at.sheet, "row": at.row, "column": at.column, "says": remark.says })
}

fn text(checked: &Checked) -> String {
    let report = &checked.report;
    let refused = report.rows.iter().filter_map(|row| match &row.fate {
        Fate::Refused(reason) => {
            Some(format!("row {}, {} {}: {reason}", row.number, row.kind, row.name))
        }
        Fate::Taken | Fate::Faulty => None,
    });
    let refused: Vec<_> = refused.collect();
    let mut text = match &checked.questionnaire {
        Some(form) => format!(
            "{} ({}): {} questions, {} rows taken, {} refused",
            form.title,
            form.id,
            crate::questionnaire::questions(form),
            report.rows.len() - refused.len(),
            refused.len(),
        ),
        None => format!("this form cannot be taken: put right {}", faults(report.faults.len())),
    };
    let told = |remarks: &[Remark]| remarks.iter().map(Remark::to_string).collect::<Vec<_>>();
    for (title, lines) in [
        ("Faults", told(&report.faults)),
        ("Refused", refused),
        ("Good to know", told(&report.notes)),
    ] {
        text += &listed(title, &lines);
    }
    text
}

fn faults(count: usize) -> String {
    if count == 1 { "one fault".to_owned() } else { format!("{count} faults") }
}

fn listed(title: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n\n{title}:");
    for line in lines.iter().take(LISTED) {
        text += &format!("\n- {line}");
    }
    if lines.len() > LISTED {
        text += &format!("\n- and {} more; see --json", lines.len() - LISTED);
    }
    text
}
