//! What each screen is told, read from the store in one go. Everything here only reads.

use shared::blocks::has_changed;
use shared::id::{AccountId, BuildingId, DoorId, MissionId};
use shared::time::Millis;
use uuid::Uuid;

use super::work::{draft_key, of_draft_key};
use super::*;
use crate::db::draft::{answered_under, corrected_under};
use crate::db::{Db, Person};
use crate::sync::SyncNow;

/// Themes of needs that are offered after those that the mission heard.
const THEMES: &[&str] = &[
    "chauffage",
    "eau",
    "humidite",
    "ascenseur",
    "bruit",
    "proprete",
    "dechets",
    "nuisibles",
    "charges",
    "demarches-en-ligne",
    "emploi",
    "ecole",
    "sante",
    "securite",
    "isolement",
    "mutation",
];
/// Languages that are offered after those that the mission spoke.
const LANGUAGES: &[&str] = &["fr", "ar", "tr", "pt", "en", "es"];

pub(super) fn today(db: &Db, now: Millis, syncing: &SyncNow) -> Result<Today, Failure> {
    let person = find::person(db)?;
    let attention = db.attention(person.account, now)?;
    let count = |kind| attention.iter().filter(|item| item.kind == kind).count() as u64;
    Ok(Today {
        sync: line(db, attention.len() as u64, syncing)?,
        missions: db.mission_cards(person.account)?,
        due: db.due(person.account, now)?,
        returned: count(AttentionKind::Returned),
        refused: count(AttentionKind::Quarantined),
        differing: db.count_differences()?,
        news: db.news(person.account)?,
        drafts: drafts(db, person.account)?,
        name: person.name,
    })
}

pub(super) fn sync_line(db: &Db, now: Millis, syncing: &SyncNow) -> Result<SyncLine, Failure> {
    let attention = db.attention(find::person(db)?.account, now)?;
    line(db, attention.len() as u64, syncing)
}

fn line(db: &Db, attention: u64, syncing: &SyncNow) -> Result<SyncLine, Failure> {
    let state = db.sync_state()?;
    Ok(SyncLine {
        waiting_visits: db.waiting_visits()?,
        waiting: db.to_send()?,
        attention,
        last_contact: state.last_contact,
        last_error: state.last_error,
        is_syncing: syncing.is_under_way,
    })
}

fn drafts(db: &Db, account: AccountId) -> Result<Vec<OpenDraft>, Failure> {
    let mut open = Vec::new();
    for draft in db.drafts()? {
        let Some((mission, door, of)) = begun(db, &draft.key, account)? else {
            continue;
        };
        if let Some(place) = db.place(door)? {
            let Draft { key, updated, .. } = draft;
            open.push(OpenDraft { key, mission, place, of, updated });
        }
    }
    Ok(open)
}

/// In which mission, at which door, and what; none for what has no place on the first screen.
fn begun(
    db: &Db,
    key: &str,
    account: AccountId,
) -> Result<Option<(MissionId, DoorId, DraftOf)>, Failure> {
    if let Some((mission, door)) = of_draft_key(key) {
        return Ok(Some((mission, door, DraftOf::Talk)));
    }
    let correction = corrected_under(key).map(|visit| (visit, DraftOf::Correction(visit)));
    let answer = || answered_under(key).map(|visit| (visit, DraftOf::Answer(visit)));
    let Some((visit, of)) = correction.or_else(answer) else {
        return Ok(None);
    };
    let visit = db.visit(visit, account)?.map(|found| found.view);
    Ok(visit.and_then(|visit| Some((visit.mission?, visit.door, of))))
}

pub(super) fn mission(db: &Db, mission: MissionId) -> Result<MissionPage, Failure> {
    let person = find::person(db)?;
    let found = db.mission_card(mission, person.account)?;
    let (card, buildings) = found.ok_or_else(|| find::unknown_mission(mission))?;
    let message = db.message(mission)?;
    let seen = db.message_seen(mission, person.account)?;
    let both = message.as_ref().zip(seen.as_ref());
    Ok(MissionPage {
        card,
        message_changed: both.is_some_and(|(text, seen)| has_changed(text, seen)),
        message,
        cards: db.cards(mission, person.account)?,
        services: db.services(mission)?,
        answers: db.answers_in(mission, person.account)?,
        signals: db.signals_in(mission, person.account)?,
        buildings,
        own: db.own_count(mission, person.account)?,
    })
}

pub(super) fn building(db: &Db, mission: MissionId, building: BuildingId) -> Result<Grid, Failure> {
    let person = find::person(db)?;
    let unknown = || {
        Failure::new(
            FailureCode::UnknownBuilding,
            format_args!("mission {mission} is not in a building {building} on this phone"),
        )
    };
    db.grid(mission, building, person.account)?.ok_or_else(unknown)
}

pub(super) fn door(
    db: &Db,
    mission: MissionId,
    door: DoorId,
    now: Millis,
) -> Result<DoorPage, Failure> {
    let person = find::person(db)?;
    let do_not_contact = db.door(door)?.ok_or_else(|| find::unknown_door(door))?.do_not_contact;
    let place = db.place(door)?.ok_or_else(|| find::unknown_door(door))?;
    let draft_key = draft_key(mission, door);
    Ok(DoorPage {
        mission,
        place,
        state: db.door_state(mission, door)?,
        do_not_contact,
        history: sheets(db, db.history(door, person.account)?, &person)?,
        promised: db.due_at(door, now)?,
        draft: db.draft(&draft_key)?,
        draft_key,
        answers: db.answers_at(door)?,
        message: db.message(mission)?,
        services: db.services(mission)?,
        themes: offered(db.themes(mission)?, THEMES),
        languages: offered(db.languages(mission)?, LANGUAGES),
        next: db.door_after(mission, door, person.account)?,
    })
}

/// What the mission knows, and then what is always offered.
fn offered(mut known: Vec<String>, always: &[&str]) -> Vec<String> {
    for word in always {
        if !known.iter().any(|known| known == word) {
            known.push((*word).to_owned());
        }
    }
    known
}

fn sheets(db: &Db, visits: Vec<VisitView>, person: &Person) -> Result<Vec<VisitSheet>, Failure> {
    let sheets = visits.into_iter().map(|visit| db.sheet(visit, person.account));
    Ok(sheets.collect::<Result<_, _>>()?)
}

pub(super) fn my_visits(db: &Db, of: &MyVisitsOf) -> Result<MyVisits, Failure> {
    let person = find::person(db)?;
    let account = person.account;
    let visits = db.own_visits(account, of.mission, of.only, (of.limit, of.offset))?;
    Ok(MyVisits {
        visits: sheets(db, visits, &person)?,
        total: db.count_own_visits(account, of.mission, of.only)?,
        returned: db.count_own_visits(account, None, VisitsOnly::Returned)?,
        waiting: db.count_own_visits(account, None, VisitsOnly::Waiting)?,
        differing: conflicts::differing(db)?,
    })
}

pub(super) fn sync(db: &Db, now: Millis, syncing: &SyncNow) -> Result<SyncPage, Failure> {
    let person = find::person(db)?;
    let items = db.attention(person.account, now)?;
    let line = line(db, items.len() as u64, syncing)?;
    let attention = items.into_iter().map(|item| to_look_at(db, item));
    Ok(SyncPage {
        line,
        visits: db.visit_sum()?,
        waiting: db.waiting_sum()?,
        feeds: db.feed_sides()?,
        standing: db.sync_state()?.standing,
        next_try: syncing.next_try,
        attention: attention.collect::<Result<_, _>>()?,
    })
}

fn to_look_at(db: &Db, item: Attention) -> Result<ToLookAt, Failure> {
    let door = match item.record {
        Some(record) => door_of(db, &item.record_kind, record)?,
        None => None,
    };
    let place = door.map(|door| db.place(door)).transpose()?.flatten();
    Ok(ToLookAt {
        kind: item.kind,
        record_kind: item.record_kind,
        record: item.record,
        feed: item.feed,
        reason: item.reason,
        detail: item.detail,
        place,
    })
}

fn door_of(db: &Db, kind: &str, record: Uuid) -> Result<Option<DoorId>, Failure> {
    Ok(match kind {
        "door" => Some(DoorId(record)),
        _ => db.door_of_record(kind, record)?,
    })
}

pub(super) fn about(db: &Db, has_pin: bool) -> Result<About, Failure> {
    let person = find::person(db)?;
    let (enrolled_at, label) = db.enrolment()?;
    let recovery = match db.recovery()? {
        _ if !has_pin => Recovery::NotNeeded,
        Some((_, true)) => Recovery::Kept,
        _ => Recovery::ToBeSent,
    };
    Ok(About {
        account: person.account,
        name: person.name,
        device: person.identity.device,
        label,
        server: person.server,
        enrolled_at,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        has_pin,
        recovery,
        autolock_minutes: db.autolock_minutes()?,
        rows: db.feed_sides()?.iter().map(|feed| feed.phone).sum(),
    })
}
