//! Is the central database whole? What `sync-server check` asks.
//!
//! Integrity and foreign keys are asked of the database itself. Everything else is made again from
//! the history: each row and what gave way to it, feed by feed and record by record, so that memory
//! stays bounded; then the counters, the sums, the numbers of each device, and who belongs to a
//! mission. Nothing is mended silently: a finding says what to do, and [`recount`] only sets sums,
//! where nothing else is wrong.

use shared::digest::{FeedSum, change_hash};
use shared::id::FeedId;

use super::erasure::Lasting;
use super::replay::Lives;
use super::{ServiceError, pictures};
use crate::store::{BackupNote, FeedState, Read, StoreError, Write};

mod people;
mod records;

/// What to do about damage.
pub const RESTORE: &str = "restore the newest backup";

const PAGE: usize = 5_000;
/// One cause often makes hundreds of findings; so many are told of each feed.
const TOLD: usize = 20;

/// What was found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Feeds looked at.
    pub feeds: usize,
    /// Rows counted, deleted ones left out.
    pub records: u64,
    /// What is wrong, one sentence each.
    pub problems: Vec<String>,
    /// The newest backup, as far as this database knows.
    pub last_backup: Option<BackupNote>,
}

/// Checks the whole database on one snapshot.
///
/// # Errors
/// When the store fails; what is merely wrong is a finding.
pub fn check(read: &dyn Read) -> Result<Findings, StoreError> {
    let mut findings = begin(read)?;
    for feed in read.feeds()? {
        let looked = look_at(read, feed, &mut findings)?;
        findings.problems.extend(looked.and_then(|looked| looked.sum_differs));
    }
    Ok(findings)
}

/// As [`check`], but sets count and digest of each feed to those of its rows. Where anything but a
/// sum is wrong, it sets none: the rows could not be trusted.
///
/// # Errors
/// When the store fails.
pub fn recount(write: &mut dyn Write) -> Result<Findings, ServiceError> {
    let feeds = write.feeds()?;
    write.lock(&feeds)?;
    let mut findings = begin(&*write)?;
    let mut sums = Vec::new();
    for feed in feeds {
        let looked = look_at(&*write, feed, &mut findings)?;
        sums.extend(looked.map(|looked| (feed, looked.state, looked.sum)));
    }
    if !findings.problems.is_empty() {
        findings.problems.push("nothing was recounted, since more is wrong than a sum".to_owned());
        return Ok(findings);
    }
    for (feed, state, sum) in sums {
        write.set_feed(feed, FeedState { sum, ..state })?;
    }
    Ok(findings)
}

/// Whether what the ledger says was erased is a stub here: a database that was put in its place by
/// hand, past `restore`, would have it back.
///
/// # Errors
/// When the store fails.
pub fn check_erasures(read: &dyn Read, erased: &[Lasting]) -> Result<Vec<String>, StoreError> {
    let mut problems = Vec::new();
    for lasting in erased {
        let mut standing = 0;
        for (feed, kinds) in &lasting.records {
            for id in kinds.values().flatten() {
                standing += usize::from(!read.is_erased(*feed, *id)?);
            }
        }
        if standing > 0 || read.erasure(&lasting.receipt)?.is_none() {
            problems.push(format!(
                "erasure {} of the ledger was not done in this database, {standing} of its records \
                 are no stubs: restore the newest backup with this ledger",
                lasting.receipt
            ));
        }
    }
    Ok(problems)
}

fn begin(read: &dyn Read) -> Result<Findings, StoreError> {
    let problems = read.integrity()?;
    let problems = problems.into_iter().map(|problem| format!("{problem}: {RESTORE}"));
    let mut findings = Findings { problems: problems.collect(), ..Findings::default() };
    findings.last_backup = read.last_backup()?;
    for kept in read.quarantined()? {
        if change_hash(&kept.change) != kept.hash {
            findings.problems.push(format!(
                "quarantine: change {} of {} in {} is not the one that came: {RESTORE}",
                kept.change.n, kept.device, kept.change.feed
            ));
        }
    }
    let remains = readable(read.erasure_remains(), &mut findings.problems)?.unwrap_or_default();
    let erase = "erase it again with person erase";
    findings.problems.extend(remains.into_iter().map(|remains| format!("{remains}: {erase}")));
    readable(people::check_devices(read, &mut findings.problems), &mut findings.problems)?;
    Ok(findings)
}

/// What cannot even be read is a finding.
fn readable<T>(
    looked: Result<T, StoreError>,
    problems: &mut Vec<String>,
) -> Result<Option<T>, StoreError> {
    match looked {
        Ok(looked) => Ok(Some(looked)),
        Err(StoreError::Damaged(why)) => {
            problems.push(format!("{why}: {RESTORE}"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// A feed whose rows could be read.
struct Looked {
    state: FeedState,
    sum: FeedSum,
    sum_differs: Option<String>,
}

/// One feed; whatever is wrong with it, the other feeds are looked at all the same.
fn look_at(
    read: &dyn Read,
    feed: FeedId,
    findings: &mut Findings,
) -> Result<Option<Looked>, StoreError> {
    findings.feeds += 1;
    let mut of_feed = Vec::new();
    let looked = check_feed(read, feed, &mut of_feed);
    let looked = readable(looked, &mut of_feed)?;
    findings.records += looked.as_ref().map_or(0, |looked| looked.sum.count);
    let more = of_feed.len().saturating_sub(TOLD);
    findings.problems.extend(of_feed.into_iter().take(TOLD).map(|line| format!("{feed}: {line}")));
    if more > 0 {
        findings.problems.push(format!("{feed}: and {more} more of the kind"));
    }
    Ok(looked)
}

fn check_feed(
    read: &dyn Read,
    feed: FeedId,
    problems: &mut Vec<String>,
) -> Result<Looked, StoreError> {
    let state = read.feed(feed)?.unwrap_or_default();
    let (count, last) = read.history_extent(feed)?;
    if (count, last) != (state.seq, state.seq) {
        problems.push(format!(
            "the history holds {count} changes up to number {last}, but the feed's counter says \
             {}: {RESTORE}",
            state.seq
        ));
    }
    let lives = Lives::new(read, feed, read.epoch()?);
    let mut sum = FeedSum::default();
    let mut after = 0;
    loop {
        let rows = read.rows_after(feed, after, PAGE)?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        for row in &rows {
            sum.add(&row.kind, row.id, row.seq, &row.fields);
            records::check_row(read, &lives, row, problems)?;
        }
    }
    if after > state.seq {
        problems.push(format!(
            "a row has number {after}, beyond the feed's counter {}: {RESTORE}",
            state.seq
        ));
    }
    records::check_absent_rows(read, &lives, state, problems)?;
    people::check_members(read, feed, problems)?;
    check_numbers(read, feed, problems)?;
    for hash in read.pictures(feed)? {
        let size = read.naming(feed, hash)?.iter().map(pictures::size_of).max();
        let is_all_here =
            size.is_some_and(|size| read.held_of(feed, hash).is_ok_and(|held| held >= size));
        if is_all_here && !pictures::is_whole(read, feed, hash)? {
            problems.push(format!("picture {hash} is not the one that came: {RESTORE}"));
        }
    }
    let sum_differs = (sum != state.sum).then(|| {
        format!(
            "{feed}: {} rows with digest {}, but the feed says {} rows with digest {}: where this \
             is all that is wrong, run check --recount; else {RESTORE}",
            sum.count, sum.digest, state.sum.count, state.sum.digest
        )
    });
    Ok(Looked { state, sum, sum_differs })
}

/// The numbers of each device run from 1 to its mark without a gap, taken in or kept aside.
fn check_numbers(
    read: &dyn Read,
    feed: FeedId,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    for numbers in read.numbers(feed)? {
        if (numbers.count, numbers.greatest) != (numbers.mark, numbers.mark) {
            problems.push(format!(
                "{} changes of device {} are here, up to number {}, but its mark says {}: \
                 {RESTORE}",
                numbers.count, numbers.device, numbers.greatest, numbers.mark
            ));
        }
    }
    Ok(())
}
