//! What is read, answered, said about the message and at the end of a mission, turned into edits.

use shared::blocks;
use shared::id::{
    AccountId, CardId, DebriefId, FeedId, Id, QuizAnswerId, ReadingId, RemarkId, derived_uuid,
};
use shared::record::{Choice, Kind, Prose, QuizAnswer, Reading, Remark, RemarkSort};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::work::value;
use super::{
    CardPage, CardView, Debriefed, Failure, FailureCode, Learned, MessagePage, Remarked, find,
};
use crate::db::view::{DebriefView, MissionView, StintView};
use crate::db::{Db, Edit, Moment};
use crate::platform::Chance;
use crate::sync::new_id;

/// The names of the four questions.
const ASKED: [&str; 4] = ["worked", "hard", "heard", "change"];

/// A mission that is named, and who looks at it.
fn named(db: &Db, mission: &str) -> Result<(MissionView, AccountId), Failure> {
    let person = find::person(db)?;
    let missions = db.bare_missions()?;
    Ok((find::mission(&missions, mission)?.clone(), person.account))
}

pub(super) fn cards(db: &Db, mission: &str) -> Result<Vec<CardView>, Failure> {
    let (mission, account) = named(db, mission)?;
    Ok(db.cards(mission.id, account)?)
}

pub(super) fn card(db: &Db, mission: &str, card: &str) -> Result<CardPage, Failure> {
    let (mission, account) = named(db, mission)?;
    let card = one(db.cards(mission.id, account)?, card)?;
    let questions = db.questions(mission.id, card.id, account)?;
    let left = db.cards_left(mission.id, account)?;
    Ok(CardPage { mission: mission.title, card, questions, left })
}

/// The card of that id or title; capitals do not matter.
fn one(cards: Vec<CardView>, name: &str) -> Result<CardView, Failure> {
    let wanted = name.trim().to_lowercase();
    let fits =
        |card: &CardView| card.id.to_string() == wanted || card.title.to_lowercase() == wanted;
    cards.into_iter().find(fits).ok_or_else(|| {
        let message = format_args!("no card {name:?} is in this mission; `phone cards` lists them");
        Failure::new(FailureCode::UnknownCard, message)
    })
}

pub(super) fn learn(db: &mut Db, moment: &Moment, wanted: &Learned) -> Result<(), Failure> {
    let (mission, account) = named(db, &wanted.mission)?;
    let card = one(db.cards(mission.id, account)?, &wanted.card)?;
    let feed = FeedId::Mission(mission.id);
    let questions = db.questions(mission.id, card.id, account)?;
    let mut edits = Vec::new();
    for (index, choice) in &wanted.answers {
        let question = questions.get(*index).ok_or_else(|| {
            let message = format_args!("this card has {} questions", questions.len());
            Failure::new(FailureCode::BadValue, message)
        })?;
        let most = i64::try_from(question.choices.len()).unwrap_or_default();
        let choice = value("answer", Choice::new((*choice).min(most.saturating_add(1))))?;
        if choice.get() > most {
            let message = format_args!("{:?} has answers 1 to {most}", question.ask);
            return Err(Failure::new(FailureCode::BadValue, message));
        }
        let id = QuizAnswerId(derived_uuid("quiz_answer", &[account.0, question.id.0]));
        let answer = QuizAnswer { author: account, question: question.id, choice };
        edits.push(Edit::new(feed, id, &answer));
    }
    if wanted.done {
        let is_open = |(index, question): (usize, &crate::db::view::QuizView)| {
            question.chosen.is_none() && !wanted.answers.iter().any(|(one, _)| *one == index)
        };
        if questions.iter().enumerate().any(is_open) {
            let message = "this card asks something: answer each question with --answer";
            return Err(Failure::new(FailureCode::BadValue, message));
        }
        edits.push(reading(feed, account, Some(card.id), &card.text)?);
    }
    db.edit(moment, &edits)?;
    Ok(())
}

/// Keeps by which paragraphs a text can be told again.
fn reading(
    feed: FeedId,
    author: AccountId,
    card: Option<CardId>,
    text: &str,
) -> Result<Edit, Failure> {
    let what = card.map_or_else(|| feed.owner().unwrap_or_default(), Id::uuid);
    let id = ReadingId(derived_uuid("reading", &[author.0, what]));
    let seen = value("seen", Prose::parse(&blocks::seen(text)))?;
    Ok(Edit::new(feed, id, &Reading { author, card, seen: Some(seen), done: card.is_some() }))
}

pub(super) fn message(db: &Db, mission: &str) -> Result<MessagePage, Failure> {
    let (mission, account) = named(db, mission)?;
    Ok(MessagePage {
        message: db.message_view(mission.id, account)?,
        remarks: db.remarks(mission.id, account)?,
        mission: mission.title,
    })
}

pub(super) fn read_message(db: &mut Db, moment: &Moment, mission: &str) -> Result<(), Failure> {
    let (mission, account) = named(db, mission)?;
    let Some(text) = db.message(mission.id)? else { return Ok(()) };
    let edit = reading(FeedId::Mission(mission.id), account, None, &text)?;
    db.edit(moment, &[edit])?;
    Ok(())
}

pub(super) fn remark(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    wanted: &Remarked,
) -> Result<(), Failure> {
    let (mission, author) = named(db, &wanted.mission)?;
    let id: RemarkId = new_id(moment.wall, chance)?;
    let sort = if wanted.proposal { RemarkSort::Proposal } else { RemarkSort::Comment };
    let text = value("text", Prose::parse(wanted.text.trim()))?;
    let remark = Remark { author, sort, text };
    db.edit(moment, &[Edit::new(FeedId::Mission(mission.id), id, &remark)])?;
    Ok(())
}

pub(super) fn debrief(db: &Db, mission: &str) -> Result<DebriefView, Failure> {
    let (mission, account) = named(db, mission)?;
    Ok(db.debrief(mission.id, account)?)
}

pub(super) fn keep_debrief(
    db: &mut Db,
    moment: &Moment,
    wanted: &Debriefed,
) -> Result<(), Failure> {
    let (mission, account) = named(db, &wanted.mission)?;
    let feed = FeedId::Account(account);
    let held = db.debrief(mission.id, account)?;
    let named_after: [Uuid; 2] = [mission.id.0, account.0];
    let id = held.id.unwrap_or_else(|| DebriefId(derived_uuid("debrief", &named_after)));
    let mut fields = Fields::from([("mission".to_owned(), Value::Text(mission.id.to_string()))]);
    for (name, text) in ASKED.into_iter().zip(&wanted.answers) {
        // What is left out stays; what is empty is taken away.
        if let Some(text) = text {
            let text = text.trim();
            let said = if text.is_empty() { Value::Null } else { Value::from(text) };
            fields.insert(name.to_owned(), said);
        }
    }
    db.edit(moment, &[Edit { feed, kind: Kind::Debrief, id: id.uuid(), fields }])?;
    Ok(())
}

pub(super) fn year(db: &Db) -> Result<Vec<StintView>, Failure> {
    Ok(db.stints(find::person(db)?.account)?)
}
