//! A person's own visits, the newest first.

use rusqlite::types::ToSql;
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, FeedId, MissionId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::VisitView;

/// Of which sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitsOnly {
    /// All of them.
    #[default]
    All,
    /// Those that a supervisor sent back with a question.
    Returned,
    /// Those of which something waits to be sent.
    Waiting,
}

impl VisitsOnly {
    fn condition(self) -> &'static str {
        match self {
            Self::All => "1",
            Self::Returned => {
                "EXISTS (SELECT 1 FROM visit_review AS review \
                 WHERE review.visit = visit.id AND review.feed = visit.feed \
                 AND review.verdict = 'returned' AND NOT review.changed AND NOT review.answered)"
            }
            Self::Waiting => {
                "(visit.feed, visit.id) IN (SELECT waiting.feed, waiting.visit \
                 FROM waiting_visit AS waiting)"
            }
        }
    }
}

impl Db {
    /// The visits of `account`, the newest first, those taken back among them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn own_visits(
        &self,
        account: AccountId,
        mission: Option<MissionId>,
        only: VisitsOnly,
        (limit, offset): (u32, u32),
    ) -> Result<Vec<VisitView>, DbError> {
        let sql = list(mission, only);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let feed = feed(mission);
        let values: [&dyn ToSql; 4] = [&Word(account), &feed, &limit, &offset];
        let ids = statement.query_map(values, |row| Ok(row.get::<_, Word<_>>(0)?.0))?;
        let mut visits = Vec::new();
        for id in ids.collect::<Result<Vec<_>, _>>()? {
            visits.extend(self.visit(id, account)?.map(|details| details.view));
        }
        Ok(visits)
    }

    /// How many such visits there are.
    ///
    /// # Errors
    /// When the store fails.
    pub fn count_own_visits(
        &self,
        account: AccountId,
        mission: Option<MissionId>,
        only: VisitsOnly,
    ) -> Result<u64, DbError> {
        let sql = format!(
            "SELECT count(*) FROM visit INDEXED BY visit_of_author WHERE {}",
            condition(mission, only)
        );
        let values: [&dyn ToSql; 2] = [&Word(account), &feed(mission)];
        let Count(count) =
            self.connection.prepare_cached(&sql)?.query_row(values, |row| row.get(0))?;
        Ok(count)
    }
}

fn list(mission: Option<MissionId>, only: VisitsOnly) -> String {
    format!(
        "SELECT visit.id FROM visit INDEXED BY visit_of_author WHERE {} \
         ORDER BY seq = 0 DESC, coalesce(started_estimate, started) DESC, id DESC \
         LIMIT ?3 OFFSET ?4",
        condition(mission, only)
    )
}

/// Every statement that lists visits, for the test of their plans.
#[cfg(test)]
pub(super) fn statements() -> Vec<String> {
    let missions = [None, Some(MissionId(uuid::Uuid::nil()))];
    let all = [VisitsOnly::All, VisitsOnly::Returned, VisitsOnly::Waiting];
    missions.into_iter().flat_map(|mission| all.map(|only| list(mission, only))).collect()
}

fn condition(mission: Option<MissionId>, only: VisitsOnly) -> String {
    let of_mission = if mission.is_some() { "feed = ?2" } else { "?2 IS NULL" };
    let only = only.condition();
    format!("author = ?1 AND {of_mission} AND deleted = 0 AND door IS NOT NULL AND {only}")
}

fn feed(mission: Option<MissionId>) -> Option<Word<FeedId>> {
    mission.map(|mission| Word(FeedId::Mission(mission)))
}
