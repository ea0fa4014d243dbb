//! News of a feed: rows, cursor and sum in one transaction.
//!
//! A full pull makes the canonical rows *void*: they stay on display until they come again, and
//! what has not come when the head is reached is swept. Unsent work is never touched by it.

use rusqlite::{Connection, OptionalExtension, params};
use shared::change::is_erased;
use shared::digest::FeedSum;
use shared::id::{EpochId, FeedId};
use shared::protocol::{self, FeedPage};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::canonical;
use uuid::Uuid;

use super::column::Word;
use super::feed::Feed;
use super::log::{self, What};
use super::table::{Key, Row};
use super::{DbError, erase, feed, outbox, pictures, recovery, row, table, unknown, yielded};

/// At most one repair a day by itself, by the server's clock.
const REPAIR_INTERVAL: i64 = Millis::DAY;

/// When an answer is applied: by this phone's clock, and by the server's.
#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) own: Millis,
    pub(super) server: Millis,
}

/// Makes a feed ready for a page, before the results of the same answer are applied: in a new
/// life of the central database, what it had acknowledged before must be sent again.
pub(super) fn prepare(tx: &Connection, page: &FeedPage) -> Result<(), DbError> {
    let Some(mut held) = feed::read(tx, page.feed)? else {
        return feed::write(tx, &Feed::new(page.feed, page.epoch));
    };
    let new_life = held.epoch != page.epoch;
    if new_life || page.reset {
        begin_full_pull(tx, &mut held)?;
    }
    if new_life {
        held.epoch = page.epoch;
        held.durable = 0;
        outbox::requeue_all(tx, held.feed)?;
        recovery::send_again(tx)?;
        pictures::send_again(tx, held.feed)?;
    }
    feed::write(tx, &held)
}

/// Applies a page to a feed that is ready for it. Says how many of its rows, and of the drafts at its
/// doors, were erased.
pub(super) fn apply(tx: &Connection, page: &FeedPage, times: Times) -> Result<usize, DbError> {
    let Some(mut held) = feed::read(tx, page.feed)? else {
        return Err(DbError::damaged(format_args!("no cursor for {}", page.feed)));
    };
    for let_in in &page.let_in {
        outbox::let_in(tx, held.feed, let_in)?;
    }
    let mut erased = 0;
    for row in &page.rows {
        erased += usize::from(apply_row(tx, &mut held, row, times.own)?);
    }
    if erased > 0 {
        let line = log::Line {
            at: times.own,
            what: What::Erased,
            feed: Some(page.feed),
            subject: "",
            reason: "erasure",
            rows: erased,
        };
        log::append(tx, &line)?;
    }
    for seq in &page.own {
        apply_own(tx, &mut held, *seq)?;
    }
    pictures::send_forgotten(tx, page.feed)?;
    held.seq = page.seq;
    held.head = page.head;
    held.durable = page.durable;
    held.agrees = None;
    if page.seq >= page.head {
        sweep(tx, page.feed, times.own)?;
        if let Some(sum) = page.sum {
            compare(tx, &mut held, sum, times)?;
        }
    }
    feed::write(tx, &held)?;
    Ok(erased)
}

/// The life of the central database in which a void row had its number.
pub(super) fn void_epoch(tx: &Connection, key: Key) -> Result<Option<EpochId>, DbError> {
    let sql = "SELECT epoch FROM void_row WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    let values = params![Word(key.feed), key.kind.as_str(), Word(key.id)];
    let epoch = tx.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
    Ok(epoch.map(|Word(epoch)| epoch))
}

fn begin_full_pull(tx: &Connection, held: &mut Feed) -> Result<(), DbError> {
    let known = Kind::of_feed(held.feed.kind());
    for kind in known {
        let sql = format!(
            "INSERT OR IGNORE INTO void_row (feed, kind, id, epoch) \
             SELECT feed, '{kind}', id, ?2 FROM {kind} WHERE feed = ?1 AND seq > 0"
        );
        tx.execute(&sql, params![Word(held.feed), Word(held.epoch)])?;
    }
    tx.execute(
        "INSERT OR IGNORE INTO void_row (feed, kind, id, epoch) \
         SELECT feed, kind, id, ?2 FROM unknown_row WHERE feed = ?1",
        params![Word(held.feed), Word(held.epoch)],
    )?;
    held.seq = 0;
    held.sum = FeedSum::default();
    held.agrees = None;
    Ok(())
}

/// Says whether the row told of an erasure that took something from this phone.
fn apply_row(
    tx: &Connection,
    held: &mut Feed,
    news: &protocol::Row,
    now: Millis,
) -> Result<bool, DbError> {
    let known = Kind::parse(&news.kind).filter(|kind| kind.feed() == held.feed.kind());
    let fresh = Row { seq: news.seq, fields: canonical(news.fields.clone()) };
    let is_stub = is_erased(&fresh.fields);
    if is_stub {
        erase::record(tx, held.feed, (&news.kind, news.id), news.seq, now)?;
    }
    let Some(kind) = known else {
        let old = unknown::read(tx, held.feed, &news.kind, news.id)?;
        count(tx, held, (&news.kind, news.id), old.as_ref(), &fresh)?;
        let was_here = old.is_some_and(|old| !is_erased(&old.fields));
        unknown::write(tx, held.feed, &news.kind, news.id, fresh)?;
        return Ok(is_stub && was_here);
    };
    let key = Key { feed: held.feed, kind, id: news.id };
    let old = row::canonical_row(tx, key)?;
    count(tx, held, (kind.as_str(), key.id), old.as_ref(), &fresh)?;
    outbox::take_off_row(tx, key, &fresh)?;
    yielded::settle(tx, key, &fresh.fields)?;
    let forgets = kind == Kind::Door && erase::door(tx, key.id, old.as_ref(), &fresh.fields)?;
    let shown = table::read(tx, key)?;
    row::lay(tx, key, Some(fresh))?;
    let was_here = shown.is_some_and(|shown| !is_erased(&shown.fields));
    Ok(forgets || (is_stub && was_here))
}

/// A row that the server left out, since it is just this phone's own changes over what the phone
/// held. One that is not found leaves a difference in the sums, and is repaired by them.
fn apply_own(tx: &Connection, held: &mut Feed, seq: u64) -> Result<(), DbError> {
    let Some(sent) = outbox::accepted_at(tx, held.feed, seq)? else {
        return Ok(());
    };
    let Some(kind) = Kind::parse(&sent.kind) else {
        return Ok(());
    };
    let key = Key { feed: held.feed, kind, id: sent.id };
    let old = row::canonical_row(tx, key)?;
    // What is void says nothing about what the server holds now.
    let is_void = void_epoch(tx, key)?.is_some();
    let beneath = old.clone().filter(|_| !is_void).unwrap_or_default();
    if beneath.seq >= seq {
        // Somebody else changed the row after that, and it came whole with the same page.
        return Ok(());
    }
    let mut fields = beneath.fields;
    for change in outbox::accepted_until(tx, key, seq)? {
        fields.extend(change.fields);
    }
    let fresh = Row { seq, fields: canonical(fields) };
    count(tx, held, (kind.as_str(), key.id), old.as_ref(), &fresh)?;
    outbox::take_off_row(tx, key, &fresh)?;
    row::lay(tx, key, Some(fresh))
}

/// Counts the old state of a row out and the new one in. A void row is counted out already.
fn count(
    tx: &Connection,
    held: &mut Feed,
    (kind, id): (&str, Uuid),
    old: Option<&Row>,
    fresh: &Row,
) -> Result<(), DbError> {
    let sql = "DELETE FROM void_row WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    let was_void = tx.prepare_cached(sql)?.execute(params![Word(held.feed), kind, Word(id)])?;
    if let Some(old) = old
        && was_void == 0
    {
        held.sum.remove(kind, id, old.seq, &old.fields);
    }
    held.sum.add(kind, id, fresh.seq, &fresh.fields);
    Ok(())
}

/// Removes the canonical rows that a full pull did not bring again.
fn sweep(tx: &Connection, feed: FeedId, now: Millis) -> Result<(), DbError> {
    let sql = "SELECT kind, id FROM void_row WHERE feed = ?1 ORDER BY kind, id";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement
        .query_map([Word(feed)], |row| Ok((row.get(0)?, row.get::<_, Word<Uuid>>(1)?.0)))?;
    let void = rows.collect::<Result<Vec<(String, Uuid)>, _>>()?;
    if void.is_empty() {
        return Ok(());
    }
    for (kind, id) in &void {
        match Kind::parse(kind).map(|kind| Key { feed, kind, id: *id }) {
            Some(key) => row::lay(tx, key, None)?,
            None => unknown::delete(tx, feed, kind, *id)?,
        }
    }
    tx.execute("DELETE FROM void_row WHERE feed = ?1", [Word(feed)])?;
    let line = log::Line {
        at: now,
        what: What::Swept,
        feed: Some(feed),
        subject: "",
        reason: "full_pull",
        rows: void.len(),
    };
    log::append(tx, &line)
}

/// Both sides are at the head, so both sums must be the same; if not, the feed is pulled anew.
fn compare(tx: &Connection, held: &mut Feed, theirs: FeedSum, times: Times) -> Result<(), DbError> {
    held.server_count = Some(theirs.count);
    held.agrees = Some(held.sum == theirs);
    if held.sum == theirs {
        return Ok(());
    }
    let recently = |at: Millis| times.server.since(at) < REPAIR_INTERVAL;
    let may_repair = !held.repaired_at.is_some_and(recently);
    let line = log::Line {
        at: times.own,
        what: What::Differed,
        feed: Some(held.feed),
        subject: "",
        reason: if may_repair { "repairing" } else { "repaired_today" },
        rows: usize::try_from(held.sum.count).map_err(DbError::damaged)?,
    };
    log::append(tx, &line)?;
    if may_repair {
        begin_full_pull(tx, held)?;
        held.agrees = Some(false);
        held.repaired_at = Some(times.server);
    }
    Ok(())
}
