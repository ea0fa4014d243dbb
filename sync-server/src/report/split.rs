//! Which headings are told alone and which together.
//!
//! A heading of fewer than eleven households goes to the rest; a building of few goes with the next
//! in its street. If the rest itself is small, or the figures would tell too much beside those of an
//! earlier edition, one more joins it, until nothing is left to tell.

use super::rounding::{Part, round};
use super::{Block, Count, Group, LEAST, OFF, Past, of};

/// Headings that will be told together.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    keys: Vec<String>,
    n: u64,
    /// No figure above this would be believed.
    cap: u64,
    rest: bool,
}

/// How the parts of a whole by heading are told; `keep` is never among the rest.
pub(super) fn headings(
    counts: &[Count],
    whole: u64,
    keep: Option<&str>,
    past: &[Past<'_>],
) -> Vec<Group> {
    let (large, small): (Vec<_>, Vec<_>) = counts.iter().partition(|count| count.n >= LEAST);
    let alone = |count: &Count| Draft {
        keys: vec![count.key.clone()],
        n: count.n,
        cap: u64::MAX,
        rest: false,
    };
    let mut drafts: Vec<_> = large.into_iter().map(alone).collect();
    if !small.is_empty() {
        // Each of them is under eleven, and whoever knows that must not learn more from the sum.
        let cap = OFF * small.len() as u64;
        let n = small.iter().map(|count| count.n).sum();
        let keys = small.iter().map(|count| count.key.clone()).collect();
        drafts.push(Draft { keys, n, cap, rest: true });
    }
    let mut groups = settle(drafts, whole, past, |drafts| join_the_rest(drafts, keep));
    for group in &mut groups {
        group.keys.sort_by_key(|key| counts.iter().position(|count| count.key == *key));
    }
    groups
}

/// How the parts of a whole by building are told, in the order of the street.
pub(super) fn blocks(buildings: &[Block], whole: u64, past: &[Past<'_>]) -> Vec<Group> {
    let mut drafts: Vec<Draft> = Vec::new();
    for block in buildings {
        let alone =
            Draft { keys: vec![block.key.clone()], n: block.met, cap: block.doors, rest: false };
        match drafts.last_mut().filter(|last| last.n < LEAST) {
            Some(last) => last.take(alone),
            None => drafts.push(alone),
        }
    }
    if drafts.last().is_some_and(|last| last.n < LEAST)
        && let Some(last) = drafts.pop()
    {
        match drafts.last_mut() {
            Some(before) => before.take(last),
            None => return Vec::new(),
        }
    }
    settle(drafts, whole, past, join_neighbors)
}

/// Rounds; tells less as long as that cannot be, or would tell too much.
fn settle(
    mut drafts: Vec<Draft>,
    whole: u64,
    past: &[Past<'_>],
    tell_less: impl Fn(&mut Vec<Draft>) -> bool,
) -> Vec<Group> {
    let last = past.last().map_or(&[][..], |(groups, _)| groups);
    while drafts.len() > 1 {
        let is_large = drafts.iter().all(|draft| draft.n >= LEAST);
        let parts: Vec<_> = drafts.iter().map(|draft| draft.part(last)).collect();
        if is_large && let Some(figures) = round(&parts, whole) {
            let groups: Vec<_> =
                drafts.iter().zip(figures).map(|(draft, n)| draft.group(n)).collect();
            if !past.iter().any(|past| tells_a_small_part(&groups, *past)) {
                return groups;
            }
        }
        if !tell_less(&mut drafts) {
            break;
        }
    }
    Vec::new()
}

/// Whether a group that was told before, and is told in parts now, gives away that one of these
/// parts had somebody in it when it was small: households that were counted once stay counted, so
/// the other parts cannot have been more than they are now.
fn tells_a_small_part(now: &[Group], (before, counts): Past<'_>) -> bool {
    before.iter().any(|old| {
        let parts: Vec<_> = now
            .iter()
            .filter(|group| group.keys.iter().any(|key| old.keys.contains(key)))
            .collect();
        let most: u64 = parts.iter().map(|group| group.n + OFF).sum();
        parts.len() > 1
            && parts.iter().any(|group| {
                let shared = group.keys.iter().filter(|key| old.keys.contains(key));
                let had: u64 = shared.map(|key| of(counts, key)).sum();
                had < LEAST && old.n > most - (group.n + OFF) + OFF
            })
    })
}

/// The smallest heading that is told alone joins the rest; where there is no rest, the two smallest
/// become it.
fn join_the_rest(drafts: &mut Vec<Draft>, keep: Option<&str>) -> bool {
    let smallest = |drafts: &[Draft]| {
        let alone = drafts.iter().enumerate().filter(|(_, draft)| {
            !draft.rest && keep.is_none_or(|keep| !draft.keys.iter().any(|key| key == keep))
        });
        alone.min_by_key(|(_, draft)| draft.n).map(|(index, _)| index)
    };
    let Some(index) = smallest(drafts) else { return false };
    let mut joining = drafts.remove(index);
    joining.rest = true;
    match drafts.iter().position(|draft| draft.rest) {
        Some(rest) => {
            if let Some(rest) = drafts.get_mut(rest) {
                rest.take(joining);
                rest.cap = u64::MAX;
            }
        }
        None => {
            let Some(index) = smallest(drafts) else { return false };
            let second = drafts.remove(index);
            joining.take(second);
            drafts.push(joining);
        }
    }
    true
}

/// The smallest group goes with the smaller of its neighbors.
fn join_neighbors(drafts: &mut Vec<Draft>) -> bool {
    let least = drafts.iter().enumerate().min_by_key(|(_, draft)| draft.n);
    let Some((index, _)) = least else { return false };
    let size = |index: usize| drafts.get(index).map(|draft| draft.n);
    let before = index.checked_sub(1);
    let first = match (before.and_then(size), size(index + 1)) {
        (Some(left), Some(right)) if left <= right => index - 1,
        (_, Some(_)) => index,
        (Some(_), None) => index - 1,
        (None, None) => return false,
    };
    let second = drafts.remove(first + 1);
    if let Some(first) = drafts.get_mut(first) {
        first.take(second);
    }
    true
}

impl Draft {
    fn take(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.n += other.n;
        self.cap = self.cap.saturating_add(other.cap);
    }

    fn part(&self, last: &[Group]) -> Part {
        let is_this = |group: &&Group| {
            group.keys.len() == self.keys.len()
                && group.keys.iter().all(|key| self.keys.contains(key))
        };
        let before = last.iter().find(is_this).map(|group| group.n);
        Part::new(self.n, self.cap, before)
    }

    fn group(&self, n: u64) -> Group {
        Group { keys: self.keys.clone(), n, rest: self.rest }
    }
}
