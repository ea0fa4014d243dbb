//! Records that a feed is named after, found by the name that people give them.

use shared::id::{FeedId, Id};
use shared::record::{Account, Kind, Mission, Record, Territory};

use super::ServiceError;
use crate::store::{Read, StoreError};

/// A record that a feed is named after.
pub(super) trait Named: Record {
    /// How people call it.
    fn name(&self) -> &str;
    /// What is said where nothing is called so, before the names that there are.
    fn nothing(name: &str) -> String;
    /// What is said where there is none at all.
    const NONE_YET: &'static str;
    /// What to do about it.
    const ADVICE: &'static str;
}

impl Named for Account {
    fn name(&self) -> &str {
        self.name.as_str()
    }
    fn nothing(name: &str) -> String {
        format!("nobody is named {name}")
    }
    const NONE_YET: &'static str = "nobody yet";
    const ADVICE: &'static str = " (add a person with: account add --name)";
}

impl Named for Mission {
    fn name(&self) -> &str {
        self.title.as_str()
    }
    fn nothing(name: &str) -> String {
        format!("no mission is titled {name}")
    }
    const NONE_YET: &'static str = "none yet";
    const ADVICE: &'static str = "";
}

impl Named for Territory {
    fn name(&self) -> &str {
        self.name.as_str()
    }
    fn nothing(name: &str) -> String {
        format!("no territory is named {name}")
    }
    const NONE_YET: &'static str = "none yet";
    const ADVICE: &'static str = "";
}

/// All of them, in the order of their making.
///
/// # Errors
/// When the store fails.
pub(super) fn all<R: Named>(read: &dyn Read) -> Result<Vec<(R::Id, R)>, StoreError> {
    let mut found = Vec::new();
    for feed in read.feeds()?.into_iter().filter(|feed| is_named_after(*feed, R::KIND)) {
        let Some(id) = feed.owner() else { continue };
        let row = read.row(feed, R::KIND, id)?;
        let record = R::read(&row.fields());
        let record = record.map_err(|error| StoreError::Damaged(error.to_string()))?;
        found.push((R::Id::from_uuid(id), record));
    }
    Ok(found)
}

fn is_named_after(feed: FeedId, kind: Kind) -> bool {
    match feed {
        FeedId::Catalogue => false,
        FeedId::Account(_) => kind == Kind::Account,
        FeedId::Mission(_) => kind == Kind::Mission,
        FeedId::Territory(_) => kind == Kind::Territory,
    }
}

/// The one of that name, or with that id; capitals do not matter.
///
/// # Errors
/// When there is none, or several; the sentence lists the names that there are.
pub(super) fn find<R: Named>(read: &dyn Read, name: &str) -> Result<(R::Id, R), ServiceError> {
    let all = all::<R>(read)?;
    let names: Vec<_> = all.iter().map(|(_, one)| one.name().to_owned()).collect();
    let fits = |id: &R::Id, one: &R| {
        id.to_string() == name || one.name().to_lowercase() == name.to_lowercase()
    };
    let mut fitting = all.into_iter().filter(|(id, one)| fits(id, one));
    match (fitting.next(), fitting.next()) {
        (Some(found), None) => Ok(found),
        (Some(_), Some(_)) => Err(ServiceError::refused(format!(
            "several {}s are called {name}: give the id of one",
            R::KIND
        ))),
        (None, _) => {
            let known = if names.is_empty() { R::NONE_YET.to_owned() } else { names.join(", ") };
            let nothing = R::nothing(name);
            Err(ServiceError::refused(format!("{nothing}; there is: {known}{}", R::ADVICE)))
        }
    }
}
