//! What needs a decision: changes that could not be accepted, and values that gave way.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::id::{DeviceId, FeedId};
use shared::record::{Account, Kind, Line, Mission, Record};
use shared::value::Value;
use uuid::Uuid;

use super::answer::{Trouble, see};
use super::form::Posted;
use super::gate::Seat;
use super::page::MANY;
use super::tongue::Tongue;
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::service::{ServiceError, conflicts, quarantine};
use crate::store::{Audit, Quarantined, Read, StoreError};

/// Conflicts are looked for in so many missions, those that end last.
const MISSIONS: usize = 50;

#[derive(Template)]
#[template(path = "aside.html")]
struct AsidePage {
    page: Page,
    kept: Vec<Kept>,
    conflicts: Vec<Conflict>,
    done: Option<String>,
}

struct Kept {
    feed: FeedId,
    record: Uuid,
    what: String,
    who: String,
    mission: String,
    received: String,
    reason: String,
    fields: Vec<(String, String)>,
    changes: u64,
    /// A reason that was refused, and why.
    draft: Option<(String, String)>,
}

struct Conflict {
    feed: FeedId,
    seq: u64,
    field: String,
    what: String,
    field_word: String,
    mission: String,
    stands: String,
    stands_by: String,
    other: String,
    other_by: String,
    received: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    done: String,
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let known = ["let-in", "stays", "set-aside", "taken", "gone"];
    let done = known.into_iter().find(|one| *one == asked.done);
    let done = done.map(|done| seat.tongue.say(&format!("aside-done-{done}")));
    fill(&console, seat, done, None).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    done: Option<String>,
    draft: Option<(Uuid, String, String)>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Aside, move |read, page| {
            let mut kept = kept(read, &page, &principal)?;
            if let Some((record, typed, wrong)) = draft {
                for one in kept.iter_mut().filter(|one| one.record == record) {
                    one.draft = Some((typed.clone(), wrong.clone()));
                }
            }
            let conflicts = open_conflicts(read, &page, &principal)?;
            Ok(AsidePage { page, kept, conflicts, done })
        })
        .await
}

/// The changes by record, the oldest record first.
fn kept(read: &dyn Read, page: &Page, principal: &Principal) -> Result<Vec<Kept>, StoreError> {
    let t = page.t;
    let mut by_record: BTreeMap<(FeedId, Uuid), Vec<Quarantined>> = BTreeMap::new();
    for one in read.undecided(MANY)? {
        if principal.sees(read, one.change.feed)? {
            by_record.entry((one.change.feed, one.change.id)).or_default().push(one);
        }
    }
    let mut lines = Vec::new();
    for ((feed, record), changes) in by_record {
        let Some(first) = changes.first() else { continue };
        let mut fields = BTreeMap::new();
        for one in &changes {
            fields.extend(one.change.fields.clone());
        }
        let fields = fields
            .iter()
            .filter_map(|(name, value)| Some((field_word(t, name), said(t, name, value)?)));
        lines.push((
            first.received,
            Kept {
                feed,
                record,
                what: t.word(&format!("kind-{}", first.change.kind), &first.change.kind),
                who: owner(read, first.device)?,
                mission: title(read, feed)?,
                received: page.when(first.received),
                reason: t.say(&format!("reason-{}", first.reason.as_str())),
                fields: fields.collect(),
                changes: u64::try_from(changes.len()).unwrap_or(0),
                draft: None,
            },
        ));
    }
    lines.sort_by_key(|(received, _)| *received);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

fn open_conflicts(
    read: &dyn Read,
    page: &Page,
    principal: &Principal,
) -> Result<Vec<Conflict>, StoreError> {
    let t = page.t;
    let scope = principal.missions(read)?;
    let missions = read.mission_lines(scope.as_deref(), 0, MISSIONS)?;
    let mut feeds: Vec<FeedId> = Vec::new();
    for line in &missions {
        feeds.push(line.feed);
        let territory = FeedId::Territory(line.mission.territory);
        if !feeds.contains(&territory) {
            feeds.push(territory);
        }
    }
    let mut lines = Vec::new();
    for feed in feeds {
        for open in conflicts::open(read, feed)? {
            let line = open.line;
            let (other, this) = (owner(read, line.loser)?, owner(read, line.device)?);
            let (stands_by, other_by) = if line.won { (this, other) } else { (other, this) };
            let spoken = |value| said(t, &line.field, value).unwrap_or_else(|| t.say("nothing"));
            lines.push((
                line.received,
                Conflict {
                    feed,
                    seq: line.seq,
                    what: t.word(&format!("kind-{}", line.kind), &line.kind),
                    field_word: field_word(t, &line.field),
                    mission: title(read, feed)?,
                    stands: spoken(&open.stands),
                    stands_by,
                    other: spoken(&line.lost),
                    other_by,
                    received: page.when(line.received),
                    field: line.field,
                },
            ));
        }
    }
    lines.sort_by_key(|(received, _)| std::cmp::Reverse(*received));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

pub(super) fn field_word(t: Tongue, name: &str) -> String {
    t.word(&format!("field-{}", name.replace('_', "-")), name)
}

/// A value as people read it; ids say nothing and are left out.
pub(super) fn said(t: Tongue, field: &str, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if text.parse::<Uuid>().is_ok() => None,
        Value::Text(text) => Some(match field {
            "outcome" => text.parse().map_or_else(|_| text.clone(), |outcome| t.outcome(outcome)),
            "theme" => t.theme(text),
            "language" => t.language(text),
            "verdict" => t.word(&format!("verdict-{text}"), text),
            "sort" => t.word(&format!("sort-{text}"), text),
            _ => text.clone(),
        }),
        Value::Int(number) => match field {
            "started" | "started_estimate" => Some(t.long_when(shared::time::Millis(*number))),
            // A number of the history, which says nothing to people.
            "reviewed_seq" => None,
            _ => Some(number.to_string()),
        },
        Value::Bool(true) => Some(t.say("yes")),
        Value::Bool(false) => Some(t.say("no")),
        _ => None,
    }
}

/// The name of whose device it is.
fn owner(read: &dyn Read, device: DeviceId) -> Result<String, StoreError> {
    let Some(secret) = read.device(device)? else { return Ok(String::new()) };
    let row = read.row(FeedId::Account(secret.account), Kind::Account, secret.account.0)?;
    Ok(Account::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}

fn title(read: &dyn Read, feed: FeedId) -> Result<String, StoreError> {
    let FeedId::Mission(id) = feed else { return Ok(String::new()) };
    let row = read.row(feed, Kind::Mission, id.0)?;
    Ok(Mission::read(&row.fields()).map(|one| one.title.to_string()).unwrap_or_default())
}

/// The record that a form names, in a feed that this person sees.
fn named(posted: &Posted) -> Result<(FeedId, Uuid), Trouble> {
    let feed = posted.get("feed").parse().map_err(|_| Trouble::NotFound)?;
    let record = posted.get("record").parse().map_err(|_| Trouble::NotFound)?;
    Ok((feed, record))
}

pub(super) async fn let_in(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (feed, record) = named(&posted)?;
    let released = console
        .write(move |write, moment| {
            if !principal.sees(&*write, feed)? {
                return Ok(None);
            }
            let released = quarantine::release(write, feed, record, moment.now)?;
            note(write, &principal, "let-in", feed, record, moment.now)?;
            Ok::<_, ServiceError>(Some(released))
        })
        .await;
    match released {
        Ok(None) => Err(Trouble::NotFound),
        Ok(Some(all)) if all.iter().all(|one| one.outcome.is_ok()) => {
            Ok(see("/desk/aside?done=let-in"))
        }
        Ok(Some(_)) => Ok(see("/desk/aside?done=stays")),
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) => Ok(see("/desk/aside?done=gone")),
    }
}

pub(super) async fn set_aside(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (feed, record) = named(&posted)?;
    let typed = posted.get("why").trim().to_owned();
    let why = match Line::parse(&typed) {
        Ok(why) if !typed.is_empty() => why,
        _ => {
            let wrong = seat.tongue.say("aside-why-missing");
            let draft = Some((record, typed, wrong));
            let shown = fill(&console, seat, None, draft).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
        }
    };
    let set = console
        .write(move |write, moment| {
            if !principal.sees(&*write, feed)? {
                return Ok(false);
            }
            quarantine::set_aside(write, feed, record, principal.account, &why, moment.now)?;
            note(write, &principal, "set-aside", feed, record, moment.now)?;
            Ok::<_, ServiceError>(true)
        })
        .await;
    match set {
        Ok(true) => Ok(see("/desk/aside?done=set-aside")),
        Ok(false) => Err(Trouble::NotFound),
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) => Ok(see("/desk/aside?done=gone")),
    }
}

pub(super) async fn take_other(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let feed: FeedId = posted.get("feed").parse().map_err(|_| Trouble::NotFound)?;
    let seq: u64 = posted.get("seq").parse().map_err(|_| Trouble::NotFound)?;
    let field = posted.get("field").to_owned();
    let taken = console
        .write(move |write, moment| {
            if !principal.sees(&*write, feed)? {
                return Ok(false);
            }
            conflicts::take_other(write, feed, seq, &field, principal.account, moment)?;
            Ok::<_, ServiceError>(true)
        })
        .await;
    match taken {
        Ok(true) => Ok(see("/desk/aside?done=taken")),
        Ok(false) => Err(Trouble::NotFound),
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) => Ok(see("/desk/aside?done=gone")),
    }
}

fn note(
    write: &mut dyn crate::store::Write,
    principal: &Principal,
    verb: &str,
    feed: FeedId,
    record: Uuid,
    at: shared::time::Millis,
) -> Result<(), StoreError> {
    write.add_audit(&Audit {
        at,
        account: principal.account,
        verb: verb.to_owned(),
        feed: Some(feed),
        record: Some(record),
    })
}
