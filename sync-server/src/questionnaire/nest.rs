//! From rows to a form: groups that open and close, names that are there once, and what falls with
//! what was refused.

use std::collections::{BTreeMap, BTreeSet};

use shared::questionnaire::Item;

use super::DEEPEST;
use super::report::{Report, Spot};
use super::survey::{Draft, Part};

/// The group of each row, by its place among the rows; none for those of the form itself.
pub(super) fn parents(drafts: &[Draft], report: &mut Report) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts.iter().enumerate() {
        match &draft.part {
            Part::Close(block) => {
                let top = open.last().and_then(|top| Some((*top, drafts.get(*top)?)));
                let fits = top
                    .filter(|(_, top)| matches!(&top.part, Part::Open(known, _) if known == block));
                // It belongs to what it closes.
                parents.push(fits.map(|(top, _)| top));
                if fits.is_some() {
                    open.pop();
                } else {
                    let found = top.map_or("nothing is open".to_owned(), |(_, top)| {
                        format!("{} of row {} is open", called(top), top.row)
                    });
                    let says = format!("this end {} closes nothing: {found}", block.as_str());
                    report.fault(spot(draft, "type"), says);
                }
            }
            Part::Open(..) => {
                parents.push(open.last().copied());
                open.push(place);
                if open.len() == DEEPEST + 1 {
                    let says = format!("groups stand in each other at most {DEEPEST} deep");
                    report.fault(spot(draft, "type"), says);
                }
            }
            Part::Question(_) | Part::None => parents.push(open.last().copied()),
        }
    }
    for draft in open.iter().filter_map(|place| drafts.get(*place)) {
        report.fault(spot(draft, "type"), format!("{} is never closed", called(draft)));
    }
    parents
}

/// Two items of one group with one name.
pub(super) fn twins(drafts: &[Draft], parents: &[Option<usize>], report: &mut Report) {
    let mut known: BTreeMap<(Option<usize>, &str), u32> = BTreeMap::new();
    for (draft, parent) in drafts.iter().zip(parents) {
        let is_named = !matches!(draft.part, Part::Close(_)) && !draft.name.is_empty();
        if !is_named {
            continue;
        }
        if let Some(row) = known.get(&(*parent, draft.name.as_str())) {
            let says = format!("the name {} is that of row {row}, in the same group", draft.name);
            report.fault(spot(draft, "name"), says);
        } else {
            known.insert((*parent, &draft.name), draft.row);
        }
    }
}

/// Refuses what stands in a refused group, and what asks for a refused question.
pub(super) fn spread(drafts: &mut [Draft], parents: &[Option<usize>]) {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut asking: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut inside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        if !matches!(draft.part, Part::Close(_)) {
            named.entry(draft.name.clone()).or_default().push(place);
        }
        for name in &draft.names {
            asking.entry(name.clone()).or_default().push(place);
        }
        if let Some(Some(parent)) = parents.get(place) {
            inside.entry(*parent).or_default().push(place);
        }
    }
    let refused = |draft: &Draft| draft.refused.is_some();
    let mut due: Vec<usize> =
        (0..).zip(drafts.iter()).filter(|(_, d)| refused(d)).map(|(p, _)| p).collect();
    let mut reached: BTreeSet<usize> = due.iter().copied().collect();
    while let Some(place) = due.pop() {
        let Some(Draft { name, row, .. }) = drafts.get(place) else {
            continue;
        };
        let (name, row) = (name.clone(), *row);
        let is_left = |places: &Vec<usize>| places.iter().any(|place| !reached.contains(place));
        // Who asks for it falls once, however many questions have this name.
        let is_asked = asking.contains_key(&name) && !named.get(&name).is_some_and(is_left);
        let asking = is_asked.then(|| asking.remove(&name)).flatten().unwrap_or_default();
        let reason = |is_inside: bool| {
            if is_inside {
                format!("it stands in {name}, which is refused (row {row})")
            } else {
                format!("it asks for {name}, which is refused (row {row})")
            }
        };
        let inside = inside.get(&place).into_iter().flatten();
        let falling = asking
            .into_iter()
            .map(|place| (place, false))
            .chain(inside.map(|place| (*place, true)));
        for (other, is_inside) in falling.collect::<Vec<_>>() {
            if reached.insert(other) {
                due.push(other);
                if let Some(draft) = drafts.get_mut(other) {
                    draft.refused = Some(reason(is_inside));
                }
            }
        }
    }
}

/// The items of all rows that were not refused, and the place of each among the rows, in order.
pub(super) fn build(drafts: &[Draft]) -> (Vec<Item>, Vec<usize>) {
    let mut open: Vec<(Item, Vec<Item>)> = Vec::new();
    let (mut items, mut places) = (Vec::new(), Vec::new());
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.refused.is_none()) {
        let done = match &draft.part {
            Part::Close(_) => open.pop().map(|(group, inner)| closed(group, inner)),
            Part::Open(_, group) => {
                places.push(place);
                open.push((Item::Group(group.clone()), Vec::new()));
                None
            }
            Part::Question(question) => {
                places.push(place);
                Some(Item::Question(question.clone()))
            }
            Part::None => None,
        };
        if let Some(item) = done {
            match open.last_mut() {
                Some((_, inner)) => inner.push(item),
                None => items.push(item),
            }
        }
    }
    (items, places)
}

fn closed(group: Item, inner: Vec<Item>) -> Item {
    match group {
        Item::Group(mut group) => {
            group.items = inner;
            Item::Group(group)
        }
        question => question,
    }
}

fn called(draft: &Draft) -> String {
    format!("{} {}", draft.kind, draft.name).trim().to_owned()
}

fn spot(draft: &Draft, column: &str) -> Spot {
    Spot { sheet: "survey".to_owned(), row: Some(draft.row), column: Some(column.to_owned()) }
}
