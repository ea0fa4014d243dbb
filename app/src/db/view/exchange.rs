//! What the team of a mission tells itself.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, FeedId, MissionId, PostId};

use super::super::column::{Count, Word};
use super::super::{Db, DbError};
use super::place::text;

/// What is pinned first, then the newest first; each with its replies behind it, as they were written.
/// A reply to what was taken out goes with it.
const POSTS: &str = "\
    SELECT post.id AS id, post.parent AS parent, post.text AS text, post.author = ?2 AS mine, \
        (SELECT name FROM assignment WHERE assignment.feed = ?1 \
            AND assignment.account = post.author LIMIT 1) AS name, \
        (SELECT count(DISTINCT author) FROM thanks WHERE thanks.feed = ?1 \
            AND thanks.post = post.id AND thanks.deleted = 0) AS thanks, \
        EXISTS (SELECT 1 FROM thanks WHERE thanks.feed = ?1 AND thanks.post = post.id \
            AND thanks.author = ?2 AND thanks.deleted = 0) AS thanked, \
        EXISTS (SELECT 1 FROM pin WHERE pin.feed = ?1 AND pin.post = top.id \
            AND pin.deleted = 0) AS pinned \
    FROM post JOIN post AS top ON top.feed = ?1 AND top.id = coalesce(post.parent, post.id) \
        AND top.deleted = 0 AND top.text IS NOT NULL \
    WHERE post.feed = ?1 AND post.deleted = 0 AND post.text IS NOT NULL \
    ORDER BY pinned DESC, top.id DESC, post.parent IS NOT NULL, post.id";

/// What somebody of the team wrote to the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostView {
    /// The post.
    pub id: PostId,
    /// What it replies to.
    pub parent: Option<PostId>,
    /// The writer's name, where it is known here; people of the desk have none.
    pub author_name: Option<String>,
    /// Whether this person wrote it.
    pub mine: bool,
    /// Whether the desk wants it read first.
    pub pinned: bool,
    /// How many thanked for it.
    pub thanks: u64,
    /// Whether this person did.
    pub thanked: bool,
    /// The words.
    pub text: String,
}

impl Db {
    /// What the team of a mission tells itself, in the order in which it is read.
    ///
    /// # Errors
    /// When the store fails.
    pub fn posts(&self, mission: MissionId, account: AccountId) -> Result<Vec<PostView>, DbError> {
        let mut statement = self.connection.prepare_cached(POSTS)?;
        let values = params![Word(FeedId::Mission(mission)), Word(account)];
        let posts = statement.query_map(values, |row| {
            let parent: Option<Word<_>> = row.get("parent")?;
            let is_reply = parent.is_some();
            Ok(PostView {
                id: row.get::<_, Word<_>>("id")?.0,
                parent: parent.map(|Word(parent)| parent),
                author_name: row.get("name")?,
                mine: row.get::<_, Option<bool>>("mine")?.unwrap_or_default(),
                pinned: !is_reply && row.get("pinned")?,
                thanks: row.get::<_, Count>("thanks")?.0,
                thanked: row.get("thanked")?,
                text: text(row, "text")?,
            })
        })?;
        Ok(posts.collect::<Result<_, _>>()?)
    }

    /// Whether nothing of it is new to `account` on this phone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn exchange_is_read(
        &self,
        mission: MissionId,
        account: AccountId,
    ) -> Result<bool, DbError> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM post WHERE feed = ?1 AND deleted = 0 \
                   AND author <> ?2 AND seq > coalesce((SELECT seq FROM exchange_read \
                   WHERE exchange_read.feed = ?1), 0))";
        let values = params![Word(FeedId::Mission(mission)), Word(account)];
        Ok(self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }

    /// Keeps that all of it was read on this phone, which nobody else is told.
    ///
    /// # Errors
    /// When the store fails.
    pub fn read_exchange(&mut self, mission: MissionId) -> Result<(), DbError> {
        let sql = "INSERT OR REPLACE INTO exchange_read (feed, seq) \
                   SELECT ?1, coalesce(max(seq), 0) FROM post WHERE feed = ?1";
        self.connection.prepare_cached(sql)?.execute([Word(FeedId::Mission(mission))])?;
        Ok(())
    }

    /// Whether `account` wrote a post, also one that was taken out.
    ///
    /// # Errors
    /// When the store fails.
    pub fn wrote(
        &self,
        mission: MissionId,
        post: PostId,
        account: AccountId,
    ) -> Result<bool, DbError> {
        let sql = "SELECT 1 FROM post WHERE feed = ?1 AND id = ?2 AND author = ?3";
        let values = params![Word(FeedId::Mission(mission)), Word(post), Word(account)];
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(values, |_| Ok(())).optional()?.is_some())
    }
}
