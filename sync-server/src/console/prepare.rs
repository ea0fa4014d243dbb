//! Preparing a mission: a walk of pages that one can leave and come back to.
//!
//! Each page writes what was decided on it, so nothing is lost between two of them; the mission is a
//! draft, which no phone sees, until somebody starts it on the last. The frame of the walk is here,
//! and a page each beside. Rules are in [`service::prepare`](crate::service::prepare).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::id::{FeedId, MissionId};
use shared::record::{Kind, Mission, MissionState, Record};

use super::answer::{Trouble, see, see_done, within};
use super::board::MissionPath;
use super::form::{Form, Posted};
use super::gate::Seat;
use super::query::Address;
use super::tongue::Tongue;
use super::upload::Upload;
use super::{Console, Page, Place, qr, words};
use crate::auth::Principal;
use crate::service::desk::Moment;
use crate::service::prepare::{self, Progress};
use crate::service::{ServiceError, ground, missions};
use crate::store::{Audit, GroundLine, Read, StoreError, Write};

pub(super) mod addresses;
pub(super) mod basics;
pub(super) mod buildings;
pub(super) mod doors;
pub(super) mod grid;
pub(super) mod message;
pub(super) mod pictures;
pub(super) mod services;
pub(super) mod start;
pub(super) mod team;
pub(super) mod training;

/// The pages in the order of the walk, each with the last part of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Basics,
    Services,
    Addresses,
    Buildings,
    Doors,
    Team,
    Message,
    Training,
    Start,
}

impl Stop {
    const ALL: [Self; 9] = [
        Self::Basics,
        Self::Services,
        Self::Addresses,
        Self::Buildings,
        Self::Doors,
        Self::Team,
        Self::Message,
        Self::Training,
        Self::Start,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Basics => "prepare",
            Self::Services => "services",
            Self::Addresses => "addresses",
            Self::Buildings => "buildings",
            Self::Doors => "doors",
            Self::Team => "team",
            Self::Message => "message",
            Self::Training => "training",
            Self::Start => "start",
        }
    }

    fn at(self, mission: MissionId) -> String {
        format!("/desk/missions/{mission}/{}", self.word())
    }

    fn next(self) -> Option<Self> {
        let mut rest = Self::ALL.into_iter().skip_while(|stop| *stop != self);
        rest.nth(1)
    }

    /// What the page has so far, in a few words, and whether that is enough to go on.
    fn told(self, t: Tongue, held: &Progress) -> (String, bool) {
        let count = |n: usize| n as u64;
        match self {
            Self::Basics => (String::new(), true),
            Self::Services => (t.count("stop-services", count(held.services)), held.services > 0),
            Self::Addresses => (t.count("stop-addresses", held.addresses), held.addresses > 0),
            Self::Buildings => {
                (t.count("stop-buildings", count(held.buildings)), held.buildings > 0)
            }
            Self::Doors => {
                let is_done = held.doors > 0 && held.bare == 0;
                (t.count("stop-doors", held.doors), is_done)
            }
            Self::Team => (t.count("stop-team", count(held.neighbors)), held.neighbors > 0),
            Self::Message => (t.count("stop-message", count(held.versions)), held.versions > 0),
            Self::Training => (t.count("stop-training", count(held.cards)), held.cards > 0),
            Self::Start => (String::new(), false),
        }
    }
}

/// What all pages of the walk share.
struct Frame {
    mission: MissionId,
    title: String,
    state: MissionState,
    state_word: String,
    board: String,
    stops: Vec<StopLine>,
    /// Where the walk goes on.
    next: Option<String>,
    /// What was just done.
    done: Option<String>,
}

struct StopLine {
    number: usize,
    word: String,
    address: String,
    told: String,
    done: bool,
    here: bool,
}

/// A page of the walk: the mission with what it has so far.
struct Walk {
    frame: Frame,
    mission: Mission,
    feed: FeedId,
    territory: FeedId,
    progress: Progress,
    chosen: Vec<GroundLine>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
    q: String,
    page: usize,
    file: String,
    removed: String,
    mission: String,
}

impl Walk {
    fn of(
        read: &dyn Read,
        t: Tongue,
        principal: &Principal,
        id: MissionId,
        here: Stop,
        asked: &Asked,
    ) -> Result<Self, Trouble> {
        let mission = super::missions::of(read, principal, id)?;
        let (progress, chosen) = prepare::progress(read, id)?;
        let stops = Stop::ALL.into_iter().zip(1..).map(|(stop, number)| {
            let (told, done) = stop.told(t, &progress);
            StopLine {
                number,
                word: t.say(&format!("stop-{}-title", stop.word())),
                address: stop.at(id),
                told,
                done: done || (stop == Stop::Start && mission.state != MissionState::Draft),
                here: stop == here,
            }
        });
        let frame = Frame {
            mission: id,
            title: mission.title.to_string(),
            state: mission.state,
            state_word: t.say(&format!("mission-{}", mission.state)),
            board: format!("/desk/missions/{id}"),
            stops: stops.collect(),
            next: here.next().map(|next| next.at(id)),
            done: done(t, &asked.done),
        };
        let territory = FeedId::Territory(mission.territory);
        let feed = FeedId::Mission(id);
        Ok(Self { frame, mission, feed, territory, progress, chosen })
    }
}

/// What an address says was done: a word, and perhaps how many.
fn done(t: Tongue, asked: &str) -> Option<String> {
    const DONE: [&str; 7] = ["saved", "taken", "made", "removed", "restored", "started", "ended"];
    let (word, n) = asked.split_once('.').unwrap_or((asked, "0"));
    let word = DONE.into_iter().find(|one| *one == word)?;
    Some(t.count(&format!("prepare-done-{word}"), n.parse().ok()?))
}

/// Writes for a mission that this person sees, and notes who did it. A use case that refuses has
/// written nothing; its sentence is for logs and commands, and the caller has one for people.
pub(super) async fn act<T: Send + 'static>(
    console: &Console,
    principal: &Principal,
    mission: MissionId,
    verb: &'static str,
    work: impl FnOnce(&mut dyn Write, &mut Moment<'_>) -> Result<T, ServiceError> + Send + 'static,
) -> Result<Result<T, String>, Trouble> {
    let principal = principal.clone();
    let done = console
        .write(move |write, moment| {
            let Some(feed) = principal.mission(&*write, mission)? else {
                return Ok(None);
            };
            let done = work(write, moment)?;
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: verb.to_owned(),
                feed: Some(feed),
                record: None,
            })?;
            Ok::<_, ServiceError>(Some(done))
        })
        .await;
    match done {
        Ok(Some(done)) => Ok(Ok(done)),
        Ok(None) => Err(Trouble::NotFound),
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(refused) => Ok(Err(refused.to_string())),
    }
}

/// On after a page was written: to the next stop where that was asked for, else back to it, which of
/// several pages it was.
fn onward(posted: &Posted, stop: Stop, mission: MissionId) -> Response {
    match (stop.next(), within(posted.get("here"))) {
        (Some(next), _) if posted.get("go") == "next" => see(&next.at(mission)),
        (_, Some(here)) => see_done(here, "done=saved"),
        (_, None) => see_done(&stop.at(mission), "done=saved"),
    }
}

/// A page that says beside its fields why it was refused.
pub(super) fn refused(shown: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response()
}
