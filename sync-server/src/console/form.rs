//! What a form sent: fields by name, bounded before anything is read of them.

use std::str::FromStr;

use axum::body::{Body, to_bytes};

use shared::record::FieldError;

use super::answer::Trouble;
use super::tongue::{Part, Tongue};

/// A form of the desk is no longer than this.
pub(super) const LONGEST: usize = 128 * 1024;
/// The field that proves that a form was made for this session.
pub(super) const PROOF: &str = "proof";

/// The fields of a form, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Posted(Vec<(String, String)>);

impl Posted {
    pub(super) async fn read(body: Body) -> Result<Self, Trouble> {
        let bytes = to_bytes(body, LONGEST).await.map_err(|_| Trouble::TooLarge)?;
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(&bytes).map_err(|_| Trouble::BadForm)?;
        Ok(Self::of(fields))
    }

    /// Fields that came some other way. Browsers end lines as the network does; we do not.
    pub(super) fn of(fields: Vec<(String, String)>) -> Self {
        let plain = |(name, value): (String, String)| (name, value.replace("\r\n", "\n"));
        Self(fields.into_iter().map(plain).collect())
    }

    /// The first field of that name; empty if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// All fields of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.0.iter().filter(move |(field, _)| field == name);
        fields.map(|(_, value)| value.as_str())
    }

    /// All fields of that name that can be read as such a thing; what cannot was not sent by a page of
    /// ours.
    pub(super) fn parsed<'a, T: FromStr>(&'a self, name: &'a str) -> impl Iterator<Item = T> {
        self.all(name).filter_map(|value| value.parse().ok())
    }
}

/// A form as it stands: what was typed, and beside which field why it was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    typed: Posted,
    wrong: Vec<(String, String)>,
}

impl Form {
    /// What was typed.
    pub(super) fn of(typed: &Posted) -> Self {
        Self { typed: typed.clone(), wrong: Vec::new() }
    }

    /// What stands in the fields before anybody typed.
    pub(super) fn with(fields: &[(&str, String)]) -> Self {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self { typed: Posted(fields.collect()), wrong: Vec::new() }
    }

    /// The same, with what stands in one field more.
    pub(super) fn and(mut self, name: &str, value: String) -> Self {
        self.typed.0.push((name.to_owned(), value));
        self
    }

    /// What stands in a field.
    pub(super) fn value(&self, name: &str) -> &str {
        self.typed.get(name)
    }

    /// Whether a choice is made.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.typed.0.iter().any(|(field, typed)| field == name && typed == value)
    }

    /// Why a field was refused.
    pub(super) fn wrong(&self, name: &str) -> Option<&str> {
        let found = self.wrong.iter().find(|(field, _)| field == name);
        found.map(|(_, why)| why.as_str())
    }

    /// Whether anything was refused.
    pub(super) fn is_refused(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// Notes why a field is refused; the first reason stays.
    pub(super) fn refuse(&mut self, name: &str, why: String) {
        if self.wrong(name).is_none() {
            self.wrong.push((name.to_owned(), why));
        }
    }

    /// Reads a field that must be filled in; none, with a word beside it, if it cannot be so.
    pub(super) fn take<T>(
        &mut self,
        t: Tongue,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        match parse(self.value(name).trim()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(name, said(t, &error));
                None
            }
        }
    }

    /// Reads a field that may stay empty.
    pub(super) fn take_any<T>(
        &mut self,
        t: Tongue,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        if self.value(name).trim().is_empty() { None } else { self.take(t, name, parse) }
    }
}

/// A refusal in words for people.
pub(super) fn said(t: Tongue, error: &FieldError) -> String {
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    match error {
        FieldError::Missing | FieldError::Empty => t.say("wrong-empty"),
        FieldError::TooLong(most) => t.count("wrong-too-long", *most as u64),
        FieldError::OutOfRange(from, to) => {
            let (from, to) = (Part::Number(number(*from)), Part::Number(number(*to)));
            t.with("wrong-range", &[("from", from), ("to", to)])
        }
        FieldError::Shape(_) | FieldError::NotOneOf(_) | FieldError::AtOdds(_) => {
            t.say("wrong-shape")
        }
    }
}
