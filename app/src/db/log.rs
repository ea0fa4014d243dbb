//! The local log: every deletion on this phone and every repair, with its reason and its time, so
//! that "where did it go" always has an answer. No personal content.

use rusqlite::{Connection, params};
use shared::id::FeedId;
use shared::time::Millis;

use super::DbError;

/// What happened.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// A feed was given back.
    Purged,
    /// The server's sum was another at the head.
    Differed,
    /// Rows that a full pull did not bring again were removed.
    Swept,
    /// Content was erased, as a person may ask.
    Erased,
    /// Pictures were dropped, to make room for newer ones.
    Pictures,
    /// The store got another identity, and its pending work new numbers.
    Renumbered,
}

impl What {
    fn as_str(self) -> &'static str {
        match self {
            Self::Purged => "purged",
            Self::Differed => "differed",
            Self::Swept => "swept",
            Self::Erased => "erased",
            Self::Pictures => "pictures",
            Self::Renumbered => "renumbered",
        }
    }
}

pub(super) struct Line<'a> {
    pub(super) at: Millis,
    pub(super) what: What,
    /// The feed; none for what concerns the whole store.
    pub(super) feed: Option<FeedId>,
    /// How people call the feed, such as a mission's title.
    pub(super) subject: &'a str,
    pub(super) reason: &'a str,
    pub(super) rows: usize,
}

pub(super) fn append(tx: &Connection, line: &Line<'_>) -> Result<(), DbError> {
    let sql = "INSERT INTO local_log (at, what, feed, subject, reason, rows) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let feed = line.feed.map(|feed| feed.to_string());
    tx.execute(
        sql,
        params![
            line.at.0,
            line.what.as_str(),
            feed.unwrap_or_default(),
            line.subject,
            line.reason,
            i64::try_from(line.rows).map_err(DbError::damaged)?
        ],
    )?;
    Ok(())
}
