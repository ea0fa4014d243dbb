//! Is the central database whole? What `sync-server check` asks.
//!
//! Integrity and foreign keys are asked of the database itself; that the history has no gap and
//! that the digests are those of the rows is counted here, feed by feed.

use shared::digest::FeedSum;
use shared::id::FeedId;

use crate::store::{Read, StoreError};

const PAGE: usize = 5_000;

/// What was found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Feeds looked at.
    pub feeds: usize,
    /// Rows counted, deleted ones left out.
    pub records: u64,
    /// What is wrong, one sentence each.
    pub problems: Vec<String>,
}

/// Checks the whole database on one snapshot.
///
/// # Errors
/// When the store fails; what is merely wrong is a finding.
pub fn check(read: &dyn Read) -> Result<Findings, StoreError> {
    let mut findings = Findings { problems: read.integrity()?, ..Findings::default() };
    for feed in read.feeds()? {
        findings.feeds += 1;
        if let Err(error) = check_feed(read, feed, &mut findings) {
            findings.problems.push(format!("{feed}: {error}"));
        }
    }
    Ok(findings)
}

fn check_feed(read: &dyn Read, feed: FeedId, findings: &mut Findings) -> Result<(), StoreError> {
    let Some(state) = read.feed(feed)? else {
        return Ok(());
    };
    let (count, last) = read.history_extent(feed)?;
    if (count, last) != (state.seq, state.seq) {
        findings.problems.push(format!(
            "{feed}: the history holds {count} changes up to number {last}, but the feed's \
             counter says {}: restore the newest backup",
            state.seq
        ));
    }
    let mut sum = FeedSum::default();
    let mut after = 0;
    loop {
        let rows = read.rows_after(feed, after, PAGE)?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        for row in &rows {
            sum.add(&row.kind, row.id, row.seq, &row.fields);
        }
    }
    findings.records += sum.count;
    if after > state.seq {
        findings.problems.push(format!(
            "{feed}: a row has number {after}, beyond the feed's counter {}: restore the newest \
             backup",
            state.seq
        ));
    }
    if sum != state.sum {
        findings.problems.push(format!(
            "{feed}: {} rows with digest {}, but the feed says {} rows with digest {}: somebody \
             wrote past the server; restore the newest backup",
            sum.count, sum.digest, state.sum.count, state.sum.digest
        ));
    }
    Ok(())
}
