//! `backup` and `restore`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::database::Database;
use super::{Common, fill_random, now, spoken};
use crate::backup::{self, Restore as Wanted, Restored};
use crate::ledger::Ledger;

#[derive(Args)]
#[command(after_help = "Example: sync-server backup --to /backups --keep 14 --database \
    central.db\n\nIt may run beside a server. DIR should be on another machine's disk: from the \
    first backup on, phones keep their work until a backup holds it.")]
pub(super) struct Backup {
    #[command(flatten)]
    common: Common,
    /// The folder of the backups; must be there.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// How many backups of this database to leave, with this one; older ones are removed.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
}

impl Backup {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let database = self.common.database.file(
            "pg_dump or pg_basebackup make its backups; see \"On PostgreSQL\" in docs/operate.md",
        )?;
        let store = self.common.open_existing()?;
        let keep = self.keep.map(|keep| keep as usize);
        let made = backup::make(&*store, database, &self.to, keep, now())?;
        let manifest = &made.manifest;
        let mut text = format!(
            "{} ({} bytes, {} feeds)",
            made.path.display(),
            manifest.size,
            manifest.feeds.len()
        );
        for path in &made.removed {
            text += &format!("\nremoved {}", path.display());
        }
        self.common.say(
            &json!({
                "file": made.path,
                "made": manifest.made,
                "epoch": manifest.epoch,
                "size": manifest.size,
                "blake3": manifest.blake3,
                "feeds": manifest.feeds,
                "removed": made.removed,
            }),
            &text,
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// Where the ledger lies.
#[derive(Args, Clone)]
pub(super) struct LedgerAt {
    /// The ledger of revocations and erasures; beside the database unless named.
    #[arg(long, value_name = "FILE", env = "PALIER_LEDGER")]
    ledger: Option<PathBuf>,
}

impl LedgerAt {
    /// Where what is about to be revoked or erased is written down.
    pub(super) fn of(&self, database: &Database) -> anyhow::Result<Ledger> {
        self.known(database).with_context(|| {
            format!(
                "nothing lies beside {database}: name the ledger of revocations and erasures with \
                 --ledger FILE, one for all servers on this database"
            )
        })
    }

    /// The ledger, if it is named or there is a place beside the database.
    pub(super) fn known(&self, database: &Database) -> Option<Ledger> {
        match (&self.ledger, database) {
            (Some(ledger), _) => Some(Ledger::at(ledger.clone())),
            (None, Database::File(path)) => Some(Ledger::beside(path)),
            (None, Database::Server(_)) => None,
        }
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server restore /backups --database central.db --replace\n\n\
    Stop the server first. The database begins another life: phones read anew, and send again \
    what the backup lacks.")]
pub(super) struct Restore {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    ledger: LedgerAt,
    /// The .db file of a backup, or a folder whose newest it is.
    from: PathBuf,
    /// Put it in the place of the database that is there, which is kept beside it.
    #[arg(long)]
    replace: bool,
    /// Take this backup although a newer one lies beside it.
    #[arg(long)]
    older: bool,
}

impl Restore {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let database = self.common.database.file(
            "pg_restore or the server's own tools bring its backups back; see \"On PostgreSQL\" in \
             docs/operate.md",
        )?;
        let wanted = Wanted {
            from: self.from.clone(),
            database: database.to_owned(),
            replace: self.replace,
            older: self.older,
            ledger: self.ledger.of(&self.common.database)?,
            ledger_required: self.ledger.ledger.is_some(),
        };
        let restored = backup::restore(&wanted, now(), fill_random)?;
        let ledger = wanted.ledger.path();
        self.common.say(
            &json!({
                "backup": restored.backup,
                "made": restored.manifest.made,
                "epoch": restored.epoch,
                "replaced": restored.replaced,
                "revoked": restored.replayed.map(|replayed| replayed.revoked),
                "barred": restored.replayed.map(|replayed| replayed.barred),
                "erased": restored.replayed.map(|replayed| replayed.erased),
                "ledger": restored.replayed.map(|_| ledger),
                "unknown_ledger_lines": restored.unknown,
            }),
            &told(&restored, database, ledger),
        );
        Ok(ExitCode::SUCCESS)
    }
}

fn told(restored: &Restored, database: &Path, ledger: &Path) -> String {
    let mut text = format!(
        "{} is now as it was at {}; start the server, and phones bring what it lacks",
        database.display(),
        spoken(restored.manifest.made)
    );
    if let Some(replaced) = &restored.replaced {
        text += &format!(
            "\nthe database that was there is {}; remove it once it is of no use",
            replaced.display()
        );
    }
    match restored.replayed {
        Some(replayed) => {
            text += &format!(
                "\nledger: {} phones revoked again, {} kept out, {} erasures done again",
                replayed.revoked, replayed.barred, replayed.erased
            );
        }
        None => {
            text += &format!(
                "\nthere is no ledger at {}, so a phone that was revoked after the backup may read \
                 again, and what was erased after it is back; look at device list, and erase again",
                ledger.display()
            );
        }
    }
    if !restored.unknown.is_empty() {
        let lines: Vec<_> = restored.unknown.iter().map(ToString::to_string).collect();
        text += &format!(
            "\nledger lines {} are not known to this version and were left alone: look at them",
            lines.join(", ")
        );
    }
    text
}
