//! Fields of which another value is kept than this phone wrote.
//!
//! Looked at when a change of this phone is taken off its row, since from then on the server's row
//! speaks: what it says otherwise gave way there. The value is in the server's history, where a
//! supervisor can take it; here it is told to its author.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use shared::change::Change;
use shared::id::FeedId;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::column::Word;
use super::table::{Key, Row};
use super::{DbError, outbox};

/// Notes what of `taken`, in the order in which it was written, is not what `canonical` says.
pub(super) fn note(
    tx: &Connection,
    key: Key,
    taken: &[Change],
    canonical: Option<&Row>,
) -> Result<(), DbError> {
    let mut wrote = BTreeMap::new();
    for change in taken {
        wrote.extend(change.fields.iter());
    }
    for change in outbox::laid(tx, key)? {
        // A later change of this phone is still on its way, and will be looked at then.
        wrote.retain(|name, _| !change.fields.contains_key(*name));
    }
    for (name, mine) in wrote {
        let kept = canonical.and_then(|row| row.fields.get(name));
        if same(kept, mine) {
            forget(tx, key, name)?;
        } else {
            let sql = "INSERT OR REPLACE INTO yielded (feed, kind, id, field, mine, kept) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            tx.prepare_cached(sql)?.execute(params![
                Word(key.feed),
                key.kind.as_str(),
                Word(key.id),
                name,
                text(Some(mine)),
                text(kept)
            ])?;
        }
    }
    Ok(())
}

/// Forgets what the server's row now says after all.
pub(super) fn settle(tx: &Connection, key: Key, fields: &Fields) -> Result<(), DbError> {
    let sql = "SELECT field, mine FROM yielded WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let values = params![Word(key.feed), key.kind.as_str(), Word(key.id)];
    let noted = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (name, mine) in noted.collect::<Result<Vec<(String, String)>, _>>()? {
        if text(fields.get(&name)) == mine {
            forget(tx, key, &name)?;
        }
    }
    Ok(())
}

/// Forgets all that is noted of a record.
pub(super) fn forget_record(
    tx: &Connection,
    feed: FeedId,
    kind: &str,
    id: Uuid,
) -> Result<(), DbError> {
    let sql = "DELETE FROM yielded WHERE feed = ?1 AND kind = ?2 AND id = ?3";
    tx.prepare_cached(sql)?.execute(params![Word(feed), kind, Word(id)])?;
    Ok(())
}

fn forget(tx: &Connection, key: Key, field: &str) -> Result<(), DbError> {
    let sql = "DELETE FROM yielded WHERE feed = ?1 AND kind = ?2 AND id = ?3 AND field = ?4";
    let values = params![Word(key.feed), key.kind.as_str(), Word(key.id), field];
    tx.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn same(kept: Option<&Value>, mine: &Value) -> bool {
    kept.map_or(mine.is_default(), |kept| kept == mine)
}

/// A value as people may read it; empty for nothing.
fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Int(number)) => number.to_string(),
        Some(Value::Bool(true)) => "true".to_owned(),
        _ => String::new(),
    }
}
