//! What a team tells itself: kinds and fields that came after version 1 was numbered.

use shared::change::DELETED;

use super::*;

const POST: u8 = 70;
const REPLY: u8 = 71;

/// Everything of these kinds that a neighbor's phone can say.
pub(super) fn sent() -> SyncRequest {
    let own = || ("author", text(account().0));
    let reply = fields([
        own(),
        ("parent", text(id(POST))),
        ("text", Value::from("Le soir, oui : après le repas.")),
    ]);
    let thanks = fields([own(), ("post", text(id(POST)))]);
    let taken_back = fields([(DELETED, Value::Bool(true))]);
    SyncRequest {
        changes: vec![
            change(1, "post", REPLY, reply),
            change(2, "thanks", 72, thanks),
            change(3, "post", 73, taken_back),
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
    let post = fields([
        ("author", text(id(60))),
        ("text", Value::from("Venir à 18 h : on m’ouvre deux fois sur trois.")),
    ]);
    let thanks = fields([("author", text(id(61))), ("post", text(id(POST)))]);
    let pin = fields([("post", text(id(POST))), ("pinned_by", text(id(60)))]);
    news(vec![
        row("post", POST, 1_241, post),
        row("thanks", 74, 1_242, thanks),
        row("pin", 75, 1_243, pin),
    ])
}
