//! The buildings of a territory to choose from, those that were chosen, and those that somebody looks
//! for.

use shared::id::{BuildingId, FeedId};
use shared::record::Kind;
use shared::value::Fields;
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::PgTx;
use super::super::query::{bind, count, damaged, get, parse};
use super::super::words;
use super::number;
use crate::store::{GroundLine, ReadPrepare, StoreError, WritePrepare};

/// Small letters and the order of streets know no accents, here as in the index.
const GROUND: &str = "SELECT building.id, building.street, building.number, building.suffix, \
     coalesce(page.doors, 0) AS doors FROM building \
     LEFT JOIN building_page AS page ON page.feed = building.feed AND page.building = building.id \
     WHERE building.feed = $1 AND building.deleted = 0 AND ($2 = '' OR \
         strpos(lower(coalesce(building.number::TEXT || ' ', '') || \
         coalesce(building.suffix || ' ', '') || building.street), lower($2 COLLATE \"C\")) > 0) \
     ORDER BY lower(building.street), building.number NULLS FIRST, \
     building.suffix NULLS FIRST, building.id LIMIT $3 OFFSET $4";

const CHOSEN: &str = "SELECT building.id, building.street, building.number, building.suffix, \
     coalesce(page.doors, 0) AS doors FROM mission_building AS chosen \
     JOIN mission ON mission.feed = chosen.feed \
     JOIN building ON building.feed = 'territory/' || mission.territory \
     AND building.id = chosen.building \
     LEFT JOIN building_page AS page ON page.feed = building.feed AND page.building = building.id \
     WHERE chosen.feed = $1 AND building.deleted = 0 \
     ORDER BY lower(building.street), building.number NULLS FIRST, \
     building.suffix NULLS FIRST, building.id";

impl ReadPrepare for PgTx<'_> {
    fn ground(
        &self,
        territory: FeedId,
        words: &str,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<GroundLine>, StoreError> {
        let values = bind![territory.to_string(), words, limit, skip];
        self.tx.all(GROUND, values)?.iter().map(read_line).collect()
    }

    fn chosen(&self, mission: FeedId) -> Result<Vec<GroundLine>, StoreError> {
        self.tx.all(CHOSEN, bind![mission.to_string()])?.iter().map(read_line).collect()
    }

    fn within(
        &self,
        feed: FeedId,
        kind: Kind,
        parent: Uuid,
    ) -> Result<Vec<(Uuid, Fields)>, StoreError> {
        let sql = match kind {
            Kind::Stairwell => {
                "SELECT id FROM stairwell \
                 WHERE feed = $1 AND building = $2 AND deleted = 0 ORDER BY id"
            }
            Kind::Door => {
                "SELECT id FROM door \
                 WHERE feed = $1 AND stairwell = $2 AND deleted = 0 ORDER BY id"
            }
            other => return Err(damaged(format!("a {other} is in no building"))),
        };
        let mut found = Vec::new();
        for row in self.tx.all(sql, bind![feed.to_string(), parent.to_string()])? {
            let id = parse(&row, "id")?;
            found.push((id, self.load(feed, kind, id)?.fields()));
        }
        Ok(found)
    }
}

impl PgTx<'_> {
    pub(super) fn buildings_by_words(
        &self,
        territories: Option<&[FeedId]>,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<(FeedId, BuildingId)>, StoreError> {
        if territories.is_some_and(<[_]>::is_empty) {
            return Ok(Vec::new());
        }
        let territories: Vec<_> =
            territories.unwrap_or_default().iter().map(ToString::to_string).collect();
        let Some(words) = words::query(typed, &territories) else { return Ok(Vec::new()) };
        let sql = "SELECT address_place.feed, address_place.building FROM address_page \
                   JOIN address_place ON address_place.place = address_page.place \
                   WHERE address_page.words @@ $1::TSQUERY ORDER BY address_page.place LIMIT $2";
        let rows = self.tx.all(sql, bind![words, limit])?;
        rows.iter().map(|row| Ok((parse(row, "feed")?, parse(row, "building")?))).collect()
    }
}

impl WritePrepare for PgTx<'_> {
    fn choose(
        &mut self,
        mission: FeedId,
        building: BuildingId,
        is_chosen: bool,
    ) -> Result<(), StoreError> {
        let sql = if is_chosen {
            "INSERT INTO mission_building (feed, building) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM mission_building WHERE feed = $1 AND building = $2"
        };
        self.tx.run(sql, bind![mission.to_string(), building.to_string()])?;
        Ok(())
    }
}

fn read_line(row: &Row) -> Result<GroundLine, StoreError> {
    Ok(GroundLine {
        building: parse(row, "id")?,
        street: get(row, "street")?,
        number: number(row)?,
        doors: count(row, "doors")?,
    })
}
