//! The command line: one subcommand a job at the desk, each on a database of its own.
//!
//! A command prints a sentence for people or, with `--json`, one object for programs. Refusals go
//! to standard error, say what to do, and end with exit code 1; wrong usage ends with 2.

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Parser, Subcommand};
use serde_json::{Value, json};
use shared::time::Millis;

use self::database::Database;
use crate::service::ServiceError;
use crate::service::desk::Moment;
use crate::store::{Store, Write};

mod addresses;
mod backup;
mod check;
mod database;
mod demo;
mod devices;
mod doors;
mod missions;
mod people;
mod people_rights;
mod quarantine;
mod questionnaire;
mod rescue;
mod retention;
mod serve;
mod sweep;
mod training;

/// The sync server of Palier: merges what the phones recorded into the central mission database.
#[derive(Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve phones until interrupted.
    Serve(serve::Serve),
    /// Make the buildings of a territory from a published address file (BAL or BAN).
    ImportAddresses(addresses::ImportAddresses),
    /// Give doors to the buildings that have none yet.
    GenerateDoors(doors::GenerateDoors),
    /// Put doors right, one by one.
    #[command(subcommand)]
    Door(doors::DoorCommand),
    /// Prepare missions.
    #[command(subcommand)]
    Mission(missions::MissionCommand),
    /// Give a neighbor a place in a mission, or end it.
    Assign(missions::Assign),
    /// People.
    #[command(subcommand)]
    Account(people::AccountCommand),
    /// What is kept about the people behind a door: show it, hand it over, erase it.
    #[command(subcommand)]
    Person(people_rights::PersonCommand),
    /// Erase what was kept as long as it may be.
    Retention(retention::Retention),
    /// Phones.
    #[command(subcommand)]
    Device(devices::DeviceCommand),
    /// Changes that could not be accepted.
    #[command(subcommand)]
    Quarantine(quarantine::QuarantineCommand),
    /// Forms that ask more at a door, written as XLSForm.
    #[command(subcommand)]
    Questionnaire(questionnaire::QuestionnaireCommand),
    /// Take in the work of a phone that cannot sync any more.
    ImportOutbox(rescue::ImportOutbox),
    /// Fill a database with a demonstration.
    DemoData(demo::DemoData),
    /// Ask whether a database is whole.
    Check(check::Check),
    /// Make a backup, also while the server runs.
    Backup(backup::Backup),
    /// Begin another life of the database with a backup.
    Restore(backup::Restore),
    /// Remove tombstones that every phone has had the time to read.
    Sweep(sweep::Sweep),
}

/// Where the database is, and how to answer.
#[derive(Args, Clone)]
struct Common {
    /// The central database: the path of a SQLite file, or the address of a database on a PostgreSQL
    /// server, postgres://USER:PASSWORD@HOST/NAME.
    #[arg(long, value_name = "PATH|ADDRESS", env = "PALIER_DATABASE", hide_env_values = true)]
    database: Database,
    /// Answer with one JSON object.
    #[arg(long)]
    json: bool,
}

impl Cli {
    /// Runs the command.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let done = match self.command {
            Command::Serve(command) => command.run(),
            Command::ImportAddresses(command) => command.run(),
            Command::GenerateDoors(command) => command.run(),
            Command::Door(command) => command.run(),
            Command::Mission(command) => command.run(),
            Command::Assign(command) => command.run(),
            Command::Account(command) => command.run(),
            Command::Person(command) => command.run(),
            Command::Retention(command) => command.run(),
            Command::Device(command) => command.run(),
            Command::Quarantine(command) => command.run(),
            Command::Questionnaire(command) => command.run(),
            Command::ImportOutbox(command) => command.run(),
            Command::DemoData(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Backup(command) => command.run(),
            Command::Restore(command) => command.run(),
            Command::Sweep(command) => command.run(),
        };
        done.unwrap_or_else(|error| {
            complain(&format!("{error:#}"));
            ExitCode::FAILURE
        })
    }
}

impl Common {
    /// Opens the database, and makes it if it is not there.
    fn open(&self) -> anyhow::Result<Box<dyn Store>> {
        let store = self.database.open()?;
        let has_key = store.read_now(|read| read.seal_secret().map(|secret| secret.is_some()))?;
        if !has_key {
            Self::write(&*store, crate::service::rescue::ensure_key)?;
        }
        Ok(store)
    }

    /// Opens a database that must be there.
    fn open_existing(&self) -> anyhow::Result<Box<dyn Store>> {
        anyhow::ensure!(
            self.database.may_be_there(),
            "there is no database at {}: check the path, or make one with demo-data or account add",
            self.database
        );
        self.open()
    }

    /// Runs a use case that writes, in one transaction.
    fn write<T: Send + 'static>(
        store: &dyn Store,
        work: impl FnOnce(&mut dyn Write, &mut Moment<'_>) -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        store.write_now(move |write| {
            let mut moment = Moment { now: now(), random: &mut fill_random };
            work(write, &mut moment)
        })
    }

    /// Answers with what there is, each as an object and as a line; with `none` if there is nothing.
    fn list<T>(
        &self,
        name: &str,
        all: &[T],
        item: impl Fn(&T) -> Value,
        line: impl Fn(&T) -> String,
        none: &str,
    ) {
        let items: Vec<_> = all.iter().map(item).collect();
        let lines: Vec<_> = all.iter().map(line).collect();
        let text = if lines.is_empty() { none.to_owned() } else { lines.join("\n") };
        self.say(&json!({ name: items }), &text);
    }

    fn say(&self, json: &Value, text: &str) {
        say(self.json, json, text);
    }
}

#[expect(clippy::print_stdout, reason = "the answer of a command belongs there")]
fn say(as_json: bool, json: &Value, text: &str) {
    if as_json {
        println!("{json}");
    } else {
        println!("{text}");
    }
}

#[expect(clippy::print_stderr, reason = "the refusal of a command belongs there")]
fn complain(text: &str) {
    eprintln!("sync-server: {text}");
}

/// The machine's time; the one place that asks for it.
fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Millis(since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}

/// The machine's chance; the one place that asks for it.
#[expect(clippy::expect_used, reason = "a machine without randomness can keep no secret")]
fn fill_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the machine gives random bytes");
}

/// An instant as people read it, in UTC.
fn spoken(at: Millis) -> String {
    let time = chrono::DateTime::from_timestamp_millis(at.0);
    time.map_or_else(|| at.0.to_string(), |time| time.format("%Y-%m-%d %H:%M UTC").to_string())
}
