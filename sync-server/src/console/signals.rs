//! The signals to partners: which wait for an answer, what was promised, what is late, what came of
//! it. A partner sees those of their own missions.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use shared::id::{FeedId, MissionId, StairwellId};
use shared::record::{AnswerResult, Kind, Record, Stairwell};
use shared::time::Millis;

use super::answer::Trouble;
use super::gate::Seat;
use super::query::Address;
use super::tongue::{Part, Tongue};
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::calendar;
use crate::store::{NeedPlace, Read, SignalFilter, SignalLine, SignalStep, SignalTurn, StoreError};

mod course;
pub(super) mod one;
pub(super) mod raise;

const A_PAGE: usize = 30;
/// So many missions are offered to choose from.
const MISSIONS: usize = 100;
const STATES: [&str; 4] = ["open", "late", "due", "settled"];

#[derive(Template)]
#[template(path = "signals.html")]
struct SignalsPage {
    page: Page,
    tabs: Vec<(String, String, bool)>,
    state: &'static str,
    missions: Vec<(String, String, bool)>,
    /// The missions of which a signal can be raised.
    raise: Vec<(String, String)>,
    chosen: bool,
    lines: Vec<Line>,
    empty: String,
    first: Option<String>,
    more: Option<String>,
}

struct Line {
    address: String,
    title: String,
    below: String,
    heard: String,
    tag: Tag,
}

/// How far a signal is, in a few words.
pub(super) struct Tag {
    style: &'static str,
    icon: &'static str,
    pub(super) word: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    state: String,
    mission: String,
    after: String,
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Signals, move |read, page| shown(read, page, &principal, &asked))
        .await
}

fn shown(
    read: &dyn Read,
    page: Page,
    principal: &Principal,
    asked: &Asked,
) -> Result<SignalsPage, Trouble> {
    let t = page.t;
    let now = page.now;
    let asked_for = STATES.into_iter().find(|state| *state == asked.state);
    // Who asks for nothing sees first what is late.
    let is_late = page.person.as_ref().is_some_and(|person| person.late > 0);
    let state = asked_for.unwrap_or(if is_late { "late" } else { "open" });
    let scope = principal.missions(read)?;
    let mut filter = filter(state, scope.clone(), now);
    let mut mission = String::new();
    if let Ok(id) = asked.mission.parse::<MissionId>() {
        let feed = principal.reads_report(read, id)?.ok_or(Trouble::NotFound)?;
        filter.missions = Some(vec![feed]);
        mission = id.to_string();
    }
    let after = asked.after.split_once('.').and_then(|(day, place)| {
        Some(SignalTurn { day: day.parse().ok()?, place: place.parse().ok()? })
    });
    let mut found = read.signals(&filter, after, A_PAGE + 1)?;
    let more = found.len() > A_PAGE;
    found.truncate(A_PAGE);
    let here = Address::new("/desk/signals").with("state", state).with("mission", &mission);
    let last = found.last().map(|line| line.turn).filter(|_| more);
    let more = last
        .map(|turn| here.clone().with("after", format!("{}.{}", turn.day, turn.place)).to_string());
    let titles: Vec<_> = read
        .mission_titles(scope.as_deref(), MISSIONS)?
        .into_iter()
        .map(|(feed, title)| (feed.owner().unwrap_or_default().to_string(), title))
        .collect();
    let staff = page.person.as_ref().is_some_and(|person| person.staff);
    let raise = titles
        .iter()
        .filter(|_| staff)
        .map(|(id, title)| (format!("/desk/missions/{id}/signals/new"), title.clone()));
    let raise = raise.collect();
    let missions = titles.into_iter().map(|(id, title)| {
        let chosen = id == mission;
        (id, title, chosen)
    });
    let tabs = STATES.map(|one| {
        let address = here.clone().with("state", one);
        (t.say(&format!("signals-{one}")), address.to_string(), one == state)
    });
    let lines = found.iter().map(|one| line(t, one, now));
    Ok(SignalsPage {
        tabs: tabs.into(),
        state,
        missions: missions.collect(),
        raise,
        chosen: !mission.is_empty(),
        lines: lines.collect(),
        empty: t.say(&format!("signals-empty-{state}")),
        first: after.map(|_| here.to_string()),
        more,
        page,
    })
}

/// The signals that somebody sees and whose day has passed.
pub(super) fn late(
    read: &dyn Read,
    principal: &Principal,
    now: Millis,
) -> Result<SignalFilter, StoreError> {
    Ok(filter("late", principal.missions(read)?, now))
}

fn filter(state: &str, missions: Option<Vec<FeedId>>, now: Millis) -> SignalFilter {
    let today = calendar::day_number(now);
    let (step, from, until) = match state {
        "late" => (SignalStep::Promised, None, Some(today)),
        "due" => (SignalStep::Promised, Some(today), None),
        "settled" => (SignalStep::Settled, None, None),
        _ => (SignalStep::Open, None, None),
    };
    SignalFilter { step, from, until, missions }
}

fn line(t: Tongue, line: &SignalLine, now: Millis) -> Line {
    Line {
        address: at(line.feed, line.id.to_string()),
        title: line.title.clone(),
        below: [line.partner.as_str(), line.mission.as_str()].join(" · "),
        heard: t.count("signal-heard", line.households),
        tag: tag(t, line, now),
    }
}

/// The address of a signal.
pub(super) fn at(feed: FeedId, signal: impl std::fmt::Display) -> String {
    format!("/desk/missions/{}/signals/{signal}", feed.owner().unwrap_or_default())
}

pub(super) fn tag(t: Tongue, line: &SignalLine, now: Millis) -> Tag {
    let about = |name: &str, day: NaiveDate| t.about(name, &t.day(day));
    let Some(answer) = &line.answer else {
        let word = if line.is_read { "signal-tag-read" } else { "signal-tag-raised" };
        return Tag { style: "", icon: "up", word: about(word, line.raised) };
    };
    match answer.result {
        Some((result, day)) => {
            let (style, icon) = match result {
                AnswerResult::Done => ("ok", "check"),
                AnswerResult::Partly | AnswerResult::NotDone => ("", "dash"),
            };
            Tag { style, icon, word: about(&format!("signal-tag-{}", result_word(result)), day) }
        }
        None => match days_late(answer.due, now) {
            0 => Tag { style: "", icon: "chat", word: about("signal-tag-due", answer.due) },
            days => Tag { style: "late", icon: "clock", word: t.count("signal-tag-late", days) },
        },
    }
}

/// The end of the names of texts about what came of an answer.
fn result_word(result: AnswerResult) -> &'static str {
    match result {
        AnswerResult::Done => "done",
        AnswerResult::Partly => "partly",
        AnswerResult::NotDone => "not-done",
    }
}

/// By how many days a day has passed.
fn days_late(due: NaiveDate, now: Millis) -> u64 {
    let today = calendar::local(now).map(|at| at.date_naive());
    let days = today.map_or(0, |today| today.signed_duration_since(due).num_days());
    u64::try_from(days).unwrap_or(0)
}

/// Where needs were heard, in words.
fn place_in_words(
    read: &dyn Read,
    t: Tongue,
    feed: FeedId,
    territory: FeedId,
    place: NeedPlace,
) -> Result<String, StoreError> {
    let Some(building) = place.building else { return Ok(t.say("signal-everywhere")) };
    let lines = read.buildings_of(feed)?;
    let name = lines.iter().find(|line| line.building == building).map(|line| t.building(line));
    let name = name.unwrap_or_else(|| t.say("report-no-name"));
    let Some(StairwellId(stairwell)) = place.stairwell else { return Ok(name) };
    let row = read.row(territory, Kind::Stairwell, stairwell)?;
    let stairwell = Stairwell::read(&row.fields()).map(|one| one.name.to_string());
    let stairwell = stairwell.unwrap_or_default();
    let parts = [("street", Part::Text(&name)), ("stairwell", Part::Text(&stairwell))];
    Ok(t.with("signal-stairwell", &parts))
}
