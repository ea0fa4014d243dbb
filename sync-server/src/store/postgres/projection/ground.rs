//! What the pages know of the ground: how many doors a building has, and the words by which it is
//! found.

use super::super::query::{at, bind};
use super::super::{PgTx, words};
use crate::store::StoreError;

const ADDRESS: &str = "SELECT concat_ws(' ', number, suffix, street, commune) FROM building \
     WHERE feed = $1 AND id = $2 AND deleted = 0";

impl PgTx<'_> {
    /// Counts the doors of the building that a door is in anew; the lines of its visits follow it.
    pub(super) fn follow_door(&self, feed: &str, door: &str) -> Result<(), StoreError> {
        let sql = "SELECT stairwell.building FROM door \
                   JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell \
                   WHERE door.feed = $1 AND door.id = $2";
        let Some(row) = self.tx.one(sql, bind![feed, door])? else {
            return Ok(());
        };
        let building: &str = at(&row, 0)?;
        let sql = "INSERT INTO building_page (feed, building, doors) \
                   SELECT $1, $2, count(*) FROM stairwell JOIN door \
                   ON door.feed = stairwell.feed AND door.stairwell = stairwell.id \
                   WHERE stairwell.feed = $1 AND stairwell.building = $2 AND door.deleted = 0 \
                   ON CONFLICT (feed, building) DO UPDATE SET doors = excluded.doors";
        self.tx.run(sql, bind![feed, building])?;
        for sql in [
            "UPDATE visit_page SET building = $2 WHERE door = $1 AND building <> $2",
            "UPDATE door_page SET building = $2 WHERE door = $1 AND building <> $2 \
             AND feed IN (SELECT feed FROM visit_page WHERE visit_page.door = $1)",
        ] {
            self.tx.run(sql, bind![door, building])?;
        }
        Ok(())
    }

    /// Says anew under which words a building is found.
    pub(super) fn follow_building(&self, feed: &str, id: &str) -> Result<(), StoreError> {
        let Some(row) = self.tx.one(ADDRESS, bind![feed, id])? else {
            let sql = "DELETE FROM address_place WHERE feed = $1 AND building = $2 RETURNING place";
            for row in self.tx.all(sql, bind![feed, id])? {
                let place: i64 = at(&row, 0)?;
                self.tx.run("DELETE FROM address_page WHERE place = $1", bind![place])?;
            }
            return Ok(());
        };
        let mut all = words::of(at(&row, 0)?);
        all.push(words::of_feed(feed));
        let sql = "INSERT INTO address_place (feed, building) VALUES ($1, $2) \
                   ON CONFLICT (feed, building) DO UPDATE SET feed = excluded.feed \
                   RETURNING place";
        let row = self.tx.one(sql, bind![feed, id])?;
        let place: i64 = row.map_or(Ok(0), |row| at(&row, 0))?;
        let sql = "INSERT INTO address_page (place, words) VALUES ($1, array_to_tsvector($2)) \
                   ON CONFLICT (place) DO UPDATE SET words = excluded.words";
        self.tx.run(sql, bind![place, &all])?;
        Ok(())
    }

    /// The same for every building.
    pub(super) fn make_addresses(&self) -> Result<(), StoreError> {
        for table in ["address_page", "address_place"] {
            self.tx.run(&format!("DELETE FROM {table}"), &[])?;
        }
        for row in self.tx.all("SELECT feed, id FROM building ORDER BY feed, id", &[])? {
            self.follow_building(at(&row, 0)?, at(&row, 1)?)?;
        }
        Ok(())
    }
}
