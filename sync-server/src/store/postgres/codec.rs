//! Values to columns and back.

use shared::record::{FieldSpec, FieldType};
use shared::value::Value;
use tokio_postgres::Row;

use super::query::{Bind, at};
use crate::store::StoreError;

/// What a known field holds in its column.
pub(super) fn to_column<'a>(
    field: &FieldSpec,
    value: Option<&'a Value>,
) -> Result<Bind<'a>, StoreError> {
    Ok(match (field.kind, value) {
        (FieldType::Bool, None | Some(Value::Null)) => Bind::Int(Some(0)),
        (FieldType::Int, None | Some(Value::Null)) => Bind::Int(None),
        (_, None | Some(Value::Null)) => Bind::Text(None),
        (FieldType::Bool, Some(Value::Bool(truth))) => Bind::from(truth),
        (FieldType::Int, Some(Value::Int(number))) => Bind::from(number),
        (FieldType::Text | FieldType::Reference(_), Some(Value::Text(text))) => Bind::from(text),
        _ => {
            let why = format!("{} cannot be stored as {:?}", field.name, field.kind);
            return Err(StoreError::Damaged(why));
        }
    })
}

/// What a column says of a known field.
pub(super) fn from_column(field: &FieldSpec, row: &Row, index: usize) -> Result<Value, StoreError> {
    Ok(match field.kind {
        FieldType::Bool => at::<Option<i64>>(row, index)?.map(|number| Value::Bool(number != 0)),
        FieldType::Int => at::<Option<i64>>(row, index)?.map(Value::Int),
        FieldType::Text | FieldType::Reference(_) => {
            at::<Option<&str>>(row, index)?.map(Value::from)
        }
    }
    .unwrap_or(Value::Null))
}
