//! `quarantine list` and `quarantine release`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use shared::id::FeedId;
use uuid::Uuid;

use super::{Common, now, spoken};
use crate::service::{ServiceError, quarantine};

#[derive(Subcommand)]
pub(super) enum QuarantineCommand {
    /// List the changes that are kept aside.
    List(List),
    /// Let in the changes to a record, and to all that hangs on it.
    Release(Release),
}

impl QuarantineCommand {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::List(command) => command.run(),
            Self::Release(command) => command.run(),
        }
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server quarantine list --database central.db")]
pub(super) struct List {
    #[command(flatten)]
    common: Common,
}

impl List {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let all = store.read_now(|read| read.quarantined().map_err(ServiceError::from))?;
        self.common.list(
            "items",
            &all,
            |one| {
                json!({
                    "feed": one.change.feed,
                    "device": one.device,
                    "n": one.change.n,
                    "kind": one.change.kind,
                    "id": one.change.id,
                    "reason": one.reason,
                    "received": one.received,
                })
            },
            |one| {
                let (change, reason) = (&one.change, one.reason.as_str());
                let received = spoken(one.received);
                format!("{received}  {}  {} {}: {reason}", change.feed, change.kind, change.id)
            },
            "nothing is kept aside",
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server quarantine release FEED RECORD --database central.db")]
pub(super) struct Release {
    #[command(flatten)]
    common: Common,
    /// The feed, as quarantine list shows it.
    feed: FeedId,
    /// The id of the record.
    record: Uuid,
}

impl Release {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let (feed, record) = (self.feed, self.record);
        let released = Common::write(&*store, move |write, _| {
            quarantine::release(write, feed, record, now())
        })?;
        let (inside, outside): (Vec<_>, Vec<_>) =
            released.iter().partition(|one| one.outcome.is_ok());
        let mut text = format!("{} changes let in", inside.len());
        for one in &outside {
            let reason = one.outcome.map_or_else(|reason| reason.as_str(), |_| "");
            text += &format!(
                "\n- {} {} stays aside: {reason}",
                one.kept.change.kind, one.kept.change.id
            );
        }
        self.common.say(&json!({"released": inside.len(), "kept": outside.len()}), &text);
        Ok(if outside.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
