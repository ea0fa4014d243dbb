//! Keeps what the pages read beside the rows, in the transaction that writes them.
//!
//! After each row that a page depends on, the line of its visit (or the doors of its building) is
//! made anew from the rows: nothing is added up by hand, except the two counters, which follow the
//! difference. [`MADE`] grows whenever a line would come out otherwise; a database that was made
//! by an earlier program is then read through once.

use shared::id::FeedId;
use shared::record::{Kind, Verdict};
use uuid::Uuid;

use super::query::{at, bind, count, flag};
use super::{PgTx, words};
use crate::store::lines::{Line, MADE, PAGES, Visit, is_flagged};
use crate::store::{ReviewState, StoreError};

mod follow;
mod ground;

impl PgTx<'_> {
    /// Follows a row that was just written.
    pub(super) fn follow(&self, feed: FeedId, kind: Kind, id: Uuid) -> Result<(), StoreError> {
        let (feed, id) = (feed.to_string(), id.to_string());
        match kind {
            Kind::Visit => self.follow_visit(&feed, &id, true),
            Kind::FollowUp => self.follow_promise(&feed, kind.as_str(), &id),
            Kind::Advice | Kind::Need | Kind::Appointment | Kind::Review => {
                let sql = format!("SELECT visit FROM {kind} WHERE feed = $1 AND id = $2");
                if let Some(row) = self.tx.one(&sql, bind![&feed, &id])? {
                    self.follow_visit(&feed, at(&row, 0)?, kind == Kind::Need)?;
                }
                if kind == Kind::Appointment {
                    self.follow_promise(&feed, kind.as_str(), &id)?;
                }
                Ok(())
            }
            Kind::Signal => self.follow_signal(&feed, &id),
            Kind::Answer => self.follow_answer(&id),
            Kind::Door => self.follow_door(&feed, &id),
            Kind::Building => self.follow_building(&feed, &id),
            _ => Ok(()),
        }
    }

    /// Makes everything anew where an earlier program made it, or nobody did.
    pub(super) fn make_pages(&self) -> Result<(), StoreError> {
        let row = self.tx.one("SELECT made FROM pages WHERE id = 1 FOR UPDATE", &[])?;
        if row.map(|row| at::<i64>(&row, 0)).transpose()? == Some(MADE) {
            return Ok(());
        }
        for table in PAGES {
            self.tx.run(&format!("DELETE FROM {table}"), &[])?;
        }
        self.make_addresses()?;
        self.tx.run(
            "INSERT INTO building_page (feed, building, doors) \
             SELECT door.feed, stairwell.building, count(*) FROM door \
             JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
             WHERE door.deleted = 0 GROUP BY door.feed, stairwell.building",
            &[],
        )?;
        for row in self.tx.all("SELECT feed, id FROM visit ORDER BY feed, id", &[])? {
            self.follow_visit(at(&row, 0)?, at(&row, 1)?, true)?;
        }
        self.make_signals()?;
        self.tx.run("UPDATE pages SET made = $1 WHERE id = 1", bind![MADE])?;
        Ok(())
    }

    /// Follows a visit of which something that hung on it became a stub.
    pub(super) fn follow_erased(&self, feed: FeedId, visit: &str) -> Result<(), StoreError> {
        self.follow_visit(&feed.to_string(), visit, true)
    }

    /// `words` says that the note, or the words of a need, may be others than before.
    fn follow_visit(&self, feed: &str, id: &str, words: bool) -> Result<(), StoreError> {
        let before = self.line(feed, id)?;
        let after = self.standing_visit(feed, id)?;
        let door = after.as_ref().map(|visit| visit.door.clone());
        match after {
            Some(visit) => self.put_line(feed, id, before.as_ref(), &visit, words)?,
            None => self.remove_line(feed, before.as_ref())?,
        }
        let old = before.map(|line| line.door).filter(|old| Some(old) != door.as_ref());
        for door in old.iter().chain(&door) {
            self.stand_door(feed, door)?;
            self.follow_promises(feed, id, Some(door))?;
        }
        Ok(())
    }

    fn line(&self, feed: &str, id: &str) -> Result<Option<Line>, StoreError> {
        let sql = "SELECT place, state, door, flagged, has_text FROM visit_page \
                   WHERE feed = $1 AND id = $2";
        let Some(row) = self.tx.one(sql, bind![feed, id])? else {
            return Ok(None);
        };
        Ok(Some(Line {
            place: at(&row, 0)?,
            state: at(&row, 1)?,
            door: at(&row, 2)?,
            flagged: flag(&row, 3)?,
            has_text: flag(&row, 4)?,
        }))
    }

    /// The visit, if it stands: one that was withdrawn or deleted does not.
    fn standing_visit(&self, feed: &str, id: &str) -> Result<Option<Visit>, StoreError> {
        let sql = "SELECT door, author, outcome, coalesce(started_estimate, started), language, \
                   note, seq FROM visit \
                   WHERE feed = $1 AND id = $2 AND deleted = 0 AND withdrawn = 0";
        let Some(row) = self.tx.one(sql, bind![feed, id])? else {
            return Ok(None);
        };
        Ok(Some(Visit {
            door: at(&row, 0)?,
            author: at(&row, 1)?,
            outcome: at(&row, 2)?,
            started: at(&row, 3)?,
            language: at(&row, 4)?,
            note: at(&row, 5)?,
            seq: count(&row, 6)?,
        }))
    }

    fn put_line(
        &self,
        feed: &str,
        id: &str,
        before: Option<&Line>,
        visit: &Visit,
        words: bool,
    ) -> Result<(), StoreError> {
        let newest = self.newest_part(feed, id)?.max(visit.seq);
        let state = ReviewState::after(self.newest_review(feed, id)?, newest).as_str();
        let needs = self.needs(feed, id)?;
        let said = needs.iter().filter_map(|(_, words)| words.as_deref());
        let text: Vec<_> = visit.note.as_deref().into_iter().chain(said).collect();
        let flagged = match before {
            Some(line) if !words => line.flagged,
            _ => is_flagged(&text),
        };
        let turn = visit.turn(flagged);
        let building = self.building_of(feed, &visit.door)?;
        let row = self.tx.one(
            "INSERT INTO visit_page (feed, id, state, flagged, turn, started, day, newest, door, \
             building, author, outcome, language, has_text) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
             ON CONFLICT (feed, id) DO UPDATE SET state = excluded.state, \
             flagged = excluded.flagged, turn = excluded.turn, started = excluded.started, \
             day = excluded.day, newest = excluded.newest, door = excluded.door, \
             building = excluded.building, author = excluded.author, outcome = excluded.outcome, \
             language = excluded.language, has_text = excluded.has_text RETURNING place",
            bind![
                feed,
                id,
                state,
                flagged,
                turn,
                visit.started,
                visit.day(),
                newest,
                &visit.door,
                building.unwrap_or_default(),
                &visit.author,
                &visit.outcome,
                &visit.language,
                !text.is_empty(),
            ],
        )?;
        let place = row.map_or(Ok(0), |row| at(&row, 0))?;
        if words || before.is_none() {
            self.put_text(feed, place, before.is_some_and(|line| line.has_text), &text)?;
        }
        self.put_themes(place, before.is_some(), state, turn, &needs)?;
        match before {
            Some(line) if line.state == state => {}
            Some(line) => {
                self.count_state(feed, &line.state, -1)?;
                self.count_state(feed, state, 1)?;
            }
            None => self.count_state(feed, state, 1)?,
        }
        Ok(())
    }

    fn remove_line(&self, feed: &str, before: Option<&Line>) -> Result<(), StoreError> {
        let Some(line) = before else { return Ok(()) };
        self.put_text(feed, line.place, line.has_text, &[])?;
        self.put_themes(line.place, true, "", 0, &[])?;
        self.tx.run("DELETE FROM visit_page WHERE place = $1", bind![line.place])?;
        self.count_state(feed, &line.state, -1)
    }

    fn put_text(
        &self,
        feed: &str,
        place: i64,
        had_text: bool,
        text: &[&str],
    ) -> Result<(), StoreError> {
        if had_text {
            self.tx.run("DELETE FROM text_page WHERE place = $1", bind![place])?;
        }
        if !text.is_empty() {
            let mut all = words::of(&text.join("\n"));
            all.push(words::of_feed(feed));
            let sql = "INSERT INTO text_page (place, words) VALUES ($1, array_to_tsvector($2))";
            self.tx.run(sql, bind![place, &all])?;
        }
        Ok(())
    }

    fn put_themes(
        &self,
        place: i64,
        had_line: bool,
        state: &str,
        turn: i64,
        needs: &[(String, Option<String>)],
    ) -> Result<(), StoreError> {
        if had_line {
            self.tx.run("DELETE FROM theme_page WHERE place = $1", bind![place])?;
        }
        let sql = "INSERT INTO theme_page (place, theme, state, turn) \
                   VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        for (theme, _) in needs {
            self.tx.run(sql, bind![place, theme, state, turn])?;
        }
        Ok(())
    }

    /// The newest number of what hangs on a visit, what was deleted among it: to take something
    /// back is a correction too.
    fn newest_part(&self, feed: &str, visit: &str) -> Result<u64, StoreError> {
        let part = |kind: &str| {
            format!("coalesce((SELECT max(seq) FROM {kind} WHERE feed = $1 AND visit = $2), 0)")
        };
        let (advice, need, appointment) = (part("advice"), part("need"), part("appointment"));
        let sql = format!("SELECT greatest({advice}, {need}, {appointment})");
        self.tx.one(&sql, bind![feed, visit])?.map_or(Ok(0), |row| count(&row, 0))
    }

    fn newest_review(&self, feed: &str, visit: &str) -> Result<Option<(Verdict, u64)>, StoreError> {
        let sql = "SELECT verdict, reviewed_seq FROM review \
                   WHERE feed = $1 AND visit = $2 AND deleted = 0 ORDER BY seq DESC LIMIT 1";
        let Some(row) = self.tx.one(sql, bind![feed, visit])? else {
            return Ok(None);
        };
        let verdict = match at(&row, 0)? {
            "approved" => Verdict::Approved,
            _ => Verdict::Returned,
        };
        Ok(Some((verdict, count(&row, 1)?)))
    }

    fn needs(&self, feed: &str, visit: &str) -> Result<Vec<(String, Option<String>)>, StoreError> {
        let sql = "SELECT theme, words FROM need \
                   WHERE feed = $1 AND visit = $2 AND deleted = 0 ORDER BY id";
        self.tx.listed(sql, bind![feed, visit], |row| Ok((at(row, 0)?, at(row, 1)?)))
    }

    fn building_of(&self, mission: &str, door: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT stairwell.building FROM mission \
                   JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = $2 \
                   JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
                   WHERE mission.feed = $1";
        self.tx.one(sql, bind![mission, door])?.map(|row| at(&row, 0)).transpose()
    }

    fn count_state(&self, feed: &str, state: &str, by: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO state_count AS c (feed, state, n) VALUES ($1, $2, greatest(0, $3)) \
                   ON CONFLICT (feed, state) DO UPDATE SET n = greatest(0, c.n + $3)";
        self.tx.run(sql, bind![feed, state, by])?;
        Ok(())
    }

    /// Says anew how a door stands in a mission: as its latest visit left it.
    fn stand_door(&self, feed: &str, door: &str) -> Result<(), StoreError> {
        let key = bind![feed, door];
        let sql = "SELECT outcome FROM door_page WHERE feed = $1 AND door = $2";
        let before: Option<String> = self.tx.one(sql, key)?.map(|row| at(&row, 0)).transpose()?;
        let sql = "SELECT outcome, building FROM visit_page \
                   WHERE feed = $1 AND door = $2 ORDER BY started DESC, id DESC LIMIT 1";
        let after = self.tx.listed(sql, key, |row| Ok((at(row, 0)?, at(row, 1)?)))?;
        let after: Option<(String, String)> = after.into_iter().next();
        let outcome = after.as_ref().map(|(outcome, _)| outcome);
        if before.as_ref() != outcome {
            for (outcome, by) in
                before.iter().map(|one| (one, -1)).chain(outcome.map(|one| (one, 1)))
            {
                let sql = "INSERT INTO outcome_count AS c (feed, outcome, n) \
                           VALUES ($1, $2, greatest(0, $3)) \
                           ON CONFLICT (feed, outcome) DO UPDATE SET n = greatest(0, c.n + $3)";
                self.tx.run(sql, bind![feed, outcome, by])?;
            }
        }
        match after {
            Some((outcome, building)) => {
                let sql = "INSERT INTO door_page (feed, door, building, outcome) \
                           VALUES ($1, $2, $3, $4) ON CONFLICT (feed, door) DO UPDATE SET \
                           building = excluded.building, outcome = excluded.outcome";
                self.tx.run(sql, bind![feed, door, building, outcome])?;
            }
            None => {
                self.tx.run("DELETE FROM door_page WHERE feed = $1 AND door = $2", key)?;
            }
        }
        Ok(())
    }
}
