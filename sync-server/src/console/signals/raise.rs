//! Raising a signal: the needs of a mission by theme and place, as far as they may be told, and the
//! form that makes a signal of one of them, with words of residents that the supervisor chooses.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::guard;
use shared::id::{FeedId, MissionId};
use shared::record::{Code, Line, Prose};
use uuid::Uuid;

use super::super::answer::{Trouble, see_done};
use super::super::board::MissionPath;
use super::super::form::{Form, Posted};
use super::super::gate::Seat;
use super::super::prepare::refused;
use super::super::query::Address;
use super::super::tongue::Tongue;
use super::super::{Console, Page, Place, report, words};
use super::{at, place_in_words};
use crate::service::scope;
use crate::service::signals::{self, Group, NewSignal, Raised};
use crate::store::{NeedPlace, Read, WordsLine};

#[derive(Template)]
#[template(path = "signal_groups.html")]
struct GroupsPage {
    page: Page,
    below: String,
    board_at: String,
    groups: Vec<GroupLine>,
}

struct GroupLine {
    theme: String,
    place: String,
    told: u64,
    address: String,
    act: String,
    /// Signals that were raised of it.
    raised: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "signal_raise.html")]
struct RaisePage {
    page: Page,
    below: String,
    form: Form,
    here: String,
    groups_at: String,
    theme: String,
    place: String,
    told: String,
    heard: Vec<Heard>,
}

/// Words that could be quoted.
struct Heard {
    need: Uuid,
    text: String,
    warning: Option<String>,
    chosen: bool,
}

/// Which group.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    theme: String,
    building: String,
    stairwell: String,
}

impl Asked {
    fn of(posted: &Posted) -> Self {
        let field = |name| posted.get(name).to_owned();
        Self { theme: field("theme"), building: field("building"), stairwell: field("stairwell") }
    }

    fn place(&self) -> NeedPlace {
        NeedPlace { building: self.building.parse().ok(), stairwell: self.stairwell.parse().ok() }
    }

    fn address(&self, mission: MissionId) -> String {
        groups_at(mission)
            .with("theme", &self.theme)
            .with("building", &self.building)
            .with("stairwell", &self.stairwell)
            .to_string()
    }
}

fn groups_at(mission: MissionId) -> Address {
    Address::new(format!("/desk/missions/{mission}/signals/new"))
}

pub(in super::super) async fn form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    if !asked.theme.is_empty() {
        return fill(&console, seat, mission, asked, Form::default()).await;
    }
    console
        .show(seat, Place::Signals, move |read, page| {
            let feed = principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
            let territory = scope::territory_of(read, feed)?.ok_or(Trouble::NotFound)?;
            let t = page.t;
            let raised = read.signals_of(feed)?;
            let mut groups = Vec::new();
            for group in signals::groups(read, feed, report::HEADINGS)? {
                let place = place_in_words(read, t, feed, territory, group.place)?;
                let theme = t.theme(&group.theme);
                let of_it = raised
                    .iter()
                    .filter(|line| line.theme == group.theme && line.place == group.place)
                    .map(|line| {
                        let word = t.about("signal-raised-on", &t.day(line.raised));
                        (at(feed, line.id), word)
                    });
                groups.push(GroupLine {
                    raised: of_it.collect(),
                    address: asked_for(&group).address(mission),
                    act: t.about("signal-raise-one", &format!("{theme}, {place}")),
                    theme,
                    place,
                    told: group.told,
                });
            }
            let below = report::below(read, feed, mission)?;
            let board_at = format!("/desk/missions/{mission}");
            Ok(GroupsPage { page, below, board_at, groups })
        })
        .await
}

fn asked_for(group: &Group) -> Asked {
    let id = |id: Option<String>| id.unwrap_or_default();
    Asked {
        theme: group.theme.clone(),
        building: id(group.place.building.map(|id| id.to_string())),
        stairwell: id(group.place.stairwell.map(|id| id.to_string())),
    }
}

async fn fill(
    console: &Console,
    seat: Seat,
    mission: MissionId,
    asked: Asked,
    form: Form,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Signals, move |read, page| {
            let feed = principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
            raise_page(read, page, (feed, mission), &asked, form)
        })
        .await
}

fn raise_page(
    read: &dyn Read,
    page: Page,
    (feed, mission): (FeedId, MissionId),
    asked: &Asked,
    form: Form,
) -> Result<RaisePage, Trouble> {
    let t = page.t;
    let territory = scope::territory_of(read, feed)?.ok_or(Trouble::NotFound)?;
    let place = asked.place();
    let groups = signals::groups(read, feed, report::HEADINGS)?;
    let group = groups.iter().find(|one| one.theme == asked.theme && one.place == place);
    // A place of which nothing may be told shows no words of it either.
    let heard = match group {
        Some(_) => read.words_about(feed, &asked.theme, place, signals::OFFERED)?,
        None => Vec::new(),
    };
    let told = group
        .map_or_else(|| t.say("signal-too-few"), |group| t.count("signal-heard-here", group.told));
    Ok(RaisePage {
        below: report::below(read, feed, mission)?,
        here: asked.address(mission),
        groups_at: groups_at(mission).to_string(),
        theme: t.theme(&asked.theme),
        place: place_in_words(read, t, feed, territory, place)?,
        told,
        heard: heard.iter().map(|line| heard_line(t, &form, line)).collect(),
        form,
        page,
    })
}

fn heard_line(t: Tongue, form: &Form, line: &WordsLine) -> Heard {
    let mut topics: Vec<_> =
        guard::check(&line.words).iter().map(|found| found.topic.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    let topics: Vec<_> = topics.iter().map(|topic| t.say(&format!("guard-{topic}"))).collect();
    Heard {
        need: line.need,
        text: words::marked(&line.words),
        warning: (!topics.is_empty()).then(|| topics.join(" ")),
        chosen: form.has("need", &line.need.to_string()),
    }
}

pub(in super::super) async fn raise(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (mission, t) = (mission.id()?, seat.tongue);
    let asked = if asked.theme.is_empty() { Asked::of(&posted) } else { asked };
    let mut form = Form::of(&posted);
    let title = form.take(t, "title", Line::parse);
    let text = form.take_any(t, "text", Prose::parse);
    let own = form.take_any(t, "words", Prose::parse);
    let (Ok(theme), Some(title), false) = (Code::parse(&asked.theme), title, form.is_refused())
    else {
        return Ok(refused(fill(&console, seat, mission, asked, form).await?));
    };
    let needs = posted.parsed("need").collect();
    let new = NewSignal { theme, place: asked.place(), title, text, needs, words: own };
    let raised = console
        .write(move |write, moment| {
            let feed = principal.mission(&*write, mission)?.ok_or(Trouble::NotFound)?;
            let raised = signals::raise(write, &principal, feed, &new, report::HEADINGS, moment)?;
            Ok::<_, Trouble>((feed, raised))
        })
        .await?;
    match raised {
        (feed, Raised::Done(id)) => Ok(see_done(&at(feed, id), "done=raised")),
        (_, Raised::TooFew) => {
            form.refuse("title", t.say("signal-too-few"));
            Ok(refused(fill(&console, seat, mission, asked, form).await?))
        }
        (_, Raised::TooManyWords) => {
            form.refuse("words", t.count("signal-too-many-words", signals::MOST_WORDS as u64));
            Ok(refused(fill(&console, seat, mission, asked, form).await?))
        }
    }
}
