//! The history, read back: what `check` makes the rows again from.

use rusqlite::Row;
use shared::change::{Base, Change, ChangeHash};
use shared::id::FeedId;
use shared::merge::Stamps;
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use uuid::Uuid;

use super::Session;
use super::codec::{Count, count, damaged, from_extra, hash, parse, parse_opt};
use crate::store::{Numbers, Past, StoreError};

impl Session<'_> {
    pub(super) fn records_of_history(
        &self,
        feed: FeedId,
        kind: Kind,
        after: Option<Uuid>,
        limit: usize,
    ) -> Result<Vec<Uuid>, StoreError> {
        let sql = "SELECT DISTINCT id FROM history \
                   WHERE feed = ?1 AND kind = ?2 AND id > ?3 ORDER BY id LIMIT ?4";
        let mut statement = self.0.prepare_cached(sql)?;
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let mut rows =
            statement.query((feed.to_string(), kind.as_str(), after, Count(limit as u64)))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(parse(row, 0)?);
        }
        Ok(found)
    }

    pub(super) fn history_of_record(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Vec<Past>, StoreError> {
        let sql = "SELECT seq, device, n, hash, at, clock, base_epoch, base_seq, stamps, fields, \
                   added FROM history WHERE feed = ?1 AND kind = ?2 AND id = ?3 ORDER BY seq";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((feed.to_string(), kind.as_str(), id.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read_past(row, feed, kind, id)?);
        }
        Ok(found)
    }

    pub(super) fn numbers_of(&self, feed: FeedId) -> Result<Vec<Numbers>, StoreError> {
        // A change that was kept aside and let in later stands in both tables, and counts once.
        let sql = "SELECT device, ifnull(max(mark), 0), count(DISTINCT n), ifnull(max(n), 0) \
                   FROM (SELECT device, n, NULL AS mark FROM history WHERE feed = ?1 \
                         UNION ALL SELECT device, n, NULL FROM quarantine WHERE feed = ?1 \
                         UNION ALL SELECT device, NULL, n FROM mark WHERE feed = ?1) \
                   GROUP BY device ORDER BY device";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Numbers {
                device: parse(row, 0)?,
                mark: count(row, 1)?,
                count: count(row, 2)?,
                greatest: count(row, 3)?,
            });
        }
        Ok(found)
    }
}

fn read_past(row: &Row<'_>, feed: FeedId, kind: Kind, id: Uuid) -> Result<Past, StoreError> {
    let base = match (parse_opt(row, 6)?, row.get::<_, Option<i64>>(7)?) {
        (Some(epoch), Some(_)) => Some(Base { epoch, seq: count(row, 7)? }),
        _ => None,
    };
    let stamps: Stamps = parse(row, 8)?;
    let fields = row.get_ref(9)?.as_str().map_err(damaged)?;
    Ok(Past {
        seq: count(row, 0)?,
        device: parse(row, 1)?,
        change: Change {
            feed,
            n: count(row, 2)?,
            kind: kind.as_str().to_owned(),
            id,
            at: Millis(row.get(4)?),
            clock: ClockSession(row.get::<_, i64>(5)?.cast_unsigned()),
            fields: serde_json::from_str(fields).map_err(damaged)?,
            base,
        },
        hash: ChangeHash(hash(row, 3)?),
        stamps: stamps.0.into_iter().map(|(name, (stamp, _))| (name, stamp)).collect(),
        added: from_extra(row.get_ref(10)?.as_str_or_null().map_err(damaged)?)?,
    })
}
