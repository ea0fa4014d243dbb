//! The follow-ups as a calendar that a person's own program asks for, at an address that only they
//! know.
//!
//! Such programs keep what they are given with others than the association. So nothing is in it
//! that names or finds anybody: a day, a sort, the mission, and an address within the desk, where
//! one signs in to read more.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Europe::Paris;
use icalendar::{Calendar, Component, Event, EventLike};
use serde::Deserialize;
use shared::time::Millis;

use super::Console;
use super::answer::{Trouble, see};
use super::form::Posted;
use super::gate::Seat;
use super::tongue::Tongue;
use crate::auth::{Principal, Secret};
use crate::calendar;
use crate::store::{Audit, FollowFilter, FollowLine, Session};

/// So many days back, and so many promises at most.
const BACK: i64 = 31;
const MOST: usize = 1_000;

/// The part of an address that is a secret.
#[derive(Deserialize)]
pub(super) struct CalendarPath {
    secret: String,
}

/// The calendar itself. Whoever has the address is let in; one that is none is told nothing.
pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CalendarPath>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let name = path.secret.strip_suffix(".ics").ok_or(Trouble::NotFound)?;
    let secret = Secret::parse(name).ok_or(Trouble::NotFound)?.hash();
    let origin = seat.origin(&headers);
    let now = seat.now;
    let text = console
        .store
        .read(move |read| {
            let account = read.calendar(&secret)?.ok_or(Trouble::NotFound)?;
            // A program that asks sits at the desk as its person would, for this one page.
            let browser = String::new();
            let session = Session { secret, account, made: now, seen: now, browser, full: true };
            let principal = Principal::of(read, session)?.ok_or(Trouble::NotFound)?;
            let t = Tongue::of(&principal.login.language);
            let filter = FollowFilter {
                from: Some(calendar::day_number(now) - BACK),
                missions: principal.missions(read)?,
                ..FollowFilter::default()
            };
            let mut all = Calendar::new();
            all.name(&t.say("rail-follow"));
            for line in read.promises(&filter, None, MOST)? {
                if let Some(event) = event(t, &origin, now, &line) {
                    all.push(event);
                }
            }
            Ok::<_, Trouble>(all.done().to_string())
        })
        .await?;
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

/// One promise; without a day there is nothing to put into a calendar.
fn event(t: Tongue, origin: &str, now: Millis, line: &FollowLine) -> Option<Event> {
    let due = line.due.as_deref()?;
    let sort = t.say(&format!("follow-sort-{}", line.sort.as_str()));
    let mut event = Event::new();
    event.uid(&format!("{}@palier", line.id));
    event.timestamp(chrono::DateTime::from_timestamp_millis(now.0)?);
    event.summary(&format!("{sort} · {}", line.mission));
    event.url(&format!("{origin}/desk/follow-ups?state=due"));
    match NaiveDateTime::parse_from_str(due, "%Y-%m-%dT%H:%M") {
        Ok(local) => {
            let begins = Paris.from_local_datetime(&local).earliest()?.to_utc();
            event.starts(begins);
            event.ends(begins + chrono::TimeDelta::minutes(30));
        }
        Err(_) => drop(event.all_day(due.parse::<NaiveDate>().ok()?)),
    }
    Some(event.done())
}

/// Gives one's calendar an address, in the place of the one before, or takes it away.
pub(super) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let is_wanted = posted.get("end") != "yes";
    let secret = console
        .write(move |write, moment| {
            let secret = is_wanted.then(|| Secret(moment.bytes()));
            let hash = secret.as_ref().map(Secret::hash);
            write.set_calendar(principal.account, hash.as_ref(), moment.now)?;
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: "calendar".to_owned(),
                feed: None,
                record: None,
            })?;
            Ok::<_, crate::store::StoreError>(secret)
        })
        .await?;
    let Some(secret) = secret else { return Ok(see("/desk/me/calendar")) };
    let address = format!("{}/desk/calendar/{}.ics", seat.origin(&headers), secret.reveal());
    page(&console, seat, Some(address)).await
}

#[derive(askama::Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    page: super::Page,
    since: Option<String>,
    /// Shown once, on the page that answers.
    address: Option<String>,
}

pub(super) async fn form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
) -> Result<Response, Trouble> {
    page(&console, seat, None).await
}

async fn page(console: &Console, seat: Seat, address: Option<String>) -> Result<Response, Trouble> {
    let account = seat.person()?.account;
    console
        .show(seat, super::Place::FollowUps, move |read, page| {
            let since = read.calendar_of(account)?.map(|at| page.when(at));
            Ok(CalendarPage { page, since, address })
        })
        .await
}
