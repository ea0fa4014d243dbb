//! Lines for the pages of the desk.
//!
//! Each statement names the index that it walks, so that no page reads more than it shows; a test
//! asks the planner.

use rusqlite::Row;
use rusqlite::types::Value;
use shared::id::{AccountId, BuildingId, DeviceId, FeedId, TerritoryId, VisitId};
use shared::record::{Kind, Mission, Outcome, Record, Role};
use shared::time::Millis;
use shared::value::Fields;
use uuid::Uuid;

use super::Session;
use super::codec::{Count, count, damaged, parse};
use crate::calendar;
use crate::store::{
    BuildingLine, ConflictLine, Contact, DayLine, DeviceSecret, DoorCounts, DoorLine, MissionLine,
    Quarantined, ReadPages, ReviewCounts, StoreError, Turn, VisitFilter, VisitLine, WritePages,
};

mod conflicts;
mod follow;
mod prepare;
mod queue;

/// What a mission's pages hold of the territory's buildings: those that were chosen for it and those
/// that its assignments name, those that ended among them; all, where none was chosen and somebody
/// works anywhere, or none names a building.
const BUILDINGS: &str = "SELECT page.building, building.street, building.number, \
     building.suffix, page.doors, building.lat_e6, building.lon_e6 FROM mission \
     JOIN building_page AS page ON page.feed = 'territory/' || mission.territory \
     JOIN building ON building.feed = page.feed AND building.id = page.building \
     WHERE mission.feed = ?1 AND building.deleted = 0 AND ( \
         page.building IN (SELECT building FROM mission_building WHERE feed = ?1) \
         OR page.building IN (SELECT building FROM assignment \
             WHERE feed = ?1 AND deleted = 0 AND building IS NOT NULL) \
         OR (NOT EXISTS (SELECT 1 FROM mission_building WHERE feed = ?1) AND ( \
             EXISTS (SELECT 1 FROM assignment \
                 WHERE feed = ?1 AND deleted = 0 AND ended = 0 AND building IS NULL) \
             OR NOT EXISTS (SELECT 1 FROM assignment \
                 WHERE feed = ?1 AND deleted = 0 AND building IS NOT NULL)))) \
     ORDER BY building.street COLLATE NOCASE, building.number, building.suffix, page.building";

pub(super) const DOORS: &str = "SELECT door.id, stairwell.building, stairwell.id, \
     stairwell.name, door.floor, door.label, door.do_not_contact, door_page.outcome \
     FROM mission JOIN json_each(?2) AS wanted \
     CROSS JOIN stairwell INDEXED BY stairwell_building \
     ON stairwell.feed = 'territory/' || mission.territory AND stairwell.building = wanted.value \
     CROSS JOIN door INDEXED BY door_stairwell \
     ON door.feed = stairwell.feed AND door.stairwell = stairwell.id \
     LEFT JOIN door_page ON door_page.feed = mission.feed AND door_page.door = door.id \
     WHERE mission.feed = ?1 AND stairwell.deleted = 0 AND door.deleted = 0 \
     ORDER BY wanted.key, stairwell.name, stairwell.id, door.floor, door.rank, door.label, door.id";

impl ReadPages for Session<'_> {
    fn missions_in(&self, territory: TerritoryId) -> Result<Vec<FeedId>, StoreError> {
        let sql = "SELECT feed FROM mission INDEXED BY mission_territory \
                   WHERE territory = ?1 ORDER BY feed";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([territory.to_string()])?;
        let mut feeds = Vec::new();
        while let Some(row) = rows.next()? {
            feeds.push(parse(row, 0)?);
        }
        Ok(feeds)
    }

    fn mission_lines(
        &self,
        missions: Option<&[FeedId]>,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<MissionLine>, StoreError> {
        let these = if missions.is_some() {
            "AND mission.feed IN (SELECT value FROM json_each(?3))"
        } else {
            ""
        };
        let sql = format!(
            "SELECT mission.feed, mission.id, territory.name, partner.name \
             FROM mission INDEXED BY mission_ends \
             LEFT JOIN territory ON territory.feed = 'territory/' || mission.territory \
             AND territory.id = mission.territory \
             LEFT JOIN partner ON partner.feed = 'catalogue' AND partner.id = mission.partner \
             WHERE mission.deleted = 0 {these} \
             ORDER BY mission.ends DESC, mission.feed DESC LIMIT ?1 OFFSET ?2"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut parameters = vec![
            Value::Integer(i64::try_from(limit).map_err(damaged)?),
            Value::Integer(i64::try_from(skip).map_err(damaged)?),
        ];
        if let Some(missions) = missions {
            let these: Vec<_> = missions.iter().map(ToString::to_string).collect();
            parameters.push(Value::Text(serde_json::to_string(&these).map_err(damaged)?));
        }
        let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let feed = parse(row, 0)?;
            let fields = self.load(feed, Kind::Mission, parse(row, 1)?)?.fields();
            lines.push(MissionLine {
                feed,
                mission: Mission::read(&fields).map_err(damaged)?,
                territory: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                partner: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
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
        let sql = "SELECT state, n FROM state_count WHERE feed = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        read_counts(statement.query([feed.to_string()])?)
    }

    fn all_review_counts(&self) -> Result<ReviewCounts, StoreError> {
        let sql = "SELECT state, sum(n) FROM state_count GROUP BY state";
        let mut statement = self.0.prepare_cached(sql)?;
        read_counts(statement.query([])?)
    }

    fn door_counts(&self, feed: FeedId) -> Result<DoorCounts, StoreError> {
        let sql = "SELECT outcome, n FROM outcome_count WHERE feed = ?1 AND n > 0 ORDER BY outcome";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut counts = DoorCounts::default();
        while let Some(row) = rows.next()? {
            counts.0.push((outcome(row, 0)?, count(row, 1)?));
        }
        Ok(counts)
    }

    fn approved_doors(&self, feed: FeedId, outcome: Outcome) -> Result<u64, StoreError> {
        let sql = "SELECT count(DISTINCT door) FROM visit_page INDEXED BY visit_page_figures \
                   WHERE feed = ?1 AND state = 'approved' AND outcome = ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((feed.to_string(), outcome.as_str()))?;
        rows.next()?.map_or(Ok(0), |row| count(row, 0))
    }

    fn buildings_of(&self, feed: FeedId) -> Result<Vec<BuildingLine>, StoreError> {
        let mut statement = self.0.prepare_cached(BUILDINGS)?;
        let mut rows = statement.query([feed.to_string()])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(BuildingLine {
                building: parse(row, 0)?,
                street: row.get(1)?,
                number: number(row.get(2)?, row.get(3)?),
                doors: count(row, 4)?,
                counts: DoorCounts::default(),
                place: row.get::<_, Option<i64>>(5)?.zip(row.get(6)?),
            });
        }
        let sql = "SELECT outcome, count(*) FROM door_page INDEXED BY door_page_building \
                   WHERE feed = ?1 AND building = ?2 GROUP BY outcome ORDER BY outcome";
        let mut statement = self.0.prepare_cached(sql)?;
        for line in &mut lines {
            let mut rows = statement.query((feed.to_string(), line.building.to_string()))?;
            while let Some(row) = rows.next()? {
                line.counts.0.push((outcome(row, 0)?, count(row, 1)?));
            }
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
        let mut statement = self.0.prepare_cached(DOORS)?;
        let wanted: Vec<_> = buildings.iter().map(ToString::to_string).collect();
        let wanted = serde_json::to_string(&wanted).map_err(damaged)?;
        let mut rows = statement.query((feed.to_string(), wanted))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(DoorLine {
                door: parse(row, 0)?,
                building: parse(row, 1)?,
                stairwell: parse(row, 2)?,
                stairwell_name: row.get(3)?,
                floor: row.get(4)?,
                label: row.get(5)?,
                do_not_contact: row.get(6)?,
                outcome: match row.get_ref(7)? {
                    rusqlite::types::ValueRef::Null => None,
                    _ => Some(outcome(row, 7)?),
                },
            });
        }
        Ok(lines)
    }

    fn days_of(&self, feed: FeedId, limit: usize) -> Result<Vec<DayLine>, StoreError> {
        let feed = feed.to_string();
        // The planner would read every visit to list the days; each of them is one step back.
        let sql = "SELECT max(day) FROM visit_page INDEXED BY visit_page_day \
                   WHERE feed = ?1 AND day < ?2";
        let mut earlier = self.0.prepare_cached(sql)?;
        let sql = "SELECT outcome, count(*) FROM ( \
                       SELECT outcome, max(started) FROM visit_page INDEXED BY visit_page_day \
                       WHERE feed = ?1 AND day = ?2 GROUP BY door \
                   ) GROUP BY outcome ORDER BY outcome";
        let mut one_day = self.0.prepare_cached(sql)?;
        let (mut before, mut lines) = (i64::MAX, Vec::new());
        while lines.len() < limit {
            let day: Option<i64> = earlier.query_row((&feed, before), |row| row.get(0))?;
            let Some(number) = day else { break };
            before = number;
            let mut counts = DoorCounts::default();
            let mut rows = one_day.query((&feed, number))?;
            while let Some(row) = rows.next()? {
                counts.0.push((outcome(row, 0)?, count(row, 1)?));
            }
            if let Some(day) = calendar::day(number) {
                lines.push(DayLine { day, counts });
            }
        }
        lines.reverse();
        Ok(lines)
    }

    fn children(
        &self,
        feed: FeedId,
        kind: Kind,
        parent: VisitId,
    ) -> Result<Vec<(Uuid, u64, Fields)>, StoreError> {
        let sql = format!(
            "SELECT id, seq FROM {kind} INDEXED BY {kind}_visit \
             WHERE feed = ?1 AND visit = ?2 AND deleted = 0 \
             ORDER BY seq, id"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query((feed.to_string(), parent.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = parse(row, 0)?;
            found.push((id, count(row, 1)?, self.load(feed, kind, id)?.fields()));
        }
        Ok(found)
    }

    fn people(
        &self,
        role: Role,
        after: Option<(&str, AccountId)>,
        limit: usize,
    ) -> Result<Vec<(AccountId, String)>, StoreError> {
        let sql = "SELECT id, name FROM account INDEXED BY account_role \
                   WHERE role = ?1 AND closed = 0 AND deleted = 0 AND (name, id) > (?2, ?3) \
                   ORDER BY name, id LIMIT ?4";
        let mut statement = self.0.prepare_cached(sql)?;
        let (name, id) = after.unwrap_or(("", AccountId(Uuid::nil())));
        let key = (role.as_str(), name, id.to_string(), Count(limit as u64));
        let mut rows = statement.query(key)?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push((parse(row, 0)?, row.get(1)?));
        }
        Ok(people)
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
        let sql = "SELECT feed, count(*) FROM quarantine INDEXED BY quarantine_open \
                   WHERE released IS NULL AND set_aside IS NULL GROUP BY feed ORDER BY feed";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            counts.push((parse(row, 0)?, count(row, 1)?));
        }
        Ok(counts)
    }

    fn undecided_of(&self, device: DeviceId) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM quarantine INDEXED BY quarantine_open \
                   WHERE released IS NULL AND set_aside IS NULL AND device = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([device.to_string()])?;
        rows.next()?.map_or(Ok(0), |row| count(row, 0))
    }

    fn conflict_feeds(&self) -> Result<Vec<FeedId>, StoreError> {
        self.feeds_of_conflicts()
    }

    fn conflicts(&self, feed: FeedId, limit: usize) -> Result<Vec<ConflictLine>, StoreError> {
        self.conflicts_of(feed, limit)
    }
}

impl WritePages for Session<'_> {
    fn set_aside(
        &mut self,
        feed: FeedId,
        device: DeviceId,
        n: u64,
        by: AccountId,
        at: Millis,
        why: &str,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE quarantine SET set_aside = ?4, set_aside_by = ?5, set_aside_why = ?6 \
                   WHERE feed = ?1 AND device = ?2 AND n = ?3 AND released IS NULL \
                   AND set_aside IS NULL";
        let key = (feed.to_string(), device.to_string(), Count(n));
        let (feed, device, n) = key;
        let by = by.to_string();
        Ok(self.0.prepare_cached(sql)?.execute((feed, device, n, at.0, by, why))? > 0)
    }

    fn decide_conflict(
        &mut self,
        feed: FeedId,
        seq: u64,
        field: &str,
        by: AccountId,
        at: Millis,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT OR IGNORE INTO decided (feed, seq, field, account, at) \
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = (feed.to_string(), Count(seq), field, by.to_string(), at.0);
        Ok(self.0.prepare_cached(sql)?.execute(values)? > 0)
    }
}

fn read_counts(mut rows: rusqlite::Rows<'_>) -> Result<ReviewCounts, StoreError> {
    let mut counts = ReviewCounts::default();
    while let Some(row) = rows.next()? {
        match row.get_ref(0)?.as_str().map_err(damaged)? {
            "received" => counts.received = count(row, 1)?,
            "returned" => counts.returned = count(row, 1)?,
            "approved" => counts.approved = count(row, 1)?,
            other => return Err(damaged(format!("{other} is no state of a review"))),
        }
    }
    Ok(counts)
}

fn outcome(row: &Row<'_>, index: usize) -> Result<Outcome, StoreError> {
    let word = row.get_ref(index)?.as_str().map_err(damaged)?;
    word.parse().map_err(damaged)
}

/// A street number with what follows it.
pub(super) fn number(number: Option<i64>, suffix: Option<String>) -> String {
    let number = number.map(|number| number.to_string());
    let parts: Vec<_> = number.into_iter().chain(suffix).collect();
    parts.join(" ")
}
