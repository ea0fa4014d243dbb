//! A visit in full: where, what hangs on it, how far it has come, and what was said about it since.

use serde::{Deserialize, Serialize};
use shared::id::{AccountId, AdviceId, AppointmentId, CommentId, NeedId};
use shared::time::Millis;

use super::{DueSort, Place, VisitView};

/// A visit in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSheet {
    /// The visit itself.
    pub visit: VisitView,
    /// Where it was; none for a door that is not on this phone.
    pub place: Option<Place>,
    /// The services advised.
    pub advice: Vec<AdviceView>,
    /// The needs heard.
    pub needs: Vec<NeedView>,
    /// What was agreed.
    pub agreed: Vec<AgreedView>,
    /// What became of it at the desk.
    pub review: ReviewState,
    /// How far it has come on its way to the server.
    pub sending: Sending,
    /// What its author and the desk wrote to each other about it, the oldest first.
    pub comments: Vec<CommentView>,
    /// Fields in which another value than this phone's is kept.
    pub conflicts: Vec<ConflictView>,
}

/// A service that was advised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceView {
    /// The advice.
    pub id: AdviceId,
    /// The code of the service.
    pub code: String,
    /// As people say it.
    pub name: String,
}

/// A need that was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedView {
    /// The need.
    pub id: NeedId,
    /// Its theme, as a code.
    pub theme: String,
    /// The resident's own words.
    pub words: Option<String>,
}

/// A time to come back, or a way to a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedView {
    /// The appointment.
    pub id: AppointmentId,
    /// Of which sort.
    pub sort: DueSort,
    /// When, in local time: `2026-12-03` or `2026-12-03T10:00`.
    pub due: Option<String>,
    /// The code of the service.
    pub service: Option<String>,
    /// As people say it.
    pub service_name: Option<String>,
}

/// What became of a visit at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody has decided about its newest version.
    Received,
    /// It counts as it is.
    Approved,
    /// It came back with a question, and waits for its author.
    Returned {
        /// What is asked.
        question: String,
        /// Who asks, where the phone knows the name.
        reviewer: Option<String>,
    },
    /// It came back with a question, and its author has corrected or answered since.
    Answered {
        /// What was asked.
        question: String,
        /// Who asked, where the phone knows the name.
        reviewer: Option<String>,
    },
}

/// How far a visit has come on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sending {
    /// All of it is with the server.
    Sent,
    /// Something of it waits to be sent.
    Waiting,
    /// The server keeps something of it aside.
    Refused {
        /// Why, as the server's word.
        reason: String,
    },
}

/// Something written about a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentView {
    /// The comment.
    pub id: CommentId,
    /// Who wrote it.
    pub author: Option<AccountId>,
    /// How the team calls that person, where the phone knows it.
    pub author_name: Option<String>,
    /// Whether that is the person whose phone this is.
    pub mine: bool,
    /// What it says.
    pub text: String,
    /// When it was written, by the clock of whoever wrote it.
    pub at: Option<Millis>,
    /// It waits to be sent.
    pub waiting: bool,
}

/// A field of which this phone wrote one value and another one is kept. Both are with the server,
/// and a supervisor can take the other one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictView {
    /// The kind of record: `visit`, `need`, `appointment`, `door`.
    pub kind: String,
    /// The field.
    pub field: String,
    /// What this phone wrote; none for nothing.
    pub mine: Option<String>,
    /// What is kept; none for nothing.
    pub kept: Option<String>,
}
