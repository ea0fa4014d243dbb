//! Planted differences, each of which must be found and named.

use std::collections::BTreeSet;

use shared::record::Kind;
use shared::time::Millis;
use shared::value::{Fields, Value};

use super::*;
use crate::device;
use crate::ledger::{Ledger, Place, Posted};
use crate::talk::{Correction, Talk};

const NOW: Millis = Millis(1_764_000_000_000);
const YEAR: i64 = 31_536_000;

fn place(clock_shift: i64) -> Place {
    Place {
        mission: "m".to_owned(),
        door: "d".to_owned(),
        author: "a".to_owned(),
        span: (NOW, NOW.plus(50)),
        clock_shift,
    }
}

fn row(fields: &[(&str, Value)]) -> Row {
    let pairs = fields.iter();
    Row {
        feed: "mission/m".to_owned(),
        seq: 1,
        fields: Fields::from_iter(pairs.map(|(name, value)| ((*name).to_owned(), value.clone()))),
    }
}

/// One visit with a note, an advice and a need, as the central database should hold it.
fn central() -> Rows {
    let visit = row(&[
        ("door", "d".into()),
        ("author", "a".into()),
        ("outcome", "met".into()),
        ("note", "Un.".into()),
        ("started", NOW.0.into()),
    ]);
    let service = row(&[("code", "pmi".into())]);
    let advice = row(&[("visit", "v".into()), ("service", "s".into())]);
    let need = row(&[("visit", "v".into()), ("theme", "eau".into())]);
    Rows::from([
        ((Kind::Visit, "v".to_owned()), visit),
        ((Kind::Service, "s".to_owned()), service),
        ((Kind::Advice, "x".to_owned()), advice),
        ((Kind::Need, "n".to_owned()), need),
    ])
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    let talk = Talk::met().note("Un.").advised("pmi").heard("eau");
    ledger.visited(1, "v", place(0), &talk);
    ledger
}

fn with_field(mut rows: Rows, kind: Kind, id: &str, field: &str, value: Value) -> Rows {
    let row = rows.get_mut(&(kind, id.to_owned())).unwrap();
    row.fields.insert(field.to_owned(), value);
    rows
}

fn said(differences: &[Difference]) -> Vec<String> {
    differences.iter().map(ToString::to_string).collect()
}

fn against(central: &Rows) -> Vec<String> {
    said(&with_central(&ledger(), central))
}

#[test]
fn equal_is_equal() {
    assert!(against(&central()).is_empty());
}

#[test]
fn a_missing_visit_and_one_too_many_are_named() {
    let mut rows = central();
    let visit = rows.remove(&(Kind::Visit, "v".to_owned())).unwrap();
    rows.insert((Kind::Visit, "w".to_owned()), visit);
    let expected = [
        "central database: visit v of phone 1 is missing",
        "central database: visit w should not be there",
    ];
    assert_eq!(against(&rows), expected);
}

#[test]
fn another_value_is_named_with_its_field() {
    let rows = with_field(central(), Kind::Visit, "v", "note", "Deux.".into());
    let expected = "central database: visit v of phone 1: note is \"Deux.\", expected \"Un.\"";
    assert_eq!(against(&rows), [expected]);
}

#[test]
fn a_missing_post_and_one_that_nobody_wrote_are_named() {
    let mut ledger = ledger();
    let posted = |text: &str| Posted {
        feed: "mission/m".to_owned(),
        author: "a".to_owned(),
        text: text.to_owned(),
    };
    ledger.posted(posted("Le soir."));
    let mut rows = central();
    let other = row(&[("author", "a".into()), ("text", "Le matin.".into())]);
    rows.insert((Kind::Post, "p".to_owned()), other);
    let differences = with_central(&ledger, &rows);
    let found: Vec<_> = differences.iter().map(|one| &one.what).collect();
    assert_eq!(found, [&What::Lost, &What::Extra], "{differences:?}");
    rows.remove(&(Kind::Post, "p".to_owned()));
    let own = row(&[("author", "a".into()), ("text", "Le soir.".into())]);
    rows.insert((Kind::Post, "q".to_owned()), own);
    assert!(with_central(&ledger, &rows).is_empty());
}

#[test]
fn children_are_counted() {
    let mut rows = central();
    rows.remove(&(Kind::Advice, "x".to_owned()));
    let need = rows[&(Kind::Need, "n".to_owned())].clone();
    rows.insert((Kind::Need, "n2".to_owned()), need);
    let expected = [
        "central database: advice of visit v of phone 1: \"pmi\" is missing",
        "central database: need of visit v of phone 1: \"eau\" should not be there",
    ];
    assert_eq!(against(&rows), expected);
}

#[test]
fn either_of_two_unseen_corrections_may_stand_and_no_third() {
    let mut ledger = ledger();
    ledger.corrected(1, "v", &Correction::note("Deux."));
    ledger.corrected(2, "v", &Correction::note("Trois."));
    let found = |note: &str| {
        let rows = with_field(central(), Kind::Visit, "v", "note", note.into());
        with_central(&ledger, &rows).len()
    };
    assert_eq!((found("Deux."), found("Trois."), found("Un.")), (0, 0, 1));
}

#[test]
fn a_wrong_clock_needs_an_estimate_and_a_right_one_must_have_none() {
    let mut wrong = Ledger::default();
    let talk = Talk::met().note("Un.").advised("pmi").heard("eau");
    wrong.visited(1, "v", place(15 * YEAR), &talk);
    let late = NOW.plus(15 * YEAR * 1000);
    let unmarked = with_field(central(), Kind::Visit, "v", "started", late.0.into());
    let marked = |estimate: Millis| {
        let estimate = Value::Int(estimate.0);
        with_field(unmarked.clone(), Kind::Visit, "v", "started_estimate", estimate)
    };
    let count = |rows: &Rows| with_central(&wrong, rows).len();
    assert_eq!(count(&marked(NOW)), 0);
    assert_eq!(count(&unmarked), 1);
    assert_eq!(count(&marked(late)), 1);
    let needless = with_field(central(), Kind::Visit, "v", "started_estimate", NOW.0.into());
    assert_eq!(against(&needless).len(), 1);
}

fn shown_at_the_door() -> device::Visit {
    device::Visit {
        id: "v".to_owned(),
        mine: true,
        outcome: "met".to_owned(),
        started: NOW.0,
        started_estimate: None,
        minutes: None,
        language: None,
        note: Some("Un.".to_owned()),
        informed: false,
        consent: false,
        withdrawn: false,
        advice: vec!["pmi".to_owned()],
        needs: vec!["eau".to_owned()],
    }
}

#[test]
fn what_a_phone_shows_is_held_against_the_row() {
    let feeds = BTreeSet::from(["mission/m".to_owned()]);
    let history =
        |visits: &[device::Visit]| said(&with_history("phone 2", &feeds, "d", visits, &central()));
    let visit = shown_at_the_door();
    assert!(history(std::slice::from_ref(&visit)).is_empty());
    assert_eq!(history(&[]), ["phone 2: visit v at door d is missing"]);
    let twice = [visit.clone(), visit.clone()];
    assert_eq!(history(&twice), ["phone 2: second visit v at door d should not be there"]);
    let other = device::Visit { needs: Vec::new(), ..visit };
    let expected = "phone 2: visit v at door d: needs is , expected eau";
    assert_eq!(history(&[other]), [expected]);
    let elsewhere = BTreeSet::from(["mission/n".to_owned()]);
    assert!(with_history("phone 2", &elsewhere, "d", &[], &central()).is_empty());
}

#[test]
fn a_phone_holds_its_feeds_whole_and_nothing_else() {
    let feeds = BTreeSet::from(["mission/m".to_owned()]);
    let compare = |feeds: &BTreeSet<String>, phone: &Rows| {
        said(&replicas("phone 2", feeds, phone, &central()))
    };
    assert!(compare(&feeds, &central()).is_empty());
    assert_eq!(compare(&feeds, &Rows::new()).len(), central().len());
    assert_eq!(compare(&BTreeSet::new(), &central()).len(), central().len());
    let other = with_field(central(), Kind::Need, "n", "theme", "bruit".into());
    let expected = "phone 2: need n of mission/m: theme is \"bruit\", expected \"eau\"";
    assert_eq!(compare(&feeds, &other), [expected]);
}
