//! `import-addresses`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::Args;
use serde_json::{Value, json};
use shared::address::Address;
use shared::id::TerritoryId;
use shared::record::Line;

use super::Common;
use crate::addresses::{
    AddressFile, FileError, Note, Notes, Outcome, Report, Survey, Wanted, run, survey,
};
use crate::service::ServiceError;
use crate::service::ground::{self, Step};
use crate::store::Store;

/// How many rows of each kind are listed for a person; with --json, there are more.
const LISTED: usize = 50;
/// How often a person at a terminal is told, and after how many rows a log is.
const OFTEN: Duration = Duration::from_secs(1);
const MANY: u64 = 50_000;

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    sync-server import-addresses bal.csv --territory \"Les Tilleuls\" --dry-run --database central.db\n  \
    sync-server import-addresses adresses-67.csv.gz --commune 67482 --territory Neuhof \
    --database central.db")]
pub(super) struct ImportAddresses {
    #[command(flatten)]
    common: Common,
    /// The address file: BAL or BAN, plain or packed with gzip.
    file: PathBuf,
    /// The name of the territory; a new one is made.
    #[arg(long)]
    territory: Line,
    /// Only the addresses of this commune, by name or INSEE code; may be given several times.
    #[arg(long = "commune", value_name = "CODE_OR_NAME")]
    communes: Vec<String>,
    /// Only the addresses in this street; may be given several times.
    #[arg(long = "street", value_name = "NAME")]
    streets: Vec<String>,
    /// Tell what would be done, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl ImportAddresses {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let began = Instant::now();
        let named = || self.file.display().to_string();
        let file = AddressFile::open(&self.file).with_context(named)?;
        let wanted = Wanted { communes: self.communes.clone(), streets: self.streets.clone() };
        let mut meter = Meter::new("rows looked at", None);
        let survey = survey(&file, &wanted, &mut |rows| meter.tell(rows)).with_context(named)?;
        anyhow::ensure!(
            survey.unknown.is_empty(),
            "no row of the file is in {}: write the name (of a commune, also its INSEE code) as the \
             file has it",
            survey.unknown.join(", ")
        );
        let target = self.target(&survey)?;
        let mut report = Report::default();
        let mut meter = Meter::new("rows done", Some(survey.rows));
        let mut rows = 0;
        let watch = |line, outcome: Outcome| {
            report.add(line, &outcome);
            rows += 1;
            meter.tell(rows);
        };
        run(&file, &survey, &wanted, |addresses| target.import(addresses), watch)
            .with_context(named)?;
        let told = Told {
            file: &file,
            survey: &survey,
            report: &report,
            left: target
                .buildings()?
                .saturating_sub(report.updated + report.unchanged + target.added(&report)),
            territory: target.territory,
            dry_run: self.dry_run,
            took: began.elapsed(),
        };
        self.common.say(&told.json(), &told.text());
        Ok(if report.taken() + report.removed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Where the addresses go. A dry run opens only a database that is there, and a file without
    /// any address makes none.
    fn target(&self, survey: &Survey) -> anyhow::Result<Target> {
        let name = self.territory.clone();
        if self.dry_run || survey.addresses == 0 {
            if !self.common.database.may_be_there() {
                return Ok(Target { store: None, territory: None, dry_run: true });
            }
            let store = self.common.open()?;
            let territory = store.read_now(move |read| {
                Ok::<_, ServiceError>(ground::find(read, name.as_str()).ok())
            })?;
            return Ok(Target { store: Some(store), territory, dry_run: true });
        }
        let store = self.common.open()?;
        let commune = survey.commune.as_deref().and_then(|commune| Line::parse(commune).ok());
        let territory = Common::write(&*store, move |write, moment| {
            ground::territory(write, &name, commune, moment)
        })?;
        Ok(Target { store: Some(store), territory: Some(territory), dry_run: false })
    }
}

struct Target {
    store: Option<Box<dyn Store>>,
    territory: Option<TerritoryId>,
    dry_run: bool,
}

impl Target {
    /// One batch, in one transaction: an import that was interrupted is simply run again.
    fn import(&self, addresses: Vec<Address>) -> anyhow::Result<Vec<Step>> {
        let territory = self.territory;
        Ok(match (&self.store, territory) {
            (Some(store), Some(territory)) if !self.dry_run => {
                Common::write(&**store, move |write, moment| {
                    ground::import(write, territory, &addresses, moment)
                })?
            }
            (Some(store), _) => {
                store.read_now(move |read| ground::preview(read, territory, &addresses))?
            }
            (None, _) => addresses.iter().map(|_| Step::Added).collect(),
        })
    }

    fn buildings(&self) -> anyhow::Result<u64> {
        Ok(match (&self.store, self.territory) {
            (Some(store), Some(territory)) => {
                store.read_now(move |read| ground::count(read, territory))?
            }
            _ => 0,
        })
    }

    /// The buildings of the report that are among those counted.
    fn added(&self, report: &Report) -> u64 {
        if self.dry_run { 0 } else { report.added }
    }
}

/// All addresses of a file that is known to be small, and how many rows were refused.
pub(super) fn load(path: &Path) -> anyhow::Result<(Vec<Address>, u64)> {
    let named = || path.display().to_string();
    let file = AddressFile::open(path).with_context(named)?;
    let wanted = Wanted::default();
    let survey = survey(&file, &wanted, &mut |_| ()).with_context(named)?;
    let (mut all, mut report) = (Vec::new(), Report::default());
    let keep = |addresses: Vec<Address>| {
        let steps = addresses.iter().map(|_| Step::Added).collect();
        all.extend(addresses);
        Ok::<_, FileError>(steps)
    };
    run(&file, &survey, &wanted, keep, |line, outcome| report.add(line, &outcome))?;
    Ok((all, report.faults.total))
}

/// Says on standard error how far it is: once a second to a person, now and then to a log.
struct Meter {
    what: &'static str,
    total: Option<u64>,
    is_terminal: bool,
    last: Instant,
}

impl Meter {
    fn new(what: &'static str, total: Option<u64>) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        Self { what, total, is_terminal, last: Instant::now() }
    }

    #[expect(clippy::print_stderr, reason = "progress belongs there")]
    fn tell(&mut self, rows: u64) {
        // The clock is not asked for every row.
        let is_due = if self.is_terminal {
            rows.is_multiple_of(256) && self.last.elapsed() >= OFTEN
        } else {
            rows.is_multiple_of(MANY)
        };
        if is_due {
            self.last = Instant::now();
            match self.total {
                Some(total) => eprintln!("{rows} of {total} {}", self.what),
                None => eprintln!("{rows} {}", self.what),
            }
        }
    }
}

/// All that a person or a program is told at the end.
struct Told<'t> {
    file: &'t AddressFile,
    survey: &'t Survey,
    report: &'t Report,
    left: u64,
    territory: Option<TerritoryId>,
    dry_run: bool,
    took: Duration,
}

impl Told<'_> {
    /// Rows a second.
    fn rate(&self) -> u64 {
        (self.survey.rows as f64 / self.took.as_secs_f64().max(1e-3)).round() as u64
    }

    fn text(&self) -> String {
        let Report { added, updated, unchanged, removed, elsewhere, mended, .. } = self.report;
        let Report { faults, repeats, mends, shown, .. } = self.report;
        let done = if self.dry_run { "this is a dry run, nothing was written; " } else { "" };
        let mut text = format!(
            "{}: {done}{} rows: {added} buildings added, {updated} updated, {unchanged} unchanged; \
             {} rows refused, {mended} mended, {} repeated",
            self.file.format().as_str(),
            self.survey.rows,
            faults.total,
            repeats.total,
        );
        for (count, what) in [
            (*elsewhere, "rows are in other communes and were passed over"),
            (*removed, "buildings were removed before and stay so"),
            (
                self.left,
                "buildings of the territory are not in this file and were left as they are",
            ),
            (self.survey.latin_rows, "rows are not UTF-8 and were read as Windows-1252"),
        ] {
            if count > 0 {
                text += &format!("\n{count} {what}");
            }
        }
        let took = self.took.as_secs_f64();
        text += &format!("\n{took:.1} s, {} rows a second", self.rate());
        if self.dry_run && !shown.is_empty() {
            text += &format!("\n\nThe first changes:\n- {}", shown.join("\n- "));
        }
        for (title, notes) in [("Refused", faults), ("Mended", mends), ("Repeated", repeats)] {
            text += &listed(title, notes);
        }
        text
    }

    fn json(&self) -> Value {
        let report = self.report;
        json!({
            "territory": self.territory,
            "dry_run": self.dry_run,
            "format": self.file.format().as_str(),
            "rows": self.survey.rows,
            "latin_rows": self.survey.latin_rows,
            "taken": report.taken(),
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "left": self.left,
            "elsewhere": report.elsewhere,
            "refused": report.faults.total,
            "mended": report.mended,
            "repeated": report.repeats.total,
            "faults": notes(&report.faults),
            "faults_total": report.faults.total,
            "faults_by_code": report.faults.by_code,
            "mends": notes(&report.mends),
            "mends_total": report.mends.total,
            "mends_by_code": report.mends.by_code,
            "repeats": notes(&report.repeats),
            "first_changes": report.shown,
            "seconds": (self.took.as_secs_f64() * 1000.0).round() / 1000.0,
            "rate": self.rate(),
        })
    }
}

fn notes(notes: &Notes) -> Vec<Value> {
    let note = |note: &Note| json!({"line": note.line, "code": note.code, "reason": note.reason});
    notes.first.iter().map(note).collect()
}

fn listed(title: &str, notes: &Notes) -> String {
    if notes.total == 0 {
        return String::new();
    }
    let mut text = format!("\n\n{title}:");
    let first = notes.first.iter().take(LISTED);
    for note in first.clone() {
        text += &format!("\n- line {}: {}", note.line, note.reason);
    }
    let more = notes.total - first.len() as u64;
    if more > 0 {
        let codes = notes.by_code.iter().map(|(code, count)| format!("{code} {count}"));
        let codes = codes.collect::<Vec<_>>().join(", ");
        text += &format!("\n- and {more} more; in all: {codes}");
    }
    text
}
