//! What can be taken along: all visits that a person sees, as a table, a workbook and a map, with
//! what their columns mean.
//!
//! A file is made page by page while it leaves, so that it takes as little memory with a million
//! visits as with ten; no reader of the database is held while a slow line swallows. It is no
//! snapshot: a visit that changes meanwhile is told as it was when its page was read.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream::unfold;
use serde::Deserialize;
use shared::id::{FeedId, MissionId};
use tokio::sync::OwnedSemaphorePermit;

use super::answer::{Trouble, file};
use super::gate::Seat;
use super::query::Address;
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::store::{Audit, Read, Store, StoreError, WholeVisit};

mod columns;
pub(super) mod csv;
mod geo;
mod xlsx;

use columns::COLUMNS;

/// So many visits are read at once.
const A_PAGE: usize = 1000;
/// A choice of missions is no longer than this; who has more takes all.
const LISTED: usize = 500;

#[derive(Template)]
#[template(path = "exports.html")]
struct ExportsPage {
    page: Page,
    missions: Vec<Choice>,
    files: Vec<Link>,
    columns_at: &'static str,
    columns: Vec<Meaning>,
}

struct Choice {
    value: String,
    word: String,
    chosen: bool,
}

struct Link {
    name: String,
    help: String,
    address: String,
}

struct Meaning {
    name: &'static str,
    kind: String,
    meaning: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    mission: String,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let scope = principal.missions(read)?;
            let titles = read.mission_titles(scope.as_deref(), LISTED)?;
            let missions = titles.into_iter().map(|(feed, word)| {
                let value = feed.owner().unwrap_or_default().to_string();
                let chosen = value == asked.mission;
                Choice { value, word, chosen }
            });
            let t = page.t;
            let files = ["csv", "xlsx", "geojson"].map(|kind| {
                let at = Address::new(format!("/desk/exports/visits.{kind}"));
                Link {
                    name: t.say(&format!("exports-{kind}")),
                    help: t.say(&format!("exports-{kind}-help")),
                    address: at.with("mission", &asked.mission).to_string(),
                }
            });
            let columns = COLUMNS.iter().map(|column| {
                let kind = t.say(&format!("column-kind-{}", column.kind.as_str()));
                let meaning = t.say(&format!("column-{}", column.name));
                Meaning { name: column.name, kind, meaning }
            });
            Ok(ExportsPage {
                missions: missions.collect(),
                files: files.into(),
                columns_at: "/desk/exports/columns.csv",
                columns: columns.collect(),
                page,
            })
        })
        .await
}

pub(super) async fn table(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let pages = Pages::of(&console, &seat, &asked).await?;
    let body = streamed(pages, csv::head(), csv::lines, String::new());
    Ok(file(csv::KIND, "palier-visites.csv", body))
}

pub(super) async fn map(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let pages = Pages::of(&console, &seat, &asked).await?;
    let body = streamed(pages, geo::HEAD.to_owned(), geo::features, geo::TAIL.to_owned());
    Ok(file(geo::KIND, "palier-visites.geojson", body))
}

pub(super) async fn workbook(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let pages = Pages::of(&console, &seat, &asked).await?;
    let made = tokio::task::spawn_blocking(move || xlsx::made(pages)).await;
    let made = made.map_err(|error| StoreError::Unavailable(error.to_string()))??;
    Ok(file(xlsx::KIND, "palier-visites.xlsx", xlsx::streamed(made)))
}

pub(super) async fn columns(Extension(seat): Extension<Seat>) -> Result<Response, Trouble> {
    Ok(file(csv::KIND, "palier-colonnes.csv", Body::from(csv::dictionary(seat.tongue))))
}

/// The visits of some missions, page by page.
struct Pages {
    store: Arc<dyn Store>,
    missions: std::vec::IntoIter<FeedId>,
    mission: Option<FeedId>,
    after: String,
    /// Others wait for this one to end.
    _permit: OwnedSemaphorePermit,
}

/// One page, or none after the last.
type Turned = Result<Option<Vec<WholeVisit>>, StoreError>;

impl Pages {
    /// The visits of one mission, or of all that this person sees; notes that they were taken.
    async fn of(console: &Console, seat: &Seat, asked: &Asked) -> Result<Self, Trouble> {
        let principal = seat.person()?.clone();
        let mission = (!asked.mission.is_empty()).then(|| asked.mission.parse::<MissionId>());
        let mission = mission.transpose().map_err(|_| Trouble::NotFound)?;
        let permit = Arc::clone(&console.exporting).acquire_owned().await;
        let permit = permit.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let missions = console
            .write(move |write, moment| {
                let missions = taken(&*write, &principal, mission)?;
                write.add_audit(&Audit {
                    at: moment.now,
                    account: principal.account,
                    verb: "export".to_owned(),
                    feed: mission.map(FeedId::Mission),
                    record: None,
                })?;
                Ok::<_, Trouble>(missions)
            })
            .await?;
        let (store, missions) = (Arc::clone(&console.store), missions.into_iter());
        Ok(Self { store, missions, mission: None, after: String::new(), _permit: permit })
    }

    /// The mission to go on with, and after which visit; none at the end.
    fn place(&mut self) -> Option<(FeedId, String)> {
        if self.mission.is_none() {
            self.mission = self.missions.next();
            self.after = String::new();
        }
        Some((self.mission?, self.after.clone()))
    }

    /// Notes what was read.
    fn turn(&mut self, page: &[WholeVisit]) {
        match page.last().filter(|_| page.len() == A_PAGE) {
            Some(last) => self.after.clone_from(&last.visit),
            None => self.mission = None,
        }
    }

    async fn next(&mut self) -> Turned {
        while let Some((feed, after)) = self.place() {
            let page = self.store.read(move |read| read.whole_visits(feed, &after, A_PAGE)).await;
            let page: Vec<WholeVisit> = page?;
            self.turn(&page);
            if !page.is_empty() {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }

    /// As [`next`](Self::next), for a thread that may wait.
    fn next_now(&mut self) -> Turned {
        while let Some((feed, after)) = self.place() {
            let page = self.store.read_now(move |read| read.whole_visits(feed, &after, A_PAGE));
            let page: Vec<WholeVisit> = page?;
            self.turn(&page);
            if !page.is_empty() {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }
}

/// The missions whose visits leave.
fn taken(
    read: &dyn Read,
    principal: &Principal,
    mission: Option<MissionId>,
) -> Result<Vec<FeedId>, Trouble> {
    match mission {
        Some(mission) => Ok(vec![principal.mission(read, mission)?.ok_or(Trouble::NotFound)?]),
        None => match principal.missions(read)? {
            Some(missions) => Ok(missions),
            None => {
                let feeds = read.feeds()?.into_iter();
                Ok(feeds.filter(|feed| matches!(feed, FeedId::Mission(_))).collect())
            }
        },
    }
}

/// A body that is written as it is read. Where the database fails in the middle, the line is cut, so
/// that nobody takes half of a file for the whole.
fn streamed(
    pages: Pages,
    head: String,
    write: fn(&[WholeVisit], bool) -> String,
    tail: String,
) -> Body {
    enum Step {
        Head(String),
        Page { first: bool },
        End,
    }
    let stream =
        unfold((pages, Step::Head(head), tail), move |(mut pages, step, tail)| async move {
            match step {
                Step::Head(head) => {
                    Some((Ok(Bytes::from(head)), (pages, Step::Page { first: true }, tail)))
                }
                Step::Page { first } => match pages.next().await {
                    Ok(Some(page)) => {
                        let text = write(&page, first);
                        Some((Ok(Bytes::from(text)), (pages, Step::Page { first: false }, tail)))
                    }
                    Ok(None) => {
                        let end = Bytes::from(tail);
                        Some((Ok(end), (pages, Step::End, String::new())))
                    }
                    Err(error) => {
                        tracing::error!(%error, "an export was cut: {error}");
                        Some((Err(error), (pages, Step::End, tail)))
                    }
                },
                Step::End => None,
            }
        });
    Body::from_stream(stream)
}
