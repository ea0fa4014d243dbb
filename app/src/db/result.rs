//! One answer of the server, applied in one transaction: results, rows, cursors and scope.
//!
//! An answer may come twice, late, or to a store that moved on meanwhile in another process. What
//! it says about a change is taken only while that change waits; a page is taken only by the
//! cursor that asked for it.

use std::collections::BTreeSet;

use rusqlite::Connection;
use shared::id::{DeviceId, FeedId};
use shared::protocol::{ChangeOutcome, ChangeResult, Cursor, Dropped, FeedPage, SyncAnswer};
use shared::time::Millis;

use super::page::Times;
use super::{Db, DbError, feed, identity, outbox, page, purge, sync_state};

/// What an answer did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many changes are now merged.
    pub accepted: usize,
    /// How many are kept aside on the server.
    pub quarantined: usize,
    /// How many rows came.
    pub received: usize,
    /// How many rows and drafts were erased.
    pub erased: usize,
    /// Which feeds were given back, and why.
    pub purged: Vec<Dropped>,
    /// Whether a cursor moved; with the counts above, what keeps a sync from going in circles.
    pub moved: bool,
}

impl Applied {
    /// Whether the answer brought phone and server closer together.
    #[must_use]
    pub fn is_progress(&self) -> bool {
        self.moved || self.accepted + self.quarantined > 0 || !self.purged.is_empty()
    }
}

impl Db {
    /// Applies the answer to what `device` sent with these cursors. `own` is this phone's time.
    ///
    /// # Errors
    /// When the store fails; then nothing is applied.
    pub fn apply(
        &mut self,
        device: DeviceId,
        cursors: &[Cursor],
        answer: &SyncAnswer,
        own: Millis,
    ) -> Result<Applied, DbError> {
        let tx = self.begin()?;
        let mut applied = Applied::default();
        let mut touched = BTreeSet::new();
        if identity::device(&tx)? != Some(device) {
            return Ok(applied);
        }
        let times = Times { own, server: answer.now };
        let pages = expected_pages(&tx, cursors, &answer.feeds)?;
        for page in &pages {
            page::prepare(&tx, page)?;
        }
        for result in &answer.results {
            apply_result(&tx, device, result, &mut applied)?;
            touched.insert(result.feed);
        }
        for page in &pages {
            applied.erased += page::apply(&tx, page, times)?;
            applied.received += page.rows.len();
            touched.insert(page.feed);
            applied.moved |= !cursors.contains(&cursor_after(page));
        }
        for feed in &touched {
            rest(&tx, *feed)?;
        }
        // An answer that asks for the cursors says nothing about feeds, dropped ones included. What the
        // server wanted back before it may want to be held now: what it keeps aside of this phone since
        // then may be in no backup.
        if answer.tells_news() && !answer.tell_cursors {
            purge::mark(&tx, &answer.dropped)?;
            applied.purged = purge::purge(&tx, own)?;
        }
        sync_state::keep_contact(&tx, answer, own)?;
        tx.commit()?;
        touched.extend(applied.purged.iter().map(|dropped| dropped.feed));
        self.changed.extend(touched);
        if !applied.purged.is_empty() || applied.erased > 0 {
            // What was purged or erased must not linger in the log.
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(applied)
    }
}

/// The pages whose feed still stands where it stood when they were asked for.
fn expected_pages<'a>(
    tx: &Connection,
    cursors: &[Cursor],
    pages: &'a [FeedPage],
) -> Result<Vec<&'a FeedPage>, DbError> {
    let mut expected = Vec::new();
    for page in pages {
        let stands = feed::read(tx, page.feed)?.map(|held| (held.epoch, held.seq));
        let asked = cursors.iter().find(|cursor| cursor.feed == page.feed);
        if stands == asked.map(|cursor| (cursor.epoch, cursor.seq)) {
            expected.push(page);
        }
    }
    Ok(expected)
}

fn cursor_after(page: &FeedPage) -> Cursor {
    Cursor { feed: page.feed, epoch: page.epoch, seq: page.seq, durable: Some(page.durable) }
}

fn apply_result(
    tx: &Connection,
    device: DeviceId,
    result: &ChangeResult,
    applied: &mut Applied,
) -> Result<(), DbError> {
    let ChangeResult { feed, n, outcome } = result;
    if !outbox::is_pending(tx, device, *feed, *n)? {
        return Ok(());
    }
    match outcome {
        ChangeOutcome::Accepted { seq } => {
            outbox::accept(tx, device, *feed, *n, *seq)?;
            applied.accepted += 1;
        }
        ChangeOutcome::Quarantined { reason } => {
            outbox::quarantine(tx, device, *feed, *n, *reason)?;
            applied.quarantined += 1;
        }
        ChangeOutcome::Expected { n } => {
            if !outbox::requeue_from(tx, device, *feed, *n)? {
                // The server waits for a number that this store cannot give any more.
                identity::ask_renewal(tx)?;
            }
        }
        ChangeOutcome::Cloned => identity::ask_renewal(tx)?,
    }
    Ok(())
}

/// Takes off what the server's rows now speak for, and forgets what could not be lost any more.
/// Changes accepted in an earlier round, whose rows are here already, come without a page.
fn rest(tx: &Connection, feed: FeedId) -> Result<(), DbError> {
    let Some(held) = feed::read(tx, feed)? else {
        return Ok(());
    };
    if held.seq >= held.head {
        outbox::take_off(tx, feed, held.seq)?;
    }
    outbox::forget_durable(tx, feed, held.durable)
}
