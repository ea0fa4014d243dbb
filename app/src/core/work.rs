//! A neighbor's work at the doors, turned into edits: visits, corrections, withdrawals, answers.

use std::collections::BTreeSet;

use shared::change::DELETED;
use shared::id::{
    AdviceId, AppointmentId, CommentId, DoorId, FeedId, Id, MissionId, NeedId, ServiceId, VisitId,
};
use shared::record::{
    Advice, Appointment, AppointmentSort, Code, Comment, FieldError, Kind, LanguageCode, Line,
    Minutes, Need, Outcome, Prose, Visit,
};
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::{
    Agreed, Answered, Corrected, Correction, Failure, FailureCode, Heard, NewOutcomes, NewVisit,
    Outcomes, Visited, Withdrawn, answers, find,
};
use crate::db::draft::{answer_key, correction_key};
use crate::db::{Db, Edit, Moment};
use crate::platform::Chance;
use crate::sync::new_id;

/// The key under which a talk at a door is kept while it is written.
pub(super) fn draft_key(mission: MissionId, door: DoorId) -> String {
    format!("talk/{mission}/{door}")
}

/// The mission and the door of such a key.
pub(super) fn of_draft_key(key: &str) -> Option<(MissionId, DoorId)> {
    let (mission, door) = key.strip_prefix("talk/")?.split_once('/')?;
    Some((mission.parse().ok()?, door.parse().ok()?))
}

pub(super) fn visit(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    new: &NewVisit,
) -> Result<Visited, Failure> {
    let person = find::person(db)?;
    let door = new.door;
    let missions = db.bare_missions()?;
    let mission = find::mission_at(db, &missions, door, new.mission.as_deref())?;
    find::open(db, &person, mission, &draft_key(mission.id, door))?;
    let services = db.mission_services(mission.id)?;
    let feed = FeedId::Mission(mission.id);
    let id: VisitId = new_id(moment.wall, chance)?;
    let record = Visit {
        door,
        author: person.account,
        outcome: value("outcome", new.outcome.parse())?,
        started: new.started.unwrap_or(moment.wall),
        minutes: optional("minutes", new.minutes, Minutes::new)?,
        language: optional("language", new.language.as_deref(), LanguageCode::parse)?,
        note: optional("note", new.note.as_deref(), Prose::parse)?,
        informed: new.informed,
        consent: new.consent_to_words,
        withdrawn: false,
        started_estimate: None,
    };
    let mut edits = vec![Edit::new(feed, id, &record)];
    for code in &new.advice {
        let service = find::service(&services, code)?;
        edits.push(advice(feed, id, service, moment.wall, chance)?);
    }
    for heard in &new.needs {
        edits.push(need(feed, id, heard, moment.wall, chance)?);
    }
    for agreed in &new.agreed {
        let service = agreed.service.as_deref();
        let service = service.map(|code| find::service(&services, code)).transpose()?;
        let appointment: AppointmentId = new_id(moment.wall, chance)?;
        let record = self::appointment(id, agreed, service, new.consent)?;
        edits.push(Edit::new(feed, appointment, &record));
    }
    edits.extend(answers::told(db, chance, moment, (mission.id, id), (door, &new.told))?);
    db.edit_and_drop(moment, &edits, &[draft_key(mission.id, door)])?;
    Ok(Visited {
        visit: id,
        mission: mission.id,
        door,
        outcome: record.outcome.to_string(),
        waiting: db.waiting()?,
    })
}

pub(super) fn outcomes(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    wanted: &NewOutcomes,
) -> Result<Outcomes, Failure> {
    let person = find::person(db)?;
    let missions = db.bare_missions()?;
    let outcome: Outcome = value("outcome", wanted.outcome.parse())?;
    let (mut edits, mut visits, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    // A door named twice is one door, at which one knocked once.
    for door in wanted.doors.iter().filter(|door| seen.insert(**door)) {
        let mission = find::mission_at(db, &missions, *door, wanted.mission.as_deref())?;
        find::open(db, &person, mission, &draft_key(mission.id, *door))?;
        let feed = FeedId::Mission(mission.id);
        let id: VisitId = new_id(moment.wall, chance)?;
        let record = Visit {
            door: *door,
            author: person.account,
            outcome,
            started: moment.wall,
            minutes: None,
            language: None,
            note: None,
            informed: false,
            consent: false,
            withdrawn: false,
            started_estimate: None,
        };
        edits.push(Edit::new(feed, id, &record));
        if wanted.due.is_some() {
            let back = Agreed { due: wanted.due.clone(), service: None };
            let appointment: AppointmentId = new_id(moment.wall, chance)?;
            let record = self::appointment(id, &back, None, false)?;
            edits.push(Edit::new(feed, appointment, &record));
        }
        visits.push(id);
        drafts.push(draft_key(mission.id, *door));
    }
    db.edit_and_drop(moment, &edits, &drafts)?;
    let waiting = db.waiting()?;
    Ok(Outcomes { visits, waiting })
}

pub(super) fn correct(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    wanted: &Correction,
) -> Result<Corrected, Failure> {
    let person = find::person(db)?;
    let visit = find::own_visit(db, &person, wanted.visit)?;
    let (feed, id) = (visit.feed, visit.view.id);
    let mut edits =
        vec![Edit { feed, kind: Kind::Visit, id: id.uuid(), fields: corrected_fields(wanted) }];
    let services = match feed {
        FeedId::Mission(mission) => db.mission_services(mission)?,
        _ => Vec::new(),
    };
    for code in &wanted.add_advice {
        let service = find::service(&services, code)?;
        if !visit.advice.iter().any(|(_, given)| given == code) {
            edits.push(advice(feed, id, service, moment.wall, chance)?);
        }
    }
    for heard in &wanted.add_needs {
        match visit.needs.iter().find(|(_, theme)| *theme == heard.theme) {
            None => edits.push(need(feed, id, heard, moment.wall, chance)?),
            Some((held, _)) => edits.extend(rewording(feed, *held, heard)),
        }
    }
    for agreed in &wanted.add_agreed {
        let service = agreed.service.as_deref();
        let service = service.map(|code| find::service(&services, code)).transpose()?;
        let new: AppointmentId = new_id(moment.wall, chance)?;
        let record = appointment(id, agreed, service, wanted.consent)?;
        edits.push(Edit::new(feed, new, &record));
    }
    for dropped in &wanted.drop_agreed {
        if visit.view.appointments.iter().any(|held| held.id == *dropped) {
            edits.push(deletion(feed, Kind::Appointment, dropped.uuid()));
        }
    }
    let dropped = |names: &[String], name: &String| names.contains(name);
    for (advice, code) in &visit.advice {
        if dropped(&wanted.drop_advice, code) {
            edits.push(deletion(feed, Kind::Advice, advice.uuid()));
        }
    }
    for (need, theme) in &visit.needs {
        if dropped(&wanted.drop_needs, theme) {
            edits.push(deletion(feed, Kind::Need, need.uuid()));
        }
    }
    edited(db, moment, id, &edits)
}

pub(super) fn withdraw(
    db: &mut Db,
    moment: &Moment,
    visit: VisitId,
    undo: bool,
) -> Result<Corrected, Failure> {
    let edit = withdrawal(db, visit, undo)?;
    edited(db, moment, visit, &[edit])
}

pub(super) fn withdraw_many(
    db: &mut Db,
    moment: &Moment,
    visits: Vec<VisitId>,
    undo: bool,
) -> Result<Withdrawn, Failure> {
    let edits = visits.iter().map(|visit| withdrawal(db, *visit, undo));
    let edits = edits.collect::<Result<Vec<_>, _>>()?;
    db.edit(moment, &edits)?;
    Ok(Withdrawn { visits, waiting: db.waiting()? })
}

fn withdrawal(db: &Db, visit: VisitId, undo: bool) -> Result<Edit, Failure> {
    let visit = find::own_visit(db, &find::person(db)?, visit)?;
    Ok(Edit {
        feed: visit.feed,
        kind: Kind::Visit,
        id: visit.view.id.uuid(),
        fields: Fields::from([("withdrawn".to_owned(), Value::Bool(!undo))]),
    })
}

pub(super) fn answer(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    visit: VisitId,
    text: &str,
) -> Result<Answered, Failure> {
    let person = find::person(db)?;
    let feed = find::own_visit(db, &person, visit)?.feed;
    let id: CommentId = new_id(moment.wall, chance)?;
    let text = value("text", Prose::parse(text))?;
    let record = Comment { visit, author: person.account, text };
    db.edit_and_drop(moment, &[Edit::new(feed, id, &record)], &[answer_key(visit)])?;
    Ok(Answered { visit, comment: id, waiting: db.waiting()? })
}

fn edited(
    db: &mut Db,
    moment: &Moment,
    visit: VisitId,
    edits: &[Edit],
) -> Result<Corrected, Failure> {
    let changes = db.edit_and_drop(moment, edits, &[correction_key(visit)])?;
    if changes == 0 {
        return Err(Failure::new(
            FailureCode::NothingToChange,
            "the visit says all of that already, so nothing changes; say what should be different",
        ));
    }
    let waiting = db.waiting()?;
    Ok(Corrected { visit, changes, waiting })
}

fn corrected_fields(wanted: &Correction) -> Fields {
    let text = |text: &String| match text.as_str() {
        "" => Value::Null,
        text => Value::from(text),
    };
    let fields = [
        ("outcome", wanted.outcome.as_ref().map(text)),
        ("minutes", wanted.minutes.map(Value::Int)),
        ("language", wanted.language.as_ref().map(text)),
        ("note", wanted.note.as_ref().map(text)),
        ("informed", wanted.informed.map(Value::Bool)),
        ("consent", wanted.consent_to_words.map(Value::Bool)),
    ];
    let set = |(name, value): (&str, Option<Value>)| value.map(|value| (name.to_owned(), value));
    fields.into_iter().filter_map(set).collect()
}

fn advice(
    feed: FeedId,
    visit: VisitId,
    service: ServiceId,
    now: Millis,
    chance: &mut impl Chance,
) -> Result<Edit, Failure> {
    let id: AdviceId = new_id(now, chance)?;
    Ok(Edit::new(feed, id, &Advice { visit, service }))
}

fn need(
    feed: FeedId,
    visit: VisitId,
    heard: &Heard,
    now: Millis,
    chance: &mut impl Chance,
) -> Result<Edit, Failure> {
    let id: NeedId = new_id(now, chance)?;
    let record = Need {
        visit,
        theme: value("need", Code::parse(&heard.theme))?,
        words: optional("words", heard.words.as_deref(), Prose::parse)?,
    };
    Ok(Edit::new(feed, id, &record))
}

/// Sets the words of a need that is there; without words, they stay.
fn rewording(feed: FeedId, need: NeedId, heard: &Heard) -> Option<Edit> {
    let words = heard.words.as_deref()?;
    let words = if words.is_empty() { Value::Null } else { Value::from(words) };
    let fields = Fields::from([("words".to_owned(), words)]);
    Some(Edit { feed, kind: Kind::Need, id: need.uuid(), fields })
}

fn appointment(
    visit: VisitId,
    agreed: &Agreed,
    service: Option<ServiceId>,
    consent: bool,
) -> Result<Appointment, Failure> {
    Ok(Appointment {
        visit,
        sort: match service {
            Some(_) => AppointmentSort::Referral,
            None => AppointmentSort::Revisit,
        },
        service,
        due: optional("appointment", agreed.due.as_deref(), Line::parse)?,
        // Nobody need consent to be called on again; a referral without is refused by its rules.
        consent,
    })
}

fn deletion(feed: FeedId, kind: Kind, id: Uuid) -> Edit {
    Edit { feed, kind, id, fields: Fields::from([(DELETED.to_owned(), Value::Bool(true))]) }
}

fn optional<A, T>(
    field: &str,
    given: Option<A>,
    parse: impl FnOnce(A) -> Result<T, FieldError>,
) -> Result<Option<T>, Failure> {
    given.map(|given| value(field, parse(given))).transpose()
}

pub(super) fn value<T>(field: &str, parsed: Result<T, FieldError>) -> Result<T, Failure> {
    parsed.map_err(|error| Failure::new(FailureCode::BadValue, format_args!("{field} {error}")))
}
