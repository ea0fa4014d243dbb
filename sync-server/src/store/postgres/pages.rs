//! Lines for the pages of the desk.
//!
//! What a page shows is walked first, by an index and at most as far as the page; what stands
//! beside it is looked up for those lines alone. So no page reads more than it shows.

use shared::id::{AccountId, BuildingId, DeviceId, FeedId, TerritoryId, VisitId};
use shared::record::{Kind, Mission, Outcome, Record, Role};
use shared::time::Millis;
use shared::value::Fields;
use tokio_postgres::Row;
use uuid::Uuid;

use super::PgTx;
use super::query::{Bind, bind, count, damaged, flag, get, parse};
use crate::calendar;
use crate::store::{
    BuildingLine, ConflictLine, Contact, DayLine, DeviceSecret, DoorCounts, DoorLine, MissionLine,
    Quarantined, ReadPages, ReviewCounts, StoreError, Turn, VisitFilter, VisitLine, WritePages,
};

mod conflicts;
mod follow;
mod prepare;
mod queue;
#[cfg(test)]
pub(super) mod tests;

/// What a mission's pages hold of the territory's buildings: those that were chosen for it and those
/// that its assignments name, those that ended among them; all, where none was chosen and somebody
/// works anywhere, or none names a building.
const BUILDINGS: &str = "SELECT page.building, building.street, building.number, \
     building.suffix, page.doors, building.lat_e6, building.lon_e6 FROM mission \
     JOIN building_page AS page ON page.feed = 'territory/' || mission.territory \
     JOIN building ON building.feed = page.feed AND building.id = page.building \
     WHERE mission.feed = $1 AND building.deleted = 0 AND ( \
         page.building IN (SELECT building FROM mission_building WHERE feed = $1) \
         OR page.building IN (SELECT building FROM assignment \
             WHERE feed = $1 AND deleted = 0 AND building IS NOT NULL) \
         OR (NOT EXISTS (SELECT 1 FROM mission_building WHERE feed = $1) AND ( \
             EXISTS (SELECT 1 FROM assignment \
                 WHERE feed = $1 AND deleted = 0 AND ended = 0 AND building IS NULL) \
             OR NOT EXISTS (SELECT 1 FROM assignment \
                 WHERE feed = $1 AND deleted = 0 AND building IS NOT NULL)))) \
     ORDER BY lower(building.street), building.number NULLS FIRST, \
     building.suffix NULLS FIRST, page.building";

const BUILDING_COUNTS: &str = "SELECT building, outcome, count(*) AS n FROM door_page \
     WHERE feed = $1 AND building = ANY ($2) GROUP BY building, outcome ORDER BY building, outcome";

const DOORS: &str = "SELECT door.id, stairwell.building, stairwell.id AS stairwell, \
     stairwell.name, door.floor, door.label, door.do_not_contact, door_page.outcome \
     FROM mission CROSS JOIN unnest($2) WITH ORDINALITY AS wanted (building, place) \
     JOIN stairwell ON stairwell.feed = 'territory/' || mission.territory \
     AND stairwell.building = wanted.building \
     JOIN door ON door.feed = stairwell.feed AND door.stairwell = stairwell.id \
     LEFT JOIN door_page ON door_page.feed = mission.feed AND door_page.door = door.id \
     WHERE mission.feed = $1 AND stairwell.deleted = 0 AND door.deleted = 0 \
     ORDER BY wanted.place, stairwell.name, stairwell.id, door.floor, door.rank, door.label, \
     door.id";

/// Each day is one step back through the index; of a day, each door as its last visit left it.
const DAYS: &str = "WITH RECURSIVE days (day, n) AS ( \
         SELECT (SELECT max(page.day) FROM visit_page AS page WHERE page.feed = $1), 1::BIGINT \
         UNION ALL \
         SELECT (SELECT max(page.day) FROM visit_page AS page \
                 WHERE page.feed = $1 AND page.day < days.day), days.n + 1 \
         FROM days WHERE days.day IS NOT NULL AND days.n < $2 \
     ) \
     SELECT days.day, stood.outcome, count(*) AS n FROM days CROSS JOIN LATERAL ( \
         SELECT DISTINCT ON (page.door) page.outcome FROM visit_page AS page \
         WHERE page.feed = $1 AND page.day = days.day \
         ORDER BY page.door, page.started DESC, page.outcome \
     ) AS stood \
     WHERE days.n <= $2 GROUP BY days.day, stood.outcome ORDER BY days.day, stood.outcome";

impl ReadPages for PgTx<'_> {
    fn missions_in(&self, territory: TerritoryId) -> Result<Vec<FeedId>, StoreError> {
        let sql = "SELECT feed FROM mission WHERE territory = $1 ORDER BY feed";
        let rows = self.tx.all(sql, bind![territory.to_string()])?;
        rows.iter().map(|row| parse(row, "feed")).collect()
    }

    fn mission_lines(
        &self,
        missions: Option<&[FeedId]>,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<MissionLine>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.add("mission.deleted = {}", Value::Int(0));
        if let Some(missions) = missions {
            conditions.add("mission.feed = ANY ({})", Value::feeds(missions));
        }
        let sql = format!(
            "SELECT mission.feed, mission.id, territory.name AS territory, \
             partner.name AS partner FROM ( \
                 SELECT mission.feed, mission.id, mission.ends, mission.territory, mission.partner \
                 FROM mission WHERE {conditions} \
                 ORDER BY mission.ends DESC, mission.feed DESC LIMIT {limit} OFFSET {skip} \
             ) AS mission \
             LEFT JOIN territory ON territory.feed = 'territory/' || mission.territory \
             AND territory.id = mission.territory \
             LEFT JOIN partner ON partner.feed = 'catalogue' AND partner.id = mission.partner \
             ORDER BY mission.ends DESC, mission.feed DESC"
        );
        let mut lines = Vec::new();
        for row in self.tx.all(&sql, &conditions.binds())? {
            let feed = parse(&row, "feed")?;
            let fields = self.load(feed, Kind::Mission, parse(&row, "id")?)?.fields();
            lines.push(MissionLine {
                feed,
                mission: Mission::read(&fields).map_err(damaged)?,
                territory: text(&row, "territory")?,
                partner: text(&row, "partner")?,
                reviews: self.review_counts(feed)?,
                doors: self.door_counts(feed)?,
            });
        }
        Ok(lines)
    }

    fn visits(
        &self,
        filter: &VisitFilter,
        after: Option<Turn>,
        limit: usize,
    ) -> Result<Vec<VisitLine>, StoreError> {
        self.queue(filter, after, limit)
    }

    fn visit_line(&self, feed: FeedId, visit: VisitId) -> Result<Option<VisitLine>, StoreError> {
        self.queue_line(feed, visit)
    }

    fn review_counts(&self, feed: FeedId) -> Result<ReviewCounts, StoreError> {
        let sql = "SELECT state, n FROM state_count WHERE feed = $1";
        read_counts(&self.tx.all(sql, bind![feed.to_string()])?)
    }

    fn all_review_counts(&self) -> Result<ReviewCounts, StoreError> {
        let sql = "SELECT state, sum(n)::BIGINT AS n FROM state_count GROUP BY state";
        read_counts(&self.tx.all(sql, &[])?)
    }

    fn door_counts(&self, feed: FeedId) -> Result<DoorCounts, StoreError> {
        let sql = "SELECT outcome, n FROM outcome_count WHERE feed = $1 AND n > 0 ORDER BY outcome";
        let rows = self.tx.all(sql, bind![feed.to_string()])?;
        let counts = rows.iter().map(|row| Ok((outcome(row)?, count(row, "n")?)));
        counts.collect::<Result<_, _>>().map(DoorCounts)
    }

    fn approved_doors(&self, feed: FeedId, outcome: Outcome) -> Result<u64, StoreError> {
        let sql = "SELECT count(DISTINCT door) AS n FROM visit_page \
                   WHERE feed = $1 AND state = 'approved' AND outcome = $2";
        self.counted(sql, bind![feed.to_string(), outcome.as_str()])
    }

    fn buildings_of(&self, feed: FeedId) -> Result<Vec<BuildingLine>, StoreError> {
        let feed = feed.to_string();
        let mut lines = Vec::new();
        for row in self.tx.all(BUILDINGS, bind![&feed])? {
            let place = get::<Option<i64>>(&row, "lat_e6")?;
            lines.push(BuildingLine {
                building: parse(&row, "building")?,
                street: get(&row, "street")?,
                number: number(&row)?,
                doors: count(&row, "doors")?,
                counts: DoorCounts::default(),
                place: place.zip(get(&row, "lon_e6")?),
            });
        }
        let ids: Vec<_> = lines.iter().map(|line| line.building.to_string()).collect();
        let mut counts = std::collections::BTreeMap::<BuildingId, DoorCounts>::new();
        for row in self.tx.all(BUILDING_COUNTS, bind![&feed, ids.as_slice()])? {
            let of = counts.entry(parse(&row, "building")?).or_default();
            of.0.push((outcome(&row)?, count(&row, "n")?));
        }
        for line in &mut lines {
            line.counts = counts.get(&line.building).cloned().unwrap_or_default();
        }
        Ok(lines)
    }

    fn find_buildings(
        &self,
        territories: Option<&[FeedId]>,
        words: &str,
        limit: usize,
    ) -> Result<Vec<(FeedId, BuildingId)>, StoreError> {
        self.buildings_by_words(territories, words, limit)
    }

    fn doors_of(
        &self,
        feed: FeedId,
        buildings: &[BuildingId],
    ) -> Result<Vec<DoorLine>, StoreError> {
        let wanted: Vec<_> = buildings.iter().map(ToString::to_string).collect();
        let rows = self.tx.all(DOORS, bind![feed.to_string(), wanted.as_slice()])?;
        let read = |row: &Row| {
            let stands = get::<Option<String>>(row, "outcome")?;
            Ok(DoorLine {
                door: parse(row, "id")?,
                building: parse(row, "building")?,
                stairwell: parse(row, "stairwell")?,
                stairwell_name: get(row, "name")?,
                floor: get(row, "floor")?,
                label: get(row, "label")?,
                do_not_contact: flag(row, "do_not_contact")?,
                outcome: stands.map(|word| word.parse()).transpose().map_err(damaged)?,
            })
        };
        rows.iter().map(read).collect()
    }

    fn days_of(&self, feed: FeedId, limit: usize) -> Result<Vec<DayLine>, StoreError> {
        let mut lines = Vec::<DayLine>::new();
        for row in self.tx.all(DAYS, bind![feed.to_string(), limit])? {
            let Some(day) = calendar::day(get(&row, "day")?) else { continue };
            let one = (outcome(&row)?, count(&row, "n")?);
            match lines.last_mut().filter(|line| line.day == day) {
                Some(line) => line.counts.0.push(one),
                None => lines.push(DayLine { day, counts: DoorCounts(vec![one]) }),
            }
        }
        Ok(lines)
    }

    fn children(
        &self,
        feed: FeedId,
        kind: Kind,
        parent: VisitId,
    ) -> Result<Vec<(Uuid, u64, Fields)>, StoreError> {
        let sql = format!(
            "SELECT id, seq FROM {kind} WHERE feed = $1 AND visit = $2 AND deleted = 0 \
             ORDER BY seq, id"
        );
        let mut found = Vec::new();
        for row in self.tx.all(&sql, bind![feed.to_string(), parent.to_string()])? {
            let id = parse(&row, "id")?;
            found.push((id, count(&row, "seq")?, self.load(feed, kind, id)?.fields()));
        }
        Ok(found)
    }

    fn people(
        &self,
        role: Role,
        after: Option<(&str, AccountId)>,
        limit: usize,
    ) -> Result<Vec<(AccountId, String)>, StoreError> {
        let sql = "SELECT id, name FROM account \
                   WHERE role = $1 AND closed = 0 AND deleted = 0 AND (name, id) > ($2, $3) \
                   ORDER BY name, id LIMIT $4";
        let (name, id) = after.unwrap_or(("", AccountId(Uuid::nil())));
        let rows = self.tx.all(sql, bind![role.as_str(), name, id.to_string(), limit])?;
        rows.iter().map(|row| Ok((parse(row, "id")?, get(row, "name")?))).collect()
    }

    fn devices_of(
        &self,
        account: AccountId,
    ) -> Result<Vec<(DeviceSecret, Option<Contact>)>, StoreError> {
        self.listed_devices(Some(account))
    }

    fn undecided(&self, feed: FeedId, limit: usize) -> Result<Vec<Quarantined>, StoreError> {
        self.open_quarantine(feed, limit)
    }

    fn undecided_counts(&self) -> Result<Vec<(FeedId, u64)>, StoreError> {
        let sql = "SELECT feed, count(*) AS n FROM quarantine \
                   WHERE released IS NULL AND set_aside IS NULL GROUP BY feed ORDER BY feed";
        let rows = self.tx.all(sql, &[])?;
        rows.iter().map(|row| Ok((parse(row, "feed")?, count(row, "n")?))).collect()
    }

    fn undecided_of(&self, device: DeviceId) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS n FROM quarantine \
                   WHERE released IS NULL AND set_aside IS NULL AND device = $1";
        self.counted(sql, bind![device.to_string()])
    }

    fn conflict_feeds(&self) -> Result<Vec<FeedId>, StoreError> {
        self.feeds_of_conflicts()
    }

    fn conflicts(&self, feed: FeedId, limit: usize) -> Result<Vec<ConflictLine>, StoreError> {
        self.conflicts_of(feed, limit)
    }
}

impl WritePages for PgTx<'_> {
    fn set_aside(
        &mut self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
        by: AccountId,
        at: Millis,
        why: &str,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE quarantine SET set_aside = $4, set_aside_by = $5, set_aside_why = $6 \
                   WHERE feed = $1 AND device = $2 AND n = $3 AND released IS NULL \
                   AND set_aside IS NULL";
        Ok(self
            .tx
            .run(sql, bind![feed.to_string(), device.to_string(), n, at.0, by.to_string(), why])?
            > 0)
    }

    fn decide_conflict(
        &mut self,
        feed: FeedId,
        seq: u64,
        field: &str,
        by: AccountId,
        at: Millis,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO decided (feed, seq, field, account, at) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        Ok(self.tx.run(sql, bind![feed.to_string(), seq, field, by.to_string(), at.0])? > 0)
    }
}

impl PgTx<'_> {
    /// The one number `n` of a statement.
    pub(super) fn counted(&self, sql: &str, values: &[Bind<'_>]) -> Result<u64, StoreError> {
        self.tx.one(sql, values)?.map_or(Ok(0), |row| count(&row, "n"))
    }
}

/// A parameter of a statement that is put together.
pub(super) enum Value {
    Text(String),
    Int(i64),
    Texts(Vec<String>),
}

impl Value {
    pub(super) fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    pub(super) fn feeds(feeds: &[FeedId]) -> Self {
        Self::Texts(feeds.iter().map(ToString::to_string).collect())
    }
}

impl<'v> From<&'v Value> for Bind<'v> {
    fn from(value: &'v Value) -> Self {
        match value {
            Value::Text(text) => Self::from(text),
            Value::Int(number) => Self::from(number),
            Value::Texts(texts) => Self::from(texts),
        }
    }
}

/// Conditions with their parameters. What is put into the text are this store's own words; what a
/// person asked for are parameters.
#[derive(Default)]
pub(super) struct Conditions {
    texts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// A parameter; gives the mark that stands for it.
    pub(super) fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// A condition in which `{}` stands for the parameter.
    pub(super) fn add(&mut self, condition: &str, value: Value) {
        let mark = self.value(value);
        self.texts.push(condition.replace("{}", &mark));
    }

    /// A condition with two parameters.
    pub(super) fn add_pair(&mut self, condition: &str, one: i64, other: i64) {
        let (one, other) = (self.value(Value::Int(one)), self.value(Value::Int(other)));
        self.texts.push(condition.replacen("{}", &one, 1).replacen("{}", &other, 1));
    }

    pub(super) fn binds(&self) -> Vec<Bind<'_>> {
        self.values.iter().map(Bind::from).collect()
    }
}

impl std::fmt::Display for Conditions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.texts.join(" AND "))
    }
}

fn read_counts(rows: &[Row]) -> Result<ReviewCounts, StoreError> {
    let mut counts = ReviewCounts::default();
    for row in rows {
        match get::<&str>(row, "state")? {
            "received" => counts.received = count(row, "n")?,
            "returned" => counts.returned = count(row, "n")?,
            "approved" => counts.approved = count(row, "n")?,
            other => return Err(damaged(format!("{other} is no state of a review"))),
        }
    }
    Ok(counts)
}

fn outcome(row: &Row) -> Result<Outcome, StoreError> {
    parse(row, "outcome")
}

/// A text that may be absent, such as a name that is not there yet.
pub(super) fn text(row: &Row, name: &str) -> Result<String, StoreError> {
    Ok(get::<Option<String>>(row, name)?.unwrap_or_default())
}

/// A street number with what follows it.
pub(super) fn number(row: &Row) -> Result<String, StoreError> {
    let number = get::<Option<i64>>(row, "number")?.map(|number| number.to_string());
    let parts: Vec<_> = number.into_iter().chain(get::<Option<String>>(row, "suffix")?).collect();
    Ok(parts.join(" "))
}
