//! The review: visits that wait, one of them open beside them; every choice stands in the address.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::id::{FeedId, MissionId, VisitId};
use shared::record::Prose;
use shared::time::Millis;

use super::answer::{Trouble, see, see_done, within};
use super::form::Posted;
use super::gate::Seat;
use super::query::Address;
use super::tongue::Tongue;
use super::{Console, Page, Place, words};
use crate::auth::Principal;
use crate::service::reviews::{self, Decision, Seen};
use crate::store::{Read, ReviewState, Turn, VisitLine};

mod detail;
mod filter;

use detail::Detail;
pub(super) use filter::Asked;
use filter::{Choices, Filter};

const A_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    page: Page,
    below: String,
    state: ReviewState,
    states: Vec<StateTab>,
    choices: Choices,
    lines: Vec<Line>,
    /// What is said where no line is.
    empty: String,
    detail: Option<Detail>,
    list_at: String,
    first: Option<String>,
    more: Option<String>,
    /// Where a decision comes back to.
    next: String,
    /// This page with this visit open.
    here: String,
    said: Said,
    done: Option<String>,
    /// When that was approved which can be taken back.
    undo: Option<i64>,
    opened: bool,
}

/// What was typed before it was refused, and why.
#[derive(Default)]
struct Said {
    question: String,
    question_wrong: Option<String>,
    comment: String,
    comment_wrong: Option<String>,
}

struct StateTab {
    word: String,
    address: String,
    here: bool,
}

struct Line {
    /// What a form names it by.
    key: String,
    address: String,
    here: bool,
    state: &'static str,
    icon: &'static str,
    outcome: String,
    door: String,
    who: String,
    note: String,
    flagged: bool,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, asked, Said::default()).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    asked: Asked,
    said: Said,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Review, move |read, page| {
            let mut shown = review(read, page, &principal, &asked)?;
            shown.said = said;
            Ok(shown)
        })
        .await
}

fn review(
    read: &dyn Read,
    page: Page,
    principal: &Principal,
    asked: &Asked,
) -> Result<ReviewPage, Trouble> {
    let t = page.t;
    let filter = Filter::of(read, principal, asked)?;
    let after = asked.after();
    let mut found = read.visits(&filter.filter, after, A_PAGE + 1)?;
    let more = found.len() > A_PAGE;
    found.truncate(A_PAGE);
    let here = &filter.address;
    let picked = asked.picked();
    let open = match picked {
        // A visit that was named is shown even if it has left the list meanwhile.
        Some((feed, visit)) if principal.sees(read, feed)? => read.visit_line(feed, visit)?,
        _ => found.first().cloned(),
    };
    let next = open.as_ref().map(|open| next_of(here, &found, open, after));
    let detail = open.as_ref().map(|line| Detail::of(read, &page, line)).transpose()?;
    let last = found.last().map(|line| line.turn);
    let waiting = page.person.as_ref().map_or(0, |person| person.waiting);
    let lines = found.iter().map(|line| {
        let is_open = open.as_ref().is_some_and(|open| open.visit == line.visit);
        list_line(&page, here, after, line, is_open)
    });
    let done = asked.done().map(|(done, n)| t.count(&format!("review-done-{done}"), n));
    let choices = filter.choices(read, t, principal)?;
    let empty = if choices.narrowed {
        t.say("review-empty-filter")
    } else {
        t.say(&format!("review-empty-{}", filter.filter.state.as_str()))
    };
    Ok(ReviewPage {
        empty,
        below: t.count("review-below", waiting),
        state: filter.filter.state,
        states: states(t, here, filter.filter.state),
        choices,
        lines: lines.collect(),
        detail,
        list_at: at(here, after).to_string(),
        first: after.map(|_| here.to_string()),
        more: last.filter(|_| more).map(|turn| at(here, Some(turn)).to_string()),
        next: next.unwrap_or_else(|| here.to_string()),
        here: open.as_ref().map_or_else(
            || here.to_string(),
            |open| at(here, after).with("visit", name_of(open)).to_string(),
        ),
        said: Said::default(),
        done,
        undo: asked.undo(),
        opened: picked.is_some(),
        page,
    })
}

fn states(t: Tongue, here: &Address, state: ReviewState) -> Vec<StateTab> {
    let tab = |one: ReviewState| StateTab {
        word: t.say(&format!("review-{}", one.as_str())),
        address: here
            .clone()
            .with("state", if one == ReviewState::Received { "" } else { one.as_str() })
            .to_string(),
        here: one == state,
    };
    ReviewState::ALL.into_iter().map(tab).collect()
}

fn list_line(
    page: &Page,
    here: &Address,
    after: Option<Turn>,
    line: &VisitLine,
    is_open: bool,
) -> Line {
    let t = page.t;
    Line {
        key: key(line),
        address: at(here, after).with("visit", name_of(line)).to_string(),
        here: is_open,
        state: words::state(line.outcome),
        icon: words::icon(line.outcome),
        outcome: t.outcome(line.outcome),
        door: t.door(line),
        who: format!("{} · {}", line.name, page.when(line.started)),
        note: line.note.as_deref().unwrap_or_default().chars().take(160).collect(),
        flagged: line.flagged,
    }
}

/// After a decision the next line is open.
fn next_of(here: &Address, found: &[VisitLine], open: &VisitLine, after: Option<Turn>) -> String {
    let index = found.iter().position(|line| line.visit == open.visit);
    let next =
        index.and_then(|index| found.get(index + 1).or_else(|| found.get(index.checked_sub(1)?)));
    let name = next.map(name_of).unwrap_or_default();
    at(here, after).with("visit", name).to_string()
}

fn at(here: &Address, after: Option<Turn>) -> Address {
    let after = after.map(|turn| format!("{}.{}", turn.turn, turn.place));
    here.clone().with("after", after.unwrap_or_default())
}

fn name_of(line: &VisitLine) -> String {
    format!("{}.{}", line.feed.owner().unwrap_or_default(), line.visit)
}

/// A visit as a form names it: mission, visit, and what was seen of it.
fn key(line: &VisitLine) -> String {
    format!("{}.{}", name_of(line), line.newest)
}

fn seen(key: &str) -> Option<Seen> {
    let mut parts = key.split('.');
    let mission: MissionId = parts.next()?.parse().ok()?;
    let visit: VisitId = parts.next()?.parse().ok()?;
    let newest = parts.next()?.parse().ok()?;
    Some(Seen { feed: FeedId::Mission(mission), visit, newest })
}

pub(super) async fn approve(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    decide(&console, seat.person()?.clone(), &posted, Decision::Approve, "approved").await
}

pub(super) async fn send_back(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let typed = posted.get("question");
    match Prose::parse(typed) {
        Ok(question) if !typed.trim().is_empty() => {
            let decision = Decision::Return(question);
            decide(&console, seat.person()?.clone(), &posted, decision, "returned").await
        }
        _ => {
            let is_empty = typed.trim().is_empty();
            let why = if is_empty { "question-empty" } else { "question-too-long" };
            let said = Said { question: typed.to_owned(), ..Said::default() };
            let said = Said { question_wrong: Some(seat.tongue.say(why)), ..said };
            let shown = fill(&console, seat, Asked::of_visit(posted.get("visit")), said).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}

pub(super) async fn comment(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let Some(Seen { feed, visit, .. }) = seen(posted.get("visit")) else {
        return Err(Trouble::NotFound);
    };
    let typed = posted.get("text");
    let text = Prose::parse(typed).ok().filter(|_| !typed.trim().is_empty());
    let Some(text) = text else {
        let why = if typed.trim().is_empty() { "comment-empty" } else { "question-too-long" };
        let said = Said { comment: typed.to_owned(), ..Said::default() };
        let said = Said { comment_wrong: Some(seat.tongue.say(why)), ..said };
        let shown = fill(&console, seat, Asked::of_visit(posted.get("visit")), said).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    };
    let written = console
        .write(move |write, moment| reviews::comment(write, &principal, feed, visit, text, moment))
        .await?;
    if !written {
        return Err(Trouble::NotFound);
    }
    let here = within(posted.get("here")).unwrap_or("/desk/review");
    Ok(see(here))
}

async fn decide(
    console: &Console,
    principal: Principal,
    posted: &Posted,
    decision: Decision,
    done: &'static str,
) -> Result<Response, Trouble> {
    let picked: Vec<_> = posted.all("visit").filter_map(seen).collect();
    let (decided, at) = console
        .write(move |write, moment| {
            let decided = reviews::decide(write, &principal, &picked, &decision, moment)?;
            Ok::<_, crate::service::ServiceError>((decided, moment.now.0))
        })
        .await?;
    let next = within(posted.get("next")).unwrap_or("/desk/review");
    let at = if done == "approved" && decided > 0 { format!(".{at}") } else { String::new() };
    Ok(see_done(next, &format!("done={done}.{decided}{at}")))
}

/// Takes back what was just approved: one key, or one click.
pub(super) async fn undo(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let at = Millis(posted.get("at").parse().map_err(|_| Trouble::BadForm)?);
    let undone =
        console.write(move |write, moment| reviews::undo(write, &principal, at, moment)).await?;
    let next = within(posted.get("next")).unwrap_or("/desk/review");
    Ok(see_done(next, &format!("done=undone.{undone}")))
}
