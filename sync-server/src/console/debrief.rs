//! The end of a mission: what each neighbor said of it, the figures beside that, and the manager's
//! synthesis.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::id::MissionId;
use shared::record::{Kind, Prose};

use super::answer::{Trouble, see_done};
use super::board::MissionPath;
use super::form::{Form, Posted};
use super::gate::Seat;
use super::{Console, Page, Place, missions, words};
use crate::service::{ServiceError, debrief};
use crate::store::{Audit, Read};

#[derive(Template)]
#[template(path = "debrief.html")]
struct DebriefPage {
    page: Page,
    title: String,
    below: String,
    board: String,
    here: String,
    form: Form,
    is_done: bool,
    figures: Vec<(String, u64)>,
    answers: Vec<Said>,
    missing: Vec<String>,
}

/// What one neighbor said: question and answer.
struct Said {
    name: String,
    answers: Vec<(String, String)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, mission.id()?, asked, Form::default()).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: MissionId,
    asked: Asked,
    form: Form,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let mission = missions::of(read, &principal, id)?;
            let held = debrief::synthesis(read, id)?.map(|one| one.text.to_string());
            let form = match form.is_refused() {
                true => form,
                false => Form::with(&[("text", held.unwrap_or_default())]),
            };
            let (answers, missing) = answers(read, &page, id)?;
            Ok(DebriefPage {
                title: mission.title.to_string(),
                below: missions::period(page.t, &mission),
                board: format!("/desk/missions/{id}"),
                here: format!("/desk/missions/{id}/debrief"),
                is_done: asked.done == "saved",
                figures: figures(read, &page, id)?,
                answers,
                missing,
                form,
                page,
            })
        })
        .await
}

fn figures(
    read: &dyn Read,
    page: &Page,
    mission: MissionId,
) -> Result<Vec<(String, u64)>, Trouble> {
    let feed = shared::id::FeedId::Mission(mission);
    let counts = read.door_counts(feed)?;
    let mut figures = vec![(page.t.say("figure-seen"), counts.seen())];
    let outcomes = words::OUTCOMES.into_iter();
    figures.extend(outcomes.map(|one| (page.t.outcome(one), counts.of(one))));
    figures.push((page.t.say("kind-advice"), read.count(feed, Kind::Advice)?));
    figures.push((page.t.say("kind-need"), read.count(feed, Kind::Need)?));
    Ok(figures)
}

fn answers(
    read: &dyn Read,
    page: &Page,
    mission: MissionId,
) -> Result<(Vec<Said>, Vec<String>), Trouble> {
    let (mut said, mut missing) = (Vec::new(), Vec::new());
    for (name, one) in debrief::answers(read, mission)? {
        let Some(one) = one else {
            missing.push(name);
            continue;
        };
        let answers = [
            ("debrief-worked", one.worked),
            ("debrief-hard", one.hard),
            ("debrief-heard", one.heard),
            ("debrief-change", one.change),
        ];
        let answers = answers
            .into_iter()
            .filter_map(|(asked, text)| Some((page.t.say(asked), words::marked(text?.as_str()))));
        said.push(Said { name, answers: answers.collect() });
    }
    Ok((said, missing))
}

/// Keeps the synthesis.
pub(super) async fn save(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let mut form = Form::of(&posted);
    let Some(text) = form.take(seat.tongue, "text", Prose::parse) else {
        let shown = fill(&console, seat, id, Asked::default(), form).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    };
    let saved = console
        .write(move |write, moment| {
            let Some(feed) = principal.mission(&*write, id)? else { return Ok(false) };
            debrief::set_synthesis(write, id, principal.account, text, moment)?;
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: "synthesis-set".to_owned(),
                feed: Some(feed),
                record: None,
            })?;
            Ok::<_, ServiceError>(true)
        })
        .await?;
    if !saved {
        return Err(Trouble::NotFound);
    }
    Ok(see_done(&format!("/desk/missions/{id}/debrief"), "done=saved"))
}
