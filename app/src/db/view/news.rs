//! What became of things since: follow-ups of this person's visits, what the desk wrote about them, and
//! what the team told itself. They come by themselves and ask for nothing, except those that were given
//! to this person.

use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, FeedId, MissionId};

use super::super::column::Word;
use super::super::{Db, DbError};
use super::Place;
use super::place::{place, text};

pub(super) const FOLLOW_UPS: &str = include_str!("follow_ups.sql");
pub(super) const WRITTEN: &str = include_str!("written.sql");
const POSTED: &str = include_str!("posted.sql");
/// So many of each sort are told; the history of a door tells all.
const MOST: u32 = 4;

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Of which sort.
    pub sort: NewsSort,
    /// What it says.
    pub text: String,
    /// Until when, for something to be done.
    pub due: Option<String>,
    /// In which mission.
    pub mission: MissionId,
    /// The door that it is about, where it is about one.
    pub place: Option<Place>,
}

/// Of which sort a piece of news is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewsSort {
    /// It was given to this person to do.
    ToDo,
    /// Somebody did it.
    Done,
    /// The desk wrote about a visit.
    Written,
    /// Somebody of the team told the others.
    Posted,
}

impl Db {
    /// What there is to tell `account`: what is to be done first, then what was done, written and posted,
    /// the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn news(&self, account: AccountId) -> Result<Vec<News>, DbError> {
        let mut news = Vec::new();
        for sql in [FOLLOW_UPS, WRITTEN, POSTED] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![Word(account), MOST], of_row)?;
            news.extend(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten());
        }
        Ok(news)
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Option<News>> {
    let Word(FeedId::Mission(mission)) = row.get("mission")? else {
        return Ok(None);
    };
    let sort = match row.get_ref("sort")?.as_str()? {
        "to_do" => NewsSort::ToDo,
        "done" => NewsSort::Done,
        "posted" => NewsSort::Posted,
        _ => NewsSort::Written,
    };
    Ok(Some(News {
        sort,
        text: text(row, "text")?,
        due: row.get("due")?,
        mission,
        place: (sort != NewsSort::Posted).then(|| place(row)).transpose()?,
    }))
}
