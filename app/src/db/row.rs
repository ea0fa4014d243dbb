//! What is displayed: the canonical row, with this phone's changes laid over it.
//!
//! **Invariant**: a row has a shadow, its canonical state, if and only if changes are laid over
//! it. [`lay`] is the one place that writes either.

use rusqlite::{Connection, OptionalExtension, params};
use shared::value::canonical;

use super::column::{Count, Json, Word};
use super::table::{Key, Row};
use super::{DbError, outbox, table};

/// The canonical row, if the server has sent one.
pub(super) fn canonical_row(tx: &Connection, key: Key) -> Result<Option<Row>, DbError> {
    let sql = "SELECT existed, seq, fields FROM shadow WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    let shadow = tx
        .prepare_cached(sql)?
        .query_row(params![Word(key.feed), key.kind.as_str(), Word(key.id)], |row| {
            let (existed, Count(seq), Json(fields)) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(if existed { Some(Row { seq, fields }) } else { None })
        })
        .optional()?;
    match shadow {
        Some(canonical) => Ok(canonical),
        None => table::read(tx, key),
    }
}

/// Takes `canonical` as the row's canonical state, and displays it with what is laid over it.
pub(super) fn lay(tx: &Connection, key: Key, canonical: Option<Row>) -> Result<(), DbError> {
    let laid = outbox::laid(tx, key)?;
    if laid.is_empty() {
        delete_shadow(tx, key)?;
        return match canonical {
            Some(row) => table::write(tx, key, &row),
            None => table::delete(tx, key),
        };
    }
    write_shadow(tx, key, canonical.as_ref())?;
    let mut displayed = canonical.unwrap_or_default();
    for change in laid {
        displayed.fields.extend(change.fields);
    }
    displayed.fields = self::canonical(displayed.fields);
    table::write(tx, key, &displayed)
}

/// Displays the row anew, after something was laid over it or taken off.
pub(super) fn lay_again(tx: &Connection, key: Key) -> Result<(), DbError> {
    let canonical = canonical_row(tx, key)?;
    lay(tx, key, canonical)
}

fn write_shadow(tx: &Connection, key: Key, canonical: Option<&Row>) -> Result<(), DbError> {
    let sql = "INSERT OR REPLACE INTO shadow (feed, kind, id, seq, existed, fields) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let absent = Row::default();
    let row = canonical.unwrap_or(&absent);
    tx.prepare_cached(sql)?.execute(params![
        Word(key.feed),
        key.kind.as_str(),
        Word(key.id),
        Count(row.seq),
        canonical.is_some(),
        Json(row.fields.clone())
    ])?;
    Ok(())
}

fn delete_shadow(tx: &Connection, key: Key) -> Result<(), DbError> {
    let sql = "DELETE FROM shadow WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    tx.prepare_cached(sql)?.execute(params![Word(key.feed), key.kind.as_str(), Word(key.id)])?;
    Ok(())
}
