//! Two people wrote the same field unseen by each other: who, when, what each had seen; keep the
//! value that stands, or take the other one.

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use shared::id::{AccountId, FeedId};
use shared::value::Value;

use super::super::answer::{Trouble, see};
use super::super::form::Posted;
use super::super::gate::Seat;
use super::super::{Console, Page};
use super::{MANY, field_word, owner, said, title};
use crate::auth::Principal;
use crate::service::conflicts::{self, Writing};
use crate::service::{ServiceError, desk::Moment};
use crate::store::{Read, StoreError, Write};

pub(super) struct Conflict {
    pub(super) feed: FeedId,
    pub(super) seq: u64,
    pub(super) field: String,
    pub(super) what: String,
    pub(super) field_word: String,
    pub(super) mission: String,
    pub(super) stands: Side,
    pub(super) other: Side,
}

/// One of the two values, as people read it.
pub(super) struct Side {
    pub(super) value: String,
    pub(super) by: String,
    pub(super) when: String,
    pub(super) seen: String,
}

/// The newest conflicts that this person can decide.
pub(super) fn open(
    read: &dyn Read,
    page: &Page,
    principal: &Principal,
) -> Result<Vec<Conflict>, StoreError> {
    let t = page.t;
    let mut lines = Vec::new();
    for feed in read.conflict_feeds()? {
        if !principal.sees(read, feed)? {
            continue;
        }
        for open in conflicts::open(read, feed)? {
            let line = open.line;
            let spoken =
                |value: &Value| said(t, &line.field, value).unwrap_or_else(|| t.say("nothing"));
            let side = |one: Writing| {
                Ok::<_, StoreError>(Side {
                    value: spoken(&one.value),
                    by: owner(read, t, one.device)?,
                    when: page.when(one.received),
                    seen: t.about("conflict-seen", &spoken(&one.seen)),
                })
            };
            let (stands, other) = (side(open.stands)?, side(open.other)?);
            lines.push((
                line.received,
                Conflict {
                    feed,
                    seq: line.seq,
                    what: t.word(&format!("kind-{}", line.kind), &line.kind),
                    field_word: field_word(t, &line.field),
                    mission: title(read, feed)?,
                    stands,
                    other,
                    field: line.field,
                },
            ));
        }
    }
    lines.sort_by_key(|(received, _)| std::cmp::Reverse(*received));
    Ok(lines.into_iter().map(|(_, line)| line).take(MANY).collect())
}

pub(in crate::console) async fn take_other(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    decide(&console, &seat, &posted, conflicts::take_other, "taken").await
}

pub(in crate::console) async fn keep(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    decide(&console, &seat, &posted, conflicts::keep, "kept").await
}

/// A use case that decides the conflict of a field at a place.
type Decide =
    fn(&mut dyn Write, FeedId, u64, &str, AccountId, &Moment<'_>) -> Result<(), ServiceError>;

async fn decide(
    console: &Console,
    seat: &Seat,
    posted: &Posted,
    decide: Decide,
    done: &str,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let feed: FeedId = posted.get("feed").parse().map_err(|_| Trouble::NotFound)?;
    let seq: u64 = posted.get("seq").parse().map_err(|_| Trouble::NotFound)?;
    let field = posted.get("field").to_owned();
    let decided = console
        .write(move |write, moment| {
            if !principal.sees(&*write, feed)? {
                return Ok(false);
            }
            decide(write, feed, seq, &field, principal.account, moment)?;
            Ok::<_, ServiceError>(true)
        })
        .await;
    match decided {
        Ok(true) => Ok(see(&format!("/desk/aside?done={done}"))),
        Ok(false) => Err(Trouble::NotFound),
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) => Ok(see("/desk/aside?done=gone")),
    }
}
