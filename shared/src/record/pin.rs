//! Pin (épingle): what the desk wants the team to read first.

use super::Rules;
use crate::id::{AccountId, PostId};

record! {
    /// A post that stands above the others; its id is made of the post's. To take it down, it is
    /// deleted.
    Pin, PinId, Pin {
        /// The post.
        post: PostId,
        /// Who pinned it.
        pinned_by: AccountId,
    }
}

impl Rules for Pin {}
