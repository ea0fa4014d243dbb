//! The command line, and what each command asks of the core.

use std::path::PathBuf;

use app::core::{
    Agreed, Command, Correction, DEBRIEF, Failure, FailureCode, Heard, MESSAGE, NewOutcomes,
    NewVisit, PROPOSAL, Said, Tell, YEAR,
};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use shared::id::{AnswerId, DoorId, VisitId};
use shared::picture::PictureHash;

mod learn;

use learn::{CardVerb, DebriefArguments, ExchangeArguments, MessageArguments};

/// A phone without a screen. Everything works without a network, except enrol and sync.
#[derive(Debug, Parser)]
#[command(version, after_help = "Example: phone --store amina missions")]
pub(crate) struct Arguments {
    /// The folder of the phone's store; made if it is not there
    #[arg(long, value_name = "DIR", env = "PALIER_STORE", global = true)]
    store: Option<PathBuf>,
    /// Answer with one JSON object
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Also trust the authority whose certificate this file holds, in PEM
    #[arg(long, value_name = "FILE", env = "PALIER_CA", global = true)]
    pub(crate) ca: Option<PathBuf>,
    /// Rehearse a wrong clock: move this phone's wall clock
    #[arg(
        long,
        value_name = "SECONDS",
        global = true,
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    pub(crate) clock_shift: i64,
    #[command(subcommand)]
    pub(crate) command: Verb,
}

impl Arguments {
    /// The store, or the end with a word on how to name one: what may stand anywhere on the
    /// command line cannot be required by clap itself.
    pub(crate) fn store_or_exit(&self) -> PathBuf {
        self.store.clone().unwrap_or_else(|| {
            let what = "--store DIR is missing: say where this phone keeps its records, or set \
                        PALIER_STORE";
            Self::command().error(ErrorKind::MissingRequiredArgument, what).exit()
        })
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Trade a one-time code for this phone's place at the server
    #[command(
        after_help = "Example: phone --store amina enrol https://palier.example.org lusab babad gutih"
    )]
    Enrol {
        /// The address of the server
        url: String,
        /// The code: three words, in one argument or several
        #[arg(required = true)]
        code: Vec<String>,
        /// What the owner calls this phone
        #[arg(long, default_value = "phone")]
        label: String,
    },
    /// List the missions on this phone
    #[command(after_help = "Example: phone --store amina missions")]
    Missions,
    /// List the doors of a mission, in the order in which one walks
    #[command(after_help = "Example: phone --store amina doors \"Chèque énergie\" --todo")]
    Doors {
        /// The mission's id or its title
        mission: String,
        /// Only the doors that nobody has been at
        #[arg(long)]
        todo: bool,
    },
    /// Keep what happened at a door
    #[command(after_help = "Example: phone --store amina visit DOOR --outcome met --minutes 12 \
        --language ar --advice cheque-energie --need chauffage --appointment 2026-12-03T10:00")]
    Visit(VisitArguments),
    /// Keep that nobody opened, at one door or several: all or none
    #[command(after_help = "Example: phone --store amina absent DOOR DOOR DOOR")]
    Absent {
        /// The doors' ids
        #[arg(required = true)]
        doors: Vec<String>,
        /// The mission's id or title; needed where several are open at a door
        #[arg(long)]
        mission: Option<String>,
    },
    /// Change something of a visit that you wrote
    #[command(
        after_help = "Example: phone --store amina correct VISIT --minutes 15 --add-advice ecodom"
    )]
    Correct(CorrectArguments),
    /// Take back a visit that you wrote; it stays in the history, and does not count
    #[command(after_help = "Example: phone --store amina withdraw VISIT")]
    Withdraw {
        /// The visit's id
        visit: String,
        /// Let it count again
        #[arg(long)]
        undo: bool,
    },
    /// List what partners answered for the buildings where you work, and what waits for an answer
    #[command(after_help = "Example: phone --store amina answers \"Chèque énergie\"")]
    Answers {
        /// The mission's id or its title
        mission: String,
    },
    /// Keep that you told an answer at a door
    #[command(after_help = "Example: phone --store amina tell DOOR ANSWER --visit VISIT")]
    Tell {
        /// The door's id
        door: String,
        /// The answer's id
        answer: String,
        /// During which visit of yours
        #[arg(long)]
        visit: Option<String>,
        /// The mission's id or title; needed where several are open at the door
        #[arg(long)]
        mission: Option<String>,
        /// Take it back
        #[arg(long)]
        undo: bool,
    },
    /// Send what waits, and read what is new
    #[command(after_help = "Example: phone --store amina sync --tries 1")]
    Sync {
        /// How many failures in a row to bear before giving up
        #[arg(long, default_value_t = 4)]
        tries: u32,
    },
    /// Tell where this phone stands
    #[command(after_help = "Example: phone --store amina status --json")]
    Status,
    /// Tell the visits at a door, in all missions on this phone
    #[command(after_help = "Example: phone --store amina history DOOR")]
    History {
        /// The door's id
        door: String,
    },
    /// List the training cards of a mission
    #[command(after_help = "Example: phone --store amina cards \"Chèque énergie\"")]
    Cards {
        /// The mission's id or its title
        mission: String,
    },
    /// Show a training card, or keep that it was read
    #[command(subcommand)]
    Card(CardVerb),
    /// Show the message of a mission and what the team says about it, or say something
    #[command(
        after_help = "Example: phone --store amina message \"Chèque énergie\" --propose \"Bonjour…\""
    )]
    Message(MessageArguments),
    /// Show what the team of a mission tells itself, or write to it; nothing about residents belongs here
    #[command(
        after_help = "Example: phone --store amina exchange \"Chèque énergie\" --say \"Le soir, on ouvre.\""
    )]
    Exchange(ExchangeArguments),
    /// Write a picture that the team showed to a file
    #[command(after_help = "Example: phone --store amina picture 5f1c…e0 poster.jpg")]
    Picture {
        /// Its name, as `phone exchange` and `phone card show` tell it
        hash: PictureHash,
        /// Where to; must not exist
        file: PathBuf,
    },
    /// Show what you said at the end of a mission, or say it
    #[command(
        after_help = "Example: phone --store amina debrief \"Chèque énergie\" --worked \"Venir le soir.\""
    )]
    Debrief(DebriefArguments),
    /// Tell the missions that you did, for you alone
    #[command(after_help = "Example: phone --store amina year")]
    Year,
    /// Tell what needs your attention
    #[command(after_help = "Example: phone --store amina attention")]
    Attention,
    /// Write a copy of the store that any SQLite opens; it is not encrypted
    #[command(after_help = "Example: phone --store amina export amina.db")]
    Export {
        /// Where to; must not exist
        file: PathBuf,
    },
    /// Write all unsent work to a file that only the server can read, where this phone cannot sync
    #[command(after_help = "Example: phone --store amina rescue amina.rescue\n\n\
        Bring the file to your supervisor. Nothing changes on this phone.")]
    Rescue {
        /// Where to; must not exist
        file: PathBuf,
    },
}

#[derive(Args, Debug)]
pub(crate) struct VisitArguments {
    /// The door's id
    door: String,
    /// met, absent, come_back, refused, inaccessible or vacant
    #[arg(long)]
    outcome: String,
    /// The mission's id or title; needed where several are open at the door
    #[arg(long)]
    mission: Option<String>,
    /// How long it took
    #[arg(long)]
    minutes: Option<i64>,
    /// The language spoken, as fr or ar
    #[arg(long)]
    language: Option<String>,
    /// What there is to tell, without naming anybody
    #[arg(long)]
    note: Option<String>,
    /// The resident was told what is kept
    #[arg(long)]
    informed: bool,
    /// The code of a service that you advised; may be repeated
    #[arg(long, value_name = "CODE", num_args = 1..)]
    advice: Vec<String>,
    /// The theme of a need that you heard; may be repeated
    #[arg(long, value_name = "THEME", num_args = 1..)]
    need: Vec<String>,
    /// When you come back, or with a service when the resident goes there; may be repeated
    #[arg(long, value_name = "WHEN[=SERVICE]", num_args = 1..)]
    appointment: Vec<String>,
    /// The resident agreed to the appointment, or to be referred
    #[arg(long)]
    consent: bool,
    /// The resident agreed that words which the law protects are kept
    #[arg(long)]
    consent_to_words: bool,
    /// The id of an answer that you told; may be repeated
    #[arg(long, value_name = "ANSWER", num_args = 1..)]
    told: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct CorrectArguments {
    /// The visit's id
    visit: String,
    /// met, absent, come_back, refused, inaccessible or vacant
    #[arg(long)]
    outcome: Option<String>,
    /// How long it took
    #[arg(long)]
    minutes: Option<i64>,
    /// The language spoken, as fr or ar
    #[arg(long)]
    language: Option<String>,
    /// What there is to tell; an empty text takes the note away
    #[arg(long)]
    note: Option<String>,
    /// Whether the resident was told what is kept
    #[arg(long)]
    informed: Option<YesNo>,
    /// Whether the resident agreed that words which the law protects are kept
    #[arg(long)]
    consent_to_words: Option<YesNo>,
    /// The code of a service that you advised, too
    #[arg(long, value_name = "CODE", num_args = 1..)]
    add_advice: Vec<String>,
    /// The code of a service that you did not advise
    #[arg(long, value_name = "CODE", num_args = 1..)]
    drop_advice: Vec<String>,
    /// The theme of a need that you heard, too
    #[arg(long, value_name = "THEME", num_args = 1..)]
    add_need: Vec<String>,
    /// The theme of a need that you did not hear
    #[arg(long, value_name = "THEME", num_args = 1..)]
    drop_need: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum YesNo {
    Yes,
    No,
}

impl TryFrom<Verb> for Command {
    type Error = Failure;

    fn try_from(verb: Verb) -> Result<Self, Failure> {
        Ok(match verb {
            Verb::Enrol { url, code, label } => {
                Self::Enrol { server: url, code: code.join(" "), label, pin: None }
            }
            Verb::Missions => Self::Missions,
            Verb::Doors { mission, todo } => Self::Doors { mission, todo },
            Verb::Visit(visit) => Self::Visit(visit.try_into()?),
            Verb::Absent { doors, mission } => Self::Outcomes(NewOutcomes {
                doors: doors.iter().map(|door| door_id(door)).collect::<Result<_, _>>()?,
                mission,
                outcome: "absent".to_owned(),
                due: None,
            }),
            Verb::Correct(correct) => Self::Correct(correct.try_into()?),
            Verb::Withdraw { visit, undo } => Self::Withdraw { visit: visit_id(&visit)?, undo },
            Verb::Answers { mission } => Self::Answers { mission },
            Verb::Tell { door, answer, visit, mission, undo } => Self::Tell(Tell {
                door: door_id(&door)?,
                answer: answer_id(&answer)?,
                mission,
                visit: visit.map(|visit| visit_id(&visit)).transpose()?,
                undo,
            }),
            Verb::Sync { tries } => Self::Sync { tries },
            Verb::Status => Self::Status,
            Verb::History { door } => Self::History { door: door_id(&door)? },
            Verb::Cards { mission } => Self::Cards { mission },
            Verb::Card(CardVerb::Show { mission, card }) => Self::Paper { mission, what: card },
            Verb::Card(CardVerb::Read { mission, card, answer }) => {
                let answers = answer.into_iter().enumerate().collect();
                Self::Say(Said { mission, what: card, answers, done: true, ..Said::default() })
            }
            Verb::Message(MessageArguments { mission, read, comment, propose }) => {
                let what = if propose.is_some() { PROPOSAL } else { MESSAGE }.to_owned();
                let texts = comment.or(propose).map(Some).into_iter().collect::<Vec<_>>();
                if read || !texts.is_empty() {
                    Self::Say(Said { mission, what, texts, done: read, ..Said::default() })
                } else {
                    Self::Paper { mission, what }
                }
            }
            Verb::Exchange(arguments) => arguments.command(),
            Verb::Picture { hash, file } => Self::SavePicture { hash, file },
            Verb::Debrief(DebriefArguments { mission, worked, hard, heard, change }) => {
                let (texts, what) = (vec![worked, hard, heard, change], DEBRIEF.to_owned());
                if texts.iter().all(Option::is_none) {
                    Self::Paper { mission, what }
                } else {
                    Self::Say(Said { mission, what, texts, ..Said::default() })
                }
            }
            Verb::Year => Self::Paper { mission: String::new(), what: YEAR.to_owned() },
            Verb::Attention => Self::Attention,
            Verb::Export { file } => Self::Export { file },
            Verb::Rescue { file } => Self::Rescue { file },
        })
    }
}

fn door_id(text: &str) -> Result<DoorId, Failure> {
    text.parse().map_err(|_| Failure {
        code: FailureCode::UnknownDoor,
        message: format!("{text:?} is no door's id; `phone doors MISSION` lists them"),
    })
}

fn answer_id(text: &str) -> Result<AnswerId, Failure> {
    text.parse().map_err(|_| Failure {
        code: FailureCode::UnknownAnswer,
        message: format!("{text:?} is no answer's id; `phone answers MISSION` lists them"),
    })
}

fn visit_id(text: &str) -> Result<VisitId, Failure> {
    text.parse().map_err(|_| Failure {
        code: FailureCode::UnknownVisit,
        message: format!("{text:?} is no visit's id; `phone history DOOR` lists them"),
    })
}

impl TryFrom<VisitArguments> for NewVisit {
    type Error = Failure;

    fn try_from(visit: VisitArguments) -> Result<Self, Failure> {
        Ok(Self {
            door: door_id(&visit.door)?,
            mission: visit.mission,
            outcome: visit.outcome,
            started: None,
            minutes: visit.minutes,
            language: visit.language,
            note: visit.note,
            informed: visit.informed,
            advice: visit.advice,
            needs: visit.need.into_iter().map(Heard::from).collect(),
            agreed: visit.appointment.iter().map(|text| agreed(text)).collect(),
            consent: visit.consent,
            consent_to_words: visit.consent_to_words,
            told: visit.told.iter().map(|text| answer_id(text)).collect::<Result<_, _>>()?,
        })
    }
}

/// `2026-12-03`, `2026-12-03=cheque-energie`, or `=cheque-energie` for a referral without a day.
fn agreed(text: &str) -> Agreed {
    let (due, service) = match text.split_once('=') {
        Some((due, service)) => (due, Some(service.to_owned())),
        None => (text, None),
    };
    let due = (!due.is_empty()).then(|| due.to_owned());
    Agreed { due, service }
}

impl TryFrom<CorrectArguments> for Correction {
    type Error = Failure;

    fn try_from(correct: CorrectArguments) -> Result<Self, Failure> {
        Ok(Self {
            outcome: correct.outcome,
            minutes: correct.minutes,
            language: correct.language,
            note: correct.note,
            informed: correct.informed.map(|answer| answer == YesNo::Yes),
            consent_to_words: correct.consent_to_words.map(|answer| answer == YesNo::Yes),
            add_advice: correct.add_advice,
            drop_advice: correct.drop_advice,
            add_needs: correct.add_need.into_iter().map(Heard::from).collect(),
            drop_needs: correct.drop_need,
            ..Self::of(visit_id(&correct.visit)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn an_appointment_with_a_service_is_a_referral() {
        let both = agreed("2026-12-03=ecodom");
        assert_eq!(both.due.as_deref(), Some("2026-12-03"));
        assert_eq!(both.service.as_deref(), Some("ecodom"));
        assert_eq!(agreed("=ecodom").due, None);
        assert_eq!(agreed("2026-12-03").service, None);
    }
}
