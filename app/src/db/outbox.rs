//! The outbox: every change of this phone until the server holds it durably.
//!
//! A change is *pending* until the server answers, then *accepted* or *quarantined*. It stays laid
//! over its row until the server's own row comes with it, and stays here until it could not be
//! lost any more. **Invariant**: a pending change is never deleted; its content goes by [`erase`] alone.
//!
//! [`erase`]: super::erase

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use shared::change::{Base, Change};
use shared::id::{DeviceId, FeedId};
use shared::protocol::{LetIn, Reason};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use uuid::Uuid;

use super::column::{Count, Json, Word};
use super::table::{Key, Row};
use super::{Db, DbError, row, yielded};

pub(super) const COLUMNS: &str = "feed, n, kind, id, at, clock, fields, base_epoch, base_seq";

impl Db {
    /// How many changes wait to be sent.
    ///
    /// # Errors
    /// When the store fails.
    pub fn waiting(&self) -> Result<u64, DbError> {
        waiting(&self.connection)
    }

    /// The first pending changes in the order in which they were made: at most `most`, and about
    /// as many as `bytes` of JSON hold, but at least one.
    pub(crate) fn pending(&self, most: usize, bytes: u32) -> Result<Vec<Change>, DbError> {
        let sql = format!(
            "SELECT {COLUMNS}, length(fields) FROM outbox WHERE position IN ( \
             SELECT position FROM outbox WHERE state = 'pending' ORDER BY position LIMIT ?1) \
             ORDER BY position"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([Count(most as u64)])?;
        let (mut changes, mut weight) = (Vec::new(), 0_u32);
        while let Some(row) = rows.next()? {
            weight += row.get::<_, u32>(9)? + FRAME;
            if changes.len() == most || (weight > bytes && !changes.is_empty()) {
                break;
            }
            changes.push(change(row)?);
        }
        Ok(changes)
    }
}

/// About what a change weighs in JSON besides its fields.
const FRAME: u32 = 250;

pub(super) fn waiting(tx: &Connection) -> Result<u64, DbError> {
    let sql = "SELECT count(*) FROM outbox WHERE state = 'pending'";
    let Count(waiting) = tx.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(waiting)
}

/// Appends a change, numbered as the next one of its feed under `device`.
pub(super) fn append(tx: &Connection, device: DeviceId, change: &Change) -> Result<(), DbError> {
    let n = next_number(tx, change.feed)?;
    let sql = "INSERT INTO outbox \
               (device, feed, n, kind, id, at, clock, fields, base_epoch, base_seq) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let base_epoch = change.base.map(|base| base.epoch.to_string());
    tx.prepare_cached(sql)?.execute(params![
        Word(device),
        Word(change.feed),
        Count(n),
        change.kind,
        Word(change.id),
        change.at.0,
        Count(change.clock.0),
        Json(change.fields.clone()),
        base_epoch.unwrap_or_default(),
        Count(change.base.map_or(0, |base| base.seq)),
    ])?;
    Ok(())
}

fn next_number(tx: &Connection, feed: FeedId) -> Result<u64, DbError> {
    let sql = "INSERT INTO numbering (feed, last_n) VALUES (?1, 1) \
               ON CONFLICT (feed) DO UPDATE SET last_n = last_n + 1 RETURNING last_n";
    let Count(n) = tx.prepare_cached(sql)?.query_row([Word(feed)], |row| row.get(0))?;
    Ok(n)
}

/// The changes that are laid over a row, in the order in which they were made.
pub(super) fn laid(tx: &Connection, key: Key) -> Result<Vec<Change>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE state IN ('pending', 'accepted', 'quarantined') \
         AND kind = ?1 AND id = ?2 AND feed = ?3 AND laid = 1 ORDER BY position"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let values = params![key.kind.as_str(), Word(key.id), Word(key.feed)];
    let entries = statement.query_map(values, change)?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// The change that the server accepted at `seq`, if it is still here.
pub(super) fn accepted_at(
    tx: &Connection,
    feed: FeedId,
    seq: u64,
) -> Result<Option<Change>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox \
         WHERE feed = ?1 AND acked_seq = ?2 AND state = 'accepted' ORDER BY position LIMIT 1"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    Ok(statement.query_row(params![Word(feed), Count(seq)], change).optional()?)
}

/// The changes laid over a row that the server accepted up to `seq`, in their order.
pub(super) fn accepted_until(tx: &Connection, key: Key, seq: u64) -> Result<Vec<Change>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE kind = ?1 AND id = ?2 AND feed = ?3 AND laid = 1 \
         AND state = 'accepted' AND acked_seq <= ?4 ORDER BY position"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let values = params![key.kind.as_str(), Word(key.id), Word(key.feed), Count(seq)];
    let entries = statement.query_map(values, change)?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Whether the change of that number still waits for its answer.
pub(super) fn is_pending(
    tx: &Connection,
    device: DeviceId,
    feed: FeedId,
    n: u64,
) -> Result<bool, DbError> {
    let sql = "SELECT count(*) FROM outbox \
               WHERE device = ?1 AND feed = ?2 AND n = ?3 AND state = 'pending'";
    let values = params![Word(device), Word(feed), Count(n)];
    Ok(tx.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
}

pub(super) fn accept(
    tx: &Connection,
    device: DeviceId,
    feed: FeedId,
    n: u64,
    seq: u64,
) -> Result<(), DbError> {
    let sql = "UPDATE outbox SET state = 'accepted', acked_seq = ?4, reason = '' \
               WHERE device = ?1 AND feed = ?2 AND n = ?3";
    tx.prepare_cached(sql)?.execute(params![Word(device), Word(feed), Count(n), Count(seq)])?;
    Ok(())
}

pub(super) fn quarantine(
    tx: &Connection,
    device: DeviceId,
    feed: FeedId,
    n: u64,
    reason: Reason,
) -> Result<(), DbError> {
    let sql = "UPDATE outbox SET state = 'quarantined', reason = ?4 \
               WHERE device = ?1 AND feed = ?2 AND n = ?3";
    tx.prepare_cached(sql)?.execute(params![
        Word(device),
        Word(feed),
        Count(n),
        reason.as_str()
    ])?;
    Ok(())
}

/// Makes changes pending again from number `n` on; false if the change of that number is gone.
pub(super) fn requeue_from(
    tx: &Connection,
    device: DeviceId,
    feed: FeedId,
    n: u64,
) -> Result<bool, DbError> {
    let condition = "device = ?2 AND n >= ?3";
    requeue(tx, feed, condition, params![Word(feed), Word(device), Count(n)])?;
    is_pending(tx, device, feed, n)
}

/// Makes all changes of a feed pending again: the server may have lost them.
pub(super) fn requeue_all(tx: &Connection, feed: FeedId) -> Result<(), DbError> {
    requeue(tx, feed, "1", params![Word(feed)])
}

fn requeue(
    tx: &Connection,
    feed: FeedId,
    condition: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<(), DbError> {
    let sql = format!(
        "UPDATE outbox SET state = 'pending', laid = 1, acked_seq = 0, reason = '' \
         WHERE feed = ?1 AND state <> 'pending' AND {condition} RETURNING kind, id"
    );
    lay_again(tx, feed, &sql, values)
}

/// Takes accepted changes off the rows of a feed that is read to its head, `seq`: the server's
/// rows now speak for them.
pub(super) fn take_off(tx: &Connection, feed: FeedId, seq: u64) -> Result<(), DbError> {
    let sql = format!(
        "UPDATE outbox SET laid = 0 \
         WHERE feed = ?1 AND state = 'accepted' AND laid = 1 AND acked_seq <= ?2 \
         RETURNING {COLUMNS}, position"
    );
    let mut rows = BTreeMap::<(String, Uuid), Vec<Change>>::new();
    for change in taken(tx, &sql, params![Word(feed), Count(seq)])? {
        rows.entry((change.kind.clone(), change.id)).or_default().push(change);
    }
    for ((kind, id), taken) in rows {
        let Some(kind) = Kind::parse(&kind) else {
            continue;
        };
        let key = Key { feed, kind, id };
        let canonical = row::canonical_row(tx, key)?;
        yielded::note(tx, key, &taken, canonical.as_ref())?;
        row::lay(tx, key, canonical)?;
    }
    Ok(())
}

/// Takes accepted changes off one row, whose canonical state is about to be `fresh`.
pub(super) fn take_off_row(tx: &Connection, key: Key, fresh: &Row) -> Result<(), DbError> {
    let sql = format!(
        "UPDATE outbox SET laid = 0 WHERE kind = ?1 AND id = ?2 AND feed = ?3 \
         AND state = 'accepted' AND laid = 1 AND acked_seq <= ?4 RETURNING {COLUMNS}, position"
    );
    let values = params![key.kind.as_str(), Word(key.id), Word(key.feed), Count(fresh.seq)];
    let taken = taken(tx, &sql, values)?;
    yielded::note(tx, key, &taken, Some(fresh))
}

/// The changes that a statement took off, in the order in which they were made.
fn taken(
    tx: &Connection,
    sql: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<Vec<Change>, DbError> {
    let mut statement = tx.prepare_cached(sql)?;
    let taken = statement.query_map(values, |row| {
        let position: i64 = row.get("position")?;
        Ok((position, change(row)?))
    })?;
    let mut taken = taken.collect::<Result<Vec<_>, _>>()?;
    taken.sort_by_key(|(position, _)| *position);
    Ok(taken.into_iter().map(|(_, change)| change).collect())
}

fn lay_again(
    tx: &Connection,
    feed: FeedId,
    sql: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<(), DbError> {
    let mut statement = tx.prepare_cached(sql)?;
    let touched =
        statement.query_map(values, |row| Ok((row.get(0)?, row.get::<_, Word<Uuid>>(1)?.0)))?;
    let touched: BTreeSet<(String, Uuid)> = touched.collect::<Result<_, _>>()?;
    for (kind, id) in touched {
        if let Some(kind) = Kind::parse(&kind) {
            row::lay_again(tx, Key { feed, kind, id })?;
        }
    }
    Ok(())
}

/// What a supervisor let in after all, as the server tells: it needs nobody's attention any more,
/// also where it lost against newer values and so altered nothing.
pub(super) fn let_in(tx: &Connection, feed: FeedId, let_in: &LetIn) -> Result<(), DbError> {
    let sql = "UPDATE outbox SET state = 'accepted', acked_seq = ?4, reason = '' \
               WHERE device = ?1 AND feed = ?2 AND n = ?3 AND state = 'quarantined'";
    let values = params![Word(let_in.device), Word(feed), Count(let_in.n), Count(let_in.seq)];
    tx.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Deletes the accepted changes that a loss of the server's machine could not lose any more.
pub(super) fn forget_durable(tx: &Connection, feed: FeedId, durable: u64) -> Result<(), DbError> {
    let sql = "DELETE FROM outbox \
               WHERE feed = ?1 AND state = 'accepted' AND laid = 0 AND acked_seq <= ?2";
    tx.prepare_cached(sql)?.execute(params![Word(feed), Count(durable)])?;
    Ok(())
}

/// Whether changes of a feed are not yet safe with the server.
pub(super) fn has_unsafe(tx: &Connection, feed: FeedId, durable: u64) -> Result<bool, DbError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE feed = ?1 \
               AND (state = 'pending' OR (state = 'accepted' AND acked_seq > ?2)))";
    let values = params![Word(feed), Count(durable)];
    Ok(tx.query_row(sql, values, |row| row.get(0))?)
}

/// Whether pending changes bear numbers of an identity that this store does not have any more.
pub(super) fn has_foreign_numbers(tx: &Connection, device: DeviceId) -> Result<bool, DbError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'pending' AND device <> ?1)";
    Ok(tx.query_row(sql, [Word(device)], |row| row.get(0))?)
}

/// Numbers all pending changes from 1 in each feed, in their order, under a new identity.
pub(super) fn renumber(tx: &Connection, device: DeviceId) -> Result<(), DbError> {
    tx.execute("DELETE FROM numbering", [])?;
    let sql = "SELECT position, feed FROM outbox WHERE state = 'pending' ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let entries =
        statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Word<FeedId>>(1)?.0)))?;
    for (position, feed) in entries.collect::<Result<Vec<(i64, FeedId)>, _>>()? {
        let n = next_number(tx, feed)?;
        let sql = "UPDATE outbox SET device = ?2, n = ?3 WHERE position = ?1";
        tx.prepare_cached(sql)?.execute(params![position, Word(device), Count(n)])?;
    }
    Ok(())
}

pub(super) fn change(row: &rusqlite::Row<'_>) -> rusqlite::Result<Change> {
    let base = match row.get_ref(7)?.as_str()? {
        "" => None,
        _ => Some(Base { epoch: row.get::<_, Word<_>>(7)?.0, seq: row.get::<_, Count>(8)?.0 }),
    };
    Ok(Change {
        feed: row.get::<_, Word<_>>(0)?.0,
        n: row.get::<_, Count>(1)?.0,
        kind: row.get(2)?,
        id: row.get::<_, Word<_>>(3)?.0,
        at: Millis(row.get(4)?),
        clock: ClockSession(row.get::<_, Count>(5)?.0),
        fields: row.get::<_, Json>(6)?.0,
        base,
    })
}
