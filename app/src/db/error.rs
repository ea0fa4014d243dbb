//! Why the store cannot do what it is asked, each with a sentence that says what to do.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::platform::ChanceError;

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// There is a database, but not the key that opens it.
    #[error(
        "the key file {} is missing, and the work in this store cannot be read without it; put \
         the file back from where it went, or use another --store",
        .0.display()
    )]
    KeyMissing(PathBuf),
    /// The key file holds no key.
    #[error(
        "the key file {} is damaged: it must hold 64 hexadecimal digits; put the right file back, \
         or use another --store",
        .0.display()
    )]
    KeyDamaged(PathBuf),
    /// The key does not open the database, or the file is none.
    #[error(
        "{} does not open with the key beside it: one of the two files is from another store or \
         damaged; put back the pair that belongs together, or use another --store",
        .0.display()
    )]
    WrongKey(PathBuf),
    /// A newer version wrote the store.
    #[error(
        "this store was written by a newer version of the app (schema {found}, this version knows \
         {known}); update the app"
    )]
    Newer {
        /// The schema of the store.
        found: i64,
        /// The newest schema that this version knows.
        known: i64,
    },
    /// The folder or the file cannot be made, read or written.
    #[error("the store cannot be used at {}: {error}; choose a folder that you may write to", path.display())]
    Unusable {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file may not be written.
    #[error("the store may not be written; check the rights of its folder and its files")]
    ReadOnly,
    /// The files of a store that was there are gone.
    #[error(
        "the store is gone: somebody, or the browser, deleted its files; what was sent is at the \
         desk; ask your supervisor for a new code"
    )]
    Gone,
    /// No room is left.
    #[error("no room is left on this machine, so nothing was saved; free some space and try again")]
    Full,
    /// Another process holds the store for too long.
    #[error("another program is working in this store; try again in a moment")]
    Busy,
    /// Another tab of the browser, or another window of the app, holds the store.
    #[error("Palier is open in another tab or window; go on there, or close it and try again")]
    Elsewhere,
    /// The browser gives no files that last.
    #[error("this browser keeps no files for the app ({0}); use a newer one, outside private mode")]
    NoStorage(String),
    /// Here a store is closed with a PIN.
    #[error("a store in a browser needs a PIN; choose one of six digits or more")]
    NeedsPin,
    /// What is stored cannot be what was written.
    #[error("the store is damaged ({0}); keep its files and ask for help before going on")]
    Damaged(String),
    /// The file that an export should write exists, or its name is none.
    #[error("{} exists already; choose another name", .0.display())]
    ExportExists(PathBuf),
    /// The machine gave no key.
    #[error(transparent)]
    Chance(#[from] ChanceError),
    /// Anything else that SQLite says.
    #[error("the store failed: {0}")]
    Sqlite(rusqlite::Error),
}

impl DbError {
    pub(super) fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged(what.to_string())
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::damaged(error),
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..) => Self::damaged(error),
                error => Self::Sqlite(error),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn of(code: i32) -> DbError {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn each_trouble_of_the_machine_has_its_own_sentence() {
        assert!(matches!(of(ffi::SQLITE_FULL), DbError::Full));
        assert!(matches!(of(ffi::SQLITE_BUSY), DbError::Busy));
        assert!(matches!(of(ffi::SQLITE_READONLY), DbError::ReadOnly));
        assert!(matches!(of(ffi::SQLITE_CANTOPEN), DbError::ReadOnly));
        assert!(matches!(of(ffi::SQLITE_CORRUPT), DbError::Damaged(_)));
        assert!(matches!(of(ffi::SQLITE_MISUSE), DbError::Sqlite(_)));
    }
}
