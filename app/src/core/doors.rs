//! Doors as they really are: added, renamed, removed, left alone. Each is one edit in the
//! territory's feed, so that the whole team sees it, and each can be undone by another.

use shared::change::DELETED;
use shared::id::{DoorId, FeedId, Id, StairwellId};
use shared::record::{Door, Floor, Kind, Line, Rank};
use shared::value::{Fields, Value};

use super::work::value;
use super::{DoorEdited, Failure, FailureCode, find};
use crate::db::{Db, Edit, Moment};
use crate::platform::Chance;
use crate::sync::new_id;

pub(super) fn add(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    stairwell: StairwellId,
    floor: i64,
    label: &str,
) -> Result<DoorEdited, Failure> {
    find::person(db)?;
    let landing = db.landing(stairwell, floor)?.ok_or_else(|| unknown_stairwell(stairwell))?;
    let full = |_| {
        Failure::new(
            FailureCode::LandingFull,
            format_args!(
                "floor {floor} of this stairwell has all the doors that a landing can have"
            ),
        )
    };
    let record = Door {
        stairwell,
        floor: value("floor", Floor::new(floor))?,
        rank: Rank::new(landing.last_rank + 1).map_err(full)?,
        label: value("label", Line::parse(label.trim()))?,
        do_not_contact: false,
        erased_at: None,
    };
    let door: DoorId = new_id(moment.wall, chance)?;
    db.edit(moment, &[Edit::new(landing.territory, door, &record)])?;
    Ok(DoorEdited { door, waiting: db.waiting()? })
}

pub(super) fn rename(
    db: &mut Db,
    moment: &Moment,
    door: DoorId,
    label: &str,
) -> Result<DoorEdited, Failure> {
    let label = value("label", Line::parse(label.trim()))?;
    set(db, moment, door, "label", Value::from(label.as_str()))
}

pub(super) fn remove(
    db: &mut Db,
    moment: &Moment,
    door: DoorId,
    undo: bool,
) -> Result<DoorEdited, Failure> {
    if undo {
        // What is removed is not shown, but it is still here.
        find::person(db)?;
        let territory = db.removed_door(door)?.ok_or_else(|| find::unknown_door(door))?;
        return edit(db, moment, territory, door, DELETED, Value::Bool(false));
    }
    if db.has_visits(door)? {
        return Err(Failure::new(
            FailureCode::DoorHasVisits,
            format_args!("somebody was at door {door}, so it stays with its history; rename it"),
        ));
    }
    set(db, moment, door, DELETED, Value::Bool(true))
}

pub(super) fn do_not_contact(
    db: &mut Db,
    moment: &Moment,
    door: DoorId,
    stop: bool,
) -> Result<DoorEdited, Failure> {
    set(db, moment, door, "do_not_contact", Value::Bool(stop))
}

fn set(
    db: &mut Db,
    moment: &Moment,
    door: DoorId,
    field: &str,
    value: Value,
) -> Result<DoorEdited, Failure> {
    find::person(db)?;
    let place = db.door(door)?.ok_or_else(|| find::unknown_door(door))?;
    edit(db, moment, place.territory, door, field, value)
}

fn edit(
    db: &mut Db,
    moment: &Moment,
    territory: FeedId,
    door: DoorId,
    field: &str,
    value: Value,
) -> Result<DoorEdited, Failure> {
    let fields = Fields::from([(field.to_owned(), value)]);
    let edit = Edit { feed: territory, kind: Kind::Door, id: door.uuid(), fields };
    db.edit(moment, &[edit])?;
    Ok(DoorEdited { door, waiting: db.waiting()? })
}

fn unknown_stairwell(stairwell: StairwellId) -> Failure {
    Failure::new(
        FailureCode::UnknownStairwell,
        format_args!("no stairwell {stairwell} is on this phone"),
    )
}
