//! Where each feed stands, and whether it is proven equal to the server's.

use serde::{Deserialize, Serialize};
use shared::id::FeedId;

use super::super::{Db, DbError};

/// A feed that the phone holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedView {
    /// The feed.
    pub feed: FeedId,
    /// How far it is read.
    pub seq: u64,
    /// How far the server is, as it last told.
    pub head: u64,
    /// How many rows of it are here, deleted ones not counted.
    pub count: u64,
    /// Whether the server's count and digest are the same; unknown on the way to the head.
    pub equal: Option<bool>,
    /// Why it is to be given back, as a stable word; then nothing more of it is read.
    pub leaving: Option<String>,
}

impl Db {
    /// The feeds that this phone holds.
    ///
    /// # Errors
    /// When the store fails.
    pub fn feed_views(&self) -> Result<Vec<FeedView>, DbError> {
        let feeds = self.feeds()?.into_iter();
        let view = feeds.map(|held| FeedView {
            feed: held.feed,
            seq: held.seq,
            head: held.head,
            count: held.sum.count,
            equal: held.agrees,
            leaving: held.dropped,
        });
        Ok(view.collect())
    }
}
