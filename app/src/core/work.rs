//! A neighbor's work at the doors, turned into edits: visits, absences, corrections, withdrawals.

use shared::change::DELETED;
use shared::id::{AdviceId, AppointmentId, FeedId, Id, NeedId, ServiceId, VisitId};
use shared::record::{
    Advice, Appointment, AppointmentSort, Code, FieldError, Kind, LanguageCode, Line, Minutes,
    Need, Outcome, Prose, Visit,
};
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::{
    Agreed, Corrected, Correction, Failure, FailureCode, Heard, NewOutcomes, NewVisit, Outcomes,
    Visited, find,
};
use crate::db::{Db, Edit, Moment};
use crate::platform::Chance;
use crate::sync::new_id;

pub(super) fn visit(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    new: &NewVisit,
) -> Result<Visited, Failure> {
    let person = find::person(db)?;
    let door = new.door;
    let missions = db.missions(person.account)?;
    let mission = find::mission_at(db, &missions, door, new.mission.as_deref())?;
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
    db.edit(moment, &edits)?;
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
    let missions = db.missions(person.account)?;
    let outcome: Outcome = value("outcome", wanted.outcome.parse())?;
    let (mut edits, mut visits) = (Vec::new(), Vec::new());
    for door in &wanted.doors {
        let mission = find::mission_at(db, &missions, *door, wanted.mission.as_deref())?;
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
    }
    db.edit(moment, &edits)?;
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
        if !visit.needs.iter().any(|(_, theme)| *theme == heard.theme) {
            edits.push(need(feed, id, heard, moment.wall, chance)?);
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
    let person = find::person(db)?;
    let visit = find::own_visit(db, &person, visit)?;
    let id = visit.view.id;
    let edit = Edit {
        feed: visit.feed,
        kind: Kind::Visit,
        id: id.uuid(),
        fields: Fields::from([("withdrawn".to_owned(), Value::Bool(!undo))]),
    };
    edited(db, moment, id, &[edit])
}

fn edited(
    db: &mut Db,
    moment: &Moment,
    visit: VisitId,
    edits: &[Edit],
) -> Result<Corrected, Failure> {
    let changes = db.edit(moment, edits)?;
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
        // Coming back needs no consent; a referral without one is refused by its rules.
        consent: consent && service.is_some(),
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

fn value<T>(field: &str, parsed: Result<T, FieldError>) -> Result<T, Failure> {
    parsed.map_err(|error| Failure::new(FailureCode::BadValue, format_args!("{field} {error}")))
}
