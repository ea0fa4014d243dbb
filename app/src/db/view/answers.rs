//! What became of what residents said: what was raised to a partner and waits, and what was answered
//! and is told back at the doors of exactly the buildings that an answer names.

use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, AnswerId, DoorId, FeedId, MissionId, SignalId, TellingId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::door::address;
use super::place::text;

/// `?1` is the door.
pub(super) const AT_DOOR: &str = "SELECT answer.*, partner.name AS partner_name, \
     EXISTS (SELECT 1 FROM telling INDEXED BY telling_answer WHERE telling.answer = answer.id \
         AND telling.door = ?1 AND telling.deleted = 0) AS told \
     FROM door_place AS place \
     CROSS JOIN answer_building AS there ON there.feed = place.feed \
     AND there.building = place.building AND there.deleted = 0 \
     JOIN answer ON answer.id = there.answer AND answer.feed = there.feed \
     LEFT JOIN partner ON partner.id = answer.partner \
     WHERE place.door = ?1 AND answer.deleted = 0 AND answer.action IS NOT NULL \
     GROUP BY answer.id ORDER BY answer.answered DESC, answer.id";

/// `?1` is the mission, `?2` the account: answers that name a building where that person works.
pub(super) const IN_MISSION: &str = "SELECT answer.*, partner.name AS partner_name, \
     (SELECT count(DISTINCT door) FROM telling INDEXED BY telling_answer \
         WHERE telling.answer = answer.id AND telling.deleted = 0) AS told \
     FROM mission CROSS JOIN answer ON answer.feed = 'territory/' || mission.territory \
     LEFT JOIN partner ON partner.id = answer.partner \
     WHERE mission.feed = ?1 AND answer.deleted = 0 AND answer.action IS NOT NULL \
     AND EXISTS (SELECT 1 FROM answer_building AS there INDEXED BY answer_building_answer \
         JOIN assignment ON assignment.feed = ?1 AND assignment.account = ?2 \
         AND assignment.ended = 0 AND assignment.deleted = 0 \
         AND (assignment.building IS NULL OR assignment.building = there.building) \
         WHERE there.answer = answer.id AND there.deleted = 0) \
     ORDER BY answer.answered DESC, answer.id";

const BUILDINGS: &str = "SELECT number, suffix, street \
     FROM answer_building AS there INDEXED BY answer_building_answer \
     JOIN building ON building.id = there.building AND building.feed = there.feed \
     WHERE there.answer = ?1 AND there.deleted = 0 AND building.deleted = 0 \
     GROUP BY building.id ORDER BY street COLLATE NOCASE, number, suffix";

/// `?1` is the mission, `?2` the account: what nobody answered yet and was heard where that person
/// works.
pub(super) const RAISED: &str = "SELECT signal.*, partner.name AS partner_name, \
     building.number AS number, building.suffix AS suffix, building.street AS street, \
     stairwell.name AS stairwell_name \
     FROM signal INDEXED BY signal_feed CROSS JOIN mission ON mission.feed = signal.feed \
     LEFT JOIN partner ON partner.id = mission.partner \
     LEFT JOIN building ON building.id = signal.building AND building.deleted = 0 \
     LEFT JOIN stairwell ON stairwell.id = signal.stairwell AND stairwell.deleted = 0 \
     WHERE signal.feed = ?1 AND signal.deleted = 0 AND signal.answer IS NULL \
     AND EXISTS (SELECT 1 FROM assignment WHERE assignment.feed = ?1 AND assignment.account = ?2 \
         AND assignment.ended = 0 AND assignment.deleted = 0 AND (assignment.building IS NULL \
         OR signal.building IS NULL OR assignment.building = signal.building)) \
     GROUP BY signal.id ORDER BY signal.raised DESC, signal.id";

/// What was raised to a partner, who has not answered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalView {
    /// The signal.
    pub id: SignalId,
    /// What it is about.
    pub title: String,
    /// The building, and the stairwell of it; the whole mission where absent.
    pub building: Option<String>,
    /// As the neighbor calls it: `A`.
    pub stairwell: Option<String>,
    /// How many households said it, as it may be told.
    pub households: u64,
    /// Since when: `2026-11-20`.
    pub raised: String,
    /// Whether the partner said that it was read.
    pub is_read: bool,
    /// Whom it was raised to, where the phone knows the name.
    pub partner: Option<String>,
}

/// What was answered, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// The answer.
    pub id: AnswerId,
    /// What residents said.
    pub said: String,
    /// What is done about it.
    pub action: String,
    /// Until when: `2026-12-20`.
    pub due: String,
    /// What came of it, as a word; nobody has said yet where absent.
    pub result: Option<String>,
    /// The same in words.
    pub result_words: Option<String>,
    /// Who answers, where the phone knows the name.
    pub partner: Option<String>,
    /// The buildings that it concerns.
    pub buildings: Vec<String>,
    /// At how many doors it was told, as far as this phone knows; asked of one door, 1 or 0.
    pub told: u64,
}

impl Db {
    /// What there is to tell at a door.
    ///
    /// # Errors
    /// When the store fails.
    pub fn answers_at(&self, door: DoorId) -> Result<Vec<AnswerView>, DbError> {
        self.answers(AT_DOOR, params![Word(door)])
    }

    /// What there is to tell in the buildings of a mission where `account` works.
    ///
    /// # Errors
    /// When the store fails.
    pub fn answers_in(
        &self,
        mission: MissionId,
        account: AccountId,
    ) -> Result<Vec<AnswerView>, DbError> {
        self.answers(IN_MISSION, params![Word(FeedId::Mission(mission)), Word(account)])
    }

    /// What was raised in the buildings of a mission where `account` works, and waits for an answer.
    ///
    /// # Errors
    /// When the store fails.
    pub fn signals_in(
        &self,
        mission: MissionId,
        account: AccountId,
    ) -> Result<Vec<SignalView>, DbError> {
        let mut statement = self.connection.prepare_cached(RAISED)?;
        let key = params![Word(FeedId::Mission(mission)), Word(account)];
        Ok(statement.query_map(key, raised)?.collect::<Result<_, _>>()?)
    }

    fn answers(&self, sql: &str, key: &[&dyn rusqlite::ToSql]) -> Result<Vec<AnswerView>, DbError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let answers = statement.query_map(key, read)?;
        let mut answers = answers.collect::<Result<Vec<_>, _>>()?;
        let mut buildings = self.connection.prepare_cached(BUILDINGS)?;
        for answer in &mut answers {
            let names = buildings.query_map([Word(answer.id)], |row| {
                Ok(address(row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            answer.buildings = names.collect::<Result<_, _>>()?;
        }
        Ok(answers)
    }

    /// Where `author` noted that an answer was told at a door, and whether that was taken back.
    ///
    /// # Errors
    /// When the store fails.
    pub fn own_telling(
        &self,
        mission: MissionId,
        (answer, door): (AnswerId, DoorId),
        author: AccountId,
    ) -> Result<Option<(TellingId, bool)>, DbError> {
        let sql = "SELECT id, deleted FROM telling INDEXED BY telling_answer \
                   WHERE answer = ?1 AND door = ?2 AND feed = ?3 AND author = ?4 \
                   ORDER BY deleted, id LIMIT 1";
        let key = params![Word(answer), Word(door), Word(FeedId::Mission(mission)), Word(author)];
        let mut statement = self.connection.prepare_cached(sql)?;
        let held = statement.query_row(key, |row| Ok((row.get::<_, Word<_>>(0)?.0, row.get(1)?)));
        Ok(held.optional()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<AnswerView> {
    let Count(told) = row.get("told")?;
    Ok(AnswerView {
        id: row.get::<_, Word<_>>("id")?.0,
        said: text(row, "said")?,
        action: text(row, "action")?,
        due: text(row, "due")?,
        result: row.get("result")?,
        result_words: row.get("result_words")?,
        partner: row.get("partner_name")?,
        buildings: Vec::new(),
        told,
    })
}

fn raised(row: &Row<'_>) -> rusqlite::Result<SignalView> {
    let street: Option<String> = row.get("street")?;
    let (number, suffix) = (row.get("number")?, row.get("suffix")?);
    let Count(households) = row.get("households")?;
    Ok(SignalView {
        id: row.get::<_, Word<_>>("id")?.0,
        title: text(row, "title")?,
        building: street.map(|street| address(number, suffix, Some(street))),
        stairwell: row.get("stairwell_name")?,
        households,
        raised: text(row, "raised")?,
        is_read: row.get::<_, Option<String>>("acknowledged")?.is_some(),
        partner: row.get("partner_name")?,
    })
}
