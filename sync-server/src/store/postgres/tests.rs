//! What only this store has: several processes, a connection that is lost, a version to come.

use std::thread;

use shared::id::FeedId;
use shared::merge::{Register, RowState};
use shared::record::Kind;
use shared::stamp::Stamp;
use shared::value::Value;
use uuid::Uuid;

use super::cluster::{Cluster, cluster};
use super::*;
use crate::store::contract;

const FEED: FeedId = FeedId::Catalogue;
const STORES: usize = 3;
const WRITERS_OF_ALL: usize = 64;
const WRITES: u64 = 8;

fn open(address: &str) -> Box<dyn Store> {
    Box::new(PostgresStore::open(address, Millis(1), [7; 20]).unwrap())
}

fn fresh(cluster: &Cluster) -> String {
    cluster.database(|address| drop(open(address)))
}

#[test]
fn keeps_the_contract_of_every_store() {
    let Some(cluster) = cluster() else { return };
    contract::every_store(|| (open(&fresh(cluster)), ()));
}

/// Takes the next number of the feed for a row of its own.
fn write_next(store: &dyn Store) {
    let taken: Result<(), StoreError> = store.write_now(|write| {
        write.lock(&[FEED])?;
        let mut state = write.feed(FEED)?.unwrap();
        state.seq += 1;
        state.sum.count += 1;
        let stamp = Stamp { at: Millis(1), counter: 0, device: DeviceId(Uuid::from_u128(1)) };
        let register = |name: &str| {
            (name.to_owned(), Register { value: Value::from("x"), stamp, seq: state.seq })
        };
        let row = RowState { registers: ["code", "name"].map(register).into() };
        write.put_row(FEED, Kind::Partner, Uuid::from_u128(state.seq.into()), &row)?;
        write.set_feed(FEED, state)
    });
    taken.unwrap();
}

/// Law 4: a cursor never skips a change that commits later, with several servers too.
#[test]
fn a_cursor_skips_nothing_while_three_servers_write() {
    let Some(cluster) = cluster() else { return };
    let address = fresh(cluster);
    let stores: Vec<_> = (0..STORES).map(|_| open(&address)).collect();
    stores[0].write_now(|write| write.create_feed(FEED)).unwrap();
    let all = WRITERS_OF_ALL as u64 * WRITES;
    thread::scope(|scope| {
        for writer in 0..WRITERS_OF_ALL {
            let store = &*stores[writer % STORES];
            scope.spawn(move || (0..WRITES).for_each(|_| write_next(store)));
        }
        for store in &stores {
            scope.spawn(move || {
                let mut cursor = 0;
                while cursor < all {
                    let rows = store.read_now(move |read| read.rows_after(FEED, cursor, 50));
                    for row in rows.unwrap() {
                        assert_eq!(row.seq, cursor + 1, "a number was skipped");
                        cursor = row.seq;
                    }
                }
            });
        }
    });
    let state = stores[0].read_now(|read| read.feed(FEED)).unwrap().unwrap();
    assert_eq!((state.seq, state.sum.count), (all, all));
}

/// Two servers that make the same feed at once do not take the same number.
#[test]
fn a_feed_that_two_make_at_once_is_made_once() {
    let Some(cluster) = cluster() else { return };
    let address = fresh(cluster);
    let stores: Vec<_> = (0..STORES).map(|_| open(&address)).collect();
    thread::scope(|scope| {
        for store in &stores {
            scope.spawn(move || {
                let made: Result<(), StoreError> = store.write_now(|write| {
                    write.lock(&[FEED])?;
                    write.create_feed(FEED)?;
                    let mut state = write.feed(FEED)?.unwrap();
                    state.seq += 1;
                    write.set_feed(FEED, state)
                });
                made.unwrap();
            });
        }
    });
    let state = stores[0].read_now(|read| read.feed(FEED)).unwrap().unwrap();
    assert_eq!(state.seq, STORES as u64);
}

#[test]
fn servers_that_start_at_once_make_one_database() {
    let Some(cluster) = cluster() else { return };
    let address = cluster.empty_database("palier_empty");
    let epochs: Vec<_> = thread::scope(|scope| {
        let start = |random| {
            let address = &address;
            scope.spawn(move || {
                let store = PostgresStore::open(address, Millis(1), [random; 20]).unwrap();
                let store: &dyn Store = &store;
                store.read_now(|read| read.epoch()).unwrap()
            })
        };
        let started: Vec<_> = (1..=3).map(start).collect();
        started.into_iter().map(|server| server.join().unwrap()).collect()
    });
    assert!(epochs.windows(2).all(|two| two[0] == two[1]), "{epochs:?}");
}

/// What a restart of the database server interrupts fails, and is asked again.
#[test]
fn a_lost_connection_is_made_again() {
    let Some(cluster) = cluster() else { return };
    let address = fresh(cluster);
    let store = open(&address);
    store.write_now(|write| write.create_feed(FEED)).unwrap();
    cluster.disconnect(&address);
    // What finds a connection gone says so; no more than there are connections.
    let found = (0..=WRITERS + READERS).find_map(|_| {
        let asked: Result<_, StoreError> = store.read_now(|read| read.feed(FEED));
        match asked {
            Ok(found) => found,
            Err(StoreError::Unavailable(_)) => None,
            Err(other) => panic!("{other}"),
        }
    });
    assert!(found.is_some());
}

#[test]
fn a_newer_database_is_left_alone() {
    let Some(cluster) = cluster() else { return };
    let address = fresh(cluster);
    cluster.ask(
        &address,
        "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) \
         VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')",
    );
    let refused = PostgresStore::open(&address, Millis(1), [7; 20]).err();
    assert!(matches!(refused, Some(StoreError::Newer { found: 99, .. })), "{refused:?}");
}

#[test]
fn no_error_tells_the_password() {
    for address in [
        "postgres://palier:secret@127.0.0.1:1/palier",
        "postgres://palier:secret@127.0.0.1:1/palier?sslmode=require",
        "postgres://palier:secret@[",
        "postgres://palier:secret@127.0.0.1:1/palier?secret=secret",
    ] {
        let error = PostgresStore::open(address, Millis(1), [7; 20]).err().unwrap();
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
        assert!(matches!(error, StoreError::Unavailable(_)));
    }
}

/// The migrations are text, reviewed as text; this holds them to the fields of each kind, and every key
/// to its feed.
#[test]
fn every_kind_has_its_table_with_its_columns() {
    use shared::record::{FieldType, Presence};
    let Some(cluster) = cluster() else { return };
    let address = fresh(cluster);
    for kind in Kind::ALL {
        let columns = cluster.ask(
            &address,
            &format!(
                "SELECT column_name || ' ' || data_type || ' ' || is_nullable \
                 FROM information_schema.columns WHERE table_name = '{kind}' \
                 AND table_schema = 'public' ORDER BY ordinal_position"
            ),
        );
        let columns: Vec<_> = columns.lines().map(str::trim).collect();
        for field in kind.fields() {
            let stored = match field.kind {
                FieldType::Text | FieldType::Reference(_) => "text",
                FieldType::Int | FieldType::Bool => "bigint",
            };
            let null = if field.presence == Presence::Optional { "YES" } else { "NO" };
            let column = format!("{} {stored} {null}", field.name);
            assert!(columns.contains(&column.as_str()), "{kind}.{} in {columns:?}", field.name);
        }
        assert_eq!(columns.len(), kind.fields().len() + 6, "{kind} has a column too many");
    }
}
