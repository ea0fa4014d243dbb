//! The use cases: what the server decides, on the verbs of a [`store`](crate::store).
//!
//! Nothing here knows HTTP or a database, asks the time or draws chance. [`accept`] is the heart:
//! every write, from a phone or from the desk, goes through it.

use shared::protocol::{Problem, ProblemCode};

use crate::store::StoreError;

pub mod accept;
pub mod accounts;
pub mod check;
pub mod conflicts;
pub mod debrief;
pub mod demo;
pub mod desk;
pub mod enrol;
pub mod erasure;
pub mod exchange;
pub mod follow;
pub mod ground;
pub mod message;
pub mod missions;
mod named;
pub mod person;
pub mod pictures;
pub mod prepare;
pub mod pull;
pub mod quarantine;
pub mod recovery;
pub mod replay;
pub mod reports;
pub mod rescue;
pub mod restore;
pub mod retention;
pub mod reviews;
pub mod scope;
pub mod signals;
pub mod sweep;
pub mod sync;
pub mod training;

/// Why a use case came to nothing; the transaction is rolled back.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The caller asked for what cannot be.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// A person at the desk asked for what cannot be; the sentence says what to do.
    #[error("{0}")]
    Refused(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ServiceError {
    pub(crate) fn problem(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self::Problem(Problem { code, detail: detail.into() })
    }

    pub(crate) fn refused(sentence: impl Into<String>) -> Self {
        Self::Refused(sentence.into())
    }
}
