//! What a phone sends, as numbered members. `docs/protocol.md` lists the numbers.

use std::collections::BTreeMap;

use super::Message;
use super::read::{ContentError, Read, Reader};
use super::write::{Done, Writer};
use crate::change::{Base, Change};
use crate::digest::CursorsHash;
use crate::id::FeedId;
use crate::protocol::{Cursor, SyncRequest};
use crate::recovery::SealedRecovery;
use crate::time::{ClockSession, Millis};
use crate::value::Fields;

impl Message for SyncRequest {
    fn write(&self, out: &mut Writer) -> Done {
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.u64(u64::from(self.protocol))?;
        out.key(&mut object, 1)?.text(&self.app)?;
        out.key(&mut object, 2)?.i64(self.sent_at.0)?;
        out.key(&mut object, 3)?.u64(self.clock.0)?;
        out.key(&mut object, 4)?.i64(self.sent_at.0.wrapping_sub(self.clock_since.0))?;
        if self.waiting > 0 {
            out.key(&mut object, 5)?.u64(self.waiting)?;
        }
        if self.attention > 0 {
            out.key(&mut object, 6)?.u64(self.attention)?;
        }
        if !self.changes.is_empty() {
            let mut before = Before::new(self.sent_at, self.clock);
            let out = out.key(&mut object, 7)?;
            out.list(&self.changes, |out, change| write_change(out, change, &mut before))?;
        }
        if !self.feeds.is_empty() {
            out.key(&mut object, 8)?.list(&self.feeds, write_cursor)?;
        }
        if let Some(CursorsHash(hash)) = self.as_told {
            out.key(&mut object, 9)?.bytes(&hash.to_be_bytes())?;
        }
        if self.wants_seal_key {
            out.key(&mut object, 10)?.bool(true)?;
        }
        if let Some(SealedRecovery(sealed)) = self.recovery {
            out.key(&mut object, 11)?.bytes(&sealed)?;
        }
        out.end(&mut object)
    }

    fn read(body: &mut Reader<'_>) -> Read<Self> {
        let (mut protocol, mut app, mut since) = (None, String::new(), None);
        let (mut sent_at, mut clock) = (None, ClockSession::default());
        let (mut waiting, mut attention) = (0, 0);
        let (mut changes, mut feeds, mut as_told) = (Vec::new(), Vec::new(), None);
        let (mut wants_seal_key, mut recovery) = (false, None);
        body.object(|body, key| {
            match key {
                0 => protocol = Some(body.u32()?),
                1 => app = body.text()?,
                2 => sent_at = Some(Millis(body.i64()?)),
                3 => clock = ClockSession(body.u64()?),
                4 => since = Some(body.i64()?),
                5 => waiting = body.u64()?,
                6 => attention = body.u64()?,
                7 => {
                    // Times of changes count from this one.
                    let sent_at = sent_at.ok_or(ContentError::Missing(2, REQUEST))?;
                    let mut before = Before::new(sent_at, clock);
                    changes = body.list(|body| read_change(body, &mut before))?;
                }
                8 => feeds = body.list(read_cursor)?,
                9 => as_told = Some(CursorsHash(u64::from_be_bytes(body.bytes()?))),
                10 => wants_seal_key = body.bool()?,
                11 => recovery = Some(SealedRecovery(body.bytes()?)),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        let sent_at = sent_at.ok_or(ContentError::Missing(2, REQUEST))?;
        let since = since.ok_or(ContentError::Missing(4, REQUEST))?;
        Ok(Self {
            protocol: protocol.ok_or(ContentError::Missing(0, REQUEST))?,
            app,
            sent_at,
            clock,
            clock_since: Millis(sent_at.0.wrapping_sub(since)),
            waiting,
            attention,
            changes,
            feeds,
            as_told,
            wants_seal_key,
            recovery,
        })
    }
}

const REQUEST: &str = "request";

/// What the change before this one said: a change says what differs.
struct Before {
    at: Millis,
    clock: ClockSession,
    feed: Option<FeedId>,
    numbers: BTreeMap<FeedId, u64>,
}

impl Before {
    fn new(at: Millis, clock: ClockSession) -> Self {
        Self { at, clock, feed: None, numbers: BTreeMap::new() }
    }

    /// The number that follows the last one of the feed.
    fn next(&self, feed: FeedId) -> u64 {
        self.numbers.get(&feed).map_or(1, |last| last.wrapping_add(1))
    }
}

fn write_change(out: &mut Writer, change: &Change, before: &mut Before) -> Done {
    let mut object = out.begin()?;
    if before.feed != Some(change.feed) {
        out.key(&mut object, 0)?.feed(change.feed)?;
    }
    if before.next(change.feed) != change.n {
        out.key(&mut object, 1)?.u64(change.n)?;
    }
    out.key(&mut object, 2)?.kind(&change.kind)?;
    if before.at != change.at {
        out.key(&mut object, 3)?.i64(change.at.0.wrapping_sub(before.at.0))?;
    }
    out.key(&mut object, 4)?.id(change.id, change.at.0)?;
    if before.clock != change.clock {
        out.key(&mut object, 5)?.u64(change.clock.0)?;
    }
    out.key(&mut object, 6)?.fields(&change.fields, change.at)?;
    if let Some(base) = change.base {
        out.key(&mut object, 7)?;
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.epoch(base.epoch)?;
        out.key(&mut object, 1)?.u64(base.seq)?;
        out.end(&mut object)?;
    }
    out.end(&mut object)?;
    before.feed = Some(change.feed);
    before.numbers.insert(change.feed, change.n);
    (before.at, before.clock) = (change.at, change.clock);
    Ok(())
}

fn read_change(body: &mut Reader<'_>, before: &mut Before) -> Read<Change> {
    let (mut feed, mut n, mut kind) = (before.feed, None, None);
    let (mut at, mut id, mut clock) = (before.at, None, before.clock);
    let (mut fields, mut base) = (Fields::new(), None);
    body.object(|body, key| {
        match key {
            0 => feed = Some(body.feed()?),
            1 => n = Some(body.u64()?),
            2 => kind = Some(body.kind()?),
            3 => at = Millis(before.at.0.wrapping_add(body.i64()?)),
            4 => id = Some(body.id(at.0)?),
            5 => clock = ClockSession(body.u64()?),
            6 => fields = body.fields(at)?,
            7 => base = Some(read_base(body)?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let feed = feed.ok_or(ContentError::Missing(0, CHANGE))?;
    let change = Change {
        feed,
        n: n.unwrap_or_else(|| before.next(feed)),
        kind: kind.ok_or(ContentError::Missing(2, CHANGE))?,
        id: id.ok_or(ContentError::Missing(4, CHANGE))?,
        at,
        clock,
        fields,
        base,
    };
    before.feed = Some(feed);
    before.numbers.insert(feed, change.n);
    (before.at, before.clock) = (at, clock);
    Ok(change)
}

const CHANGE: &str = "change";

fn read_base(body: &mut Reader<'_>) -> Read<Base> {
    let (mut epoch, mut seq) = (None, None);
    body.object(|body, key| {
        match key {
            0 => epoch = Some(body.epoch()?),
            1 => seq = Some(body.u64()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(Base {
        epoch: epoch.ok_or(ContentError::Missing(0, "base"))?,
        seq: seq.ok_or(ContentError::Missing(1, "base"))?,
    })
}

fn write_cursor(out: &mut Writer, cursor: &Cursor) -> Done {
    let mut object = out.begin()?;
    out.key(&mut object, 0)?.feed(cursor.feed)?;
    out.key(&mut object, 1)?.epoch(cursor.epoch)?;
    out.key(&mut object, 2)?.u64(cursor.seq)?;
    if let Some(durable) = cursor.durable {
        out.key(&mut object, 3)?.u64(durable)?;
    }
    out.end(&mut object)
}

fn read_cursor(body: &mut Reader<'_>) -> Read<Cursor> {
    let (mut feed, mut epoch, mut seq, mut durable) = (None, None, None, None);
    body.object(|body, key| {
        match key {
            0 => feed = Some(body.feed()?),
            1 => epoch = Some(body.epoch()?),
            2 => seq = Some(body.u64()?),
            3 => durable = Some(body.u64()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(Cursor {
        feed: feed.ok_or(ContentError::Missing(0, "cursor"))?,
        epoch: epoch.ok_or(ContentError::Missing(1, "cursor"))?,
        seq: seq.ok_or(ContentError::Missing(2, "cursor"))?,
        durable,
    })
}
