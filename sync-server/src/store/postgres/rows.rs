//! Rows of the typed tables: registers in, registers out.

use shared::change::DELETED;
use shared::id::FeedId;
use shared::merge::{RowState, Stamps};
use shared::protocol::Row;
use shared::record::Kind;
use shared::value::{Fields, Value, canonical};
use tokio_postgres::Row as SqlRow;
use uuid::Uuid;

use super::PgTx;
use super::codec::{from_column, to_column};
use super::query::{Bind, at, bind, count, flag, parse};
use super::tables;
use crate::store::StoreError;
use crate::store::registers::{Parts, from_extra, row_state};
use crate::store::tables::Table;

impl PgTx<'_> {
    pub(super) fn load(&self, feed: FeedId, kind: Kind, id: Uuid) -> Result<RowState, StoreError> {
        let table = tables::of(kind);
        let found = self.tx.one(&table.select, bind![feed.to_string(), id.to_string()])?;
        let Some(row) = found else {
            return self.load_stub(feed, kind, id);
        };
        let stamps: Stamps = parse(&row, 0)?;
        let mut values = from_extra(at(&row, 1)?)?;
        values.insert(DELETED.to_owned(), Value::Bool(flag(&row, 2)?));
        read_fields(table, &row, 3, &mut values)?;
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
        let mut values = vec![
            Bind::from(feed.to_string()),
            Bind::from(id.to_string()),
            Bind::from(parts.seq),
            Bind::from(parts.deleted),
            Bind::from(&parts.stamps),
            Bind::from(&parts.extra),
        ];
        for field in table.fields {
            values.push(to_column(field, parts.value(field.name))?);
        }
        self.tx.run(&table.upsert, &values)?;
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
        let found = match after {
            Some((seq, limit)) => self.tx.all(&table.select_after, bind![feed, seq, limit])?,
            None => self.tx.all(&table.select_all, bind![feed])?,
        };
        found.iter().map(|row| read_row(kind, table, row)).collect()
    }

    pub(super) fn find_building(
        &self,
        feed: FeedId,
        key: &str,
    ) -> Result<Option<(Uuid, Fields)>, StoreError> {
        let table = tables::of(Kind::Building);
        let found = self.tx.one(&table.select_by_key, bind![feed.to_string(), key])?;
        let row = found.map(|row| read_row(Kind::Building, table, &row)).transpose()?;
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
            for row in self.tx.all(&tables::of(kind).sweep, bind![feed.to_string(), seq])? {
                swept += 1;
                newest = newest.max(count(&row, 0)?);
            }
        }
        let sql = "UPDATE feed SET floor = greatest(floor, $2) WHERE feed = $1";
        self.tx.run(sql, bind![feed.to_string(), newest])?;
        Ok(swept)
    }
}

/// A row of a statement that lists `id, seq, extra, deleted`, then the fields.
fn read_row(kind: Kind, table: &Table, row: &SqlRow) -> Result<Row, StoreError> {
    let mut fields = from_extra(at(row, 2)?)?;
    fields.insert(DELETED.to_owned(), Value::Bool(flag(row, 3)?));
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
    row: &SqlRow,
    first: usize,
    fields: &mut Fields,
) -> Result<(), StoreError> {
    for (index, field) in table.fields.iter().enumerate() {
        fields.insert(field.name.to_owned(), from_column(field, row, first + index)?);
    }
    Ok(())
}
