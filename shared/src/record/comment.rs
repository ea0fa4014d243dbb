//! Comment (réponse): what somebody wrote about a visit, such as the answer to a question.

use super::{Prose, Rules};
use crate::id::{AccountId, VisitId};

record! {
    /// Words about a visit, from its author or the desk, without naming anybody. It changes nothing
    /// of the visit, and only who wrote it corrects it.
    Comment, CommentId, Comment {
        /// The visit.
        visit: VisitId,
        /// Who writes; only that person corrects it.
        author: AccountId,
        /// What there is to say.
        text: Prose,
    }
}

impl Rules for Comment {}
