//! `account add` and `account list`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use shared::record::{Line, Role};

use super::Common;
use crate::service::{ServiceError, accounts};

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// Add a person.
    Add(Add),
    /// List the people.
    List(List),
}

impl AccountCommand {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Add(command) => command.run(),
            Self::List(command) => command.run(),
        }
    }
}

#[derive(Args)]
#[command(
    after_help = "Example: sync-server account add --name \"Amina B.\" --database central.db"
)]
pub(super) struct Add {
    #[command(flatten)]
    common: Common,
    /// As the team calls the person.
    #[arg(long)]
    name: Line,
    /// neighbor, supervisor, admin or partner.
    #[arg(long, default_value = "neighbor")]
    role: Role,
}

impl Add {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open()?;
        let (name, role) = (self.name.clone(), self.role);
        let id =
            Common::write(&*store, move |write, moment| accounts::add(write, name, role, moment))?;
        let text = format!("{} ({role}): {id}", self.name);
        self.common.say(&json!({"account": id}), &text);
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server account list --database central.db")]
pub(super) struct List {
    #[command(flatten)]
    common: Common,
}

impl List {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let all = store.read_now(|read| accounts::all(read).map_err(ServiceError::from))?;
        self.common.list(
            "accounts",
            &all,
            |(id, one)| {
                let (name, role) = (one.name.as_str(), one.role.as_str());
                json!({"id": id, "name": name, "role": role, "closed": one.closed})
            },
            |(id, one)| format!("{id}  {}  {}", one.role, one.name),
            "nobody yet: add a person with account add",
        );
        Ok(ExitCode::SUCCESS)
    }
}
