//! What a phone can be asked to do.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use shared::id::{DoorId, VisitId};

/// A wish to the core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Trade a one-time code for a place at the server.
    Enrol {
        /// The address of the server.
        server: String,
        /// The code, as three words.
        code: String,
        /// What the owner calls the phone.
        label: String,
    },
    /// List the missions.
    Missions,
    /// List the doors of a mission.
    Doors {
        /// The mission's id, or its title.
        mission: String,
        /// Only the doors that nobody has been at.
        todo: bool,
    },
    /// Keep a visit.
    Visit(NewVisit),
    /// Keep that nobody opened, at several doors at once: all or none.
    Absent {
        /// The doors.
        doors: Vec<DoorId>,
        /// The mission's id or its title; the only open one there where absent.
        mission: Option<String>,
    },
    /// Change some fields of a visit.
    Correct(Correction),
    /// Take a visit back, or undo that.
    Withdraw {
        /// The visit.
        visit: VisitId,
        /// Let it count again.
        undo: bool,
    },
    /// Send and read until nothing waits.
    Sync {
        /// How many failures in a row to bear.
        tries: u32,
    },
    /// Tell where this phone stands.
    Status,
    /// Tell the visits at a door.
    History {
        /// The door.
        door: DoorId,
    },
    /// Tell what needs attention.
    Attention,
    /// Keep what is being typed.
    KeepDraft {
        /// What it is a draft of.
        key: String,
        /// What was typed so far.
        content: String,
    },
    /// Forget a draft.
    DropDraft {
        /// What it was a draft of.
        key: String,
    },
    /// List what was being typed.
    Drafts,
    /// Write a plain copy of the store.
    Export {
        /// Where to.
        file: PathBuf,
    },
    /// Write all unsent work, so that only the server can read it.
    Rescue {
        /// Where to.
        file: PathBuf,
    },
}

/// What happened at a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVisit {
    /// The door.
    pub door: DoorId,
    /// The mission's id or its title; the only open one there where absent.
    pub mission: Option<String>,
    /// What happened, as its word.
    pub outcome: String,
    /// How long it took.
    pub minutes: Option<i64>,
    /// The language spoken.
    pub language: Option<String>,
    /// What there is to tell.
    pub note: Option<String>,
    /// The resident was told what is kept.
    pub informed: bool,
    /// The codes of the services advised.
    pub advice: Vec<String>,
    /// The themes of the needs heard.
    pub needs: Vec<String>,
    /// What was agreed.
    pub agreed: Vec<Agreed>,
    /// The resident agreed to be referred.
    pub consent: bool,
}

/// A time to come back, or with a service a referral to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// When, in local time: `2026-12-03` or `2026-12-03T10:00`.
    pub due: Option<String>,
    /// The code of a service.
    pub service: Option<String>,
}

/// What to change of a visit; what is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The visit.
    pub visit: VisitId,
    /// What happened.
    pub outcome: Option<String>,
    /// How long it took.
    pub minutes: Option<i64>,
    /// The language spoken.
    pub language: Option<String>,
    /// What there is to tell; empty for nothing.
    pub note: Option<String>,
    /// The resident was told what is kept.
    pub informed: Option<bool>,
    /// Codes of services that were advised, too.
    pub add_advice: Vec<String>,
    /// Codes of services that were not advised.
    pub drop_advice: Vec<String>,
    /// Themes of needs that were heard, too.
    pub add_needs: Vec<String>,
    /// Themes of needs that were not heard.
    pub drop_needs: Vec<String>,
}
