//! What this phone wrote and the server keeps otherwise: told to its author, who takes the one or the
//! other. Taking one's own is an edit like any other, made in sight of the value that is kept.

use shared::id::DoorId;
use shared::record::{FieldType, Kind};
use shared::value::{Fields, Value};

use super::{Differing, Failure, FailureCode, Settle, find};
use crate::db::view::Difference;
use crate::db::{Db, Edit, Moment};

pub(super) fn differing(db: &Db) -> Result<Vec<Differing>, Failure> {
    let all = db.differences()?.into_iter().map(|difference| {
        let Difference { kind, record, .. } = &difference;
        let door = match kind.as_str() {
            "door" => Some(DoorId(*record)),
            _ => db.door_of_record(kind, *record)?,
        };
        let place = door.map(|door| db.place(door)).transpose()?.flatten();
        Ok(Differing { place, difference })
    });
    all.collect()
}

pub(super) fn settle(db: &mut Db, moment: &Moment, wanted: &Settle) -> Result<(), Failure> {
    find::person(db)?;
    let Settle { difference, mine } = wanted;
    if !db.differences()?.contains(difference) {
        return Err(Failure::new(
            FailureCode::NothingToChange,
            "both sides say the same by now, so there is nothing to choose",
        ));
    }
    let Difference { feed, kind, record, field, .. } = difference;
    if *mine && let Some(kind) = Kind::parse(kind) {
        let value = value(kind, field, difference.mine.as_deref());
        let fields = Fields::from([(field.clone(), value)]);
        db.edit(moment, &[Edit { feed: *feed, kind, id: *record, fields }])?;
    }
    Ok(db.forget_difference(difference)?)
}

/// The value that a text stands for in a field.
fn value(kind: Kind, field: &str, text: Option<&str>) -> Value {
    let sort = kind.field(field).map_or(FieldType::Bool, |field| field.kind);
    match (sort, text) {
        (FieldType::Bool, text) => Value::Bool(text == Some("true")),
        (_, None) => Value::Null,
        (FieldType::Int, Some(text)) => text.parse().map_or(Value::Null, Value::Int),
        (FieldType::Text | FieldType::Reference(_), Some(text)) => Value::from(text),
    }
}
