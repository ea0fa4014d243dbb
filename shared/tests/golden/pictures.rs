//! Pictures: a kind that came after version 1 was numbered, and the messages that carry bytes.

use shared::picture::PictureHash;

use super::*;

const CARD: u8 = 80;
const HASH: [u8; 32] = [0x5c; 32];

fn shown(of: (&str, u8)) -> Fields {
    fields([
        ("author", text(account().0)),
        (of.0, text(id(of.1))),
        ("hash", Value::Text(PictureHash(HASH).to_string())),
        ("size", Value::Int(48_211)),
        ("width", Value::Int(1_600)),
        ("height", Value::Int(1_200)),
    ])
}

/// A post with a picture.
pub(super) fn sent() -> SyncRequest {
    let post = fields([("author", text(account().0)), ("text", Value::from("L’affiche du hall."))]);
    let changes =
        vec![change(1, "post", 81, post), change(2, "attachment", 82, shown(("post", 81)))];
    SyncRequest { changes, ..brief() }
}

/// A picture on a card.
pub(super) fn told() -> SyncAnswer {
    let mut fields = shown(("card", CARD));
    fields.insert("alt".to_owned(), Value::from("L’enveloppe du chèque énergie"));
    fields.insert("whole".to_owned(), Value::Bool(true));
    let row = Row { kind: "attachment".to_owned(), id: id(83), seq: 1_244, fields };
    news(vec![row])
}

pub(super) fn piece() -> PieceRequest {
    let bytes = vec![0xd8, 0xff, 0x00, 0x11];
    PieceRequest { feed: mission(), hash: PictureHash(HASH), start: 32_768, bytes }
}

pub(super) fn wish() -> PieceRequest {
    PieceRequest { bytes: Vec::new(), ..piece() }
}

pub(super) fn taken() -> PieceAnswer {
    PieceAnswer { held: Some(32_772), bytes: Vec::new(), seq: Some(1_251) }
}

pub(super) fn given() -> PieceAnswer {
    PieceAnswer { held: Some(48_211), bytes: vec![0xff, 0xd9], seq: None }
}
