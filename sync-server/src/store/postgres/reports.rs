//! Households counted, words to choose from, editions, whole visits.

use shared::id::{AccountId, FeedId};
use shared::time::Millis;
use tokio_postgres::Row;
use uuid::Uuid;

use super::PgTx;
use super::pages::{Conditions, Value, number, text};
use super::query::{bind, count, damaged, flag, get, parse, parse_opt};
use crate::report::{Count, Counts, Edition};
use crate::store::households::{Approved, Households};
use crate::store::{
    Published, ReadPages, ReadReports, StoreError, WholeVisit, WordsLine, WriteReports,
};

/// The approved visits of a mission; of two that began at once the second of this order counts as
/// the later one.
const HOUSES: &str = "SELECT door, building, started, outcome, language FROM visit_page \
     WHERE feed = $1 AND state = 'approved' ORDER BY outcome, door, place";

const NEEDS: &str = "SELECT theme_page.theme AS key, count(DISTINCT page.door) AS n \
     FROM visit_page AS page JOIN theme_page ON theme_page.place = page.place \
     WHERE page.feed = $1 AND page.state = 'approved' AND page.outcome = 'met' \
     GROUP BY theme_page.theme ORDER BY theme_page.theme";

const ADVICE: &str = "SELECT advice.service AS key, count(DISTINCT page.door) AS n \
     FROM visit_page AS page \
     JOIN advice ON advice.feed = page.feed AND advice.visit = page.id \
     WHERE page.feed = $1 AND page.state = 'approved' AND page.outcome = 'met' \
     AND advice.deleted = 0 GROUP BY advice.service ORDER BY advice.service";

const WORDS: &str = "SELECT need.id, need.visit, need.theme, need.words, chosen.account, chosen.at \
     FROM need JOIN visit_page AS page ON page.feed = need.feed AND page.id = need.visit \
     LEFT JOIN report_words AS chosen ON chosen.feed = need.feed AND chosen.need = need.id \
     WHERE need.feed = $1 AND need.deleted = 0 AND need.words IS NOT NULL \
     AND page.state = 'approved'";

const CHOSEN: &str = "SELECT need.id, need.visit, need.theme, need.words, chosen.account, chosen.at \
     FROM report_words AS chosen \
     JOIN need ON need.feed = chosen.feed AND need.id = chosen.need \
     JOIN visit_page AS page ON page.feed = need.feed AND page.id = need.visit \
     WHERE chosen.feed = $1 AND need.deleted = 0 AND need.words IS NOT NULL \
     AND page.state = 'approved' ORDER BY chosen.at, need.id";

/// A page of visits first, then what stands beside each of them, looked up by its key.
const WHOLE: &str = "SELECT page.id AS visit, mission.id AS mission, mission.title, \
     partner.name AS partner, territory.name AS territory, page.building, building.street, \
     building.number, building.suffix, building.commune, building.lat_e6, building.lon_e6, \
     stairwell.name AS stairwell, door.floor, door.label AS door, account.name AS neighbor, \
     page.started, visit.minutes, page.outcome, page.language, \
     (SELECT string_agg(theme_page.theme, ' ' ORDER BY theme_page.theme) FROM theme_page \
      WHERE theme_page.place = page.place) AS needs, \
     (SELECT string_agg(need.words, chr(10) ORDER BY need.id) FROM need \
      WHERE need.feed = page.feed AND need.visit = page.id AND need.deleted = 0) AS words, \
     (SELECT string_agg(service.name, ', ' ORDER BY advice.id) FROM advice \
      JOIN service ON service.feed = 'catalogue' AND service.id = advice.service \
      WHERE advice.feed = page.feed AND advice.visit = page.id AND advice.deleted = 0) AS advice, \
     (SELECT string_agg(appointment.sort || coalesce(' ' || appointment.due, ''), ', ' \
      ORDER BY appointment.id) FROM appointment WHERE appointment.feed = page.feed \
      AND appointment.visit = page.id AND appointment.deleted = 0) AS next, \
     visit.note, visit.informed, page.state, page.flagged \
     FROM (SELECT * FROM visit_page WHERE feed = $1 AND id > $2 ORDER BY id LIMIT $3) AS page \
     CROSS JOIN LATERAL (SELECT visit.minutes, visit.note, visit.informed FROM visit WHERE \
     visit.feed = page.feed AND visit.id = page.id LIMIT 1) AS visit \
     CROSS JOIN LATERAL (SELECT mission.id, mission.title, mission.partner, mission.territory, \
     'territory/' || mission.territory AS ground FROM mission WHERE mission.feed = page.feed \
     LIMIT 1) AS mission \
     LEFT JOIN LATERAL (SELECT partner.name FROM partner WHERE partner.feed = 'catalogue' AND \
     partner.id = mission.partner LIMIT 1) AS partner ON true \
     LEFT JOIN LATERAL (SELECT territory.name FROM territory WHERE territory.feed = \
     mission.ground AND territory.id = mission.territory LIMIT 1) AS territory ON true \
     LEFT JOIN LATERAL (SELECT door.stairwell, door.floor, door.label FROM door WHERE door.feed \
     = mission.ground AND door.id = page.door LIMIT 1) AS door ON true \
     LEFT JOIN LATERAL (SELECT stairwell.name FROM stairwell WHERE stairwell.feed = \
     mission.ground AND stairwell.id = door.stairwell LIMIT 1) AS stairwell ON true \
     LEFT JOIN LATERAL (SELECT building.street, building.number, building.suffix, \
     building.commune, building.lat_e6, building.lon_e6 FROM building WHERE building.feed = \
     mission.ground AND building.id = page.building LIMIT 1) AS building ON true \
     LEFT JOIN LATERAL (SELECT account.name FROM account WHERE account.feed = 'account/' || \
     page.author AND account.id = page.author LIMIT 1) AS account ON true ORDER BY page.id";

impl ReadReports for PgTx<'_> {
    fn report_counts(&self, feed: FeedId) -> Result<Counts, StoreError> {
        let mut counts = self.households(feed)?.counts(self.buildings_of(feed)?);
        counts.needs = self.headings(NEEDS, feed)?;
        counts.advice = self.headings(ADVICE, feed)?;
        let reviews = self.review_counts(feed)?;
        counts.visits = reviews.approved;
        counts.waiting = reviews.received + reviews.returned;
        Ok(counts)
    }

    fn editions(&self, feed: FeedId) -> Result<Vec<Published>, StoreError> {
        let sql = "SELECT n, at, account, figures, counts, words FROM report_edition \
                   WHERE feed = $1 ORDER BY n";
        let mut editions = Vec::new();
        for row in &self.tx.all(sql, bind![feed.to_string()])? {
            editions.push(Published {
                n: count(row, "n")?,
                at: Millis(get(row, "at")?),
                account: parse(row, "account")?,
                edition: Edition {
                    figures: serde_json::from_str(get(row, "figures")?).map_err(damaged)?,
                    counts: serde_json::from_str(get(row, "counts")?).map_err(damaged)?,
                },
                words: serde_json::from_str(get(row, "words")?).map_err(damaged)?,
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
        let sql = format!("{WORDS} AND need.id < $2 ORDER BY need.id DESC LIMIT $3");
        let before = before.map_or_else(|| "g".to_owned(), |before| before.to_string());
        let rows = self.tx.all(&sql, bind![feed.to_string(), &before, limit])?;
        rows.iter().map(words_line).collect()
    }

    fn chosen_words(&self, feed: FeedId) -> Result<Vec<WordsLine>, StoreError> {
        self.tx.all(CHOSEN, bind![feed.to_string()])?.iter().map(words_line).collect()
    }

    fn words_of(&self, feed: FeedId, need: Uuid) -> Result<Option<WordsLine>, StoreError> {
        let sql = format!("{WORDS} AND need.id = $2");
        let row = self.tx.one(&sql, bind![feed.to_string(), need.to_string()])?;
        row.as_ref().map(words_line).transpose()
    }

    fn mission_titles(
        &self,
        missions: Option<&[FeedId]>,
        limit: usize,
    ) -> Result<Vec<(FeedId, String)>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.add("deleted = {}", Value::Int(0));
        if let Some(missions) = missions {
            conditions.add("feed = ANY ({})", Value::feeds(missions));
        }
        let sql = format!(
            "SELECT feed, title FROM mission WHERE {conditions} \
             ORDER BY ends DESC, feed DESC LIMIT {limit}"
        );
        let rows = self.tx.all(&sql, &conditions.binds())?;
        rows.iter().map(|row| Ok((parse(row, "feed")?, get(row, "title")?))).collect()
    }

    fn whole_visits(
        &self,
        feed: FeedId,
        after: &str,
        limit: usize,
    ) -> Result<Vec<WholeVisit>, StoreError> {
        let rows = self.tx.all(WHOLE, bind![feed.to_string(), after, limit])?;
        rows.iter().map(read_whole).collect()
    }
}

impl WriteReports for PgTx<'_> {
    fn choose_words(
        &mut self,
        feed: FeedId,
        need: Uuid,
        by: Option<(AccountId, Millis)>,
    ) -> Result<(), StoreError> {
        let (feed, need) = (feed.to_string(), need.to_string());
        match by {
            Some((account, at)) => {
                let sql = "INSERT INTO report_words (feed, need, account, at) \
                           VALUES ($1, $2, $3, $4) ON CONFLICT (feed, need) DO NOTHING";
                self.tx.run(sql, bind![&feed, &need, account.to_string(), &at.0])?;
            }
            None => {
                let sql = "DELETE FROM report_words WHERE feed = $1 AND need = $2";
                self.tx.run(sql, bind![&feed, &need])?;
            }
        }
        Ok(())
    }

    fn add_edition(&mut self, feed: FeedId, published: &Published) -> Result<(), StoreError> {
        let sql = "INSERT INTO report_edition (feed, n, at, account, figures, counts, words) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let Published { n, at, account, edition, words } = published;
        let (feed, account) = (feed.to_string(), account.to_string());
        let figures = serde_json::to_string(&edition.figures).map_err(damaged)?;
        let counts = serde_json::to_string(&edition.counts).map_err(damaged)?;
        let words = serde_json::to_string(words).map_err(damaged)?;
        self.tx.run(sql, bind![feed, *n, at.0, account, figures, counts, words])?;
        Ok(())
    }
}

impl PgTx<'_> {
    fn households(&self, feed: FeedId) -> Result<Households, StoreError> {
        let mut households = Households::default();
        for row in &self.tx.all(HOUSES, bind![feed.to_string()])? {
            households.add(Approved {
                door: get(row, "door")?,
                building: get(row, "building")?,
                started: get(row, "started")?,
                outcome: get(row, "outcome")?,
                language: text(row, "language")?,
            });
        }
        Ok(households)
    }

    fn headings(&self, sql: &str, feed: FeedId) -> Result<Vec<Count>, StoreError> {
        let rows = self.tx.all(sql, bind![feed.to_string()])?;
        rows.iter().map(|row| Ok(Count { key: get(row, "key")?, n: count(row, "n")? })).collect()
    }
}

/// A line of `id, visit, theme, words, account, at`.
pub(super) fn words_line(row: &Row) -> Result<WordsLine, StoreError> {
    let account = parse_opt(row, "account")?;
    Ok(WordsLine {
        need: parse(row, "id")?,
        visit: parse(row, "visit")?,
        theme: get(row, "theme")?,
        words: get(row, "words")?,
        chosen: account.zip(get::<Option<i64>>(row, "at")?.map(Millis)),
    })
}

fn read_whole(row: &Row) -> Result<WholeVisit, StoreError> {
    let place = get::<Option<i64>>(row, "lat_e6")?.zip(get::<Option<i64>>(row, "lon_e6")?);
    Ok(WholeVisit {
        visit: text(row, "visit")?,
        mission: text(row, "mission")?,
        title: text(row, "title")?,
        partner: text(row, "partner")?,
        territory: text(row, "territory")?,
        building: text(row, "building")?,
        street: text(row, "street")?,
        number: number(row)?,
        commune: text(row, "commune")?,
        place,
        stairwell: text(row, "stairwell")?,
        floor: get(row, "floor")?,
        door: text(row, "door")?,
        neighbor: text(row, "neighbor")?,
        started: get(row, "started")?,
        minutes: get(row, "minutes")?,
        outcome: text(row, "outcome")?,
        language: text(row, "language")?,
        needs: text(row, "needs")?,
        words: text(row, "words")?,
        advice: text(row, "advice")?,
        next: text(row, "next")?,
        note: text(row, "note")?,
        informed: flag(row, "informed")?,
        state: text(row, "state")?,
        flagged: flag(row, "flagged")?,
    })
}
