//! Drafts: what is being typed, kept after each field and offered again after a crash.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use shared::id::{MissionId, VisitId};
use shared::time::Millis;

use super::{Db, DbError};

/// Something half typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is a draft of, in the words of the screen that typed it.
    pub key: String,
    /// What was typed so far.
    pub content: String,
    /// When it was last touched, by the phone's clock.
    pub updated: Millis,
}

/// What is being typed about a visit or for a team: under which key it is kept, and what there is so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// The key of the draft.
    pub key: String,
    /// What was typed so far.
    pub content: Option<String>,
}

/// The key under which a correction of a visit is kept while it is typed.
pub(crate) fn correction_key(visit: VisitId) -> String {
    format!("{CORRECTION}{visit}")
}

/// The key under which an answer to a supervisor is kept while it is typed.
pub(crate) fn answer_key(visit: VisitId) -> String {
    format!("{ANSWER}{visit}")
}

/// The key under which words for a team are kept while they are typed: about the message, among
/// themselves, or at the end.
pub(crate) fn said_key(mission: MissionId, what: &str) -> String {
    format!("{SAID}{mission}/{what}")
}

/// The visit that is corrected under that key.
pub(crate) fn corrected_under(key: &str) -> Option<VisitId> {
    key.strip_prefix(CORRECTION)?.parse().ok()
}

/// The visit about which a question is answered under that key.
pub(crate) fn answered_under(key: &str) -> Option<VisitId> {
    key.strip_prefix(ANSWER)?.parse().ok()
}

const CORRECTION: &str = "correct/";
const ANSWER: &str = "answer/";
const SAID: &str = "say/";

impl Db {
    pub(crate) fn typing(&self, key: String) -> Result<Typing, DbError> {
        let content = self.draft(&key)?.map(|draft| draft.content);
        Ok(Typing { key, content })
    }

    /// Keeps a draft; it replaces the one of the same key.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<(), DbError> {
        let sql = "INSERT OR REPLACE INTO draft (key, content, updated) VALUES (?1, ?2, ?3)";
        let values = params![draft.key, draft.content, draft.updated.0];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Forgets a draft, once it is saved or given up.
    ///
    /// # Errors
    /// When the store fails.
    pub fn drop_draft(&mut self, key: &str) -> Result<(), DbError> {
        drop(&self.connection, key)
    }

    /// One draft.
    ///
    /// # Errors
    /// When the store fails.
    pub fn draft(&self, key: &str) -> Result<Option<Draft>, DbError> {
        let sql = "SELECT key, content, updated FROM draft WHERE key = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([key], from_row).optional()?)
    }

    /// All drafts, the one last touched first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn drafts(&self) -> Result<Vec<Draft>, DbError> {
        let sql = "SELECT key, content, updated FROM draft ORDER BY updated DESC, key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let drafts = statement.query_map([], from_row)?;
        Ok(drafts.collect::<Result<_, _>>()?)
    }
}

/// Forgets what was typed for the team of a mission.
pub(super) fn drop_said(tx: &Connection, mission: MissionId) -> Result<(), DbError> {
    let sql = "DELETE FROM draft WHERE key LIKE ?1 || '%'";
    tx.execute(sql, [said_key(mission, "")])?;
    Ok(())
}

pub(super) fn drop(tx: &Connection, key: &str) -> Result<(), DbError> {
    tx.prepare_cached("DELETE FROM draft WHERE key = ?1")?.execute([key])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft { key: row.get(0)?, content: row.get(1)?, updated: Millis(row.get(2)?) })
}
