//! The missions that this phone holds.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, FeedId, MissionId, ServiceId, TerritoryId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::door::DOORS;

/// A mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissionView {
    /// The mission.
    pub id: MissionId,
    /// As the team calls it.
    pub title: String,
    /// Its theme.
    pub theme: String,
    /// The message to carry to the doors.
    pub message: Option<String>,
    /// First day.
    pub starts: String,
    /// Last day.
    pub ends: String,
    /// How far it is, as the server's word.
    pub state: String,
    /// Where.
    pub territory: TerritoryId,
    /// Why it is about to leave this phone, as the server's word.
    pub leaving: Option<String>,
    /// How many doors there are.
    pub doors: u64,
    /// How many of them nobody has been at.
    pub to_see: u64,
    /// The codes of the services that its team advises.
    pub services: Vec<String>,
}

/// A service that a mission's team advises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissionService {
    /// The service.
    pub id: ServiceId,
    /// Its code.
    pub code: String,
}

impl Db {
    /// The missions, the one that began last first; doors are counted as `account` sees them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn missions(&self, account: AccountId) -> Result<Vec<MissionView>, DbError> {
        let mut missions = self.bare_missions()?;
        for mission in &mut missions {
            (mission.doors, mission.to_see) = count(&self.connection, mission, account)?;
            let services = self.mission_services(mission.id)?;
            mission.services = services.into_iter().map(|service| service.code).collect();
        }
        Ok(missions)
    }

    /// The same without doors and services: enough to find one, and to count nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub fn bare_missions(&self) -> Result<Vec<MissionView>, DbError> {
        let sql = "SELECT mission.id, coalesce(title, ''), coalesce(theme, ''), message, \
                   coalesce(starts, ''), coalesce(ends, ''), coalesce(state, ''), territory, \
                   feed.dropped \
                   FROM mission JOIN feed ON feed.feed = mission.feed \
                   WHERE mission.deleted = 0 AND territory IS NOT NULL \
                   ORDER BY starts DESC, title, mission.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let missions = statement.query_map([], |row| {
            let dropped: String = row.get(8)?;
            Ok(MissionView {
                id: row.get::<_, Word<_>>(0)?.0,
                title: row.get(1)?,
                theme: row.get(2)?,
                message: row.get(3)?,
                starts: row.get(4)?,
                ends: row.get(5)?,
                state: row.get(6)?,
                territory: row.get::<_, Word<_>>(7)?.0,
                leaving: (!dropped.is_empty()).then_some(dropped),
                doors: 0,
                to_see: 0,
                services: Vec::new(),
            })
        })?;
        Ok(missions.collect::<Result<_, _>>()?)
    }

    /// The services that the team of a mission advises, in their order.
    ///
    /// # Errors
    /// When the store fails.
    pub fn mission_services(&self, mission: MissionId) -> Result<Vec<MissionService>, DbError> {
        let sql = "SELECT service.id, service.code FROM mission_service \
                   JOIN service ON service.id = mission_service.service AND service.deleted = 0 \
                   WHERE mission_service.feed = ?1 AND mission_service.deleted = 0 \
                   AND service.code IS NOT NULL \
                   ORDER BY mission_service.position, service.code";
        let mut statement = self.connection.prepare_cached(sql)?;
        let services = statement.query_map([Word(FeedId::Mission(mission))], |row| {
            Ok(MissionService { id: row.get::<_, Word<_>>(0)?.0, code: row.get(1)? })
        })?;
        Ok(services.collect::<Result<_, _>>()?)
    }
}

fn count(
    tx: &Connection,
    mission: &MissionView,
    account: AccountId,
) -> Result<(u64, u64), DbError> {
    let sql = format!("SELECT count(*), count(*) FILTER (WHERE state = 'to_see') FROM ({DOORS})");
    let values = params![
        Word(FeedId::Mission(mission.id)),
        Word(FeedId::Territory(mission.territory)),
        Word(account)
    ];
    let (Count(doors), Count(to_see)) =
        tx.prepare_cached(&sql)?.query_row(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((doors, to_see))
}
