//! The board of a mission: its buildings as a picture and as a table, its days, its phones.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::{AccountId, BuildingId, FeedId, MissionId};
use shared::record::{Assignment, Device, Kind, Mission, Outcome, Partner, Record};

use super::answer::Trouble;
use super::chart::{self, Bar};
use super::gate::Seat;
use super::query::Address;
use super::tongue::{Part, Tongue};
use super::{Console, Page, Place, missions, picture, words};
use crate::store::{BuildingLine, DoorLine, Read, StoreError};

/// So many buildings are drawn at once; all of them stand in the table.
const DRAWN: usize = 24;
const DAYS: usize = 7;

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    page: Page,
    title: String,
    partner: String,
    period: String,
    sum: String,
    waiting: u64,
    waiting_at: String,
    approved: String,
    as_table: bool,
    picture_at: String,
    table_at: String,
    buildings: Vec<Building>,
    legend: Vec<Legend>,
    chart: String,
    bars: Vec<Bar>,
    phones: Vec<Phone>,
    before: Option<String>,
    after: Option<String>,
    live: String,
    report_at: String,
}

struct Building {
    name: String,
    seen: u64,
    doors: u64,
    counts: Vec<u64>,
    review_at: String,
    picture: String,
}

struct Legend {
    state: &'static str,
    icon: &'static str,
    word: String,
    n: u64,
}

struct Phone {
    name: String,
    contact: Option<String>,
    waiting: u64,
    attention: u64,
    app: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    view: String,
    #[serde(default)]
    page: usize,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    console
        .show(seat, Place::Missions, move |read, page| {
            let feed = principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
            board(read, page, feed, mission, &asked)
        })
        .await
}

/// The part of an address that names a mission.
#[derive(Deserialize)]
pub(super) struct MissionPath {
    mission: String,
}

impl MissionPath {
    pub(super) fn id(&self) -> Result<MissionId, Trouble> {
        self.mission.parse().map_err(|_| Trouble::NotFound)
    }
}

fn board(
    read: &dyn Read,
    page: Page,
    feed: FeedId,
    id: MissionId,
    asked: &Asked,
) -> Result<BoardPage, Trouble> {
    let t = page.t;
    let row = read.row(feed, Kind::Mission, id.0)?;
    let mission = Mission::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
    let partner = read.row(FeedId::Catalogue, Kind::Partner, mission.partner.0)?;
    let partner = Partner::read(&partner.fields()).map(|one| one.name.to_string());
    let lines = read.buildings_of(feed)?;
    let counts = read.door_counts(feed)?;
    let reviews = read.review_counts(feed)?;
    let all: u64 = lines.iter().map(|line| line.doors).sum();
    let as_table = asked.view == "table";
    let here = Address::new(format!("/desk/missions/{id}"));
    let view = if as_table { "table" } else { "" };
    let turn = |number: usize| here.clone().with("view", view).page(number).to_string();
    let number = asked.page.min(10_000);
    let on_page: Vec<_> = lines.iter().skip(number * DRAWN).take(DRAWN).collect();
    let ids: Vec<_> = on_page.iter().map(|line| line.building).collect();
    let doors = if as_table { Vec::new() } else { read.doors_of(feed, &ids)? };
    let bars = chart::bars(t, &read.days_of(feed, DAYS)?);
    let sum = [
        ("seen", Part::Number(counts.seen())),
        ("doors", Part::Number(all)),
        ("met", Part::Number(counts.of(Outcome::Met))),
        ("back", Part::Number(counts.of(Outcome::ComeBack))),
    ];
    let approved = t.count("board-approved", read.approved_doors(feed, Outcome::Met)?);
    let legend = picture::legend().map(|(outcome, state, icon)| Legend {
        state,
        icon,
        word: t.say(&format!("outcome-{state}")),
        n: outcome.map_or(all.saturating_sub(counts.seen()), |outcome| counts.of(outcome)),
    });
    Ok(BoardPage {
        title: mission.title.to_string(),
        partner: partner.unwrap_or_default(),
        period: missions::period(t, &mission),
        sum: words::strong(&t.with("board-sum", &sum)),
        waiting: reviews.received,
        waiting_at: Address::new("/desk/review").with("mission", id).to_string(),
        approved,
        as_table,
        picture_at: here.to_string(),
        table_at: here.clone().with("view", "table").to_string(),
        buildings: buildings(t, id, &on_page, &doors),
        legend: legend.collect(),
        chart: chart::drawn(t, &bars),
        bars,
        phones: phones(read, &page, feed)?,
        before: (number > 0).then(|| turn(number - 1)),
        after: (lines.len() > (number + 1) * DRAWN).then(|| turn(number + 1)),
        live: format!("/desk/missions/{id}/live"),
        report_at: format!("/desk/missions/{id}/report"),
        page,
    })
}

fn buildings(
    t: Tongue,
    mission: MissionId,
    lines: &[&BuildingLine],
    doors: &[DoorLine],
) -> Vec<Building> {
    let mut by_building: BTreeMap<BuildingId, Vec<&DoorLine>> = BTreeMap::new();
    for door in doors {
        by_building.entry(door.building).or_default().push(door);
    }
    let building = |line: &&BuildingLine| {
        let name = t.building(line);
        let seen = line.counts.seen();
        let spoken = [
            ("building", Part::Text(&name)),
            ("seen", Part::Number(seen)),
            ("doors", Part::Number(line.doors)),
        ];
        let spoken = t.with("building-spoken", &spoken);
        let doors = by_building.get(&line.building);
        let address = Address::new("/desk/review").with("mission", mission);
        Building {
            picture: doors.map(|doors| picture::drawn(doors, &spoken)).unwrap_or_default(),
            review_at: address.with("building", line.building).to_string(),
            counts: words::OUTCOMES.iter().map(|outcome| line.counts.of(*outcome)).collect(),
            name,
            seen,
            doors: line.doors,
        }
    };
    lines.iter().map(building).collect()
}

/// The phones of those who have a place in the mission, as each declared at its last contact.
fn phones(read: &dyn Read, page: &Page, feed: FeedId) -> Result<Vec<Phone>, StoreError> {
    let mut people: BTreeMap<String, AccountId> = BTreeMap::new();
    for (_, fields) in read.rows(feed, Kind::Assignment)? {
        if let Ok(assignment) = Assignment::read(&fields)
            && !assignment.ended
        {
            people.insert(assignment.name.to_string(), assignment.account);
        }
    }
    let mut phones = Vec::new();
    for (name, account) in people {
        let mut has_phone = false;
        for (secret, contact) in read.devices_of(account)? {
            let row = read.row(FeedId::Account(account), Kind::Device, secret.device.0)?;
            if Device::read(&row.fields()).is_ok_and(|device| device.revoked) {
                continue;
            }
            has_phone = true;
            phones.push(Phone {
                name: name.clone(),
                contact: contact.as_ref().map(|contact| page.when(contact.at)),
                waiting: contact.as_ref().map_or(0, |contact| contact.waiting),
                attention: contact.as_ref().map_or(0, |contact| contact.attention),
                app: contact.map(|contact| contact.app).unwrap_or_default(),
            });
        }
        if !has_phone {
            let app = String::new();
            phones.push(Phone { name, contact: None, waiting: 0, attention: 0, app });
        }
    }
    Ok(phones)
}
