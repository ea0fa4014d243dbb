//! What gave way in a conflict, and what is kept aside and waits for a person.

use shared::change::ChangeHash;
use shared::id::FeedId;
use shared::protocol::Reason;
use shared::stamp::Stamp;
use shared::time::Millis;

use super::super::Session;
use super::super::codec::{Count, count, damaged, hash, parse};
use crate::store::{ConflictLine, Quarantined, StoreError};

impl Session<'_> {
    /// One step through the index for each feed, however many conflicts it has.
    pub(super) fn feeds_of_conflicts(&self) -> Result<Vec<FeedId>, StoreError> {
        let sql = "SELECT min(feed) FROM yielded INDEXED BY yielded_conflict \
                   WHERE relation = 'conflict' AND feed > ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let (mut after, mut feeds) = (String::new(), Vec::new());
        loop {
            let next: Option<String> = statement.query_row([&after], |row| row.get(0))?;
            let Some(next) = next else { return Ok(feeds) };
            feeds.push(next.parse().map_err(damaged)?);
            after = next;
        }
    }

    pub(super) fn conflicts_of(
        &self,
        feed: FeedId,
        limit: usize,
    ) -> Result<Vec<ConflictLine>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT yielded.seq, history.kind, history.id, yielded.field, yielded.won, \
             yielded.value, yielded.stamp, history.device, history.received \
             FROM yielded INDEXED BY yielded_conflict \
             JOIN history ON history.feed = yielded.feed AND history.seq = yielded.seq \
             WHERE yielded.feed = ?1 AND yielded.relation = 'conflict' \
             AND NOT EXISTS (SELECT 1 FROM decided WHERE decided.feed = yielded.feed \
                 AND decided.seq = yielded.seq AND decided.field = yielded.field) \
             ORDER BY yielded.seq DESC, yielded.field LIMIT ?2",
        )?;
        let mut rows = statement.query((feed.to_string(), Count(limit as u64)))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let stamp: Stamp = parse(row, 6)?;
            lines.push(ConflictLine {
                feed,
                seq: count(row, 0)?,
                kind: row.get(1)?,
                record: parse(row, 2)?,
                field: row.get(3)?,
                won: row.get(4)?,
                lost: serde_json::from_str(row.get_ref(5)?.as_str().map_err(damaged)?)
                    .map_err(damaged)?,
                loser: stamp.device,
                device: parse(row, 7)?,
                received: Millis(row.get(8)?),
            });
        }
        Ok(lines)
    }

    pub(super) fn open_quarantine(
        &self,
        feed: FeedId,
        limit: usize,
    ) -> Result<Vec<Quarantined>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT device, hash, reason, received, change \
             FROM quarantine INDEXED BY quarantine_open \
             WHERE feed = ?1 AND released IS NULL AND set_aside IS NULL \
             ORDER BY received, device, n LIMIT ?2",
        )?;
        let mut rows = statement.query((feed.to_string(), Count(limit as u64)))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let change = row.get_ref(4)?.as_str().map_err(damaged)?;
            found.push(Quarantined {
                device: parse(row, 0)?,
                hash: ChangeHash(hash(row, 1)?),
                reason: Reason::parse(row.get_ref(2)?.as_str().map_err(damaged)?),
                received: Millis(row.get(3)?),
                change: serde_json::from_str(change).map_err(damaged)?,
            });
        }
        Ok(found)
    }
}
