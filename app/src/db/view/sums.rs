//! Numbers for the page about sending: each counted by itself in the store, so that what does not
//! add up is seen and not made to fit.

use serde::{Deserialize, Serialize};
use shared::id::FeedId;
use shared::time::Millis;

use super::super::column::{Count, Word};
use super::super::{Db, DbError};

pub(in crate::db) const WAITING_VISITS: &str = "SELECT count(*) FROM waiting_visit";

/// Where the visits that were made on this phone are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSum {
    /// Made on this phone, ever.
    pub made: u64,
    /// Held by the server.
    pub received: u64,
    /// Waiting to be sent.
    pub waiting: u64,
    /// Kept aside by the server.
    pub attention: u64,
    /// What is left: made, and in none of the three. It must be 0.
    pub missing: i64,
}

/// What waits to be sent, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingSum {
    /// New visits, with all that hangs on them.
    pub visits: u64,
    /// Corrections of visits that the server holds, answers among them.
    pub corrections: u64,
    /// Doors that were added, renamed, removed or marked.
    pub doors: u64,
}

/// A feed on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedSides {
    /// The feed.
    pub feed: FeedId,
    /// The mission's title or the territory's name.
    pub name: Option<String>,
    /// How many rows are here, deleted ones not counted.
    pub phone: u64,
    /// How many the server counted, when both were last compared.
    pub server: Option<u64>,
    /// Whether both sides are proven the same; unknown on the way to the head.
    pub equal: Option<bool>,
    /// Why it is to be given back, as a stable word.
    pub leaving: Option<String>,
}

/// What was removed from this phone or repaired on it, without content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// When, by the phone's clock.
    pub at: Millis,
    /// What happened, as a stable word.
    pub what: String,
    /// To which feed.
    pub feed: Option<FeedId>,
    /// What it was called: the title of a mission.
    pub subject: String,
    /// Why, as a stable word.
    pub reason: String,
    /// How many rows.
    pub rows: u64,
}

impl Db {
    /// How many visits have something that waits to be sent.
    ///
    /// # Errors
    /// When the store fails.
    pub fn waiting_visits(&self) -> Result<u64, DbError> {
        let mut statement = self.connection.prepare_cached(WAITING_VISITS)?;
        let Count(visits) = statement.query_row([], |row| row.get(0))?;
        Ok(visits)
    }

    /// Where the visits that were made on this phone are.
    ///
    /// # Errors
    /// When the store fails.
    pub fn visit_sum(&self) -> Result<VisitSum, DbError> {
        let of = "EXISTS (SELECT 1 FROM outbox WHERE outbox.kind = 'visit' \
                  AND outbox.id = made.id AND outbox.feed = made.feed AND outbox.state =";
        let held = format!(
            "(gone = 'received' OR EXISTS (SELECT 1 FROM visit WHERE visit.id = made.id \
             AND visit.feed = made.feed AND visit.seq > 0) OR {of} 'accepted'))"
        );
        let count = |condition: String| -> Result<u64, DbError> {
            let sql = format!("SELECT count(*) FROM made WHERE {condition}");
            let Count(count) =
                self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
            Ok(count)
        };
        let made = count("1".to_owned())?;
        let received = count(held.clone())?;
        let attention =
            count(format!("NOT {held} AND (gone = 'quarantined' OR {of} 'quarantined'))"))?;
        let waiting = count(format!(
            "NOT {held} AND gone = '' AND NOT {of} 'quarantined') AND {of} 'pending')"
        ))?;
        let told = i64::try_from(received + attention + waiting).map_err(DbError::damaged)?;
        let missing = i64::try_from(made).map_err(DbError::damaged)? - told;
        Ok(VisitSum { made, received, waiting, attention, missing })
    }

    /// What waits to be sent, by kind.
    ///
    /// # Errors
    /// When the store fails.
    pub fn waiting_sum(&self) -> Result<WaitingSum, DbError> {
        let sql = "SELECT \
                   (SELECT count(*) FROM waiting_visit AS waiting WHERE NOT EXISTS \
                   (SELECT 1 FROM visit WHERE visit.id = waiting.visit \
                   AND visit.feed = waiting.feed AND visit.seq > 0)), \
                   (SELECT count(*) FROM waiting_visit), \
                   (SELECT count(DISTINCT id) FROM outbox \
                   WHERE state = 'pending' AND kind = 'door')";
        let sum = self.connection.prepare_cached(sql)?.query_row([], |row| {
            let (Count(visits), Count(all), Count(doors)) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(WaitingSum { visits, corrections: all.saturating_sub(visits), doors })
        })?;
        Ok(sum)
    }

    /// The feeds of this phone, with what the server counted.
    ///
    /// # Errors
    /// When the store fails.
    pub fn feed_sides(&self) -> Result<Vec<FeedSides>, DbError> {
        let sql = "SELECT coalesce((SELECT title FROM mission WHERE mission.feed = ?1 LIMIT 1), \
                   (SELECT name FROM territory WHERE territory.feed = ?1 LIMIT 1))";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut sides = Vec::new();
        for held in self.feeds()? {
            sides.push(FeedSides {
                name: statement.query_row([Word(held.feed)], |row| row.get(0))?,
                feed: held.feed,
                phone: held.sum.count,
                server: held.server_count,
                equal: held.agrees,
                leaving: held.dropped,
            });
        }
        Ok(sides)
    }

    /// What was removed from this phone or repaired on it, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn log(&self) -> Result<Vec<LogEntry>, DbError> {
        let sql = "SELECT at, what, feed, subject, reason, rows FROM local_log \
                   ORDER BY id DESC LIMIT 500";
        let mut statement = self.connection.prepare_cached(sql)?;
        let entries = statement.query_map([], |row| {
            let feed: String = row.get(2)?;
            Ok(LogEntry {
                at: Millis(row.get(0)?),
                what: row.get(1)?,
                feed: feed.parse().ok(),
                subject: row.get(3)?,
                reason: row.get(4)?,
                rows: row.get::<_, Count>(5)?.0,
            })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }
}
