//! The stories of the protocol and of the desk once more, on a PostgreSQL server.
//!
//! They are the same tests, run again by this binary with another store under their worlds.

use std::process::Command;

use super::cluster::cluster;

/// Says on what the worlds of a process stand.
pub(crate) const STORE: &str = "PALIER_TEST_STORE";
/// What goes through every layer. All others that look at no file of the database hold there as well:
/// `PALIER_TEST_STORE=postgres cargo test -p sync-server --test all desk::` plays those of the desk, but
/// each wants a database of its own, and that takes minutes.
const STORIES: &[&str] = &["acceptance::", "life::", "rescue::"];

#[test]
fn the_stories_hold_on_postgres() {
    if std::env::var_os(STORE).is_some() || cluster().is_none() {
        return;
    }
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(STORIES).env(STORE, "postgres");
    let output = again.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
