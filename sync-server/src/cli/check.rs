//! `check`: is the database whole, and if not, what is to be done?

use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::backup::LedgerAt;
use super::{Common, spoken};
use crate::ledger::Entry;
use crate::service::ServiceError;
use crate::service::check::{self, Findings};
use crate::store::StoreError;

#[derive(Args)]
#[command(after_help = "Example: sync-server check --database central.db\n\n\
    Every row is made again from the history and compared. What is found is told with what to do; \
    nothing is changed, except by --recount. What the ledger says was erased must be gone.")]
pub(super) struct Check {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    ledger: LedgerAt,
    /// Set count and digest of each feed to those of its rows; only where every row is what the
    /// history says.
    #[arg(long)]
    recount: bool,
}

impl Check {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let found = match self.look() {
            Ok(found) => found,
            Err(error) => match damage(&error) {
                Some(problem) => Findings { problems: vec![problem], ..Findings::default() },
                None => return Err(error),
            },
        };
        let ok = found.problems.is_empty();
        let mut text = format!("{} feeds, {} records: ", found.feeds, found.records);
        text += if ok { "all is well" } else { "something is wrong" };
        for problem in &found.problems {
            text += &format!("\n- {problem}");
        }
        if let Some(backup) = &found.last_backup {
            text += &format!("\nnewest backup: {}, {}", spoken(backup.made), backup.file);
        }
        self.common.say(
            &json!({
                "ok": ok,
                "problems": found.problems,
                "feeds": found.feeds,
                "records": found.records,
                "last_backup": found.last_backup.map(|backup| json!({
                    "made": backup.made,
                    "file": backup.file,
                })),
            }),
            &text,
        );
        Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn look(&self) -> anyhow::Result<Findings> {
        let store = self.common.open_existing()?;
        let ledger = self.ledger.known(&self.common.database);
        let entries = ledger.as_ref().map(|ledger| {
            ledger.read().with_context(|| {
                format!("the ledger {} cannot be read: check its rights", ledger.path().display())
            })
        });
        let entries = entries.transpose()?.flatten();
        let erased =
            entries.unwrap_or_default().known.into_iter().filter_map(|entry| match entry {
                Entry::Erase(lasting) => Some(lasting),
                Entry::RevokeDevice { .. } => None,
            });
        let erased: Vec<_> = erased.collect();
        let mut found = if self.recount {
            Common::write(&*store, |write, _| check::recount(write))?
        } else {
            store.read_now(|read| check::check(read).map_err(ServiceError::from))?
        };
        let missed = store.read_now(move |read| {
            check::check_erasures(read, &erased).map_err(ServiceError::from)
        })?;
        found.problems.extend(missed);
        Ok(found)
    }
}

/// A database that cannot even be read is a finding, too.
fn damage(error: &anyhow::Error) -> Option<String> {
    let store = error.downcast_ref::<StoreError>();
    let service = error.downcast_ref::<ServiceError>().and_then(|error| match error {
        ServiceError::Store(error) => Some(error),
        _ => None,
    });
    match store.or(service)? {
        StoreError::Damaged(why) => Some(format!("{why}: {}", check::RESTORE)),
        _ => None,
    }
}
