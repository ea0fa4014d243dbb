//! A visit in full: where, what hangs on it, how far it has come, and what was said about it since.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, AdviceId, AppointmentId, CommentId, FeedId, NeedId, made_at};
use shared::time::Millis;
use uuid::Uuid;

use super::super::column::Word;
use super::super::draft::{answer_key, correction_key};
use super::super::{Db, DbError, Typing};
use super::place::text;
use super::{DueSort, Place, VisitView};

/// The visit and what hangs on it, as `kind` and `id`.
const PARTS: &str = "SELECT 'visit' AS kind, ?2 AS id \
    UNION ALL SELECT 'advice', id FROM advice WHERE visit = ?2 AND feed = ?1 \
    UNION ALL SELECT 'need', id FROM need WHERE visit = ?2 AND feed = ?1 \
    UNION ALL SELECT 'appointment', id FROM appointment WHERE visit = ?2 AND feed = ?1 \
    UNION ALL SELECT 'comment', id FROM comment WHERE visit = ?2 AND feed = ?1 \
    UNION ALL SELECT 'telling', id FROM telling WHERE visit = ?2 AND feed = ?1";
/// How the team calls an account, by mission and account.
const NAME: &str = "SELECT name FROM assignment \
    WHERE feed = ?1 AND account = ?2 AND deleted = 0 ORDER BY id LIMIT 1";

/// A visit in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSheet {
    /// The visit itself.
    pub visit: VisitView,
    /// Where it was; none for a door that is not on this phone.
    pub place: Option<Place>,
    /// The services advised.
    pub advice: Vec<AdviceView>,
    /// The needs heard.
    pub needs: Vec<NeedView>,
    /// What was agreed.
    pub agreed: Vec<AgreedView>,
    /// What became of it at the desk.
    pub review: ReviewState,
    /// How far it has come on its way to the server.
    pub sending: Sending,
    /// What its author and the desk wrote to each other about it, the oldest first.
    pub comments: Vec<CommentView>,
    /// The correction that is being typed.
    pub correction: Typing,
    /// The answer that is being typed.
    pub answer: Typing,
}

/// A service that was advised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceView {
    /// The advice.
    pub id: AdviceId,
    /// The code of the service.
    pub code: String,
    /// As people say it.
    pub name: String,
}

/// A need that was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedView {
    /// The need.
    pub id: NeedId,
    /// Its theme, as a code.
    pub theme: String,
    /// The resident's own words.
    pub words: Option<String>,
}

/// A time to come back, or a way to a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedView {
    /// The appointment.
    pub id: AppointmentId,
    /// Of which sort.
    pub sort: DueSort,
    /// When, in local time: `2026-12-03` or `2026-12-03T10:00`.
    pub due: Option<String>,
    /// The code of the service.
    pub service: Option<String>,
    /// As people say it.
    pub service_name: Option<String>,
}

/// What became of a visit at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody has decided about its newest version.
    Received,
    /// It counts as it is.
    Approved,
    /// It came back with a question, and waits for its author.
    Returned {
        /// What is asked.
        question: String,
        /// Who asks, where the phone knows the name.
        reviewer: Option<String>,
    },
    /// It came back with a question, and its author has corrected or answered since.
    Answered {
        /// What was asked.
        question: String,
        /// Who asked, where the phone knows the name.
        reviewer: Option<String>,
    },
}

/// How far a visit has come on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sending {
    /// All of it is with the server.
    Sent,
    /// Something of it waits to be sent.
    Waiting,
    /// The server keeps something of it aside.
    Refused {
        /// Why, as the server's word.
        reason: String,
    },
}

/// Something written about a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentView {
    /// The comment.
    pub id: CommentId,
    /// Who wrote it.
    pub author: Option<AccountId>,
    /// How the team calls that person, where the phone knows it.
    pub author_name: Option<String>,
    /// Whether that is the person whose phone this is.
    pub mine: bool,
    /// What it says.
    pub text: String,
    /// When it was written, by the clock of whoever wrote it.
    pub at: Option<Millis>,
    /// It waits to be sent.
    pub waiting: bool,
}

impl Db {
    /// All that there is to know about a visit; `account` is who asks.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sheet(&self, visit: VisitView, account: AccountId) -> Result<VisitSheet, DbError> {
        let place = self.place(visit.door)?;
        let Some(mission) = visit.mission else {
            return Err(DbError::damaged("a visit outside of missions"));
        };
        let (tx, of) = (&self.connection, Of { feed: FeedId::Mission(mission), visit: visit.id.0 });
        Ok(VisitSheet {
            place,
            advice: of.advice(tx)?,
            needs: of.needs(tx)?,
            agreed: of.agreed(tx)?,
            review: of.review(tx)?,
            sending: of.sending(tx)?,
            comments: of.comments(tx, account)?,
            correction: self.typing(correction_key(visit.id))?,
            answer: self.typing(answer_key(visit.id))?,
            visit,
        })
    }
}

/// Which visit.
#[derive(Clone, Copy)]
struct Of {
    feed: FeedId,
    visit: Uuid,
}

impl Of {
    fn advice(self, tx: &Connection) -> Result<Vec<AdviceView>, DbError> {
        let sql = "SELECT advice.id, coalesce(service.code, advice.service, ''), \
                   coalesce(service.name, service.code, '') FROM advice \
                   LEFT JOIN service ON service.id = advice.service AND service.deleted = 0 \
                   WHERE advice.feed = ?1 AND advice.visit = ?2 AND advice.deleted = 0 \
                   ORDER BY advice.id";
        let mut statement = tx.prepare_cached(sql)?;
        let advice = statement.query_map(params![Word(self.feed), Word(self.visit)], |row| {
            let Word(id) = row.get(0)?;
            Ok(AdviceView { id, code: row.get(1)?, name: row.get(2)? })
        })?;
        Ok(advice.collect::<Result<_, _>>()?)
    }

    fn needs(self, tx: &Connection) -> Result<Vec<NeedView>, DbError> {
        let sql = "SELECT id, coalesce(theme, ''), words FROM need \
                   WHERE feed = ?1 AND visit = ?2 AND deleted = 0 ORDER BY id";
        let mut statement = tx.prepare_cached(sql)?;
        let needs = statement.query_map(params![Word(self.feed), Word(self.visit)], |row| {
            let Word(id) = row.get(0)?;
            Ok(NeedView { id, theme: row.get(1)?, words: row.get(2)? })
        })?;
        Ok(needs.collect::<Result<_, _>>()?)
    }

    fn agreed(self, tx: &Connection) -> Result<Vec<AgreedView>, DbError> {
        let sql = "SELECT appointment.id, coalesce(sort, ''), due, \
                   coalesce(service.code, appointment.service), service.name FROM appointment \
                   LEFT JOIN service ON service.id = appointment.service AND service.deleted = 0 \
                   WHERE appointment.feed = ?1 AND appointment.visit = ?2 \
                   AND appointment.deleted = 0 ORDER BY appointment.id";
        let mut statement = tx.prepare_cached(sql)?;
        let agreed = statement.query_map(params![Word(self.feed), Word(self.visit)], |row| {
            Ok(AgreedView {
                id: row.get::<_, Word<_>>(0)?.0,
                sort: DueSort::parse(row.get_ref(1)?.as_str()?),
                due: row.get(2)?,
                service: row.get(3)?,
                service_name: row.get(4)?,
            })
        })?;
        Ok(agreed.collect::<Result<_, _>>()?)
    }

    fn review(self, tx: &Connection) -> Result<ReviewState, DbError> {
        let sql = "SELECT verdict, question, reviewer, changed, answered FROM visit_review \
                   WHERE visit = ?2 AND feed = ?1 ORDER BY seq DESC LIMIT 1";
        let mut statement = tx.prepare_cached(sql)?;
        let newest = statement.query_row(params![Word(self.feed), Word(self.visit)], |row| {
            let reviewer: Option<String> = row.get("reviewer")?;
            let changed: bool = row.get("changed")?;
            let answered: bool = row.get("answered")?;
            Ok((text(row, "verdict")?, text(row, "question")?, reviewer, changed, answered))
        });
        let Some((verdict, question, reviewer, changed, answered)) = newest.optional()? else {
            return Ok(ReviewState::Received);
        };
        if verdict != "returned" {
            let holds = verdict == "approved" && !changed;
            return Ok(if holds { ReviewState::Approved } else { ReviewState::Received });
        }
        let reviewer = match reviewer {
            Some(reviewer) => self.name(tx, &reviewer)?,
            None => None,
        };
        Ok(if changed || answered {
            ReviewState::Answered { question, reviewer }
        } else {
            ReviewState::Returned { question, reviewer }
        })
    }

    fn sending(self, tx: &Connection) -> Result<Sending, DbError> {
        let sql = format!(
            "SELECT state, min(reason) FROM ({PARTS}) AS part \
             JOIN outbox ON outbox.kind = part.kind AND outbox.id = part.id \
             AND outbox.feed = ?1 WHERE state <> 'accepted' GROUP BY state ORDER BY state DESC"
        );
        let mut statement = tx.prepare_cached(&sql)?;
        let mut rows = statement.query(params![Word(self.feed), Word(self.visit)])?;
        let mut sending = Sending::Sent;
        while let Some(row) = rows.next()? {
            // What is kept aside matters more than what waits, and comes first.
            match row.get::<_, String>(0)?.as_str() {
                "quarantined" => return Ok(Sending::Refused { reason: row.get(1)? }),
                _ => sending = Sending::Waiting,
            }
        }
        Ok(sending)
    }

    fn comments(self, tx: &Connection, account: AccountId) -> Result<Vec<CommentView>, DbError> {
        let sql = "SELECT id, author, text, EXISTS (SELECT 1 FROM outbox \
                   WHERE outbox.kind = 'comment' AND outbox.id = comment.id \
                   AND outbox.feed = comment.feed AND outbox.state = 'pending') \
                   FROM comment WHERE feed = ?1 AND visit = ?2 AND deleted = 0 \
                   AND text IS NOT NULL ORDER BY seq = 0, seq, id";
        let mut statement = tx.prepare_cached(sql)?;
        let comments = statement.query_map(params![Word(self.feed), Word(self.visit)], |row| {
            let Word(id) = row.get::<_, Word<CommentId>>(0)?;
            let author = row.get::<_, Option<Word<AccountId>>>(1)?.map(|Word(author)| author);
            Ok(CommentView {
                id,
                author,
                author_name: None,
                mine: author == Some(account),
                text: row.get(2)?,
                at: made_at(id.0),
                waiting: row.get(3)?,
            })
        })?;
        let mut comments = comments.collect::<Result<Vec<_>, _>>()?;
        for comment in &mut comments {
            if let Some(author) = comment.author {
                comment.author_name = self.name(tx, &author.to_string())?;
            }
        }
        Ok(comments)
    }

    fn name(self, tx: &Connection, account: &str) -> Result<Option<String>, DbError> {
        let mut statement = tx.prepare_cached(NAME)?;
        let name: Option<Option<String>> =
            statement.query_row(params![Word(self.feed), account], |row| row.get(0)).optional()?;
        Ok(name.flatten())
    }
}
