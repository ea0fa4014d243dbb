//! The fewest acts that still fail: parts of the list are left out, larger ones first, for as long as
//! what is left fails too.

use crate::act::Act;

/// A list of acts that fails, and from which no act can be left out.
#[must_use]
pub fn shortest(failing: &[Act], fails: impl Fn(&[Act]) -> bool) -> Vec<Act> {
    let mut acts = failing.to_vec();
    let mut part = acts.len().div_ceil(2);
    loop {
        let before = acts.len();
        let mut start = 0;
        while start < acts.len() {
            let end = acts.len().min(start + part);
            let without: Vec<Act> = acts[..start].iter().chain(&acts[end..]).copied().collect();
            if fails(&without) {
                acts = without;
            } else {
                start = end;
            }
        }
        if part <= 1 && acts.len() == before {
            return acts;
        }
        part = (part / 2).max(1);
    }
}
