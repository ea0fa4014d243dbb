//! Signals, answers and tellings, kinds that came after version 1 was numbered: they travel by name.

use shared::protocol::*;
use shared::value::{Fields, Value};

use super::{account, answer, brief, change, fields, id, mission, territory, text};

fn telling() -> Fields {
    fields([
        ("answer", text(id(51))),
        ("door", text(id(100))),
        ("visit", text(id(20))),
        ("author", text(account().0)),
    ])
}

/// A signal with its answer and where that is told, as phones hear of them.
pub(super) fn heard() -> SyncAnswer {
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
        sum: None,
    };
    let raised = fields([
        ("theme", Value::from("ascenseur")),
        ("building", text(id(60))),
        ("stairwell", text(id(61))),
        ("title", Value::from("L’ascenseur est en panne depuis trois semaines")),
        ("text", Value::from("Les plus âgés ne sortent plus.")),
        ("words", Value::from("Ma mère ne descend plus.\nLes courses, c’est à pied.")),
        ("households", Value::Int(22)),
        ("raised", Value::from("2026-11-10")),
        ("acknowledged", Value::from("2026-11-11")),
        ("answer", text(id(51))),
    ]);
    let answered = fields([
        ("partner", text(id(4))),
        ("theme", Value::from("ascenseur")),
        ("said", Value::from("L’ascenseur est en panne depuis trois semaines")),
        ("action", Value::from("La pièce est commandée.")),
        ("due", Value::from("2026-11-20")),
        ("answered", Value::from("2026-11-12")),
        ("result", Value::from("done")),
        ("result_words", Value::from("La pièce a été changée.")),
        ("settled", Value::from("2026-11-20")),
    ]);
    let there = fields([("answer", text(id(51))), ("building", text(id(60)))]);
    SyncAnswer {
        results: Vec::new(),
        feeds: vec![
            page(
                territory(),
                vec![row("answer", 51, 13, answered), row("answer_building", 52, 14, there)],
                14,
            ),
            page(
                mission(),
                vec![row("signal", 50, 43, raised), row("telling", 53, 44, telling())],
                44,
            ),
        ],
        dropped: Vec::new(),
        ..answer()
    }
}

/// It was told at a door, and then taken back.
pub(super) fn told() -> SyncRequest {
    let gone = fields([("deleted", Value::Bool(true))]);
    let changes = vec![change(8, "telling", 53, telling()), change(9, "telling", 53, gone)];
    SyncRequest { changes, ..brief() }
}
