//! The columns of an export, in their order: one table for every format and for the dictionary.

use shared::time::Millis;

use crate::calendar;
use crate::store::WholeVisit;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Code,
    Id,
    Number,
    Day,
    Instant,
    Truth,
}

impl Kind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Code => "code",
            Self::Id => "id",
            Self::Number => "number",
            Self::Day => "day",
            Self::Instant => "instant",
            Self::Truth => "truth",
        }
    }
}

/// A value as the formats write it.
pub(super) enum Cell<'v> {
    /// What somebody typed, or could have: never a formula.
    Text(&'v str),
    /// What this program made.
    Made(String),
    Number(f64),
    Truth(bool),
    Nothing,
}

/// One column.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) cell: fn(&WholeVisit) -> Cell<'_>,
}

const fn column(name: &'static str, kind: Kind, cell: fn(&WholeVisit) -> Cell<'_>) -> Column {
    Column { name, kind, cell }
}

/// All columns. A name is never taken away or given another meaning.
pub(super) const COLUMNS: [Column; 27] = [
    column("visit", Kind::Id, |one| text(&one.visit)),
    column("mission", Kind::Id, |one| text(&one.mission)),
    column("mission_title", Kind::Text, |one| text(&one.title)),
    column("partner", Kind::Text, |one| text(&one.partner)),
    column("territory", Kind::Text, |one| text(&one.territory)),
    column("building", Kind::Id, |one| text(&one.building)),
    column("street", Kind::Text, |one| text(&one.street)),
    column("number", Kind::Text, |one| text(&one.number)),
    column("commune", Kind::Text, |one| text(&one.commune)),
    column("latitude", Kind::Number, |one| degrees(one.place.map(|place| place.0))),
    column("longitude", Kind::Number, |one| degrees(one.place.map(|place| place.1))),
    column("stairwell", Kind::Text, |one| text(&one.stairwell)),
    column("floor", Kind::Number, |one| number(one.floor)),
    column("door", Kind::Text, |one| text(&one.door)),
    column("neighbor", Kind::Text, |one| text(&one.neighbor)),
    column("started", Kind::Instant, |one| instant(one.started)),
    column("day", Kind::Day, |one| day(one.started)),
    column("minutes", Kind::Number, |one| number(one.minutes)),
    column("outcome", Kind::Code, |one| text(&one.outcome)),
    column("language", Kind::Code, |one| text(&one.language)),
    column("needs", Kind::Code, |one| text(&one.needs)),
    column("words", Kind::Text, |one| text(&one.words)),
    column("advice", Kind::Text, |one| text(&one.advice)),
    column("next", Kind::Code, |one| text(&one.next)),
    column("note", Kind::Text, |one| text(&one.note)),
    column("informed", Kind::Truth, |one| Cell::Truth(one.informed)),
    column("review", Kind::Code, |one| text(&one.state)),
];

fn text(value: &str) -> Cell<'_> {
    if value.is_empty() { Cell::Nothing } else { Cell::Text(value) }
}

fn number(value: Option<i64>) -> Cell<'static> {
    #[expect(clippy::cast_precision_loss, reason = "floors and minutes are small")]
    value.map_or(Cell::Nothing, |value| Cell::Number(value as f64))
}

fn degrees(value: Option<i64>) -> Cell<'static> {
    #[expect(clippy::cast_precision_loss, reason = "millionths of a degree")]
    value.map_or(Cell::Nothing, |value| Cell::Number(value as f64 / 1e6))
}

/// ISO 8601 with the hour of the doors and its distance from UTC.
fn instant(at: i64) -> Cell<'static> {
    let at = calendar::local(Millis(at));
    at.map_or(Cell::Nothing, |at| Cell::Made(at.format("%Y-%m-%dT%H:%M:%S%:z").to_string()))
}

fn day(at: i64) -> Cell<'static> {
    let at = calendar::local(Millis(at));
    at.map_or(Cell::Nothing, |at| Cell::Made(at.format("%Y-%m-%d").to_string()))
}
