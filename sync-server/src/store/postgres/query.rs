//! How a transaction is asked: plain calls that wait, over a driver that does not.
//!
//! No statement has a name, since a pooler between this program and the database may hand the next
//! transaction to another connection. So each value says its type, and asking takes one round trip.

use std::cell::Cell;
use std::error::Error;
use std::fmt::Display;
use std::str::FromStr;

use bytes::BytesMut;
use tokio::runtime::Handle;
use tokio_postgres::error::SqlState;
use tokio_postgres::row::RowIndex;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Row};

use crate::store::StoreError;
pub(super) use crate::store::registers::damaged;

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            return Self::Unavailable(error.to_string());
        };
        // The details may quote a row, and what is in a row belongs into no log.
        let why = format!("{} ({})", db.message(), db.code().code());
        match db.code() {
            &SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED => Self::Damaged(why),
            _ => Self::Unavailable(why),
        }
    }
}

/// One transaction, asked without waiting: the thread that runs it waits instead.
pub(super) struct Tx<'a> {
    client: &'a Client,
    runtime: &'a Handle,
    failed: Cell<bool>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(client: &'a Client, runtime: &'a Handle) -> Self {
        Self { client, runtime, failed: Cell::new(false) }
    }

    /// Whether a statement failed: then nothing of the transaction can be kept.
    pub(super) fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// All rows of an answer.
    pub(super) fn all(&self, sql: &str, values: &[Bind<'_>]) -> Result<Vec<Row>, StoreError> {
        let values = typed(values);
        let answer = self.runtime.block_on(self.client.query_typed(sql, &values));
        answer.map_err(|error| self.fail(sql, error))
    }

    /// The first row of an answer.
    pub(super) fn one(&self, sql: &str, values: &[Bind<'_>]) -> Result<Option<Row>, StoreError> {
        Ok(self.all(sql, values)?.into_iter().next())
    }

    /// Whether there is any row.
    pub(super) fn exists(&self, sql: &str, values: &[Bind<'_>]) -> Result<bool, StoreError> {
        Ok(self.one(sql, values)?.is_some())
    }

    /// Runs a statement, and says how many rows it touched.
    pub(super) fn run(&self, sql: &str, values: &[Bind<'_>]) -> Result<u64, StoreError> {
        let values = typed(values);
        let answer = self.runtime.block_on(self.client.execute_typed(sql, &values));
        answer.map_err(|error| self.fail(sql, error))
    }

    /// What a statement lists, each line read alike.
    pub(super) fn listed<T>(
        &self,
        sql: &str,
        values: &[Bind<'_>],
        read: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.all(sql, values)?.iter().map(read).collect()
    }

    fn fail(&self, sql: &str, error: tokio_postgres::Error) -> StoreError {
        self.failed.set(true);
        let error = StoreError::from(error);
        tracing::debug!(%error, sql, "a statement failed: {error}");
        error
    }
}

fn typed<'a>(values: &'a [Bind<'a>]) -> Vec<(&'a (dyn ToSql + Sync), Type)> {
    values.iter().map(|value| (value as &(dyn ToSql + Sync), value.kind())).collect()
}

/// A value with its type. A truth is a number, 0 or 1, as in all tables; a count that is too great
/// for the database is the greatest that it knows.
#[derive(Debug)]
pub(super) enum Bind<'a> {
    Text(Option<&'a str>),
    Owned(Option<String>),
    Int(Option<i64>),
    Bytes(Option<&'a [u8]>),
    Texts(&'a [String]),
    Ints(&'a [i64]),
}

impl Bind<'_> {
    fn kind(&self) -> Type {
        match self {
            Self::Text(_) | Self::Owned(_) => Type::TEXT,
            Self::Int(_) => Type::INT8,
            Self::Bytes(_) => Type::BYTEA,
            Self::Texts(_) => Type::TEXT_ARRAY,
            Self::Ints(_) => Type::INT8_ARRAY,
        }
    }
}

impl ToSql for Bind<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Text(value) => value.to_sql(kind, out),
            Self::Owned(value) => value.to_sql(kind, out),
            Self::Int(value) => value.to_sql(kind, out),
            Self::Bytes(value) => value.to_sql(kind, out),
            Self::Texts(value) => value.to_sql(kind, out),
            Self::Ints(value) => value.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

macro_rules! from {
    ($life:lifetime, $($from:ty => |$value:ident| $into:expr;)*) => { $(
        impl<$life> From<$from> for Bind<$life> {
            fn from($value: $from) -> Self {
                $into
            }
        }
    )* };
}

from! { 'a,
    &'a str => |value| Self::Text(Some(value));
    Option<&'a str> => |value| Self::Text(value);
    &'a String => |value| Self::Text(Some(value));
    &'a Option<String> => |value| Self::Text(value.as_deref());
    String => |value| Self::Owned(Some(value));
    Option<String> => |value| Self::Owned(value);
    i64 => |value| Self::Int(Some(value));
    &'a i64 => |value| Self::Int(Some(*value));
    Option<i64> => |value| Self::Int(value);
    &'a Option<i64> => |value| Self::Int(*value);
    i32 => |value| Self::Int(Some(value.into()));
    u64 => |value| Self::Int(Some(i64::try_from(value).unwrap_or(i64::MAX)));
    usize => |value| Self::Int(Some(i64::try_from(value).unwrap_or(i64::MAX)));
    bool => |value| Self::Int(Some(value.into()));
    &'a bool => |value| Self::Int(Some((*value).into()));
    &'a [u8] => |value| Self::Bytes(Some(value));
    Option<&'a [u8]> => |value| Self::Bytes(value);
    &'a [String] => |value| Self::Texts(value);
    &'a Vec<String> => |value| Self::Texts(value);
    &'a [i64] => |value| Self::Ints(value);
    &'a Vec<i64> => |value| Self::Ints(value);
}

/// The values of a statement, in the order of their numbers.
macro_rules! bind {
    ($($value:expr),* $(,)?) => {
        &[$($crate::store::postgres::query::Bind::from($value)),*]
    };
}
pub(super) use bind;

/// What names a column of an answer: its place, or its name.
pub(super) trait Column: RowIndex + Display + Copy {}
impl<C: RowIndex + Display + Copy> Column for C {}

/// A column's value, by its name. What cannot be read as that is damage.
pub(super) fn get<'r, T: FromSql<'r>>(row: &'r Row, name: &str) -> Result<T, StoreError> {
    at(row, name)
}

/// The same, of a column by its place, or by its name.
pub(super) fn at<'r, T: FromSql<'r>>(row: &'r Row, column: impl Column) -> Result<T, StoreError> {
    row.try_get(column).map_err(|error| damaged(format!("column {column}: {error}")))
}

/// A flag, which is kept as 0 or 1.
pub(super) fn flag(row: &Row, column: impl Column) -> Result<bool, StoreError> {
    Ok(at::<i64>(row, column)? != 0)
}

/// A column that holds a text form of `T`.
pub(super) fn parse<T: FromStr>(row: &Row, column: impl Column) -> Result<T, StoreError>
where
    T::Err: Display,
{
    at::<&str>(row, column)?.parse().map_err(damaged)
}

/// As [`parse`], for a column that may be null.
pub(super) fn parse_opt<T: FromStr>(row: &Row, column: impl Column) -> Result<Option<T>, StoreError>
where
    T::Err: Display,
{
    let text = at::<Option<&str>>(row, column)?;
    text.map(|text| text.parse().map_err(damaged)).transpose()
}

/// A column of 32 bytes.
pub(super) fn hash(row: &Row, column: impl Column) -> Result<[u8; 32], StoreError> {
    at::<&[u8]>(row, column)?.try_into().map_err(damaged)
}

/// A count; the database counts in 64 bits with a sign.
pub(super) fn count(row: &Row, column: impl Column) -> Result<u64, StoreError> {
    u64::try_from(at::<i64>(row, column)?).map_err(damaged)
}
