//! News: a page that is open learns that a phone has synced.
//!
//! Nothing is told but that there is news; the page then asks for itself again, under the rights
//! that its person has by then. A stream ends when the server stops, and after a while by itself,
//! so that a session that was ended does not listen on.

use std::collections::hash_map::DefaultHasher;
use std::convert::Infallible;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use shared::id::FeedId;
use shared::record::{Assignment, Kind, Record};
use tokio::sync::watch;
use tokio::time::{Instant, interval};

use super::Console;
use super::answer::Trouble;
use super::board::MissionPath;
use super::gate::Seat;
use crate::store::{Read, StoreError};

/// Also other processes write to the database, so it is asked, and not told.
const ASKED_EVERY: Duration = Duration::from_secs(1);
const LASTS: Duration = Duration::from_secs(300);

struct Listener {
    console: Console,
    feed: FeedId,
    closing: watch::Receiver<bool>,
    known: u64,
    ticks: tokio::time::Interval,
    until: Instant,
}

pub(super) async fn board(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    let (feed, known) = console
        .store
        .read(move |read| {
            let feed = principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
            Ok::<_, Trouble>((feed, state_of(read, feed)?))
        })
        .await?;
    let closing = console.closing.subscribe();
    let until = Instant::now() + LASTS;
    let ticks = interval(ASKED_EVERY);
    let listener = Listener { console, feed, closing, known, ticks, until };
    Ok(Sse::new(unfold(listener, next)).keep_alive(KeepAlive::default()))
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    loop {
        tokio::select! {
            _ = listener.closing.wait_for(|closing| *closing) => return None,
            _ = listener.ticks.tick() => {}
        }
        if Instant::now() >= listener.until {
            return None;
        }
        let feed = listener.feed;
        let state = listener.console.store.read(move |read| state_of(read, feed)).await.ok()?;
        if state != listener.known {
            listener.known = state;
            // A browser passes over an event without data.
            return Some((Ok(Event::default().event("news").data("more")), listener));
        }
    }
}

/// A number that changes when the mission changes, or one of its phones comes by.
fn state_of(read: &dyn Read, feed: FeedId) -> Result<u64, StoreError> {
    let mut hasher = DefaultHasher::new();
    read.feed(feed)?.map(|state| state.seq).hash(&mut hasher);
    for (_, fields) in read.rows(feed, Kind::Assignment)? {
        if let Ok(assignment) = Assignment::read(&fields) {
            for (_, contact) in read.devices_of(assignment.account)? {
                contact.map(|contact| contact.at.0).hash(&mut hasher);
            }
        }
    }
    Ok(hasher.finish())
}
