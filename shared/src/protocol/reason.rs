//! Why the other side said no: to a change, to a feed that a phone holds, to a whole message.
//!
//! Each reason travels as a stable word. A word that this version does not know reads as `Other`, so
//! that a newer server can give new reasons to older phones.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a change is kept aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The device was revoked.
    DeviceRevoked,
    /// The account was closed.
    AccountClosed,
    /// The account was never assigned to the mission.
    NotAssigned,
    /// The server has no such feed.
    UnknownFeed,
    /// The server knows no such kind of record.
    UnknownKind,
    /// Records of this kind live in another kind of feed.
    WrongFeed,
    /// The role may not write this kind of record, or this field.
    NotAllowed,
    /// The record belongs to another author.
    NotAuthor,
    /// The change is malformed.
    Malformed,
    /// A field is missing or holds what it must not.
    BadValue,
    /// A record that this one names is not there.
    MissingReference,
    /// A record that this one hangs on is itself kept aside.
    ParentQuarantined,
    /// A reason that this version does not know.
    #[serde(other)]
    Other,
}

impl Reason {
    /// All reasons that this version gives.
    pub const ALL: &'static [Self] = &[
        Self::DeviceRevoked,
        Self::AccountClosed,
        Self::NotAssigned,
        Self::UnknownFeed,
        Self::UnknownKind,
        Self::WrongFeed,
        Self::NotAllowed,
        Self::NotAuthor,
        Self::Malformed,
        Self::BadValue,
        Self::MissingReference,
        Self::ParentQuarantined,
    ];

    /// The stable word, as it travels and is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DeviceRevoked => "device_revoked",
            Self::AccountClosed => "account_closed",
            Self::NotAssigned => "not_assigned",
            Self::UnknownFeed => "unknown_feed",
            Self::UnknownKind => "unknown_kind",
            Self::WrongFeed => "wrong_feed",
            Self::NotAllowed => "not_allowed",
            Self::NotAuthor => "not_author",
            Self::Malformed => "malformed",
            Self::BadValue => "bad_value",
            Self::MissingReference => "missing_reference",
            Self::ParentQuarantined => "parent_quarantined",
            Self::Other => "other",
        }
    }

    /// The reason of that word; [`Self::Other`] for a word that this version does not know.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        let known = Self::ALL.iter().copied().find(|reason| reason.as_str() == word);
        known.unwrap_or(Self::Other)
    }
}

/// Why a phone gives a feed back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// The neighbor's assignment ended.
    AssignmentEnded,
    /// The mission is closed, or is being prepared again.
    MissionClosed,
    /// No mission of the neighbor is in this territory any more.
    NotNeeded,
    /// A reason that this version does not know.
    #[serde(other)]
    Other,
}

impl DropReason {
    /// The stable word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AssignmentEnded => "assignment_ended",
            Self::MissionClosed => "mission_closed",
            Self::NotNeeded => "not_needed",
            Self::Other => "other",
        }
    }
}

/// Why a message could not be taken at all; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Problem {
    /// The stable code that texts for people are chosen by.
    pub code: ProblemCode,
    /// For logs and developers, in English, without personal data.
    pub detail: String,
}

/// The stable code of a [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The message cannot be read.
    Malformed,
    /// The message is too large, packed or unpacked, or has too many parts.
    TooLarge,
    /// It took too long to arrive.
    TimedOut,
    /// No device has this token.
    UnknownDevice,
    /// No such enrolment code, or it is used up or too old.
    UnknownCode,
    /// Another device has this identity.
    DeviceTaken,
    /// The device was revoked; it needs a new identity.
    DeviceRevoked,
    /// The store holds another person's work.
    OtherAccount,
    /// Too many wrong codes from this address; wait a while.
    TooManyTries,
    /// There is nothing at this address.
    NotFound,
    /// The server cannot work just now; try again later.
    Unavailable,
    /// A code that this version does not know.
    #[serde(other)]
    Other,
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_back_and_new_ones_are_survived() {
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(reason.as_str()), *reason);
            let json = serde_json::to_string(reason).unwrap();
            assert_eq!(json, format!("\"{}\"", reason.as_str()));
        }
        assert_eq!(serde_json::from_str::<Reason>("\"full_moon\"").unwrap(), Reason::Other);
        let code = serde_json::from_str::<ProblemCode>("\"full_moon\"").unwrap();
        assert_eq!(code, ProblemCode::Other);
    }
}
