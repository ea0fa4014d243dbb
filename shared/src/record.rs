//! The nouns of the field that synchronise, one file each.
//!
//! A noun is a struct whose field types refuse bad values, and a table of its fields that stores
//! and protocol read. [`Kind`] lists them all; [`Record`] turns a struct into fields and back.
//! Adding a field here, and a column to both stores, is all it takes to carry it everywhere.

use std::fmt;

use crate::change::DELETED;
use crate::id::{FeedKind, Id};
use crate::value::{Fields, Value};

mod field;

pub(crate) use field::choice;
pub use field::{
    Code, FieldError, FieldType, FieldValue, LanguageCode, Line, Minutes, Presence, Prose,
};

/// Declares a noun: its struct, and its table of fields.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident, $id:ident, $kind:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type),*
        }

        impl $crate::record::Record for $name {
            type Id = $crate::id::$id;
            const KIND: $crate::record::Kind = $crate::record::Kind::$kind;
            const FIELDS: &'static [$crate::record::FieldSpec] =
                &[$($crate::record::FieldSpec::of::<$type>(stringify!($field))),*];

            fn read(fields: &$crate::value::Fields) -> Result<Self, $crate::record::RecordError> {
                let record = Self {
                    $($field: $crate::record::read_field(fields, stringify!($field))?),*
                };
                if let Some(rule) = <Self as $crate::record::Rules>::RULE {
                    rule(&record)?;
                }
                Ok(record)
            }

            fn fields(&self) -> $crate::value::Fields {
                $crate::value::canonical($crate::value::Fields::from([$((
                    stringify!($field).to_owned(),
                    $crate::record::FieldValue::to_value(&self.$field),
                )),*]))
            }
        }
    };
}

macro_rules! kinds {
    ($($module:ident: $kind:ident($word:literal) in $feed:ident),* $(,)?) => {
        $(mod $module; pub use $module::*;)*

        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!("See [`", stringify!($kind), "`](struct@", stringify!($kind), ").")]
            $kind),*
        }

        impl Kind {
            /// All kinds; within a feed, parents come before their children.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The name of the kind in the protocol and of its table in both stores.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word),* }
            }

            /// The kind of feed that records of this kind live in.
            #[must_use]
            pub fn feed(self) -> FeedKind {
                match self { $(Self::$kind => FeedKind::$feed),* }
            }

            /// The fields of the kind, in the order of the struct.
            #[must_use]
            pub fn fields(self) -> &'static [FieldSpec] {
                match self { $(Self::$kind => <$kind as Record>::FIELDS),* }
            }

            /// Whether `fields` make a whole record of this kind.
            ///
            /// # Errors
            /// Names the first field that is missing or refused.
            pub fn check(self, fields: &Fields) -> Result<(), RecordError> {
                // A whole struct is read only where its fields have rules among each other: of every
                // kind, that would be a good part of the phone's program.
                for field in self.fields() {
                    let value = fields.get(field.name).unwrap_or(&Value::Null);
                    (field.check)(value).map_err(|error| RecordError::new(field.name, error))?;
                }
                match self {
                    $(Self::$kind => {
                        if <$kind as Rules>::RULE.is_some() { $kind::read(fields).map(drop) } else { Ok(()) }
                    }),*
                }
            }
        }
    };
}

kinds! {
    partner: Partner("partner") in Catalogue,
    service: Service("service") in Catalogue,
    territory: Territory("territory") in Territory,
    building: Building("building") in Territory,
    stairwell: Stairwell("stairwell") in Territory,
    door: Door("door") in Territory,
    mission: Mission("mission") in Mission,
    mission_service: MissionService("mission_service") in Mission,
    assignment: Assignment("assignment") in Mission,
    visit: Visit("visit") in Mission,
    advice: Advice("advice") in Mission,
    need: Need("need") in Mission,
    appointment: Appointment("appointment") in Mission,
    follow_up: FollowUp("follow_up") in Mission,
    review: Review("review") in Mission,
    account: Account("account") in Account,
    device: Device("device") in Account,
    comment: Comment("comment") in Mission,
    signal: Signal("signal") in Mission,
    answer: Answer("answer") in Territory,
    answer_building: AnswerBuilding("answer_building") in Territory,
    telling: Telling("telling") in Mission,
    card: Card("card") in Mission,
    quiz_question: QuizQuestion("quiz_question") in Mission,
    reading: Reading("reading") in Mission,
    quiz_answer: QuizAnswer("quiz_answer") in Mission,
    clearance: Clearance("clearance") in Mission,
    remark: Remark("remark") in Mission,
    message_version: MessageVersion("message_version") in Mission,
    synthesis: Synthesis("synthesis") in Mission,
    debrief: Debrief("debrief") in Account,
    stint: Stint("stint") in Account,
    post: Post("post") in Mission,
    thanks: Thanks("thanks") in Mission,
    pin: Pin("pin") in Mission,
    attachment: Attachment("attachment") in Mission,
}

impl Kind {
    /// The kind of that name, if this version knows it.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }

    /// The field of that name; `None` for one that this version does not know.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// The kinds of one feed, parents before children.
    pub fn of_feed(feed: FeedKind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |kind| kind.feed() == feed)
    }

    /// The fields that name a record which must be there first: references inside the feed.
    pub fn parents(self) -> impl Iterator<Item = (&'static FieldSpec, Self)> {
        self.references().filter(move |(_, to)| to.feed() == self.feed())
    }

    /// The fields that name another record, and its kind.
    pub fn references(self) -> impl Iterator<Item = (&'static FieldSpec, Self)> {
        self.fields().iter().filter_map(|field| match field.kind {
            FieldType::Reference(to) => Some((field, to)),
            _ => None,
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A noun as a struct.
pub trait Record: Rules + Sized {
    /// Its id.
    type Id: Id;
    /// Its kind.
    const KIND: Kind;
    /// Its fields.
    const FIELDS: &'static [FieldSpec];

    /// Reads a whole record from fields; unknown fields are left alone.
    ///
    /// # Errors
    /// Names the first field that is missing or refused.
    fn read(fields: &Fields) -> Result<Self, RecordError>;

    /// All fields that are not default.
    fn fields(&self) -> Fields;
}

/// What checks the rules that no single field can know; it names the field that is at odds with another.
pub type Rule<R> = fn(&R) -> Result<(), RecordError>;

/// What the fields of a noun must keep among each other.
pub trait Rules: Sized {
    /// The rule, where there is one.
    const RULE: Option<Rule<Self>> = None;
}

/// One field of a kind.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// Its name in the protocol and as a column.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldType,
    /// Whether it must be there.
    pub presence: Presence,
    /// Refuses what is no value of this field.
    pub check: fn(&Value) -> Result<(), FieldError>,
}

impl FieldSpec {
    pub(crate) const fn of<T: FieldValue>(name: &'static str) -> Self {
        Self {
            name,
            kind: T::TYPE,
            presence: T::PRESENCE,
            check: |value| T::from_value(value).map(drop),
        }
    }
}

/// Why fields do not make a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {error}")]
pub struct RecordError {
    /// The field.
    pub field: String,
    /// What is wrong with it.
    pub error: FieldError,
}

impl RecordError {
    pub(crate) fn new(field: &str, error: FieldError) -> Self {
        Self { field: field.to_owned(), error }
    }
}

/// Checks that every known field among `fields` holds an acceptable value, as in a correction
/// that sets only some of them.
///
/// # Errors
/// Names the first field that is refused.
pub fn check_known(kind: Kind, fields: &Fields) -> Result<(), RecordError> {
    for (name, value) in fields {
        let checked = match kind.field(name) {
            Some(field) => (field.check)(value),
            None if name == DELETED => bool::from_value(value).map(drop),
            None => Ok(()),
        };
        checked.map_err(|error| RecordError::new(name, error))?;
    }
    Ok(())
}

/// Reads one field of a record, or says why not.
pub(crate) fn read_field<T: FieldValue>(fields: &Fields, name: &str) -> Result<T, RecordError> {
    T::from_value(fields.get(name).unwrap_or(&Value::Null))
        .map_err(|error| RecordError::new(name, error))
}
