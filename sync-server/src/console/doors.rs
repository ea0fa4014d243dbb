//! The rights of the people behind a door: find it, read out all that is kept, have it corrected, leave
//! them alone; `erase` has the rest.
//!
//! A supervisor sees the doors of their territories, and what was said at them in every mission.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::{BuildingId, DoorId, FeedId, TerritoryId, VisitId};
use shared::record::{Answer, Door, Kind, Line, Record, Role, Service};
use shared::value::{Fields, Value};

use super::answer::{Trouble, see};
use super::aside::{field_word, said, spoken};
use super::form::Posted;
use super::gate::Seat;
use super::query::Address;
use super::tongue::{Part, Tongue};
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::service::ServiceError;
use crate::service::ground::{self, DoorPlace};
use crate::service::person::{self, AboutRecord, AboutVisit};
use crate::service::scope;
use crate::store::{Audit, Read, StoreError};

const BUILDINGS: usize = 50;

#[derive(Template)]
#[template(path = "doors.html")]
struct DoorsPage {
    page: Page,
    words: String,
    asked: bool,
    buildings: Vec<Link>,
    address: Option<String>,
    doors: Vec<Link>,
}

struct Link {
    name: String,
    to: String,
}

#[derive(Template)]
#[template(path = "door.html")]
struct DoorPage {
    page: Page,
    door: DoorId,
    name: String,
    address: String,
    stop: bool,
    done: Option<String>,
    visits: Vec<Shown>,
    told: Vec<ShownRecord>,
    aside: Vec<ShownRecord>,
    erasures: Vec<String>,
    /// Whether there is anything that could be erased; what was emptied has nothing.
    holds: bool,
}

struct Shown {
    id: VisitId,
    title: String,
    mission: String,
    correct_at: String,
    erase_at: String,
    records: Vec<ShownRecord>,
}

struct ShownRecord {
    what: String,
    removed: bool,
    fields: Vec<(String, String)>,
    earlier: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    territory: String,
    #[serde(default)]
    building: String,
}

pub(super) async fn find(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Doors, move |read, page| {
            let seen = (principal.role != Role::Admin).then_some(principal.scopes.as_slice());
            let found = person::buildings(read, seen, &asked.q, BUILDINGS)?;
            let buildings = found.into_iter().map(|one| {
                let to = Address::new("/desk/doors")
                    .with("q", &asked.q)
                    .with("territory", one.territory.owner().unwrap_or_default())
                    .with("building", one.id);
                Link { name: one.address, to: to.to_string() }
            });
            let buildings = buildings.collect();
            let (address, doors) = match asked.building.parse::<BuildingId>() {
                Ok(building) => doors_of(read, &principal, &page, &asked.territory, building)?,
                Err(_) => (None, Vec::new()),
            };
            let (words, is_asked) = (asked.q.trim().to_owned(), !asked.q.trim().is_empty());
            Ok(DoorsPage { page, words, asked: is_asked, buildings, address, doors })
        })
        .await
}

fn doors_of(
    read: &dyn Read,
    principal: &Principal,
    page: &Page,
    territory: &str,
    building: BuildingId,
) -> Result<(Option<String>, Vec<Link>), Trouble> {
    let territory: TerritoryId = territory.parse().map_err(|_| Trouble::NotFound)?;
    if !principal.sees(read, FeedId::Territory(territory))? {
        return Err(Trouble::NotFound);
    }
    let listed = ground::list_doors(read, territory, building).map_err(missing)?;
    let address = listed.first().map(|one| one.address.clone());
    let doors = listed.into_iter().map(|one| Link {
        name: door_name(page.t, &one.stairwell_name, &one.door),
        to: format!("/desk/doors/{}", one.id),
    });
    Ok((address, doors.collect()))
}

#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(door): Path<String>,
    Query(asked): Query<Done>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let door = parse(&door)?;
    let done = ["stopped", "again"].into_iter().find(|one| *one == asked.done);
    let done = done.map(|done| seat.tongue.say(&format!("door-done-{done}")));
    console
        .show(seat, Place::Doors, move |read, page| {
            let place = seen(read, &principal, door)?;
            let about = person::about(read, door).map_err(missing)?;
            let t = page.t;
            let erasures = about.erasures.iter().map(|one| {
                let at = t.long_when(one.at);
                t.with(
                    "door-erased",
                    &[("when", Part::Text(&at)), ("number", Part::Text(&one.receipt))],
                )
            });
            let aside = about.aside.iter().map(|change| ShownRecord {
                what: t.word(&format!("kind-{}", change.kind), &change.kind),
                removed: false,
                fields: spoken(t, &change.kind, &change.fields),
                earlier: Vec::new(),
            });
            // A phone may hold what it has not sent yet, so a door is offered once in any case.
            let is_empty =
                about.visits.is_empty() && about.told.is_empty() && about.aside.is_empty();
            let told = about.told.iter().map(|(feed, one)| recorded(read, t, *feed, one));
            let told = told.collect::<Result<_, _>>()?;
            Ok(DoorPage {
                door,
                holds: !is_empty || about.erasures.is_empty(),
                name: door_name(t, &place.stairwell, &place.door),
                address: place.address,
                stop: place.door.do_not_contact,
                done,
                visits: about
                    .visits
                    .iter()
                    .map(|visit| shown(read, t, door, visit))
                    .collect::<Result<_, _>>()?,
                told,
                aside: aside.collect(),
                erasures: erasures.collect(),
                page,
            })
        })
        .await
}

fn shown(
    read: &dyn Read,
    t: Tongue,
    door: DoorId,
    visit: &AboutVisit,
) -> Result<Shown, StoreError> {
    let mission = visit.feed.owner().unwrap_or_default();
    let records = std::iter::once(&visit.record).chain(&visit.parts);
    let records = records.map(|one| recorded(read, t, visit.feed, one));
    Ok(Shown {
        id: visit.id,
        title: t.long_when(visit.started()),
        mission: visit.mission.clone(),
        correct_at: Address::new("/desk/review")
            .with("visit", format!("{mission}.{}", visit.id))
            .to_string(),
        erase_at: Address::new(format!("/desk/doors/{door}/erase"))
            .with("one", visit.id)
            .to_string(),
        records: records.collect::<Result<_, StoreError>>()?,
    })
}

fn recorded(
    read: &dyn Read,
    t: Tongue,
    feed: FeedId,
    one: &AboutRecord,
) -> Result<ShownRecord, StoreError> {
    let mut fields = spoken(t, one.kind.as_str(), &one.fields);
    fields.extend(service(read, t, &one.fields)?);
    fields.extend(answer(read, t, feed, &one.fields)?);
    Ok(ShownRecord {
        what: t.word(&format!("kind-{}", one.kind), one.kind.as_str()),
        removed: one.removed,
        fields,
        earlier: one
            .earlier
            .iter()
            .filter_map(|(name, value)| Some((field_word(t, name), said(t, name, value)?)))
            .collect(),
    })
}

/// The answer that was told, in its own words.
fn answer(
    read: &dyn Read,
    t: Tongue,
    feed: FeedId,
    fields: &Fields,
) -> Result<Option<(String, String)>, StoreError> {
    let Some(Value::Text(id)) = fields.get("answer") else { return Ok(None) };
    let Ok(id) = id.parse() else { return Ok(None) };
    let Some(territory) = scope::territory_of(read, feed)? else { return Ok(None) };
    let row = read.row(territory, Kind::Answer, id)?;
    let action = Answer::read(&row.fields()).ok().map(|one| one.action.to_string());
    Ok(action.map(|action| (field_word(t, "action"), action)))
}

/// The service that was advised, or that somebody was sent to, by its name.
fn service(
    read: &dyn Read,
    t: Tongue,
    fields: &Fields,
) -> Result<Option<(String, String)>, StoreError> {
    let Some(Value::Text(id)) = fields.get("service") else { return Ok(None) };
    let Ok(id) = id.parse() else { return Ok(None) };
    let row = read.row(FeedId::Catalogue, Kind::Service, id)?;
    let name = Service::read(&row.fields()).ok().map(|one| one.name.to_string());
    Ok(name.map(|name| (field_word(t, "service"), name)))
}

pub(super) async fn stop(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let door = parse(posted.get("door"))?;
    let stop = posted.get("stop") == "yes";
    console
        .write(move |write, moment| {
            let place = seen(&*write, &principal, door)?;
            ground::stop_door(write, door, stop, moment).map_err(missing)?;
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: if stop { "door-stop" } else { "door-again" }.to_owned(),
                feed: Some(FeedId::Territory(place.territory)),
                record: Some(door.0),
            })?;
            Ok::<_, Trouble>(())
        })
        .await?;
    let done = if stop { "stopped" } else { "again" };
    Ok(see(&format!("/desk/doors/{door}?done={done}")))
}

/// A door in a territory that this person sees; what is out of sight is not there.
pub(super) fn seen(
    read: &dyn Read,
    principal: &Principal,
    door: DoorId,
) -> Result<DoorPlace, Trouble> {
    let place = ground::find_door(read, door).map_err(missing)?;
    if !principal.sees(read, FeedId::Territory(place.territory))? {
        return Err(Trouble::NotFound);
    }
    Ok(place)
}

pub(super) fn door_name(t: Tongue, stairwell: &Line, door: &Door) -> String {
    let floor = door.floor.get().to_string();
    t.with(
        "door-place",
        &[
            ("label", Part::Text(door.label.as_str())),
            ("floor", Part::Text(&floor)),
            ("stairwell", Part::Text(stairwell.as_str())),
        ],
    )
}

pub(super) fn parse(door: &str) -> Result<DoorId, Trouble> {
    door.parse().map_err(|_| Trouble::NotFound)
}

fn missing(error: ServiceError) -> Trouble {
    match error {
        ServiceError::Store(error) => error.into(),
        _ => Trouble::NotFound,
    }
}
