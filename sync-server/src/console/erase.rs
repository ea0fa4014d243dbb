//! Erasing what is kept about the people behind a door: the count before, the one confirmation, the
//! receipt, which holds a number and no word of what was erased.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::{DoorId, VisitId};
use shared::record::{Kind, Role};

use super::answer::{Trouble, see};
use super::doors::{door_name, parse, seen};
use super::form::Posted;
use super::gate::Seat;
use super::tongue::Tongue;
use super::{Console, Page, Place};
use crate::ledger::Entry;
use crate::service::erasure::{self, Found, Order, Subject};
use crate::store::{Cause, Read};

#[derive(Template)]
#[template(path = "door_erase.html")]
struct ErasePage {
    page: Page,
    door: DoorId,
    visit: Option<VisitId>,
    name: String,
    back: String,
    counts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    page: Page,
    number: String,
    at: String,
    records: String,
    back: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    one: String,
}

pub(super) async fn confirm(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(door): Path<String>,
    Query(asked): Query<Which>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let door = parse(&door)?;
    console
        .show(seat, Place::Doors, move |read, page| {
            let place = seen(read, &principal, door)?;
            let (subject, visit) = subject(read, door, &asked.one)?;
            let found = erasure::survey(read, &subject)?;
            let name = door_name(page.t, &place.stairwell, &place.door);
            Ok(ErasePage {
                door,
                visit,
                name: format!("{name}, {}", place.address),
                back: format!("/desk/doors/{door}"),
                counts: counts(page.t, &found),
                page,
            })
        })
        .await
}

pub(super) async fn erase(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let door = parse(posted.get("door"))?;
    let one = posted.get("one").to_owned();
    let confirmed = posted.get("confirm") == "yes";
    let ledger = console.ledger.clone();
    let receipt = console
        .write(move |write, moment| {
            seen(&*write, &principal, door)?;
            if !confirmed {
                return Ok::<_, Trouble>(None);
            }
            let (subject, visit) = subject(&*write, door, &one)?;
            let cause = if visit.is_some() { Cause::Visit } else { Cause::Door };
            let order = Order::new(cause, Some(principal.account), moment);
            let (_, lasting) = erasure::erase(write, &subject, &order, moment)?;
            // On the disk before the database commits: no backup may bring it back.
            ledger.append(&Entry::Erase(lasting)).map_err(|error| {
                tracing::error!(%error, "the ledger cannot be written: {error}");
                Trouble::Unavailable
            })?;
            Ok(Some(order.receipt))
        })
        .await?;
    Ok(match receipt {
        Some(receipt) => see(&format!("/desk/receipts/{receipt}")),
        None => see(&format!("/desk/doors/{door}/erase")),
    })
}

pub(super) async fn receipt(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(number): Path<String>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Doors, move |read, page| {
            let erasure = read.erasure(&number)?.ok_or(Trouble::NotFound)?;
            let mine = erasure.account == Some(principal.account);
            match erasure.door {
                Some(door) => drop(seen(read, &principal, door)?),
                None if mine || principal.role == Role::Admin => {}
                None => return Err(Trouble::NotFound),
            }
            Ok(ReceiptPage {
                number,
                at: page.t.long_when(erasure.at),
                records: page.t.count("receipt-records", erasure.records),
                back: erasure.door.map(|door| format!("/desk/doors/{door}")),
                page,
            })
        })
        .await
}

/// What a confirmation is about: all of the door, or one of its visits.
fn subject(
    read: &dyn Read,
    door: DoorId,
    one: &str,
) -> Result<(Subject, Option<VisitId>), Trouble> {
    if one.is_empty() {
        return Ok((Subject::Door(door), None));
    }
    let visit: VisitId = one.parse().map_err(|_| Trouble::NotFound)?;
    let visits = read.visits_at(door)?;
    let found = visits.into_iter().find(|(_, id)| *id == visit).ok_or(Trouble::NotFound)?;
    Ok((Subject::Visits(found.0, vec![visit]), Some(visit)))
}

fn counts(t: Tongue, found: &Found) -> Vec<(String, String)> {
    let number = |n: usize| t.number(n as u64);
    let mut counts: Vec<_> = Kind::ALL
        .iter()
        .filter_map(|kind| {
            let n = found.by_kind().get(kind.as_str()).copied()?;
            Some((t.say(&format!("kind-{kind}")), number(n)))
        })
        .collect();
    counts.push((t.say("erase-changes"), t.number(found.changes)));
    counts.push((t.say("erase-aside"), number(found.aside.len())));
    counts
}
