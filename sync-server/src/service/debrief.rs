//! The end of a mission: what its neighbors say, what the manager makes of it, and what each of them
//! did, which stays with that person alone.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{AccountId, FeedId, Id, MissionId, StintId, SynthesisId, derived_uuid};
use shared::record::{
    Account, Debrief, Kind, Line, Mission, MissionState, Outcome, Prose, Reading, Record, Stint,
    Synthesis, Tally, Visit,
};
use shared::value::{Fields, Value};

use super::ServiceError;
use super::desk::Moment;
use super::prepare::put;
use super::training::read_all;
use crate::store::{Read, StoreError, Write};

/// What the neighbors of a mission said, by name, those who have not said anything yet among them.
///
/// # Errors
/// When the store fails.
pub fn answers(
    read: &dyn Read,
    mission: MissionId,
) -> Result<Vec<(String, Option<Debrief>)>, StoreError> {
    let mut answers = Vec::new();
    for account in read.members(FeedId::Mission(mission))? {
        let feed = FeedId::Account(account);
        let person = read.row(feed, Kind::Account, account.0)?;
        let Ok(person) = Account::read(&person.fields()) else { continue };
        let rows = read.rows(feed, Kind::Debrief)?;
        let mut said = rows.iter().filter_map(|(_, fields)| Debrief::read(fields).ok());
        let said = said.rfind(|debrief| debrief.mission == mission);
        answers.push((person.name.to_string(), said));
    }
    answers.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(answers)
}

/// The synthesis of a mission.
///
/// # Errors
/// When the store fails.
pub fn synthesis(read: &dyn Read, mission: MissionId) -> Result<Option<Synthesis>, StoreError> {
    let fields =
        read.row(FeedId::Mission(mission), Kind::Synthesis, synthesis_id(mission).0)?.fields();
    Ok(Synthesis::read(&fields).ok())
}

fn synthesis_id(mission: MissionId) -> SynthesisId {
    SynthesisId(derived_uuid("synthesis", &[mission.0]))
}

/// Writes the synthesis of a mission.
///
/// # Errors
/// When it cannot be accepted.
pub fn set_synthesis(
    write: &mut dyn Write,
    mission: MissionId,
    author: AccountId,
    text: Prose,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let id = synthesis_id(mission);
    let feed = FeedId::Mission(mission);
    let held = write.row(feed, Kind::Synthesis, id.0)?.fields();
    let new = Synthesis { author, text };
    put(write, feed, Kind::Synthesis, id.uuid(), &held, &new.fields(), moment)
}

/// Counts for each neighbor of a mission that is over what they did in it: `only` one of them, or all.
/// Called when it ends, and when work comes in after that.
///
/// # Errors
/// When the store fails.
pub fn count(
    write: &mut dyn Write,
    mission: MissionId,
    only: Option<AccountId>,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let row = write.row(feed, Kind::Mission, mission.0)?;
    let Ok(held) = Mission::read(&row.fields()) else { return Ok(()) };
    if held.state != MissionState::Closed {
        return Ok(());
    }
    let members = match only {
        Some(account) => vec![account],
        None => write.members(feed)?,
    };
    let visits = read_all::<Visit>(&*write, mission)?;
    let advice = write.rows(feed, Kind::Advice)?;
    let readings = read_all::<Reading>(&*write, mission)?;
    for account in members {
        let own: Vec<_> = visits
            .iter()
            .filter(|(_, visit)| visit.author == account && !visit.withdrawn)
            .collect();
        let met: BTreeSet<_> = own
            .iter()
            .filter(|(_, visit)| visit.outcome == Outcome::Met)
            .map(|(_, visit)| visit.door)
            .collect();
        let of_own = |fields: &Fields| {
            let named = fields.get("visit");
            own.iter().any(|(id, _)| named == Some(&Value::Text(id.to_string())))
        };
        let cards: BTreeSet<_> = readings
            .iter()
            .filter(|(_, reading)| reading.author == account && reading.done)
            .filter_map(|(_, reading)| reading.card)
            .collect();
        let mut spoken: BTreeMap<&str, usize> = BTreeMap::new();
        for language in own.iter().filter_map(|(_, visit)| visit.language.as_ref()) {
            *spoken.entry(language.as_str()).or_default() += 1;
        }
        let mut spoken: Vec<_> = spoken.into_iter().collect();
        spoken.sort_by_key(|(code, times)| (std::cmp::Reverse(*times), *code));
        let spoken: Vec<_> = spoken.into_iter().map(|(code, _)| code).collect();
        let stint = Stint {
            mission,
            title: held.title.clone(),
            starts: held.starts,
            ends: held.ends,
            visits: tally(own.len())?,
            met: tally(met.len())?,
            advice: tally(advice.iter().filter(|(_, fields)| of_own(fields)).count())?,
            cards: tally(cards.len())?,
            languages: Line::parse(&spoken.join(" ")).ok(),
        };
        let id = StintId(derived_uuid("stint", &[mission.0, account.0]));
        let home = FeedId::Account(account);
        let before = write.row(home, Kind::Stint, id.0)?.fields();
        let has_done = !own.is_empty() || !cards.is_empty();
        let is_there = write.feed(home)?.is_some() && is_person(&*write, account)?;
        if is_there && (has_done || !before.is_empty()) {
            put(write, home, Kind::Stint, id.uuid(), &before, &stint.fields(), moment)?;
        }
    }
    Ok(())
}

fn is_person(read: &dyn Read, account: AccountId) -> Result<bool, StoreError> {
    let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
    Ok(Account::read(&row.fields()).is_ok())
}

fn tally(count: usize) -> Result<Tally, ServiceError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX).min(1_000_000);
    Tally::new(count).map_err(|error| ServiceError::refused(format!("a count {error}")))
}
