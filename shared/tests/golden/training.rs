//! Cards, what was read and answered, the message written together, the debrief and one's own year:
//! kinds and fields that came after version 1 was numbered.

use super::*;

const CARD: &str = "# Le chèque énergie\n\nIl arrive **une fois** par an.\n\n- sans demande\n";

fn record(n: u64, kind: &str, number: u8, fields: Fields) -> Change {
    change(n, kind, number, fields)
}

/// Everything of these kinds that a neighbor's phone can say.
pub(super) fn sent() -> SyncRequest {
    let own = FeedId::Account(account());
    let debrief = fields([
        ("mission", text(id(2))),
        ("worked", Value::from("Venir le soir.")),
        ("hard", Value::Null),
        ("heard", Value::from("Le chauffage.")),
        ("change", Value::from("Une affiche.")),
    ]);
    let reading = fields([
        ("author", text(account().0)),
        ("card", text(id(50))),
        ("seen", Value::from("0a1b2cffffff")),
        ("done", Value::Bool(true)),
    ]);
    let answer = fields([
        ("author", text(account().0)),
        ("question", text(id(51))),
        ("choice", Value::Int(2)),
    ]);
    let remark = fields([
        ("author", text(account().0)),
        ("sort", Value::from("proposal")),
        ("text", Value::from("Bonjour, c’est l’association.")),
    ]);
    SyncRequest {
        changes: vec![
            record(1, "reading", 52, reading),
            record(2, "quiz_answer", 53, answer),
            record(3, "remark", 54, remark),
            Change { feed: own, ..record(1, "debrief", 55, debrief) },
        ],
        ..brief()
    }
}

/// What the server tells of them.
pub(super) fn told() -> SyncAnswer {
    let row = |kind: &str, number, seq, fields| Row {
        kind: kind.to_owned(),
        id: id(number),
        seq,
        fields,
    };
    let card = fields([
        ("title", Value::from("Le chèque énergie")),
        ("text", Value::from(CARD)),
        ("position", Value::Int(1)),
    ]);
    let question = fields([
        ("card", text(id(50))),
        ("position", Value::Int(1)),
        ("ask", Value::from("Quand arrive-t-il ?")),
        ("choices", Value::from("Une fois par an\nChaque mois")),
        ("correct", Value::Int(1)),
        ("why", Value::from("Au printemps.")),
    ]);
    let version = fields([
        ("number", Value::Int(2)),
        ("text", Value::from("Bonjour, c’est l’association.")),
        ("author", text(id(60))),
        ("remark", text(id(54))),
    ]);
    let cleared = fields([("account", text(account().0)), ("lifted_by", text(id(60)))]);
    let synthesis = fields([("author", text(id(60))), ("text", Value::from("Le soir, on ouvre."))]);
    let shared = fields([("with_team", Value::Bool(true)), ("state", Value::from("draft"))]);
    let stint = fields([
        ("mission", text(id(9))),
        ("title", Value::from("Bien se chauffer")),
        ("starts", Value::from("2026-11-01")),
        ("ends", Value::from("2026-12-31")),
        ("visits", Value::Int(120)),
        ("met", Value::Int(48)),
        ("advice", Value::Int(31)),
        ("cards", Value::Int(3)),
        ("languages", Value::from("fr ar")),
    ]);
    let page = |feed, rows: Vec<Row>| FeedPage {
        feed,
        epoch: EpochId(id(5)),
        reset: false,
        own: Vec::new(),
        let_in: Vec::new(),
        seq: 1_240,
        head: 1_240,
        durable: 0,
        sum: None,
        rows,
    };
    SyncAnswer {
        results: Vec::new(),
        feeds: vec![
            page(
                mission(),
                vec![
                    row("mission", 2, 1_230, shared),
                    row("card", 50, 1_231, card),
                    row("quiz_question", 51, 1_232, question),
                    row("message_version", 56, 1_233, version),
                    row("clearance", 57, 1_234, cleared),
                    row("synthesis", 58, 1_235, synthesis),
                ],
            ),
            page(FeedId::Account(account()), vec![row("stint", 59, 12, stint)]),
        ],
        dropped: Vec::new(),
        ..answer()
    }
}
