//! A person's right to erasure, on this phone: content goes, sent or unsent, and stubs stay.
//!
//! **Law**: this is the one place where unsent work loses its content, and only because the server
//! told that its record was erased. The changes keep their numbers, so that the server gets every
//! one of them; what they said is overwritten, and their author is told.

use rusqlite::{Connection, params};
use shared::change::stub_fields;
use shared::id::{FeedId, VisitId};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::column::{Count, Json, Word};
use super::draft::{self, answer_key, correction_key};
use super::table::Row;
use super::{DbError, yielded};

/// Takes the content out of everything of this phone that is about a record whose stub, `seq`, has
/// come. To be called before the stub is laid.
pub(super) fn record(
    tx: &Connection,
    feed: FeedId,
    (kind, id): (&str, Uuid),
    seq: u64,
    now: Millis,
) -> Result<(), DbError> {
    let stub = Json(stub_fields());
    // What was kept aside on the server is a stub there as well, and needs nobody's attention.
    let sql = "UPDATE outbox SET fields = ?4, base_epoch = '', base_seq = 0, reason = '', \
               acked_seq = CASE state WHEN 'quarantined' THEN ?5 ELSE acked_seq END, \
               state = CASE state WHEN 'quarantined' THEN 'accepted' ELSE state END \
               WHERE feed = ?1 AND kind = ?2 AND id = ?3 AND fields <> ?4";
    let values = params![Word(feed), kind, Word(id), stub, Count(seq)];
    let changes = tx.prepare_cached(sql)?.execute(values)?;
    yielded::forget_record(tx, feed, kind, id)?;
    let sql = "SELECT count(*) FROM made WHERE feed = ?1 AND id = ?2";
    let made: bool = kind == Kind::Visit.as_str()
        && tx.prepare_cached(sql)?.query_row(params![Word(feed), Word(id)], |row| row.get(0))?;
    let tells = kind == Kind::Visit.as_str() || kind == Kind::Comment.as_str();
    if kind == Kind::Visit.as_str() {
        for key in [correction_key(VisitId(id)), answer_key(VisitId(id))] {
            draft::drop(tx, &key)?;
        }
    }
    if made || (changes > 0 && tells) {
        let sql = "INSERT OR IGNORE INTO erased_stub (feed, kind, id, at) VALUES (?1, ?2, ?3, ?4)";
        tx.prepare_cached(sql)?.execute(params![Word(feed), kind, Word(id), now.0])?;
    }
    Ok(())
}

/// Forgets what was being typed at a door, once its row tells of an erasure that is news here. Says
/// whether there was any.
pub(super) fn door(
    tx: &Connection,
    id: Uuid,
    old: Option<&Row>,
    fresh: &Fields,
) -> Result<bool, DbError> {
    let erased = |fields: &Fields| fields.get("erased_at").cloned().unwrap_or(Value::Null);
    let at = erased(fresh);
    if at == Value::Null || old.is_some_and(|old| erased(&old.fields) == at) {
        return Ok(false);
    }
    let sql = "DELETE FROM draft WHERE key LIKE 'talk/%/' || ?1";
    Ok(tx.prepare_cached(sql)?.execute([id.to_string()])? > 0)
}
