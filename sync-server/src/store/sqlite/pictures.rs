//! Pictures in pieces: as they came, in rows of one table.

use shared::id::{AttachmentId, FeedId};
use shared::picture::PictureHash;
use shared::record::Kind;

use super::Session;
use super::codec::{count, damaged, parse};
use crate::store::{PictureNamed, ReadPictures, StoreError, WritePictures};

pub(super) const NAMED: &str = "SELECT id, seq, deleted = 1 \
     OR EXISTS (SELECT 1 FROM post WHERE post.feed = attachment.feed \
        AND post.id = attachment.post AND post.deleted = 1) \
     OR EXISTS (SELECT 1 FROM card WHERE card.feed = attachment.feed \
        AND card.id = attachment.card AND card.deleted = 1) \
     FROM attachment INDEXED BY attachment_hash WHERE feed = ?1 AND hash = ?2 ORDER BY id";

/// From the piece in which a place lies.
pub(super) const PIECES: &str = "SELECT start, bytes FROM picture_piece \
     WHERE feed = ?1 AND hash = ?2 AND start >= (SELECT max(start) FROM picture_piece \
        WHERE feed = ?1 AND hash = ?2 AND start <= ?3) ORDER BY start";

impl ReadPictures for Session<'_> {
    fn naming(&self, feed: FeedId, hash: PictureHash) -> Result<Vec<PictureNamed>, StoreError> {
        let mut statement = self.0.prepare_cached(NAMED)?;
        let mut rows = statement.query((feed.to_string(), hash.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: AttachmentId = parse(row, 0)?;
            let fields = self.load(feed, Kind::Attachment, id.0)?.fields();
            found.push(PictureNamed { id, seq: count(row, 1)?, fields, is_out: row.get(2)? });
        }
        Ok(found)
    }

    fn held_of(&self, feed: FeedId, hash: PictureHash) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(max(start + length(bytes)), 0) FROM picture_piece \
                   WHERE feed = ?1 AND hash = ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((feed.to_string(), hash.to_string()))?;
        rows.next()?.map_or(Ok(0), |row| count(row, 0))
    }

    fn piece_of(
        &self,
        feed: FeedId,
        hash: PictureHash,
        start: u64,
        most: usize,
    ) -> Result<Vec<u8>, StoreError> {
        let mut statement = self.0.prepare_cached(PIECES)?;
        let from = i64::try_from(start).unwrap_or(i64::MAX);
        let mut rows = statement.query((feed.to_string(), hash.to_string(), from))?;
        let mut piece = Vec::new();
        while piece.len() < most
            && let Some(row) = rows.next()?
        {
            let at = start.saturating_add(piece.len() as u64).saturating_sub(count(row, 0)?);
            let bytes = row.get_ref(1)?.as_blob().map_err(damaged)?;
            let rest = bytes.get(usize::try_from(at).unwrap_or(usize::MAX)..).unwrap_or_default();
            piece.extend(rest.iter().take(most - piece.len()));
        }
        Ok(piece)
    }

    fn pictures(&self, feed: FeedId) -> Result<Vec<PictureHash>, StoreError> {
        let sql = "SELECT DISTINCT hash FROM picture_piece WHERE feed = ?1 ORDER BY hash";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(parse(row, 0)?);
        }
        Ok(found)
    }
}

impl WritePictures for Session<'_> {
    fn add_piece(
        &mut self,
        feed: FeedId,
        hash: PictureHash,
        start: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO picture_piece (feed, hash, start, bytes) VALUES (?1, ?2, ?3, ?4)";
        let start = i64::try_from(start).unwrap_or(i64::MAX);
        let values = (feed.to_string(), hash.to_string(), start, bytes);
        self.0.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn forget_picture(&mut self, feed: FeedId, hash: PictureHash) -> Result<(), StoreError> {
        let sql = "DELETE FROM picture_piece WHERE feed = ?1 AND hash = ?2";
        self.0.prepare_cached(sql)?.execute((feed.to_string(), hash.to_string()))?;
        Ok(())
    }
}
