//! The list of what was promised: one index is walked, and what is shown is looked up.

use shared::id::{AccountId, BuildingId, FeedId};
use shared::time::Millis;
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::PgTx;
use super::super::query::{bind, damaged, flag, get, hash, parse};
use super::{Conditions, Value, number, text};
use crate::store::{
    FollowFilter, FollowLine, FollowSort, FollowTurn, ReadFollow, SecretHash, StoreError,
    WriteFollow,
};

const COLUMNS: &str = "page.due AS day, page.place, page.feed, page.id, page.sort, page.visit, \
     door.label, page.building, building.street, building.number, building.suffix, \
     mission.title, coalesce(appointment.due, alone.due) AS due, alone.what, \
     service.name AS service, page.account, account.name AS person, page.done, page.by_visit";

/// What stands beside a line, each looked up by its key: a planner that takes all of them for one join
/// reads whole tables for it.
const BESIDE: &str = "CROSS JOIN LATERAL (SELECT mission.title, 'territory/' || \
     mission.territory AS ground FROM mission WHERE mission.feed = page.feed LIMIT 1) AS mission \
     LEFT JOIN LATERAL (SELECT appointment.due, appointment.service FROM appointment WHERE \
     page.kind = 'appointment' AND appointment.feed = page.feed AND appointment.id = page.id \
     LIMIT 1) AS appointment ON true \
     LEFT JOIN LATERAL (SELECT follow_up.due, follow_up.what FROM follow_up WHERE page.kind = \
     'follow_up' AND follow_up.feed = page.feed AND follow_up.id = page.id LIMIT 1) AS alone ON \
     true \
     LEFT JOIN LATERAL (SELECT service.name FROM service WHERE service.feed = 'catalogue' AND \
     service.id = appointment.service LIMIT 1) AS service ON true \
     LEFT JOIN LATERAL (SELECT door.label FROM door WHERE door.feed = mission.ground AND door.id \
     = page.door LIMIT 1) AS door ON true \
     LEFT JOIN LATERAL (SELECT building.street, building.number, building.suffix FROM building \
     WHERE building.feed = mission.ground AND building.id = page.building LIMIT 1) AS building \
     ON true \
     LEFT JOIN LATERAL (SELECT account.name FROM account WHERE account.feed = 'account/' || \
     page.account AND account.id = page.account LIMIT 1) AS account ON true";

impl ReadFollow for PgTx<'_> {
    fn promises(
        &self,
        filter: &FollowFilter,
        after: Option<FollowTurn>,
        limit: usize,
    ) -> Result<Vec<FollowLine>, StoreError> {
        let (sql, conditions) = statement(filter, after, limit);
        self.tx.all(&sql, &conditions.binds())?.iter().map(read_line).collect()
    }

    fn promise(&self, feed: FeedId, id: Uuid) -> Result<Option<FollowLine>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM follow_page AS page {BESIDE} WHERE page.feed = $1 AND page.id = $2"
        );
        let row = self.tx.one(&sql, bind![feed.to_string(), id.to_string()])?;
        row.as_ref().map(read_line).transpose()
    }

    fn calendar(&self, secret: &SecretHash) -> Result<Option<AccountId>, StoreError> {
        let sql = "SELECT account, secret_hash FROM calendar_feed WHERE secret_hash = $1";
        let Some(row) = self.tx.one(sql, bind![secret.as_slice()])? else { return Ok(None) };
        Ok((hash(&row, "secret_hash")? == *secret).then_some(parse(&row, "account")?))
    }

    fn calendar_of(&self, account: AccountId) -> Result<Option<Millis>, StoreError> {
        let sql = "SELECT made FROM calendar_feed WHERE account = $1";
        let row = self.tx.one(sql, bind![account.to_string()])?;
        row.map(|row| get(&row, "made").map(Millis)).transpose()
    }
}

impl WriteFollow for PgTx<'_> {
    fn set_calendar(
        &mut self,
        account: AccountId,
        secret: Option<&SecretHash>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let account = account.to_string();
        self.tx.run("DELETE FROM calendar_feed WHERE account = $1", bind![&account])?;
        if let Some(secret) = secret {
            let sql = "INSERT INTO calendar_feed (account, secret_hash, made) VALUES ($1, $2, $3)";
            self.tx.run(sql, bind![&account, secret.as_slice(), &now.0])?;
        }
        Ok(())
    }
}

/// The walk reads the index alone, of each mission or of all: of many missions most lines are not
/// shown.
fn statement(
    filter: &FollowFilter,
    after: Option<FollowTurn>,
    limit: usize,
) -> (String, Conditions) {
    let mut conditions = Conditions::default();
    conditions.add("done = {}", Value::Int(i64::from(filter.done)));
    if let Some(account) = filter.account {
        let account = account.map(|account| account.to_string()).unwrap_or_default();
        conditions.add("account = {}", Value::Text(account));
    }
    let mut low = filter.from.unwrap_or(0);
    let mut high = filter.until.map_or(i64::MAX, |day| day - 1);
    let (beyond, order) =
        if filter.done { ('<', "due DESC, place DESC") } else { ('>', "due, place") };
    if let Some(after) = after {
        let bound = if filter.done { &mut high } else { &mut low };
        *bound = after.due;
        conditions.add_pair(&format!("(due, place) {beyond} ({{}}, {{}})"), after.due, after.place);
    }
    conditions.add("due >= {}", Value::Int(low));
    conditions.add("due <= {}", Value::Int(high));
    if let Some(sort) = filter.sort {
        conditions.add("sort = {}", Value::text(sort.as_str()));
    }
    let walk = |feed: &str| {
        format!("SELECT * FROM follow_page WHERE {conditions}{feed} ORDER BY {order} LIMIT {limit}")
    };
    let walk = match filter.missions.as_deref() {
        None => walk(""),
        Some(missions) => {
            let each = walk(" AND feed = wanted.feed");
            let missions = conditions.value(Value::feeds(missions));
            format!(
                "SELECT page.* FROM (SELECT DISTINCT feed FROM unnest({missions}) AS all_of (feed)) \
                 AS wanted CROSS JOIN LATERAL ({each}) AS page ORDER BY {order} LIMIT {limit}"
            )
        }
    };
    let order = order.replace("due", "page.due").replace("place", "page.place");
    let sql = format!("SELECT {COLUMNS} FROM ({walk}) AS page {BESIDE} ORDER BY {order}");
    (sql, conditions)
}

fn read_line(row: &Row) -> Result<FollowLine, StoreError> {
    let sort = get(row, "sort")?;
    let account: &str = get(row, "account")?;
    Ok(FollowLine {
        turn: FollowTurn { due: get(row, "day")?, place: get(row, "place")? },
        feed: parse(row, "feed")?,
        id: parse(row, "id")?,
        sort: FollowSort::parse(sort).ok_or_else(|| damaged(format!("{sort} is no promise")))?,
        visit: parse(row, "visit")?,
        label: text(row, "label")?,
        building: get::<&str>(row, "building")?.parse().unwrap_or(BuildingId(Uuid::nil())),
        street: text(row, "street")?,
        number: number(row)?,
        mission: get(row, "title")?,
        due: get(row, "due")?,
        what: get(row, "what")?,
        service: get(row, "service")?,
        account: (!account.is_empty()).then(|| account.parse()).transpose().map_err(damaged)?,
        name: text(row, "person")?,
        done: flag(row, "done")?,
        by_visit: flag(row, "by_visit")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::plan;
    use super::*;

    #[test]
    fn no_list_reads_more_than_it_shows() {
        let after = Some(FollowTurn { due: 5, place: 5 });
        let cases = [
            (None, false, None, "follow_page_all"),
            (None, true, after, "follow_page_all"),
            (Some(None), false, after, "follow_page_account"),
        ];
        let statements = cases.map(|(account, done, after, _)| {
            let filter =
                FollowFilter { done, account, from: Some(1), until: Some(9), ..Default::default() };
            statement(&filter, after, 50)
        });
        for (plan, (.., index)) in plan(&statements).into_iter().flatten().zip(cases) {
            assert!(plan.contains(&format!("using {index} on")), "{index}: {plan}");
            assert!(!plan.contains("Sort") && !plan.contains("Seq Scan"), "{index}: {plan}");
        }
    }
}
