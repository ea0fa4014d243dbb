//! The news of each feed: rows above a cursor, newest state each, bounded.
//!
//! It is read from one snapshot, after the commit of what the same request brought. A cursor of
//! another life of the database, beyond the head, or below the floor means reading anew.

use std::collections::{BTreeMap, BTreeSet};

use shared::digest::{CursorsHash, cursors_hash};
use shared::id::{AccountId, EpochId, FeedId};
use shared::protocol::{Cursor, Dropped, FeedPage, Row};
use shared::value::Value;

use super::scope;
use crate::store::{FeedState, Read, StoreError};

/// The most rows in one answer.
const ROWS: usize = 4_000;
/// About how many bytes of rows one answer carries, unpacked.
const BYTES: usize = 1 << 20;

/// What an account's phone is told, beyond the results of its changes.
#[derive(Debug, Default)]
pub struct News {
    /// Pages of feeds that have news.
    pub feeds: Vec<FeedPage>,
    /// Feeds to give back.
    pub dropped: Vec<Dropped>,
    /// There is news for a phone that did not name its cursors, or may be.
    pub tell_cursors: bool,
}

/// Whether there is news for a phone of `account` whose cursors have that hash: there is none if
/// it has read just the feeds of its scope, each to its head. Nothing is kept about what a phone
/// was told, so a restored database or a copied phone cannot be at odds with it.
///
/// # Errors
/// When the store fails.
pub fn news_unless(
    read: &dyn Read,
    account: AccountId,
    as_told: CursorsHash,
) -> Result<News, StoreError> {
    let epoch = read.epoch()?;
    let mut heads = Vec::new();
    for feed in scope::of_account(read, account)?.feeds {
        if let Some(state) = read.feed(feed)? {
            let durable = Some(read.durable(feed)?.unwrap_or(state.seq));
            heads.push(Cursor { feed, epoch, seq: state.seq, durable });
        }
    }
    Ok(News { tell_cursors: cursors_hash(&heads) != as_told, ..News::default() })
}

/// Reads the news for a phone of `account` that has read as far as `cursors`. `own` are the rows
/// that the phone need not be told.
///
/// # Errors
/// When the store fails.
pub fn news(
    read: &dyn Read,
    account: AccountId,
    cursors: &[Cursor],
    own: &BTreeMap<FeedId, BTreeSet<u64>>,
) -> Result<News, StoreError> {
    let epoch = read.epoch()?;
    let scope = scope::of_account(read, account)?;
    let mut news = News::default();
    let mut room = Room { rows: ROWS, bytes: BYTES };
    for feed in &scope.feeds {
        let Some(state) = read.feed(*feed)? else {
            continue;
        };
        let cursor = cursors.iter().find(|cursor| cursor.feed == *feed);
        let own = own.get(feed);
        let durable = read.durable(*feed)?.unwrap_or(state.seq);
        let here = Here { feed: *feed, account, epoch, state, durable };
        if let Some(page) = page(read, here, cursor, own, &mut room)? {
            news.feeds.push(page);
        }
    }
    for cursor in cursors {
        let Some(reason) = scope.drop_reason(cursor.feed) else {
            continue;
        };
        let mut page = last_page(read, cursor, epoch)?;
        // Given back, it would leave no trace of what is kept aside; that must be in a backup first.
        // Until then nothing more of it is told, and the phone must not wait for more.
        if read.has_aside_at_risk(cursor.feed, account)? {
            page = page.map(|page| FeedPage { head: page.seq, ..page });
        } else {
            news.dropped.push(Dropped { feed: cursor.feed, reason });
        }
        news.feeds.extend(page);
    }
    Ok(news)
}

/// What a phone that is told no news must know all the same: that the database began another life,
/// in which it must send again what was acknowledged in the one before. No row is told.
///
/// # Errors
/// When the store fails.
pub fn new_life(read: &dyn Read, cursors: &[Cursor]) -> Result<News, StoreError> {
    let epoch = read.epoch()?;
    let mut news = News::default();
    for cursor in cursors.iter().filter(|cursor| cursor.epoch != epoch) {
        news.feeds.extend(last_page(read, cursor, epoch)?);
    }
    Ok(news)
}

/// What a phone must know of a feed before it gives it back, and no row of it: how far its own
/// work in there is safe. A feed that a restored backup lacks is told as an empty one, so that the
/// phone sends again what it did in there.
fn last_page(
    read: &dyn Read,
    cursor: &Cursor,
    epoch: EpochId,
) -> Result<Option<FeedPage>, StoreError> {
    let reset = cursor.epoch != epoch;
    let state = match read.feed(cursor.feed)? {
        Some(state) => state,
        None if reset => FeedState::default(),
        None => return Ok(None),
    };
    Ok(Some(FeedPage {
        feed: cursor.feed,
        epoch,
        reset,
        rows: Vec::new(),
        own: Vec::new(),
        let_in: Vec::new(),
        seq: if reset { 0 } else { cursor.seq },
        head: state.seq,
        durable: read.durable(cursor.feed)?.unwrap_or(state.seq),
        sum: None,
    }))
}

/// Where a feed stands.
#[derive(Clone, Copy)]
struct Here {
    feed: FeedId,
    account: AccountId,
    epoch: EpochId,
    state: FeedState,
    durable: u64,
}

/// What is left of one answer's bounds.
struct Room {
    rows: usize,
    bytes: usize,
}

impl Room {
    fn take(&mut self, row: &Row) {
        let fields = row.fields.iter();
        let bytes = fields.map(|(name, value)| name.len() + weight(value)).sum::<usize>();
        self.rows = self.rows.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(60 + bytes);
    }

    fn is_full(&self) -> bool {
        self.rows == 0 || self.bytes == 0
    }
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(weight).sum(),
        Value::Map(fields) => fields.iter().map(|(name, value)| name.len() + weight(value)).sum(),
        _ => 8,
    }
}

/// None where there is nothing to say: the phone has read to the head, and knows how much of it is
/// safe.
fn page(
    read: &dyn Read,
    here: Here,
    cursor: Option<&Cursor>,
    own: Option<&BTreeSet<u64>>,
    room: &mut Room,
) -> Result<Option<FeedPage>, StoreError> {
    let Here { feed, account, epoch, state, durable } = here;
    let valid = cursor.filter(|cursor| {
        cursor.epoch == epoch && cursor.seq <= state.seq && cursor.seq >= state.floor
    });
    // A cursor at 0 of this life begins anew as well, and has nothing to void.
    let begins = cursor.filter(|cursor| cursor.epoch == epoch && cursor.seq == 0);
    let reset = cursor.is_some() && valid.is_none() && begins.is_none();
    let from = valid.map_or(0, |cursor| cursor.seq);
    let knows = |cursor: &Cursor| cursor.durable.is_none_or(|known| known >= durable);
    if from == state.seq && valid.is_some_and(knows) {
        return Ok(None);
    }
    let mut page = FeedPage {
        feed,
        epoch,
        reset,
        rows: Vec::new(),
        own: Vec::new(),
        let_in: Vec::new(),
        seq: from,
        head: state.seq,
        durable,
        sum: None,
    };
    if !room.is_full() {
        // Who reads anew does so because what it holds is void or in doubt: it is told everything.
        let own = own.filter(|_| from > 0);
        fill(read, &mut page, own, room)?;
    }
    if page.seq == state.seq {
        page.sum = Some(state.sum);
    }
    page.let_in = read.let_in(feed, account, from, page.seq)?;
    Ok(Some(page))
}

fn fill(
    read: &dyn Read,
    page: &mut FeedPage,
    own: Option<&BTreeSet<u64>>,
    room: &mut Room,
) -> Result<(), StoreError> {
    let asked = room.rows;
    let rows = read.rows_after(page.feed, page.seq, asked)?;
    let mut all = rows.len() < asked;
    for row in rows {
        if room.is_full() {
            all = false;
            break;
        }
        room.take(&row);
        page.seq = row.seq;
        if !own.is_some_and(|own| own.contains(&row.seq)) {
            page.rows.push(row);
        }
    }
    if all {
        page.seq = page.head;
    }
    let own = own.into_iter().flatten().copied();
    page.own = own.filter(|seq| *seq <= page.seq).collect();
    Ok(())
}
