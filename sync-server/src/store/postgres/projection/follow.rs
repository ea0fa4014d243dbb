//! The lines of what was promised, made anew from the rows whenever one of them changes.

use super::super::PgTx;
use super::super::query::{at, bind, flag};
use crate::store::lines::{Promise, kept_since};
use crate::store::{StoreError, handling};

impl PgTx<'_> {
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
        let sql = "SELECT id FROM follow_page WHERE feed = $1 AND visit = $2 \
                   UNION SELECT id FROM follow_page WHERE feed = $1 AND door = $3 \
                   UNION SELECT id FROM appointment WHERE feed = $1 AND visit = $2 ORDER BY id";
        for row in self.tx.all(sql, bind![feed, visit, door.unwrap_or_default()])? {
            self.put_promise(feed, at(&row, 0)?)?;
        }
        let sql = "SELECT id FROM follow_up WHERE feed = $1 AND visit = $2 ORDER BY id";
        for row in self.tx.all(sql, bind![feed, visit])? {
            self.follow_promise(feed, "follow_up", at(&row, 0)?)?;
        }
        Ok(())
    }

    /// The appointment that this follow-up deals with: one of the same visit.
    fn handled_by(&self, feed: &str, follow_up: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT appointment.id FROM follow_up JOIN appointment \
                   ON appointment.feed = follow_up.feed AND appointment.visit = follow_up.visit \
                   WHERE follow_up.feed = $1 AND follow_up.id = $2 ORDER BY appointment.id";
        for row in self.tx.all(sql, bind![feed, follow_up])? {
            let id: &str = at(&row, 0)?;
            if id.parse().is_ok_and(|one| handling(one).to_string() == follow_up) {
                return Ok(Some(id.to_owned()));
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
            let sql = "DELETE FROM follow_page WHERE feed = $1 AND id = $2";
            self.tx.run(sql, bind![feed, id])?;
            return Ok(());
        };
        let due = promise.due_day();
        let by_visit =
            promise.sort == "revisit" && self.was_seen(feed, &visit.door, due, visit.started)?;
        let building = self.building_of(feed, &visit.door)?.unwrap_or_default();
        let sql = "INSERT INTO follow_page (feed, id, kind, sort, visit, door, building, due, \
                   account, done, by_visit) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
                   ON CONFLICT (feed, id) DO UPDATE SET kind = excluded.kind, \
                   sort = excluded.sort, visit = excluded.visit, door = excluded.door, \
                   building = excluded.building, due = excluded.due, account = excluded.account, \
                   done = excluded.done, by_visit = excluded.by_visit";
        self.tx.run(
            sql,
            bind![
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
            ],
        )?;
        Ok(())
    }

    fn appointment(&self, feed: &str, id: &str) -> Result<Option<Promise>, StoreError> {
        let sql = "SELECT sort, visit, due FROM appointment \
                   WHERE feed = $1 AND id = $2 AND deleted = 0";
        let Some(row) = self.tx.one(sql, bind![feed, id])? else {
            return Ok(None);
        };
        let mut promise = Promise {
            kind: "appointment",
            sort: at(&row, 0)?,
            visit: at(&row, 1)?,
            due: at(&row, 2)?,
            account: None,
            done: false,
        };
        if let Ok(id) = id.parse() {
            let sql = "SELECT account, done FROM follow_up \
                       WHERE feed = $1 AND id = $2 AND deleted = 0";
            if let Some(row) = self.tx.one(sql, bind![feed, handling(id).to_string()])? {
                (promise.account, promise.done) = (at(&row, 0)?, flag(&row, 1)?);
            }
        }
        Ok(Some(promise))
    }

    fn lone_follow_up(&self, feed: &str, id: &str) -> Result<Option<Promise>, StoreError> {
        let sql = "SELECT visit, due, account, done FROM follow_up \
                   WHERE feed = $1 AND id = $2 AND deleted = 0";
        let Some(row) = self.tx.one(sql, bind![feed, id])? else {
            return Ok(None);
        };
        Ok(Some(Promise {
            kind: "follow_up",
            sort: "promise".to_owned(),
            visit: at(&row, 0)?,
            due: at(&row, 1)?,
            account: at(&row, 2)?,
            done: flag(&row, 3)?,
        }))
    }

    /// Whether somebody was at the door on that day or later, after the visit itself.
    fn was_seen(&self, feed: &str, door: &str, due: i64, started: i64) -> Result<bool, StoreError> {
        let Some(since) = kept_since(due, started) else { return Ok(false) };
        let sql =
            "SELECT 1 FROM visit_page WHERE door = $1 AND feed = $2 AND started >= $3 LIMIT 1";
        self.tx.exists(sql, bind![door, feed, since])
    }
}
