//! A phone against the central database: what it shows at a door, and every row that it holds.

use std::collections::{BTreeMap, BTreeSet};

use shared::record::Kind;
use shared::value::Value;

use super::{Difference, Findings, What, advice_of, needs_of, shown, text};
use crate::device;
use crate::rows::{Row, Rows};

/// Holds what a phone shows at a door against the central database: the visits of all missions
/// whose feeds the phone holds.
#[must_use]
pub fn with_history(
    place: &str,
    feeds: &BTreeSet<String>,
    door: &str,
    shown: &[device::Visit],
    central: &Rows,
) -> Vec<Difference> {
    let mut findings = Findings::new(place);
    let mut left: BTreeMap<&str, &device::Visit> = BTreeMap::new();
    for visit in shown {
        if left.insert(&visit.id, visit).is_some() {
            findings.add(format!("second visit {} at door {door}", visit.id), What::Extra);
        }
    }
    let at_door = central.iter().filter(|((kind, _), row)| {
        *kind == Kind::Visit && feeds.contains(&row.feed) && row.text("door") == door
    });
    for ((_, id), row) in at_door {
        let name = format!("visit {id} at door {door}");
        match left.remove(id.as_str()) {
            None => findings.add(name, What::Lost),
            Some(visit) => compare_shown(&mut findings, &name, visit, id, row, central),
        }
    }
    for id in left.keys() {
        findings.add(format!("visit {id} at door {door}"), What::Extra);
    }
    findings.differences
}

fn compare_shown(
    findings: &mut Findings<'_>,
    name: &str,
    visit: &device::Visit,
    id: &str,
    row: &Row,
    central: &Rows,
) {
    let value = |option: Option<i64>| option.map_or(Value::Null, Value::from);
    let words = |option: &Option<String>| option.as_deref().map_or(Value::Null, Value::from);
    let fields = [
        ("outcome", Value::from(visit.outcome.as_str())),
        ("started", Value::from(visit.started)),
        ("started_estimate", value(visit.started_estimate)),
        ("minutes", value(visit.minutes)),
        ("language", words(&visit.language)),
        ("note", words(&visit.note)),
        ("informed", Value::from(visit.informed)),
        ("consent", Value::from(visit.consent)),
        ("withdrawn", Value::from(visit.withdrawn)),
    ];
    for (field, found) in fields {
        findings.field(name, field, &shown(&row.fields, field), &text(&found));
    }
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words.join(", ")
    };
    let (advice, needs) = (advice_of(central, id), needs_of(central, id));
    findings.field(name, "advice", &advice.join(", "), &sorted(&visit.advice));
    findings.field(name, "needs", &needs.join(", "), &sorted(&visit.needs));
}

/// Holds all rows of a phone against the central database: those of the feeds that it holds must
/// be equal, and there must be no others.
#[must_use]
pub fn replicas(
    place: &str,
    feeds: &BTreeSet<String>,
    phone: &Rows,
    central: &Rows,
) -> Vec<Difference> {
    let mut findings = Findings::new(place);
    let held = central.iter().filter(|(_, row)| feeds.contains(&row.feed));
    for ((kind, id), row) in held {
        let name = format!("{kind} {id} of {}", row.feed);
        let Some(copy) = phone.get(&(*kind, id.clone())) else {
            findings.add(name, What::Lost);
            continue;
        };
        findings.field(&name, "seq", &row.seq.to_string(), &copy.seq.to_string());
        let names: BTreeSet<&String> = row.fields.keys().chain(copy.fields.keys()).collect();
        for field in names {
            let (expected, found) = (shown(&row.fields, field), shown(&copy.fields, field));
            findings.field(&name, field, &expected, &found);
        }
    }
    for ((kind, id), row) in phone {
        let same = central.get(&(*kind, id.clone()));
        if !same.is_some_and(|same| same.feed == row.feed && feeds.contains(&row.feed)) {
            findings.add(format!("{kind} {id} of {}", row.feed), What::Extra);
        }
    }
    findings.differences
}
