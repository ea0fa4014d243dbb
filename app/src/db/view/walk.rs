//! The walk through a mission: its stairwells in order, how far each is, and the next door to see.
//!
//! Counting goes by index and reads no visit; doors are read of one stairwell only. So the first
//! screen costs the same for a mission of 30 doors and one of 3,000.

use rusqlite::{OptionalExtension, Row, params};
use shared::id::{AccountId, BuildingId, DoorId, FeedId, MissionId, StairwellId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::Place;
use super::door::address;
use super::place::text;

pub(in crate::db) const STAIRWELLS: &str = include_str!("stairwells.sql");
/// The end of [`STAIRWELLS`] that narrows it to one building.
pub(in crate::db) const OF_ONE: &str = "AND building.id = ?4";
pub(in crate::db) const DOORS_TO_SEE: &str = "\
    SELECT id, label, floor, \
        deleted = 0 AND do_not_contact = 0 AND NOT EXISTS ( \
            SELECT 1 FROM visit INDEXED BY visit_of_door \
            WHERE visit.feed = ?1 AND visit.door = door.id AND visit.deleted = 0 \
                AND visit.withdrawn = 0 \
        ) AS to_see \
    FROM door INDEXED BY door_of_stairwell WHERE feed = ?2 AND stairwell = ?3 \
    ORDER BY floor, rank, label, id";
pub(in crate::db) const LAST_DOOR: &str = "\
    SELECT door FROM visit INDEXED BY visit_of_author \
    WHERE author = ?1 AND feed = ?2 AND deleted = 0 AND withdrawn = 0 AND door IS NOT NULL \
    ORDER BY seq = 0 DESC, coalesce(started_estimate, started) DESC, id DESC LIMIT 1";

/// [`STAIRWELLS`] of one building.
pub(super) fn of_one() -> String {
    STAIRWELLS.replace("ORDER BY mine", &format!("{OF_ONE} ORDER BY mine"))
}

fn stage(row: &Row<'_>) -> rusqlite::Result<Stage> {
    let street: Option<String> = row.get("street")?;
    Ok(Stage {
        stairwell: row.get::<_, Word<_>>("stairwell")?.0,
        stairwell_name: text(row, "stairwell_name")?,
        building: row.get::<_, Word<_>>("building")?.0,
        street: street.clone().unwrap_or_default(),
        building_name: address(row.get("number")?, row.get("suffix")?, street),
        mine: row.get("mine")?,
        doors: row.get::<_, Count>("doors")?.0,
        seen: row.get::<_, Count>("seen")?.0,
    })
}

/// A mission, its territory and who looks at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    pub(super) mission: FeedId,
    pub(super) territory: FeedId,
    pub(super) account: AccountId,
}

/// A stairwell on the walk.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    pub(super) stairwell: StairwellId,
    pub(super) stairwell_name: String,
    pub(super) building: BuildingId,
    pub(super) building_name: String,
    pub(super) street: String,
    pub(super) mine: bool,
    pub(super) doors: u64,
    pub(super) seen: u64,
}

impl Stage {
    fn is_done(&self) -> bool {
        self.seen >= self.doors
    }

    fn place(&self, door: DoorId, label: String, floor: i64) -> Place {
        Place {
            door,
            label,
            floor,
            stairwell: self.stairwell,
            stairwell_name: self.stairwell_name.clone(),
            building: self.building,
            building_name: self.building_name.clone(),
        }
    }
}

impl Db {
    /// The stairwells of a mission: first those of the person's own buildings, then by address.
    pub(super) fn walk(&self, ground: Ground) -> Result<Vec<Stage>, DbError> {
        let mut statement = self.connection.prepare_cached(STAIRWELLS)?;
        let values = params![Word(ground.mission), Word(ground.territory), Word(ground.account)];
        let stages = statement.query_map(values, stage)?;
        Ok(stages.collect::<Result<_, _>>()?)
    }

    /// Those of one building, which costs the same however large the mission is.
    pub(super) fn walk_of(
        &self,
        ground: Ground,
        building: BuildingId,
    ) -> Result<Vec<Stage>, DbError> {
        let mut statement = self.connection.prepare_cached(&of_one())?;
        let values = params![
            Word(ground.mission),
            Word(ground.territory),
            Word(ground.account),
            Word(building)
        ];
        let stages = statement.query_map(values, stage)?;
        Ok(stages.collect::<Result<_, _>>()?)
    }

    /// The next door to see after `door` for `account`, wherever it is in the mission.
    ///
    /// # Errors
    /// When the store fails.
    pub fn door_after(
        &self,
        mission: MissionId,
        door: DoorId,
        account: AccountId,
    ) -> Result<Option<Place>, DbError> {
        let Some(territory) = self.territory_of(mission)? else {
            return Ok(None);
        };
        let ground = Ground { mission: FeedId::Mission(mission), territory, account };
        let here = self.place(door)?.map(|place| place.building);
        if let Some(building) = here {
            let walk = self.walk_of(ground, building)?;
            if let Some(next) = self.next_door(ground, &walk, Some(door))? {
                return Ok(Some(next));
            }
        }
        self.next_door(ground, &self.walk(ground)?, Some(door))
    }

    /// The next door to see after `from`, else after where the person was last, else the first:
    /// in the same stairwell, in the same building, and then wherever the walk goes on.
    pub(super) fn next_door(
        &self,
        ground: Ground,
        walk: &[Stage],
        from: Option<DoorId>,
    ) -> Result<Option<Place>, DbError> {
        let from = match from {
            Some(door) => Some(door),
            None => self.last_door(ground)?,
        };
        let place = from.map(|door| self.place(door)).transpose()?.flatten();
        let here = place.and_then(|place| {
            let stage = walk.iter().find(|stage| stage.stairwell == place.stairwell)?;
            Some((place.door, stage))
        });
        let Some((door, stage)) = here else {
            return self.first_of(ground, walk.iter());
        };
        if let Some(next) = self.next_on(ground, stage, Some(door))? {
            return Ok(Some(next));
        }
        self.next_in(ground, walk, stage.building)
    }

    /// The first door to see of a building, else of wherever the walk goes on.
    pub(super) fn next_in(
        &self,
        ground: Ground,
        walk: &[Stage],
        building: BuildingId,
    ) -> Result<Option<Place>, DbError> {
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            walk.iter().partition(|stage| stage.building == building);
        self.first_of(ground, here.into_iter().chain(elsewhere))
    }

    fn first_of<'a>(
        &self,
        ground: Ground,
        stages: impl Iterator<Item = &'a Stage>,
    ) -> Result<Option<Place>, DbError> {
        for stage in stages {
            if let Some(next) = self.next_on(ground, stage, None)? {
                return Ok(Some(next));
            }
        }
        Ok(None)
    }

    /// The first door to see of a stairwell after `from`, else from its beginning.
    fn next_on(
        &self,
        ground: Ground,
        stage: &Stage,
        from: Option<DoorId>,
    ) -> Result<Option<Place>, DbError> {
        if stage.is_done() {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached(DOORS_TO_SEE)?;
        let values = params![Word(ground.mission), Word(ground.territory), Word(stage.stairwell)];
        let mut rows = statement.query(values)?;
        let (mut first, mut is_after) = (None, false);
        while let Some(row) = rows.next()? {
            let Word(door) = row.get("id")?;
            if row.get("to_see")? && Some(door) != from {
                let floor: Option<i64> = row.get("floor")?;
                let place = stage.place(door, text(row, "label")?, floor.unwrap_or_default());
                if is_after || from.is_none() {
                    return Ok(Some(place));
                }
                first = first.or(Some(place));
            }
            is_after |= Some(door) == from;
        }
        Ok(first)
    }

    /// Where the person was last in a mission.
    pub(super) fn last_door(&self, ground: Ground) -> Result<Option<DoorId>, DbError> {
        let mut statement = self.connection.prepare_cached(LAST_DOOR)?;
        let values = params![Word(ground.account), Word(ground.mission)];
        let door = statement.query_row(values, |row| row.get::<_, Word<_>>(0)).optional()?;
        Ok(door.map(|Word(door)| door))
    }
}
