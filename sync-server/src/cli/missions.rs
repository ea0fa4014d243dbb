//! `mission create`, `mission list` and `assign`.

use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::json;
use shared::id::BuildingId;
use shared::record::{Code, Line, MissionState, Partner, Prose, Service};

use super::{Common, training};
use crate::service::missions::{self, NewMission};
use crate::service::{ServiceError, accounts, ground};

#[derive(Subcommand)]
pub(super) enum MissionCommand {
    /// Make a mission.
    Create(Create),
    /// List the missions.
    List(List),
    /// Write a training card of a mission, and a question of it.
    Card(training::PutCard),
    /// Put a message in force, as the next version.
    Message(training::SetMessage),
    /// End a mission: its phones send what they have, then give it back.
    End(training::End),
}

impl MissionCommand {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Create(command) => command.run(),
            Self::List(command) => command.run(),
            Self::Card(command) => command.run(),
            Self::Message(command) => command.run(),
            Self::End(command) => command.run(),
        }
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server mission create --title \"Chauffage\" --theme energy \
    --territory \"Les Tilleuls\" --partner bailleur --partner-name \"Le bailleur\" \
    --starts 2026-12-01 --ends 2027-01-31 --service cheque-energie --database central.db")]
pub(super) struct Create {
    #[command(flatten)]
    common: Common,
    /// As the team calls it.
    #[arg(long)]
    title: Line,
    /// Its theme, as a short code.
    #[arg(long)]
    theme: Code,
    /// The name of the territory.
    #[arg(long)]
    territory: String,
    /// The code of the partner.
    #[arg(long)]
    partner: Code,
    /// The name of a partner who is not in the catalogue yet.
    #[arg(long)]
    partner_name: Option<Line>,
    /// The message to carry to the doors.
    #[arg(long)]
    message: Option<Prose>,
    /// First day, such as 2026-12-01.
    #[arg(long)]
    starts: NaiveDate,
    /// Last day.
    #[arg(long)]
    ends: NaiveDate,
    /// The code of a service to advise; may be given several times.
    #[arg(long = "service")]
    services: Vec<String>,
    /// How far it is: draft, open or closed.
    #[arg(long, default_value = "open")]
    state: MissionState,
}

impl Create {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let common = self.common.clone();
        let title = self.title.clone();
        let id = Common::write(&*store, move |write, moment| {
            let territory = ground::find(&*write, &self.territory)?;
            let partner = match self.partner_name {
                Some(name) => {
                    let partner = Partner { code: self.partner, name, sort: None };
                    missions::add_partner(write, &partner, moment)?
                }
                None => missions::by_code::<Partner>(&*write, self.partner.as_str())?,
            };
            let services = self.services.iter();
            let services = services.map(|code| missions::by_code::<Service>(&*write, code));
            let new = NewMission {
                territory,
                partner,
                title: self.title,
                theme: self.theme,
                message: self.message,
                starts: self.starts,
                ends: self.ends,
                state: self.state,
                services: services.collect::<Result<_, _>>()?,
            };
            missions::create(write, &new, moment)
        })?;
        common.say(&json!({"mission": id}), &format!("mission {title}: {id}"));
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server mission list --database central.db")]
pub(super) struct List {
    #[command(flatten)]
    common: Common,
}

impl List {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let all = store.read_now(|read| missions::all(read).map_err(ServiceError::from))?;
        self.common.list(
            "missions",
            &all,
            |(id, one)| json!({"id": id, "title": one.title.as_str(), "state": one.state.as_str()}),
            |(id, one)| {
                format!("{id}  {}  {} to {}  {}", one.state, one.starts, one.ends, one.title)
            },
            "no mission yet: make one with mission create",
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    sync-server assign --mission Chauffage --neighbor \"Amina B.\" --database central.db\n  \
    sync-server assign --mission Chauffage --neighbor \"Amina B.\" --end --database central.db")]
pub(super) struct Assign {
    #[command(flatten)]
    common: Common,
    /// The title or the id of the mission.
    #[arg(long)]
    mission: String,
    /// The name of the neighbor.
    #[arg(long)]
    neighbor: String,
    /// The id of a building in which the work begins; may be given several times.
    #[arg(long = "building")]
    buildings: Vec<BuildingId>,
    /// End the neighbor's place in the mission.
    #[arg(long, conflicts_with = "buildings")]
    end: bool,
}

impl Assign {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let end = self.end;
        let (mission, person) = Common::write(&*store, move |write, moment| {
            let (mission, found) = missions::find(&*write, &self.mission)?;
            let (account, person) = accounts::find(&*write, &self.neighbor)?;
            if end {
                missions::end_assignment(write, mission, account, moment)?;
            } else {
                missions::assign(write, mission, account, &self.buildings, moment)?;
            }
            Ok((found.title, person.name))
        })?;
        let verb = if end { "no longer works in" } else { "works in" };
        self.common.say(
            &json!({"mission": mission.as_str(), "neighbor": person.as_str(), "ended": end}),
            &format!("{person} {verb} {mission}"),
        );
        Ok(ExitCode::SUCCESS)
    }
}
