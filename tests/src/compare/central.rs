//! The central database against what the phones reported as saved.

use std::fmt;

use shared::allot::TOLERANCE;
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;

use super::{
    CENTRAL, Difference, Findings, What, advice_of, children, needs_of, service_code, shown, text,
};
use crate::ledger::{Expected, Ledger, Place, Posted};
use crate::rows::{Row, Rows};

/// A clock shift is passed in whole seconds, so that a second may be lost on either side.
const ROUNDING: i64 = 2_000;

/// Holds the central database against what the phones reported as saved: all of it must be there,
/// and no other visit.
#[must_use]
pub fn with_central(ledger: &Ledger, central: &Rows) -> Vec<Difference> {
    let expected = ledger.expected();
    let mut findings = Findings::new(CENTRAL);
    for (id, expected) in &expected {
        let name = format!("visit {id} of phone {}", expected.phone);
        match central.get(&(Kind::Visit, id.clone())) {
            None => findings.add(name, What::Lost),
            Some(row) => {
                compare_visit(&mut findings, &name, expected, row);
                compare_children(&mut findings, &name, id, expected, central);
            }
        }
    }
    for (kind, id) in central.keys() {
        if *kind == Kind::Visit && !expected.contains_key(id) {
            findings.add(format!("visit {id}"), What::Extra);
        }
    }
    findings.bags("post", ledger.posts(), &posts_of(central));
    findings.differences
}

fn posts_of(rows: &Rows) -> Vec<Posted> {
    let posts = rows.iter().filter(|((kind, _), _)| *kind == Kind::Post);
    let posted = |row: &Row| Posted {
        feed: row.feed.clone(),
        author: row.text("author").to_owned(),
        text: row.text("text").to_owned(),
    };
    posts.map(|(_, row)| posted(row)).collect()
}

fn compare_visit(findings: &mut Findings<'_>, name: &str, expected: &Expected, row: &Row) {
    let feed = format!("mission/{}", expected.place.mission);
    findings.field(name, "feed", &feed, &row.feed);
    for (field, claim) in &expected.fields {
        let found = shown(&row.fields, field);
        let acceptable: Vec<String> = claim.acceptable().into_iter().map(text).collect();
        if !acceptable.contains(&found) {
            findings.field(name, field, &acceptable.join(" or "), &found);
        }
    }
    let (by_clock, true_time) = acceptable_times(&expected.place);
    let by_clock = Some(by_clock);
    for (field, acceptable) in [("started", by_clock), ("started_estimate", true_time)] {
        let found = match row.fields.get(field) {
            Some(Value::Int(millis)) => Some(Millis(*millis)),
            _ => None,
        };
        let fits = match (&acceptable, found) {
            (None, None) => true,
            (Some(acceptable), Some(found)) => acceptable.contains(found),
            _ => false,
        };
        if !fits {
            let expected = acceptable.map_or_else(|| text(&Value::Null), |time| time.to_string());
            findings.field(name, field, &expected, &shown(&row.fields, field));
        }
    }
}

struct Between(Millis, Millis);

impl Between {
    fn contains(&self, instant: Millis) -> bool {
        (self.0..=self.1).contains(&instant)
    }
}

impl fmt::Display for Between {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "between {} and {}", self.0.0, self.1.0)
    }
}

/// What `started` may say by the phone's clock and, where that clock cannot be believed, what the
/// server's estimate may say.
fn acceptable_times(place: &Place) -> (Between, Option<Between>) {
    let (earliest, latest) = place.span;
    let shift = place.clock_shift.saturating_mul(1_000);
    let around = |by: i64| Between(earliest.plus(-by), latest.plus(by));
    let Between(from, to) = around(ROUNDING);
    let is_wrong = shift.saturating_abs() > TOLERANCE;
    (Between(from.plus(shift), to.plus(shift)), is_wrong.then(|| around(TOLERANCE)))
}

fn compare_children(
    findings: &mut Findings<'_>,
    name: &str,
    visit: &str,
    expected: &Expected,
    central: &Rows,
) {
    let advice = advice_of(central, visit);
    findings.bags(&format!("advice of {name}"), &expected.advice, &advice);
    let needs = needs_of(central, visit);
    findings.bags(&format!("need of {name}"), &expected.needs, &needs);
    let agreed = expected.appointments.iter().map(|one| AsAgreed {
        sort: if one.service.is_some() { "referral" } else { "revisit" },
        due: &one.due,
        service: one.service.clone(),
        consent: one.service.is_some(),
    });
    let found = children(central, Kind::Appointment, visit).map(|row| AsAgreed {
        sort: row.text("sort"),
        due: row.text("due"),
        service: row.fields.contains_key("service").then(|| service_code(central, row)),
        consent: row.fields.get("consent") == Some(&Value::Bool(true)),
    });
    let (agreed, found) = (agreed.collect(), found.collect::<Vec<_>>());
    findings.bags(&format!("appointment of {name}"), &agreed, &found);
}

/// An appointment as its row tells it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct AsAgreed<'a> {
    sort: &'a str,
    due: &'a str,
    service: Option<String>,
    consent: bool,
}
