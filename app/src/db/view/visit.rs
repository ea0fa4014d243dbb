//! Visits, with what was advised, heard and agreed.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, AdviceId, AppointmentId, DoorId, FeedId, MissionId, NeedId, VisitId};

use super::super::column::Word;
use super::super::{Db, DbError};

const VISITS: &str = include_str!("visit.sql");

/// A visit in the history of a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitView {
    /// The visit.
    pub id: VisitId,
    /// In which mission.
    pub mission: Option<MissionId>,
    /// The door.
    pub door: DoorId,
    /// Who knocked.
    pub author: Option<AccountId>,
    /// How the team calls that person.
    pub author_name: Option<String>,
    /// Whether that is the person whose phone this is.
    pub mine: bool,
    /// What happened.
    pub outcome: String,
    /// When, by the phone's clock, in milliseconds since 1970.
    pub started: i64,
    /// When, as the server estimates, where the phone's clock could not be believed.
    pub started_estimate: Option<i64>,
    /// How long it took.
    pub minutes: Option<i64>,
    /// The language spoken.
    pub language: Option<String>,
    /// What there is to tell.
    pub note: Option<String>,
    /// The resident was told what is kept.
    pub informed: bool,
    /// The resident agreed that words which the law protects are kept.
    pub consent: bool,
    /// It should not count.
    pub withdrawn: bool,
    /// Something of it waits to be sent.
    pub waiting: bool,
    /// The codes of the services advised.
    pub advice: Vec<String>,
    /// The themes of the needs heard.
    pub needs: Vec<String>,
    /// What was agreed.
    pub appointments: Vec<AppointmentView>,
}

/// An appointment or a referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentView {
    /// The appointment.
    pub id: AppointmentId,
    /// `revisit` or `referral`.
    pub sort: String,
    /// When, in local time.
    pub due: Option<String>,
    /// The code of the service.
    pub service: Option<String>,
}

/// A visit with the records that hang on it, for a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitDetails {
    /// The feed that it belongs to.
    pub feed: FeedId,
    /// The visit.
    pub view: VisitView,
    /// The advice given, each with the code of its service.
    pub advice: Vec<(AdviceId, String)>,
    /// The needs heard, each with its theme.
    pub needs: Vec<(NeedId, String)>,
}

impl Db {
    /// The visits at a door in all missions held, the newest first; `account` is who asks.
    ///
    /// # Errors
    /// When the store fails.
    pub fn history(&self, door: DoorId, account: AccountId) -> Result<Vec<VisitView>, DbError> {
        let sql = format!(
            "{VISITS} WHERE visit.door = ?1 \
             ORDER BY visit.seq = 0 DESC, coalesce(visit.started_estimate, visit.started) DESC, \
             visit.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let visits = statement.query_map([Word(door)], |row| from_row(row, account))?;
        let mut views = Vec::new();
        for (feed, mut view) in visits.collect::<Result<Vec<_>, _>>()? {
            complete(&self.connection, feed, &mut view)?;
            views.push(view);
        }
        Ok(views)
    }

    /// One visit, with the ids of what hangs on it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn visit(
        &self,
        visit: VisitId,
        account: AccountId,
    ) -> Result<Option<VisitDetails>, DbError> {
        let sql = format!("{VISITS} WHERE visit.id = ?1 ORDER BY visit.feed LIMIT 1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([Word(visit)], |row| from_row(row, account));
        let Some((feed, mut view)) = found.optional()? else {
            return Ok(None);
        };
        complete(&self.connection, feed, &mut view)?;
        Ok(Some(VisitDetails {
            feed,
            advice: named(&self.connection, "shown_advice", "service", feed, visit)?,
            needs: named(&self.connection, "shown_need", "theme", feed, visit)?,
            view,
        }))
    }
}

fn from_row(row: &Row<'_>, account: AccountId) -> rusqlite::Result<(FeedId, VisitView)> {
    let Word(feed) = row.get("feed")?;
    let author = row.get::<_, Option<Word<AccountId>>>("author")?;
    let author = author.map(|Word(author)| author);
    let view = VisitView {
        id: row.get::<_, Word<_>>("id")?.0,
        mission: match feed {
            FeedId::Mission(mission) => Some(mission),
            _ => None,
        },
        door: row.get::<_, Word<_>>("door")?.0,
        author,
        author_name: row.get("author_name")?,
        mine: author == Some(account),
        outcome: row.get::<_, Option<_>>("outcome")?.unwrap_or_default(),
        started: row.get::<_, Option<_>>("started")?.unwrap_or_default(),
        started_estimate: row.get("started_estimate")?,
        minutes: row.get("minutes")?,
        language: row.get("language")?,
        note: row.get("note")?,
        informed: row.get("informed")?,
        consent: row.get("consent")?,
        withdrawn: row.get("withdrawn")?,
        waiting: row.get("waiting")?,
        advice: Vec::new(),
        needs: Vec::new(),
        appointments: Vec::new(),
    };
    Ok((feed, view))
}

/// Adds what hangs on a visit.
fn complete(tx: &Connection, feed: FeedId, view: &mut VisitView) -> Result<(), DbError> {
    let advice = named::<AdviceId>(tx, "shown_advice", "service", feed, view.id)?;
    view.advice = advice.into_iter().map(|(_, service)| service).collect();
    let needs = named::<NeedId>(tx, "shown_need", "theme", feed, view.id)?;
    view.needs = needs.into_iter().map(|(_, theme)| theme).collect();

    let sql = "SELECT coalesce(sort, ''), due, service, id FROM shown_appointment \
               WHERE feed = ?1 AND visit = ?2 ORDER BY id";
    let mut statement = tx.prepare_cached(sql)?;
    let appointments = statement.query_map(params![Word(feed), Word(view.id)], |row| {
        let (sort, due, service) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(AppointmentView { id: row.get::<_, Word<_>>(3)?.0, sort, due, service })
    })?;
    view.appointments = appointments.collect::<Result<_, _>>()?;
    Ok(())
}

/// The children of a visit in one view, each with the column that names it, in their order.
fn named<I>(
    tx: &Connection,
    view: &str,
    column: &str,
    feed: FeedId,
    visit: VisitId,
) -> Result<Vec<(I, String)>, DbError>
where
    I: std::str::FromStr,
    I::Err: std::error::Error + Send + Sync + 'static,
{
    let sql = format!(
        "SELECT id, coalesce({column}, '') FROM {view} WHERE feed = ?1 AND visit = ?2 ORDER BY id"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let children = statement.query_map(params![Word(feed), Word(visit)], |row| {
        Ok((row.get::<_, Word<I>>(0)?.0, row.get(1)?))
    })?;
    Ok(children.collect::<Result<_, _>>()?)
}
