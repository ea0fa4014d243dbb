//! The queue of visits: the narrowest index is walked, the rest of the filter is looked at line by
//! line.

use std::collections::BTreeSet;

use rusqlite::Row;
use rusqlite::types::Value;
use shared::id::{FeedId, VisitId};
use shared::time::Millis;

use super::super::Session;
use super::super::codec::{Count, count, damaged, parse};
use super::super::projection::one_word;
use super::{number, outcome};
use crate::store::lines::stretches;
use crate::store::{ReviewState, StoreError, Turn, VisitFilter, VisitLine};

const COLUMNS: &str = "page.feed, page.id, page.turn, page.place, page.state, page.flagged, \
     page.started, page.newest, page.door, door.label, page.building, building.street, \
     building.number, building.suffix, page.author, account.name, page.outcome, page.language, \
     visit.note";

const JOINS: &str = "JOIN visit ON visit.feed = page.feed AND visit.id = page.id \
     JOIN mission ON mission.feed = page.feed \
     LEFT JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = page.door \
     LEFT JOIN building \
     ON building.feed = 'territory/' || mission.territory AND building.id = page.building \
     LEFT JOIN account \
     ON account.feed = 'account/' || page.author AND account.id = page.author";

/// A search names no more missions than this; a longer list is looked at line by line.
const NAMED: usize = 200;

/// Where a walk begins and which index it takes.
#[derive(Clone, Copy)]
enum Walk<'f> {
    Text(&'f str),
    Theme(&'f str),
    Index(&'static str),
    /// Each mission's own lines, merged: a supervisor's scope is a few missions.
    Missions(&'f [FeedId]),
}

impl Session<'_> {
    pub(super) fn queue(
        &self,
        filter: &VisitFilter,
        after: Option<Turn>,
        limit: usize,
    ) -> Result<Vec<VisitLine>, StoreError> {
        let mut lines = Vec::new();
        match walk(filter) {
            // What holds no word finds nothing.
            Walk::Text(text) if as_query(text).is_empty() => {}
            Walk::Missions(missions) => {
                let missions: BTreeSet<_> = missions.iter().collect();
                let mut turns = Vec::new();
                for feed in missions {
                    self.turns_of(*feed, filter, after, limit, &mut turns)?;
                }
                turns.sort_unstable_by_key(|turn| std::cmp::Reverse(*turn));
                for turn in turns.into_iter().take(limit) {
                    lines.extend(self.queue_place(turn.place)?);
                }
            }
            walk => self.walk(filter, walk, after, limit, &mut lines)?,
        }
        Ok(lines)
    }

    pub(super) fn queue_line(
        &self,
        feed: FeedId,
        visit: VisitId,
    ) -> Result<Option<VisitLine>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM visit_page AS page {JOINS} WHERE page.feed = ?1 AND page.id = ?2"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query((feed.to_string(), visit.to_string()))?;
        rows.next()?.map(read_line).transpose()
    }

    /// Where the next lines of one mission stand, from its index alone: of many missions most are
    /// not shown.
    fn turns_of(
        &self,
        feed: FeedId,
        filter: &VisitFilter,
        after: Option<Turn>,
        limit: usize,
        turns: &mut Vec<Turn>,
    ) -> Result<(), StoreError> {
        let sql = "SELECT turn, place FROM visit_page INDEXED BY visit_page_feed \
                   WHERE state = ?1 AND feed = ?2 AND turn >= ?3 AND turn <= ?4 \
                   AND (turn < ?5 OR place < ?6) ORDER BY turn DESC, place DESC LIMIT ?7";
        let mut statement = self.0.prepare_cached(sql)?;
        let Turn { turn: last, place } = after.unwrap_or(Turn { turn: i64::MAX, place: i64::MAX });
        for (low, high) in stretches(filter) {
            let mut rows = statement.query((
                filter.state.as_str(),
                feed.to_string(),
                low,
                high.min(last),
                last,
                place,
                Count(limit as u64),
            ))?;
            while let Some(row) = rows.next()? {
                turns.push(Turn { turn: row.get(0)?, place: row.get(1)? });
            }
        }
        Ok(())
    }

    fn queue_place(&self, place: i64) -> Result<Option<VisitLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM visit_page AS page {JOINS} WHERE page.place = ?1");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([place])?;
        rows.next()?.map(read_line).transpose()
    }

    fn walk(
        &self,
        filter: &VisitFilter,
        walk: Walk<'_>,
        after: Option<Turn>,
        limit: usize,
        lines: &mut Vec<VisitLine>,
    ) -> Result<(), StoreError> {
        let is_text = matches!(walk, Walk::Text(_));
        let stretches = if is_text { vec![(0, i64::MAX)] } else { stretches(filter) };
        let begun = lines.len();
        for (low, high) in stretches {
            let left = limit - (lines.len() - begun);
            if left == 0 {
                break;
            }
            let (sql, parameters) = statement(filter, walk, after, low, high, left)?;
            let mut statement = self.0.prepare_cached(&sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
            while let Some(row) = rows.next()? {
                let mut line = read_line(row)?;
                if is_text {
                    line.turn.turn = 0;
                }
                lines.push(line);
            }
        }
        Ok(())
    }
}
fn walk(filter: &VisitFilter) -> Walk<'_> {
    match filter {
        VisitFilter { text: Some(text), .. } => Walk::Text(text),
        VisitFilter { building: Some(_), .. } => Walk::Index("visit_page_building"),
        VisitFilter { author: Some(_), .. } => Walk::Index("visit_page_author"),
        VisitFilter { missions: Some(missions), .. } if missions.len() == 1 => {
            Walk::Index("visit_page_feed")
        }
        VisitFilter { theme: Some(theme), .. } => Walk::Theme(theme),
        VisitFilter { language: Some(_), .. } => Walk::Index("visit_page_language"),
        VisitFilter { outcome: Some(_), .. } => Walk::Index("visit_page_outcome"),
        VisitFilter { missions: Some(missions), .. } => Walk::Missions(missions),
        _ => Walk::Index("visit_page_all"),
    }
}

/// The statement of one walk with its parameters. What is put into the text are this file's own
/// words; what a person asked for are parameters.
fn statement(
    filter: &VisitFilter,
    walk: Walk<'_>,
    after: Option<Turn>,
    low: i64,
    high: i64,
    limit: usize,
) -> Result<(String, Vec<Value>), StoreError> {
    let mut conditions = Vec::new();
    let mut parameters = Vec::new();
    let mut add = |condition: &str, value: Value| {
        parameters.push(value);
        conditions.push(condition.replace("{}", &format!("?{}", parameters.len())));
        parameters.len()
    };
    let text = |text: &dyn ToString| Value::Text(text.to_string());
    let (from, order) = match walk {
        Walk::Text(words) => {
            add("text_page MATCH {}", Value::Text(within(as_query(words), filter)));
            if let Some(after) = after {
                add("text_page.rowid < {}", Value::Integer(after.place));
            }
            add("page.state = {}", text(&filter.state.as_str()));
            if let Some(from) = filter.from {
                add("page.started >= {}", Value::Integer(from.0));
            }
            if let Some(until) = filter.until {
                add("page.started < {}", Value::Integer(until.0));
            }
            let from = "text_page CROSS JOIN visit_page AS page ON page.place = text_page.rowid";
            (from.to_owned(), "text_page.rowid DESC")
        }
        Walk::Theme(theme) => {
            add("theme_page.state = {}", text(&filter.state.as_str()));
            add("theme_page.theme = {}", text(&theme));
            add("theme_page.turn >= {}", Value::Integer(low));
            add("theme_page.turn <= {}", Value::Integer(high));
            add_after("theme_page", after, &mut add);
            let from = "theme_page INDEXED BY theme_page_turn \
                        CROSS JOIN visit_page AS page ON page.place = theme_page.place";
            (from.to_owned(), "theme_page.turn DESC, theme_page.place DESC")
        }
        Walk::Index(_) | Walk::Missions(_) => {
            let index = if let Walk::Index(index) = walk { index } else { "visit_page_feed" };
            add("page.state = {}", text(&filter.state.as_str()));
            add("page.turn >= {}", Value::Integer(low));
            add("page.turn <= {}", Value::Integer(high));
            add_after("page", after, &mut add);
            (format!("visit_page AS page INDEXED BY {index}"), "page.turn DESC, page.place DESC")
        }
    };
    match filter.missions.as_deref() {
        None => {}
        Some([one]) => {
            add("page.feed = {}", text(one));
        }
        Some(missions) => {
            let all: Vec<_> = missions.iter().map(ToString::to_string).collect();
            let all = serde_json::to_string(&all).map_err(damaged)?;
            add("page.feed IN (SELECT value FROM json_each({}))", Value::Text(all));
        }
    }
    if let Some(building) = filter.building {
        add("page.building = {}", text(&building));
    }
    if let Some(author) = filter.author {
        add("page.author = {}", text(&author));
    }
    if let Some(outcome) = filter.outcome {
        add("page.outcome = {}", text(&outcome.as_str()));
    }
    if let Some(language) = &filter.language {
        add("page.language = {}", text(language));
    }
    if let (Some(theme), false) = (&filter.theme, matches!(walk, Walk::Theme(_))) {
        let condition = "EXISTS (SELECT 1 FROM theme_page AS themed \
                         WHERE themed.place = page.place AND themed.theme = {})";
        add(condition, text(theme));
    }
    let conditions = conditions.join(" AND ");
    let sql = format!(
        "SELECT {COLUMNS} FROM {from} {JOINS} WHERE {conditions} ORDER BY {order} LIMIT {limit}"
    );
    Ok((sql, parameters))
}

fn add_after(table: &str, after: Option<Turn>, add: &mut impl FnMut(&str, Value) -> usize) {
    let Some(after) = after else { return };
    // Two conditions, so that the index is entered at the turn and not read from its start.
    let turn = add(&format!("{table}.turn <= {{}}"), Value::Integer(after.turn));
    let condition = format!("({table}.turn < ?{turn} OR {table}.place < {{}})");
    add(&condition, Value::Integer(after.place));
}

/// What a person typed, as a query: every word must be there, the last letters may be missing.
/// Words are quoted, so that nothing typed is an operator.
pub(super) fn as_query(typed: &str) -> String {
    let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

/// The words of a query, in the missions that are asked about: the index knows both, so that what is
/// out of sight is not walked through.
fn within(words: String, filter: &VisitFilter) -> String {
    match filter.missions.as_deref() {
        Some(missions) if !missions.is_empty() && missions.len() <= NAMED => {
            let missions = missions.iter().map(|feed| one_word(&feed.to_string()));
            let missions: Vec<_> = missions.map(|word| format!("\"{word}\"")).collect();
            format!("{{words}} : ({words}) AND {{mission}} : ({})", missions.join(" OR "))
        }
        _ => format!("{{words}} : ({words})"),
    }
}

fn read_line(row: &Row<'_>) -> Result<VisitLine, StoreError> {
    let state = row.get_ref(4)?.as_str().map_err(damaged)?;
    Ok(VisitLine {
        feed: parse(row, 0)?,
        visit: parse(row, 1)?,
        turn: Turn { turn: row.get(2)?, place: row.get(3)? },
        state: ReviewState::parse(state)
            .ok_or_else(|| damaged(format!("{state} is no state of a review")))?,
        flagged: row.get(5)?,
        started: Millis(row.get(6)?),
        newest: count(row, 7)?,
        door: parse(row, 8)?,
        label: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
        building: parse(row, 10)?,
        street: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
        number: number(row.get(12)?, row.get(13)?),
        author: parse(row, 14)?,
        name: row.get::<_, Option<String>>(15)?.unwrap_or_default(),
        outcome: outcome(row, 16)?,
        language: row.get(17)?,
        note: row.get(18)?,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use shared::id::{AccountId, BuildingId, MissionId};
    use shared::record::Outcome;
    use uuid::Uuid;

    use super::*;

    /// Each page walks one index from where it begins, looks up what it shows, and sorts nothing.
    #[test]
    fn no_page_reads_more_than_it_shows() {
        let connection = Connection::open_in_memory().unwrap();
        for migration in super::super::super::MIGRATIONS {
            connection.execute_batch(migration).unwrap();
        }
        connection.execute_batch(super::super::super::STATISTICS).unwrap();
        let id = Uuid::from_u128(1);
        let mission = FeedId::Mission(MissionId(id));
        let filters = [
            VisitFilter::default(),
            VisitFilter { missions: Some(vec![mission]), ..Default::default() },
            VisitFilter { building: Some(BuildingId(id)), ..Default::default() },
            VisitFilter { author: Some(AccountId(id)), ..Default::default() },
            VisitFilter { outcome: Some(Outcome::Met), ..Default::default() },
            VisitFilter { language: Some("pt".to_owned()), ..Default::default() },
            VisitFilter { theme: Some("eau".to_owned()), ..Default::default() },
            VisitFilter { text: Some("eau".to_owned()), ..Default::default() },
            VisitFilter {
                missions: Some(vec![mission, mission]),
                author: Some(AccountId(id)),
                from: Some(Millis(1)),
                ..Default::default()
            },
        ];
        let after = Some(Turn { turn: 5, place: 5 });
        for (filter, after) in filters.iter().flat_map(|filter| [(filter, None), (filter, after)]) {
            let walk = match walk(filter) {
                Walk::Missions(_) => Walk::Index("visit_page_feed"),
                walk => walk,
            };
            let (sql, parameters) = statement(filter, walk, after, 0, i64::MAX, 50).unwrap();
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = plan
                .query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>(3))
                .unwrap();
            for step in steps {
                let step = step.unwrap();
                let scans = step.starts_with("SCAN")
                    && !step.contains("VIRTUAL TABLE")
                    && !step.contains("json_each");
                assert!(!scans && !step.contains("TEMP B-TREE"), "{filter:?}: {step}");
            }
        }
    }
}
