//! The lines of what was promised, made anew from the rows whenever one of them changes.

use rusqlite::{OptionalExtension, Row};

use super::super::Session;
use crate::store::lines::{Promise, kept_since};
use crate::store::{StoreError, handling};

impl Session<'_> {
    /// Follows an appointment or a follow-up that was just written.
    pub(super) fn follow_promise(
        &self,
        feed: &str,
        kind: &str,
        id: &str,
    ) -> Result<(), StoreError> {
        if kind == "follow_up"
            && let Some(appointment) = self.handled_by(feed, id)?
        {
            return self.put_promise(feed, &appointment);
        }
        self.put_promise(feed, id)
    }

    /// Follows a visit: what was promised at it, and what of its door is due.
    pub(super) fn follow_promises(
        &self,
        feed: &str,
        visit: &str,
        door: Option<&str>,
    ) -> Result<(), StoreError> {
        let sql = "SELECT id FROM follow_page INDEXED BY follow_page_visit \
                   WHERE feed = ?1 AND visit = ?2 \
                   UNION SELECT id FROM follow_page INDEXED BY follow_page_door \
                   WHERE feed = ?1 AND door = ?3 \
                   UNION SELECT id FROM appointment INDEXED BY appointment_visit \
                   WHERE feed = ?1 AND visit = ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let key = (feed, visit, door.unwrap_or_default());
        let ids = statement.query_map(key, |row| row.get::<_, String>(0))?;
        for id in ids.collect::<Result<Vec<_>, _>>()? {
            self.put_promise(feed, &id)?;
        }
        let sql = "SELECT id FROM follow_up INDEXED BY follow_up_visit \
                   WHERE feed = ?1 AND visit = ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let ids = statement.query_map((feed, visit), |row| row.get::<_, String>(0))?;
        for id in ids.collect::<Result<Vec<_>, _>>()? {
            self.follow_promise(feed, "follow_up", &id)?;
        }
        Ok(())
    }

    /// The appointment that this follow-up deals with: one of the same visit.
    fn handled_by(&self, feed: &str, follow_up: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT appointment.id FROM follow_up \
                   JOIN appointment INDEXED BY appointment_visit \
                   ON appointment.feed = follow_up.feed AND appointment.visit = follow_up.visit \
                   WHERE follow_up.feed = ?1 AND follow_up.id = ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let ids = statement.query_map((feed, follow_up), |row| row.get::<_, String>(0))?;
        for id in ids {
            let id = id?;
            if id.parse().is_ok_and(|one| handling(one).to_string() == follow_up) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn put_promise(&self, feed: &str, id: &str) -> Result<(), StoreError> {
        let promise = match self.appointment(feed, id)? {
            Some(appointment) => Some(appointment),
            None => self.lone_follow_up(feed, id)?,
        };
        let standing = match &promise {
            Some(promise) => self.standing_visit(feed, &promise.visit)?,
            None => None,
        };
        let (Some(promise), Some(visit)) = (promise, standing) else {
            let sql = "DELETE FROM follow_page WHERE feed = ?1 AND id = ?2";
            self.0.prepare_cached(sql)?.execute((feed, id))?;
            return Ok(());
        };
        let due = promise.due_day();
        let by_visit =
            promise.sort == "revisit" && self.was_seen(feed, &visit.door, due, visit.started)?;
        let building = self.building_of(feed, &visit.door)?.unwrap_or_default();
        let sql = "INSERT INTO follow_page (feed, id, kind, sort, visit, door, building, due, \
                   account, done, by_visit) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
                   ON CONFLICT (feed, id) DO UPDATE SET kind = excluded.kind, \
                   sort = excluded.sort, visit = excluded.visit, door = excluded.door, \
                   building = excluded.building, due = excluded.due, account = excluded.account, \
                   done = excluded.done, by_visit = excluded.by_visit";
        self.0.prepare_cached(sql)?.execute(rusqlite::params![
            feed,
            id,
            promise.kind,
            promise.sort,
            promise.visit,
            visit.door,
            building,
            due,
            promise.account.unwrap_or_default(),
            promise.done || by_visit,
            by_visit,
        ])?;
        Ok(())
    }

    fn appointment(&self, feed: &str, id: &str) -> Result<Option<Promise>, StoreError> {
        let sql = "SELECT sort, visit, due FROM appointment \
                   WHERE feed = ?1 AND id = ?2 AND deleted = 0";
        let read = |row: &Row<'_>| {
            Ok(Promise {
                kind: "appointment",
                sort: row.get(0)?,
                visit: row.get(1)?,
                due: row.get(2)?,
                account: None,
                done: false,
            })
        };
        let found = self.0.prepare_cached(sql)?.query_row((feed, id), read).optional()?;
        let Some(mut promise) = found else { return Ok(None) };
        if let Ok(id) = id.parse() {
            let sql = "SELECT account, done FROM follow_up \
                       WHERE feed = ?1 AND id = ?2 AND deleted = 0";
            let key = (feed, handling(id).to_string());
            let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let held: Option<(Option<String>, bool)> =
                self.0.prepare_cached(sql)?.query_row(key, read).optional()?;
            if let Some((account, done)) = held {
                (promise.account, promise.done) = (account, done);
            }
        }
        Ok(Some(promise))
    }

    fn lone_follow_up(&self, feed: &str, id: &str) -> Result<Option<Promise>, StoreError> {
        let sql = "SELECT visit, due, account, done FROM follow_up \
                   WHERE feed = ?1 AND id = ?2 AND deleted = 0";
        let read = |row: &Row<'_>| {
            Ok(Promise {
                kind: "follow_up",
                sort: "promise".to_owned(),
                visit: row.get(0)?,
                due: row.get(1)?,
                account: row.get(2)?,
                done: row.get(3)?,
            })
        };
        Ok(self.0.prepare_cached(sql)?.query_row((feed, id), read).optional()?)
    }

    /// Whether somebody was at the door on that day or later, after the visit itself.
    fn was_seen(&self, feed: &str, door: &str, due: i64, started: i64) -> Result<bool, StoreError> {
        let Some(since) = kept_since(due, started) else { return Ok(false) };
        let sql = "SELECT EXISTS (SELECT 1 FROM visit_page INDEXED BY visit_page_door \
                   WHERE door = ?1 AND feed = ?2 AND started >= ?3)";
        Ok(self.0.prepare_cached(sql)?.query_row((door, feed, since), |row| row.get(0))?)
    }
}
