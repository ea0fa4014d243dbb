//! In which order the expressions of a form are asked, so that each finds what it needs.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use thiserror::Error;

use super::{Field, Index, Questionnaire};

/// Questions that wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("these wait for each other: {}", names.join(" → "))]
pub struct Cycle {
    /// Their names; the first one stands at the end again.
    pub names: Vec<String>,
    /// The number of the first one, as in [`Index`].
    pub first: u32,
}

impl Questionnaire {
    /// The numbers of all items, as in [`Index`]: each after its group and after all that its
    /// relevance, its calculation or its count asks for; else in the order of the survey.
    ///
    /// # Errors
    /// Items that wait for each other.
    pub fn order(&self) -> Result<Vec<u32>, Cycle> {
        let index = self.index();
        let needs: Vec<Vec<u32>> =
            (0..).zip(index.entries()).map(|(n, _)| needs(&index, n)).collect();
        let mut waiting: Vec<usize> = needs.iter().map(Vec::len).collect();
        let mut needed_by = vec![Vec::new(); needs.len()];
        for (number, needs) in (0_u32..).zip(&needs) {
            for need in needs {
                if let Some(others) = needed_by.get_mut(*need as usize) {
                    others.push(number);
                }
            }
        }
        let free = (0_u32..).zip(&waiting).filter(|(_, count)| **count == 0);
        let mut free: BinaryHeap<_> = free.map(|(number, _)| Reverse(number)).collect();
        let mut order = Vec::with_capacity(needs.len());
        while let Some(Reverse(number)) = free.pop() {
            order.push(number);
            for other in needed_by.get(number as usize).into_iter().flatten() {
                if let Some(count) = waiting.get_mut(*other as usize) {
                    *count -= 1;
                    if *count == 0 {
                        free.push(Reverse(*other));
                    }
                }
            }
        }
        if order.len() == needs.len() { Ok(order) } else { Err(cycle(&index, &needs, &order)) }
    }
}

/// What must be known before an item.
fn needs(index: &Index<'_>, number: u32) -> Vec<u32> {
    let Some(entry) = index.entry(number) else {
        return Vec::new();
    };
    let mut needs: BTreeSet<u32> = entry.parent.into_iter().collect();
    for (field, expression) in entry.item.expressions() {
        if matches!(field, Field::Relevant | Field::Calculation | Field::RepeatCount) {
            needs.extend(index.asked(number, field, expression));
        }
    }
    needs.into_iter().collect()
}

/// Goes from an item that was left to what it waits for, until one comes again.
fn cycle(index: &Index<'_>, needs: &[Vec<u32>], order: &[u32]) -> Cycle {
    let done: BTreeSet<u32> = order.iter().copied().collect();
    let mut walked: Vec<u32> = Vec::new();
    let mut at = (0..).zip(needs).map(|(number, _)| number).find(|number| !done.contains(number));
    while let Some(number) = at {
        if let Some(from) = walked.iter().position(|before| *before == number) {
            walked.drain(..from);
            break;
        }
        walked.push(number);
        let needs = needs.get(number as usize).into_iter().flatten();
        at = needs.copied().find(|need| !done.contains(need));
    }
    // Told from the one that stands first in the survey.
    let first = walked.iter().copied().min().unwrap_or_default();
    let turn = walked.iter().position(|number| *number == first).unwrap_or_default();
    walked.rotate_left(turn);
    walked.push(first);
    let name = |number: &u32| index.entry(*number).map_or("", |entry| entry.item.name()).to_owned();
    Cycle { names: walked.iter().map(name).collect(), first }
}
