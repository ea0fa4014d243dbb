//! What the phone shows, field by field, as far as a story looks at it.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Missions {
    pub(super) missions: Vec<Mission>,
}

/// A mission that the phone holds.
#[derive(Clone, Debug, Deserialize)]
pub struct Mission {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

#[derive(Deserialize)]
pub(super) struct Doors {
    pub(super) doors: Vec<Door>,
}

/// A door of a mission.
#[derive(Clone, Debug, Deserialize)]
pub struct Door {
    /// Its id.
    pub id: String,
    /// What the last visit found; `to_see` before the first.
    pub state: String,
    /// Nobody knocks there.
    pub do_not_contact: bool,
}

/// A visit that the phone says is saved.
#[derive(Clone, Debug, Deserialize)]
pub struct Visited {
    /// Its id.
    pub visit: String,
    /// The door.
    pub door: String,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

/// Visits that the phone says are saved, one for each door.
#[derive(Clone, Debug, Deserialize)]
pub struct Absences {
    /// Their ids, in the order of the doors.
    pub visits: Vec<String>,
}

/// A correction that the phone says is saved.
#[derive(Clone, Debug, Deserialize)]
pub struct Corrected {
    /// How many changes it took.
    pub changes: u64,
}

/// What one sync did.
#[derive(Clone, Debug, Deserialize)]
pub struct Synced {
    /// Changes sent.
    pub sent: u64,
    /// Changes that the server merged.
    pub accepted: u64,
    /// Changes that the server keeps aside.
    pub quarantined: u64,
    /// Rows that came.
    pub received: u64,
    /// How many requests it took.
    pub requests: u64,
    /// Changes that still wait to be sent.
    pub waiting: u64,
    /// Whether phone and server hold the same.
    pub clean: bool,
}

/// What the phone knows of itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Status {
    /// Changes that wait to be sent.
    pub waiting: u64,
    /// Things that need the neighbor's attention.
    pub attention: u64,
    /// When the server last answered, by the phone's clock.
    pub last_contact: Option<i64>,
    /// How far each feed is read.
    pub feeds: Vec<FeedShown>,
}

/// A feed that the phone holds.
#[derive(Clone, Debug, Deserialize)]
pub struct FeedShown {
    /// Its name.
    pub feed: String,
    /// How far it is read.
    pub seq: u64,
    /// How far it goes.
    pub head: u64,
    /// Whether count and digest are those of the server; nothing while unknown.
    pub equal: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct History {
    pub(super) visits: Vec<Visit>,
}

/// A visit as the phone shows it at a door.
#[derive(Clone, Debug, Deserialize)]
pub struct Visit {
    /// Its id.
    pub id: String,
    /// Whether the phone's own neighbor made it.
    pub mine: bool,
    /// What happened.
    pub outcome: String,
    /// When, by the clock of the phone that recorded it.
    pub started: i64,
    /// When, as the server estimates it.
    pub started_estimate: Option<i64>,
    /// How long it took.
    pub minutes: Option<i64>,
    /// The language spoken.
    pub language: Option<String>,
    /// What there is to tell.
    pub note: Option<String>,
    /// The resident was told what is kept.
    pub informed: bool,
    /// The resident agreed that words which the law protects are kept.
    pub consent: bool,
    /// It does not count.
    pub withdrawn: bool,
    /// Codes of the services advised.
    pub advice: Vec<String>,
    /// Themes of the needs heard.
    pub needs: Vec<String>,
}
