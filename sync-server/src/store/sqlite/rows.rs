//! Rows of the typed tables: registers in, registers out.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Row as SqlRow, params_from_iter};
use shared::change::DELETED;
use shared::id::FeedId;
use shared::merge::{RowState, Stamps};
use shared::protocol::Row;
use shared::record::Kind;
use shared::value::{Fields, Value, canonical};
use uuid::Uuid;

use super::Session;
use super::codec::{Count, count, damaged, from_column, parse, to_column};
use super::tables;
use crate::store::StoreError;
use crate::store::registers::{Parts, from_extra, row_state};
use crate::store::tables::Table;

impl Session<'_> {
    pub(super) fn load(&self, feed: FeedId, kind: Kind, id: Uuid) -> Result<RowState, StoreError> {
        let table = tables::of(kind);
        let mut statement = self.0.prepare_cached(&table.select)?;
        let mut rows = statement.query((feed.to_string(), id.to_string()))?;
        let Some(row) = rows.next()? else {
            return self.load_stub(feed, kind, id);
        };
        let stamps: Stamps = parse(row, 0)?;
        let mut values = from_extra(row.get_ref(1)?.as_str_or_null().map_err(damaged)?)?;
        values.insert(DELETED.to_owned(), Value::Bool(row.get(2)?));
        read_fields(table, row, 3, &mut values)?;
        Ok(row_state(stamps, values))
    }

    pub(super) fn store(
        &self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        row: &RowState,
    ) -> Result<(), StoreError> {
        let table = tables::of(kind);
        let parts = Parts::of(kind, row)?;
        let mut parameters = vec![
            SqlValue::Text(feed.to_string()),
            SqlValue::Text(id.to_string()),
            SqlValue::Integer(parts.seq),
            SqlValue::Integer(i64::from(parts.deleted)),
            SqlValue::Text(parts.stamps.clone()),
            parts.extra.clone().map_or(SqlValue::Null, SqlValue::Text),
        ];
        for field in table.fields {
            parameters.push(to_column(field, parts.value(field.name))?);
        }
        self.0.prepare_cached(&table.upsert)?.execute(params_from_iter(parameters))?;
        Ok(())
    }

    /// Rows of one kind; `after` bounds their sequence numbers and their count.
    pub(super) fn select(
        &self,
        feed: FeedId,
        kind: Kind,
        after: Option<(u64, usize)>,
    ) -> Result<Vec<Row>, StoreError> {
        let table = tables::of(kind);
        let feed = feed.to_string();
        let mut statement;
        let mut rows = match after {
            Some((seq, limit)) => {
                statement = self.0.prepare_cached(&table.select_after)?;
                statement.query((feed, Count(seq), Count(limit as u64)))?
            }
            None => {
                statement = self.0.prepare_cached(&table.select_all)?;
                statement.query([feed])?
            }
        };
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read_row(kind, table, row)?);
        }
        Ok(found)
    }

    pub(super) fn find_building(
        &self,
        feed: FeedId,
        key: &str,
    ) -> Result<Option<(Uuid, Fields)>, StoreError> {
        let table = tables::of(Kind::Building);
        let mut statement = self.0.prepare_cached(&table.select_by_key)?;
        let mut rows = statement.query((feed.to_string(), key))?;
        let row = rows.next()?.map(|row| read_row(Kind::Building, table, row)).transpose()?;
        Ok(row.map(|row| (row.id, row.fields)))
    }

    /// Rows of all kinds of a feed, in the order of their sequence numbers.
    pub(super) fn select_after(
        &self,
        feed: FeedId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        for kind in Kind::of_feed(feed.kind()) {
            rows.append(&mut self.select(feed, kind, Some((after, limit)))?);
        }
        rows.append(&mut self.stubs_after(feed, after, limit)?);
        rows.sort_by_key(|row| row.seq);
        rows.truncate(limit);
        Ok(rows)
    }

    pub(super) fn sweep_tombstones(&self, feed: FeedId, seq: u64) -> Result<u64, StoreError> {
        let mut swept = 0;
        let mut newest = 0;
        // Children before their parents, so that no foreign key is broken on the way.
        let kinds: Vec<_> = Kind::of_feed(feed.kind()).collect();
        for kind in kinds.into_iter().rev() {
            let mut statement = self.0.prepare_cached(&tables::of(kind).sweep)?;
            let mut rows = statement.query((feed.to_string(), Count(seq)))?;
            while let Some(row) = rows.next()? {
                swept += 1;
                newest = newest.max(count(row, 0)?);
            }
        }
        let sql = "UPDATE feed SET floor = max(floor, ?2) WHERE feed = ?1";
        self.0.prepare_cached(sql)?.execute((feed.to_string(), Count(newest)))?;
        Ok(swept)
    }
}

/// A row of a statement that lists `id, seq, extra, deleted`, then the fields.
fn read_row(kind: Kind, table: &Table, row: &SqlRow<'_>) -> Result<Row, StoreError> {
    let mut fields = from_extra(row.get_ref(2)?.as_str_or_null().map_err(damaged)?)?;
    fields.insert(DELETED.to_owned(), Value::Bool(row.get(3)?));
    read_fields(table, row, 4, &mut fields)?;
    Ok(Row {
        kind: kind.as_str().to_owned(),
        id: parse(row, 0)?,
        seq: count(row, 1)?,
        fields: canonical(fields),
    })
}

fn read_fields(
    table: &Table,
    row: &SqlRow<'_>,
    first: usize,
    fields: &mut Fields,
) -> Result<(), StoreError> {
    for (index, field) in table.fields.iter().enumerate() {
        let value = from_column(field, row.get_ref(first + index)?)?;
        fields.insert(field.name.to_owned(), value);
    }
    Ok(())
}
