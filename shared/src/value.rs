//! Values of fields, self-describing, so that a field from a newer version can be kept to the
//! last bit by one that does not know it.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Field names and their values, in name order.
pub type Fields = BTreeMap<String, Value>;

/// One value. The fields that this version knows are [`Null`](Self::Null), [`Bool`](Self::Bool),
/// [`Int`](Self::Int) or [`Text`](Self::Text); the other shapes exist for versions to come.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing; the same as a field that is absent.
    Null,
    /// Yes or no; `false` is the same as absent.
    Bool(bool),
    /// A whole number of 64 bits.
    Int(i64),
    /// A number with a fraction, never used by this version.
    Float(f64),
    /// Text without U+0000.
    Text(String),
    /// A list, never used by this version.
    List(Vec<Self>),
    /// A map, never used by this version.
    Map(Fields),
}

impl Value {
    /// Whether a row that holds this value equals a row without the field. Canonical rows leave
    /// such values out, so that adding a field to a kind writes nothing.
    #[must_use]
    pub fn is_default(&self) -> bool {
        matches!(self, Self::Null | Self::Bool(false))
    }

    /// Whether U+0000 stands anywhere inside; SQLite and PostgreSQL disagree on it.
    #[must_use]
    pub fn has_nul(&self) -> bool {
        match self {
            Self::Text(text) => text.contains('\0'),
            Self::List(items) => items.iter().any(Self::has_nul),
            Self::Map(fields) => {
                fields.iter().any(|(name, value)| name.contains('\0') || value.has_nul())
            }
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Float(_) => false,
        }
    }
}

/// The canonical form of `fields`: what is default is left out.
#[must_use]
pub fn canonical(mut fields: Fields) -> Fields {
    fields.retain(|_, value| !value.is_default());
    fields
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Map(fields) => fields.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a null, a boolean, a number, a text, a list or a map")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number)
            .map(Value::Int)
            .map_err(|_| E::custom("a whole number does not fit 64 bits with a sign"))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut fields = Fields::new();
        while let Some((name, value)) = access.next_entry()? {
            fields.insert(name, value);
        }
        Ok(Value::Map(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_shapes_survive_to_the_last_bit() {
        let text = r#"{"a":[1,2.5,{"b":null}],"c":1e-7,"d":0.1}"#;
        let value: Value = serde_json::from_str(text).unwrap();
        let again: Value = serde_json::from_str(&serde_json::to_string(&value).unwrap()).unwrap();
        assert_eq!(value, again);
    }

    #[test]
    fn a_number_beyond_64_bits_is_refused() {
        assert!(serde_json::from_str::<Value>("18446744073709551615").is_err());
    }

    #[test]
    fn nul_is_found_wherever_it_hides() {
        let value: Value = serde_json::from_str(r#"{"a":["x",{"b":"\u0000"}]}"#).unwrap();
        assert!(value.has_nul());
    }

    #[test]
    fn absent_and_default_are_the_same_row() {
        let fields = Fields::from([
            ("withdrawn".to_owned(), Value::Bool(false)),
            ("note".to_owned(), Value::Null),
            ("minutes".to_owned(), Value::Int(0)),
        ]);
        assert_eq!(canonical(fields).len(), 1);
    }
}
