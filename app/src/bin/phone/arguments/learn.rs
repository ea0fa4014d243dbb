//! What is read before the doors, said to the team, and said at the end.

use std::fs;

use app::core::{Command, EXCHANGE, Said, TAKE_OUT, THANKS};
use clap::{Args, Subcommand};
use shared::id::PostId;
use shared::picture;

#[derive(Debug, Subcommand)]
pub(crate) enum CardVerb {
    /// Show a card with its questions; what changed since you read it is marked with +
    #[command(
        after_help = "Example: phone --store amina card show \"Chèque énergie\" \"Qui y a droit\""
    )]
    Show {
        /// The mission's id or its title
        mission: String,
        /// The card's id or its title
        card: String,
    },
    /// Keep that you read a card, and what you answer to its questions
    #[command(
        after_help = "Example: phone --store amina card read \"Chèque énergie\" \"Qui y a droit\" --answer 2"
    )]
    Read {
        /// The mission's id or its title
        mission: String,
        /// The card's id or its title
        card: String,
        /// The number of your answer, one for each question in their order
        #[arg(long, num_args = 1..)]
        answer: Vec<i64>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct MessageArguments {
    /// The mission's id or its title
    pub(super) mission: String,
    /// Keep that you read the message as it stands
    #[arg(long, group = "says")]
    pub(super) read: bool,
    /// Something to say about it
    #[arg(long, value_name = "TEXT", group = "says")]
    pub(super) comment: Option<String>,
    /// Another wording of all of it
    #[arg(long, value_name = "TEXT", group = "says")]
    pub(super) propose: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ExchangeArguments {
    /// The mission's id or its title
    mission: String,
    /// Something to tell the team
    #[arg(long, value_name = "TEXT", group = "says")]
    say: Option<String>,
    /// The post that it replies to
    #[arg(long, value_name = "POST", requires = "say")]
    to: Option<PostId>,
    /// A JPEG, a PNG or a WebP to show beside it; it is made small and tells nothing of where it was taken
    #[arg(long, value_name = "FILE", requires = "say", value_parser = picture)]
    picture: Option<Picture>,
    /// Thank for a post; said again, the thanks are taken back
    #[arg(long, value_name = "POST", group = "says")]
    thank: Option<PostId>,
    /// Take out a post that you wrote
    #[arg(long, value_name = "POST", group = "says")]
    take_out: Option<PostId>,
    /// Put back a post that you took out
    #[arg(long, value_name = "POST", group = "says")]
    put_back: Option<PostId>,
}

impl ExchangeArguments {
    pub(super) fn command(self) -> Command {
        let Self { mission, say, to, picture, thank, take_out, put_back } = self;
        let done = put_back.is_some();
        let (what, post) = match (&say, thank, take_out.or(put_back)) {
            (Some(_), ..) => (EXCHANGE, to),
            (None, Some(post), _) => (THANKS, Some(post)),
            (None, None, Some(post)) => (TAKE_OUT, Some(post)),
            (None, None, None) => return Command::Paper { mission, what: EXCHANGE.to_owned() },
        };
        let (texts, picture) = (vec![say], picture.map(|Picture(bytes)| bytes));
        let what = what.to_owned();
        Command::Say(Said { mission, what, post, texts, picture, done, ..Said::default() })
    }
}

/// A picture from a file, made small.
#[derive(Clone, Debug)]
pub(crate) struct Picture(Vec<u8>);

fn picture(file: &str) -> Result<Picture, String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    picture::scaled(&bytes).map(Picture).map_err(|error| error.to_string())
}

#[derive(Args, Debug)]
pub(crate) struct DebriefArguments {
    /// The mission's id or its title
    pub(super) mission: String,
    /// What worked at the door
    #[arg(long)]
    pub(super) worked: Option<String>,
    /// What was hard
    #[arg(long)]
    pub(super) hard: Option<String>,
    /// What residents said most
    #[arg(long)]
    pub(super) heard: Option<String>,
    /// What should change
    #[arg(long)]
    pub(super) change: Option<String>,
}
