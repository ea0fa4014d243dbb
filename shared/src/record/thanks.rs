//! Thanks (merci): somebody found what a colleague wrote of use.

use super::Rules;
use crate::id::{AccountId, PostId};

record! {
    /// One person's thanks for one post: its id is made of both, so that it counts once on whatever
    /// phone it was said. To take it back, it is deleted.
    Thanks, ThanksId, Thanks {
        /// Who thanks.
        author: AccountId,
        /// For what.
        post: PostId,
    }
}

impl Rules for Thanks {}
