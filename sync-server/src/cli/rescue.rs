//! `import-outbox`: work from a phone that cannot sync any more.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::{Common, now};
use crate::service::rescue::{self, Fate, Imported};

#[derive(Args)]
#[command(after_help = "Example: sync-server import-outbox amina.rescue --database central.db\n\n\
    The file comes from `phone rescue`. It may be imported twice, and the phone may sync after it.")]
pub(super) struct ImportOutbox {
    #[command(flatten)]
    common: Common,
    /// The file.
    file: PathBuf,
}

impl ImportOutbox {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let file = std::fs::read(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let imported = Common::write(&*store, move |write, _| rescue::import(write, &file, now()))?;
        let items: Vec<_> = imported
            .changes
            .iter()
            .map(|(change, fate)| {
                json!({
                    "feed": change.feed,
                    "n": change.n,
                    "kind": change.kind,
                    "id": change.id,
                    "fate": word(*fate),
                    "reason": reason(*fate),
                })
            })
            .collect();
        let left = count(&imported, is_left);
        self.common.say(
            &json!({
                "device": imported.device,
                "account": imported.account,
                "made": imported.made,
                "taken": count(&imported, |fate| matches!(fate, Fate::Taken(_))),
                "known": count(&imported, |fate| fate == Fate::Known),
                "aside": count(&imported, |fate| matches!(fate, Fate::Aside(_))),
                "left": left,
                "changes": items,
            }),
            &told(&imported),
        );
        Ok(if left == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn told(imported: &Imported) -> String {
    let mut text = format!(
        "{} changes of phone {}: {} taken in, {} here before, {} kept aside, {} left out",
        imported.changes.len(),
        imported.device,
        count(imported, |fate| matches!(fate, Fate::Taken(_))),
        count(imported, |fate| fate == Fate::Known),
        count(imported, |fate| matches!(fate, Fate::Aside(_))),
        count(imported, is_left),
    );
    for (change, fate) in &imported.changes {
        let why = match fate {
            Fate::Taken(_) | Fate::Known => continue,
            Fate::Aside(reason) => format!("is kept aside ({}): quarantine list", reason.as_str()),
            Fate::Gap => "is left out: changes before it are missing here".to_owned(),
            Fate::Copied => {
                "is left out: this store was copied, and its number stands for another change"
                    .to_owned()
            }
            Fate::Stranger => {
                "is left out: this server does not know the identity that numbered it".to_owned()
            }
        };
        text += &format!("\n- {} {} in {} {why}", change.kind, change.id, change.feed);
    }
    text
}

fn count(imported: &Imported, is: impl Fn(Fate) -> bool) -> usize {
    imported.changes.iter().filter(|(_, fate)| is(*fate)).count()
}

fn is_left(fate: Fate) -> bool {
    matches!(fate, Fate::Gap | Fate::Copied | Fate::Stranger)
}

fn word(fate: Fate) -> &'static str {
    match fate {
        Fate::Taken(_) => "taken",
        Fate::Known => "known",
        Fate::Aside(_) => "aside",
        Fate::Gap => "gap",
        Fate::Copied => "copied",
        Fate::Stranger => "stranger",
    }
}

fn reason(fate: Fate) -> Option<&'static str> {
    match fate {
        Fate::Aside(reason) => Some(reason.as_str()),
        _ => None,
    }
}
