//! What needs a decision: changes that could not be accepted, and, in `conflict`, values that gave
//! way. `mend` puts right what could not be accepted.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::id::{DeviceId, FeedId};
use shared::record::{Account, Kind, Line, Mission, Record};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::answer::{Trouble, see};
use super::form::Posted;
use super::gate::Seat;
use super::tongue::Tongue;
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::service::{ServiceError, quarantine};
use crate::store::{Audit, Quarantined, Read, StoreError};

pub(super) mod conflict;
pub(super) mod mend;

use conflict::Conflict;

/// So many changes and so many conflicts are shown at once; the next follow as they are decided.
const MANY: usize = 100;

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
    /// The fields that can be put right.
    mend: Vec<mend::Field>,
    /// Why what was put right came to nothing.
    mend_wrong: Option<String>,
    /// Whether somebody is at it.
    mending: bool,
    /// A reason that was refused, and why.
    draft: Option<(String, String)>,
}

/// A form of this page that was refused: the record, what was typed, and why.
struct Draft {
    record: Uuid,
    typed: Posted,
    sort: Refusal,
}

enum Refusal {
    /// The reason for setting aside.
    Why(String),
    /// One field of what was put right.
    Field(String, String),
    /// What was put right, as a whole.
    Whole(String),
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
    let known =
        ["let-in", "stays", "set-aside", "mended", "mended-in-part", "taken", "kept", "gone"];
    let done = known.into_iter().find(|one| *one == asked.done);
    let done = done.map(|done| seat.tongue.say(&format!("aside-done-{done}")));
    fill(&console, seat, done, None).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    done: Option<String>,
    draft: Option<Draft>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Aside, move |read, page| {
            let kept = kept(read, &page, &principal, draft.as_ref())?;
            let conflicts = conflict::open(read, &page, &principal)?;
            Ok(AsidePage { page, kept, conflicts, done })
        })
        .await
}

async fn refused(console: &Console, seat: Seat, draft: Draft) -> Result<Response, Trouble> {
    let shown = fill(console, seat, None, Some(draft)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

/// The changes by record, the oldest record first.
fn kept(
    read: &dyn Read,
    page: &Page,
    principal: &Principal,
    draft: Option<&Draft>,
) -> Result<Vec<Kept>, StoreError> {
    let mut oldest = Vec::new();
    for (feed, _) in read.undecided_counts()? {
        if principal.sees(read, feed)? {
            oldest.extend(read.undecided(feed, MANY)?);
        }
    }
    oldest.sort_by_key(|one| one.received);
    let mut by_record: BTreeMap<(FeedId, Uuid), Vec<Quarantined>> = BTreeMap::new();
    for one in oldest.into_iter().take(MANY) {
        by_record.entry((one.change.feed, one.change.id)).or_default().push(one);
    }
    let mut lines = Vec::new();
    for ((feed, record), changes) in by_record {
        let Some(first) = changes.first() else { continue };
        let draft = draft.filter(|draft| draft.record == record);
        lines.push((first.received, line(read, page, (feed, record), &changes, first, draft)?));
    }
    lines.sort_by_key(|(received, _)| *received);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

fn line(
    read: &dyn Read,
    page: &Page,
    (feed, record): (FeedId, Uuid),
    changes: &[Quarantined],
    first: &Quarantined,
    draft: Option<&Draft>,
) -> Result<Kept, StoreError> {
    let t = page.t;
    let fields = quarantine::fields_of(changes);
    let mut kept = Kept {
        feed,
        record,
        what: t.word(&format!("kind-{}", first.change.kind), &first.change.kind),
        who: owner(read, t, first.device)?,
        mission: title(read, feed)?,
        received: page.when(first.received),
        reason: t.say(&format!("reason-{}", first.reason.as_str())),
        fields: spoken(t, &first.change.kind, &fields),
        changes: u64::try_from(changes.len()).unwrap_or(0),
        mend: quarantine::kind_of(changes)
            .map(|kind| mend::fields_of(t, kind, &fields))
            .unwrap_or_default(),
        mend_wrong: None,
        mending: false,
        draft: None,
    };
    match draft.map(|draft| (&draft.sort, &draft.typed)) {
        Some((Refusal::Why(wrong), typed)) => {
            kept.draft = Some((typed.get("why").to_owned(), wrong.clone()));
        }
        Some((Refusal::Field(name, wrong), typed)) => {
            mend::type_again(&mut kept.mend, typed, Some((name, wrong)));
            // What names another record is no field of the form.
            if !kept.mend.iter().any(|field| field.name == name) {
                kept.mend_wrong = Some(t.say("aside-mend-missing"));
            }
            kept.mending = true;
        }
        Some((Refusal::Whole(wrong), typed)) => {
            mend::type_again(&mut kept.mend, typed, None);
            kept.mend_wrong = Some(wrong.clone());
            kept.mending = true;
        }
        None => {}
    }
    Ok(kept)
}

/// The fields of a record as people read them, in the order in which its kind has them.
pub(super) fn spoken(t: Tongue, kind: &str, fields: &Fields) -> Vec<(String, String)> {
    let known = Kind::parse(kind).map(Kind::fields).unwrap_or_default();
    let place = |name: &str| known.iter().position(|spec| spec.name == name);
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
    let word =
        |(name, value): (&String, &Value)| Some((field_word(t, name), said(t, name, value)?));
    fields.into_iter().filter_map(word).collect()
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

/// The name of whose device it is; what no phone wrote, the desk did.
fn owner(read: &dyn Read, t: Tongue, device: DeviceId) -> Result<String, StoreError> {
    let Some(secret) = read.device(device)? else { return Ok(t.say("conflict-desk")) };
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
            let sort = Refusal::Why(seat.tongue.say("aside-why-missing"));
            return refused(&console, seat, Draft { record, typed: posted, sort }).await;
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
