//! The bytes of pictures, beside the rows that tell of them.

use shared::id::{AttachmentId, FeedId};
use shared::picture::PictureHash;
use shared::value::Fields;

use super::StoreError;

/// Where a picture is named in a feed, and whether that record, or what it belongs to, was taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its attachment.
    pub id: AttachmentId,
    /// The number of the change that last altered it.
    pub seq: u64,
    /// What its attachment says.
    pub fields: Fields,
    /// It is shown no more.
    pub is_out: bool,
}

/// The verbs that look at pictures.
pub trait ReadPictures {
    /// Where a picture is named.
    fn naming(&self, feed: FeedId, hash: PictureHash) -> Result<Vec<Named>, StoreError>;
    /// How many bytes of a picture are here, from the first one on.
    fn held_of(&self, feed: FeedId, hash: PictureHash) -> Result<u64, StoreError>;
    /// At most `most` bytes of a picture from `start` on.
    fn piece_of(
        &self,
        feed: FeedId,
        hash: PictureHash,
        start: u64,
        most: usize,
    ) -> Result<Vec<u8>, StoreError>;
    /// All pictures of a feed of which anything is here.
    fn pictures(&self, feed: FeedId) -> Result<Vec<PictureHash>, StoreError>;
}

/// The verbs that keep and forget pictures.
pub trait WritePictures {
    /// Keeps a piece behind those that are here.
    fn add_piece(
        &mut self,
        feed: FeedId,
        hash: PictureHash,
        start: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError>;
    /// Forgets all that is here of a picture.
    fn forget_picture(&mut self, feed: FeedId, hash: PictureHash) -> Result<(), StoreError>;
}
