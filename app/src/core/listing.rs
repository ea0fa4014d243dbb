//! What the command line asks: lists, the state of the phone, files.

#[cfg(not(target_arch = "wasm32"))]
use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
};

use shared::time::Millis;
#[cfg(not(target_arch = "wasm32"))]
use shared::{
    id::{DoorId, FeedId},
    picture::PictureHash,
};

use super::*;
use crate::db::Db;
use crate::platform::Chance;

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn missions(db: &Db) -> Result<Missions, Failure> {
    let missions = db.missions(find::person(db)?.account)?;
    Ok(Missions { missions })
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn doors(db: &Db, mission: &str, todo: bool) -> Result<Doors, Failure> {
    let person = find::person(db)?;
    let missions = db.bare_missions()?;
    let mission = find::mission(&missions, mission)?;
    let territory = FeedId::Territory(mission.territory);
    let mut doors = db.doors(mission.id, territory, person.account)?;
    doors.retain(|door| !todo || door.state == "to_see");
    Ok(Doors { mission: mission.id, doors })
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn answers(db: &Db, mission: &str) -> Result<Answers, Failure> {
    let person = find::person(db)?;
    let mission = find::mission(&db.bare_missions()?, mission)?.id;
    Ok(Answers {
        mission,
        answers: db.answers_in(mission, person.account)?,
        signals: db.signals_in(mission, person.account)?,
    })
}

pub(super) fn status(db: &Db, now: Millis) -> Result<Status, Failure> {
    let person = find::person(db)?;
    let state = db.sync_state()?;
    Ok(Status {
        account: person.account,
        name: person.name,
        device: person.identity.device,
        server: person.server,
        standing: state.standing,
        waiting: db.to_send()?,
        attention: db.attention(person.account, now)?.len(),
        last_contact: state.last_contact,
        last_error: state.last_error,
        feeds: db.feed_views()?,
    })
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn history(db: &Db, door: DoorId) -> Result<History, Failure> {
    let person = find::person(db)?;
    let visits = db.history(find::door(db, door)?, person.account)?;
    Ok(History { visits })
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn attention(db: &Db, now: Millis) -> Result<AttentionList, Failure> {
    let person = find::person(db)?;
    let items = db.attention(person.account, now)?;
    let items = items.into_iter().map(wording::item).collect();
    Ok(AttentionList { items })
}

/// Never over another file.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn save_picture(db: &Db, hash: PictureHash, file: &Path) -> Result<(), Failure> {
    let bytes = learn::picture(db, hash)?;
    let written = File::create_new(file).and_then(|mut file| file.write_all(&bytes));
    let named = file.display();
    written.map_err(|error| {
        Failure::new(FailureCode::BadValue, format_args!("cannot write {named}: {error}"))
    })
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn rescue(
    db: &mut Db,
    file: PathBuf,
    now: Millis,
    chance: &mut impl Chance,
) -> Result<Rescued, Failure> {
    let person = find::person(db)?;
    let key = db.seal_key()?.ok_or_else(Failure::no_seal_key)?;
    let mut random = [0; 32];
    chance.fill(&mut random)?;
    let changes = db.rescue(&person, key, &file, now, &random)?;
    db.keep_rescued(db.newest_change()?)?;
    Ok(Rescued { file, changes })
}

pub(super) fn rescue_bytes(
    db: &Db,
    now: Millis,
    chance: &mut impl Chance,
) -> Result<RescueFile, Failure> {
    let person = find::person(db)?;
    let key = db.seal_key()?.ok_or_else(Failure::no_seal_key)?;
    let mut random = [0; 32];
    chance.fill(&mut random)?;
    let (bytes, changes) = db.rescue_bytes(&person, key, now, &random)?;
    let day = now.date().map_or_else(String::new, |day| format!("-{day}"));
    let through = db.newest_change()?;
    Ok(RescueFile { name: format!("palier{day}.rescue"), bytes, changes, through })
}
