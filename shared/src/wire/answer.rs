//! What the server answers, as numbered members. `docs/protocol.md` lists the numbers.
//!
//! Standings and outcomes are closed: a phone cannot act on one that it does not know, so a new
//! one takes a new version of the protocol. Reasons are open: one without a number is `Other`.

use std::collections::BTreeMap;

use super::Message;
use super::names::{self, DROP_REASONS, REASONS, STANDINGS};
use super::read::{ContentError, Read, Reader};
use super::write::{Done, Writer, time_of};
use crate::digest::{Digest, FeedSum};
use crate::id::{DeviceId, FeedId, Id};
use crate::protocol::{
    ChangeOutcome, ChangeResult, DropReason, Dropped, FeedPage, LetIn, Reason, Row, SyncAnswer,
};
use crate::seal::SealKey;
use crate::time::Millis;
use crate::value::Fields;

impl Message for SyncAnswer {
    fn write(&self, out: &mut Writer) -> Done {
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.u64(u64::from(self.protocol))?;
        out.key(&mut object, 1)?.i64(self.now.0)?;
        out.key(&mut object, 2)?.u64(names::number(STANDINGS, &self.standing).unwrap_or(0))?;
        if self.please_update {
            out.key(&mut object, 3)?.bool(true)?;
        }
        if !self.results.is_empty() {
            let mut before = Before::default();
            let out = out.key(&mut object, 4)?;
            out.list(&self.results, |out, result| write_result(out, result, &mut before))?;
        }
        if !self.feeds.is_empty() {
            out.key(&mut object, 5)?.list(&self.feeds, write_page)?;
        }
        if !self.dropped.is_empty() {
            out.key(&mut object, 6)?.list(&self.dropped, write_dropped)?;
        }
        if self.tell_cursors {
            out.key(&mut object, 7)?.bool(true)?;
        }
        if let Some(key) = self.seal_key {
            out.key(&mut object, 8)?.bytes(&key.to_bytes())?;
        }
        if self.recovery_kept {
            out.key(&mut object, 9)?.bool(true)?;
        }
        if self.recovery_told {
            out.key(&mut object, 10)?.bool(true)?;
        }
        out.end(&mut object)
    }

    fn read(body: &mut Reader<'_>) -> Read<Self> {
        let (mut protocol, mut now, mut standing) = (None, None, None);
        let (mut please_update, mut tell_cursors, mut seal_key) = (false, false, None);
        let (mut recovery_kept, mut recovery_told) = (false, false);
        let (mut results, mut feeds, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
        body.object(|body, key| {
            match key {
                0 => protocol = Some(body.u32()?),
                1 => now = Some(Millis(body.i64()?)),
                2 => standing = names::at(STANDINGS, body.u64()?),
                3 => please_update = body.bool()?,
                4 => {
                    let mut before = Before::default();
                    results = body.list(|body| read_result(body, &mut before))?;
                }
                5 => feeds = body.list(read_page)?,
                6 => dropped = body.list(read_dropped)?,
                7 => tell_cursors = body.bool()?,
                8 => seal_key = Some(SealKey::from_bytes(body.bytes()?)),
                9 => recovery_kept = body.bool()?,
                10 => recovery_told = body.bool()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self {
            protocol: protocol.ok_or(ContentError::Missing(0, "answer"))?,
            now: now.ok_or(ContentError::Missing(1, "answer"))?,
            standing: standing.ok_or(ContentError::Expected("a standing of this version"))?,
            please_update,
            results,
            feeds,
            dropped,
            tell_cursors,
            seal_key,
            recovery_kept,
            recovery_told,
        })
    }
}

/// What the results before this one said: a result says what differs.
#[derive(Default)]
struct Before {
    feed: Option<FeedId>,
    /// The last `n` and the last sequence number of each feed.
    numbers: BTreeMap<FeedId, (u64, u64)>,
}

impl Before {
    fn next(&self, feed: FeedId) -> (u64, u64) {
        let (n, seq) = self.numbers.get(&feed).copied().unwrap_or_default();
        (n.wrapping_add(1), seq.wrapping_add(1))
    }

    fn note(&mut self, result: &ChangeResult) {
        self.feed = Some(result.feed);
        let (_, next) = self.next(result.feed);
        let seq = match result.outcome {
            ChangeOutcome::Accepted { seq } => seq,
            _ => next.wrapping_sub(1),
        };
        self.numbers.insert(result.feed, (result.n, seq));
    }
}

const ACCEPTED: u64 = 0;
const QUARANTINED: u64 = 1;
const EXPECTED: u64 = 2;
const CLONED: u64 = 3;

fn write_result(out: &mut Writer, result: &ChangeResult, before: &mut Before) -> Done {
    let (next, next_seq) = before.next(result.feed);
    let mut object = out.begin()?;
    if before.feed != Some(result.feed) {
        out.key(&mut object, 0)?.feed(result.feed)?;
    }
    if result.n != next {
        out.key(&mut object, 1)?.u64(result.n)?;
    }
    match &result.outcome {
        ChangeOutcome::Accepted { seq } if *seq == next_seq => {}
        ChangeOutcome::Accepted { seq } => out.key(&mut object, 3)?.u64(*seq)?,
        ChangeOutcome::Quarantined { reason } => {
            out.key(&mut object, 2)?.u64(QUARANTINED)?;
            out.key(&mut object, 4)?.u64(names::number(REASONS, reason).unwrap_or(0))?;
        }
        ChangeOutcome::Expected { n } => {
            out.key(&mut object, 2)?.u64(EXPECTED)?;
            out.key(&mut object, 3)?.u64(*n)?;
        }
        ChangeOutcome::Cloned => out.key(&mut object, 2)?.u64(CLONED)?,
    }
    out.end(&mut object)?;
    before.note(result);
    Ok(())
}

fn read_result(body: &mut Reader<'_>, before: &mut Before) -> Read<ChangeResult> {
    let (mut feed, mut n, mut outcome) = (before.feed, None, ACCEPTED);
    let (mut number, mut reason) = (None, Reason::Other);
    body.object(|body, key| {
        match key {
            0 => feed = Some(body.feed()?),
            1 => n = Some(body.u64()?),
            2 => outcome = body.u64()?,
            3 => number = Some(body.u64()?),
            4 => reason = names::at(REASONS, body.u64()?).unwrap_or(Reason::Other),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let feed = feed.ok_or(ContentError::Missing(0, "result"))?;
    let (next, next_seq) = before.next(feed);
    let outcome = match outcome {
        ACCEPTED => ChangeOutcome::Accepted { seq: number.unwrap_or(next_seq) },
        QUARANTINED => ChangeOutcome::Quarantined { reason },
        EXPECTED => {
            ChangeOutcome::Expected { n: number.ok_or(ContentError::Missing(3, "result"))? }
        }
        CLONED => ChangeOutcome::Cloned,
        _ => return Err(ContentError::Expected("an outcome of this version")),
    };
    let result = ChangeResult { feed, n: n.unwrap_or(next), outcome };
    before.note(&result);
    Ok(result)
}

fn write_page(out: &mut Writer, page: &FeedPage) -> Done {
    let mut object = out.begin()?;
    out.key(&mut object, 0)?.feed(page.feed)?;
    out.key(&mut object, 1)?.epoch(page.epoch)?;
    if page.reset {
        out.key(&mut object, 2)?.bool(true)?;
    }
    if !page.rows.is_empty() {
        let mut last = 0;
        out.key(&mut object, 3)?.list(&page.rows, |out, row| write_row(out, row, &mut last))?;
    }
    if !page.own.is_empty() {
        let mut last = 0;
        out.key(&mut object, 4)?.list(&page.own, |out, seq| out.u64(step(&mut last, *seq)))?;
    }
    out.key(&mut object, 5)?.u64(page.seq)?;
    if page.head != page.seq {
        out.key(&mut object, 6)?.u64(page.head)?;
    }
    if page.durable != page.head {
        out.key(&mut object, 7)?.u64(page.durable)?;
    }
    if let Some(sum) = page.sum {
        out.key(&mut object, 8)?;
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.u64(sum.count)?;
        out.key(&mut object, 1)?.bytes(&sum.digest.to_bytes())?;
        out.end(&mut object)?;
    }
    if !page.let_in.is_empty() {
        out.key(&mut object, 9)?.list(&page.let_in, write_let_in)?;
    }
    out.end(&mut object)
}

fn read_page(body: &mut Reader<'_>) -> Read<FeedPage> {
    let (mut feed, mut epoch, mut reset) = (None, None, false);
    let (mut rows, mut own, mut let_in) = (Vec::new(), Vec::new(), Vec::new());
    let (mut seq, mut head, mut durable, mut sum) = (None, None, None, None);
    body.object(|body, key| {
        let mut last = 0;
        match key {
            0 => feed = Some(body.feed()?),
            1 => epoch = Some(body.epoch()?),
            2 => reset = body.bool()?,
            3 => rows = body.list(|body| read_row(body, &mut last))?,
            4 => {
                own = body.list(|body| {
                    let step = body.u64()?;
                    Ok(take_step(&mut last, step))
                })?;
            }
            5 => seq = Some(body.u64()?),
            6 => head = Some(body.u64()?),
            7 => durable = Some(body.u64()?),
            8 => sum = Some(read_sum(body)?),
            9 => let_in = body.list(read_let_in)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let seq = seq.ok_or(ContentError::Missing(5, "page"))?;
    let head = head.unwrap_or(seq);
    Ok(FeedPage {
        feed: feed.ok_or(ContentError::Missing(0, "page"))?,
        epoch: epoch.ok_or(ContentError::Missing(1, "page"))?,
        reset,
        rows,
        own,
        let_in,
        seq,
        head,
        durable: durable.unwrap_or(head),
        sum,
    })
}

fn read_sum(body: &mut Reader<'_>) -> Read<FeedSum> {
    let (mut count, mut digest) = (None, None);
    body.object(|body, key| {
        match key {
            0 => count = Some(body.u64()?),
            1 => digest = Some(Digest::from_bytes(body.bytes()?)),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(FeedSum {
        count: count.ok_or(ContentError::Missing(0, "sum"))?,
        digest: digest.ok_or(ContentError::Missing(1, "sum"))?,
    })
}

fn write_let_in(out: &mut Writer, let_in: &LetIn) -> Done {
    let mut object = out.begin()?;
    out.key(&mut object, 0)?.id(let_in.device.uuid(), 0)?;
    out.key(&mut object, 1)?.u64(let_in.n)?;
    out.key(&mut object, 2)?.u64(let_in.seq)?;
    out.end(&mut object)
}

fn read_let_in(body: &mut Reader<'_>) -> Read<LetIn> {
    let (mut device, mut n, mut seq) = (None, None, None);
    body.object(|body, key| {
        match key {
            0 => device = Some(DeviceId(body.id(0)?)),
            1 => n = Some(body.u64()?),
            2 => seq = Some(body.u64()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(LetIn {
        device: device.ok_or(ContentError::Missing(0, "change let in"))?,
        n: n.ok_or(ContentError::Missing(1, "change let in"))?,
        seq: seq.ok_or(ContentError::Missing(2, "change let in"))?,
    })
}

/// How many sequence numbers lie between the last one and this one.
fn step(last: &mut u64, seq: u64) -> u64 {
    let step = seq.wrapping_sub(*last).wrapping_sub(1);
    *last = seq;
    step
}

fn take_step(last: &mut u64, step: u64) -> u64 {
    *last = last.wrapping_add(step).wrapping_add(1);
    *last
}

fn write_row(out: &mut Writer, row: &Row, last: &mut u64) -> Done {
    let step = step(last, row.seq);
    let mut object = out.begin()?;
    out.key(&mut object, 0)?.kind(&row.kind)?;
    out.key(&mut object, 1)?.id_at(&row.kind, row.id, 0)?;
    if step > 0 {
        out.key(&mut object, 2)?.u64(step)?;
    }
    // Times in a record are likely to be near the time when it was made.
    out.key(&mut object, 3)?.fields(&row.fields, time_of(row.id))?;
    out.end(&mut object)
}

fn read_row(body: &mut Reader<'_>, last: &mut u64) -> Read<Row> {
    let (mut kind, mut id, mut step, mut fields) = (None, None, 0, Fields::new());
    body.object(|body, key| {
        match key {
            0 => kind = Some(body.kind()?),
            1 => {
                let kind = kind.as_deref().ok_or(ContentError::Missing(0, "row"))?;
                id = Some(body.id_at(kind, 0)?);
            }
            2 => step = body.u64()?,
            3 => {
                let id = id.ok_or(ContentError::Missing(1, "row"))?;
                fields = body.fields(time_of(id))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(Row {
        kind: kind.ok_or(ContentError::Missing(0, "row"))?,
        id: id.ok_or(ContentError::Missing(1, "row"))?,
        seq: take_step(last, step),
        fields,
    })
}

fn write_dropped(out: &mut Writer, dropped: &Dropped) -> Done {
    let mut object = out.begin()?;
    out.key(&mut object, 0)?.feed(dropped.feed)?;
    out.key(&mut object, 1)?.u64(names::number(DROP_REASONS, &dropped.reason).unwrap_or(0))?;
    out.end(&mut object)
}

fn read_dropped(body: &mut Reader<'_>) -> Read<Dropped> {
    let (mut feed, mut reason) = (None, DropReason::Other);
    body.object(|body, key| {
        match key {
            0 => feed = Some(body.feed()?),
            1 => reason = names::at(DROP_REASONS, body.u64()?).unwrap_or(DropReason::Other),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(Dropped { feed: feed.ok_or(ContentError::Missing(0, "dropped feed"))?, reason })
}
