//! The history: appended to by acceptance, and read back where `check` makes the rows again.

use shared::change::{Base, Change, ChangeHash};
use shared::id::FeedId;
use shared::merge::{Register, Relation, Stamps, Yielded};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use tokio_postgres::Row;
use uuid::Uuid;

use super::PgTx;
use super::query::{at, bind, count, damaged, flag, hash, parse, parse_opt};
use crate::store::registers::{from_extra, to_extra};
use crate::store::{Accepted, Numbers, Past, StoreError};

const OF_RECORD: &str = "SELECT seq, device, n, hash, at, clock, base_epoch, base_seq, stamps, \
     fields, added, relation, erased, received \
     FROM history WHERE feed = $1 AND kind = $2 AND id = $3 ORDER BY seq";

const YIELDED_OF_RECORD: &str = "SELECT history.seq, yielded.field, yielded.relation, \
     yielded.won, yielded.value, yielded.stamp, yielded.value_seq \
     FROM history JOIN yielded ON yielded.feed = history.feed AND yielded.seq = history.seq \
     WHERE history.feed = $1 AND history.kind = $2 AND history.id = $3 \
     ORDER BY history.seq, yielded.field";

/// Of a feed, those that came before a time.
pub(super) const LAST_BEFORE: &str =
    "SELECT coalesce(max(seq), 0) FROM history WHERE feed = $1 AND received < $2";

impl PgTx<'_> {
    pub(super) fn append_history(&self, accepted: &Accepted<'_>) -> Result<(), StoreError> {
        let Accepted { change, hash, stamped, relation, yielded, received } = accepted;
        let feed = change.feed.to_string();
        let stamps = stamped.fields.iter();
        let stamps = stamps.map(|(name, (_, stamp))| (name.clone(), (*stamp, stamped.seq)));
        let added = stamped.fields.iter().filter(|(name, _)| !change.fields.contains_key(*name));
        let added = added.map(|(name, (value, _))| (name.clone(), value.clone())).collect();
        self.tx.run(
            "INSERT INTO history (feed, seq, kind, id, device, n, hash, at, clock, base_epoch, \
             base_seq, stamps, relation, received, fields, added) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            bind![
                &feed,
                stamped.seq,
                &change.kind,
                change.id.to_string(),
                stamped.device.to_string(),
                change.n,
                hash.0.as_slice(),
                change.at.0,
                change.clock.0.cast_signed(),
                change.base.map(|base| base.epoch.to_string()),
                change.base.map(|base| i64::try_from(base.seq).unwrap_or(i64::MAX)),
                Stamps(stamps.collect()).to_string(),
                relation.as_str(),
                received.0,
                serde_json::to_string(&change.fields).map_err(damaged)?,
                to_extra(&added)?,
            ],
        )?;
        for one in *yielded {
            self.tx.run(
                "INSERT INTO yielded (feed, seq, field, relation, won, value, stamp, value_seq) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                bind![
                    &feed,
                    stamped.seq,
                    &one.field,
                    one.relation.as_str(),
                    one.won,
                    serde_json::to_string(&one.lost.value).map_err(damaged)?,
                    one.lost.stamp.to_string(),
                    one.lost.seq,
                ],
            )?;
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
                   WHERE feed = $1 AND kind = $2 AND id > $3 ORDER BY id LIMIT $4";
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let key = bind![feed.to_string(), kind.as_str(), after, limit];
        self.tx.listed(sql, key, |row| parse(row, 0))
    }

    pub(super) fn history_of_record(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Vec<Past>, StoreError> {
        let key = bind![feed.to_string(), kind.as_str(), id.to_string()];
        self.tx.listed(OF_RECORD, key, |row| read_past(row, feed, kind, id))
    }

    pub(super) fn yielded_of_record(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Vec<(u64, Yielded)>, StoreError> {
        let key = bind![feed.to_string(), kind.as_str(), id.to_string()];
        self.tx.listed(YIELDED_OF_RECORD, key, |row| {
            let relation = match at(row, 2)? {
                "conflict" => Relation::Conflict,
                _ => Relation::Sequential,
            };
            let lost = Register {
                value: serde_json::from_str(at(row, 4)?).map_err(damaged)?,
                stamp: parse(row, 5)?,
                seq: count(row, 6)?,
            };
            let yielded = Yielded { field: at(row, 1)?, relation, won: flag(row, 3)?, lost };
            Ok((count(row, 0)?, yielded))
        })
    }

    pub(super) fn numbers_of(&self, feed: FeedId) -> Result<Vec<Numbers>, StoreError> {
        // A change that was kept aside and let in later stands in both tables, and counts once.
        let sql = "SELECT device, coalesce(max(mark), 0), count(DISTINCT n), coalesce(max(n), 0) \
                   FROM (SELECT device, n, NULL::BIGINT AS mark FROM history WHERE feed = $1 \
                         UNION ALL SELECT device, n, NULL FROM quarantine WHERE feed = $1 \
                         UNION ALL SELECT device, NULL, n FROM mark WHERE feed = $1) AS every \
                   GROUP BY device ORDER BY device";
        self.tx.listed(sql, bind![feed.to_string()], |row| {
            Ok(Numbers {
                device: parse(row, 0)?,
                mark: count(row, 1)?,
                count: count(row, 2)?,
                greatest: count(row, 3)?,
            })
        })
    }
}

fn read_past(row: &Row, feed: FeedId, kind: Kind, id: Uuid) -> Result<Past, StoreError> {
    let base = match (parse_opt(row, 6)?, at::<Option<i64>>(row, 7)?) {
        (Some(epoch), Some(_)) => Some(Base { epoch, seq: count(row, 7)? }),
        _ => None,
    };
    let stamps: Stamps = parse(row, 8)?;
    Ok(Past {
        seq: count(row, 0)?,
        device: parse(row, 1)?,
        received: Millis(at(row, 13)?),
        change: Change {
            feed,
            n: count(row, 2)?,
            kind: kind.as_str().to_owned(),
            id,
            at: Millis(at(row, 4)?),
            clock: ClockSession(at::<i64>(row, 5)?.cast_unsigned()),
            fields: serde_json::from_str(at(row, 9)?).map_err(damaged)?,
            base,
        },
        hash: ChangeHash(hash(row, 3)?),
        stamps: stamps.0.into_iter().map(|(name, (stamp, _))| (name, stamp)).collect(),
        added: from_extra(at(row, 10)?)?,
        relation: at(row, 11)?,
        erased: flag(row, 12)?,
    })
}
