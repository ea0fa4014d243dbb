//! The history: appended to by acceptance, and read back where `check` makes the rows again.

use rusqlite::Row;
use shared::change::{Base, Change, ChangeHash};
use shared::id::FeedId;
use shared::merge::{Register, Relation, Stamps, Yielded};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use uuid::Uuid;

use super::Session;
use super::codec::{Count, count, damaged, hash, parse, parse_opt};
use crate::store::registers::{from_extra, to_extra};
use crate::store::{Accepted, Numbers, Past, StoreError};

/// The planner reads all of a feed's history unless told otherwise.
pub(super) const OF_RECORD: &str = "SELECT seq, device, n, hash, at, clock, base_epoch, base_seq, stamps, fields, added, relation, erased, \
     received \
     FROM history INDEXED BY history_record \
     WHERE feed = ?1 AND kind = ?2 AND id = ?3 ORDER BY seq";

pub(super) const YIELDED_OF_RECORD: &str = "SELECT history.seq, field, yielded.relation, won, value, stamp, value_seq \
     FROM history INDEXED BY history_record CROSS JOIN yielded USING (feed, seq) \
     WHERE feed = ?1 AND kind = ?2 AND id = ?3 ORDER BY history.seq, field";

/// The same: of a feed, those that came before a time.
pub(super) const LAST_BEFORE: &str = "SELECT ifnull(max(seq), 0) FROM history \
     INDEXED BY history_received WHERE feed = ?1 AND received < ?2";

impl Session<'_> {
    pub(super) fn append_history(&self, accepted: &Accepted<'_>) -> Result<(), StoreError> {
        let Accepted { change, hash, stamped, relation, yielded, received } = accepted;
        let feed = change.feed.to_string();
        let stamps = stamped.fields.iter();
        let stamps = stamps.map(|(name, (_, stamp))| (name.clone(), (*stamp, stamped.seq)));
        let mut statement = self.0.prepare_cached(
            "INSERT INTO history (feed, seq, kind, id, device, n, hash, at, clock, base_epoch, \
             base_seq, stamps, relation, received, fields, added) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?;
        let added = stamped.fields.iter().filter(|(name, _)| !change.fields.contains_key(*name));
        let added = added.map(|(name, (value, _))| (name.clone(), value.clone())).collect();
        statement.execute((
            &feed,
            Count(stamped.seq),
            &change.kind,
            change.id.to_string(),
            stamped.device.to_string(),
            Count(change.n),
            hash.0.as_slice(),
            change.at.0,
            change.clock.0.cast_signed(),
            change.base.map(|base| base.epoch.to_string()),
            change.base.map(|base| Count(base.seq)),
            Stamps(stamps.collect()).to_string(),
            relation.as_str(),
            received.0,
            serde_json::to_string(&change.fields).map_err(damaged)?,
            to_extra(&added)?,
        ))?;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO yielded (feed, seq, field, relation, won, value, stamp, value_seq) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for one in *yielded {
            statement.execute((
                &feed,
                Count(stamped.seq),
                &one.field,
                one.relation.as_str(),
                one.won,
                serde_json::to_string(&one.lost.value).map_err(damaged)?,
                one.lost.stamp.to_string(),
                Count(one.lost.seq),
            ))?;
        }
        Ok(())
    }

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
        let mut statement = self.0.prepare_cached(OF_RECORD)?;
        let mut rows = statement.query((feed.to_string(), kind.as_str(), id.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read_past(row, feed, kind, id)?);
        }
        Ok(found)
    }

    pub(super) fn yielded_of_record(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Vec<(u64, Yielded)>, StoreError> {
        let mut statement = self.0.prepare_cached(YIELDED_OF_RECORD)?;
        let mut rows = statement.query((feed.to_string(), kind.as_str(), id.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let relation = match row.get_ref(2)?.as_str().map_err(damaged)? {
                "conflict" => Relation::Conflict,
                _ => Relation::Sequential,
            };
            let value = row.get_ref(4)?.as_str().map_err(damaged)?;
            let lost = Register {
                value: serde_json::from_str(value).map_err(damaged)?,
                stamp: parse(row, 5)?,
                seq: count(row, 6)?,
            };
            let yielded = Yielded { field: row.get(1)?, relation, won: row.get(3)?, lost };
            found.push((count(row, 0)?, yielded));
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
        received: Millis(row.get(13)?),
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
        relation: row.get(11)?,
        erased: row.get(12)?,
    })
}
