//! A database as a file: a copy of it beside a running server, a look into one that nobody uses.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use shared::id::{DeviceId, EpochId};

use super::{BUSY, Session};
use crate::store::{Covered, Read, StoreError};

/// How long a database may be held by others before it counts as in use.
const IN_USE: Duration = Duration::from_secs(1);

/// What a copy says of itself.
#[derive(Debug)]
pub struct Look {
    /// Which life of the database it is of.
    pub epoch: EpochId,
    /// The desk: the same in every life.
    pub desk: DeviceId,
    /// How far it goes.
    pub covered: Covered,
    /// What is broken in it.
    pub problems: Vec<String>,
}

/// Why a copy could not be written.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// No room is left where it should go.
    #[error("no room is left")]
    Full,
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a copy of one moment of `database` to `to`, which is not there yet or empty, while others
/// may go on reading and writing. It is whole and one file, but not yet forced to the disk. What
/// was deleted is not in it.
///
/// # Errors
/// When the database cannot be read, or the copy cannot be written.
pub fn copy(database: &Path, to: &Path) -> Result<(), CopyError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags).map_err(StoreError::from)?;
    connection.busy_timeout(BUSY).map_err(StoreError::from)?;
    let to = to.to_str().ok_or_else(|| {
        StoreError::Unavailable("the name of the copy is no UTF-8: choose another".to_owned())
    })?;
    match connection.execute("VACUUM INTO ?1", [to]) {
        Ok(_) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DiskFull) => {
            Err(CopyError::Full)
        }
        Err(error) => Err(StoreError::from(error).into()),
    }
}

/// Looks into a copy and changes nothing in it.
///
/// # Errors
/// When it is no central database, or cannot be read.
pub fn look(copy: &Path) -> Result<Look, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(copy, flags)?;
    let session = Session(&connection);
    Ok(Look {
        epoch: session.epoch()?,
        desk: session.desk()?,
        covered: session.extent()?,
        problems: session.integrity()?,
    })
}

/// Folds what stands in the write-ahead log into the one file. False if somebody else has the
/// database open.
///
/// # Errors
/// When the file cannot be opened or is damaged.
pub fn fold(database: &Path) -> Result<bool, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    connection.busy_timeout(IN_USE)?;
    // Only the last connection may leave the write-ahead log behind.
    let mode =
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0));
    match mode {
        Ok(mode) => Ok(mode == "delete"),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Ok(false),
            _ => Err(error.into()),
        },
    }
}
