//! Needs by place, the list of signals, and where answers were told back.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row};
use shared::id::{AnswerId, BuildingId, DoorId, FeedId};
use uuid::Uuid;

use super::Session;
use super::codec::{Count, count, damaged, parse, parse_opt};
use super::reports::words_lines;
use crate::store::{
    AnswerLine, NeedCount, NeedPlace, ReadSignals, SignalFilter, SignalLine, SignalStep,
    SignalTurn, StoreError, WordsLine,
};

/// By stairwell, so that sums over a building count each household once.
const NEEDS: &str = "SELECT theme_page.theme, stairwell.building, door.stairwell, \
     count(DISTINCT page.door) \
     FROM visit_page AS page INDEXED BY visit_page_figures \
     CROSS JOIN theme_page ON theme_page.place = page.place \
     JOIN mission ON mission.feed = page.feed \
     LEFT JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = page.door \
     LEFT JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
     WHERE page.feed = ?1 AND page.state = 'approved' AND page.outcome = 'met' \
     GROUP BY theme_page.theme, door.stairwell ORDER BY theme_page.theme, door.stairwell";

const WORDS_ABOUT: &str = "SELECT need.id, need.visit, need.theme, need.words, NULL, NULL \
     FROM need INDEXED BY need_words \
     CROSS JOIN visit_page AS page ON page.feed = need.feed AND page.id = need.visit \
     JOIN mission ON mission.feed = need.feed \
     LEFT JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = page.door \
     LEFT JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
     WHERE need.feed = ?1 AND need.deleted = 0 AND need.words IS NOT NULL \
     AND page.state = 'approved' AND need.theme = ?2 \
     AND (?3 IS NULL OR stairwell.building = ?3) AND (?4 IS NULL OR door.stairwell = ?4) \
     ORDER BY need.id DESC LIMIT ?5";

const LINES: &str = "SELECT page.turn, page.place, page.feed, page.id, signal.title, mission.title, \
     partner.name, signal.households, signal.raised, signal.acknowledged IS NOT NULL, answer.id, \
     answer.answered, answer.due, answer.result, answer.settled, signal.theme, signal.building, \
     signal.stairwell \
     FROM signal_page AS page \
     JOIN signal ON signal.feed = page.feed AND signal.id = page.id \
     JOIN mission ON mission.feed = page.feed \
     LEFT JOIN partner ON partner.feed = 'catalogue' AND partner.id = mission.partner \
     LEFT JOIN answer ON answer.feed = 'territory/' || mission.territory \
     AND answer.id = signal.answer AND answer.deleted = 0";

impl ReadSignals for Session<'_> {
    fn need_counts(&self, feed: FeedId) -> Result<Vec<NeedCount>, StoreError> {
        let mut statement = self.0.prepare_cached(NEEDS)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            counts.push(NeedCount {
                theme: row.get(0)?,
                building: parse_opt(row, 1)?,
                stairwell: parse_opt(row, 2)?,
                n: count(row, 3)?,
            });
        }
        Ok(counts)
    }

    fn words_about(
        &self,
        feed: FeedId,
        theme: &str,
        place: NeedPlace,
        limit: usize,
    ) -> Result<Vec<WordsLine>, StoreError> {
        let mut statement = self.0.prepare_cached(WORDS_ABOUT)?;
        let building = place.building.map(|id| id.to_string());
        let stairwell = place.stairwell.map(|id| id.to_string());
        let key = (feed.to_string(), theme, building, stairwell, Count(limit as u64));
        words_lines(statement.query(key)?)
    }

    fn signals(
        &self,
        filter: &SignalFilter,
        after: Option<SignalTurn>,
        limit: usize,
    ) -> Result<Vec<SignalLine>, StoreError> {
        let mut turns = Vec::new();
        for feed in feeds(filter) {
            let (sql, parameters) = statement(filter, feed, after, limit)?;
            let mut statement = self.0.prepare_cached(&sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
            while let Some(row) = rows.next()? {
                turns.push(SignalTurn { day: row.get(0)?, place: row.get(1)? });
            }
        }
        turns.sort_unstable();
        if filter.step == SignalStep::Settled {
            turns.reverse();
        }
        let mut statement = self.0.prepare_cached(&format!("{LINES} WHERE page.place = ?1"))?;
        let mut lines = Vec::new();
        for turn in turns.into_iter().take(limit) {
            let mut rows = statement.query([turn.place])?;
            if let Some(row) = rows.next()? {
                lines.push(read_line(row)?);
            }
        }
        Ok(lines)
    }

    fn signals_of(&self, feed: FeedId) -> Result<Vec<SignalLine>, StoreError> {
        let sql = format!("{LINES} WHERE page.feed = ?1 ORDER BY signal.raised, page.place");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(read_line(row)?);
        }
        Ok(lines)
    }

    fn count_signals(&self, filter: &SignalFilter) -> Result<u64, StoreError> {
        let mut sum = 0;
        for feed in feeds(filter) {
            let (conditions, parameters) = conditions(filter, feed, None);
            let sql = format!("SELECT count(*) FROM signal_page WHERE {conditions}");
            let mut statement = self.0.prepare_cached(&sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
            if let Some(row) = rows.next()? {
                sum += count(row, 0)?;
            }
        }
        Ok(sum)
    }

    fn answer_places(
        &self,
        territory: FeedId,
        answer: AnswerId,
    ) -> Result<Vec<(Uuid, BuildingId)>, StoreError> {
        let sql = "SELECT id, building FROM answer_building INDEXED BY answer_building_of \
                   WHERE feed = ?1 AND answer = ?2 AND deleted = 0 ORDER BY building, id";
        let key = (territory.to_string(), answer.to_string());
        self.listed(sql, key, |row| Ok((parse(row, 0)?, parse(row, 1)?)))
    }

    fn doors_told(&self, answer: AnswerId) -> Result<u64, StoreError> {
        let sql = "SELECT count(DISTINCT door) FROM telling INDEXED BY telling_answer \
                   WHERE answer = ?1 AND deleted = 0";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([answer.to_string()])?;
        rows.next()?.map_or(Ok(0), |row| count(row, 0))
    }

    fn tellings_at(&self, door: DoorId) -> Result<Vec<(FeedId, Uuid)>, StoreError> {
        let sql = "SELECT feed, id FROM telling INDEXED BY telling_at_door \
                   WHERE door = ?1 ORDER BY feed, id";
        self.listed(sql, [door.to_string()], |row| Ok((parse(row, 0)?, parse(row, 1)?)))
    }

    fn tellings_in(&self, feed: FeedId) -> Result<Vec<Uuid>, StoreError> {
        let sql = "SELECT id FROM telling WHERE feed = ?1 ORDER BY id";
        self.listed(sql, [feed.to_string()], |row| parse(row, 0))
    }
}

impl Session<'_> {
    /// Follows a signal that was just written.
    pub(super) fn follow_signal(&self, feed: &str, id: &str) -> Result<(), StoreError> {
        let sql = "SELECT signal.raised, answer.due, answer.settled FROM signal \
                   JOIN mission ON mission.feed = signal.feed \
                   LEFT JOIN answer ON answer.feed = 'territory/' || mission.territory \
                   AND answer.id = signal.answer AND answer.deleted = 0 \
                   WHERE signal.feed = ?1 AND signal.id = ?2 AND signal.deleted = 0";
        let mut statement = self.0.prepare_cached(sql)?;
        let found = statement.query_row((feed, id), |row| {
            let (due, settled): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            Ok(match (due, settled) {
                (_, Some(settled)) => (SignalStep::Settled, settled),
                (Some(due), None) => (SignalStep::Promised, due),
                (None, None) => (SignalStep::Open, row.get(0)?),
            })
        });
        let Some((step, day)) = found.optional()? else {
            let sql = "DELETE FROM signal_page WHERE feed = ?1 AND id = ?2";
            self.0.prepare_cached(sql)?.execute((feed, id))?;
            return Ok(());
        };
        let day: chrono::NaiveDate = day.parse().map_err(damaged)?;
        let turn = chrono::Datelike::num_days_from_ce(&day);
        let sql = "INSERT INTO signal_page (feed, id, step, turn) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT (feed, id) DO UPDATE SET step = excluded.step, turn = excluded.turn";
        self.0.prepare_cached(sql)?.execute((feed, id, step.as_str(), turn))?;
        Ok(())
    }

    /// Follows an answer that was just written: its signal is in another feed.
    pub(super) fn follow_answer(&self, id: &str) -> Result<(), StoreError> {
        let sql = "SELECT feed, id FROM signal INDEXED BY signal_answer WHERE answer = ?1";
        self.follow_signals(sql, [id])
    }

    /// Makes the lines of all signals.
    pub(super) fn make_signals(&self) -> Result<(), StoreError> {
        self.follow_signals("SELECT feed, id FROM signal ORDER BY feed, id", [])
    }

    fn follow_signals(&self, sql: &str, key: impl rusqlite::Params) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let found = statement.query_map(key, |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (feed, id) in found.collect::<Result<Vec<(String, String)>, _>>()? {
            self.follow_signal(&feed, &id)?;
        }
        Ok(())
    }
}

/// One walk of an index for each mission, or one for all.
fn feeds(filter: &SignalFilter) -> Vec<Option<FeedId>> {
    match &filter.missions {
        Some(missions) => missions.iter().copied().map(Some).collect(),
        None => vec![None],
    }
}

fn conditions(
    filter: &SignalFilter,
    feed: Option<FeedId>,
    after: Option<SignalTurn>,
) -> (String, Vec<Value>) {
    let mut conditions = Vec::new();
    let mut parameters = Vec::new();
    let mut add = |condition: &str, value: Value| {
        parameters.push(value);
        conditions.push(condition.replace("{}", &format!("?{}", parameters.len())));
    };
    if let Some(feed) = feed {
        add("feed = {}", Value::Text(feed.to_string()));
    }
    add("step = {}", Value::Text(filter.step.as_str().to_owned()));
    let is_back = filter.step == SignalStep::Settled;
    let mut low = filter.from.unwrap_or(0);
    let mut high = filter.until.map_or(i64::MAX, |day| day - 1);
    if let Some(after) = after {
        let (beyond, bound) = if is_back { ('<', &mut high) } else { ('>', &mut low) };
        *bound = after.day;
        let condition = format!("(turn {beyond} {} OR place {beyond} {{}})", after.day);
        add(&condition, Value::Integer(after.place));
    }
    add("turn >= {}", Value::Integer(low));
    add("turn <= {}", Value::Integer(high));
    (conditions.join(" AND "), parameters)
}

fn statement(
    filter: &SignalFilter,
    feed: Option<FeedId>,
    after: Option<SignalTurn>,
    limit: usize,
) -> Result<(String, Vec<Value>), StoreError> {
    let index = if feed.is_some() { "signal_page_feed" } else { "signal_page_all" };
    let (conditions, parameters) = conditions(filter, feed, after);
    let is_back = filter.step == SignalStep::Settled;
    let order = if is_back { "turn DESC, place DESC" } else { "turn, place" };
    let limit = i64::try_from(limit).map_err(damaged)?;
    let sql = format!(
        "SELECT turn, place FROM signal_page INDEXED BY {index} WHERE {conditions} \
         ORDER BY {order} LIMIT {limit}"
    );
    Ok((sql, parameters))
}

fn read_line(row: &Row<'_>) -> Result<SignalLine, StoreError> {
    let answer = match parse_opt::<AnswerId>(row, 10)? {
        Some(id) => Some(AnswerLine {
            id,
            answered: parse(row, 11)?,
            due: parse(row, 12)?,
            result: parse_opt(row, 13)?.zip(parse_opt(row, 14)?),
        }),
        None => None,
    };
    Ok(SignalLine {
        turn: SignalTurn { day: row.get(0)?, place: row.get(1)? },
        feed: parse(row, 2)?,
        id: parse(row, 3)?,
        theme: row.get(15)?,
        place: NeedPlace { building: parse_opt(row, 16)?, stairwell: parse_opt(row, 17)? },
        title: row.get(4)?,
        mission: row.get(5)?,
        partner: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
        households: count(row, 7)?,
        raised: parse(row, 8)?,
        is_read: row.get(9)?,
        answer,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use shared::id::MissionId;

    use super::*;

    #[test]
    fn no_list_reads_more_than_it_shows() {
        let connection = Connection::open_in_memory().unwrap();
        for migration in super::super::MIGRATIONS {
            connection.execute_batch(migration).unwrap();
        }
        connection.execute_batch(super::super::STATISTICS).unwrap();
        let mission = FeedId::Mission(MissionId(Uuid::from_u128(1)));
        let after = Some(SignalTurn { day: 5, place: 5 });
        for (step, feed, after) in [
            (SignalStep::Open, None, None),
            (SignalStep::Promised, Some(mission), after),
            (SignalStep::Settled, None, after),
            (SignalStep::Settled, Some(mission), None),
        ] {
            let filter = SignalFilter { step, from: Some(1), until: Some(9), missions: None };
            let (sql, parameters) = statement(&filter, feed, after, 50).unwrap();
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = plan
                .query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>(3))
                .unwrap();
            for step in steps {
                let step = step.unwrap();
                assert!(!step.starts_with("SCAN") && !step.contains("TEMP B-TREE"), "{step}");
            }
        }
    }
}
