//! Pictures: those that the desk puts on a card, and the bytes of any that a mission shows.

use std::fs;
use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::id::{AttachmentId, MissionId};
use shared::picture::{self, PictureHash};
use shared::record::Line;

use super::act;
use super::training::{CardPath, card_at, with_picture};
use crate::console::Console;
use crate::console::answer::{Trouble, see_done};
use crate::console::form::{Form, Posted};
use crate::console::gate::Seat;
use crate::console::upload::Upload;
use crate::service::ServiceError;
use crate::service::pictures::{self, Shown};

/// A picture as a page of the desk shows it.
pub(in crate::console) struct Picture {
    pub(in crate::console) id: String,
    /// Where its bytes are; none while they have not all come.
    pub(in crate::console) address: String,
    pub(in crate::console) alt: String,
    pub(in crate::console) width: i64,
    pub(in crate::console) height: i64,
}

impl Picture {
    pub(in crate::console) fn of(mission: MissionId, shown: &Shown) -> Self {
        let Shown { id, attachment, is_here } = shown;
        let address = format!("/desk/missions/{mission}/pictures/{}", attachment.hash);
        Self {
            id: id.to_string(),
            address: if *is_here { address } else { String::new() },
            alt: attachment.alt.as_ref().map(ToString::to_string).unwrap_or_default(),
            width: attachment.width.get(),
            height: attachment.height.get(),
        }
    }
}

/// The part of an address that names a picture.
#[derive(Deserialize)]
pub(in crate::console) struct PicturePath {
    mission: String,
    hash: String,
}

/// The bytes of a picture. What a name stands for never changes.
pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<PicturePath>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission: MissionId = path.mission.parse().map_err(|_| Trouble::NotFound)?;
    let hash: PictureHash = path.hash.parse().map_err(|_| Trouble::NotFound)?;
    let bytes = console.store.read(move |read| {
        principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
        pictures::bytes(read, mission, hash)?.ok_or(Trouble::NotFound)
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
    ];
    Ok((headers, Body::from(bytes.await?)).into_response())
}

/// Puts a picture on a card, or says why not.
pub(in crate::console) async fn add(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CardPath>,
    Extension(posted): Extension<Posted>,
    Extension(upload): Extension<Option<Arc<Upload>>>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, card, t) = (path.mission()?, path.card()?.ok_or(Trouble::NotFound)?, seat.tongue);
    let mut form = Form::of(&posted);
    let alt = form.take(t, "alt", Line::parse);
    let is_large = upload.as_ref().is_some_and(|upload| upload.path().is_none());
    let small = match upload.filter(|_| !is_large) {
        None => Err(if is_large { "file-large" } else { "file-missing" }),
        Some(upload) => {
            let scaled = tokio::task::spawn_blocking(move || {
                let bytes = upload.path().and_then(|path| fs::read(path).ok())?;
                picture::scaled(&bytes).ok()
            });
            let scaled = scaled.await.map_err(|_| Trouble::Unavailable)?;
            scaled.ok_or("picture-unreadable")
        }
    };
    if let Err(why) = small {
        form.refuse("file", t.say(why));
    }
    let (Some(alt), Ok(small)) = (alt, small) else {
        return with_picture(&console, seat, &path, form).await;
    };
    let author = Some(principal.account);
    let put = act(&console, &principal, id, "picture-add", move |write, moment| {
        pictures::put_on_card(write, (id, card), author, &small, alt, moment)
    });
    put.await?.map_err(|_| Trouble::NotFound)?;
    Ok(see_done(&card_at(id, Some(card)), "done=saved"))
}

/// Takes a picture off its card.
pub(in crate::console) async fn remove(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CardPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, card) = (path.mission()?, path.card()?);
    let shown: Option<AttachmentId> = posted.get("picture").parse().ok();
    let removed = act(&console, &principal, id, "picture-remove", move |write, moment| {
        let shown = shown.ok_or_else(|| ServiceError::refused("no picture is named"))?;
        pictures::remove(write, id, shown, moment)
    });
    removed.await?.map_err(|_| Trouble::NotFound)?;
    Ok(see_done(&card_at(id, card), "done=saved"))
}
