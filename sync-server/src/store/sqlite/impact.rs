//! Impact, counted by territory and quarter. It reads the approved visits of all missions, as the
//! draft of a report reads those of one.

use std::collections::BTreeMap;

use rusqlite::Connection;
use shared::id::TerritoryId;

use super::Session;
use super::codec::{count, parse};
use crate::store::{Impact, ImpactKey, ReadImpact, StoreError};

/// The year and the quarter of a day that is text.
fn quarter(day: &str) -> String {
    format!(
        "CAST(strftime('%Y', {day}) AS INTEGER), (CAST(strftime('%m', {day}) AS INTEGER) + 2) / 3"
    )
}

/// Households of approved visits at which somebody was met.
fn households(more: &str) -> String {
    let day = quarter("date((page.day - 719163) * 86400, 'unixepoch')");
    format!(
        "SELECT mission.territory, {day}, count(DISTINCT page.door) \
         FROM mission CROSS JOIN visit_page AS page INDEXED BY visit_page_figures \
         ON page.feed = mission.feed AND page.state = 'approved' AND page.outcome = 'met' {more} \
         WHERE mission.deleted = 0 GROUP BY 1, 2, 3"
    )
}

fn signals(more: &str) -> String {
    let day = quarter("signal.raised");
    format!(
        "SELECT mission.territory, {day}, count(*) FROM mission \
         CROSS JOIN signal ON signal.feed = mission.feed AND signal.deleted = 0 {more} \
         WHERE mission.deleted = 0 GROUP BY 1, 2, 3"
    )
}

impl ReadImpact for Session<'_> {
    fn impact(&self) -> Result<Vec<(ImpactKey, Impact)>, StoreError> {
        let advised = "JOIN advice INDEXED BY advice_visit ON advice.feed = page.feed \
                       AND advice.visit = page.id AND advice.deleted = 0";
        let taken_up = "JOIN appointment INDEXED BY appointment_visit \
                        ON appointment.feed = page.feed AND appointment.visit = page.id \
                        AND appointment.deleted = 0 AND appointment.sort = 'referral'";
        let answered = "JOIN answer ON answer.feed = 'territory/' || mission.territory \
                        AND answer.id = signal.answer AND answer.deleted = 0";
        let done = format!("{answered} AND answer.result IN ('done', 'partly')");
        let missions = format!(
            "SELECT territory, {}, count(*) FROM mission \
             WHERE deleted = 0 AND state <> 'draft' GROUP BY 1, 2, 3",
            quarter("starts")
        );
        let mut all = BTreeMap::<ImpactKey, Impact>::new();
        let mut add = |sql: &str, set: fn(&mut Impact) -> &mut u64| {
            counted(self.0, sql, |key, n| *set(all.entry(key).or_default()) = n)
        };
        add(&households(""), |one| &mut one.met)?;
        add(&households(advised), |one| &mut one.advised)?;
        add(&households(taken_up), |one| &mut one.taken_up)?;
        add(&missions, |one| &mut one.missions)?;
        add(&signals(""), |one| &mut one.raised)?;
        add(&signals(answered), |one| &mut one.answered)?;
        add(&signals(&done), |one| &mut one.done)?;
        Ok(all.into_iter().collect())
    }

    fn partners_of(&self, territory: TerritoryId) -> Result<u64, StoreError> {
        let sql = "SELECT count(DISTINCT partner) FROM mission INDEXED BY mission_territory \
                   WHERE territory = ?1 AND deleted = 0 AND state <> 'draft'";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([territory.to_string()])?;
        rows.next()?.map_or(Ok(0), |row| count(row, 0))
    }
}

fn counted(
    connection: &Connection,
    sql: &str,
    mut take: impl FnMut(ImpactKey, u64),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take((parse(row, 0)?, row.get(1)?, row.get(2)?), count(row, 3)?);
    }
    Ok(())
}
