//! Signals: what several households said, raised to the partner; what the partner answers, and what
//! came of it.
//!
//! A signal is raised of a group that may be told of, and of no smaller one: [`groups`] says which
//! there are, by the rules of [`crate::report`]. Words are copied into it as the supervisor chose
//! them, without the need that they came from: so the erasure of a visit takes that need, and nothing
//! that is left leads to who spoke. The answer goes to the territory, whose phones tell it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use shared::change::DELETED;
use shared::id::{AnswerBuildingId, AnswerId, BuildingId, FeedId, SignalId};
use shared::record::{
    Answer, AnswerBuilding, AnswerResult, Code, FieldValue, Households, Kind, Line, Mission, Prose,
    Record, Signal,
};
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::desk::{Desk, Moment};
use super::reports::{self, Headings};
use super::{ServiceError, scope};
use crate::auth::Principal;
use crate::calendar;
use crate::report;
use crate::store::{Audit, NeedPlace, Read, StoreError, Write};

/// So many words of residents stand in one signal.
pub const MOST_WORDS: usize = 12;
/// So many are offered to choose from.
pub const OFFERED: usize = 100;

/// Households that told the same need at one place, enough of them to be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The theme.
    pub theme: String,
    /// Where.
    pub place: NeedPlace,
    /// How many, as it may be told.
    pub told: u64,
}

/// What a supervisor raises.
#[derive(Clone, Debug)]
pub struct NewSignal {
    /// The theme.
    pub theme: Code,
    /// Where it was heard.
    pub place: NeedPlace,
    /// What it is about.
    pub title: Line,
    /// What there is to add.
    pub text: Option<Prose>,
    /// The needs whose words are quoted.
    pub needs: BTreeSet<Uuid>,
    /// Words as the supervisor wrote them.
    pub words: Option<Prose>,
}

/// What became of a wish to raise a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raised {
    /// It is raised.
    Done(SignalId),
    /// There are not so many households any more.
    TooFew,
    /// It has more words than it may hold.
    TooManyWords,
}

/// A signal with its answer, as they stand.
#[derive(Clone, Debug)]
pub struct Stand {
    /// The signal.
    pub signal: Signal,
    /// The feed of its territory.
    pub territory: FeedId,
    /// The answer.
    pub answer: Option<(AnswerId, Answer)>,
}

/// The groups of a mission that may be told of: by theme, for the whole mission, each building, and
/// each stairwell that is large enough; the largest first.
///
/// # Errors
/// When the store fails.
pub fn groups(read: &dyn Read, feed: FeedId, headings: Headings) -> Result<Vec<Group>, StoreError> {
    let mut groups = Vec::new();
    for told in reports::draft(read, feed, headings)?.edition.figures.needs {
        if let Some(n) = told.n {
            groups.push(Group { theme: told.key, place: NeedPlace::default(), told: n });
        }
    }
    let Some(territory) = scope::territory_of(read, feed)? else { return Ok(groups) };
    let mut counts = BTreeMap::<(String, NeedPlace), u64>::new();
    for count in read.need_counts(feed)? {
        let Some(building) = count.building else { continue };
        let building = NeedPlace { building: Some(building), stairwell: None };
        let stairwell = NeedPlace { stairwell: count.stairwell, ..building };
        *counts.entry((count.theme.clone(), building)).or_default() += count.n;
        *counts.entry((count.theme, stairwell)).or_default() += count.n;
    }
    for ((theme, place), n) in counts {
        if report::about(n).is_some()
            && let Some(told) = report::heard(n, doors_at(read, territory, place)?)
        {
            groups.push(Group { theme, place, told });
        }
    }
    groups.sort_by(|one, other| {
        (other.told, &one.theme, one.place).cmp(&(one.told, &other.theme, other.place))
    });
    Ok(groups)
}

/// How many doors there are at a place of a territory.
///
/// # Errors
/// When the store fails.
pub fn doors_at(read: &dyn Read, territory: FeedId, place: NeedPlace) -> Result<u64, StoreError> {
    let in_stairwell =
        |id| Ok::<_, StoreError>(read.within(territory, Kind::Door, id)?.len() as u64);
    match (place.building, place.stairwell) {
        (_, Some(stairwell)) => in_stairwell(stairwell.0),
        (Some(building), None) => {
            let stairwells = read.within(territory, Kind::Stairwell, building.0)?;
            stairwells.into_iter().map(|(id, _)| in_stairwell(id)).sum()
        }
        (None, None) => Ok(0),
    }
}

/// Raises a signal to the partner of a mission.
///
/// # Errors
/// When the store fails.
pub fn raise(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    new: &NewSignal,
    headings: Headings,
    moment: &mut Moment<'_>,
) -> Result<Raised, ServiceError> {
    let groups = groups(&*write, feed, headings)?;
    let group = groups
        .into_iter()
        .find(|group| group.theme == new.theme.as_str() && group.place == new.place);
    let Some(group) = group else { return Ok(Raised::TooFew) };
    let heard = write.words_about(feed, new.theme.as_str(), new.place, OFFERED)?;
    let mut words: Vec<String> = heard
        .iter()
        .filter(|line| new.needs.contains(&line.need))
        .map(|line| one_line(&line.words))
        .collect();
    if let Some(own) = &new.words {
        words.extend(own.as_str().lines().map(one_line).filter(|line| !line.is_empty()));
    }
    if words.len() > MOST_WORDS {
        return Ok(Raised::TooManyWords);
    }
    let Ok(words) = (!words.is_empty()).then(|| Prose::parse(&words.join("\n"))).transpose() else {
        return Ok(Raised::TooManyWords);
    };
    let refused = |error: shared::record::FieldError| ServiceError::refused(error.to_string());
    let told = i64::try_from(group.told).unwrap_or(i64::MAX);
    let signal = Signal {
        theme: new.theme.clone(),
        building: new.place.building,
        stairwell: new.place.stairwell,
        title: new.title.clone(),
        text: new.text.clone(),
        words,
        households: Households::new(told).map_err(refused)?,
        raised: today(moment.now)?,
        acknowledged: None,
        answer: None,
    };
    let id: SignalId = moment.id();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, &signal)?;
    desk.close()?;
    note(write, principal, feed, "signal-raise", id, moment)?;
    Ok(Raised::Done(id))
}

/// A signal of a mission with its answer; none if there is no such signal.
///
/// # Errors
/// When the store fails.
pub fn stand(read: &dyn Read, feed: FeedId, id: SignalId) -> Result<Option<Stand>, StoreError> {
    let row = read.row(feed, Kind::Signal, id.0)?;
    let fields = row.fields();
    let Ok(signal) = Signal::read(&fields) else { return Ok(None) };
    let territory = scope::territory_of(read, feed)?;
    let (Some(territory), false) = (territory, fields.contains_key(DELETED)) else {
        return Ok(None);
    };
    let answer = match signal.answer {
        Some(id) => {
            let row = read.row(territory, Kind::Answer, id.0)?;
            Answer::read(&row.fields()).ok().map(|answer| (id, answer))
        }
        None => None,
    };
    Ok(Some(Stand { signal, territory, answer }))
}

/// Notes that the partner read a signal; false if there is none.
///
/// # Errors
/// When the store fails.
pub fn acknowledge(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    id: SignalId,
    moment: &Moment<'_>,
) -> Result<bool, ServiceError> {
    let Some(stand) = stand(&*write, feed, id)? else { return Ok(false) };
    if stand.signal.acknowledged.is_none() {
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        let day = today(moment.now)?.to_value();
        desk.set_field(feed, Kind::Signal, id.0, "acknowledged", day)?;
        desk.close()?;
        note(write, principal, feed, "signal-read", id, moment)?;
    }
    Ok(true)
}

/// Answers a signal with an action, a day, and the buildings where it is told; or puts the answer
/// right, as long as nobody said what came of it. False if there is no such signal, or that was said.
///
/// # Errors
/// When the day or a building cannot be, or the store fails.
pub fn answer(
    write: &mut dyn Write,
    principal: &Principal,
    (feed, id): (FeedId, SignalId),
    (action, due): (&Prose, NaiveDate),
    buildings: &BTreeSet<BuildingId>,
    moment: &mut Moment<'_>,
) -> Result<bool, ServiceError> {
    let Some(stand) = stand(&*write, feed, id)? else { return Ok(false) };
    let Stand { signal, territory, answer } = stand;
    let today = today(moment.now)?;
    if answer.as_ref().is_some_and(|(_, held)| held.result.is_some()) {
        return Ok(false);
    }
    let there: BTreeSet<_> =
        write.buildings_of(feed)?.into_iter().map(|line| line.building).collect();
    if due < today || buildings.is_empty() || !buildings.is_subset(&there) {
        return Err(ServiceError::refused(
            "an answer names a day to come, and at least one building of the mission",
        ));
    }
    let FeedId::Mission(mission) = feed else { return Ok(false) };
    let row = write.row(feed, Kind::Mission, mission.0)?;
    let Ok(mission) = Mission::read(&row.fields()) else { return Ok(false) };
    let (to, answered) = match &answer {
        Some((to, held)) => (*to, held.answered),
        None => (moment.id(), today),
    };
    let record = Answer {
        partner: mission.partner,
        theme: signal.theme.clone(),
        said: signal.title.clone(),
        action: action.clone(),
        due,
        answered,
        result: None,
        result_words: None,
        settled: None,
    };
    let held: BTreeMap<_, _> = write
        .answer_places(territory, to)?
        .into_iter()
        .map(|(record, building)| (building, record))
        .collect();
    let new: Vec<(AnswerBuildingId, BuildingId)> = buildings
        .iter()
        .filter(|building| !held.contains_key(building))
        .map(|building| (moment.id(), *building))
        .collect();
    let mut desk = Desk::open(write, moment.now, &[territory, feed])?;
    let before = answer.map(|(_, held)| held.fields()).unwrap_or_default();
    let mut fields = record.fields();
    fields.retain(|name, value| before.get(name) != Some(value));
    if !fields.is_empty() {
        desk.set(territory, Kind::Answer, to.0, fields)?;
    }
    for (place, building) in new {
        desk.put(territory, place, &AnswerBuilding { answer: to, building })?;
    }
    for (_, place) in held.iter().filter(|(building, _)| !buildings.contains(building)) {
        desk.set_field(territory, Kind::AnswerBuilding, *place, DELETED, Value::Bool(true))?;
    }
    let mut fields = Fields::new();
    if signal.answer.is_none() {
        fields.insert("answer".to_owned(), to.to_value());
    }
    if signal.acknowledged.is_none() && principal.role == shared::record::Role::Partner {
        fields.insert("acknowledged".to_owned(), today.to_value());
    }
    if !fields.is_empty() {
        desk.set(feed, Kind::Signal, id.0, fields)?;
    }
    desk.close()?;
    note(write, principal, feed, "signal-answer", id, moment)?;
    Ok(true)
}

/// Says what came of an answer, or says it otherwise; false if there is none.
///
/// # Errors
/// When the store fails.
pub fn settle(
    write: &mut dyn Write,
    principal: &Principal,
    (feed, id): (FeedId, SignalId),
    (result, words): (AnswerResult, &Prose),
    moment: &Moment<'_>,
) -> Result<bool, ServiceError> {
    let Some(Stand { territory, answer: Some((to, _)), .. }) = stand(&*write, feed, id)? else {
        return Ok(false);
    };
    let fields = [
        ("result", result.to_value()),
        ("result_words", words.to_value()),
        ("settled", today(moment.now)?.to_value()),
    ];
    let mut desk = Desk::open(write, moment.now, &[territory])?;
    let fields = fields.map(|(name, value)| (name.to_owned(), value)).into();
    desk.set(territory, Kind::Answer, to.0, fields)?;
    desk.close()?;
    note(write, principal, feed, "signal-result", id, moment)?;
    Ok(true)
}

/// Words of a resident in one line, as they are quoted.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn today(now: Millis) -> Result<NaiveDate, ServiceError> {
    let day = calendar::local(now).map(|at| at.date_naive());
    day.ok_or_else(|| ServiceError::refused("the server's clock shows no day: put it right first"))
}

fn note(
    write: &mut dyn Write,
    principal: &Principal,
    feed: FeedId,
    verb: &str,
    id: SignalId,
    moment: &Moment<'_>,
) -> Result<(), StoreError> {
    write.add_audit(&Audit {
        at: moment.now,
        account: principal.account,
        verb: verb.to_owned(),
        feed: Some(feed),
        record: Some(id.0),
    })
}
