//! What a form sent: fields by name, bounded before anything is read of them.

use axum::body::{Body, to_bytes};

use super::answer::Trouble;

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
        let fields = serde_urlencoded::from_bytes(&bytes).map_err(|_| Trouble::BadForm)?;
        Ok(Self(fields))
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
}
