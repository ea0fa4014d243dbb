//! `account add`, `account invite` and `account list`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use shared::id::FeedId;
use shared::record::{Line, Role};

use super::Common;
use crate::auth::{Secret, sign_in};
use crate::service::{ServiceError, accounts, ground, missions};
use crate::store::Read;

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// Add a person.
    Add(Add),
    /// Make a new one-time link for somebody at the desk.
    Invite(Invite),
    /// List the people.
    List(List),
}

impl AccountCommand {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Add(command) => command.run(),
            Self::Invite(command) => command.run(),
            Self::List(command) => command.run(),
        }
    }
}

/// Where the desk is, for the link.
#[derive(Args)]
struct DeskAt {
    /// The address of the desk, as its people type it.
    #[arg(long, value_name = "URL", env = "PALIER_URL", default_value = "http://127.0.0.1:8080")]
    url: String,
}

impl DeskAt {
    fn link(&self, secret: &Secret) -> String {
        format!("{}/desk/welcome/{}", self.url.trim_end_matches('/'), secret.reveal())
    }
}

#[derive(Args)]
#[command(
    after_help = "Examples: sync-server account add --name \"Amina B.\" --database central.db\n          \
    sync-server account add --name \"Sonia M.\" --role supervisor --territory \"Val-Fleuri\" \
    --database central.db\n\n\
    A neighbor works on a phone and gets a code with device code. Everybody else gets a one-time \
    link to choose a password with."
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
    /// The name to sign in with; made of the name unless given.
    #[arg(long)]
    login: Option<String>,
    /// A territory that a supervisor sees; may be given several times.
    #[arg(long, value_name = "NAME")]
    territory: Vec<String>,
    /// A mission that a partner sees; may be given several times.
    #[arg(long, value_name = "TITLE")]
    mission: Vec<String>,
    #[command(flatten)]
    desk: DeskAt,
}

impl Add {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open()?;
        let (name, role, login) = (self.name.clone(), self.role, self.login.clone());
        let (territories, titles) = (self.territory.clone(), self.mission.clone());
        let (id, invited) = Common::write(&*store, move |write, moment| {
            let scopes = scopes(&*write, role, &territories, &titles)?;
            let id = accounts::add(write, name, role, moment)?;
            let invited = match role {
                Role::Neighbor => None,
                _ => {
                    let scopes = Some(scopes.as_slice());
                    Some(sign_in::invite(write, id, login.as_deref(), scopes, moment)?)
                }
            };
            Ok((id, invited))
        })?;
        let mut text = format!("{} ({role}): {id}", self.name);
        let mut answer = json!({"account": id});
        if let Some((login, secret)) = invited {
            let link = self.desk.link(&secret);
            text += &format!("\nsigns in as {login}; a password is chosen here, once:\n{link}");
            answer = json!({"account": id, "login": login, "link": link});
        }
        self.common.say(&answer, &text);
        Ok(ExitCode::SUCCESS)
    }
}

/// What a person of this role is given to see.
fn scopes(
    read: &dyn Read,
    role: Role,
    territories: &[String],
    titles: &[String],
) -> Result<Vec<FeedId>, ServiceError> {
    if role != Role::Supervisor && !territories.is_empty() {
        return Err(ServiceError::refused("only a supervisor is given territories"));
    }
    if role != Role::Partner && !titles.is_empty() {
        return Err(ServiceError::refused("only a partner is given missions"));
    }
    let mut scopes = Vec::new();
    for name in territories {
        scopes.push(FeedId::Territory(ground::find(read, name)?));
    }
    for title in titles {
        scopes.push(FeedId::Mission(missions::find(read, title)?.0));
    }
    Ok(scopes)
}

#[derive(Args)]
#[command(
    after_help = "Example: sync-server account invite \"Sonia M.\" --database central.db\n\n\
    The link is good once and for seven days. Who uses it chooses a new password; the second \
    factor falls with it."
)]
pub(super) struct Invite {
    #[command(flatten)]
    common: Common,
    /// The name or the id of the person.
    person: String,
    /// Another name to sign in with.
    #[arg(long)]
    login: Option<String>,
    /// The territories that a supervisor sees, in the place of those before.
    #[arg(long, value_name = "NAME")]
    territory: Vec<String>,
    /// The missions that a partner sees, in the place of those before.
    #[arg(long, value_name = "TITLE")]
    mission: Vec<String>,
    #[command(flatten)]
    desk: DeskAt,
}

impl Invite {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let Self { common, person, login, territory, mission, desk } = self;
        let (account, login, secret) = Common::write(&*store, move |write, moment| {
            let (account, found) = accounts::find(&*write, &person)?;
            let scopes = scopes(&*write, found.role, &territory, &mission)?;
            let scopes = Some(scopes.as_slice()).filter(|scopes| !scopes.is_empty());
            let (login, secret) =
                sign_in::invite(write, account, login.as_deref(), scopes, moment)?;
            Ok((account, login, secret))
        })?;
        let link = desk.link(&secret);
        common.say(
            &json!({"account": account, "login": login, "link": link}),
            &format!("signs in as {login}; a password is chosen here, once:\n{link}"),
        );
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
