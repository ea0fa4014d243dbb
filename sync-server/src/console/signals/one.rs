//! One signal: what was said, what is answered, how it went on, and the forms of whoever may go on
//! with it. The partner reads no figure here that may not be told.

use std::collections::BTreeSet;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use shared::id::{BuildingId, FeedId, MissionId, SignalId};
use shared::record::{AnswerResult, FieldError, Kind, Mission, Partner, Prose, Record, Role};

use super::super::answer::{Trouble, see_done};
use super::super::form::{Form, Posted};
use super::super::gate::Seat;
use super::super::prepare::refused;
use super::super::tongue::{Part, Tongue};
use super::super::{Console, Page, Place};
use super::course::{Said, Step, history, said, steps};
use super::{days_late, place_in_words, result_word};
use crate::auth::Principal;
use crate::calendar;
use crate::report;
use crate::service::ServiceError;
use crate::service::signals::{self, Stand};
use crate::store::{NeedPlace, Read, StoreError};

#[derive(Template)]
#[template(path = "signal.html")]
struct SignalPage {
    page: Page,
    here: String,
    title: String,
    below: String,
    done: Option<String>,
    late: Option<String>,
    /// What the supervisor added.
    text: Option<String>,
    words: Vec<String>,
    heard: String,
    answer: Option<Said>,
    steps: Vec<Step>,
    history: Vec<(String, String)>,
    form: Form,
    /// What came of it, as it is typed.
    result: Form,
    results: Vec<(&'static str, String)>,
    may_read: bool,
    may_answer: bool,
    /// Whether it was answered, so that one may say what came of it.
    may_settle: bool,
    buildings: Vec<(String, String)>,
    told: Option<Told>,
}

/// Where the answer was told back.
struct Told {
    buildings: String,
    words: String,
}

#[derive(Deserialize)]
pub(in super::super) struct SignalPath {
    mission: String,
    signal: String,
}

impl SignalPath {
    fn ids(&self) -> Result<(MissionId, SignalId), Trouble> {
        let mission = self.mission.parse().map_err(|_| Trouble::NotFound)?;
        Ok((mission, self.signal.parse().map_err(|_| Trouble::NotFound)?))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    done: String,
}

pub(in super::super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<SignalPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, path.ids()?, Typed::default(), &asked.done).await
}

/// What was typed and refused.
#[derive(Default)]
struct Typed {
    answer: Option<Form>,
    result: Form,
}

async fn fill(
    console: &Console,
    seat: Seat,
    (mission, id): (MissionId, SignalId),
    typed: Typed,
    done: &str,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let known = ["raised", "read", "answered", "settled"];
    let done = known.into_iter().find(|one| *one == done);
    console
        .show(seat, Place::Signals, move |read, page| {
            let feed = principal.reads_report(read, mission)?.ok_or(Trouble::NotFound)?;
            let stand = signals::stand(read, feed, id)?.ok_or(Trouble::NotFound)?;
            let mut shown = signal_page(read, page, &principal, (feed, id), &stand, typed)?;
            let t = shown.page.t;
            shown.done = done.map(|done| t.say(&format!("signal-done-{done}")));
            Ok(shown)
        })
        .await
}

fn signal_page(
    read: &dyn Read,
    page: Page,
    principal: &Principal,
    (feed, id): (FeedId, SignalId),
    stand: &Stand,
    typed: Typed,
) -> Result<SignalPage, Trouble> {
    let t = page.t;
    let Stand { signal, territory, answer } = stand;
    let partner = partner(read, feed)?;
    let place = NeedPlace { building: signal.building, stairwell: signal.stairwell };
    let there = place_in_words(read, t, feed, *territory, place)?;
    let named: BTreeSet<BuildingId> = match answer {
        Some((to, _)) => {
            read.answer_places(*territory, *to)?.into_iter().map(|(_, building)| building).collect()
        }
        // Offered until somebody says otherwise: where it was heard.
        None => signal.building.into_iter().collect(),
    };
    let lines = read.buildings_of(feed)?;
    let everywhere = answer.is_none() && signal.building.is_none();
    let form = typed.answer.unwrap_or_else(|| {
        let mut fields = Vec::new();
        if let Some((_, held)) = answer {
            fields.push(("action", held.action.to_string()));
            fields.push(("due", held.due.to_string()));
        }
        let ticked = lines.iter().filter(|one| everywhere || named.contains(&one.building));
        fields.extend(ticked.map(|one| ("building", one.building.to_string())));
        Form::with(&fields)
    });
    let buildings = lines.iter().map(|one| (one.building.to_string(), t.building(one))).collect();
    let told = match answer {
        Some((to, _)) => {
            let places = lines.iter().filter(|one| named.contains(&one.building));
            let names: Vec<_> = places.clone().map(|one| t.building(one)).collect();
            let doors = places.map(|one| one.doors).sum();
            let told = told_words(t, principal.role, read.doors_told(*to)?, doors);
            Some(Told { buildings: names.join(", "), words: told })
        }
        None => None,
    };
    let is_settled = answer.as_ref().is_some_and(|(_, held)| held.result.is_some());
    let late =
        answer.as_ref().filter(|_| !is_settled).map(|(_, held)| days_late(held.due, page.now));
    let heard = t.count("signal-heard-there", u64::try_from(signal.households.get()).unwrap_or(0));
    let here = super::at(feed, id);
    let results = AnswerResult::ALL
        .iter()
        .map(|one| (one.as_str(), t.say(&format!("signal-result-{}", result_word(*one)))));
    let words = signal.words.as_ref().map(|words| words.as_str().lines().map(str::to_owned));
    Ok(SignalPage {
        here,
        title: signal.title.to_string(),
        below: [there, partner.clone()].join(" · "),
        done: None,
        late: late.filter(|days| *days > 0).map(|days| t.count("signal-tag-late", days)),
        text: signal.text.as_ref().map(ToString::to_string),
        words: words.into_iter().flatten().collect(),
        heard,
        answer: answer.as_ref().map(|(_, held)| said(t, held, &partner)),
        steps: steps(t, stand, told.as_ref().map(|told| told.words.clone())),
        history: history(read, t, feed, id, stand)?,
        form,
        result: typed.result,
        results: results.collect(),
        may_read: principal.role == Role::Partner && signal.acknowledged.is_none(),
        may_answer: !is_settled,
        may_settle: answer.is_some(),
        buildings,
        told,
        page,
    })
}

/// At how many doors it was told: what may be told of that to a partner.
fn told_words(t: Tongue, role: Role, told: u64, doors: u64) -> String {
    let told = if role == Role::Partner { report::about(told) } else { Some(told) };
    match told {
        Some(n) => {
            let parts = [("n", Part::Number(n)), ("doors", Part::Number(doors))];
            t.with(if role == Role::Partner { "signal-told-about" } else { "signal-told" }, &parts)
        }
        None => t.say("signal-told-few"),
    }
}

fn partner(read: &dyn Read, feed: FeedId) -> Result<String, StoreError> {
    let FeedId::Mission(mission) = feed else { return Ok(String::new()) };
    let row = read.row(feed, Kind::Mission, mission.0)?;
    let Ok(mission) = Mission::read(&row.fields()) else { return Ok(String::new()) };
    let row = read.row(FeedId::Catalogue, Kind::Partner, mission.partner.0)?;
    Ok(Partner::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}

/// Runs what goes on with a signal, if the person sees its mission.
async fn act<W>(
    console: &Console,
    seat: &Seat,
    (mission, id): (MissionId, SignalId),
    done: &'static str,
    work: W,
) -> Result<Response, Trouble>
where
    W: FnOnce(
            &mut dyn crate::store::Write,
            &Principal,
            FeedId,
            &mut crate::service::desk::Moment<'_>,
        ) -> Result<bool, ServiceError>
        + Send
        + 'static,
{
    let principal = seat.person()?.clone();
    let feed = FeedId::Mission(mission);
    let there = console
        .write(move |write, moment| {
            let feed = principal.reads_report(&*write, mission)?.ok_or(Trouble::NotFound)?;
            Ok::<_, Trouble>(work(write, &principal, feed, moment)?)
        })
        .await?;
    if !there {
        return Err(Trouble::NotFound);
    }
    Ok(see_done(&super::at(feed, id), &format!("done={done}")))
}

pub(in super::super) async fn read(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<SignalPath>,
) -> Result<Response, Trouble> {
    let ids = path.ids()?;
    let read = act(&console, &seat, ids, "read", move |write, principal, feed, moment| {
        signals::acknowledge(write, principal, feed, ids.1, moment)
    });
    read.await
}

pub(in super::super) async fn answer(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<SignalPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let (ids, t) = (path.ids()?, seat.tongue);
    let today = calendar::local(seat.now).map(|at| at.date_naive());
    let mut form = Form::of(&posted);
    let action = form.take(t, "action", Prose::parse);
    let day = |text: &str| match text.parse::<NaiveDate>() {
        _ if text.is_empty() => Err(FieldError::Empty),
        parsed => parsed.map_err(|_| FieldError::Shape("a day")),
    };
    let due = form.take(t, "due", day);
    if due.is_some() && due < today {
        form.refuse("due", t.say("signal-day-past"));
    }
    let buildings: BTreeSet<BuildingId> = posted.parsed("building").collect();
    if buildings.is_empty() {
        form.refuse("building", t.say("signal-no-building"));
    }
    let (Some(action), Some(due), false) = (action, due, form.is_refused()) else {
        let typed = Typed { answer: Some(form), ..Typed::default() };
        return Ok(refused(fill(&console, seat, ids, typed, "").await?));
    };
    let answered = act(&console, &seat, ids, "answered", move |write, principal, feed, moment| {
        let said = (&action, due);
        signals::answer(write, principal, (feed, ids.1), said, &buildings, moment)
    });
    answered.await
}

pub(in super::super) async fn settle(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<SignalPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let (ids, t) = (path.ids()?, seat.tongue);
    let mut form = Form::of(&posted);
    let result = form.take(t, "result", |word| match word {
        "" => Err(FieldError::Empty),
        word => word.parse::<AnswerResult>(),
    });
    let words = form.take(t, "result_words", Prose::parse);
    let (Some(result), Some(words)) = (result, words) else {
        let typed = Typed { result: form, ..Typed::default() };
        return Ok(refused(fill(&console, seat, ids, typed, "").await?));
    };
    let settled = act(&console, &seat, ids, "settled", move |write, principal, feed, moment| {
        signals::settle(write, principal, (feed, ids.1), (result, &words), moment)
    });
    settled.await
}
