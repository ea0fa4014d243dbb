//! The runs of this machine's clock.
//!
//! The server can put right what was written in the run in which the phone sends, and must guess
//! for earlier ones; so each start of the machine and each jump of its clock begins a new run.

use rusqlite::{Connection, OptionalExtension, params};
use shared::time::{ClockSession, Millis};

use super::column::Count;
use super::{Db, DbError};
use crate::platform::Reading;

/// A clock may drift this far, in milliseconds, before it counts as put right.
const DRIFT: i64 = 2_000;

/// The wall clock, and the run that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What the wall clock says, right or wrong.
    pub wall: Millis,
    /// The run of the clock.
    pub session: ClockSession,
    /// When that run began, by the same clock.
    pub since: Millis,
}

impl Db {
    /// Places a reading of the clocks in its run, and begins a new run where the clock jumped.
    ///
    /// # Errors
    /// When the store fails.
    pub fn moment(&mut self, reading: &Reading) -> Result<Moment, DbError> {
        if let Some(moment) = running(&self.connection, reading)? {
            return Ok(moment);
        }
        let tx = self.begin()?;
        let moment = match running(&tx, reading)? {
            Some(moment) => moment,
            None => begin(&tx, reading)?,
        };
        tx.commit()?;
        Ok(moment)
    }
}

fn running(tx: &Connection, reading: &Reading) -> Result<Option<Moment>, DbError> {
    let sql = "SELECT id, boot, wall_minus_uptime, since FROM clock_session \
               ORDER BY id DESC LIMIT 1";
    let latest = tx
        .prepare_cached(sql)?
        .query_row([], |row| {
            let Count(id) = row.get(0)?;
            Ok((id, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let same_run = latest.filter(|(_, boot, difference, _)| {
        let moved = Millis(difference_of(reading)).since(Millis(*difference));
        *boot == reading.boot && moved.saturating_abs() <= DRIFT
    });
    Ok(same_run.map(|(id, _, _, since)| Moment {
        wall: reading.wall,
        session: ClockSession(id),
        since: Millis(since),
    }))
}

fn begin(tx: &Connection, reading: &Reading) -> Result<Moment, DbError> {
    let sql = "INSERT INTO clock_session (boot, wall_minus_uptime, since) VALUES (?1, ?2, ?3) \
               RETURNING id";
    let values = params![reading.boot, difference_of(reading), reading.wall.0];
    let Count(id) = tx.query_row(sql, values, |row| row.get(0))?;
    Ok(Moment { wall: reading.wall, session: ClockSession(id), since: reading.wall })
}

fn difference_of(reading: &Reading) -> i64 {
    reading.wall.plus(reading.uptime.saturating_neg()).0
}
