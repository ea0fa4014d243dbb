//! What a person asked the queue for, and what else can be asked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use shared::id::{AccountId, FeedId, MissionId, VisitId};
use shared::record::{Assignment, Kind, Record};

use super::super::answer::Trouble;
use super::super::query::Address;
use super::super::tongue::Tongue;
use super::super::words;
use crate::auth::Principal;
use crate::calendar;
use crate::store::{Read, ReviewState, Turn, VisitFilter};

/// So many missions are offered to choose from; those that end last.
const MISSIONS: usize = 100;
/// Neighbors are offered from so many missions while none is chosen.
const TEAMS: usize = 12;

/// The choices in the address, as they came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::console) struct Asked {
    state: String,
    mission: String,
    building: String,
    author: String,
    outcome: String,
    theme: String,
    language: String,
    from: String,
    until: String,
    q: String,
    after: String,
    visit: String,
    done: String,
}

impl Asked {
    /// Only this visit, as a form named it.
    pub(super) fn of_visit(key: &str) -> Self {
        Self { visit: key.to_owned(), ..Self::default() }
    }

    pub(super) fn after(&self) -> Option<Turn> {
        let (turn, place) = self.after.split_once('.')?;
        Some(Turn { turn: turn.parse().ok()?, place: place.parse().ok()? })
    }

    pub(super) fn picked(&self) -> Option<(FeedId, VisitId)> {
        let mut parts = self.visit.split('.');
        let mission: MissionId = parts.next()?.parse().ok()?;
        Some((FeedId::Mission(mission), parts.next()?.parse().ok()?))
    }

    /// What was just done, to how many.
    pub(super) fn done(&self) -> Option<(&'static str, u64)> {
        let mut parts = self.done.split('.');
        let done = parts.next()?;
        let done = ["approved", "returned", "undone"].into_iter().find(|one| *one == done)?;
        Some((done, parts.next()?.parse().ok()?))
    }

    /// When it was done, if it can be taken back.
    pub(super) fn undo(&self) -> Option<i64> {
        let (rest, at) = self.done.rsplit_once('.')?;
        if rest.starts_with("approved.") { at.parse().ok() } else { None }
    }
}

/// What is asked of the store, and the address that says the same.
pub(super) struct Filter {
    pub(super) filter: VisitFilter,
    pub(super) address: Address,
}

/// One list to choose from.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) all: String,
    pub(super) options: Vec<Item>,
    pub(super) chosen: bool,
}

pub(super) struct Item {
    pub(super) value: String,
    pub(super) word: String,
    pub(super) chosen: bool,
}

/// All that can be chosen.
pub(super) struct Choices {
    pub(super) lists: Vec<Choice>,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) q: String,
    pub(super) state: String,
    pub(super) any: bool,
    /// Whether more is chosen than a mission.
    pub(super) narrowed: bool,
    pub(super) clear: String,
}

impl Filter {
    /// What cannot be read is left out, of the question and of the address.
    pub(super) fn of(
        read: &dyn Read,
        principal: &Principal,
        asked: &Asked,
    ) -> Result<Self, Trouble> {
        let mut filter = VisitFilter {
            state: ReviewState::parse(&asked.state).unwrap_or_default(),
            missions: principal.missions(read)?,
            building: asked.building.parse().ok(),
            author: asked.author.parse().ok(),
            outcome: asked.outcome.parse().ok(),
            theme: plain(&asked.theme),
            language: plain(&asked.language),
            from: day(&asked.from).map(calendar::begins),
            until: day(&asked.until).and_then(|day| day.succ_opt()).map(calendar::begins),
            text: Some(asked.q.trim().to_owned())
                .filter(|text| text.chars().any(char::is_alphanumeric) && text.len() <= 200),
        };
        if let Ok(mission) = asked.mission.parse::<MissionId>() {
            let feed = principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
            filter.missions = Some(vec![feed]);
        }
        let state = match filter.state {
            ReviewState::Received => "",
            state => state.as_str(),
        };
        let mission = match filter.missions.as_deref() {
            Some([FeedId::Mission(mission)]) if !asked.mission.is_empty() => mission.to_string(),
            _ => String::new(),
        };
        let spelled = |day: &str| self::day(day).map(|day| day.to_string()).unwrap_or_default();
        let address = Address::new("/desk/review")
            .with("state", state)
            .with("mission", mission)
            .with("building", text(filter.building))
            .with("author", text(filter.author))
            .with("outcome", filter.outcome.map(|one| one.as_str()).unwrap_or_default())
            .with("theme", filter.theme.as_deref().unwrap_or_default())
            .with("language", filter.language.as_deref().unwrap_or_default())
            .with("from", spelled(&asked.from))
            .with("until", spelled(&asked.until))
            .with("q", filter.text.as_deref().unwrap_or_default());
        Ok(Self { filter, address })
    }

    pub(super) fn choices(
        &self,
        read: &dyn Read,
        t: Tongue,
        principal: &Principal,
    ) -> Result<Choices, Trouble> {
        let chosen = |name: &str| {
            let found = self.address.chosen().iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let scope = principal.missions(read)?;
        let missions = read.mission_titles(scope.as_deref(), MISSIONS)?;
        let title = |(feed, title): &(FeedId, String)| {
            (feed.owner().unwrap_or_default().to_string(), title.clone())
        };
        let one_mission = match self.filter.missions.as_deref() {
            Some([feed]) if !chosen("mission").is_empty() => Some(*feed),
            _ => None,
        };
        let teams = match one_mission {
            Some(feed) => vec![feed],
            None => missions.iter().take(TEAMS).map(|(feed, _)| *feed).collect(),
        };
        let mut lists = vec![list(t, "mission", missions.iter().map(title), &chosen("mission"))];
        if let Some(feed) = one_mission {
            let buildings = read.buildings_of(feed)?;
            let named = buildings.iter().map(|line| (line.building.to_string(), t.building(line)));
            lists.push(list(t, "building", named, &chosen("building")));
        }
        let people = people(read, &teams)?;
        lists.push(list(t, "author", people, &chosen("author")));
        let outcomes = words::OUTCOMES.iter().map(|one| (one.as_str().to_owned(), t.outcome(*one)));
        lists.push(list(t, "outcome", outcomes, &chosen("outcome")));
        let themes = words::THEMES.iter().map(|one| ((*one).to_owned(), t.theme(one)));
        lists.push(list(t, "theme", themes, &chosen("theme")));
        let languages = words::LANGUAGES.iter().map(|one| ((*one).to_owned(), t.language(one)));
        lists.push(list(t, "language", languages, &chosen("language")));
        Ok(Choices {
            lists,
            from: chosen("from"),
            until: chosen("until"),
            q: chosen("q"),
            state: chosen("state"),
            narrowed: self
                .address
                .chosen()
                .iter()
                .any(|(name, _)| !["state", "mission"].contains(name)),
            any: self.address.chosen().iter().any(|(name, _)| *name != "state"),
            clear: Address::new("/desk/review").with("state", chosen("state")).to_string(),
        })
    }
}

fn list(
    t: Tongue,
    name: &'static str,
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
) -> Choice {
    let mut options: Vec<_> = options
        .into_iter()
        .map(|(value, word)| Item { chosen: value == chosen, value, word })
        .collect();
    // A choice that came by address is kept even if the list would not offer it.
    if !chosen.is_empty() && !options.iter().any(|item| item.chosen) {
        let word = t.say("filter-other");
        options.push(Item { value: chosen.to_owned(), word, chosen: true });
    }
    let label = t.say(&format!("filter-{name}"));
    let all = t.say(&format!("filter-{name}-all"));
    Choice { name, label, all, options, chosen: !chosen.is_empty() }
}

/// Those who have or had a place in some missions, by name.
fn people(read: &dyn Read, missions: &[FeedId]) -> Result<Vec<(String, String)>, Trouble> {
    let mut people: BTreeMap<String, AccountId> = BTreeMap::new();
    for feed in missions {
        for (_, fields) in read.rows(*feed, Kind::Assignment)? {
            if let Ok(assignment) = Assignment::read(&fields) {
                people.insert(assignment.name.to_string(), assignment.account);
            }
        }
    }
    Ok(people.into_iter().map(|(name, account)| (account.to_string(), name)).collect())
}

fn text(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// A code as the field writes them; anything else is no choice.
fn plain(code: &str) -> Option<String> {
    let good = !code.is_empty()
        && code.len() <= 40
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    good.then(|| code.to_owned())
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}
