//! The store in a browser: files of the origin (OPFS), which one worker holds at a time.
//!
//! Once the pool is taken it is SQLite's own file system, so a database is opened by its name as
//! elsewhere. Nothing here knows the schema.

use std::path::Path;

use rusqlite::Connection;
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_rs::vfs::VfsFilesManager;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfg, OpfsSAHPoolUtil, install};

use super::{DATABASE, StoreKey, open_with};
use crate::db::DbError;

pub(in crate::db) async fn open(key: &StoreKey) -> Result<Connection, DbError> {
    take().await?;
    open_with(Path::new(DATABASE), &key.hex())
}

/// Whether the pool holds a database: a browser that runs out of room may throw away all of it.
pub(in crate::db) async fn holds_store() -> Result<bool, DbError> {
    let names = take().await?.names().map_err(of_pool)?;
    Ok(names.iter().any(|name| name.trim_start_matches('/') == DATABASE))
}

/// Removes the database, which nobody has open, and what its last transaction left.
pub(in crate::db) async fn erase() -> Result<(), DbError> {
    let pool = take().await?;
    for name in [DATABASE.to_owned(), format!("{DATABASE}-journal")] {
        pool.remove(&name).map_err(of_pool)?;
    }
    Ok(())
}

/// Takes the pool, or what was taken before.
async fn take() -> Result<OpfsSAHPoolUtil, DbError> {
    let pool = install::<WasmOsCallback>(&OpfsSAHPoolCfg::default(), true).await;
    pool.map_err(of_pool)
}

fn of_pool(error: OpfsSAHError) -> DbError {
    let told = error.to_string();
    // The browser's own name for a file that somebody else has open.
    if told.contains("NoModificationAllowedError") {
        DbError::Elsewhere
    } else if told.contains("QuotaExceededError") {
        DbError::Full
    } else {
        DbError::NoStorage(told)
    }
}
