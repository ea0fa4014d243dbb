//! The ladder of the schema: each step is applied once, and never edited.

use refinery::{Runner, Target};
use tokio_postgres::Client;

use crate::store::StoreError;

mod steps {
    refinery::embed_migrations!("src/store/postgres/migrations");
}

/// How often two processes that start at once may get into each other's way.
const TRIES: usize = 5;

/// Brings an older database, or an empty one, to the newest version.
pub(super) async fn migrate(client: &mut Client) -> Result<(), StoreError> {
    let runner = steps::migrations::runner();
    let known = newest(&runner);
    let mut last = None;
    for _ in 0..TRIES {
        let found = version(client).await?;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        if found == known {
            return Ok(());
        }
        // All steps are one transaction: who comes second finds the tables there, fails, and looks
        // again.
        let runner = steps::migrations::runner().set_grouped(true).set_target(Target::Latest);
        match runner.run_async(client).await {
            Ok(_) => return Ok(()),
            Err(error) => last = Some(error),
        }
    }
    let why = last.map(|error| error.to_string()).unwrap_or_default();
    Err(StoreError::Unavailable(format!("the tables could not be brought up to date: {why}")))
}

fn newest(runner: &Runner) -> i64 {
    runner.get_migrations().iter().map(|step| i64::from(step.version())).max().unwrap_or(0)
}

/// The version of the database; 0 if there is nothing in it.
async fn version(client: &Client) -> Result<i64, StoreError> {
    let there = "SELECT 1 WHERE to_regclass('refinery_schema_history') IS NOT NULL";
    if client.query_typed(there, &[]).await?.is_empty() {
        return Ok(0);
    }
    let sql = "SELECT coalesce(max(version), 0)::BIGINT FROM refinery_schema_history";
    let rows = client.query_typed(sql, &[]).await?;
    Ok(rows.first().map(|row| row.try_get(0)).transpose()?.unwrap_or(0))
}
