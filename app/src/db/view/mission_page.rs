//! One mission in full: what is carried to the doors, what is advised, and how far each building is.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, BuildingId, FeedId, MissionId, ServiceId, StairwellId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::MissionCard;
use super::walk::{Ground, Stage};

/// A service with the details that a resident asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// The service.
    pub id: ServiceId,
    /// Its code.
    pub code: String,
    /// As people say it.
    pub name: String,
    /// Its theme, as a code.
    pub theme: String,
    /// What it gives.
    pub what: Option<String>,
    /// Who may have it.
    pub who: Option<String>,
    /// Where and how to ask for it.
    pub place: Option<String>,
    /// Hours or season.
    pub hours: Option<String>,
    /// A telephone number, as one dials it.
    pub phone: Option<String>,
    /// Papers to bring.
    pub papers: Option<String>,
}

/// A building of a mission, with its progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingCard {
    /// The building.
    pub id: BuildingId,
    /// Its address, such as `12 bis rue des Lilas`.
    pub name: String,
    /// The street alone, to group by.
    pub street: String,
    /// Whether this person's work begins here.
    pub mine: bool,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// Its stairwells, in the order of their names.
    pub stairwells: Vec<StairwellCard>,
}

/// A stairwell, with its progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StairwellCard {
    /// The stairwell.
    pub id: StairwellId,
    /// What is written over the entrance.
    pub name: String,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
}

/// What this person has done in a mission; withdrawn visits do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCount {
    /// Visits.
    pub visits: u64,
    /// Doors at which somebody was met.
    pub met: u64,
    /// Times that a service was advised.
    pub advice: u64,
    /// Needs heard.
    pub needs: u64,
}

impl Db {
    /// A mission with its buildings, first those of `account`; none for one that is not on this
    /// phone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn mission_card(
        &self,
        mission: MissionId,
        account: AccountId,
    ) -> Result<Option<(MissionCard, Vec<BuildingCard>)>, DbError> {
        let found = self.bare_cards()?.into_iter().find(|(card, _)| card.id == mission);
        let Some((mut card, territory)) = found else {
            return Ok(None);
        };
        let ground = Ground { mission: FeedId::Mission(mission), territory, account };
        let walk = self.walk(ground)?;
        self.complete_card(&mut card, ground, &walk)?;
        Ok(Some((card, buildings(&walk))))
    }

    /// The message to carry to the doors.
    ///
    /// # Errors
    /// When the store fails.
    pub fn message(&self, mission: MissionId) -> Result<Option<String>, DbError> {
        let sql = "SELECT message FROM mission WHERE id = ?1 AND feed = ?2 AND deleted = 0";
        let values = params![Word(mission), Word(FeedId::Mission(mission))];
        let mut statement = self.connection.prepare_cached(sql)?;
        let message: Option<Option<String>> =
            statement.query_row(values, |row| row.get(0)).optional()?;
        Ok(message.flatten())
    }

    /// The services that the team of a mission advises, in their order and in full.
    ///
    /// # Errors
    /// When the store fails.
    pub fn services(&self, mission: MissionId) -> Result<Vec<ServiceView>, DbError> {
        let sql = "SELECT service.id, code, coalesce(name, code), coalesce(theme, ''), what, who, \
                   place, hours, phone, papers FROM mission_service \
                   JOIN service ON service.id = mission_service.service AND service.deleted = 0 \
                   WHERE mission_service.feed = ?1 AND mission_service.deleted = 0 \
                   AND code IS NOT NULL ORDER BY mission_service.position, code";
        let mut statement = self.connection.prepare_cached(sql)?;
        let services = statement.query_map([Word(FeedId::Mission(mission))], |row| {
            Ok(ServiceView {
                id: row.get::<_, Word<_>>(0)?.0,
                code: row.get(1)?,
                name: row.get(2)?,
                theme: row.get(3)?,
                what: row.get(4)?,
                who: row.get(5)?,
                place: row.get(6)?,
                hours: row.get(7)?,
                phone: row.get(8)?,
                papers: row.get(9)?,
            })
        })?;
        Ok(services.collect::<Result<_, _>>()?)
    }

    /// What `account` has done in a mission.
    ///
    /// # Errors
    /// When the store fails.
    pub fn own_count(&self, mission: MissionId, account: AccountId) -> Result<OwnCount, DbError> {
        let values = params![Word(account), Word(FeedId::Mission(mission))];
        let sql = "SELECT count(*), count(DISTINCT door) FILTER (WHERE outcome = 'met'), \
                   (SELECT count(*) FROM visit INDEXED BY visit_of_author \
                   JOIN advice ON advice.visit = visit.id AND advice.feed = visit.feed \
                   AND advice.deleted = 0 WHERE author = ?1 AND visit.feed = ?2 \
                   AND visit.deleted = 0 AND withdrawn = 0), \
                   (SELECT count(*) FROM visit INDEXED BY visit_of_author \
                   JOIN need ON need.visit = visit.id AND need.feed = visit.feed \
                   AND need.deleted = 0 WHERE author = ?1 AND visit.feed = ?2 \
                   AND visit.deleted = 0 AND withdrawn = 0) \
                   FROM visit INDEXED BY visit_of_author \
                   WHERE author = ?1 AND feed = ?2 AND deleted = 0 AND withdrawn = 0";
        let count = self.connection.prepare_cached(sql)?.query_row(values, |row| {
            let (Count(visits), Count(met)) = (row.get(0)?, row.get(1)?);
            let (Count(advice), Count(needs)) = (row.get(2)?, row.get(3)?);
            Ok(OwnCount { visits, met, advice, needs })
        })?;
        Ok(count)
    }

    /// Languages spoken in a mission, as codes, the most spoken first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn languages(&self, mission: MissionId) -> Result<Vec<String>, DbError> {
        let sql = "SELECT language FROM visit INDEXED BY visit_language \
                   WHERE feed = ?1 AND language IS NOT NULL \
                   GROUP BY language ORDER BY count(*) DESC, language";
        self.words(sql, mission)
    }

    /// Themes of needs heard in a mission, as codes, the most heard first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn themes(&self, mission: MissionId) -> Result<Vec<String>, DbError> {
        let sql = "SELECT theme FROM need INDEXED BY need_theme \
                   WHERE feed = ?1 AND theme IS NOT NULL \
                   GROUP BY theme ORDER BY count(*) DESC, theme";
        self.words(sql, mission)
    }

    fn words(&self, sql: &str, mission: MissionId) -> Result<Vec<String>, DbError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let words = statement.query_map([Word(FeedId::Mission(mission))], |row| row.get(0))?;
        Ok(words.collect::<Result<_, _>>()?)
    }
}

/// The stairwells of a walk, put together by building; those of one building follow each other.
fn buildings(walk: &[Stage]) -> Vec<BuildingCard> {
    let mut cards: Vec<BuildingCard> = Vec::new();
    for stage in walk {
        if cards.last().is_none_or(|card| card.id != stage.building) {
            cards.push(BuildingCard {
                id: stage.building,
                name: stage.building_name.clone(),
                street: stage.street.clone(),
                mine: stage.mine,
                seen: 0,
                doors: 0,
                stairwells: Vec::new(),
            });
        }
        if let Some(card) = cards.last_mut() {
            card.seen += stage.seen;
            card.doors += stage.doors;
            card.stairwells.push(StairwellCard {
                id: stage.stairwell,
                name: stage.stairwell_name.clone(),
                seen: stage.seen,
                doors: stage.doors,
            });
        }
    }
    cards
}
