//! Values to columns and back.

use std::str::FromStr;

use rusqlite::types::{ToSqlOutput, Value as SqlValue, ValueRef};
use rusqlite::{Row, ToSql};
use shared::record::{FieldSpec, FieldType};
use shared::value::Value;

use crate::store::StoreError;
pub(super) use crate::store::registers::damaged;

/// What a known field holds in its column.
pub(super) fn to_column(field: &FieldSpec, value: Option<&Value>) -> Result<SqlValue, StoreError> {
    Ok(match (field.kind, value) {
        (FieldType::Bool, None | Some(Value::Null)) => SqlValue::Integer(0),
        (_, None | Some(Value::Null)) => SqlValue::Null,
        (FieldType::Bool, Some(Value::Bool(truth))) => SqlValue::Integer(i64::from(*truth)),
        (FieldType::Int, Some(Value::Int(number))) => SqlValue::Integer(*number),
        (FieldType::Text | FieldType::Reference(_), Some(Value::Text(text))) => {
            SqlValue::Text(text.clone())
        }
        _ => {
            let why = format!("{} cannot be stored as {:?}", field.name, field.kind);
            return Err(StoreError::Damaged(why));
        }
    })
}

/// What a column says of a known field.
pub(super) fn from_column(field: &FieldSpec, column: ValueRef<'_>) -> Result<Value, StoreError> {
    Ok(match (field.kind, column) {
        (_, ValueRef::Null) => Value::Null,
        (FieldType::Bool, ValueRef::Integer(number)) => Value::Bool(number != 0),
        (FieldType::Int, ValueRef::Integer(number)) => Value::Int(number),
        (FieldType::Text | FieldType::Reference(_), ValueRef::Text(text)) => {
            Value::from(std::str::from_utf8(text).map_err(damaged)?)
        }
        _ => {
            return Err(StoreError::Damaged(format!("column {} has another type", field.name)));
        }
    })
}

/// Reads a column that holds a text form of `T`.
pub(super) fn parse<T: FromStr>(row: &Row<'_>, index: usize) -> Result<T, StoreError>
where
    T::Err: std::fmt::Display,
{
    let text = row.get_ref(index)?.as_str().map_err(damaged)?;
    text.parse().map_err(damaged)
}

/// As [`parse`], for a column that may be null.
pub(super) fn parse_opt<T: FromStr>(row: &Row<'_>, index: usize) -> Result<Option<T>, StoreError>
where
    T::Err: std::fmt::Display,
{
    match row.get_ref(index)? {
        ValueRef::Null => Ok(None),
        _ => parse(row, index).map(Some),
    }
}

/// Reads a column of 32 bytes.
pub(super) fn hash(row: &Row<'_>, index: usize) -> Result<[u8; 32], StoreError> {
    row.get_ref(index)?.as_blob().map_err(damaged)?.try_into().map_err(damaged)
}

/// Reads a count; SQLite counts in 64 bits with a sign.
pub(super) fn count(row: &Row<'_>, index: usize) -> Result<u64, StoreError> {
    u64::try_from(row.get::<_, i64>(index)?).map_err(damaged)
}

/// A count as SQLite keeps it.
pub(super) struct Count(pub(super) u64);

impl ToSql for Count {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        i64::try_from(self.0)
            .map(ToSqlOutput::from)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}
