//! Each record against its history: the row that stands, the one that is gone, what gave way.

use shared::change::DELETED;
use shared::digest::change_hash;
use shared::id::FeedId;
use shared::merge::RowState;
use shared::protocol::Row;
use shared::record::Kind;
use shared::value::canonical;
use uuid::Uuid;

use super::super::replay::{Lives, Replayed, replay};
use super::{PAGE, RESTORE};
use crate::store::{FeedState, Past, Read, StoreError};

/// A row is what its history makes of it: values, stamps and numbers, and what gave way.
pub(super) fn check_row(
    read: &dyn Read,
    lives: &Lives<'_>,
    row: &Row,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    let name = format!("{} {}", row.kind, row.id);
    let Some(kind) = Kind::parse(&row.kind) else {
        return Ok(());
    };
    let feed = lives.feed();
    let past = read.history_of(feed, kind, row.id)?;
    if past.is_empty() {
        problems
            .push(format!("{name} is in no history: somebody wrote past the server; {RESTORE}"));
        return Ok(());
    }
    for one in past.iter().filter(|one| !one.erased && change_hash(&one.change) != one.hash) {
        problems.push(format!(
            "number {} of the history, of {name}, is not the change that came: {RESTORE}",
            one.seq
        ));
    }
    let held = read.row(feed, kind, row.id)?;
    let replayed = replay(&past, &held, lives)?;
    check_yielded(read, feed, (kind, row.id), &past, &replayed, problems)?;
    let made = replayed.row;
    let fields = canonical(made.fields());
    let names = fields.keys().chain(row.fields.keys());
    let mut differing: Vec<&str> = names
        .filter(|name| fields.get(*name) != row.fields.get(*name))
        .map(String::as_str)
        .collect();
    differing.sort_unstable();
    differing.dedup();
    if !differing.is_empty() {
        problems.push(format!(
            "{name}: {} is not what the history says: somebody wrote past the server; {RESTORE}",
            differing.join(", ")
        ));
    } else if row.seq != made.seq() || stamps(&held) != stamps(&made) {
        problems.push(format!("{name}: its stamps are not those of its history: {RESTORE}"));
    }
    Ok(())
}

fn stamps(row: &RowState) -> Vec<(&str, shared::stamp::Stamp, u64)> {
    let registers = row.registers.iter();
    registers.map(|(name, register)| (name.as_str(), register.stamp, register.seq)).collect()
}

/// A record of the history has its row, unless it is a tombstone that was swept.
pub(super) fn check_absent_rows(
    read: &dyn Read,
    lives: &Lives<'_>,
    state: FeedState,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    let feed = lives.feed();
    for kind in Kind::of_feed(feed.kind()) {
        let mut after = None;
        loop {
            let records = read.history_records(feed, kind, after, PAGE)?;
            let Some(last) = records.last() else { break };
            after = Some(*last);
            for id in records {
                if !read.row(feed, kind, id)?.is_absent() {
                    continue;
                }
                let past = read.history_of(feed, kind, id)?;
                let replayed = replay(&past, &RowState::default(), lives)?;
                check_yielded(read, feed, (kind, id), &past, &replayed, problems)?;
                let made = replayed.row;
                let is_swept =
                    canonical(made.fields()).contains_key(DELETED) && made.seq() <= state.floor;
                if !is_swept {
                    problems.push(format!("{kind} {id} is gone: {RESTORE}"));
                }
            }
        }
    }
    Ok(())
}

/// The values that gave way are those that a person may still want back, so they are proven, too:
/// each stands where the history lets it give way, and none is missing.
fn check_yielded(
    read: &dyn Read,
    feed: FeedId,
    (kind, id): (Kind, Uuid),
    past: &[Past],
    replayed: &Replayed,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    let related = past.iter().zip(&replayed.relations);
    for (one, (seq, relation)) in related.filter(|(one, (_, made))| one.relation != made.as_str()) {
        problems.push(format!(
            "number {seq} of the history, of {kind} {id}, is {}, but the history says {}: {RESTORE}",
            one.relation,
            relation.as_str()
        ));
    }
    let held = read.yielded_of(feed, kind, id)?;
    let strange = held.iter().filter(|one| !replayed.yielded.contains(one));
    let missing = replayed.yielded.iter().filter(|one| !held.contains(one));
    let mut places: Vec<_> =
        strange.chain(missing).map(|(seq, one)| (*seq, one.field.as_str())).collect();
    places.sort_unstable();
    places.dedup();
    for (seq, field) in places {
        problems.push(format!(
            "{kind} {id}: what gave way in {field} at number {seq} is not what the history says: \
             {RESTORE}"
        ));
    }
    Ok(())
}
