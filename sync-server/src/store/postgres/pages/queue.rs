//! The queue of visits: the narrowest index is walked, the rest of the filter is looked at line by
//! line.

use shared::id::{FeedId, VisitId};
use shared::time::Millis;
use tokio_postgres::Row;

use super::super::PgTx;
use super::super::query::{bind, count, damaged, flag, get, parse};
use super::super::words;
use super::{Conditions, Value, number, outcome, text};
use crate::store::lines::stretches;
use crate::store::{ReviewState, StoreError, Turn, VisitFilter, VisitLine};

const COLUMNS: &str = "page.feed, page.id, page.turn, page.place, page.state, page.flagged, \
     page.started, page.newest, page.door, door.label, page.building, building.street, \
     building.number, building.suffix, page.author, account.name, page.outcome, page.language, \
     visit.note";

/// What stands beside a line, each looked up by its key: a planner that takes all of them for one join
/// reads whole tables for it.
const BESIDE: &str = "CROSS JOIN LATERAL (SELECT visit.note FROM visit WHERE visit.feed = \
     page.feed AND visit.id = page.id LIMIT 1) AS visit \
     CROSS JOIN LATERAL (SELECT 'territory/' || mission.territory AS ground FROM mission WHERE \
     mission.feed = page.feed LIMIT 1) AS mission \
     LEFT JOIN LATERAL (SELECT door.label FROM door WHERE door.feed = mission.ground AND door.id \
     = page.door LIMIT 1) AS door ON true \
     LEFT JOIN LATERAL (SELECT building.street, building.number, building.suffix FROM building \
     WHERE building.feed = mission.ground AND building.id = page.building LIMIT 1) AS building \
     ON true \
     LEFT JOIN LATERAL (SELECT account.name FROM account WHERE account.feed = 'account/' || \
     page.author AND account.id = page.author LIMIT 1) AS account ON true";

/// A search names no more missions than this.
const NAMED: usize = 200;

/// Where a walk begins.
enum Walk<'f> {
    Nothing,
    /// The words as a query.
    Text(String),
    Theme(&'f str),
    Lines,
    /// Each mission's own lines, merged: a supervisor's scope is a few missions.
    Missions,
}

impl PgTx<'_> {
    pub(super) fn queue(
        &self,
        filter: &VisitFilter,
        after: Option<Turn>,
        limit: usize,
    ) -> Result<Vec<VisitLine>, StoreError> {
        let walk = walk(filter);
        let is_text = matches!(walk, Walk::Text(_));
        // What holds no word finds nothing.
        if matches!(walk, Walk::Nothing) {
            return Ok(Vec::new());
        }
        let stretches = if is_text { vec![(0, i64::MAX)] } else { stretches(filter) };
        let mut lines = Vec::new();
        for stretch in stretches {
            let left = limit - lines.len();
            if left == 0 {
                break;
            }
            let (sql, conditions) = statement(filter, &walk, after, stretch, left);
            for row in self.tx.all(&sql, &conditions.binds())? {
                let mut line = read_line(&row)?;
                if is_text {
                    line.turn.turn = 0;
                }
                lines.push(line);
            }
        }
        Ok(lines)
    }

    pub(super) fn queue_line(
        &self,
        feed: FeedId,
        visit: VisitId,
    ) -> Result<Option<VisitLine>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM visit_page AS page {BESIDE} WHERE page.feed = $1 AND page.id = $2"
        );
        let row = self.tx.one(&sql, bind![feed.to_string(), visit.to_string()])?;
        row.as_ref().map(read_line).transpose()
    }
}
fn walk(filter: &VisitFilter) -> Walk<'_> {
    match filter {
        VisitFilter { text: Some(text), .. } => {
            words::query(text, &named(filter)).map_or(Walk::Nothing, Walk::Text)
        }
        VisitFilter { building: Some(_), .. } | VisitFilter { author: Some(_), .. } => Walk::Lines,
        VisitFilter { missions: Some(missions), .. } if missions.len() == 1 => Walk::Lines,
        VisitFilter { theme: Some(theme), .. } => Walk::Theme(theme),
        VisitFilter { language: Some(_), .. } | VisitFilter { outcome: Some(_), .. } => Walk::Lines,
        VisitFilter { missions: Some(_), .. } => Walk::Missions,
        _ => Walk::Lines,
    }
}

/// The missions that are asked about, for the index knows them too: what is out of sight is not walked
/// through. A long list is looked at line by line.
fn named(filter: &VisitFilter) -> Vec<String> {
    let missions = filter.missions.as_deref().unwrap_or_default();
    let missions = if missions.len() <= NAMED { missions } else { &[] };
    missions.iter().map(ToString::to_string).collect()
}

/// The statement of one walk with its parameters. The lines are found first and counted off; what is
/// shown beside them is looked up for those alone.
fn statement(
    filter: &VisitFilter,
    walk: &Walk<'_>,
    after: Option<Turn>,
    (low, high): (i64, i64),
    limit: usize,
) -> (String, Conditions) {
    let mut conditions = Conditions::default();
    let (from, order) = match walk {
        Walk::Text(words) => {
            conditions.add("text_page.words @@ {}::TSQUERY", Value::text(words));
            if let Some(after) = after {
                conditions.add("text_page.place < {}", Value::Int(after.place));
            }
            conditions.add("page.state = {}", Value::text(filter.state.as_str()));
            if let Some(from) = filter.from {
                conditions.add("page.started >= {}", Value::Int(from.0));
            }
            if let Some(until) = filter.until {
                conditions.add("page.started < {}", Value::Int(until.0));
            }
            let from = "text_page JOIN visit_page AS page ON page.place = text_page.place";
            (from, "text_page.place DESC")
        }
        Walk::Theme(theme) => {
            conditions.add("theme_page.state = {}", Value::text(filter.state.as_str()));
            conditions.add("theme_page.theme = {}", Value::text(theme));
            add_turns("theme_page", after, (low, high), &mut conditions);
            let from = "theme_page JOIN visit_page AS page ON page.place = theme_page.place";
            (from, "theme_page.turn DESC, theme_page.place DESC")
        }
        Walk::Lines | Walk::Missions | Walk::Nothing => {
            conditions.add("page.state = {}", Value::text(filter.state.as_str()));
            add_turns("page", after, (low, high), &mut conditions);
            ("visit_page AS page", "page.turn DESC, page.place DESC")
        }
    };
    match (filter.missions.as_deref(), walk) {
        (None, _) | (_, Walk::Missions) => {}
        (Some([one]), _) => conditions.add("page.feed = {}", Value::text(one)),
        (Some(missions), _) => conditions.add("page.feed = ANY ({})", Value::feeds(missions)),
    }
    if let Some(building) = filter.building {
        conditions.add("page.building = {}", Value::text(building));
    }
    if let Some(author) = filter.author {
        conditions.add("page.author = {}", Value::text(author));
    }
    if let Some(outcome) = filter.outcome {
        conditions.add("page.outcome = {}", Value::text(outcome.as_str()));
    }
    if let Some(language) = &filter.language {
        conditions.add("page.language = {}", Value::text(language));
    }
    if let (Some(theme), false) = (&filter.theme, matches!(walk, Walk::Theme(_))) {
        let condition = "EXISTS (SELECT 1 FROM theme_page AS themed \
                         WHERE themed.place = page.place AND themed.theme = {})";
        conditions.add(condition, Value::text(theme));
    }
    let lines = |more: &str| {
        format!("SELECT page.* FROM {from} WHERE {conditions}{more} ORDER BY {order} LIMIT {limit}")
    };
    let lines = match (walk, filter.missions.as_deref()) {
        (Walk::Missions, Some(missions)) => {
            let each = lines(" AND page.feed = wanted.feed");
            let missions = conditions.value(Value::feeds(missions));
            format!(
                "SELECT page.* FROM (SELECT DISTINCT feed FROM unnest({missions}) AS listed (feed)) \
                 AS wanted CROSS JOIN LATERAL ({each}) AS page ORDER BY {order} LIMIT {limit}"
            )
        }
        _ => lines(""),
    };
    let order = if let Walk::Text(_) = walk {
        "page.place DESC"
    } else {
        "page.turn DESC, page.place DESC"
    };
    let sql = format!("SELECT {COLUMNS} FROM ({lines}) AS page {BESIDE} ORDER BY {order}");
    (sql, conditions)
}

fn add_turns(
    table: &str,
    after: Option<Turn>,
    (low, high): (i64, i64),
    conditions: &mut Conditions,
) {
    conditions.add(&format!("{table}.turn >= {{}}"), Value::Int(low));
    conditions.add(&format!("{table}.turn <= {{}}"), Value::Int(high));
    if let Some(after) = after {
        let beyond = format!("({table}.turn, {table}.place) < ({{}}, {{}})");
        conditions.add_pair(&beyond, after.turn, after.place);
    }
}

fn read_line(row: &Row) -> Result<VisitLine, StoreError> {
    let state = get(row, "state")?;
    Ok(VisitLine {
        feed: parse(row, "feed")?,
        visit: parse(row, "id")?,
        turn: Turn { turn: get(row, "turn")?, place: get(row, "place")? },
        state: ReviewState::parse(state)
            .ok_or_else(|| damaged(format!("{state} is no state of a review")))?,
        flagged: flag(row, "flagged")?,
        started: Millis(get(row, "started")?),
        newest: count(row, "newest")?,
        door: parse(row, "door")?,
        label: text(row, "label")?,
        building: parse(row, "building")?,
        street: text(row, "street")?,
        number: number(row)?,
        author: parse(row, "author")?,
        name: text(row, "name")?,
        outcome: outcome(row)?,
        language: get(row, "language")?,
        note: get(row, "note")?,
    })
}

#[cfg(test)]
mod tests {
    use shared::id::{AccountId, BuildingId, MissionId};
    use shared::record::Outcome;
    use uuid::Uuid;

    use super::super::tests::plan;
    use super::*;

    /// Each page walks one index from where it begins, looks up what it shows, and sorts nothing.
    #[test]
    fn no_page_reads_more_than_it_shows() {
        let id = Uuid::from_u128(1);
        let mission = FeedId::Mission(MissionId(id));
        let any = VisitFilter::default;
        let filters = [
            (any(), "visit_page_all"),
            (VisitFilter { missions: Some(vec![mission]), ..any() }, "visit_page_feed"),
            (VisitFilter { building: Some(BuildingId(id)), ..any() }, "visit_page_building"),
            (VisitFilter { author: Some(AccountId(id)), ..any() }, "visit_page_author"),
            (VisitFilter { outcome: Some(Outcome::Met), ..any() }, "visit_page_outcome"),
            (VisitFilter { language: Some("pt".to_owned()), ..any() }, "visit_page_language"),
            (VisitFilter { theme: Some("eau".to_owned()), ..any() }, "theme_page_turn"),
        ];
        let after = Some(Turn { turn: 5, place: 5 });
        let cases = filters.iter().flat_map(|(filter, index)| {
            [None, after]
                .map(|after| (statement(filter, &walk(filter), after, (0, i64::MAX), 50), *index))
        });
        let (statements, indexes): (Vec<_>, Vec<_>) = cases.unzip();
        for (plan, index) in plan(&statements).into_iter().flatten().zip(indexes) {
            assert!(plan.contains(&format!("using {index} on")), "{index}: {plan}");
            // Lines that were counted off may be sorted.
            let (_, walk) = plan.split_once("Limit").unwrap();
            assert!(!walk.contains("Sort") && !plan.contains("Seq Scan"), "{index}: {plan}");
        }
    }
}
