//! The sheet itself: figures under their headings in words, and what residents said.

use std::collections::BTreeMap;

use shared::id::{FeedId, MissionId, ServiceId};
use shared::record::{Kind, Mission, Outcome, Partner, Record, Service, Territory};
use shared::time::Millis;
use uuid::Uuid;

use super::super::answer::Trouble;
use super::super::tongue::{Part, Tongue};
use super::super::{Page, missions, words};
use super::bars;
use crate::calendar;
use crate::report::{Figures, Group, MET, Told, about};
use crate::store::{Read, StoreError};

/// All that stands on the sheet.
pub(super) struct Paper {
    pub(super) title: String,
    pub(super) below: String,
    pub(super) edition: String,
    pub(super) lead: String,
    pub(super) chart: String,
    pub(super) outcomes: Vec<Row>,
    /// Which outcomes the bar of the others is made of.
    pub(super) others: Option<String>,
    /// Needs and advice: several of a household.
    pub(super) answers: Vec<Table>,
    /// Languages and buildings: one of a household.
    pub(super) splits: Vec<Table>,
    pub(super) words: Vec<String>,
    /// What was raised to the partner, and what became of it, as of today.
    pub(super) signals: Vec<SignalRow>,
    pub(super) visits: String,
}

/// A signal: heard, answered, told back.
pub(super) struct SignalRow {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) households: u64,
    pub(super) answered: String,
    /// At how many doors it was told; none where that is hidden.
    pub(super) told: Option<u64>,
}

/// A heading and its figure.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) n: u64,
    /// The style of its bar.
    pub(super) bar: &'static str,
}

/// Headings, of which some are hidden.
pub(super) struct Table {
    pub(super) title: String,
    /// What its headings are.
    pub(super) heading: String,
    pub(super) rows: Vec<Row>,
    /// The headings that are hidden, in one line.
    pub(super) hidden: Option<String>,
}

impl Paper {
    pub(super) fn of(
        read: &dyn Read,
        page: &Page,
        feed: FeedId,
        id: MissionId,
        figures: &Figures,
        needs: &[Uuid],
        edition: Option<(u64, Millis)>,
    ) -> Result<Self, Trouble> {
        let t = page.t;
        let row = read.row(feed, Kind::Mission, id.0)?;
        let mission = Mission::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
        let services = services(read, &figures.advice)?;
        let streets: BTreeMap<String, String> = read
            .buildings_of(feed)?
            .iter()
            .map(|line| (line.building.to_string(), t.building(line)))
            .collect();
        let outcomes: Vec<_> = rows(&figures.outcomes, |key| outcome(t, key), bar_of);
        let (bars, others) = barred(t, figures);
        let mut said = Vec::new();
        for need in needs {
            said.extend(read.words_of(feed, *need)?.map(|line| line.words));
        }
        let period = missions::period(t, &mission);
        let below = [partner(read, &mission)?, territory(read, &mission)?, period];
        Ok(Self {
            title: mission.title.to_string(),
            below: below.join(" · "),
            edition: match edition {
                Some((n, at)) => {
                    let when = day(t, at);
                    let parts = [("n", Part::Number(n)), ("when", Part::Text(&when))];
                    t.with("report-edition", &parts)
                }
                None => t.say("report-draft"),
            },
            lead: words::strong(&lead(t, figures)),
            chart: bars::drawn(t, &t.say("report-outcomes"), &bars),
            outcomes,
            others,
            answers: vec![
                table(t, "report-needs", &figures.needs, |key| t.theme(key)),
                table(t, "report-advice", &figures.advice, |key| named(t, &services, key)),
            ],
            splits: vec![
                split(t, "report-languages", &figures.languages, |key| language(t, key)),
                split(t, "report-buildings", &figures.buildings, |key| named(t, &streets, key)),
            ],
            words: said,
            signals: signals(read, page, feed)?,
            visits: visits(t, figures),
        })
    }
}

fn signals(read: &dyn Read, page: &Page, feed: FeedId) -> Result<Vec<SignalRow>, StoreError> {
    let t = page.t;
    let mut rows = Vec::new();
    for line in read.signals_of(feed)? {
        let days = line.answer.map(|answer| {
            let days = answer.answered.signed_duration_since(line.raised).num_days();
            t.count("signal-in-days", u64::try_from(days).unwrap_or(0))
        });
        let told = line.answer.map(|answer| read.doors_told(answer.id)).transpose()?;
        let tag = super::super::signals::tag(t, &line, page.now).word;
        rows.push(SignalRow {
            address: super::super::signals::at(feed, line.id),
            answered: days.into_iter().chain([tag]).collect::<Vec<_>>().join(" · "),
            told: told.and_then(about),
            title: line.title,
            households: line.households,
        });
    }
    Ok(rows)
}

/// For whom, and where.
pub(in super::super) fn below(
    read: &dyn Read,
    feed: FeedId,
    id: MissionId,
) -> Result<String, Trouble> {
    let row = read.row(feed, Kind::Mission, id.0)?;
    let mission = Mission::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
    Ok([mission.title.to_string(), partner(read, &mission)?].join(" · "))
}

/// How many figures are hidden.
pub(super) fn hidden(figures: &Figures) -> u64 {
    let told = figures.needs.iter().chain(&figures.advice);
    let missing = told.filter(|told| told.n.is_none()).count() as u64;
    let tables = [&figures.outcomes, &figures.languages, &figures.buildings];
    missing + tables.into_iter().filter(|groups| groups.is_empty()).count() as u64
}

/// What the sheet says first.
fn lead(t: Tongue, figures: &Figures) -> String {
    let doors = Part::Number(figures.doors);
    match (figures.met, figures.seen) {
        (Some(met), Some(seen)) => {
            let parts =
                [("met", Part::Number(met)), ("seen", Part::Number(seen)), ("doors", doors)];
            t.with("report-lead", &parts)
        }
        (None, Some(seen)) => {
            t.with("report-lead-seen", &[("seen", Part::Number(seen)), ("doors", doors)])
        }
        _ => t.with("report-lead-none", &[("doors", doors)]),
    }
}

/// How many visits this is made of, and how many wait.
fn visits(t: Tongue, figures: &Figures) -> String {
    let mut said = Vec::new();
    if figures.visits > 0 {
        said.push(t.count("report-visits", figures.visits));
    }
    if figures.waiting > 0 {
        said.push(t.count("report-waiting", figures.waiting));
    }
    said.join(" ")
}

fn rows(
    groups: &[Group],
    name: impl Fn(&str) -> String,
    bar: impl Fn(&Group) -> &'static str,
) -> Vec<Row> {
    let row = |group: &Group| {
        let names: Vec<_> = group.keys.iter().map(|key| name(key)).collect();
        Row { name: names.join(", "), n: group.n, bar: bar(group) }
    };
    groups.iter().map(row).collect()
}

/// The outcomes as bars, and what the last of them is made of: many names do not fit beside a bar.
fn barred(t: Tongue, figures: &Figures) -> (Vec<Row>, Option<String>) {
    let mut bars = rows(&figures.outcomes, |key| outcome(t, key), bar_of);
    let mut others = None;
    for (bar, group) in bars.iter_mut().zip(&figures.outcomes) {
        if group.rest && group.keys.len() > 1 {
            let names = std::mem::replace(&mut bar.name, t.say("report-others"));
            others = Some(t.about("report-others-are", &names));
        }
    }
    (bars, others)
}

fn split(t: Tongue, title: &str, groups: &[Group], name: impl Fn(&str) -> String) -> Table {
    let heading = t.say(&format!("heading-{title}"));
    Table { title: t.say(title), heading, rows: rows(groups, name, |_| "b-met"), hidden: None }
}

fn table(t: Tongue, title: &str, told: &[Told], name: impl Fn(&str) -> String) -> Table {
    let mut rows: Vec<_> = told
        .iter()
        .filter_map(|told| Some(Row { name: name(&told.key), n: told.n?, bar: "b-met" }))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.n));
    let hidden: Vec<_> =
        told.iter().filter(|told| told.n.is_none()).map(|told| name(&told.key)).collect();
    let hidden = (!hidden.is_empty()).then(|| hidden.join(", "));
    Table { title: t.say(title), heading: t.say(&format!("heading-{title}")), rows, hidden }
}

fn bar_of(group: &Group) -> &'static str {
    match group.keys.as_slice() {
        [key] if key == MET => "b-met",
        [key] if key == Outcome::Absent.as_str() => "b-absent",
        _ => "b-other",
    }
}

fn named(t: Tongue, names: &BTreeMap<String, String>, key: &str) -> String {
    names.get(key).cloned().unwrap_or_else(|| t.say("report-no-name"))
}

/// A day with its year: an edition is read for long.
pub(super) fn day(t: Tongue, at: Millis) -> String {
    calendar::local(at).map(|at| t.date(at.date_naive())).unwrap_or_default()
}

fn outcome(t: Tongue, key: &str) -> String {
    key.parse().map_or_else(|_| key.to_owned(), |outcome| t.outcome(outcome))
}

fn language(t: Tongue, key: &str) -> String {
    if key.is_empty() { t.say("report-no-language") } else { t.language(key) }
}

fn services(read: &dyn Read, told: &[Told]) -> Result<BTreeMap<String, String>, StoreError> {
    let mut names = BTreeMap::new();
    for told in told {
        if let Ok(id) = told.key.parse::<ServiceId>() {
            let row = read.row(FeedId::Catalogue, Kind::Service, id.0)?;
            if let Ok(service) = Service::read(&row.fields()) {
                names.insert(told.key.clone(), service.name.to_string());
            }
        }
    }
    Ok(names)
}

fn partner(read: &dyn Read, mission: &Mission) -> Result<String, StoreError> {
    let row = read.row(FeedId::Catalogue, Kind::Partner, mission.partner.0)?;
    Ok(Partner::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}

fn territory(read: &dyn Read, mission: &Mission) -> Result<String, StoreError> {
    let id = mission.territory;
    let row = read.row(FeedId::Territory(id), Kind::Territory, id.0)?;
    Ok(Territory::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}
