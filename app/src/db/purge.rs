//! Giving a feed back: first push, then purge, with a reason the neighbor can read.
//!
//! **Law**: a feed goes only when nothing of it is pending, all its pictures are sent, and all that was
//! accepted is durable on the server. What the server keeps aside leaves a stub without content.

use rusqlite::{Connection, params};
use shared::id::FeedId;
use shared::protocol::{DropReason, Dropped};
use shared::time::Millis;

use super::column::Word;
use super::log::{self, What};
use super::{DbError, draft, feed, outbox, pictures, table, unknown};

/// Marks the feeds that the server wants back, and no others: one that it wants back no more is
/// held again.
pub(super) fn mark(tx: &Connection, dropped: &[Dropped]) -> Result<(), DbError> {
    for mut held in feed::all(tx)? {
        let wanted = dropped.iter().find(|dropped| dropped.feed == held.feed);
        let reason = wanted.map(|dropped| dropped.reason.as_str().to_owned());
        if reason != held.dropped {
            held.dropped = reason;
            feed::write(tx, &held)?;
        }
    }
    Ok(())
}

/// Purges the marked feeds whose work is safe with the server.
pub(super) fn purge(tx: &Connection, now: Millis) -> Result<Vec<Dropped>, DbError> {
    let mut purged = Vec::new();
    for held in feed::all(tx)? {
        let Some(reason) = &held.dropped else {
            continue;
        };
        if outbox::has_unsafe(tx, held.feed, held.durable)? || pictures::has_unsafe(tx, held.feed)?
        {
            continue;
        }
        purge_feed(tx, held.feed, reason, now)?;
        let feed = held.feed;
        let reason = drop_reason(reason);
        purged.push(Dropped { feed, reason });
    }
    Ok(purged)
}

fn purge_feed(tx: &Connection, feed: FeedId, reason: &str, now: Millis) -> Result<(), DbError> {
    let subject = title(tx, feed)?;
    tx.execute(
        "INSERT OR REPLACE INTO quarantine_stub (feed, kind, id, n, reason, at) \
         SELECT feed, kind, id, n, reason, ?2 FROM outbox \
         WHERE feed = ?1 AND state = 'quarantined'",
        params![Word(feed), now.0],
    )?;
    tx.execute(
        "UPDATE made SET gone = CASE WHEN EXISTS (SELECT 1 FROM visit \
         WHERE visit.id = made.id AND visit.feed = made.feed AND visit.seq > 0) \
         OR EXISTS (SELECT 1 FROM outbox WHERE outbox.kind = 'visit' AND outbox.id = made.id \
         AND outbox.feed = made.feed AND outbox.state = 'accepted') THEN 'received' \
         WHEN EXISTS (SELECT 1 FROM outbox WHERE outbox.kind = 'visit' AND outbox.id = made.id \
         AND outbox.feed = made.feed AND outbox.state = 'quarantined') THEN 'quarantined' \
         ELSE gone END WHERE feed = ?1",
        [Word(feed)],
    )?;
    let rows = table::delete_feed(tx, feed)? + unknown::delete_feed(tx, feed)?;
    for table in
        ["outbox", "shadow", "void_row", "yielded", "exchange_read", "picture", "picture_piece"]
    {
        tx.execute(&format!("DELETE FROM {table} WHERE feed = ?1"), [Word(feed)])?;
    }
    if let FeedId::Mission(mission) = feed {
        draft::drop_said(tx, mission)?;
    }
    feed::delete(tx, feed)?;
    let line = log::Line {
        at: now,
        what: What::Purged,
        feed: Some(feed),
        subject: &subject,
        reason,
        rows,
    };
    log::append(tx, &line)
}

/// How people call what the feed is of; a mission's title outlives the mission in the log.
fn title(tx: &Connection, feed: FeedId) -> Result<String, DbError> {
    let FeedId::Mission(mission) = feed else {
        return Ok(String::new());
    };
    let sql = "SELECT coalesce(max(title), '') FROM mission WHERE id = ?1 AND feed = ?2";
    Ok(tx.query_row(sql, params![Word(mission), Word(feed)], |row| row.get(0))?)
}

fn drop_reason(word: &str) -> DropReason {
    let known = [DropReason::AssignmentEnded, DropReason::MissionClosed, DropReason::NotNeeded];
    let found = known.into_iter().find(|reason| reason.as_str() == word);
    found.unwrap_or(DropReason::Other)
}
