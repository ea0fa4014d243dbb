//! What people name, found in the store: missions by title, doors and visits by id, services by
//! code. What is not found is answered with what there is.

use shared::id::{DoorId, FeedId, MissionId, ServiceId, VisitId};

use super::{Failure, FailureCode};
use crate::db::view::{MissionService, MissionView, VisitDetails};
use crate::db::{Db, Person};

pub(super) fn person(db: &Db) -> Result<Person, Failure> {
    db.person()?.ok_or_else(Failure::not_enrolled)
}

/// The mission of that id or title; capitals do not matter.
pub(super) fn mission<'a>(all: &'a [MissionView], name: &str) -> Result<&'a MissionView, Failure> {
    let wanted = name.trim().to_lowercase();
    let fits = |mission: &MissionView| {
        mission.id.to_string() == wanted || mission.title.to_lowercase() == wanted
    };
    let fitting: Vec<&MissionView> = all.iter().filter(|mission| fits(mission)).collect();
    match fitting.as_slice() {
        [mission] => Ok(*mission),
        [] => Err(Failure::new(
            FailureCode::UnknownMission,
            format_args!("no mission {name:?} is on this phone; there are: {}", titles(all)),
        )),
        several => Err(which(several)),
    }
}

pub(super) fn unknown_mission(mission: MissionId) -> Failure {
    Failure::new(
        FailureCode::UnknownMission,
        format_args!("no mission {mission} is on this phone; sync, and look again"),
    )
}

/// The mission in which a door is visited: the one named, else the only open one there.
pub(super) fn mission_at<'a>(
    db: &Db,
    all: &'a [MissionView],
    door: DoorId,
    name: Option<&str>,
) -> Result<&'a MissionView, Failure> {
    let territory = free_door(db, door)?;
    let is_there = |mission: &MissionView| FeedId::Territory(mission.territory) == territory;
    if let Some(name) = name {
        let mission = mission(all, name)?;
        return if is_there(mission) {
            Ok(mission)
        } else {
            Err(Failure::new(
                FailureCode::UnknownDoor,
                format_args!("door {door} is not in the territory of {:?}", mission.title),
            ))
        };
    }
    let is_open = |mission: &MissionView| mission.state == "open" && mission.leaving.is_none();
    let fitting: Vec<&MissionView> =
        all.iter().filter(|mission| is_there(mission) && is_open(mission)).collect();
    match fitting.as_slice() {
        [mission] => Ok(*mission),
        [] => Err(Failure::new(
            FailureCode::UnknownMission,
            "no open mission on this phone has this door; sync, or name one with --mission",
        )),
        several => Err(which(several)),
    }
}

/// Refuses work in a mission that is not open for this person: it is a draft, or its cards are to be
/// read first. A talk that was begun is never refused.
pub(super) fn open(
    db: &Db,
    person: &Person,
    mission: &MissionView,
    draft_key: &str,
) -> Result<(), Failure> {
    let left = db.cards_left(mission.id, person.account)?;
    if (mission.state != "draft" && left == 0) || db.draft(draft_key)?.is_some() {
        return Ok(());
    }
    Err(Failure::new(
        FailureCode::NotOpen,
        format_args!(
            "{:?} is not open for you yet: {}",
            mission.title,
            if left > 0 { "read its cards first (`phone cards`)" } else { "it has not begun" }
        ),
    ))
}

/// The territory of a door at which one may knock.
fn free_door(db: &Db, door: DoorId) -> Result<FeedId, Failure> {
    let place = db.door(door)?.ok_or_else(|| unknown_door(door))?;
    if place.do_not_contact {
        return Err(Failure::new(
            FailureCode::DoNotContact,
            format_args!(
                "the residents of door {door} asked not to be called on again, so no visit is \
                 kept; if they changed their mind, tell your supervisor"
            ),
        ));
    }
    Ok(place.territory)
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn door(db: &Db, door: DoorId) -> Result<DoorId, Failure> {
    db.door(door)?.ok_or_else(|| unknown_door(door))?;
    Ok(door)
}

pub(super) fn unknown_door(door: DoorId) -> Failure {
    Failure::new(
        FailureCode::UnknownDoor,
        format_args!("no door {door} is on this phone; `phone doors MISSION` lists them"),
    )
}

/// A visit that this person wrote.
pub(super) fn own_visit(db: &Db, person: &Person, visit: VisitId) -> Result<VisitDetails, Failure> {
    let unknown = || {
        Failure::new(
            FailureCode::UnknownVisit,
            format_args!("no visit {visit} is on this phone; `phone history DOOR` lists them"),
        )
    };
    let found = db.visit(visit, person.account)?.ok_or_else(unknown)?;
    if !found.view.mine {
        return Err(Failure::new(
            FailureCode::NotAuthor,
            "another person wrote this visit, and only its author corrects it; tell your \
             supervisor what is wrong with it",
        ));
    }
    Ok(found)
}

/// The service of that code among those of a mission.
pub(super) fn service(services: &[MissionService], code: &str) -> Result<ServiceId, Failure> {
    let found = services.iter().find(|service| service.code == code);
    found.map(|service| service.id).ok_or_else(|| {
        let codes: Vec<&str> = services.iter().map(|service| service.code.as_str()).collect();
        Failure::new(
            FailureCode::UnknownService,
            format_args!("this mission advises no {code:?}; it advises: {}", codes.join(", ")),
        )
    })
}

fn which(missions: &[&MissionView]) -> Failure {
    let named = missions.iter().map(|mission| format!("{:?} ({})", mission.title, mission.id));
    Failure::new(
        FailureCode::WhichMission,
        format_args!(
            "several missions fit; choose one with --mission: {}",
            named.collect::<Vec<_>>().join(", ")
        ),
    )
}

fn titles(missions: &[MissionView]) -> String {
    let titles: Vec<String> =
        missions.iter().map(|mission| format!("{:?}", mission.title)).collect();
    if titles.is_empty() { "none; sync first".to_owned() } else { titles.join(", ") }
}
