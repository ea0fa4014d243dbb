//! Attachment (photographie): a picture of a poster or a flyer, beside a post or on a card.

use super::field::bounded;
use super::{FieldError, Line, RecordError, Rule, Rules};
use crate::id::{AccountId, CardId, PostId};
use crate::picture::PictureHash;

record! {
    /// A picture, as it is told of. Its bytes go apart, after all rows, under their [`PictureHash`].
    Attachment, AttachmentId, Attachment {
        /// Who shows it; nobody where a command of the desk put it on a card.
        author: Option<AccountId>,
        /// The post that it belongs to.
        post: Option<PostId>,
        /// Or the card.
        card: Option<CardId>,
        /// Which bytes it is.
        hash: PictureHash,
        /// How many of them.
        size: PictureBytes,
        /// How wide it is, in pixels.
        width: Pixels,
        /// How high it is, in pixels.
        height: Pixels,
        /// What is on it, for whoever cannot see it.
        alt: Option<Line>,
        /// The server has all of its bytes; it alone says so.
        whole: bool,
    }
}

bounded! {
    /// The size of a picture: at most [`LARGEST`](crate::picture::LARGEST) bytes.
    PictureBytes(1..=8_388_608),
    /// A side of a picture.
    Pixels(1..=16_384),
}

impl Rules for Attachment {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Attachment {
    fn check(&self) -> Result<(), RecordError> {
        if self.post.is_some() == self.card.is_some() {
            let why = FieldError::AtOdds("a picture belongs to a post or to a card");
            return Err(RecordError::new("post", why));
        }
        Ok(())
    }
}
