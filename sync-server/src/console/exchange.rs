//! What the team of a mission tells itself: the desk reads along, writes, pins and takes out.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::id::{MissionId, PostId};
use shared::record::Prose;

use super::answer::{Trouble, see_done};
use super::board::MissionPath;
use super::form::{Form, Posted};
use super::gate::Seat;
use super::prepare::act;
use super::prepare::message::name;
use super::prepare::pictures::Picture;
use super::{Console, Page, Place, missions, words};
use crate::service::exchange::{self, Told};
use crate::service::pictures::{self, Shown};
use crate::store::{Read, StoreError};

#[derive(Template)]
#[template(path = "exchange.html")]
struct ExchangePage {
    page: Page,
    title: String,
    below: String,
    board: String,
    here: String,
    form: Form,
    /// The post that a refused reply is to.
    replied: String,
    is_done: bool,
    posts: Vec<Post>,
}

/// A post, or a reply.
struct Post {
    id: String,
    who: String,
    text: String,
    thanks: String,
    is_pinned: bool,
    pictures: Vec<Picture>,
    replies: Vec<Self>,
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
            let told = exchange::told(read, id)?;
            let pictures = pictures::shown(read, id)?;
            let posts = told.into_iter().map(|one| shown(read, &page, id, &pictures, one));
            Ok(ExchangePage {
                title: mission.title.to_string(),
                below: missions::period(page.t, &mission),
                board: format!("/desk/missions/{id}"),
                here: format!("/desk/missions/{id}/exchange"),
                is_done: asked.done == "saved",
                posts: posts.collect::<Result<_, _>>()?,
                replied: form.value("parent").to_owned(),
                form,
                page,
            })
        })
        .await
}

fn shown(
    read: &dyn Read,
    page: &Page,
    mission: MissionId,
    pictures: &[Shown],
    told: Told,
) -> Result<Post, StoreError> {
    let when = told.at.map(|at| page.when(at)).unwrap_or_default();
    let replies = told.replies.into_iter();
    let replies = replies.map(|reply| shown(read, page, mission, pictures, reply));
    let own = pictures.iter().filter(|one| one.attachment.post == Some(told.id));
    let picture = |one| {
        let alt = page.t.about("exchange-photo", &name(read, told.post.author)?);
        Ok(Picture { alt, ..Picture::of(mission, one) })
    };
    Ok(Post {
        id: told.id.to_string(),
        who: format!("{} · {when}", name(read, told.post.author)?),
        text: words::marked(told.post.text.as_str()),
        thanks: match told.thanks {
            0 => String::new(),
            thanks => page.t.count("exchange-thanks", thanks),
        },
        is_pinned: told.is_pinned,
        pictures: own.map(picture).collect::<Result<_, StoreError>>()?,
        replies: replies.collect::<Result<_, _>>()?,
    })
}

/// Writes to the team, or replies to one of its posts.
pub(super) async fn post(
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
    let parent = match posted.get("parent") {
        "" => None,
        parent => Some(parent.parse().map_err(|_| Trouble::BadForm)?),
    };
    let author = principal.account;
    let said = act(&console, &principal, id, "exchange-post", move |write, moment| {
        exchange::post(write, id, author, parent, text, moment)
    });
    said.await?.map_err(|_| Trouble::BadForm)?;
    Ok(done(id))
}

/// Puts a post above the others, or takes it down again.
pub(super) async fn pin(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, post) = (mission.id()?, named(&posted)?);
    let (by, wanted) = (principal.account, posted.get("wanted") == "yes");
    let pinned = act(&console, &principal, id, "exchange-pin", move |write, moment| {
        exchange::pin(write, id, post, by, wanted, moment)
    });
    pinned.await?.map_err(|_| Trouble::BadForm)?;
    Ok(done(id))
}

/// Takes a post out.
pub(super) async fn remove(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, post) = (mission.id()?, named(&posted)?);
    let removed = act(&console, &principal, id, "exchange-remove", move |write, moment| {
        exchange::remove(write, id, post, moment)
    });
    removed.await?.map_err(|_| Trouble::BadForm)?;
    Ok(done(id))
}

fn named(posted: &Posted) -> Result<PostId, Trouble> {
    posted.get("post").parse().map_err(|_| Trouble::BadForm)
}

fn done(mission: MissionId) -> Response {
    see_done(&format!("/desk/missions/{mission}/exchange"), "done=saved")
}
