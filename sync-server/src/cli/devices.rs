//! `device code`, `device list`, `device recover` and `device revoke`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use shared::id::DeviceId;
use shared::time::Millis;

use super::backup::LedgerAt;
use super::{Common, spoken};
use crate::ledger::Entry;
use crate::service::ServiceError;
use crate::service::accounts::{self, Listed};
use crate::service::recovery;

#[derive(Subcommand)]
pub(super) enum DeviceCommand {
    /// Make a one-time code that enrols a neighbor's phone.
    Code(Code),
    /// List the phones, and what each declared at its last contact.
    List(List),
    /// Read out the code that resets a phone's forgotten PIN.
    Recover(Recover),
    /// Take a lost phone's right to read; what it still sends is kept aside.
    Revoke(Revoke),
}

impl DeviceCommand {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Code(command) => command.run(),
            Self::List(command) => command.run(),
            Self::Recover(command) => command.run(),
            Self::Revoke(command) => command.run(),
        }
    }
}

#[derive(Args)]
#[command(
    after_help = "Example: sync-server device code --neighbor \"Amina B.\" --database central.db"
)]
pub(super) struct Code {
    #[command(flatten)]
    common: Common,
    /// The name of the neighbor.
    #[arg(long)]
    neighbor: String,
    /// For how many hours the code is good.
    #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(i64).range(1..=720))]
    hours: i64,
}

impl Code {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let valid_for = self.hours * 60 * Millis::MINUTE;
        let (account, person, code, expires) = Common::write(&*store, move |write, moment| {
            let (account, person) = accounts::find(&*write, &self.neighbor)?;
            let (code, expires) = accounts::enrolment_code(write, account, valid_for, moment)?;
            Ok((account, person.name, code, expires))
        })?;
        self.common.say(
            &json!({
                "code": code.to_string(),
                "neighbor": person.as_str(),
                "account": account,
                "expires": spoken(expires),
            }),
            &format!("{code}  for one phone of {person}, until {}", spoken(expires)),
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server device list --database central.db")]
pub(super) struct List {
    #[command(flatten)]
    common: Common,
}

impl List {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let all = store.read_now(|read| accounts::devices(read).map_err(ServiceError::from))?;
        let none = "no phone yet: make a code with device code";
        self.common.list("devices", &all, item, line, none);
        Ok(ExitCode::SUCCESS)
    }
}

fn line(listed: &Listed) -> String {
    let state = if listed.device.revoked { ", revoked" } else { "" };
    let contact = listed.contact.as_ref().map_or_else(
        || "never seen".to_owned(),
        |contact| {
            format!(
                "seen {}, {} waiting, {} to look at, app {}",
                spoken(contact.at),
                contact.waiting,
                contact.attention,
                contact.app
            )
        },
    );
    format!("{}  {} of {}{state}: {contact}", listed.id, listed.device.label, listed.owner)
}

fn item(listed: &Listed) -> serde_json::Value {
    json!({
        "id": listed.id,
        "label": listed.device.label.as_str(),
        "owner": listed.owner.as_str(),
        "revoked": listed.device.revoked,
        "copied_from": listed.copied_from,
        "contact": listed.contact.as_ref().map(|contact| json!({
            "at": contact.at,
            "clock_error": contact.clock_error,
            "app": contact.app,
            "waiting": contact.waiting,
            "attention": contact.attention,
        })),
    })
}

#[derive(Args)]
#[command(after_help = "Example: sync-server device recover DEVICE --database central.db\n\n\
    Read it out only to the owner of the phone, who stands there or whose voice you know. It works \
    without a network, sets a new PIN, and is used up by that; the phone sends another one.")]
pub(super) struct Recover {
    #[command(flatten)]
    common: Common,
    /// The id of the phone, as device list shows it.
    device: DeviceId,
}

impl Recover {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let device = self.device;
        let words =
            Common::write(&*store, move |write, moment| recovery::tell(write, device, moment.now))?;
        self.common.say(
            &json!({"device": device, "code": words.to_string()}),
            &format!("{words}  opens {device} once, with a new PIN"),
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server device revoke DEVICE --database central.db")]
pub(super) struct Revoke {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    ledger: LedgerAt,
    /// The id of the phone, as device list shows it.
    device: DeviceId,
}

impl Revoke {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let device = self.device;
        let ledger = self.ledger.of(&self.common.database)?;
        Common::write(&*store, move |write, moment| {
            accounts::revoke(write, device, moment)?;
            // On the disk before the database commits: no backup may bring the phone back.
            let entry = Entry::RevokeDevice { device, at: moment.now };
            ledger.append(&entry).map_err(|error| {
                ServiceError::refused(format!(
                    "the ledger {} cannot be written ({error}), so nothing was revoked: check its \
                     rights, or name another with --ledger",
                    ledger.path().display()
                ))
            })
        })?;
        self.common.say(
            &json!({"revoked": device}),
            &format!("{device} may not read any more; what it still sends is kept aside"),
        );
        Ok(ExitCode::SUCCESS)
    }
}
