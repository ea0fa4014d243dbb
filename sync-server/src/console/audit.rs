//! Who did what to what: words and ids, newest first; every choice stands in the address.

use std::borrow::Cow;
use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::Response;
use bytes::Bytes;
use chrono::{Days, NaiveDate};
use futures_util::stream::unfold;
use serde::Deserialize;
use shared::id::{AccountId, FeedId, MissionId};
use shared::record::{Account, Kind, Mission, Record, Territory};
use shared::time::Millis;

use super::answer::{Trouble, file};
use super::export::csv;
use super::gate::Seat;
use super::query::Address;
use super::tongue::{Part, Tongue};
use super::{Console, Page, Place};
use crate::calendar;
use crate::store::{Audit, AuditFilter, Cause, Read, StoreError};

const A_PAGE: usize = 100;
/// So many lines are read at once into a file.
const A_PIECE: usize = 2000;
/// So many days of the daily rule are told.
const DAYS: usize = 7;
/// So many missions can be chosen from, those that end last.
const LISTED: usize = 200;

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    page: Page,
    lines: Vec<Line>,
    lists: Vec<List>,
    from: String,
    until: String,
    narrowed: bool,
    /// What was kept as long as it may be, by the day on which it went.
    retention: Vec<String>,
    csv_at: String,
    after: Option<String>,
}

struct List {
    name: &'static str,
    label: String,
    all: String,
    choices: Vec<Choice>,
}

struct Choice {
    value: String,
    word: String,
    chosen: bool,
}

struct Line {
    at: String,
    who: String,
    what: String,
    place: String,
    record: String,
}

#[derive(Clone, Default, Deserialize)]
pub(super) struct Asked {
    before: Option<i64>,
    #[serde(default)]
    who: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    mission: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

impl Asked {
    /// What is not understood is not chosen.
    fn filter(&self) -> AuditFilter {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let next = |day: NaiveDate| day.checked_add_days(Days::new(1));
        AuditFilter {
            account: self.who.parse().ok(),
            verb: (!self.what.is_empty()).then(|| self.what.clone()),
            feed: self.mission.parse::<MissionId>().ok().map(FeedId::Mission),
            from: day(&self.from).map(calendar::begins),
            until: day(&self.until).and_then(next).map(calendar::begins),
        }
    }

    fn address(&self, path: &str) -> Address {
        Address::new(path)
            .with("who", &self.who)
            .with("what", &self.what)
            .with("mission", &self.mission)
            .with("from", &self.from)
            .with("until", &self.until)
    }
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    console
        .show(seat, Place::Audit, move |read, page| {
            let filter = asked.filter();
            let mut found = read.audit(&filter, asked.before, A_PAGE + 1)?;
            let more = found.len() > A_PAGE;
            found.truncate(A_PAGE);
            let last = found.last().map(|(id, _)| *id).filter(|_| more);
            let here = asked.address("/desk/audit");
            let (mut names, mut places) = (Names::default(), Places::default());
            let mut lines = Vec::new();
            for (_, audit) in found {
                lines.push(Line {
                    at: page.when(audit.at),
                    who: names.of(read, page.t, audit.account)?,
                    what: done(page.t, &audit.verb),
                    place: places.of(read, audit.feed)?,
                    record: audit.record.map(|record| record.to_string()).unwrap_or_default(),
                });
            }
            Ok(AuditPage {
                lines,
                lists: lists(read, page.t, &mut names, &asked)?,
                narrowed: !here.chosen().is_empty(),
                retention: retention(read, page.t)?,
                csv_at: asked.address("/desk/audit.csv").to_string(),
                after: last.map(|last| here.with("before", last).to_string()),
                from: asked.from,
                until: asked.until,
                page,
            })
        })
        .await
}

/// The same lines to keep, read piece by piece while they leave.
pub(super) async fn table(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let (filter, t) = (asked.filter(), seat.tongue);
    let head = ["at", "who", "account", "what", "verb", "feed", "record"].map(Cow::Borrowed);
    let head = csv::table([head.to_vec()], true);
    let begun = (console, filter, None::<i64>, Some(head));
    let stream = unfold(Some(begun), move |state| async move {
        let (console, filter, before, head) = state?;
        if let Some(head) = head {
            return Some((Ok(Bytes::from(head)), Some((console, filter, before, None))));
        }
        let wanted = filter.clone();
        let read = console.store.read(move |read| {
            let lines = read.audit(&wanted, before, A_PIECE)?;
            let mut names = Names::default();
            let mut cells = Vec::new();
            for (_, audit) in &lines {
                cells.push(cells_of(t, audit, names.of(read, t, audit.account)?));
            }
            Ok::<_, StoreError>((lines.last().map(|(id, _)| *id), cells))
        });
        match read.await {
            Ok((None, _)) => None,
            Ok((last, cells)) => {
                let text = Bytes::from(csv::table(cells, false));
                Some((Ok(text), Some((console, filter, last, None))))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    Ok(file(csv::KIND, "palier-journal.csv", Body::from_stream(stream)))
}

fn cells_of(t: Tongue, audit: &Audit, who: String) -> Vec<Cow<'static, str>> {
    let cells = [
        calendar::local(Millis(audit.at.0)).map(|at| at.to_rfc3339()).unwrap_or_default(),
        csv::harmless(&who).into_owned(),
        audit.account.to_string(),
        done(t, &audit.verb),
        audit.verb.clone(),
        audit.feed.map(|feed| feed.to_string()).unwrap_or_default(),
        audit.record.map(|record| record.to_string()).unwrap_or_default(),
    ];
    cells.map(Cow::Owned).to_vec()
}

/// What the daily rule erased, the latest days first.
fn retention(read: &dyn Read, t: Tongue) -> Result<Vec<String>, StoreError> {
    let mut days: Vec<(i64, u64)> = Vec::new();
    for one in read.erasures_for(Cause::Retention, A_PAGE)? {
        let day = calendar::day_number(one.at);
        match days.last_mut() {
            Some((last, records)) if *last == day => *records += one.records,
            _ => days.push((day, one.records)),
        }
    }
    let line = |(day, records): (i64, u64)| {
        let when = calendar::day(day).map(|day| t.date(day)).unwrap_or_default();
        t.with("audit-retention-day", &[("when", Part::Text(&when)), ("n", Part::Number(records))])
    };
    Ok(days.into_iter().take(DAYS).map(line).collect())
}

fn done(t: Tongue, verb: &str) -> String {
    t.word(&format!("did-{verb}"), verb)
}

/// The names of people, each looked up once.
#[derive(Default)]
struct Names(BTreeMap<AccountId, String>);

impl Names {
    fn of(&mut self, read: &dyn Read, t: Tongue, account: AccountId) -> Result<String, StoreError> {
        if let Some(name) = self.0.get(&account) {
            return Ok(name.clone());
        }
        let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
        let name = Account::read(&row.fields()).map(|one| one.name.to_string());
        // What the server does by itself is done by nobody's account.
        let name = name.unwrap_or_else(|_| t.say("audit-server"));
        self.0.insert(account, name.clone());
        Ok(name)
    }
}

/// The titles of missions and the names of territories, each looked up once.
#[derive(Default)]
struct Places(BTreeMap<FeedId, String>);

impl Places {
    /// What is neither has no name here: where it is, the verb says.
    fn of(&mut self, read: &dyn Read, feed: Option<FeedId>) -> Result<String, StoreError> {
        let Some(feed) = feed else { return Ok(String::new()) };
        if let Some(name) = self.0.get(&feed) {
            return Ok(name.clone());
        }
        let name = match feed {
            FeedId::Mission(id) => {
                let row = read.row(feed, Kind::Mission, id.0)?;
                Mission::read(&row.fields()).map(|one| one.title.to_string()).unwrap_or_default()
            }
            FeedId::Territory(id) => {
                let row = read.row(feed, Kind::Territory, id.0)?;
                Territory::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default()
            }
            FeedId::Account(_) | FeedId::Catalogue => String::new(),
        };
        self.0.insert(feed, name.clone());
        Ok(name)
    }
}

/// What can be chosen from.
fn lists(
    read: &dyn Read,
    t: Tongue,
    names: &mut Names,
    asked: &Asked,
) -> Result<Vec<List>, StoreError> {
    let list = |name, label: &str, all: &str, choices| List {
        name,
        label: t.say(label),
        all: t.say(all),
        choices,
    };
    Ok(vec![
        list("who", "audit-who", "audit-all-people", people(read, t, names, asked)?),
        list("what", "audit-what", "audit-all-verbs", verbs(read, t, asked)?),
        list("mission", "audit-mission", "audit-all-missions", missions(read, asked)?),
    ])
}

fn people(
    read: &dyn Read,
    t: Tongue,
    names: &mut Names,
    asked: &Asked,
) -> Result<Vec<Choice>, StoreError> {
    let mut people = Vec::new();
    for account in read.audit_people()? {
        let (value, word) = (account.to_string(), names.of(read, t, account)?);
        people.push(Choice { chosen: value == asked.who, value, word });
    }
    people.sort_by(|one, other| one.word.cmp(&other.word));
    Ok(people)
}

fn verbs(read: &dyn Read, t: Tongue, asked: &Asked) -> Result<Vec<Choice>, StoreError> {
    let verbs = read.audit_verbs()?;
    let choice =
        |verb: String| Choice { word: done(t, &verb), chosen: verb == asked.what, value: verb };
    Ok(verbs.into_iter().map(choice).collect())
}

fn missions(read: &dyn Read, asked: &Asked) -> Result<Vec<Choice>, StoreError> {
    let choice = |(feed, title): (FeedId, String)| {
        let value = feed.owner().unwrap_or_default().to_string();
        Choice { chosen: value == asked.mission, value, word: title }
    };
    Ok(read.mission_titles(None, LISTED)?.into_iter().map(choice).collect())
}
