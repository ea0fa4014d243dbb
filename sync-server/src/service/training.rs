//! Training: the cards of a mission, their quiz, who has read them, and for whom the desk opens the
//! mission before that.
//!
//! A mission is open for a neighbor who read all of its cards, who was let in, or who has begun: a
//! card that comes later stops nobody at the doors. The phone decides by these same records; the
//! server takes in work all the same. Who may is asked before.

use std::collections::{BTreeMap, BTreeSet};

use shared::change::DELETED;
use shared::id::{
    AccountId, CardId, ClearanceId, FeedId, Id, MissionId, QuizQuestionId, derived_uuid,
};
use shared::record::{
    Card, Choice, Clearance, Kind, Line, Position, Prose, QuizAnswer, QuizQuestion, Reading, Record,
};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::ServiceError;
use super::desk::{Desk, Moment};
use super::prepare::{put, team};
use crate::store::{Read, StoreError, Write};

/// The cards of a mission, in their order.
///
/// # Errors
/// When the store fails.
pub fn cards(read: &dyn Read, mission: MissionId) -> Result<Vec<(CardId, Card)>, StoreError> {
    let mut cards = read_all::<Card>(read, mission)?;
    cards.sort_by_key(|(id, card)| (card.position, *id));
    Ok(cards)
}

/// The questions of a card, in their order.
///
/// # Errors
/// When the store fails.
pub fn questions(
    read: &dyn Read,
    mission: MissionId,
    card: CardId,
) -> Result<Vec<(QuizQuestionId, QuizQuestion)>, StoreError> {
    let mut questions = read_all::<QuizQuestion>(read, mission)?;
    questions.retain(|(_, question)| question.card == card);
    questions.sort_by_key(|(id, question)| (question.position, *id));
    Ok(questions)
}

/// Adds a card behind the others, or writes what is other than it was.
///
/// # Errors
/// When there is no such card, or it cannot be accepted.
pub fn put_card(
    write: &mut dyn Write,
    mission: MissionId,
    id: Option<CardId>,
    title: Line,
    text: Prose,
    moment: &mut Moment<'_>,
) -> Result<CardId, ServiceError> {
    let feed = FeedId::Mission(mission);
    let held = cards(&*write, mission)?;
    let Some(id) = id else {
        let position = behind(held.iter().map(|(_, card)| card.position))?;
        let id: CardId = moment.id();
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.put(feed, id, &Card { title, text, position })?;
        desk.close()?;
        return Ok(id);
    };
    let known = held.into_iter().find(|(one, _)| *one == id).map(|(_, card)| card);
    let known = known.ok_or_else(|| ServiceError::refused(format!("there is no card {id}")))?;
    let new = Card { title, text, ..known.clone() };
    put(write, feed, Kind::Card, id.0, &known.fields(), &new.fields(), moment)?;
    Ok(id)
}

/// What a question says.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub ask: Line,
    /// Its choices, one a line.
    pub choices: Prose,
    /// Which of them is right.
    pub correct: Choice,
    /// Why.
    pub why: Option<Prose>,
}

/// Adds a question behind the others of its card, or writes what is other than it was.
///
/// # Errors
/// When there is no such card or question, or it cannot be accepted.
pub fn put_question(
    write: &mut dyn Write,
    mission: MissionId,
    card: CardId,
    id: Option<QuizQuestionId>,
    asked: Asked,
    moment: &mut Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let held = questions(&*write, mission, card)?;
    let position = behind(held.iter().map(|(_, question)| question.position))?;
    let Asked { ask, choices, correct, why } = asked;
    let new = QuizQuestion { card, position, ask, choices, correct, why };
    let Some(id) = id else {
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.put(feed, moment.id(), &new)?;
        return Ok(desk.close()?);
    };
    let known = held.into_iter().find(|(one, _)| *one == id).map(|(_, question)| question);
    let known = known.ok_or_else(|| ServiceError::refused(format!("there is no question {id}")))?;
    let new = QuizQuestion { position: known.position, ..new };
    put(write, feed, Kind::QuizQuestion, id.0, &known.fields(), &new.fields(), moment)
}

fn behind(held: impl Iterator<Item = Position>) -> Result<Position, ServiceError> {
    let last = held.map(Position::get).max().unwrap_or(0);
    Position::new(last + 1)
        .map_err(|error| ServiceError::refused(format!("a mission has no more room: {error}")))
}

/// Takes a card or a question out; a card takes its questions along.
///
/// # Errors
/// When there is no such record.
pub fn remove(
    write: &mut dyn Write,
    mission: MissionId,
    kind: Kind,
    id: Uuid,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let held = write.row(feed, kind, id)?.fields();
    if kind.check(&held).is_err() || held.contains_key(DELETED) {
        return Err(ServiceError::refused(format!("there is no {kind} {id}")));
    }
    let mut gone = vec![(kind, id)];
    if kind == Kind::Card {
        let questions = questions(&*write, mission, CardId(id))?;
        gone.extend(questions.into_iter().map(|(one, _)| (Kind::QuizQuestion, one.0)));
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    for (kind, id) in gone {
        desk.set_field(feed, kind, id, DELETED, true)?;
    }
    Ok(desk.close()?)
}

/// Opens the mission for somebody of its team before the cards are read, or takes that back.
///
/// # Errors
/// When the person has no place in the mission.
pub fn clear(
    write: &mut dyn Write,
    mission: MissionId,
    account: AccountId,
    lifted_by: AccountId,
    lifted: bool,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    if !team(&*write, mission)?.iter().any(|(one, _)| *one == account) {
        return Err(ServiceError::refused("this person has no place in the mission"));
    }
    let id = ClearanceId(derived_uuid("clearance", &[mission.0, account.0]));
    let mut fields = Fields::from([(DELETED.to_owned(), Value::Bool(!lifted))]);
    if lifted {
        fields.extend(Clearance { account, lifted_by }.fields());
    } else if write.row(feed, Kind::Clearance, id.0)?.is_absent() {
        return Ok(());
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set(feed, Kind::Clearance, id.uuid(), fields)?;
    Ok(desk.close()?)
}

/// Somebody of the team, and how far they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// Who.
    pub account: AccountId,
    /// As the team reads it.
    pub name: String,
    /// The cards that were read to their end.
    pub done: BTreeSet<CardId>,
    /// The desk opened the mission.
    pub cleared: bool,
}

/// The team of a mission, by name: never by how far anybody is.
///
/// # Errors
/// When the store fails.
pub fn learners(read: &dyn Read, mission: MissionId) -> Result<Vec<Learner>, StoreError> {
    let mut done: BTreeMap<AccountId, BTreeSet<CardId>> = BTreeMap::new();
    for (_, reading) in read_all::<Reading>(read, mission)? {
        if let (Some(card), true) = (reading.card, reading.done) {
            done.entry(reading.author).or_default().insert(card);
        }
    }
    let cleared = read_all::<Clearance>(read, mission)?;
    let learner = |(account, place): (AccountId, super::prepare::Place)| Learner {
        account,
        name: place.name,
        done: done.remove(&account).unwrap_or_default(),
        cleared: cleared.iter().any(|(_, one)| one.account == account),
    };
    Ok(team(read, mission)?.into_iter().map(learner).collect())
}

/// How often each question of a mission was answered, and how often rightly: what the team has not
/// understood yet, and nobody's marks.
///
/// # Errors
/// When the store fails.
pub fn answered(
    read: &dyn Read,
    mission: MissionId,
) -> Result<BTreeMap<QuizQuestionId, (u64, u64)>, StoreError> {
    let questions: BTreeMap<_, _> = read_all::<QuizQuestion>(read, mission)?.into_iter().collect();
    let mut counts = BTreeMap::new();
    for (_, answer) in read_all::<QuizAnswer>(read, mission)? {
        let Some(question) = questions.get(&answer.question) else { continue };
        let (all, right): &mut (u64, u64) = counts.entry(answer.question).or_default();
        *all += 1;
        *right += u64::from(answer.choice == question.correct);
    }
    Ok(counts)
}

/// All records of a kind in a mission; a word of a newer version makes nobody's page fail.
pub(super) fn read_all<R: Record>(
    read: &dyn Read,
    mission: MissionId,
) -> Result<Vec<(R::Id, R)>, StoreError> {
    let rows = read.rows(FeedId::Mission(mission), R::KIND)?;
    let read_one =
        |(id, fields): (Uuid, Fields)| Some((R::Id::from_uuid(id), R::read(&fields).ok()?));
    Ok(rows.into_iter().filter_map(read_one).collect())
}
