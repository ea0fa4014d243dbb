//! `person show`, `person export`, `person erase`: the rights of the people behind a door.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use shared::id::{DoorId, VisitId};
use shared::value::Value;

use super::backup::LedgerAt;
use super::{Common, now, spoken};
use crate::ledger::Entry;
use crate::service::ServiceError;
use crate::service::erasure::{self, Found, Order, Subject};
use crate::service::person::{self, About, AboutRecord};
use crate::store::{Cause, Store};

#[derive(Subcommand)]
pub(super) enum PersonCommand {
    /// Show all that is kept about the people behind a door, to be read out to them.
    Show(Show),
    /// Write all that is kept about the people behind a door to a file.
    Export(Export),
    /// Erase what is kept about the people behind a door, or one visit: here, in the history, and on
    /// every phone at its next sync.
    Erase(Erase),
}

impl PersonCommand {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Show(command) => command.run(),
            Self::Export(command) => command.run(),
            Self::Erase(command) => command.run(),
        }
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server person show --door DOOR --database central.db\n\n\
    door list shows the doors of a building with their ids.")]
pub(super) struct Show {
    #[command(flatten)]
    common: Common,
    /// The id of the door, as door list shows it.
    #[arg(long)]
    door: DoorId,
}

impl Show {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let about = read(&self.common, self.door)?;
        self.common.say(&object(&about), &text(&about));
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server person export --door DOOR --to door.json --database \
    central.db\n\nThe file says what residents said: give it to them alone, and delete it then.")]
pub(super) struct Export {
    #[command(flatten)]
    common: Common,
    /// The id of the door, as door list shows it.
    #[arg(long)]
    door: DoorId,
    /// The file, which must not be there; it is JSON that only its owner may read.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

impl Export {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let about = read(&self.common, self.door)?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.to).with_context(|| {
            format!("cannot write {}: name a file that is not there yet", self.to.display())
        })?;
        serde_json::to_writer_pretty(&mut file, &object(&about))?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        self.common.say(
            &json!({"file": self.to, "visits": about.visits.len()}),
            &format!("{}: {} visits", self.to.display(), about.visits.len()),
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    sync-server person erase --door DOOR --database central.db          counts what would go\n  \
    sync-server person erase --door DOOR --yes --database central.db    erases it\n  \
    sync-server person erase --visit VISIT --yes --database central.db\n\n\
    It may run beside a server. Nothing brings back what was erased; the door stays, and so does \
    \"do not contact\". Backups made before still hold it until they are removed; restore does not \
    bring it back, as long as the ledger is there.")]
pub(super) struct Erase {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    ledger: LedgerAt,
    /// Everything that was said at this door, in every mission.
    #[arg(long, required_unless_present = "visit", conflicts_with = "visit")]
    door: Option<DoorId>,
    /// One visit, with all that hangs on it.
    #[arg(long)]
    visit: Option<VisitId>,
    /// Erase. Without it, what would go is counted and nothing is changed.
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Count what would go; the same as without --yes.
    #[arg(long)]
    dry_run: bool,
}

impl Erase {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let (subject, cause) = self.subject(&*store)?;
        if !self.yes {
            let looked = subject.clone();
            let found = store.read_now(move |read| {
                if let Subject::Door(door) = &looked {
                    crate::service::ground::find_door(read, *door)?;
                }
                erasure::survey(read, &looked).map_err(ServiceError::from)
            })?;
            self.common.say(
                &json!({"would_erase": counted(&found), "erased": false}),
                &format!("{} would go; nothing was changed. Erase with --yes", told(&found)),
            );
            return Ok(ExitCode::SUCCESS);
        }
        let ledger = self.ledger.of(&self.common.database)?;
        let (found, lasting) = Common::write(&*store, move |write, moment| {
            let order = Order::new(cause, None, moment);
            let (found, lasting) = erasure::erase(write, &subject, &order, moment)?;
            // On the disk before the database commits: no backup may bring it back.
            ledger.append(&Entry::Erase(lasting.clone())).map_err(|error| {
                ServiceError::refused(format!(
                    "the ledger {} cannot be written ({error}), so nothing was erased: check its \
                     rights, or name another with --ledger",
                    ledger.path().display()
                ))
            })?;
            Ok((found, lasting))
        })?;
        self.common.say(
            &json!({
                "receipt": lasting.receipt,
                "at": lasting.at,
                "erased": counted(&found),
            }),
            &format!(
                "receipt {}, {}: {} erased here; each phone does the same at its next sync",
                lasting.receipt,
                spoken(lasting.at),
                told(&found)
            ),
        );
        Ok(ExitCode::SUCCESS)
    }

    fn subject(&self, store: &dyn Store) -> anyhow::Result<(Subject, Cause)> {
        match (self.door, self.visit) {
            (Some(door), _) => Ok((Subject::Door(door), Cause::Door)),
            (None, Some(visit)) => {
                let feed = store.read_now(move |read| erasure::find_visit(read, visit))?;
                Ok((Subject::Visits(feed, vec![visit]), Cause::Visit))
            }
            (None, None) => anyhow::bail!("name a --door or a --visit"),
        }
    }
}

fn read(common: &Common, door: DoorId) -> anyhow::Result<About> {
    let store = common.open_existing()?;
    Ok(store.read_now(move |read| person::about(read, door))?)
}

pub(super) fn counted(found: &Found) -> Json {
    json!({
        "records": found.by_kind(),
        "changes": found.changes,
        "kept_aside": found.aside.len(),
    })
}

pub(super) fn told(found: &Found) -> String {
    let kinds = found.by_kind().into_iter().map(|(kind, n)| format!("{n} {kind}"));
    let mut parts: Vec<_> = kinds.collect();
    if parts.is_empty() {
        parts.push("no record".to_owned());
    }
    parts.push(format!("{} changes in the history", found.changes));
    parts.push(format!("{} kept aside", found.aside.len()));
    parts.join(", ")
}

fn object(about: &About) -> Json {
    let record = |one: &AboutRecord| {
        let earlier = one.earlier.iter();
        let earlier = earlier.map(|(field, value)| json!({"field": field, "value": value}));
        json!({
            "kind": one.kind.as_str(),
            "id": one.id,
            "fields": one.fields,
            "removed": one.removed,
            "earlier": earlier.collect::<Vec<_>>(),
        })
    };
    let visits = about.visits.iter().map(|visit| {
        json!({
            "mission": visit.mission,
            "feed": visit.feed,
            "visit": record(&visit.record),
            "parts": visit.parts.iter().map(record).collect::<Vec<_>>(),
        })
    });
    let erasures = about.erasures.iter();
    json!({
        "door": about.id,
        "address": about.place.address,
        "stairwell": about.place.stairwell.as_str(),
        "floor": about.place.door.floor.get(),
        "label": about.place.door.label.as_str(),
        "do_not_contact": about.place.door.do_not_contact,
        "visits": visits.collect::<Vec<_>>(),
        "told": about.told.iter().map(|(_, one)| record(one)).collect::<Vec<_>>(),
        "kept_aside": about.aside,
        "erasures": erasures
            .map(|one| json!({"receipt": one.receipt, "at": one.at, "records": one.records}))
            .collect::<Vec<_>>(),
        "read_at": now(),
    })
}

fn text(about: &About) -> String {
    let door = &about.place.door;
    let mut lines = vec![format!(
        "{}, stairwell {}, floor {}, door {}{}",
        about.place.address,
        about.place.stairwell,
        door.floor.get(),
        door.label,
        if door.do_not_contact { ": do not contact" } else { "" }
    )];
    for visit in &about.visits {
        let removed = if visit.record.removed { ", taken back" } else { "" };
        lines.push(format!("{}  {}{removed}", spoken(visit.started()), visit.mission));
        for record in std::iter::once(&visit.record).chain(&visit.parts) {
            for (field, value) in record.fields.iter().filter(|(_, value)| !is_id(value)) {
                lines.push(format!("    {} {field}: {}", record.kind, plain(value)));
            }
            for (field, value) in &record.earlier {
                lines.push(format!("    {} {field}, before: {}", record.kind, plain(value)));
            }
        }
        lines.push(format!("    visit {}", visit.id));
    }
    for (_, one) in &about.told {
        let removed = if one.removed { ", taken back" } else { "" };
        lines.push(format!("told what was answered{removed}: telling {}", one.id));
    }
    if about.visits.is_empty() {
        lines.push("nothing was said at this door".to_owned());
    }
    for change in &about.aside {
        lines.push(format!("kept aside: {} {}", change.kind, change.id));
        for (field, value) in change.fields.iter().filter(|(_, value)| !is_id(value)) {
            lines.push(format!("    {field}: {}", plain(value)));
        }
    }
    for one in &about.erasures {
        lines.push(format!("erased {}, receipt {}", spoken(one.at), one.receipt));
    }
    lines.join("\n")
}

fn is_id(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.parse::<uuid::Uuid>().is_ok())
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}
