//! A version of a mission's message. The one in force stands in the mission itself.

use super::field::bounded;
use super::{Prose, Rules};
use crate::id::{AccountId, RemarkId};

record! {
    /// How the message was worded from some moment on; written once and kept.
    MessageVersion, MessageVersionId, MessageVersion {
        /// Which one, from 1.
        number: VersionNumber,
        /// The message.
        text: Prose,
        /// Who decided on it; nobody who is known, for what stood before versions were kept.
        author: Option<AccountId>,
        /// The proposal that was taken, where one was.
        remark: Option<RemarkId>,
    }
}

bounded! {
    /// The number of a version.
    VersionNumber(1..=9_999),
}

impl Rules for MessageVersion {}
