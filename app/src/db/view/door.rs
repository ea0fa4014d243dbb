//! The doors of a mission, in the order in which one walks.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, DoorId, FeedId, MissionId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};

pub(super) const DOORS: &str = include_str!("door.sql");

/// A door, as one mission sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorView {
    /// The door.
    pub id: DoorId,
    /// The address of its building.
    pub building: String,
    /// What is written over the entrance.
    pub stairwell: String,
    /// The floor.
    pub floor: i64,
    /// What is written on it.
    pub label: String,
    /// `to_see`, the newest outcome, or `do_not_contact`, which wins over all.
    pub state: String,
    /// The residents asked not to be called on again.
    pub do_not_contact: bool,
    /// How many visits of the mission count here.
    pub visits: u64,
}

/// Where a door is, and whether one may knock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoorPlace {
    /// The feed that it belongs to.
    pub territory: FeedId,
    /// The residents asked not to be called on again.
    pub do_not_contact: bool,
}

impl Db {
    /// The doors of a mission in `territory`, those of the buildings that its assignments name:
    /// first the buildings of `account`, then by address, stairwell, floor and landing.
    ///
    /// # Errors
    /// When the store fails.
    pub fn doors(
        &self,
        mission: MissionId,
        territory: FeedId,
        account: AccountId,
    ) -> Result<Vec<DoorView>, DbError> {
        let mut statement = self.connection.prepare_cached(DOORS)?;
        let feed = FeedId::Mission(mission);
        let doors =
            statement.query_map(params![Word(feed), Word(territory), Word(account)], |row| {
                let (street, number, suffix): (Option<String>, Option<i64>, Option<String>) =
                    (row.get("street")?, row.get("number")?, row.get("suffix")?);
                Ok(DoorView {
                    id: row.get::<_, Word<_>>("id")?.0,
                    building: address(number, suffix, street),
                    stairwell: row.get::<_, Option<_>>("stairwell")?.unwrap_or_default(),
                    floor: row.get::<_, Option<_>>("floor")?.unwrap_or_default(),
                    label: row.get::<_, Option<_>>("label")?.unwrap_or_default(),
                    state: row.get("state")?,
                    do_not_contact: row.get("do_not_contact")?,
                    visits: row.get::<_, Count>("visits")?.0,
                })
            })?;
        Ok(doors.collect::<Result<_, _>>()?)
    }

    /// Where a door is; none for one that is not shown.
    ///
    /// # Errors
    /// When the store fails.
    pub fn door(&self, door: DoorId) -> Result<Option<DoorPlace>, DbError> {
        let sql = "SELECT feed, do_not_contact FROM shown_door WHERE id = ?1 ORDER BY feed LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let place = statement.query_row([Word(door)], |row| {
            Ok(DoorPlace { territory: row.get::<_, Word<_>>(0)?.0, do_not_contact: row.get(1)? })
        });
        Ok(place.optional()?)
    }
}

/// As it is written in France: `12 bis rue des Lilas`.
pub(super) fn address(
    number: Option<i64>,
    suffix: Option<String>,
    street: Option<String>,
) -> String {
    let parts = [number.map(|number| number.to_string()), suffix, street];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
