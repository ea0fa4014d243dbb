//! A large mission on a cheap phone: what is asked often must go by index. A table that is read from
//! end to end grows with the mission, and with it the wait of a thumb.

use rusqlite::{Connection, StatementStatus};

use super::super::open;
use super::grid::{GRID, WAITING_DOORS};
use super::sums::WAITING_VISITS;
use super::walk::{DOORS_TO_SEE, LAST_DOOR, STAIRWELLS, of_one};
use super::{answers, attention, mine, news, today, training};

/// What one day leaves in the outbox, what was promised, what was sent back: these stay small.
const SMALL: &[&str] = &[
    "appointment",
    "quarantine_stub",
    "erased_stub",
    "local_log",
    "sync_state",
    "outbox",
    "waiting",
    "assignment",
    "held",
    "CONSTANT ROW",
    "mission",
    "follow_up",
    "comment",
    "there",
    "answer",
];

#[test]
fn what_is_asked_often_goes_by_index() {
    let due = format!("{} AND +visit.author = ?1 ORDER BY due", today::DUE);
    let due_at = format!("{} AND visit.door = ?1 ORDER BY due", today::DUE);
    let (mine, of_one) = (mine::statements(), of_one());
    let mut hot = vec![
        ("stairwells", STAIRWELLS),
        ("stairwells of one building", of_one.as_str()),
        ("doors to see", DOORS_TO_SEE),
        ("last door", LAST_DOOR),
        ("grid", GRID),
        ("waiting doors", WAITING_DOORS),
        ("waiting visits", WAITING_VISITS),
        ("due", due.as_str()),
        ("due at a door", due_at.as_str()),
        ("attention", attention::ATTENTION),
        ("follow-ups", news::FOLLOW_UPS),
        ("what was written", news::WRITTEN),
        ("cards to read", training::LEFT),
        ("answers at a door", answers::AT_DOOR),
        ("answers in a mission", answers::IN_MISSION),
        ("signals that wait", answers::RAISED),
    ];
    hot.extend(mine.iter().map(|sql| ("own visits", sql.as_str())));
    let store = store();
    let mut slow = Vec::new();
    for (name, sql) in hot {
        for step in plan(&store, sql) {
            let of_small = SMALL.iter().any(|table| step.contains(table));
            if step.starts_with("SCAN") && !of_small || step.contains("AUTOMATIC") {
                slow.push(format!("{name}: {step}"));
            }
        }
    }
    assert_eq!(slow, [] as [String; 0]);
}

/// Preparing takes longer than asking; a statement that is kept is prepared once for all values.
#[test]
fn what_is_asked_again_is_not_prepared_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = open::open_under(folder.path(), &open::StoreKey([7; 32])).unwrap();
    for sql in [STAIRWELLS, GRID, attention::ATTENTION] {
        let mut statement = store.prepare(sql).unwrap();
        for value in ["one", "another", "a third"] {
            let values = std::iter::repeat_n(value, statement.parameter_count());
            let mut rows = statement.query(rusqlite::params_from_iter(values)).unwrap();
            while rows.next().unwrap().is_some() {}
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{sql}");
    }
}

/// The schema as the ladder leaves it, in memory.
fn store() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    for step in open::LADDER {
        connection.execute_batch(step).unwrap();
    }
    connection.execute_batch(open::VIEWS).unwrap();
    connection
}

fn plan(store: &Connection, sql: &str) -> Vec<String> {
    let mut statement = store.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let count = statement.parameter_count();
    let values = rusqlite::params_from_iter(std::iter::repeat_n("x", count));
    let steps = statement.query_map(values, |row| row.get(3)).unwrap();
    steps.collect::<Result<_, _>>().unwrap()
}
