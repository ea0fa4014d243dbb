//! What the association brought about: missions, households met, advice, signals and what came of
//! them, by territory and quarter. Small groups are kept back here as well, so that the page can be
//! shown to others.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::{FeedId, TerritoryId};
use shared::record::{Kind, Record, Territory};

use super::answer::Trouble;
use super::gate::Seat;
use super::tongue::{Part, Tongue};
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::report::about;
use crate::store::{Impact, Read, StoreError};

#[derive(Template)]
#[template(path = "impact.html")]
struct ImpactPage {
    page: Page,
    territories: Vec<(String, String, bool)>,
    chosen: bool,
    is_empty: bool,
    sum: String,
    /// What was done in all: a word and a figure.
    all: Vec<(String, Figure)>,
    headings: Vec<String>,
    tables: Vec<Table>,
}

struct Table {
    title: String,
    first: String,
    rows: Vec<Row>,
}

/// A line of a table.
struct Row {
    name: String,
    cells: Vec<Figure>,
}

/// A figure; none where it is hidden.
struct Figure(Option<u64>);

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    territory: String,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console.show(seat, Place::Impact, move |read, page| fill(read, page, &principal, &asked)).await
}

fn fill(
    read: &dyn Read,
    page: Page,
    principal: &Principal,
    asked: &Asked,
) -> Result<ImpactPage, Trouble> {
    let t = page.t;
    let mut all = Vec::new();
    for (key, one) in read.impact()? {
        if principal.sees(read, FeedId::Territory(key.0))? {
            all.push((key, one));
        }
    }
    let known: BTreeSet<TerritoryId> = all.iter().map(|(key, _)| key.0).collect();
    let names: BTreeMap<TerritoryId, String> =
        known.iter().map(|id| Ok((*id, name(read, *id)?))).collect::<Result<_, StoreError>>()?;
    if !asked.territory.is_empty() {
        let wanted: TerritoryId = asked.territory.parse().map_err(|_| Trouble::NotFound)?;
        if !principal.sees(read, FeedId::Territory(wanted))? {
            return Err(Trouble::NotFound);
        }
        all.retain(|(key, _)| key.0 == wanted);
    }
    let mut partners = 0;
    let shown: BTreeSet<TerritoryId> = all.iter().map(|(key, _)| key.0).collect();
    for territory in &shown {
        partners += read.partners_of(*territory)?;
    }
    let whole = summed(all.iter().map(|(_, one)| one));
    let mut quarters = BTreeMap::<(i64, i64), Vec<&Impact>>::new();
    let mut places = BTreeMap::<TerritoryId, Vec<&Impact>>::new();
    for ((territory, year, quarter), one) in &all {
        quarters.entry((*year, *quarter)).or_default().push(one);
        places.entry(*territory).or_default().push(one);
    }
    let quarters = quarters.into_iter().rev().map(|((year, quarter), ones)| Row {
        name: quarter_in_words(t, year, quarter),
        cells: cells(&summed(ones.into_iter())),
    });
    let by_territory: Vec<_> = places
        .into_iter()
        .map(|(id, ones)| Row {
            name: names.get(&id).cloned().unwrap_or_default(),
            cells: cells(&summed(ones.into_iter())),
        })
        .collect();
    let sum = [("territories", shown.len() as u64), ("partners", partners)];
    let sum = sum.map(|(name, n)| (name, Part::Number(n)));
    let territories = names.into_iter().map(|(id, name)| {
        let chosen = id.to_string() == asked.territory;
        (id.to_string(), name, chosen)
    });
    Ok(ImpactPage {
        territories: territories.collect(),
        chosen: !asked.territory.is_empty(),
        is_empty: all.is_empty(),
        sum: t.with("impact-sum", &sum),
        all: HEADINGS.iter().map(|name| t.say(name)).zip(cells(&whole)).collect(),
        headings: HEADINGS.iter().map(|name| t.say(name)).collect(),
        tables: vec![
            Table {
                title: t.say("impact-quarters"),
                first: t.say("impact-when"),
                rows: quarters.collect(),
            },
            Table {
                title: t.say("impact-territories"),
                first: t.say("impact-where"),
                rows: by_territory,
            },
        ],
        page,
    })
}

const HEADINGS: [&str; 7] = [
    "impact-missions",
    "impact-met",
    "impact-advised",
    "impact-taken-up",
    "impact-raised",
    "impact-answered",
    "impact-done",
];

/// Households as they may be told, none like few; missions and signals are nobody's.
fn cells(one: &Impact) -> Vec<Figure> {
    let whole = |n| Figure(Some(n));
    let few = |n| Figure(about(n));
    vec![
        whole(one.missions),
        few(one.met),
        few(one.advised),
        few(one.taken_up),
        whole(one.raised),
        whole(one.answered),
        whole(one.done),
    ]
}

fn summed<'i>(ones: impl Iterator<Item = &'i Impact>) -> Impact {
    ones.fold(Impact::default(), |sum, one| Impact {
        met: sum.met + one.met,
        advised: sum.advised + one.advised,
        taken_up: sum.taken_up + one.taken_up,
        missions: sum.missions + one.missions,
        raised: sum.raised + one.raised,
        answered: sum.answered + one.answered,
        done: sum.done + one.done,
    })
}

fn quarter_in_words(t: Tongue, year: i64, quarter: i64) -> String {
    let year = year.to_string();
    let parts = [
        ("quarter", Part::Number(u64::try_from(quarter).unwrap_or(0))),
        ("year", Part::Text(&year)),
    ];
    t.with("impact-quarter", &parts)
}

fn name(read: &dyn Read, id: TerritoryId) -> Result<String, StoreError> {
    let row = read.row(FeedId::Territory(id), Kind::Territory, id.0)?;
    Ok(Territory::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}
