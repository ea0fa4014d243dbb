//! The first screen's questions, asked of an empty store before the real one is open.
//!
//! A browser compiles a function of the program when it is first called. What reads SQL and plans it is
//! most of what the first screen takes; it is called once while a person still types the PIN.

use rusqlite::{Connection, params_from_iter};

use super::DbError;
use super::open::{LADDER, VIEWS};
use super::view::first_asked;

pub(crate) fn rehearse() -> Result<(), DbError> {
    let connection = Connection::open_in_memory()?;
    for step in LADDER.iter().chain(&[VIEWS]) {
        connection.execute_batch(step)?;
    }
    for sql in first_asked() {
        let mut statement = connection.prepare(&sql)?;
        let values = std::iter::repeat_n("", statement.parameter_count());
        let mut rows = statement.query(params_from_iter(values))?;
        while rows.next()?.is_some() {}
    }
    Ok(())
}
