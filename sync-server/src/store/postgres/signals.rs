//! Needs by place, the list of signals, and where answers were told back.

use shared::id::{AnswerId, BuildingId, DoorId, FeedId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::PgTx;
use super::pages::{Conditions, Value, text};
use super::query::{Bind, bind, count, damaged, get, parse, parse_opt};
use super::reports::words_line;
use crate::store::{
    AnswerLine, NeedCount, NeedPlace, ReadSignals, SignalFilter, SignalLine, SignalStep,
    SignalTurn, StoreError, WordsLine,
};

/// By stairwell, so that sums over a building count each household once.
const NEEDS: &str = "SELECT theme_page.theme, stairwell.building, door.stairwell, \
     count(DISTINCT page.door) AS n \
     FROM visit_page AS page \
     JOIN theme_page ON theme_page.place = page.place \
     JOIN mission ON mission.feed = page.feed \
     LEFT JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = page.door \
     LEFT JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
     WHERE page.feed = $1 AND page.state = 'approved' AND page.outcome = 'met' \
     GROUP BY theme_page.theme, door.stairwell, stairwell.building \
     ORDER BY theme_page.theme, door.stairwell NULLS FIRST";

const WORDS_ABOUT: &str = "SELECT need.id, need.visit, need.theme, need.words, \
     NULL::TEXT AS account, NULL::BIGINT AS at FROM need \
     JOIN visit_page AS page ON page.feed = need.feed AND page.id = need.visit \
     JOIN mission ON mission.feed = need.feed \
     LEFT JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = page.door \
     LEFT JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
     WHERE need.feed = $1 AND need.deleted = 0 AND need.words IS NOT NULL \
     AND page.state = 'approved' AND need.theme = $2 \
     AND ($3 IS NULL OR stairwell.building = $3) AND ($4 IS NULL OR door.stairwell = $4) \
     ORDER BY need.id DESC LIMIT $5";

const COLUMNS: &str = "page.turn, page.place, page.feed, page.id, signal.title, \
     mission.title AS mission, partner.name AS partner, signal.households, signal.raised, \
     signal.acknowledged, answer.id AS answer, answer.answered, answer.due, answer.result, \
     answer.settled, signal.theme, signal.building, signal.stairwell";

/// What stands beside a line, each looked up by its key: a planner that takes all of them for one join
/// reads whole tables for it.
const BESIDE: &str = "CROSS JOIN LATERAL (SELECT signal.* FROM signal WHERE signal.feed = \
     page.feed AND signal.id = page.id LIMIT 1) AS signal \
     CROSS JOIN LATERAL (SELECT mission.title, mission.partner, 'territory/' || \
     mission.territory AS ground FROM mission WHERE mission.feed = page.feed LIMIT 1) AS mission \
     LEFT JOIN LATERAL (SELECT partner.name FROM partner WHERE partner.feed = 'catalogue' AND \
     partner.id = mission.partner LIMIT 1) AS partner ON true \
     LEFT JOIN LATERAL (SELECT answer.* FROM answer WHERE answer.feed = mission.ground AND \
     answer.id = signal.answer AND answer.deleted = 0 LIMIT 1) AS answer ON true";

impl ReadSignals for PgTx<'_> {
    fn need_counts(&self, feed: FeedId) -> Result<Vec<NeedCount>, StoreError> {
        let rows = self.tx.all(NEEDS, bind![feed.to_string()])?;
        let read = |row: &Row| {
            Ok(NeedCount {
                theme: get(row, "theme")?,
                building: parse_opt(row, "building")?,
                stairwell: parse_opt(row, "stairwell")?,
                n: count(row, "n")?,
            })
        };
        rows.iter().map(read).collect()
    }

    fn words_about(
        &self,
        feed: FeedId,
        theme: &str,
        place: NeedPlace,
        limit: usize,
    ) -> Result<Vec<WordsLine>, StoreError> {
        let building = place.building.map(|id| id.to_string());
        let stairwell = place.stairwell.map(|id| id.to_string());
        let values = bind![feed.to_string(), theme, &building, &stairwell, limit];
        self.tx.all(WORDS_ABOUT, values)?.iter().map(words_line).collect()
    }

    fn signals(
        &self,
        filter: &SignalFilter,
        after: Option<SignalTurn>,
        limit: usize,
    ) -> Result<Vec<SignalLine>, StoreError> {
        let (sql, conditions) = statement(filter, after, limit);
        self.tx.all(&sql, &conditions.binds())?.iter().map(read_line).collect()
    }

    fn signals_of(&self, feed: FeedId) -> Result<Vec<SignalLine>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM signal_page AS page {BESIDE} \
             WHERE page.feed = $1 ORDER BY signal.raised, page.place"
        );
        self.tx.all(&sql, bind![feed.to_string()])?.iter().map(read_line).collect()
    }

    fn count_signals(&self, filter: &SignalFilter) -> Result<u64, StoreError> {
        let mut conditions = conditions(filter, None);
        let from = from(filter, &mut conditions);
        let sql = format!("SELECT count(*) AS n FROM {from} WHERE {conditions}");
        self.counted(&sql, &conditions.binds())
    }

    fn answer_places(
        &self,
        territory: FeedId,
        answer: AnswerId,
    ) -> Result<Vec<(Uuid, BuildingId)>, StoreError> {
        let sql = "SELECT id, building FROM answer_building \
                   WHERE feed = $1 AND answer = $2 AND deleted = 0 ORDER BY building, id";
        let rows = self.tx.all(sql, bind![territory.to_string(), answer.to_string()])?;
        rows.iter().map(|row| Ok((parse(row, "id")?, parse(row, "building")?))).collect()
    }

    fn doors_told(&self, answer: AnswerId) -> Result<u64, StoreError> {
        let sql = "SELECT count(DISTINCT door) AS n FROM telling \
                   WHERE answer = $1 AND deleted = 0";
        self.counted(sql, bind![answer.to_string()])
    }

    fn tellings_at(&self, door: DoorId) -> Result<Vec<(FeedId, Uuid)>, StoreError> {
        let sql = "SELECT feed, id FROM telling WHERE door = $1 ORDER BY feed, id";
        let rows = self.tx.all(sql, bind![door.to_string()])?;
        rows.iter().map(|row| Ok((parse(row, "feed")?, parse(row, "id")?))).collect()
    }

    fn tellings_in(&self, feed: FeedId) -> Result<Vec<Uuid>, StoreError> {
        let sql = "SELECT id FROM telling WHERE feed = $1 ORDER BY id";
        let rows = self.tx.all(sql, bind![feed.to_string()])?;
        rows.iter().map(|row| parse(row, "id")).collect()
    }
}

impl PgTx<'_> {
    /// Follows a signal that was just written.
    pub(super) fn follow_signal(&self, feed: &str, id: &str) -> Result<(), StoreError> {
        let sql = "SELECT signal.raised, answer.due, answer.settled FROM signal \
                   JOIN mission ON mission.feed = signal.feed \
                   LEFT JOIN answer ON answer.feed = 'territory/' || mission.territory \
                   AND answer.id = signal.answer AND answer.deleted = 0 \
                   WHERE signal.feed = $1 AND signal.id = $2 AND signal.deleted = 0";
        let Some(row) = self.tx.one(sql, bind![feed, id])? else {
            let sql = "DELETE FROM signal_page WHERE feed = $1 AND id = $2";
            self.tx.run(sql, bind![feed, id])?;
            return Ok(());
        };
        let (due, settled) = (get::<Option<&str>>(&row, "due")?, get(&row, "settled")?);
        let (step, day): (_, &str) = match (due, settled) {
            (_, Some(settled)) => (SignalStep::Settled, settled),
            (Some(due), None) => (SignalStep::Promised, due),
            (None, None) => (SignalStep::Open, get(&row, "raised")?),
        };
        let day: chrono::NaiveDate = day.parse().map_err(damaged)?;
        let turn = chrono::Datelike::num_days_from_ce(&day);
        let sql = "INSERT INTO signal_page (feed, id, step, turn) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (feed, id) DO UPDATE SET step = excluded.step, turn = excluded.turn";
        self.tx.run(sql, bind![feed, id, step.as_str(), turn])?;
        Ok(())
    }

    /// Follows an answer that was just written: its signal is in another feed.
    pub(super) fn follow_answer(&self, id: &str) -> Result<(), StoreError> {
        self.follow_signals("SELECT feed, id FROM signal WHERE answer = $1", bind![id])
    }

    /// Makes the lines of all signals.
    pub(super) fn make_signals(&self) -> Result<(), StoreError> {
        self.follow_signals("SELECT feed, id FROM signal ORDER BY feed, id", &[])
    }

    fn follow_signals(&self, sql: &str, key: &[Bind<'_>]) -> Result<(), StoreError> {
        for row in self.tx.all(sql, key)? {
            self.follow_signal(get(&row, "feed")?, get(&row, "id")?)?;
        }
        Ok(())
    }
}

fn conditions(filter: &SignalFilter, after: Option<SignalTurn>) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.add("line.step = {}", Value::text(filter.step.as_str()));
    let is_back = filter.step == SignalStep::Settled;
    let mut low = filter.from.unwrap_or(0);
    let mut high = filter.until.map_or(i64::MAX, |day| day - 1);
    if let Some(after) = after {
        let (beyond, bound) = if is_back { ('<', &mut high) } else { ('>', &mut low) };
        *bound = after.day;
        let condition = format!("(line.turn, line.place) {beyond} ({{}}, {{}})");
        conditions.add_pair(&condition, after.day, after.place);
    }
    conditions.add("line.turn >= {}", Value::Int(low));
    conditions.add("line.turn <= {}", Value::Int(high));
    conditions
}

/// The lines of these missions, or of all.
fn from(filter: &SignalFilter, conditions: &mut Conditions) -> String {
    match filter.missions.as_deref() {
        None => "signal_page AS line".to_owned(),
        Some(missions) => {
            let missions = conditions.value(Value::feeds(missions));
            format!(
                "unnest({missions}) AS wanted (feed) \
                 JOIN signal_page AS line ON line.feed = wanted.feed"
            )
        }
    }
}

/// One walk of an index for each mission, or one for all; what is shown is looked up.
fn statement(
    filter: &SignalFilter,
    after: Option<SignalTurn>,
    limit: usize,
) -> (String, Conditions) {
    let mut conditions = conditions(filter, after);
    let order = |table: &str| {
        let back = if filter.step == SignalStep::Settled { " DESC" } else { "" };
        format!("{table}.turn{back}, {table}.place{back}")
    };
    let walk = |feed: &str| {
        format!(
            "SELECT line.* FROM signal_page AS line WHERE {conditions}{feed} \
             ORDER BY {} LIMIT {limit}",
            order("line")
        )
    };
    let lines = match filter.missions.as_deref() {
        None => walk(""),
        Some(missions) => {
            let each = walk(" AND line.feed = wanted.feed");
            let missions = conditions.value(Value::feeds(missions));
            format!(
                "SELECT page.* FROM unnest({missions}) AS wanted (feed) \
                 CROSS JOIN LATERAL ({each}) AS page ORDER BY {} LIMIT {limit}",
                order("page")
            )
        }
    };
    let order = order("page");
    let sql = format!("SELECT {COLUMNS} FROM ({lines}) AS page {BESIDE} ORDER BY {order}");
    (sql, conditions)
}

fn read_line(row: &Row) -> Result<SignalLine, StoreError> {
    let answer = match parse_opt::<AnswerId>(row, "answer")? {
        Some(id) => Some(AnswerLine {
            id,
            answered: parse(row, "answered")?,
            due: parse(row, "due")?,
            result: parse_opt(row, "result")?.zip(parse_opt(row, "settled")?),
        }),
        None => None,
    };
    Ok(SignalLine {
        turn: SignalTurn { day: get(row, "turn")?, place: get(row, "place")? },
        feed: parse(row, "feed")?,
        id: parse(row, "id")?,
        theme: get(row, "theme")?,
        place: NeedPlace {
            building: parse_opt(row, "building")?,
            stairwell: parse_opt(row, "stairwell")?,
        },
        title: get(row, "title")?,
        mission: get(row, "mission")?,
        partner: text(row, "partner")?,
        households: count(row, "households")?,
        raised: parse(row, "raised")?,
        is_read: get::<Option<&str>>(row, "acknowledged")?.is_some(),
        answer,
    })
}

#[cfg(test)]
mod tests {
    use super::super::pages::tests::plan;
    use super::*;

    #[test]
    fn no_list_reads_more_than_it_shows() {
        let after = Some(SignalTurn { day: 5, place: 5 });
        let cases = [(SignalStep::Open, None), (SignalStep::Settled, after)];
        let statements = cases.map(|(step, after)| {
            let filter = SignalFilter { step, from: Some(1), until: Some(9), missions: None };
            statement(&filter, after, 50)
        });
        for plan in plan(&statements).into_iter().flatten() {
            assert!(plan.contains("using signal_page_all on"), "{plan}");
            assert!(!plan.contains("Sort") && !plan.contains("Seq Scan"), "{plan}");
        }
    }
}
