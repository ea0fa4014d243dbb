//! Post (échange): what neighbors of a team tell each other, such as what works at the door.

use super::{Prose, Rules};
use crate::id::{AccountId, PostId};

record! {
    /// Words to the team, or a reply to such words. Nothing about a resident belongs here. Who wrote
    /// them takes them out, and so does the desk: then the record is deleted.
    Post, PostId, Post {
        /// Who writes.
        author: AccountId,
        /// What is replied to.
        parent: Option<PostId>,
        /// The words.
        text: Prose,
    }
}

impl Rules for Post {}
