//! Rows of kinds that this version does not know: kept to the last bit, counted, never written.

use rusqlite::{Connection, OptionalExtension, params};
use shared::id::FeedId;
use uuid::Uuid;

use super::DbError;
use super::column::{Count, Json, Word};
use super::table::Row;

pub(super) fn read(
    tx: &Connection,
    feed: FeedId,
    kind: &str,
    id: Uuid,
) -> Result<Option<Row>, DbError> {
    let sql = "SELECT seq, fields FROM unknown_row WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let row = statement.query_row(params![Word(feed), kind, Word(id)], |row| {
        let (Count(seq), Json(fields)) = (row.get(0)?, row.get(1)?);
        Ok(Row { seq, fields })
    });
    Ok(row.optional()?)
}

pub(super) fn write(
    tx: &Connection,
    feed: FeedId,
    kind: &str,
    id: Uuid,
    row: Row,
) -> Result<(), DbError> {
    let sql = "INSERT OR REPLACE INTO unknown_row (feed, kind, id, seq, fields) \
               VALUES (?1, ?2, ?3, ?4, ?5)";
    tx.prepare_cached(sql)?.execute(params![
        Word(feed),
        kind,
        Word(id),
        Count(row.seq),
        Json(row.fields)
    ])?;
    Ok(())
}

pub(super) fn delete(tx: &Connection, feed: FeedId, kind: &str, id: Uuid) -> Result<(), DbError> {
    let sql = "DELETE FROM unknown_row WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    tx.prepare_cached(sql)?.execute(params![Word(feed), kind, Word(id)])?;
    Ok(())
}

/// Deletes all rows of a feed, and says how many there were.
pub(super) fn delete_feed(tx: &Connection, feed: FeedId) -> Result<usize, DbError> {
    Ok(tx.execute("DELETE FROM unknown_row WHERE feed = ?1", [Word(feed)])?)
}
