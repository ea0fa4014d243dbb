//! What was promised at the doors: late, to come and done; who does it, and a word when it is.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::{AccountId, FeedId, MissionId};
use shared::record::{Assignment, Kind, Record};
use uuid::Uuid;

use super::answer::{Trouble, see_done, within};
use super::form::Posted;
use super::gate::Seat;
use super::query::Address;
use super::tongue::{Part, Tongue};
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::calendar;
use crate::service::ServiceError;
use crate::service::follow::{self, Decision};
use crate::store::{FollowFilter, FollowLine, FollowSort, FollowTurn, Read, StoreError};

const A_PAGE: usize = 50;
/// So many missions are offered to choose from.
const MISSIONS: usize = 100;
/// Neighbors are offered from so many missions while none is chosen.
const TEAMS: usize = 12;

#[derive(Template)]
#[template(path = "follow.html")]
struct FollowPage {
    page: Page,
    tabs: Vec<(String, String, bool)>,
    lists: Vec<Choice>,
    state: &'static str,
    any: bool,
    clear: String,
    lines: Vec<Line>,
    people: Vec<(String, String)>,
    empty: String,
    first: Option<String>,
    more: Option<String>,
    here: String,
    done: Option<String>,
    /// What was just marked done, to be taken back.
    undo: Option<(String, String)>,
}

struct Choice {
    name: &'static str,
    all: String,
    options: Vec<(String, String, bool)>,
    chosen: bool,
}

struct Line {
    feed: FeedId,
    id: Uuid,
    sort: &'static str,
    what: String,
    below: String,
    place: String,
    visit_at: String,
    due: String,
    late: bool,
    account: String,
    name: String,
    done: bool,
    by_visit: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    state: String,
    mission: String,
    sort: String,
    who: String,
    after: String,
    said: String,
    one: String,
}

const STATES: [&str; 3] = ["late", "due", "done"];
const NOBODY: &str = "none";

/// What is asked of the store, and the address that says the same.
struct Wanted {
    filter: FollowFilter,
    state: &'static str,
    address: Address,
}

impl Wanted {
    fn of(
        read: &dyn Read,
        principal: &Principal,
        asked: &Asked,
        today: i64,
    ) -> Result<Self, Trouble> {
        let state = STATES.into_iter().find(|one| *one == asked.state).unwrap_or("late");
        let mut filter = FollowFilter {
            done: state == "done",
            from: (state == "due").then_some(today),
            until: (state == "late").then_some(today),
            missions: principal.missions(read)?,
            sort: FollowSort::parse(&asked.sort),
            account: match asked.who.as_str() {
                NOBODY => Some(None),
                who => who.parse().ok().map(Some),
            },
        };
        let mut mission = String::new();
        if let Ok(id) = asked.mission.parse::<MissionId>() {
            let feed = principal.mission(read, id)?.ok_or(Trouble::NotFound)?;
            filter.missions = Some(vec![feed]);
            mission = id.to_string();
        }
        let who = match filter.account {
            None => String::new(),
            Some(None) => NOBODY.to_owned(),
            Some(Some(account)) => account.to_string(),
        };
        let address = Address::new("/desk/follow-ups")
            .with("state", if state == "late" { "" } else { state })
            .with("mission", mission)
            .with("sort", filter.sort.map(FollowSort::as_str).unwrap_or_default())
            .with("who", who);
        Ok(Self { filter, state, address })
    }

    fn chosen(&self, name: &str) -> String {
        let found = self.address.chosen().iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::FollowUps, move |read, page| shown(read, page, &principal, &asked))
        .await
}

fn shown(
    read: &dyn Read,
    page: Page,
    principal: &Principal,
    asked: &Asked,
) -> Result<FollowPage, Trouble> {
    let t = page.t;
    let today = calendar::day_number(page.now);
    let wanted = Wanted::of(read, principal, asked, today)?;
    let after = asked.after.split_once('.').and_then(|(due, place)| {
        Some(FollowTurn { due: due.parse().ok()?, place: place.parse().ok()? })
    });
    let mut found = read.promises(&wanted.filter, after, A_PAGE + 1)?;
    let more = found.len() > A_PAGE;
    found.truncate(A_PAGE);
    let last = found.last().map(|line| line.turn).filter(|_| more);
    let at = |turn: FollowTurn| {
        wanted.address.clone().with("after", format!("{}.{}", turn.due, turn.place)).to_string()
    };
    let scope = principal.missions(read)?;
    let missions = read.mission_lines(scope.as_deref(), 0, MISSIONS)?;
    let teams: Vec<FeedId> = match (wanted.chosen("mission").is_empty(), &wanted.filter.missions) {
        (false, Some(missions)) => missions.clone(),
        _ => missions.iter().take(TEAMS).map(|line| line.feed).collect(),
    };
    let people = people(read, &teams)?;
    let titles = missions.iter().map(|line| {
        (line.feed.owner().unwrap_or_default().to_string(), line.mission.title.to_string())
    });
    let sorts = FollowSort::ALL
        .map(|sort| (sort.as_str().to_owned(), t.say(&format!("follow-sort-{}", sort.as_str()))));
    let nobody = (NOBODY.to_owned(), t.say("follow-who-none"));
    let lists = vec![
        choice(t, &wanted, "mission", titles),
        choice(t, &wanted, "sort", sorts),
        choice(t, &wanted, "who", std::iter::once(nobody).chain(people.iter().cloned())),
    ];
    let tabs = STATES.map(|state| {
        let address =
            wanted.address.clone().with("state", if state == "late" { "" } else { state });
        (t.say(&format!("follow-{state}")), address.to_string(), state == wanted.state)
    });
    let undo = match (asked.said.as_str(), asked.one.split_once('.')) {
        ("done", Some((mission, id))) => {
            let mission: Option<MissionId> = mission.parse().ok();
            let id: Option<Uuid> = id.parse().ok();
            mission.zip(id).map(|(feed, id)| (FeedId::Mission(feed).to_string(), id.to_string()))
        }
        _ => None,
    };
    let said = ["assigned", "done", "reopened"].into_iter().find(|one| *one == asked.said);
    Ok(FollowPage {
        tabs: tabs.into(),
        lists,
        state: wanted.state,
        any: wanted.address.chosen().iter().any(|(name, _)| *name != "state"),
        clear: Address::new("/desk/follow-ups").with("state", wanted.chosen("state")).to_string(),
        lines: found.into_iter().map(|one| line(&page, one, today)).collect(),
        people,
        empty: t.say(&format!("follow-empty-{}", wanted.state)),
        first: after.map(|_| wanted.address.to_string()),
        more: last.map(at),
        here: after.map_or(wanted.address.to_string(), at),
        done: said.map(|said| t.say(&format!("follow-said-{said}"))),
        undo,
        page,
    })
}

fn choice(
    t: Tongue,
    wanted: &Wanted,
    name: &'static str,
    options: impl IntoIterator<Item = (String, String)>,
) -> Choice {
    let chosen = wanted.chosen(name);
    let options = options.into_iter().map(|(value, word)| {
        let is_chosen = value == chosen;
        (value, word, is_chosen)
    });
    let all = t.say(&format!("follow-{name}-all"));
    Choice { name, all, options: options.collect(), chosen: !chosen.is_empty() }
}

/// Those who have a place in some missions, by name.
fn people(read: &dyn Read, missions: &[FeedId]) -> Result<Vec<(String, String)>, StoreError> {
    let mut people = std::collections::BTreeSet::new();
    for feed in missions {
        for (_, fields) in read.rows(*feed, Kind::Assignment)? {
            if let Ok(one) = Assignment::read(&fields)
                && !one.ended
            {
                people.insert((one.name.to_string(), one.account.to_string()));
            }
        }
    }
    Ok(people.into_iter().map(|(name, account)| (account, name)).collect())
}

fn line(page: &Page, line: FollowLine, today: i64) -> Line {
    let t = page.t;
    let sort = t.say(&format!("follow-sort-{}", line.sort.as_str()));
    let what = match (&line.what, &line.service) {
        (Some(what), _) => what.clone(),
        (None, Some(service)) => t.about("follow-referral-to", service),
        (None, None) => sort,
    };
    let street = t.street(&line.number, &line.street);
    let mission = line.feed.owner().unwrap_or_default();
    let visit = format!("{mission}.{}", line.visit);
    Line {
        place: t
            .with("door", &[("label", Part::Text(&line.label)), ("street", Part::Text(&street))]),
        visit_at: Address::new("/desk/review").with("visit", visit).to_string(),
        due: due(t, line.due.as_deref()),
        late: !line.done && line.turn.due < today,
        feed: line.feed,
        id: line.id,
        sort: line.sort.as_str(),
        what,
        below: line.mission,
        account: line.account.map(|account| account.to_string()).unwrap_or_default(),
        name: line.name,
        done: line.done,
        by_visit: line.by_visit,
    }
}

/// A day, and the hour where one was agreed.
fn due(t: Tongue, due: Option<&str>) -> String {
    let Some(due) = due else { return t.say("follow-no-day") };
    let (day, hour) = due.split_once('T').map_or((due, ""), |(day, hour)| (day, hour));
    let Ok(day) = day.parse() else { return due.to_owned() };
    if hour.is_empty() { t.day(day) } else { format!("{}, {hour}", t.day(day)) }
}

pub(super) async fn assign(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let account: Option<AccountId> = match posted.get("account") {
        "" => None,
        account => Some(account.parse().map_err(|_| Trouble::NotFound)?),
    };
    decide(&console, &seat, &posted, Decision::Assign(account), "assigned").await
}

/// Marks as done, or takes that back.
pub(super) async fn mark(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let is_done = posted.get("done") != "no";
    let said = if is_done { "done" } else { "reopened" };
    decide(&console, &seat, &posted, Decision::Done(is_done), said).await
}

async fn decide(
    console: &Console,
    seat: &Seat,
    posted: &Posted,
    decision: Decision,
    said: &str,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let feed: FeedId = posted.get("feed").parse().map_err(|_| Trouble::NotFound)?;
    let id: Uuid = posted.get("record").parse().map_err(|_| Trouble::NotFound)?;
    let decided = console
        .write(move |write, moment| follow::decide(write, &principal, feed, id, decision, moment))
        .await;
    match decided {
        Ok(true) => {}
        Ok(false) => return Err(Trouble::NotFound),
        Err(ServiceError::Store(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::BadForm),
    }
    let here = within(posted.get("here")).unwrap_or("/desk/follow-ups");
    let one = format!("{}.{id}", feed.owner().unwrap_or_default());
    Ok(see_done(here, &format!("said={said}&one={one}")))
}
