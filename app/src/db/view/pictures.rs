//! Pictures beside posts and on cards.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use shared::id::{FeedId, MissionId};
use shared::picture::PictureHash;
use uuid::Uuid;

use super::super::column::{Count, Word};
use super::super::{Db, DbError};

/// A picture, and whether it can be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// The post or the card that it belongs to.
    pub of: Uuid,
    /// Its name.
    pub hash: PictureHash,
    /// How wide it is, in pixels.
    pub width: u64,
    /// How high it is, in pixels.
    pub height: u64,
    /// What is on it.
    pub alt: Option<String>,
    /// All of it is on this phone.
    pub is_here: bool,
    /// It was dropped from this phone to make room.
    pub dropped: bool,
}

impl Db {
    /// The pictures of a mission, in the order in which they were shown.
    ///
    /// # Errors
    /// When the store fails.
    pub fn pictures(&self, mission: MissionId) -> Result<Vec<PictureView>, DbError> {
        let sql = "SELECT coalesce(post, card) AS of, hash, width, height, alt, \
                   coalesce(picture.held, 0) = attachment.size AS is_here, \
                   coalesce(dropped, 0) AS dropped \
                   FROM attachment LEFT JOIN picture USING (feed, hash) \
                   WHERE feed = ?1 AND deleted = 0 ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let shown = statement.query_map(params![Word(FeedId::Mission(mission))], |row| {
            Ok(PictureView {
                of: row.get::<_, Word<_>>("of")?.0,
                hash: row.get::<_, Word<_>>("hash")?.0,
                width: row.get::<_, Count>("width")?.0,
                height: row.get::<_, Count>("height")?.0,
                alt: row.get("alt")?,
                is_here: row.get("is_here")?,
                dropped: row.get("dropped")?,
            })
        })?;
        Ok(shown.collect::<Result<_, _>>()?)
    }
}
