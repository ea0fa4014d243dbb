//! The list of what was promised: one index is walked, and what is shown is looked up.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row};
use shared::id::{AccountId, FeedId};
use shared::time::Millis;
use uuid::Uuid;

use super::super::Session;
use super::super::codec::{damaged, hash, parse};
use super::number;
use crate::store::{
    FollowFilter, FollowLine, FollowSort, FollowTurn, ReadFollow, SecretHash, StoreError,
    WriteFollow,
};

const COLUMNS: &str = "page.due, page.place, page.feed, page.id, page.sort, page.visit, \
     door.label, page.building, building.street, building.number, building.suffix, mission.title, \
     ifnull(appointment.due, alone.due), alone.what, service.name, page.account, account.name, \
     page.done, page.by_visit";

const JOINS: &str = "JOIN mission ON mission.feed = page.feed \
     LEFT JOIN appointment ON page.kind = 'appointment' AND appointment.feed = page.feed \
     AND appointment.id = page.id \
     LEFT JOIN follow_up AS alone ON page.kind = 'follow_up' AND alone.feed = page.feed \
     AND alone.id = page.id \
     LEFT JOIN service ON service.feed = 'catalogue' AND service.id = appointment.service \
     LEFT JOIN door ON door.feed = 'territory/' || mission.territory AND door.id = page.door \
     LEFT JOIN building \
     ON building.feed = 'territory/' || mission.territory AND building.id = page.building \
     LEFT JOIN account \
     ON account.feed = 'account/' || page.account AND account.id = page.account";

impl ReadFollow for Session<'_> {
    fn promises(
        &self,
        filter: &FollowFilter,
        after: Option<FollowTurn>,
        limit: usize,
    ) -> Result<Vec<FollowLine>, StoreError> {
        let mut turns = Vec::new();
        match filter.missions.as_deref() {
            Some(missions) => {
                for feed in missions {
                    turns.extend(self.promised(filter, Some(*feed), after, limit)?);
                }
            }
            None => turns = self.promised(filter, None, after, limit)?,
        }
        turns.sort_unstable();
        turns.dedup();
        if filter.done {
            turns.reverse();
        }
        let sql =
            format!("SELECT {COLUMNS} FROM follow_page AS page {JOINS} WHERE page.place = ?1");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut lines = Vec::new();
        for turn in turns.into_iter().take(limit) {
            let mut rows = statement.query([turn.place])?;
            if let Some(row) = rows.next()? {
                lines.push(read_line(row)?);
            }
        }
        Ok(lines)
    }

    fn promise(&self, feed: FeedId, id: Uuid) -> Result<Option<FollowLine>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM follow_page AS page {JOINS} WHERE page.feed = ?1 AND page.id = ?2"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query((feed.to_string(), id.to_string()))?;
        rows.next()?.map(read_line).transpose()
    }

    fn calendar(&self, secret: &SecretHash) -> Result<Option<AccountId>, StoreError> {
        let sql = "SELECT account, secret_hash FROM calendar_feed WHERE secret_hash = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([secret.as_slice()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok((hash(row, 1)? == *secret).then_some(parse(row, 0)?))
    }

    fn calendar_of(&self, account: AccountId) -> Result<Option<Millis>, StoreError> {
        let sql = "SELECT made FROM calendar_feed WHERE account = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let made = statement.query_row([account.to_string()], |row| row.get(0)).optional()?;
        Ok(made.map(Millis))
    }
}

impl WriteFollow for Session<'_> {
    fn set_calendar(
        &mut self,
        account: AccountId,
        secret: Option<&SecretHash>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let account = account.to_string();
        let sql = "DELETE FROM calendar_feed WHERE account = ?1";
        self.0.prepare_cached(sql)?.execute([&account])?;
        if let Some(secret) = secret {
            let sql = "INSERT INTO calendar_feed (account, secret_hash, made) VALUES (?1, ?2, ?3)";
            self.0.prepare_cached(sql)?.execute((&account, secret.as_slice(), now.0))?;
        }
        Ok(())
    }
}

impl Session<'_> {
    /// Where the next lines stand, from the index alone: of many missions most are not shown.
    fn promised(
        &self,
        filter: &FollowFilter,
        feed: Option<FeedId>,
        after: Option<FollowTurn>,
        limit: usize,
    ) -> Result<Vec<FollowTurn>, StoreError> {
        let (sql, parameters) = statement(filter, feed, after, limit)?;
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
        let mut turns = Vec::new();
        while let Some(row) = rows.next()? {
            turns.push(FollowTurn { due: row.get(0)?, place: row.get(1)? });
        }
        Ok(turns)
    }
}

fn statement(
    filter: &FollowFilter,
    feed: Option<FeedId>,
    after: Option<FollowTurn>,
    limit: usize,
) -> Result<(String, Vec<Value>), StoreError> {
    let index = match (feed, filter.account) {
        (Some(_), _) => "follow_page_feed",
        (None, Some(_)) => "follow_page_account",
        (None, None) => "follow_page_all",
    };
    let mut conditions = Vec::new();
    let mut parameters = Vec::new();
    let mut add = |condition: &str, value: Value| {
        parameters.push(value);
        conditions.push(condition.replace("{}", &format!("?{}", parameters.len())));
    };
    add("done = {}", Value::Integer(i64::from(filter.done)));
    if let Some(feed) = feed {
        add("feed = {}", Value::Text(feed.to_string()));
    }
    if let Some(account) = filter.account {
        let account = account.map(|account| account.to_string()).unwrap_or_default();
        add("account = {}", Value::Text(account));
    }
    let mut low = filter.from.unwrap_or(0);
    let mut high = filter.until.map_or(i64::MAX, |day| day - 1);
    if let Some(after) = after {
        // Two conditions, so that the index is entered at the day and not read from its start.
        let beyond = if filter.done { '<' } else { '>' };
        let bound = if filter.done { &mut high } else { &mut low };
        *bound = after.due;
        let condition = format!("(due {beyond} {} OR place {beyond} {{}})", after.due);
        add(&condition, Value::Integer(after.place));
    }
    add("due >= {}", Value::Integer(low));
    add("due <= {}", Value::Integer(high));
    if let Some(sort) = filter.sort {
        add("sort = {}", Value::Text(sort.as_str().to_owned()));
    }
    let order = if filter.done { "due DESC, place DESC" } else { "due, place" };
    let limit = i64::try_from(limit).map_err(damaged)?;
    let conditions = conditions.join(" AND ");
    let sql = format!(
        "SELECT due, place FROM follow_page INDEXED BY {index} WHERE {conditions} \
         ORDER BY {order} LIMIT {limit}"
    );
    Ok((sql, parameters))
}

fn read_line(row: &Row<'_>) -> Result<FollowLine, StoreError> {
    let sort = row.get_ref(4)?.as_str().map_err(damaged)?;
    let account: String = row.get(15)?;
    Ok(FollowLine {
        turn: FollowTurn { due: row.get(0)?, place: row.get(1)? },
        feed: parse(row, 2)?,
        id: parse(row, 3)?,
        sort: FollowSort::parse(sort).ok_or_else(|| damaged(format!("{sort} is no promise")))?,
        visit: parse(row, 5)?,
        label: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
        building: row.get::<_, String>(7)?.parse().unwrap_or(shared::id::BuildingId(Uuid::nil())),
        street: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
        number: number(row.get(9)?, row.get(10)?),
        mission: row.get(11)?,
        due: row.get(12)?,
        what: row.get(13)?,
        service: row.get(14)?,
        account: (!account.is_empty()).then(|| account.parse()).transpose().map_err(damaged)?,
        name: row.get::<_, Option<String>>(16)?.unwrap_or_default(),
        done: row.get(17)?,
        by_visit: row.get(18)?,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use shared::id::MissionId;

    use super::*;

    #[test]
    fn no_list_reads_more_than_it_shows() {
        let connection = Connection::open_in_memory().unwrap();
        for migration in super::super::super::MIGRATIONS {
            connection.execute_batch(migration).unwrap();
        }
        connection.execute_batch(super::super::super::STATISTICS).unwrap();
        let mission = FeedId::Mission(MissionId(Uuid::from_u128(1)));
        let after = Some(FollowTurn { due: 5, place: 5 });
        for (feed, account, done, after) in [
            (None, None, false, None),
            (None, None, true, after),
            (Some(mission), None, false, after),
            (Some(mission), Some(None), true, None),
            (None, Some(None), false, after),
        ] {
            let filter =
                FollowFilter { done, account, from: Some(1), until: Some(9), ..Default::default() };
            let (sql, parameters) = statement(&filter, feed, after, 50).unwrap();
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = plan
                .query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>(3))
                .unwrap();
            for step in steps {
                let step = step.unwrap();
                assert!(!step.starts_with("SCAN") && !step.contains("TEMP B-TREE"), "{step}");
            }
        }
    }
}
