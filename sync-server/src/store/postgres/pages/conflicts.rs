//! What gave way in a conflict, and what is kept aside and waits for a person.

use shared::change::ChangeHash;
use shared::id::FeedId;
use shared::protocol::Reason;
use shared::stamp::Stamp;
use shared::time::Millis;

use super::super::PgTx;
use super::super::query::{bind, count, damaged, flag, get, hash, parse};
use crate::store::{ConflictLine, Quarantined, StoreError};

/// One step through the index for each feed, however many conflicts it has.
const FEEDS: &str = "WITH RECURSIVE feeds (feed) AS ( \
         SELECT (SELECT min(yielded.feed) FROM yielded WHERE yielded.relation = 'conflict') \
         UNION ALL \
         SELECT (SELECT min(yielded.feed) FROM yielded \
                 WHERE yielded.relation = 'conflict' AND yielded.feed > feeds.feed) \
         FROM feeds WHERE feeds.feed IS NOT NULL \
     ) SELECT feed FROM feeds WHERE feed IS NOT NULL ORDER BY feed";

const CONFLICTS: &str = "SELECT yielded.seq, history.kind, history.id, yielded.field, \
     yielded.won, yielded.value, yielded.stamp, history.device, history.received \
     FROM yielded JOIN history ON history.feed = yielded.feed AND history.seq = yielded.seq \
     WHERE yielded.feed = $1 AND yielded.relation = 'conflict' \
     AND NOT EXISTS (SELECT 1 FROM decided WHERE decided.feed = yielded.feed \
         AND decided.seq = yielded.seq AND decided.field = yielded.field) \
     ORDER BY yielded.seq DESC, yielded.field LIMIT $2";

const OPEN: &str = "SELECT device, hash, reason, received, change FROM quarantine \
     WHERE feed = $1 AND released IS NULL AND set_aside IS NULL \
     ORDER BY received, device, n LIMIT $2";

impl PgTx<'_> {
    pub(super) fn feeds_of_conflicts(&self) -> Result<Vec<FeedId>, StoreError> {
        let rows = self.tx.all(FEEDS, &[])?;
        rows.iter().map(|row| parse(row, "feed")).collect()
    }

    pub(super) fn conflicts_of(
        &self,
        feed: FeedId,
        limit: usize,
    ) -> Result<Vec<ConflictLine>, StoreError> {
        let mut lines = Vec::new();
        for row in &self.tx.all(CONFLICTS, bind![feed.to_string(), limit])? {
            let stamp: Stamp = parse(row, "stamp")?;
            lines.push(ConflictLine {
                feed,
                seq: count(row, "seq")?,
                kind: get(row, "kind")?,
                record: parse(row, "id")?,
                field: get(row, "field")?,
                won: flag(row, "won")?,
                lost: serde_json::from_str(get(row, "value")?).map_err(damaged)?,
                loser: stamp.device,
                device: parse(row, "device")?,
                received: Millis(get(row, "received")?),
            });
        }
        Ok(lines)
    }

    pub(super) fn open_quarantine(
        &self,
        feed: FeedId,
        limit: usize,
    ) -> Result<Vec<Quarantined>, StoreError> {
        let mut found = Vec::new();
        for row in &self.tx.all(OPEN, bind![feed.to_string(), limit])? {
            found.push(Quarantined {
                device: parse(row, "device")?,
                hash: ChangeHash(hash(row, "hash")?),
                reason: Reason::parse(get(row, "reason")?),
                received: Millis(get(row, "received")?),
                change: serde_json::from_str(get(row, "change")?).map_err(damaged)?,
            });
        }
        Ok(found)
    }
}
