//! How far each feed is read, and the sum that proves it.

use rusqlite::{Connection, OptionalExtension, params};
use shared::digest::FeedSum;
use shared::id::{EpochId, FeedId};
use shared::protocol::Cursor;
use shared::time::Millis;

use super::column::{Count, Word};
use super::{Db, DbError};

/// A feed that this phone holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Feed {
    pub(crate) feed: FeedId,
    /// The life of the central database in which the numbers count.
    pub(crate) epoch: EpochId,
    /// All changes up to this one are applied.
    pub(crate) seq: u64,
    /// The newest sequence number that the server told.
    pub(crate) head: u64,
    /// The sum of the canonical rows.
    pub(crate) sum: FeedSum,
    /// Up to here the server's machine may burn.
    pub(crate) durable: u64,
    /// Whether the server's sum was the same at the head; unknown on the way there.
    pub(crate) agrees: Option<bool>,
    /// When the feed was last repaired, in server time.
    pub(crate) repaired_at: Option<Millis>,
    /// Why the feed is to be given back, as a stable word.
    pub(crate) dropped: Option<String>,
    /// How many rows the server counted at the last comparison.
    pub(crate) server_count: Option<u64>,
}

impl Feed {
    /// A feed of which nothing is read yet.
    pub(super) fn new(feed: FeedId, epoch: EpochId) -> Self {
        Self {
            feed,
            epoch,
            seq: 0,
            head: 0,
            sum: FeedSum::default(),
            durable: 0,
            agrees: None,
            repaired_at: None,
            dropped: None,
            server_count: None,
        }
    }

    pub(crate) fn cursor(&self) -> Cursor {
        let durable = Some(self.durable);
        Cursor { feed: self.feed, epoch: self.epoch, seq: self.seq, durable }
    }

    /// Whether there is more to read.
    pub(crate) fn is_behind(&self) -> bool {
        self.seq < self.head && self.dropped.is_none()
    }
}

impl Db {
    /// The feeds that this phone holds, in their order.
    pub(crate) fn feeds(&self) -> Result<Vec<Feed>, DbError> {
        all(&self.connection)
    }
}

const COLUMNS: &str =
    "feed, epoch, seq, head, count, digest, durable, agrees, repaired_at, dropped, server_count";

pub(super) fn all(tx: &Connection) -> Result<Vec<Feed>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM feed ORDER BY feed");
    let mut statement = tx.prepare_cached(&sql)?;
    let feeds = statement.query_map([], from_row)?;
    Ok(feeds.collect::<Result<_, _>>()?)
}

pub(super) fn read(tx: &Connection, feed: FeedId) -> Result<Option<Feed>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM feed WHERE feed = ?1");
    let mut statement = tx.prepare_cached(&sql)?;
    Ok(statement.query_row([Word(feed)], from_row).optional()?)
}

pub(super) fn write(tx: &Connection, feed: &Feed) -> Result<(), DbError> {
    let sql = format!(
        "INSERT OR REPLACE INTO feed ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
         ?11)"
    );
    tx.prepare_cached(&sql)?.execute(params![
        Word(feed.feed),
        Word(feed.epoch),
        Count(feed.seq),
        Count(feed.head),
        Count(feed.sum.count),
        Word(feed.sum.digest),
        Count(feed.durable),
        feed.agrees,
        feed.repaired_at.map_or(0, |at| at.0),
        feed.dropped.as_deref().unwrap_or_default(),
        feed.server_count.map(Count),
    ])?;
    Ok(())
}

pub(super) fn delete(tx: &Connection, feed: FeedId) -> Result<(), DbError> {
    tx.execute("DELETE FROM feed WHERE feed = ?1", [Word(feed)])?;
    Ok(())
}

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Feed> {
    let repaired_at: i64 = row.get(8)?;
    let dropped: String = row.get(9)?;
    Ok(Feed {
        feed: row.get::<_, Word<_>>(0)?.0,
        epoch: row.get::<_, Word<_>>(1)?.0,
        seq: row.get::<_, Count>(2)?.0,
        head: row.get::<_, Count>(3)?.0,
        sum: FeedSum { count: row.get::<_, Count>(4)?.0, digest: row.get::<_, Word<_>>(5)?.0 },
        durable: row.get::<_, Count>(6)?.0,
        agrees: row.get(7)?,
        repaired_at: (repaired_at != 0).then_some(Millis(repaired_at)),
        dropped: (!dropped.is_empty()).then_some(dropped),
        server_count: row.get::<_, Option<Count>>(10)?.map(|Count(count)| count),
    })
}
