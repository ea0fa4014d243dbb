//! Backups and their restoration: whole files, each with a manifest that proves it.
//!
//! A backup is `palier-TIME-EPOCH.db`, a copy of one moment, and the same name with `.json` for the
//! manifest. It is written under another name, forced to the disk, read again, and only then named
//! and noted in the live database, since phones let go of their own copies from there on.
//! [`make()`] writes one, [`restore()`] begins another life of the database with one.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use shared::id::{DeviceId, EpochId};
use shared::time::Millis;

use crate::ledger::sync_folder_of;
use crate::service::ServiceError;
use crate::store::StoreError;

mod make;
mod restore;

pub use make::{Made, make};
pub use restore::{Restore, Restored, restore};

/// Why a backup could not be made or restored; each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder is not there.
    #[error(
        "there is no folder {}: check that its disk is mounted, or make the folder first",
        .0.display()
    )]
    NoFolder(PathBuf),
    /// No room is left.
    #[error(
        "no room is left in {}: free some, or choose another folder; nothing was changed",
        .0.display()
    )]
    Full(PathBuf),
    /// A file cannot be read or written.
    #[error("{} cannot be used: {error}; check its rights, or choose another place", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// What was copied is broken.
    #[error(
        "the copy is damaged ({0}), so it does not count as a backup, and older ones stay: run \
         check on the database"
    )]
    CopyDamaged(String),
    /// The database was replaced while the backup was made.
    #[error("the database began another life meanwhile, so this backup is not of it: run it again")]
    OtherLife,
    /// There is no backup.
    #[error("there is no backup in {}: name the .db file of one, or its folder", .0.display())]
    NoBackup(PathBuf),
    /// The manifest cannot be read.
    #[error(
        "{} has no manifest that can be read ({why}): restore another backup, or put its .json \
         file back",
        path.display()
    )]
    NoManifest {
        /// The backup.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// The file is not what was written.
    #[error("{} is damaged ({why}): restore another backup", path.display())]
    Damaged {
        /// The backup.
        path: PathBuf,
        /// How that shows.
        why: String,
    },
    /// A newer backup of the same database lies beside it.
    #[error(
        "{} is newer, and phones may have let go of what only it holds: restore that one, or say \
         --older if it cannot be used",
        .0.display()
    )]
    Newer(PathBuf),
    /// There is a database already.
    #[error(
        "there is a database at {} already: say --replace to put the backup in its place; the old \
         one is kept beside it",
        .0.display()
    )]
    Occupied(PathBuf),
    /// Somebody works on the database.
    #[error("another program works on {}: stop the server first", .0.display())]
    InUse(PathBuf),
    /// The ledger that was named is not there.
    #[error(
        "there is no ledger at {}: without it phones that were revoked after the backup could read \
         again; name the right file with --ledger",
        .0.display()
    )]
    NoLedger(PathBuf),
    /// A use case failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

/// What a manifest says of its backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this text.
    pub format: u32,
    /// When the copy was taken.
    pub made: Millis,
    /// Which life of the database it is of.
    pub epoch: EpochId,
    /// The desk of the database: the same in every life.
    pub desk: DeviceId,
    /// How large the file is, in bytes.
    pub size: u64,
    /// BLAKE3 of the file, in hexadecimal digits.
    pub blake3: String,
    /// The newest number of each feed.
    pub feeds: BTreeMap<String, u64>,
}

const FORMAT: u32 = 1;

/// The backups of a folder that have a manifest, the newest first; all, or those of one database.
fn listed(folder: &Path, desk: Option<DeviceId>) -> io::Result<Vec<(PathBuf, Manifest)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_backup = path.extension().is_some_and(|extension| extension == "db");
        if let Ok(manifest) = read_manifest(&path)
            && is_backup
            && desk.is_none_or(|desk| desk == manifest.desk)
        {
            found.push((path, manifest));
        }
    }
    found.sort_by_key(|(path, manifest)| (std::cmp::Reverse(manifest.made), path.clone()));
    Ok(found)
}

fn manifest_path(backup: &Path) -> PathBuf {
    backup.with_extension("json")
}

fn read_manifest(backup: &Path) -> Result<Manifest, BackupError> {
    let fail = |why: String| BackupError::NoManifest { path: backup.to_owned(), why };
    let text = std::fs::read(manifest_path(backup)).map_err(|error| fail(error.to_string()))?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|error| fail(error.to_string()))?;
    if manifest.format > FORMAT {
        return Err(fail("a newer version made it: update this program first".to_owned()));
    }
    Ok(manifest)
}

/// Size and BLAKE3 of a file, read from the disk.
fn measure(path: &Path) -> io::Result<(u64, String)> {
    let (mut file, mut hasher, mut size) = (File::open(path)?, blake3::Hasher::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else {
            return Ok((size, hasher.finalize().to_hex().to_string()));
        };
        hasher.update(part);
        size += part.len() as u64;
    }
}

/// A new file that only its owner may read: it will hold what people said.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a small file whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = with_suffix(path, ".part");
    drop(std::fs::remove_file(&draft));
    let mut file = private_file(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&draft, path)?;
    sync_folder_of(path)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// An instant in a file name, in UTC; in the order of names is in the order of time.
fn stamp(at: Millis) -> String {
    let time = chrono::DateTime::from_timestamp_millis(at.0);
    time.map_or_else(|| at.0.to_string(), |time| time.format("%Y%m%dT%H%M%S%3fZ").to_string())
}

fn of_file(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |error| match error.kind() {
        io::ErrorKind::StorageFull => BackupError::Full(path),
        _ => BackupError::File { path, error },
    }
}
