//! `sweep`: tombstones that every phone has had the time to read.

use std::process::ExitCode;

use clap::Args;
use serde_json::json;
use shared::time::Millis;

use super::{Common, now};
use crate::service::sweep;

#[derive(Args)]
#[command(after_help = "Example: sync-server sweep --older-than 180 --database central.db\n\n\
    A phone that was away for longer reads its feeds anew and keeps its unsent work.")]
pub(super) struct Sweep {
    #[command(flatten)]
    common: Common,
    /// Only what was deleted at least so many days ago.
    #[arg(long, value_name = "DAYS", default_value_t = 180)]
    older_than: u32,
}

impl Sweep {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let now = now();
        let before = now.plus(-i64::from(self.older_than) * Millis::DAY);
        let swept = Common::write(&*store, move |write, _| sweep::sweep(write, before, now))?;
        self.common.say(&json!({"swept": swept}), &format!("{swept} tombstones removed"));
        Ok(ExitCode::SUCCESS)
    }
}
