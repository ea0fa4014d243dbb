//! A neighbor's own work: the debrief of a mission, and the missions done. For that person alone:
//! nobody else's work is counted here, and nothing is compared.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, DebriefId, FeedId, MissionId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::place::text;

/// The missions on this phone, counted here, and those that were given back, as the server counted
/// them.
const STINTS: &str = "\
    SELECT mission.id AS mission, title, starts, ends, \
        (SELECT count(*) FROM visit INDEXED BY visit_of_author WHERE author = ?1 \
            AND visit.feed = mission.feed AND deleted = 0 AND withdrawn = 0) AS visits, \
        (SELECT count(DISTINCT door) FROM visit INDEXED BY visit_of_author WHERE author = ?1 \
            AND visit.feed = mission.feed AND deleted = 0 AND withdrawn = 0 \
            AND outcome = 'met') AS met, \
        (SELECT count(*) FROM card WHERE card.feed = mission.feed AND card.deleted = 0 \
            AND EXISTS (SELECT 1 FROM reading WHERE reading.feed = card.feed \
            AND reading.author = ?1 AND reading.card = card.id AND done = 1)) AS cards, \
        (SELECT group_concat(language, ' ') FROM (SELECT language FROM visit \
            INDEXED BY visit_of_author WHERE author = ?1 AND visit.feed = mission.feed \
            AND deleted = 0 AND withdrawn = 0 AND language IS NOT NULL GROUP BY language \
            ORDER BY count(*) DESC, language)) AS languages \
    FROM mission WHERE mission.deleted = 0 AND title IS NOT NULL \
    UNION ALL \
    SELECT mission, title, starts, ends, visits, met, cards, languages \
    FROM stint WHERE feed = ?2 AND deleted = 0 AND title IS NOT NULL \
        AND NOT EXISTS (SELECT 1 FROM mission WHERE mission.id = stint.mission) \
    ORDER BY starts, title";

/// What this person did in a mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StintView {
    /// The mission.
    pub mission: MissionId,
    /// As the team calls it.
    pub title: String,
    /// First day.
    pub starts: String,
    /// Last day.
    pub ends: String,
    /// Visits.
    pub visits: u64,
    /// Homes in which somebody was met.
    pub met: u64,
    /// Cards that were read to their end.
    pub cards: u64,
    /// Languages spoken, as codes, the most spoken first.
    pub languages: Vec<String>,
}

impl Db {
    /// The missions in which `account` did something, the first first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn stints(&self, account: AccountId) -> Result<Vec<StintView>, DbError> {
        let mut statement = self.connection.prepare_cached(STINTS)?;
        let values = params![Word(account), Word(FeedId::Account(account))];
        let stints = statement.query_map(values, |row| {
            let count = |name| row.get::<_, Option<Count>>(name).map(|n| n.map_or(0, |n| n.0));
            Ok(StintView {
                mission: row.get::<_, Word<_>>("mission")?.0,
                title: text(row, "title")?,
                starts: text(row, "starts")?,
                ends: text(row, "ends")?,
                visits: count("visits")?,
                met: count("met")?,
                cards: count("cards")?,
                languages: text(row, "languages")?.split_whitespace().map(str::to_owned).collect(),
            })
        })?;
        let mut stints = stints.collect::<Result<Vec<StintView>, _>>()?;
        stints.retain(|stint| stint.visits > 0 || stint.cards > 0);
        Ok(stints)
    }

    /// What `account` said at the end of a mission: its record, once there is one, and the answers to
    /// the four questions.
    ///
    /// # Errors
    /// When the store fails.
    pub fn debrief(
        &self,
        mission: MissionId,
        account: AccountId,
    ) -> Result<(Option<DebriefId>, Vec<String>), DbError> {
        let sql = "SELECT id, worked, hard, heard, change FROM debrief \
                   WHERE feed = ?1 AND mission = ?2 AND deleted = 0 ORDER BY id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let values = params![Word(FeedId::Account(account)), Word(mission)];
        let found = statement.query_row(values, |row| {
            let said = ["worked", "hard", "heard", "change"].map(|name| text(row, name));
            let said = said.into_iter().collect::<Result<Vec<_>, _>>()?;
            Ok((Some(row.get::<_, Word<_>>(0)?.0), said))
        });
        Ok(found.optional()?.unwrap_or_else(|| (None, vec![String::new(); 4])))
    }
}
