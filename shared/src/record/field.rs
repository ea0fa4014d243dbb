//! What a field may hold: types that say no once, at the boundary.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::Kind;
use crate::id::*;
use crate::time::{self, Millis};
use crate::value::Value;

/// A type that a field of a record can have.
pub trait FieldValue: Sized {
    /// How stores keep it.
    const TYPE: FieldType;
    /// Whether it must be there.
    const PRESENCE: Presence = Presence::Required;
    /// The value that travels and is stored.
    fn to_value(&self) -> Value;
    /// Reads a value that travelled or was stored.
    ///
    /// # Errors
    /// Says why the value is none of this type.
    fn from_value(value: &Value) -> Result<Self, FieldError>;
}

/// How stores keep a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    Text,
    /// A whole number of 64 bits; for instants, milliseconds since 1970 in UTC.
    Int,
    /// Yes or no.
    Bool,
    /// The id of a record of the kind.
    Reference(Kind),
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A record without it is refused.
    Required,
    /// May be absent.
    Optional,
    /// Absent means no.
    DefaultFalse,
}

/// Why a value is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// A required field is absent.
    #[error("is missing")]
    Missing,
    /// The value has another shape.
    #[error("must be {0}")]
    Shape(&'static str),
    /// The text says nothing.
    #[error("is empty: write something, or leave it out")]
    Empty,
    /// The text is longer than the field allows.
    #[error("is too long: at most {0} characters")]
    TooLong(usize),
    /// The number is outside its bounds.
    #[error("must be from {0} to {1}")]
    OutOfRange(i64, i64),
    /// The word is none of those allowed.
    #[error("must be one of: {0}")]
    NotOneOf(String),
    /// Two fields of the record contradict each other.
    #[error("{0}")]
    AtOdds(&'static str),
}

impl<T: FieldValue> FieldValue for Option<T> {
    const TYPE: FieldType = T::TYPE;
    const PRESENCE: Presence = Presence::Optional;

    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }

    fn from_value(value: &Value) -> Result<Self, FieldError> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl FieldValue for bool {
    const TYPE: FieldType = FieldType::Bool;
    const PRESENCE: Presence = Presence::DefaultFalse;

    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }

    fn from_value(value: &Value) -> Result<Self, FieldError> {
        match value {
            Value::Null => Ok(false),
            Value::Bool(truth) => Ok(*truth),
            _ => Err(FieldError::Shape("true or false")),
        }
    }
}

fn text_of(value: &Value) -> Result<&str, FieldError> {
    match value {
        Value::Null => Err(FieldError::Missing),
        Value::Text(text) => Ok(text),
        _ => Err(FieldError::Shape("a text")),
    }
}

pub(super) fn int_of(value: &Value) -> Result<i64, FieldError> {
    match value {
        Value::Null => Err(FieldError::Missing),
        Value::Int(number) => Ok(*number),
        _ => Err(FieldError::Shape("a whole number")),
    }
}

/// A number field with bounds, both included.
macro_rules! bounded {
    ($($(#[$doc:meta])* $name:ident($low:literal..=$high:literal)),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            /// Takes a number within the bounds.
            ///
            /// # Errors
            /// [`FieldError::OutOfRange`](crate::record::FieldError::OutOfRange) outside of them.
            pub fn new(number: i64) -> Result<Self, $crate::record::FieldError> {
                if ($low..=$high).contains(&number) {
                    Ok(Self(number))
                } else {
                    Err($crate::record::FieldError::OutOfRange($low, $high))
                }
            }

            /// The number.
            #[must_use]
            pub fn get(self) -> i64 {
                self.0
            }
        }

        impl $crate::record::FieldValue for $name {
            const TYPE: $crate::record::FieldType = $crate::record::FieldType::Int;
            fn to_value(&self) -> $crate::value::Value {
                $crate::value::Value::Int(self.0)
            }
            fn from_value(value: &$crate::value::Value) -> Result<Self, $crate::record::FieldError> {
                $crate::record::field::int_of(value).and_then(Self::new)
            }
        }
    )*};
}
pub(super) use bounded;

bounded! {
    /// How long a visit took, in minutes.
    Minutes(0..=600),
}

impl FieldValue for Millis {
    const TYPE: FieldType = FieldType::Int;

    fn to_value(&self) -> Value {
        Value::Int(self.0)
    }

    fn from_value(value: &Value) -> Result<Self, FieldError> {
        int_of(value).map(Self)
    }
}

impl FieldValue for NaiveDate {
    const TYPE: FieldType = FieldType::Text;

    fn to_value(&self) -> Value {
        Value::Text(time::day_text(*self))
    }

    fn from_value(value: &Value) -> Result<Self, FieldError> {
        // One spelling for one date, so that equal rows have equal bytes.
        time::day(text_of(value)?).ok_or(FieldError::Shape("a date such as 2026-11-24"))
    }
}

/// A text field: what it accepts, and how it is called in an error.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($longest:literal, $accepts:expr, $shape:literal)),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Takes a text that fits.
            ///
            /// # Errors
            /// Says how the text does not fit.
            pub fn parse(text: &str) -> Result<Self, FieldError> {
                let accepts: fn(&str) -> bool = $accepts;
                if text.trim().is_empty() {
                    Err(FieldError::Empty)
                } else if text.contains('\0') || !accepts(text) {
                    Err(FieldError::Shape($shape))
                } else if text.chars().count() > $longest {
                    Err(FieldError::TooLong($longest))
                } else {
                    Ok(Self(text.to_owned()))
                }
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FieldValue for $name {
            const TYPE: FieldType = FieldType::Text;
            fn to_value(&self) -> Value {
                Value::from(self.0.as_str())
            }
            fn from_value(value: &Value) -> Result<Self, FieldError> {
                text_of(value).and_then(Self::parse)
            }
        }

        impl FromStr for $name {
            type Err = FieldError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

texts! {
    /// A name or a title: one line of at most 200 characters.
    Line(200, |text| !text.chars().any(char::is_control), "one line of text"),
    /// A note, a message, a description: at most 4,000 characters.
    Prose(
        4000,
        |text| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')),
        "text without control characters"
    ),
    /// A short code such as `cheque-energie`: lower-case letters, digits and `-`.
    Code(
        40,
        |text| text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')),
        "a code of lower-case letters, digits and -"
    ),
    /// A language as ISO 639 writes it: two or three lower-case letters, such as `fr` or `tzm`.
    LanguageCode(
        3,
        |text| {
            (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase())
        },
        "a language code of two or three letters, such as fr or ar"
    ),
}

macro_rules! reference_fields {
    ($($id:ident => $kind:ident),* $(,)?) => {$(
        impl FieldValue for $id {
            const TYPE: FieldType = FieldType::Reference(Kind::$kind);
            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }
            fn from_value(value: &Value) -> Result<Self, FieldError> {
                let id = text_of(value)?.parse::<Self>().ok();
                // One spelling for one id, so that references and keys compare as text.
                id.filter(|id| id.to_value() == *value)
                    .ok_or(FieldError::Shape("an id in lower-case UUID form"))
            }
        }
    )*};
}

reference_fields! {
    AccountId => Account,
    AnswerId => Answer,
    BuildingId => Building,
    CardId => Card,
    DoorId => Door,
    MissionId => Mission,
    PartnerId => Partner,
    PostId => Post,
    QuizQuestionId => QuizQuestion,
    RemarkId => Remark,
    ServiceId => Service,
    StairwellId => Stairwell,
    TerritoryId => Territory,
    VisitId => Visit,
}

/// A word that is one of a few: the enum, its words, and its place in a field.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$word_doc])* $variant),* }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that travels and is stored.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::record::FieldError;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|one| one.as_str() == word);
                found.ok_or_else(|| $crate::record::FieldError::NotOneOf([$($word),*].join(", ")))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::record::FieldValue for $name {
            const TYPE: $crate::record::FieldType = $crate::record::FieldType::Text;
            fn to_value(&self) -> $crate::value::Value {
                $crate::value::Value::from(self.as_str())
            }
            fn from_value(value: &$crate::value::Value) -> Result<Self, $crate::record::FieldError> {
                match value {
                    $crate::value::Value::Null => Err($crate::record::FieldError::Missing),
                    $crate::value::Value::Text(word) => word.parse(),
                    _ => Err($crate::record::FieldError::Shape("a text")),
                }
            }
        }
    };
}
pub(crate) use choice;
