//! What the pages know of the ground: how many doors a building has, and the words by which it is
//! found.

use rusqlite::OptionalExtension;

use super::super::Session;
use super::one_word;
use crate::store::StoreError;

const ADDRESS: &str = "SELECT concat_ws(' ', number, suffix, street, commune) FROM building \
     WHERE feed = ?1 AND id = ?2 AND deleted = 0";

impl Session<'_> {
    /// Counts the doors of the building that a door is in anew; the lines of its visits follow it.
    pub(super) fn follow_door(&self, feed: &str, door: &str) -> Result<(), StoreError> {
        let sql = "SELECT stairwell.building FROM door \
                   JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
                   WHERE door.feed = ?1 AND door.id = ?2";
        let building: Option<String> =
            self.0.prepare_cached(sql)?.query_row((feed, door), |row| row.get(0)).optional()?;
        let Some(building) = building else { return Ok(()) };
        let sql = "INSERT INTO building_page (feed, building, doors) \
                   SELECT ?1, ?2, count(*) FROM stairwell \
                   CROSS JOIN door INDEXED BY door_stairwell \
                   ON door.feed = stairwell.feed AND door.stairwell = stairwell.id \
                   WHERE stairwell.feed = ?1 AND stairwell.building = ?2 AND door.deleted = 0 \
                   ON CONFLICT (feed, building) DO UPDATE SET doors = excluded.doors";
        self.0.prepare_cached(sql)?.execute((feed, &building))?;
        for sql in [
            "UPDATE visit_page SET building = ?2 WHERE door = ?1 AND building <> ?2",
            "UPDATE door_page SET building = ?2 WHERE door = ?1 AND building <> ?2 \
             AND feed IN (SELECT feed FROM visit_page WHERE visit_page.door = ?1)",
        ] {
            self.0.prepare_cached(sql)?.execute((door, &building))?;
        }
        Ok(())
    }

    /// Says anew under which words a building is found.
    pub(super) fn follow_building(&self, feed: &str, id: &str) -> Result<(), StoreError> {
        let sql = "SELECT place FROM address_place WHERE feed = ?1 AND building = ?2";
        let place: Option<i64> =
            self.0.prepare_cached(sql)?.query_row((feed, id), |row| row.get(0)).optional()?;
        if let Some(place) = place {
            for sql in [
                "DELETE FROM address_page WHERE rowid = ?1",
                "DELETE FROM address_place WHERE place = ?1",
            ] {
                self.0.prepare_cached(sql)?.execute([place])?;
            }
        }
        let words: Option<String> =
            self.0.prepare_cached(ADDRESS)?.query_row((feed, id), |row| row.get(0)).optional()?;
        let Some(words) = words else { return Ok(()) };
        let sql = "INSERT INTO address_place (place, feed, building) VALUES (?1, ?2, ?3) \
                   RETURNING place";
        let place: i64 =
            self.0.prepare_cached(sql)?.query_row((place, feed, id), |row| row.get(0))?;
        let sql = "INSERT INTO address_page (rowid, words, territory) VALUES (?1, ?2, ?3)";
        self.0.prepare_cached(sql)?.execute((place, words, one_word(feed)))?;
        Ok(())
    }

    /// The same for every building.
    pub(super) fn make_addresses(&self) -> Result<(), StoreError> {
        for table in ["address_page", "address_place"] {
            self.0.execute(&format!("DELETE FROM {table}"), [])?;
        }
        let mut statement = self.0.prepare("SELECT feed, id FROM building ORDER BY feed, id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (feed, id): (String, String) = (row.get(0)?, row.get(1)?);
            self.follow_building(&feed, &id)?;
        }
        Ok(())
    }
}
