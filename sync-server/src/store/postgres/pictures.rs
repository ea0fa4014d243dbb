//! Pictures in pieces: as they came, in rows of one table.

use shared::id::{AttachmentId, FeedId};
use shared::picture::PictureHash;
use shared::record::Kind;

use super::PgTx;
use super::query::{at, bind, count, parse};
use crate::store::{PictureNamed, ReadPictures, StoreError, WritePictures};

const NAMED: &str = "SELECT id, seq, deleted = 1 \
     OR EXISTS (SELECT 1 FROM post WHERE post.feed = attachment.feed \
        AND post.id = attachment.post AND post.deleted = 1) \
     OR EXISTS (SELECT 1 FROM card WHERE card.feed = attachment.feed \
        AND card.id = attachment.card AND card.deleted = 1) \
     FROM attachment WHERE feed = $1 AND hash = $2 ORDER BY id";

/// From the piece in which a place lies.
const PIECES: &str = "SELECT start, bytes FROM picture_piece \
     WHERE feed = $1 AND hash = $2 AND start >= (SELECT max(start) FROM picture_piece \
        WHERE feed = $1 AND hash = $2 AND start <= $3) ORDER BY start LIMIT 1";

impl ReadPictures for PgTx<'_> {
    fn naming(&self, feed: FeedId, hash: PictureHash) -> Result<Vec<PictureNamed>, StoreError> {
        let mut found = Vec::new();
        for row in self.tx.all(NAMED, bind![feed.to_string(), hash.to_string()])? {
            let id: AttachmentId = parse(&row, 0)?;
            let fields = self.load(feed, Kind::Attachment, id.0)?.fields();
            found.push(PictureNamed { id, seq: count(&row, 1)?, fields, is_out: at(&row, 2)? });
        }
        Ok(found)
    }

    fn held_of(&self, feed: FeedId, hash: PictureHash) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(max(start + length(bytes)), 0) FROM picture_piece \
                   WHERE feed = $1 AND hash = $2";
        let row = self.tx.one(sql, bind![feed.to_string(), hash.to_string()])?;
        row.map_or(Ok(0), |row| count(&row, 0))
    }

    fn piece_of(
        &self,
        feed: FeedId,
        hash: PictureHash,
        start: u64,
        most: usize,
    ) -> Result<Vec<u8>, StoreError> {
        let mut piece = Vec::new();
        // Piece by piece: the rest of the picture is not carried here to be left.
        while piece.len() < most {
            let from = start.saturating_add(piece.len() as u64);
            let key = bind![feed.to_string(), hash.to_string(), from];
            let Some(row) = self.tx.one(PIECES, key)? else { break };
            let bytes: &[u8] = at(&row, 1)?;
            let skip = usize::try_from(from.saturating_sub(count(&row, 0)?)).unwrap_or(usize::MAX);
            let rest = bytes.get(skip..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            piece.extend(rest.iter().take(most - piece.len()));
        }
        Ok(piece)
    }

    fn pictures(&self, feed: FeedId) -> Result<Vec<PictureHash>, StoreError> {
        let sql = "SELECT DISTINCT hash FROM picture_piece WHERE feed = $1 ORDER BY hash";
        self.tx.listed(sql, bind![feed.to_string()], |row| parse(row, 0))
    }
}

impl WritePictures for PgTx<'_> {
    fn add_piece(
        &mut self,
        feed: FeedId,
        hash: PictureHash,
        start: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO picture_piece (feed, hash, start, bytes) VALUES ($1, $2, $3, $4)";
        self.tx.run(sql, bind![feed.to_string(), hash.to_string(), start, bytes])?;
        Ok(())
    }

    fn forget_picture(&mut self, feed: FeedId, hash: PictureHash) -> Result<(), StoreError> {
        let sql = "DELETE FROM picture_piece WHERE feed = $1 AND hash = $2";
        self.tx.run(sql, bind![feed.to_string(), hash.to_string()])?;
        Ok(())
    }
}
