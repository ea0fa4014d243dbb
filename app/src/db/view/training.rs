//! What is read before a mission's doors: its cards with their quiz, and its message.

use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use shared::blocks;
use shared::id::{AccountId, CardId, FeedId, MissionId, QuizQuestionId, RemarkId};
use shared::record::choices_of;

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::place::text;

/// How many cards somebody has still to read before the doors open. Nobody who was let in, or has
/// begun, is stopped by a card.
pub(super) const LEFT: &str = "\
    SELECT count(*) FROM card WHERE feed = ?1 AND deleted = 0 AND title IS NOT NULL \
    AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.feed = ?1 AND reading.author = ?2 \
        AND reading.card = card.id AND reading.done = 1 AND reading.deleted = 0) \
    AND NOT EXISTS (SELECT 1 FROM clearance WHERE clearance.feed = ?1 \
        AND clearance.account = ?2 AND clearance.deleted = 0) \
    AND NOT EXISTS (SELECT 1 FROM visit INDEXED BY visit_of_author \
        WHERE visit.author = ?2 AND visit.feed = ?1)";
const CARDS: &str = "\
    SELECT card.id AS id, title, text, max(reading.seen) AS seen, max(coalesce(done, 0)) AS done \
    FROM card LEFT JOIN reading ON reading.feed = card.feed AND reading.author = ?2 \
        AND reading.card = card.id AND reading.deleted = 0 \
    WHERE card.feed = ?1 AND card.deleted = 0 AND title IS NOT NULL AND text IS NOT NULL \
    GROUP BY card.id ORDER BY position, card.id";
const QUESTIONS: &str = "\
    SELECT quiz_question.id AS id, ask, choices, correct, why, max(quiz_answer.choice) AS chosen \
    FROM quiz_question LEFT JOIN quiz_answer ON quiz_answer.feed = quiz_question.feed \
        AND quiz_answer.question = quiz_question.id AND quiz_answer.author = ?2 \
        AND quiz_answer.deleted = 0 \
    WHERE quiz_question.feed = ?1 AND quiz_question.card = ?3 AND quiz_question.deleted = 0 \
        AND ask IS NOT NULL AND choices IS NOT NULL \
    GROUP BY quiz_question.id ORDER BY position, quiz_question.id";
const REMARKS: &str = "\
    SELECT id, author, sort, text, author = ?2 AS mine, (SELECT name FROM assignment \
        WHERE assignment.feed = ?1 AND assignment.account = remark.author LIMIT 1) AS name \
    FROM remark WHERE feed = ?1 AND deleted = 0 AND text IS NOT NULL \
    ORDER BY seq = 0, seq, id";
const MESSAGE_SEEN: &str = "\
    SELECT seen FROM reading WHERE feed = ?1 AND author = ?2 AND card IS NULL AND deleted = 0 \
    AND seen IS NOT NULL LIMIT 1";

/// A training card, as its reader stands with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardView {
    /// The card.
    pub id: CardId,
    /// What it is about.
    pub title: String,
    /// What there is to know, in the part of Markdown that [`blocks`] draws.
    pub text: String,
    /// The paragraphs that were read last; none where it was not read.
    pub seen: Option<String>,
    /// It was read to its end.
    pub done: bool,
}

impl CardView {
    /// Whether it is other than it was when it was read.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| blocks::has_changed(&self.text, seen))
    }
}

/// A question of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizView {
    /// The question.
    pub id: QuizQuestionId,
    /// What is asked.
    pub ask: String,
    /// What one can answer.
    pub choices: Vec<String>,
    /// Which of them is right, from 1.
    pub correct: i64,
    /// Why.
    pub why: Option<String>,
    /// What this person chose.
    pub chosen: Option<i64>,
}

/// What somebody of the team said about the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkView {
    /// The remark.
    pub id: RemarkId,
    /// The writer's name, where it is known here; people of the desk have none.
    pub author_name: Option<String>,
    /// Whether this person wrote it.
    pub mine: bool,
    /// Whether it is another wording of the message.
    pub proposal: bool,
    /// The words.
    pub text: String,
}

impl Db {
    /// How many cards `account` has still to read before the doors of a mission open.
    ///
    /// # Errors
    /// When the store fails.
    pub fn cards_left(&self, mission: MissionId, account: AccountId) -> Result<u64, DbError> {
        let values = params![Word(FeedId::Mission(mission)), Word(account)];
        let count = self.connection.prepare_cached(LEFT)?.query_row(values, |row| row.get(0));
        Ok(count.map(|Count(count)| count)?)
    }

    /// The cards of a mission, in their order.
    ///
    /// # Errors
    /// When the store fails.
    pub fn cards(&self, mission: MissionId, account: AccountId) -> Result<Vec<CardView>, DbError> {
        let mut statement = self.connection.prepare_cached(CARDS)?;
        let values = params![Word(FeedId::Mission(mission)), Word(account)];
        let cards = statement.query_map(values, |row| {
            Ok(CardView {
                id: row.get::<_, Word<_>>("id")?.0,
                title: text(row, "title")?,
                text: text(row, "text")?,
                seen: row.get("seen")?,
                done: row.get("done")?,
            })
        })?;
        Ok(cards.collect::<Result<_, _>>()?)
    }

    /// The questions of a card, in their order.
    ///
    /// # Errors
    /// When the store fails.
    pub fn questions(
        &self,
        mission: MissionId,
        card: CardId,
        account: AccountId,
    ) -> Result<Vec<QuizView>, DbError> {
        let mut statement = self.connection.prepare_cached(QUESTIONS)?;
        let values = params![Word(FeedId::Mission(mission)), Word(account), Word(card)];
        let questions = statement.query_map(values, question)?;
        Ok(questions.collect::<Result<_, _>>()?)
    }

    /// The paragraphs of the message that `account` read last.
    ///
    /// # Errors
    /// When the store fails.
    pub fn message_seen(
        &self,
        mission: MissionId,
        account: AccountId,
    ) -> Result<Option<String>, DbError> {
        let values = params![Word(FeedId::Mission(mission)), Word(account)];
        let mut statement = self.connection.prepare_cached(MESSAGE_SEEN)?;
        Ok(statement.query_row(values, |row| row.get(0)).optional()?)
    }

    /// Which version of the message is in force; 0 while none was kept.
    ///
    /// # Errors
    /// When the store fails.
    pub fn message_version(&self, mission: MissionId) -> Result<u64, DbError> {
        let sql = "SELECT coalesce(max(number), 0) FROM message_version \
                   WHERE feed = ?1 AND deleted = 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        let Count(version) =
            statement.query_row([Word(FeedId::Mission(mission))], |row| row.get(0))?;
        Ok(version)
    }

    /// What the team says about the message, in the order in which it came.
    ///
    /// # Errors
    /// When the store fails.
    pub fn remarks(
        &self,
        mission: MissionId,
        account: AccountId,
    ) -> Result<Vec<RemarkView>, DbError> {
        let mut statement = self.connection.prepare_cached(REMARKS)?;
        let values = params![Word(FeedId::Mission(mission)), Word(account)];
        let remarks = statement.query_map(values, |row| {
            Ok(RemarkView {
                id: row.get::<_, Word<_>>("id")?.0,
                author_name: row.get("name")?,
                mine: row.get::<_, Option<bool>>("mine")?.unwrap_or_default(),
                proposal: row.get_ref("sort")?.as_str_or_null()? == Some("proposal"),
                text: text(row, "text")?,
            })
        })?;
        Ok(remarks.collect::<Result<_, _>>()?)
    }

    /// What the manager made of a mission's debriefs.
    ///
    /// # Errors
    /// When the store fails.
    pub fn synthesis(&self, mission: MissionId) -> Result<Option<String>, DbError> {
        let sql = "SELECT text FROM synthesis WHERE feed = ?1 AND deleted = 0 LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found: Option<Option<String>> =
            statement.query_row([Word(FeedId::Mission(mission))], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }
}

fn question(row: &Row<'_>) -> rusqlite::Result<QuizView> {
    Ok(QuizView {
        id: row.get::<_, Word<_>>("id")?.0,
        ask: text(row, "ask")?,
        choices: choices_of(&text(row, "choices")?).map(str::to_owned).collect(),
        correct: row.get::<_, Option<i64>>("correct")?.unwrap_or_default(),
        why: row.get("why")?,
        chosen: row.get("chosen")?,
    })
}
