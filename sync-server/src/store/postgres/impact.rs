//! Impact, counted by territory and quarter. It reads the approved visits of all missions, as the
//! draft of a report reads those of one.

use std::collections::BTreeMap;

use shared::id::TerritoryId;

use super::PgTx;
use super::query::{bind, count, get, parse};
use crate::store::{Impact, ImpactKey, ReadImpact, StoreError};

/// The year and the quarter of a day that is text.
fn quarter(day: &str) -> String {
    format!("substr({day}, 1, 4)::BIGINT AS year, (substr({day}, 6, 2)::BIGINT + 2) / 3 AS quarter")
}

/// Households of approved visits at which somebody was met.
fn households(more: &str) -> String {
    let day = quarter("to_char(DATE '1970-01-01' + (page.day - 719163)::INTEGER, 'YYYY-MM-DD')");
    format!(
        "SELECT mission.territory, {day}, count(DISTINCT page.door) AS n \
         FROM mission JOIN visit_page AS page \
         ON page.feed = mission.feed AND page.state = 'approved' AND page.outcome = 'met' {more} \
         WHERE mission.deleted = 0 GROUP BY 1, 2, 3"
    )
}

fn signals(more: &str) -> String {
    let day = quarter("signal.raised");
    format!(
        "SELECT mission.territory, {day}, count(*) AS n FROM mission \
         JOIN signal ON signal.feed = mission.feed AND signal.deleted = 0 {more} \
         WHERE mission.deleted = 0 GROUP BY 1, 2, 3"
    )
}

impl ReadImpact for PgTx<'_> {
    fn impact(&self) -> Result<Vec<(ImpactKey, Impact)>, StoreError> {
        let advised = "JOIN advice ON advice.feed = page.feed \
                       AND advice.visit = page.id AND advice.deleted = 0";
        let taken_up = "JOIN appointment ON appointment.feed = page.feed \
                        AND appointment.visit = page.id AND appointment.deleted = 0 \
                        AND appointment.sort = 'referral'";
        let answered = "JOIN answer ON answer.feed = 'territory/' || mission.territory \
                        AND answer.id = signal.answer AND answer.deleted = 0";
        let done = format!("{answered} AND answer.result IN ('done', 'partly')");
        let missions = format!(
            "SELECT territory, {}, count(*) AS n FROM mission \
             WHERE deleted = 0 AND state <> 'draft' GROUP BY 1, 2, 3",
            quarter("starts")
        );
        let mut all = BTreeMap::<ImpactKey, Impact>::new();
        let mut add = |sql: &str, set: fn(&mut Impact) -> &mut u64| {
            for row in &self.tx.all(sql, &[])? {
                let key = (parse(row, "territory")?, get(row, "year")?, get(row, "quarter")?);
                *set(all.entry(key).or_default()) = count(row, "n")?;
            }
            Ok::<_, StoreError>(())
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
        let sql = "SELECT count(DISTINCT partner) AS n FROM mission \
                   WHERE territory = $1 AND deleted = 0 AND state <> 'draft'";
        self.counted(sql, bind![territory.to_string()])
    }
}
