//! What is said of an erasure: stubs that come, and stubs that a phone sends under its old numbers.

use shared::change::stub_fields;
use shared::digest::FeedSum;
use shared::protocol::*;
use shared::value::Value;

use super::{NOW, answer, brief, change, fields, id, mission, territory};

/// Stubs in the place of a visit and of a kind that nobody knew, and a door that says when.
pub(super) fn told() -> SyncAnswer {
    let row = |kind: &str, number, seq, fields| Row {
        kind: kind.to_owned(),
        id: id(number),
        seq,
        fields,
    };
    let page = |feed, rows, seq| FeedPage {
        feed,
        epoch: shared::id::EpochId(id(9)),
        reset: false,
        rows,
        own: Vec::new(),
        let_in: Vec::new(),
        seq,
        head: seq,
        durable: seq,
        sum: Some(FeedSum::default()),
    };
    let stubs = vec![row("visit", 11, 40, stub_fields()), row("moon", 12, 41, stub_fields())];
    let door = fields([("label", Value::from("03")), ("erased_at", Value::Int(NOW.0))]);
    SyncAnswer {
        results: vec![ChangeResult {
            feed: mission(),
            n: 7,
            outcome: ChangeOutcome::Accepted { seq: 42 },
        }],
        feeds: vec![
            page(territory(), vec![row("door", 5, 12, door)], 12),
            page(mission(), stubs, 42),
        ],
        dropped: Vec::new(),
        ..answer()
    }
}

/// Unsent work of which nothing but its number is left.
pub(super) fn sent() -> SyncRequest {
    SyncRequest { changes: vec![change(7, "visit", 11, stub_fields())], ..brief() }
}
