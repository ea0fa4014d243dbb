//! Households counted, words to choose from, editions, whole visits.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use shared::id::{AccountId, FeedId};
use shared::time::Millis;
use uuid::Uuid;

use super::Session;
use super::codec::{Count as Counted, count, damaged, parse};
use super::pages::number;
use crate::report::{Count, Counts, Edition};
use crate::store::households::{Approved, Households};
use crate::store::{
    Published, ReadPages, ReadReports, StoreError, WholeVisit, WordsLine, WriteReports,
};

/// The approved visits of a mission, from one index.
const APPROVED: &str = "FROM visit_page AS page INDEXED BY visit_page_figures \
     WHERE page.feed = ?1 AND page.state = 'approved'";

const WORDS: &str = "SELECT need.id, need.visit, need.theme, need.words, chosen.account, chosen.at \
     FROM need JOIN visit_page AS page ON page.feed = need.feed AND page.id = need.visit \
     LEFT JOIN report_words AS chosen ON chosen.feed = need.feed AND chosen.need = need.id \
     WHERE need.feed = ?1 AND need.deleted = 0 AND need.words IS NOT NULL \
     AND page.state = 'approved'";

const WHOLE: &str = "SELECT page.id, mission.id, mission.title, partner.name, territory.name, \
     page.building, building.street, building.number, building.suffix, building.commune, \
     building.lat_e6, building.lon_e6, stairwell.name, door.floor, door.label, account.name, \
     page.started, visit.minutes, page.outcome, page.language, \
     (SELECT group_concat(theme, ' ') FROM theme_page WHERE theme_page.place = page.place), \
     (SELECT group_concat(words, char(10)) FROM need INDEXED BY need_visit \
      WHERE need.feed = page.feed AND need.visit = page.id AND need.deleted = 0), \
     (SELECT group_concat(service.name, ', ') FROM advice INDEXED BY advice_visit \
      JOIN service ON service.feed = 'catalogue' AND service.id = advice.service \
      WHERE advice.feed = page.feed AND advice.visit = page.id AND advice.deleted = 0), \
     (SELECT group_concat(sort || coalesce(' ' || due, ''), ', ') FROM appointment \
      INDEXED BY appointment_visit WHERE appointment.feed = page.feed \
      AND appointment.visit = page.id AND appointment.deleted = 0), \
     visit.note, visit.informed, page.state, page.flagged \
     FROM visit_page AS page INDEXED BY visit_page_id \
     JOIN visit ON visit.feed = page.feed AND visit.id = page.id \
     JOIN mission ON mission.feed = page.feed \
     LEFT JOIN partner ON partner.feed = 'catalogue' AND partner.id = mission.partner \
     LEFT JOIN territory ON territory.feed = 'territory/' || mission.territory \
     AND territory.id = mission.territory \
     LEFT JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = page.door \
     LEFT JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
     LEFT JOIN building \
     ON building.feed = 'territory/' || mission.territory AND building.id = page.building \
     LEFT JOIN account \
     ON account.feed = 'account/' || page.author AND account.id = page.author \
     WHERE page.feed = ?1 AND page.id > ?2 ORDER BY page.id LIMIT ?3";

impl ReadReports for Session<'_> {
    fn report_counts(&self, feed: FeedId) -> Result<Counts, StoreError> {
        let mut counts = self.households(feed)?.counts(self.buildings_of(feed)?);
        let sql = format!(
            "SELECT theme_page.theme, count(DISTINCT page.door) {} AND page.outcome = 'met' \
             GROUP BY theme_page.theme ORDER BY theme_page.theme",
            APPROVED
                .replace("WHERE", "CROSS JOIN theme_page ON theme_page.place = page.place WHERE")
        );
        counts.needs = self.headings(&sql, feed)?;
        let sql = format!(
            "SELECT advice.service, count(DISTINCT page.door) {} AND page.outcome = 'met' \
             AND advice.deleted = 0 GROUP BY advice.service ORDER BY advice.service",
            APPROVED.replace(
                "WHERE",
                "CROSS JOIN advice INDEXED BY advice_visit \
                 ON advice.feed = page.feed AND advice.visit = page.id WHERE"
            )
        );
        counts.advice = self.headings(&sql, feed)?;
        let reviews = self.review_counts(feed)?;
        counts.visits = reviews.approved;
        counts.waiting = reviews.received + reviews.returned;
        Ok(counts)
    }

    fn editions(&self, feed: FeedId) -> Result<Vec<Published>, StoreError> {
        let sql = "SELECT n, at, account, figures, counts, words FROM report_edition \
                   WHERE feed = ?1 ORDER BY n";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut editions = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |index| row.get_ref(index)?.as_str().map_err(rusqlite::Error::from);
            editions.push(Published {
                n: count(row, 0)?,
                at: Millis(row.get(1)?),
                account: parse(row, 2)?,
                edition: Edition {
                    figures: serde_json::from_str(text(3)?).map_err(damaged)?,
                    counts: serde_json::from_str(text(4)?).map_err(damaged)?,
                },
                words: serde_json::from_str(text(5)?).map_err(damaged)?,
            });
        }
        Ok(editions)
    }

    fn words_to_choose(
        &self,
        feed: FeedId,
        before: Option<Uuid>,
        limit: usize,
    ) -> Result<Vec<WordsLine>, StoreError> {
        // The index is named: it holds the needs with words alone.
        let words = WORDS.replace("FROM need JOIN", "FROM need INDEXED BY need_words CROSS JOIN");
        let sql = format!("{words} AND need.id < ?2 ORDER BY need.id DESC LIMIT ?3");
        let before = before.map_or_else(|| "g".to_owned(), |before| before.to_string());
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query((feed.to_string(), before, Counted(limit as u64)))?;
        words_lines(rows)
    }

    fn chosen_words(&self, feed: FeedId) -> Result<Vec<WordsLine>, StoreError> {
        let sql = "SELECT need.id, need.visit, need.theme, need.words, chosen.account, chosen.at \
                   FROM report_words AS chosen \
                   CROSS JOIN need ON need.feed = chosen.feed AND need.id = chosen.need \
                   CROSS JOIN visit_page AS page \
                   ON page.feed = need.feed AND page.id = need.visit \
                   WHERE chosen.feed = ?1 AND need.deleted = 0 AND need.words IS NOT NULL \
                   AND page.state = 'approved' ORDER BY chosen.at, need.id";
        let mut statement = self.0.prepare_cached(sql)?;
        words_lines(statement.query([feed.to_string()])?)
    }

    fn words_of(&self, feed: FeedId, need: Uuid) -> Result<Option<WordsLine>, StoreError> {
        let sql = format!("{WORDS} AND need.id = ?2");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query((feed.to_string(), need.to_string()))?;
        Ok(words_lines(rows)?.pop())
    }

    fn mission_titles(
        &self,
        missions: Option<&[FeedId]>,
        limit: usize,
    ) -> Result<Vec<(FeedId, String)>, StoreError> {
        let these: Option<Vec<_>> =
            missions.map(|missions| missions.iter().map(ToString::to_string).collect());
        let these = these.map(|these| serde_json::to_string(&these)).transpose();
        let sql = "SELECT feed, title FROM mission INDEXED BY mission_ends WHERE deleted = 0 \
                   AND (?1 IS NULL OR feed IN (SELECT value FROM json_each(?1))) \
                   ORDER BY ends DESC, feed DESC LIMIT ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((these.map_err(damaged)?, Counted(limit as u64)))?;
        let mut titles = Vec::new();
        while let Some(row) = rows.next()? {
            titles.push((parse(row, 0)?, row.get(1)?));
        }
        Ok(titles)
    }

    fn whole_visits(
        &self,
        feed: FeedId,
        after: &str,
        limit: usize,
    ) -> Result<Vec<WholeVisit>, StoreError> {
        let mut statement = self.0.prepare_cached(WHOLE)?;
        let mut rows = statement.query((feed.to_string(), after, Counted(limit as u64)))?;
        let mut visits = Vec::new();
        while let Some(row) = rows.next()? {
            visits.push(read_whole(row)?);
        }
        Ok(visits)
    }
}

impl WriteReports for Session<'_> {
    fn choose_words(
        &mut self,
        feed: FeedId,
        need: Uuid,
        by: Option<(AccountId, Millis)>,
    ) -> Result<(), StoreError> {
        let key = (feed.to_string(), need.to_string());
        match by {
            Some((account, at)) => {
                let sql = "INSERT INTO report_words (feed, need, account, at) \
                           VALUES (?1, ?2, ?3, ?4) ON CONFLICT (feed, need) DO NOTHING";
                self.0.prepare_cached(sql)?.execute((key.0, key.1, account.to_string(), at.0))?;
            }
            None => {
                let sql = "DELETE FROM report_words WHERE feed = ?1 AND need = ?2";
                self.0.prepare_cached(sql)?.execute(key)?;
            }
        }
        Ok(())
    }

    fn add_edition(&mut self, feed: FeedId, published: &Published) -> Result<(), StoreError> {
        let sql = "INSERT INTO report_edition (feed, n, at, account, figures, counts, words) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let Published { n, at, account, edition, words } = published;
        self.0.prepare_cached(sql)?.execute((
            feed.to_string(),
            Counted(*n),
            at.0,
            account.to_string(),
            serde_json::to_string(&edition.figures).map_err(damaged)?,
            serde_json::to_string(&edition.counts).map_err(damaged)?,
            serde_json::to_string(words).map_err(damaged)?,
        ))?;
        Ok(())
    }
}

impl Session<'_> {
    fn households(&self, feed: FeedId) -> Result<Households, StoreError> {
        let sql = format!(
            "SELECT page.door, page.building, page.started, page.outcome, page.language {APPROVED}"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut households = Households::default();
        while let Some(row) = rows.next()? {
            households.add(Approved {
                door: row.get(0)?,
                building: row.get(1)?,
                started: row.get(2)?,
                outcome: row.get(3)?,
                language: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            });
        }
        Ok(households)
    }

    fn headings(&self, sql: &str, feed: FeedId) -> Result<Vec<Count>, StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            counts.push(Count { key: row.get(0)?, n: count(row, 1)? });
        }
        Ok(counts)
    }
}

pub(super) fn words_lines(mut rows: rusqlite::Rows<'_>) -> Result<Vec<WordsLine>, StoreError> {
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let chosen = match row.get_ref(4)? {
            ValueRef::Null => None,
            _ => Some((parse(row, 4)?, Millis(row.get(5)?))),
        };
        lines.push(WordsLine {
            need: parse(row, 0)?,
            visit: parse(row, 1)?,
            theme: row.get(2)?,
            words: row.get(3)?,
            chosen,
        });
    }
    Ok(lines)
}

fn read_whole(row: &Row<'_>) -> Result<WholeVisit, StoreError> {
    let text =
        |index| Ok::<_, StoreError>(row.get::<_, Option<String>>(index)?.unwrap_or_default());
    let place = row.get::<_, Option<i64>>(10)?.zip(row.get::<_, Option<i64>>(11)?);
    Ok(WholeVisit {
        visit: text(0)?,
        mission: text(1)?,
        title: text(2)?,
        partner: text(3)?,
        territory: text(4)?,
        building: text(5)?,
        street: text(6)?,
        number: number(row.get(7)?, row.get(8)?),
        commune: text(9)?,
        place,
        stairwell: text(12)?,
        floor: row.get(13)?,
        door: text(14)?,
        neighbor: text(15)?,
        started: row.get(16)?,
        minutes: row.get(17)?,
        outcome: text(18)?,
        language: text(19)?,
        needs: text(20)?,
        words: text(21)?,
        advice: text(22)?,
        next: text(23)?,
        note: text(24)?,
        informed: row.get(25)?,
        state: text(26)?,
        flagged: row.get(27)?,
    })
}
