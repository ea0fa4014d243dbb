//! `retention`: what was kept as long as it may be goes.

use std::process::ExitCode;

use clap::Args;
use serde_json::json;
use shared::id::MissionId;

use super::backup::LedgerAt;
use super::people_rights::counted;
use super::{Common, now};
use crate::ledger::{Entry, Ledger};
use crate::service::ServiceError;
use crate::service::erasure::Found;
use crate::service::retention::{self, Due};
use crate::store::{Store, StoreError};

/// How long what was said is kept after the end of its mission.
#[derive(Args, Clone, Copy)]
pub(super) struct Kept {
    /// For how many months after a mission's last day its visits are kept; 0 keeps them for ever.
    #[arg(
        long,
        value_name = "MONTHS",
        default_value_t = 24,
        env = "PALIER_RETENTION_MONTHS",
        value_parser = clap::value_parser!(u32).range(0..=1200)
    )]
    pub(super) retention_months: u32,
}

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    sync-server retention --dry-run --database central.db\n  \
    sync-server retention --retention-months 12 --database central.db\n\n\
    serve does this by itself once a day. The visits of missions that ended so long ago go whole, \
    with all that hangs on them, as with person erase: make the reports before.")]
pub(super) struct Retention {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    ledger: LedgerAt,
    #[command(flatten)]
    kept: Kept,
    /// Tell what would go, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

/// What became of one mission.
pub(super) struct Done {
    pub(super) due: Due,
    pub(super) found: Found,
    pub(super) receipts: Vec<String>,
}

impl Retention {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let months = self.kept.retention_months;
        if self.dry_run {
            let due = look(&*store, months)?;
            let item = |due: &Due| json!({"mission": due.mission, "visits": due.visits});
            let line = |due: &Due| {
                format!(
                    "{}, ended {}: {} visits and {} changes kept aside would go",
                    due.title, due.ends, due.visits, due.aside
                )
            };
            self.common.list("due", &due, item, line, "nothing is kept longer than it may be");
            return Ok(ExitCode::SUCCESS);
        }
        let ledger = self.ledger.of(&self.common.database)?;
        let done = carry_out(&*store, &ledger, months)?;
        let item = |done: &Done| {
            json!({
                "mission": done.due.mission,
                "erased": counted(&done.found),
                "receipts": done.receipts,
            })
        };
        let line = |done: &Done| {
            format!(
                "{}, ended {}: {} visits erased",
                done.due.title, done.due.ends, done.due.visits
            )
        };
        self.common.list("erased", &done, item, line, "nothing is kept longer than it may be");
        Ok(ExitCode::SUCCESS)
    }
}

fn look(store: &dyn Store, months: u32) -> Result<Vec<Due>, StoreError> {
    if months == 0 {
        return Ok(Vec::new());
    }
    let Some(today) = now().date() else { return Ok(Vec::new()) };
    store.read_now(move |read| retention::due(read, today, months))
}

/// Erases what is due, part by part.
pub(super) fn carry_out(
    store: &dyn Store,
    ledger: &Ledger,
    months: u32,
) -> Result<Vec<Done>, ServiceError> {
    let mut all = Vec::new();
    for due in look(store, months)? {
        let mut done = Done { found: Found::default(), receipts: Vec::new(), due };
        while let Some((found, receipt)) = next_part(store, ledger, done.due.mission)? {
            done.found.records.extend(found.records);
            done.found.aside.extend(found.aside);
            done.found.changes += found.changes;
            done.receipts.push(receipt);
        }
        all.push(done);
    }
    Ok(all)
}

fn next_part(
    store: &dyn Store,
    ledger: &Ledger,
    mission: MissionId,
) -> Result<Option<(Found, String)>, ServiceError> {
    let ledger = ledger.clone();
    Common::write(store, move |write, moment| {
        let Some((found, lasting)) = retention::next_part(write, mission, None, moment)? else {
            return Ok(None);
        };
        let receipt = lasting.receipt.clone();
        ledger.append(&Entry::Erase(lasting)).map_err(|error| {
            ServiceError::refused(format!(
                "the ledger {} cannot be written ({error}), so nothing more was erased: check its \
                 rights, or name another with --ledger",
                ledger.path().display()
            ))
        })?;
        Ok(Some((found, receipt)))
    })
}
