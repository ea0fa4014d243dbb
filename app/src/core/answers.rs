//! What partners answered, told back at the doors.

use shared::change::DELETED;
use shared::id::{AnswerId, DoorId, FeedId, Id, MissionId, TellingId, VisitId};
use shared::record::{Kind, Telling};
use shared::value::{Fields, Value};

use super::{Failure, FailureCode, Tell, Told, find};
use crate::db::{Db, Edit, Moment};
use crate::platform::Chance;
use crate::sync::new_id;

/// Notes that an answer was told at a door, or takes that back. Noted twice, it is one telling.
pub(super) fn tell(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    wanted: &Tell,
) -> Result<Told, Failure> {
    let person = find::person(db)?;
    let Tell { door, answer, visit, undo, .. } = *wanted;
    let missions = db.bare_missions()?;
    let mission = find::mission_at(db, &missions, door, wanted.mission.as_deref())?.id;
    let feed = FeedId::Mission(mission);
    if let Some(visit) = visit {
        let held = find::own_visit(db, &person, visit)?;
        if held.feed != feed || held.view.door != door {
            let message = format_args!("visit {visit} was not at door {door} in this mission");
            return Err(Failure::new(FailureCode::UnknownVisit, message));
        }
    }
    let (telling, edit) = match db.own_telling(mission, (answer, door), person.account)? {
        Some((telling, gone)) if gone == undo => (telling, None),
        Some((telling, _)) => {
            let fields = Fields::from([(DELETED.to_owned(), Value::Bool(undo))]);
            let edit = Edit { feed, kind: Kind::Telling, id: telling.uuid(), fields };
            (telling, Some(edit))
        }
        None if undo => {
            let message = "you did not note that this was told here, so there is nothing to take \
                           back";
            return Err(Failure::new(FailureCode::NothingToChange, message));
        }
        None => {
            let telling: TellingId = new_id(moment.wall, chance)?;
            let record =
                Telling { answer: known(db, answer, door)?, door, visit, author: person.account };
            (telling, Some(Edit::new(feed, telling, &record)))
        }
    };
    db.edit(moment, edit.as_slice())?;
    Ok(Told { telling, door, answer, waiting: db.waiting()? })
}

/// The edits that say what was told during a visit that is about to be kept.
pub(super) fn told(
    db: &Db,
    chance: &mut impl Chance,
    moment: &Moment,
    (mission, visit): (MissionId, VisitId),
    (door, answers): (DoorId, &[AnswerId]),
) -> Result<Vec<Edit>, Failure> {
    let author = find::person(db)?.account;
    let one = |answer: &AnswerId| {
        let id: TellingId = new_id(moment.wall, chance)?;
        let answer = known(db, *answer, door)?;
        let record = Telling { answer, door, visit: Some(visit), author };
        Ok(Edit::new(FeedId::Mission(mission), id, &record))
    };
    answers.iter().map(one).collect()
}

/// An answer that is told at this door: one that names its building.
fn known(db: &Db, answer: AnswerId, door: DoorId) -> Result<AnswerId, Failure> {
    let is_it = |known: &crate::db::view::AnswerView| known.id == answer;
    if db.answers_at(door)?.iter().any(is_it) {
        return Ok(answer);
    }
    Err(Failure::new(
        FailureCode::UnknownAnswer,
        format_args!(
            "answer {answer} does not concern the building of door {door}; `phone answers MISSION` \
             lists those that you may tell, and where"
        ),
    ))
}
