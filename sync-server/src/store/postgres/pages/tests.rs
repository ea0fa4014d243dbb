//! The pages of both databases, side by side.

use shared::time::Millis;

use super::super::cluster::cluster;
use super::super::query::Tx;
use super::super::{PostgresStore, connection, pool};
use super::Conditions;
use crate::store::{SqliteStore, alike};

fn open(address: &str) -> PostgresStore {
    PostgresStore::open(address, Millis(1), [7; 20]).unwrap()
}

/// The steps of a statement where nothing may be sorted or read whole that an index gives; none
/// where there is no PostgreSQL.
pub(in super::super) fn plan(statements: &[(String, Conditions)]) -> Option<Vec<String>> {
    let cluster = cluster()?;
    let address = cluster.database(|address| drop(open(address)));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let client = runtime.block_on(connection(&pool(&address).unwrap())).unwrap();
    let tx = Tx::new(&client, runtime.handle());
    for what in ["seqscan", "bitmapscan", "sort"] {
        tx.run(&format!("SET enable_{what} = off"), &[]).unwrap();
    }
    let plan = |(sql, conditions): &(String, Conditions)| {
        let steps = tx.all(&format!("EXPLAIN {sql}"), &conditions.binds()).unwrap();
        let steps: Vec<String> = steps.iter().map(|step| step.get(0)).collect();
        steps.join("\n")
    };
    Some(statements.iter().map(plan).collect())
}

/// The same work, and each verb of the console: both databases tell the same, in the same order.
#[test]
fn both_databases_tell_the_console_alike() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::tempdir().unwrap();
    let address = cluster.database(|address| drop(open(address)));
    let one = SqliteStore::open(&folder.path().join("central.db"), Millis(1), [7; 20]).unwrap();
    let (one, other) = (alike::told(&one), alike::told(&open(&address)));
    for part in ["impact", "signals_of", "conflicts", "undecided\"", "words_about", "days_of"] {
        let told = one.iter().filter(|(asked, answer)| asked.contains(part) && answer != "[]");
        assert!(told.count() > 0, "{part} has nothing to tell");
    }
    alike::assert_alike(&one, &other);
}
