//! A building as one stands in it: stairwells, floors from the top down, doors as they lie.

use std::collections::BTreeSet;

use rusqlite::params;
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, BuildingId, DoorId, FeedId, MissionId, StairwellId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::Place;
use super::place::text;
use super::walk::Ground;

pub(in crate::db) const GRID: &str = include_str!("grid.sql");
pub(in crate::db) const WAITING_DOORS: &str = "\
    SELECT DISTINCT visit.door FROM waiting_visit AS waiting \
    CROSS JOIN visit ON visit.id = waiting.visit AND visit.feed = waiting.feed \
    WHERE waiting.feed = ?1 AND visit.door IS NOT NULL";

/// The state of a door that nobody has been at.
const TO_SEE: &str = "to_see";
const DO_NOT_CONTACT: &str = "do_not_contact";

/// A building with its doors, as one mission sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The mission.
    pub mission: MissionId,
    /// The building.
    pub building: BuildingId,
    /// Its address.
    pub name: String,
    /// Whether this person's work begins here.
    pub mine: bool,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// In the order of their names.
    pub stairwells: Vec<GridStairwell>,
    /// The next door to see: in this building, else in another one of the mission.
    pub next: Option<Place>,
}

/// A stairwell with its doors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridStairwell {
    /// The stairwell.
    pub id: StairwellId,
    /// What is written over the entrance.
    pub name: String,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// From the top down.
    pub floors: Vec<GridFloor>,
}

/// One landing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridFloor {
    /// The floor, the ground floor being 0.
    pub floor: i64,
    /// From the left as one arrives.
    pub doors: Vec<GridDoor>,
}

/// One door of a landing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridDoor {
    /// The door.
    pub id: DoorId,
    /// What is written on it.
    pub label: String,
    /// Its place on the landing.
    pub rank: i64,
    /// `to_see`, the newest outcome, or `do_not_contact`, which wins over all.
    pub state: String,
    /// The residents asked not to be called on again.
    pub do_not_contact: bool,
    /// Something of its visits waits to be sent.
    pub waiting: bool,
    /// How many visits of the mission count here.
    pub visits: u64,
}

impl Db {
    /// A building as `account` sees it in a mission; none for one that is not in the mission.
    ///
    /// # Errors
    /// When the store fails.
    pub fn grid(
        &self,
        mission: MissionId,
        building: BuildingId,
        account: AccountId,
    ) -> Result<Option<Grid>, DbError> {
        let Some(territory) = self.territory_of(mission)? else {
            return Ok(None);
        };
        let ground = Ground { mission: FeedId::Mission(mission), territory, account };
        let walk = self.walk_of(ground, building)?;
        let Some(stage) = walk.first() else {
            return Ok(None);
        };
        let mut stairwells: Vec<GridStairwell> = walk
            .iter()
            .map(|stage| GridStairwell {
                id: stage.stairwell,
                name: stage.stairwell_name.clone(),
                seen: stage.seen,
                doors: stage.doors,
                floors: Vec::new(),
            })
            .collect();
        self.fill(ground, building, &mut stairwells)?;
        let last = self.last_door(ground)?;
        let is_here = |door: &DoorId| {
            let mut doors =
                stairwells.iter().flat_map(|one| &one.floors).flat_map(|one| &one.doors);
            doors.any(|one| one.id == *door)
        };
        let next = match last.filter(is_here) {
            Some(last) => self.next_door(ground, &walk, Some(last))?,
            None => self.next_in(ground, &walk, building)?,
        };
        let next = match next {
            Some(next) => Some(next),
            // Nothing is left here: only now is the rest of the mission looked at.
            None => self.next_in(ground, &self.walk(ground)?, building)?,
        };
        Ok(Some(Grid {
            mission,
            building,
            name: stage.building_name.clone(),
            mine: stage.mine,
            seen: walk.iter().map(|stage| stage.seen).sum(),
            doors: walk.iter().map(|stage| stage.doors).sum(),
            stairwells,
            next,
        }))
    }

    /// The territory in which a mission works; none for a mission that is not on this phone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn territory_of(&self, mission: MissionId) -> Result<Option<FeedId>, DbError> {
        let cards = self.bare_cards()?;
        Ok(cards.into_iter().find(|(card, _)| card.id == mission).map(|(_, territory)| territory))
    }

    /// The state of a door in a mission, as the grid shows it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn door_state(&self, mission: MissionId, door: DoorId) -> Result<String, DbError> {
        let sql = "SELECT CASE WHEN do_not_contact THEN 'do_not_contact' ELSE coalesce(( \
                   SELECT outcome FROM visit INDEXED BY visit_of_door \
                   WHERE visit.feed = ?1 AND visit.door = door.id AND visit.deleted = 0 \
                   AND visit.withdrawn = 0 \
                   ORDER BY visit.seq = 0 DESC, \
                   coalesce(visit.started_estimate, visit.started) DESC, visit.id DESC LIMIT 1 \
                   ), 'to_see') END FROM door WHERE id = ?2 ORDER BY feed LIMIT 1";
        let values = params![Word(FeedId::Mission(mission)), Word(door)];
        Ok(self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }

    fn fill(
        &self,
        ground: Ground,
        building: BuildingId,
        stairwells: &mut [GridStairwell],
    ) -> Result<(), DbError> {
        let waiting = self.waiting_doors(ground.mission)?;
        let mut statement = self.connection.prepare_cached(GRID)?;
        let values = params![Word(ground.mission), Word(ground.territory), Word(building)];
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let Word(id) = row.get::<_, Word<StairwellId>>("stairwell")?;
            let Some(stairwell) = stairwells.iter_mut().find(|stairwell| stairwell.id == id) else {
                continue;
            };
            let floor = row.get::<_, Option<i64>>("floor")?.unwrap_or_default();
            let Word(id) = row.get("door")?;
            let do_not_contact: bool = row.get("do_not_contact")?;
            let outcome: Option<String> = row.get("outcome")?;
            let door = GridDoor {
                id,
                label: text(row, "label")?,
                rank: row.get::<_, Option<_>>("rank")?.unwrap_or_default(),
                state: match outcome {
                    _ if do_not_contact => DO_NOT_CONTACT.to_owned(),
                    Some(outcome) => outcome,
                    None => TO_SEE.to_owned(),
                },
                do_not_contact,
                waiting: waiting.contains(&id),
                visits: row.get::<_, Count>("visits")?.0,
            };
            match stairwell.floors.last_mut() {
                Some(landing) if landing.floor == floor => landing.doors.push(door),
                _ => stairwell.floors.push(GridFloor { floor, doors: vec![door] }),
            }
        }
        Ok(())
    }

    /// The doors of which something waits to be sent.
    fn waiting_doors(&self, mission: FeedId) -> Result<BTreeSet<DoorId>, DbError> {
        let mut statement = self.connection.prepare_cached(WAITING_DOORS)?;
        let doors = statement.query_map([Word(mission)], |row| Ok(row.get::<_, Word<_>>(0)?.0))?;
        Ok(doors.collect::<Result<_, _>>()?)
    }
}
