//! `mission card`, `mission message` and `mission end`: what is carried to the doors, learned before
//! them, and counted after.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::Args;
use serde_json::json;
use shared::blocks;
use shared::picture;
use shared::record::{Choice, Line, MissionState, Prose};

use super::Common;
use crate::service::{ServiceError, message, missions, pictures, prepare, training};

#[derive(Args)]
#[command(
    after_help = "Example: sync-server mission card --mission Chauffage --title \"Le chèque\" \
    --text \"Il arrive **une fois** par an.\" --ask \"Quand ?\" --choice \"Une fois par an\" \
    --choice \"Chaque mois\" --correct 1 --database central.db"
)]
pub(super) struct PutCard {
    #[command(flatten)]
    common: Common,
    /// The title or the id of the mission.
    #[arg(long)]
    mission: String,
    /// The title of the card; one that has it is written anew.
    #[arg(long)]
    title: Line,
    /// What there is to know: paragraphs, # headings, - lists, **bold**, *emphasis*.
    #[arg(long)]
    text: Prose,
    /// A JPEG, a PNG or a WebP to put on it; it is made small and tells nothing of where it was taken.
    #[arg(long, value_name = "FILE", requires = "alt")]
    picture: Option<PathBuf>,
    /// What is to be seen on the picture.
    #[arg(long, requires = "picture")]
    alt: Option<Line>,
    /// A question to add.
    #[arg(long, requires = "choices", requires = "correct")]
    ask: Option<Line>,
    /// An answer to choose from; two to five of them.
    #[arg(long = "choice", requires = "ask")]
    choices: Vec<String>,
    /// The number of the right answer.
    #[arg(long, requires = "ask")]
    correct: Option<i64>,
}

impl PutCard {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        if let Some((line, why)) = blocks::refused(self.text.as_str()) {
            let why = why.as_str();
            anyhow::bail!(
                "line {line} of the text holds what a card cannot show ({why}): change it"
            );
        }
        ensure!(
            self.ask.is_none() || (2..=5).contains(&self.choices.len()),
            "a question has two to five answers to choose from: give each with --choice"
        );
        let picture = self.picture.as_deref().map(|file| {
            let named = file.display();
            let bytes = fs::read(file).with_context(|| format!("{named} cannot be read"))?;
            picture::scaled(&bytes).with_context(|| format!("{named} cannot be shown"))
        });
        let picture = picture.transpose()?;
        let store = self.common.open_existing()?;
        let common = self.common.clone();
        let (title, card) = Common::write(&*store, move |write, moment| {
            let (mission, found) = missions::find(&*write, &self.mission)?;
            let cards = training::cards(&*write, mission)?;
            let held = cards.iter().find(|(_, card)| card.title == self.title).map(|(id, _)| *id);
            let card = training::put_card(write, mission, held, self.title, self.text, moment)?;
            if let (Some(ask), Some(correct)) = (self.ask, self.correct) {
                let refused = |error| ServiceError::refused(format!("this question {error}"));
                let asked = training::Asked {
                    ask,
                    choices: Prose::parse(&self.choices.join("\n")).map_err(refused)?,
                    correct: Choice::new(correct).map_err(refused)?,
                    why: None,
                };
                training::put_question(write, mission, card, None, asked, moment)?;
            }
            if let (Some(picture), Some(alt)) = (picture, self.alt) {
                pictures::put_on_card(write, (mission, card), None, &picture, alt, moment)?;
            }
            Ok((found.title, card))
        })?;
        common.say(&json!({ "card": card }), &format!("card {card} of {title}"));
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server mission message --mission Chauffage \
    --text \"Bonjour, nous venons parler du chèque énergie.\" --database central.db")]
pub(super) struct SetMessage {
    #[command(flatten)]
    common: Common,
    /// The title or the id of the mission.
    #[arg(long)]
    mission: String,
    /// The message to carry to the doors, from now on; the one before is kept as a version.
    #[arg(long)]
    text: Prose,
}

impl SetMessage {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let common = self.common.clone();
        let (title, version) = Common::write(&*store, move |write, moment| {
            let (mission, found) = missions::find(&*write, &self.mission)?;
            message::set(write, mission, Some(&self.text), None, None, moment)?;
            let versions = message::versions(&*write, mission)?;
            Ok((found.title, versions.first().map_or(1, |(_, version)| version.number.get())))
        })?;
        let said = format!("the message of {title} is in version {version}");
        common.say(&json!({ "version": version }), &said);
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(
    after_help = "Example: sync-server mission end --mission Chauffage --database central.db"
)]
pub(super) struct End {
    #[command(flatten)]
    common: Common,
    /// The title or the id of the mission.
    #[arg(long)]
    mission: String,
}

impl End {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let common = self.common.clone();
        let title = Common::write(&*store, move |write, moment| {
            let (mission, found) = missions::find(&*write, &self.mission)?;
            prepare::set_state(write, mission, MissionState::Closed, moment)?;
            Ok(found.title)
        })?;
        common.say(&json!({ "ended": title.as_str() }), &format!("{title} is over"));
        Ok(ExitCode::SUCCESS)
    }
}
