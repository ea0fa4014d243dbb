//! Where a door is, in the parts that a screen puts together.

use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use shared::id::{BuildingId, DoorId, StairwellId};
use uuid::Uuid;

use super::super::column::Word;
use super::super::{Db, DbError};
use super::door::address;

/// A door, and the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The door.
    pub door: DoorId,
    /// What is written on it.
    pub label: String,
    /// The floor, the ground floor being 0.
    pub floor: i64,
    /// The stairwell.
    pub stairwell: StairwellId,
    /// What is written over its entrance.
    pub stairwell_name: String,
    /// The building.
    pub building: BuildingId,
    /// Its address, such as `12 bis rue des Lilas`.
    pub building_name: String,
}

impl Db {
    /// Where a door is, also one that was removed; none for one that is not on this phone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn place(&self, door: DoorId) -> Result<Option<Place>, DbError> {
        let sql = "SELECT door, label, floor, stairwell, stairwell_name, building, street, \
                   number, suffix FROM door_place WHERE door = ?1 LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([Word(door)], place).optional()?)
    }
}

impl Db {
    /// The door of a visit, or of what hangs on one; none for other kinds, and for what is not on
    /// this phone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn door_of_record(&self, kind: &str, record: Uuid) -> Result<Option<DoorId>, DbError> {
        let sql = match kind {
            "visit" => "SELECT door FROM visit WHERE id = ?1 AND door IS NOT NULL",
            "advice" => {
                "SELECT door FROM advice JOIN visit ON visit.id = advice.visit \
                 AND visit.feed = advice.feed WHERE advice.id = ?1 AND door IS NOT NULL"
            }
            "need" => {
                "SELECT door FROM need JOIN visit ON visit.id = need.visit \
                 AND visit.feed = need.feed WHERE need.id = ?1 AND door IS NOT NULL"
            }
            "appointment" => {
                "SELECT door FROM appointment JOIN visit ON visit.id = appointment.visit \
                 AND visit.feed = appointment.feed WHERE appointment.id = ?1 AND door IS NOT NULL"
            }
            "comment" => {
                "SELECT door FROM comment JOIN visit ON visit.id = comment.visit \
                 AND visit.feed = comment.feed WHERE comment.id = ?1 AND door IS NOT NULL"
            }
            "telling" => "SELECT door FROM telling WHERE id = ?1 AND door IS NOT NULL",
            _ => return Ok(None),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let door =
            statement.query_row([Word(record)], |row| row.get::<_, Word<_>>(0)).optional()?;
        Ok(door.map(|Word(door)| door))
    }
}

/// A row with the columns of the view `door_place`.
pub(super) fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place {
        door: row.get::<_, Word<_>>("door")?.0,
        label: text(row, "label")?,
        floor: row.get::<_, Option<_>>("floor")?.unwrap_or_default(),
        stairwell: row.get::<_, Word<_>>("stairwell")?.0,
        stairwell_name: text(row, "stairwell_name")?,
        building: row.get::<_, Word<_>>("building")?.0,
        building_name: address(row.get("number")?, row.get("suffix")?, row.get("street")?),
    })
}

/// A text that may not have come.
pub(super) fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
}
