//! Putting right what could not be accepted: its fields as a form, and what was typed there.
//!
//! What names another record is not typed by hand, and what is the server's own is not offered.

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDateTime;
use shared::record::{
    AppointmentSort, FieldError, FieldSpec, FieldType, Kind, Outcome, check_known,
};
use shared::time::Millis;
use shared::value::{Fields, Value};

use super::super::Console;
use super::super::answer::{Trouble, see};
use super::super::form::{self, Posted};
use super::super::gate::Seat;
use super::super::tongue::Tongue;
use super::{Draft, Refusal, field_word, named, note, refused, said};
use crate::calendar;
use crate::service::ServiceError;
use crate::service::quarantine::{self, Mended};

const SERVERS: [&str; 4] = ["started_estimate", "erased_at", "withdrawn", "reviewed_seq"];
/// What a browser sends of a day and an hour.
const LOCAL: &str = "%Y-%m-%dT%H:%M";

/// A field of the form.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) word: String,
    pub(super) typed: String,
    pub(super) input: Input,
    /// What can be chosen, where not everything can: values and words.
    pub(super) choices: Vec<(String, String)>,
    pub(super) wrong: Option<String>,
}

impl Field {
    pub(super) fn is_prose(&self) -> bool {
        self.input == Input::Prose
    }

    /// Whether what stands there is one of the choices.
    pub(super) fn is_known(&self) -> bool {
        self.choices.iter().any(|(value, _)| *value == self.typed)
    }
}

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Line,
    Prose,
    Number,
    Instant,
    Choice,
}

/// The fields that a person can put right, as they were sent.
pub(super) fn fields_of(t: Tongue, kind: Kind, fields: &Fields) -> Vec<Field> {
    let offered = kind.fields().iter().filter(|spec| {
        !matches!(spec.kind, FieldType::Reference(_)) && !SERVERS.contains(&spec.name)
    });
    let field = |spec: &'static FieldSpec| {
        let choices = choices(t, kind, spec);
        let input = match (spec.name, spec.kind) {
            _ if !choices.is_empty() => Input::Choice,
            ("started", _) => Input::Instant,
            ("note" | "text" | "question" | "words", _) => Input::Prose,
            (_, FieldType::Int) => Input::Number,
            _ => Input::Line,
        };
        let typed = typed(fields.get(spec.name).unwrap_or(&Value::Null), input);
        let word = field_word(t, spec.name);
        Field { name: spec.name, word, typed, input, choices, wrong: None }
    };
    offered.map(field).collect()
}

/// Puts back what was typed, and beside one field why it was refused.
pub(super) fn type_again(fields: &mut [Field], typed: &Posted, wrong: Option<(&str, &str)>) {
    for field in fields {
        if let Some(typed) = typed.all(&format!("field.{}", field.name)).next() {
            typed.clone_into(&mut field.typed);
        }
        let is_it = wrong.filter(|(name, _)| *name == field.name);
        field.wrong = is_it.map(|(_, why)| why.to_owned());
    }
}

fn choices(t: Tongue, kind: Kind, spec: &FieldSpec) -> Vec<(String, String)> {
    let words: Vec<&str> = match (kind, spec.name, spec.kind) {
        (Kind::Visit, "outcome", _) => Outcome::ALL.iter().map(|one| one.as_str()).collect(),
        (Kind::Appointment, "sort", _) => {
            AppointmentSort::ALL.iter().map(|one| one.as_str()).collect()
        }
        (.., FieldType::Bool) => {
            return vec![(String::new(), t.say("no")), ("yes".to_owned(), t.say("yes"))];
        }
        _ => return Vec::new(),
    };
    let word = |word: &str| {
        let said = said(t, spec.name, &Value::from(word));
        (word.to_owned(), said.unwrap_or_else(|| word.to_owned()))
    };
    words.into_iter().map(word).collect()
}

/// What became of a form.
enum Fate {
    /// It is in, all of it or in part.
    Done(bool),
    /// Somebody else decided.
    Gone,
    /// This field cannot be so.
    Wrong(String, FieldError),
}

/// A value as it stands in its field.
fn typed(value: &Value, input: Input) -> String {
    match (value, input) {
        (Value::Text(text), _) => text.clone(),
        (Value::Int(at), Input::Instant) => {
            let local = calendar::local(Millis(*at));
            local.map(|at| at.format(LOCAL).to_string()).unwrap_or_default()
        }
        (Value::Int(number), _) => number.to_string(),
        (Value::Bool(true), _) => "yes".to_owned(),
        _ => String::new(),
    }
}

/// What a person put right: only what is typed otherwise than it was sent.
fn put_right(
    t: Tongue,
    kind: Kind,
    sent: &Fields,
    posted: &Posted,
) -> Result<Fields, (String, FieldError)> {
    let mut right = Fields::new();
    for field in fields_of(t, kind, sent) {
        let name = format!("field.{}", field.name);
        let Some(typed) = posted.all(&name).next() else { continue };
        if typed == field.typed {
            continue;
        }
        let is_bool = kind.field(field.name).is_some_and(|spec| spec.kind == FieldType::Bool);
        let value = match (typed.trim(), field.input) {
            (_, Input::Choice) if is_bool => Value::Bool(typed == "yes"),
            ("", _) => Value::Null,
            (typed, Input::Number) => match typed.parse() {
                Ok(number) => Value::Int(number),
                Err(_) => return Err((field.name.to_owned(), FieldError::Shape("a whole number"))),
            },
            (typed, Input::Instant) => match NaiveDateTime::parse_from_str(typed, LOCAL) {
                Ok(local) => Value::Int(calendar::at(local).0),
                Err(_) => {
                    return Err((field.name.to_owned(), FieldError::Shape("a day and an hour")));
                }
            },
            _ => Value::from(typed),
        };
        let one = Fields::from([(field.name.to_owned(), value.clone())]);
        check_known(kind, &one).map_err(|wrong| (wrong.field, wrong.error))?;
        right.insert(field.name.to_owned(), value);
    }
    Ok(right)
}

pub(in crate::console) async fn mend(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let (principal, t) = (seat.person()?.clone(), seat.tongue);
    let (feed, record) = named(&posted)?;
    let typed = posted.clone();
    let mended = console
        .write(move |write, moment| {
            if !principal.sees(&*write, feed)? {
                return Ok(None);
            }
            let Some((kind, sent)) = quarantine::kept_of(&*write, feed, record)? else {
                return Ok(Some(Fate::Gone));
            };
            let right = match put_right(t, kind, &sent, &typed) {
                Ok(right) => right,
                Err((field, error)) => return Ok(Some(Fate::Wrong(field, error))),
            };
            Ok(Some(match quarantine::mend(write, feed, record, right, moment)? {
                Mended::Refused(wrong) => Fate::Wrong(wrong.field, wrong.error),
                done => {
                    note(write, &principal, "mend", feed, record, moment.now)?;
                    Fate::Done(matches!(done, Mended::In))
                }
            }))
        })
        .await;
    let sort = match mended {
        Ok(None) => return Err(Trouble::NotFound),
        Ok(Some(Fate::Done(true))) => return Ok(see("/desk/aside?done=mended")),
        Ok(Some(Fate::Done(false))) => return Ok(see("/desk/aside?done=mended-in-part")),
        Ok(Some(Fate::Gone)) => return Ok(see("/desk/aside?done=gone")),
        Ok(Some(Fate::Wrong(field, error))) => Refusal::Field(field, form::said(t, &error)),
        Err(ServiceError::Store(error)) => return Err(error.into()),
        Err(_) => Refusal::Whole(t.say("aside-mend-missing")),
    };
    refused(&console, seat, Draft { record, typed: posted, sort }).await
}
