//! The buildings of a territory to choose from, those that were chosen, and those that somebody looks
//! for.

use rusqlite::Row;
use shared::id::{BuildingId, FeedId};
use shared::record::Kind;
use shared::value::Fields;
use uuid::Uuid;

use super::super::Session;
use super::super::codec::{Count, count, damaged, parse};
use super::super::projection::one_word;
use super::number;
use crate::store::{GroundLine, ReadPrepare, StoreError, WritePrepare};

const GROUND: &str = "SELECT building.id, building.street, building.number, building.suffix, \
     page.doors FROM building INDEXED BY building_address \
     LEFT JOIN building_page AS page ON page.feed = building.feed AND page.building = building.id \
     WHERE building.feed = ?1 AND building.deleted = 0 AND (?2 = '' OR \
         instr(lower(ifnull(building.number || ' ', '') || ifnull(building.suffix || ' ', '') || \
         building.street), lower(?2)) > 0) \
     ORDER BY building.street COLLATE NOCASE, building.number, building.suffix, building.id \
     LIMIT ?3 OFFSET ?4";

const CHOSEN: &str = "SELECT building.id, building.street, building.number, building.suffix, \
     page.doors FROM mission_building AS chosen \
     JOIN mission ON mission.feed = chosen.feed \
     JOIN building ON building.feed = 'territory/' || mission.territory \
     AND building.id = chosen.building \
     LEFT JOIN building_page AS page ON page.feed = building.feed AND page.building = building.id \
     WHERE chosen.feed = ?1 AND building.deleted = 0 \
     ORDER BY building.street COLLATE NOCASE, building.number, building.suffix, building.id";

impl ReadPrepare for Session<'_> {
    fn ground(
        &self,
        territory: FeedId,
        words: &str,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<GroundLine>, StoreError> {
        let mut statement = self.0.prepare_cached(GROUND)?;
        let key = (territory.to_string(), words, Count(limit as u64), Count(skip as u64));
        read_lines(statement.query(key)?)
    }

    fn chosen(&self, mission: FeedId) -> Result<Vec<GroundLine>, StoreError> {
        let mut statement = self.0.prepare_cached(CHOSEN)?;
        read_lines(statement.query([mission.to_string()])?)
    }

    fn within(
        &self,
        feed: FeedId,
        kind: Kind,
        parent: Uuid,
    ) -> Result<Vec<(Uuid, Fields)>, StoreError> {
        let sql = match kind {
            Kind::Stairwell => {
                "SELECT id FROM stairwell INDEXED BY stairwell_building \
                 WHERE feed = ?1 AND building = ?2 AND deleted = 0 ORDER BY id"
            }
            Kind::Door => {
                "SELECT id FROM door INDEXED BY door_stairwell \
                 WHERE feed = ?1 AND stairwell = ?2 AND deleted = 0 ORDER BY id"
            }
            other => return Err(damaged(format!("a {other} is in no building"))),
        };
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((feed.to_string(), parent.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = parse(row, 0)?;
            found.push((id, self.load(feed, kind, id)?.fields()));
        }
        Ok(found)
    }
}

impl Session<'_> {
    pub(super) fn buildings_by_words(
        &self,
        territories: Option<&[FeedId]>,
        words: &str,
        limit: usize,
    ) -> Result<Vec<(FeedId, BuildingId)>, StoreError> {
        let words = super::queue::as_query(words);
        let query = match territories {
            _ if words.is_empty() => return Ok(Vec::new()),
            Some([]) => return Ok(Vec::new()),
            None => format!("{{words}} : ({words})"),
            Some(territories) => {
                let all = territories.iter().map(|feed| one_word(&feed.to_string()));
                let all: Vec<_> = all.map(|word| format!("\"{word}\"")).collect();
                format!("{{words}} : ({words}) AND {{territory}} : ({})", all.join(" OR "))
            }
        };
        let sql = "SELECT feed, building FROM address_page \
                   CROSS JOIN address_place ON address_place.place = address_page.rowid \
                   WHERE address_page MATCH ?1 ORDER BY address_page.rowid LIMIT ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((query, Count(limit as u64)))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((parse(row, 0)?, parse(row, 1)?));
        }
        Ok(found)
    }
}

impl WritePrepare for Session<'_> {
    fn choose(
        &mut self,
        mission: FeedId,
        building: BuildingId,
        is_chosen: bool,
    ) -> Result<(), StoreError> {
        let sql = if is_chosen {
            "INSERT OR IGNORE INTO mission_building (feed, building) VALUES (?1, ?2)"
        } else {
            "DELETE FROM mission_building WHERE feed = ?1 AND building = ?2"
        };
        self.0.prepare_cached(sql)?.execute((mission.to_string(), building.to_string()))?;
        Ok(())
    }
}

fn read_lines(mut rows: rusqlite::Rows<'_>) -> Result<Vec<GroundLine>, StoreError> {
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(read_line(row)?);
    }
    Ok(lines)
}

fn read_line(row: &Row<'_>) -> Result<GroundLine, StoreError> {
    let doors = match row.get_ref(4)? {
        rusqlite::types::ValueRef::Null => 0,
        _ => count(row, 4)?,
    };
    Ok(GroundLine {
        building: parse(row, 0)?,
        street: row.get(1)?,
        number: number(row.get(2)?, row.get(3)?),
        doors,
    })
}
