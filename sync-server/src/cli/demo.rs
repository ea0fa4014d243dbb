//! `demo-data`: a small neighbourhood to try Palier with.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::{Common, addresses};
use crate::service::demo;

#[derive(Args)]
#[command(after_help = "Example: sync-server demo-data --database demo.db")]
pub(super) struct DemoData {
    #[command(flatten)]
    common: Common,
    /// Take the buildings from this municipal address file in place of the invented ones.
    #[arg(long, value_name = "FILE")]
    addresses: Option<PathBuf>,
}

impl DemoData {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let file = match &self.addresses {
            Some(path) => Some(addresses::load(path)?),
            None => None,
        };
        let refused = file.as_ref().map_or(0, |(_, refused)| *refused);
        let store = self.common.open()?;
        let made = Common::write(&*store, move |write, moment| {
            let addresses = file.as_ref().map(|(addresses, _)| addresses.as_slice());
            demo::make(write, addresses, moment)
        })?;
        let mut text = format!(
            "{} buildings with {} doors ({refused} address rows refused)\n\nMissions:",
            made.imported.added, made.generated.doors
        );
        for (_, title) in &made.missions {
            text += &format!("\n  {title}");
        }
        text += "\n\nNeighbors, with a one-time code for one phone each:";
        for (name, _, code) in &made.neighbors {
            text += &format!("\n  {name:<12} {code}");
        }
        text += "\n\nAt the desk, each let in by account invite NAME:";
        for (name, role, _) in &made.desk {
            text += &format!("\n  {name:<12} {role}");
        }
        let missions = made.missions.iter();
        let neighbors = made.neighbors.iter();
        self.common.say(
            &json!({
                "territory": made.territory,
                "missions": missions
                    .map(|(id, title)| json!({"id": id, "title": title}))
                    .collect::<Vec<_>>(),
                "buildings": made.imported.added,
                "doors": made.generated.doors,
                "refused": refused,
                "neighbors": neighbors
                    .map(|(name, account, code)| {
                        json!({"name": name, "account": account, "code": code.to_string()})
                    })
                    .collect::<Vec<_>>(),
            }),
            &text,
        );
        Ok(ExitCode::SUCCESS)
    }
}
