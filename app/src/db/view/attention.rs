//! What needs the neighbor's attention. It is never mixed with what waits to be sent.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, FeedId};
use shared::time::Millis;
use uuid::Uuid;

use super::super::column::Word;
use super::super::{Db, DbError};

pub(super) const ATTENTION: &str = include_str!("attention.sql");
/// How long a notice of what left this phone stays.
const NOTICE: i64 = 30 * Millis::DAY;

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Of which sort.
    pub kind: AttentionKind,
    /// The kind of record that it is about, as the server's word.
    pub record_kind: String,
    /// The record that it is about.
    pub record: Option<Uuid>,
    /// The feed that it is about.
    pub feed: Option<FeedId>,
    /// Why, as a stable word.
    pub reason: String,
    /// What else there is to say: a supervisor's question, a mission's title, an instant.
    pub detail: Option<String>,
}

/// Of which sort a thing is that needs attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttentionKind {
    /// The server keeps a record aside.
    Quarantined,
    /// A supervisor sent a visit back with a question.
    Returned,
    /// The phone's clock was wrong at a visit.
    WrongClock,
    /// A mission left this phone.
    Purged,
    /// Work of this phone was erased, as a resident may ask.
    Erased,
    /// The server lets this phone send, but not read.
    Standing,
    /// The server asks for a newer app.
    Update,
}

impl Db {
    /// What needs the attention of `account`, as of `now` by the phone's clock.
    ///
    /// # Errors
    /// When the store fails.
    pub fn attention(&self, account: AccountId, now: Millis) -> Result<Vec<Attention>, DbError> {
        let mut statement = self.connection.prepare_cached(ATTENTION)?;
        let values = params![Word(account), now.plus(-NOTICE).0];
        let items = statement.query_map(values, |row| {
            let (kind, record, feed): (String, String, String) =
                (row.get(0)?, row.get(2)?, row.get(3)?);
            let detail: rusqlite::types::Value = row.get(5)?;
            Ok(Attention {
                kind: parse(&kind),
                record_kind: row.get(1)?,
                record: record.parse().ok(),
                feed: feed.parse().ok(),
                reason: row.get(4)?,
                detail: match detail {
                    rusqlite::types::Value::Text(text) => Some(text),
                    rusqlite::types::Value::Integer(number) => Some(number.to_string()),
                    _ => None,
                },
            })
        })?;
        Ok(items.collect::<Result<_, _>>()?)
    }
}

/// The words that stand in `attention.sql`.
fn parse(kind: &str) -> AttentionKind {
    match kind {
        "quarantined" => AttentionKind::Quarantined,
        "returned" => AttentionKind::Returned,
        "wrong_clock" => AttentionKind::WrongClock,
        "purged" => AttentionKind::Purged,
        "erased" => AttentionKind::Erased,
        "standing" => AttentionKind::Standing,
        _ => AttentionKind::Update,
    }
}
