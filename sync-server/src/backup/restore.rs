//! Restoring a backup: the database begins another life with it.
//!
//! Everything is prepared under another name; the database appears whole, with its new epoch and
//! with the ledger replayed, or not at all.

use std::fs::File;
use std::path::{Path, PathBuf};

use shared::id::{DeviceId, EpochId};
use shared::time::Millis;

use super::{
    BackupError, Manifest, listed, measure, of_file, private_file, read_manifest, stamp,
    with_suffix,
};
use crate::ledger::{Entries, Entry, Ledger, sync_folder_of};
use crate::service::desk::Moment;
use crate::service::restore::{Replayed, begin_life};
use crate::store::sqlite::file;
use crate::store::{SqliteStore, Store, StoreError};

/// What to restore, and how.
#[derive(Clone, Debug)]
pub struct Restore {
    /// The backup, or a folder whose newest it is.
    pub from: PathBuf,
    /// Where the database goes.
    pub database: PathBuf,
    /// Put it in the place of the database that is there.
    pub replace: bool,
    /// Take it although a newer one lies beside it.
    pub older: bool,
    /// What must not come back.
    pub ledger: Ledger,
    /// The ledger must be there.
    pub ledger_required: bool,
}

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// The backup.
    pub backup: PathBuf,
    /// What its manifest said.
    pub manifest: Manifest,
    /// The new life.
    pub epoch: EpochId,
    /// Where the database went that was there before.
    pub replaced: Option<PathBuf>,
    /// What the ledger brought; none if there is no ledger.
    pub replayed: Option<Replayed>,
    /// The numbers of the ledger's lines that this version does not know.
    pub unknown: Vec<usize>,
}

/// Restores a backup.
///
/// # Errors
/// When the backup is not whole or something stands in its way; then nothing is changed.
pub fn restore(
    wanted: &Restore,
    now: Millis,
    random: fn(&mut [u8]),
) -> Result<Restored, BackupError> {
    let database = &wanted.database;
    let (backup, manifest) = find(wanted)?;
    let entries = read_ledger(wanted)?;
    let is_there = occupied(database);
    if is_there && !wanted.replace {
        return Err(BackupError::Occupied(database.clone()));
    }
    let draft = with_suffix(database, ".restoring");
    let begun = prepare(&backup, &manifest, &draft, entries.as_ref(), now, random);
    if begun.is_err() {
        remove_with_logs(&draft);
    }
    let (epoch, replayed) = begun?;
    let replaced = match is_there {
        true => Some(set_aside(database, now).inspect_err(|_| remove_with_logs(&draft))?),
        false => None,
    };
    std::fs::rename(&draft, database).map_err(of_file(database))?;
    sync_folder_of(database).map_err(of_file(database))?;
    Ok(Restored {
        backup,
        manifest,
        epoch,
        replaced,
        replayed: entries.as_ref().map(|_| replayed),
        unknown: entries.map(|entries| entries.unknown).unwrap_or_default(),
    })
}

/// The backup with its manifest, proven to be what was written.
fn find(wanted: &Restore) -> Result<(PathBuf, Manifest), BackupError> {
    let from = &wanted.from;
    let none = || BackupError::NoBackup(from.clone());
    let (path, manifest) = if from.is_dir() {
        listed(from, None).map_err(of_file(from))?.into_iter().next().ok_or_else(none)?
    } else if from.is_file() {
        (from.clone(), read_manifest(from)?)
    } else {
        return Err(none());
    };
    let damaged = |why: String| BackupError::Damaged { path: path.clone(), why };
    let (size, blake3) = measure(&path).map_err(of_file(&path))?;
    if size != manifest.size {
        let why = format!("it has {size} bytes, its manifest says {}", manifest.size);
        return Err(damaged(why));
    }
    if blake3 != manifest.blake3 {
        return Err(damaged("its content is not the one that was written".to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = listed(folder.unwrap_or(Path::new(".")), Some(manifest.desk)).unwrap_or_default();
    if let Some((newest, of_newest)) = beside.into_iter().next()
        && of_newest.made > manifest.made
        && !wanted.older
    {
        return Err(BackupError::Newer(newest));
    }
    Ok((path, manifest))
}

fn read_ledger(wanted: &Restore) -> Result<Option<Entries>, BackupError> {
    let path = wanted.ledger.path();
    let entries = wanted.ledger.read().map_err(of_file(path))?;
    if entries.is_none() && wanted.ledger_required {
        return Err(BackupError::NoLedger(path.to_owned()));
    }
    Ok(entries)
}

/// A write-ahead log without its database counts too: it would be read into the restored one.
fn occupied(database: &Path) -> bool {
    database.exists() || with_suffix(database, "-wal").exists()
}

/// Makes the database under another name, whole and forced to the disk.
fn prepare(
    backup: &Path,
    manifest: &Manifest,
    draft: &Path,
    entries: Option<&Entries>,
    now: Millis,
    random: fn(&mut [u8]),
) -> Result<(EpochId, Replayed), BackupError> {
    remove_with_logs(draft);
    drop(private_file(draft).map_err(of_file(draft))?);
    std::fs::copy(backup, draft).map_err(of_file(draft))?;
    let damaged = |why: String| BackupError::Damaged { path: backup.to_owned(), why };
    let look = file::look(draft)?;
    if let Some(problem) = look.problems.into_iter().next() {
        return Err(damaged(problem));
    }
    if look.epoch != manifest.epoch {
        return Err(damaged("its manifest is of another life of the database".to_owned()));
    }
    let known = entries.map(|entries| entries.known.as_slice()).unwrap_or_default();
    let mut revoked = Vec::<(DeviceId, Millis)>::new();
    let mut erased = Vec::new();
    for entry in known {
        match entry {
            Entry::RevokeDevice { device, at } => revoked.push((*device, *at)),
            Entry::Erase(lasting) => erased.push(lasting.clone()),
        }
    }
    let mut bytes = [0; 20];
    random(&mut bytes);
    let store: Box<dyn Store> = Box::new(SqliteStore::open(draft, now, bytes)?);
    let begun = store.write_now(move |write| {
        let mut random = random;
        begin_life(write, &revoked, &erased, &mut Moment { now, random: &mut random })
    })?;
    drop(store);
    finish(draft)?;
    Ok(begun)
}

/// Moves the database that is there out of the way, with a date in its name.
fn set_aside(database: &Path, now: Millis) -> Result<PathBuf, BackupError> {
    // A damaged database cannot be asked; it is moved as it is.
    let folded = if database.exists() { file::fold(database) } else { Ok(true) };
    if matches!(folded, Ok(false)) {
        return Err(BackupError::InUse(database.to_owned()));
    }
    let aside = with_suffix(database, &format!(".replaced-{}", stamp(now)));
    for suffix in ["-wal", "-shm", ""] {
        let from = with_suffix(database, suffix);
        if from.exists() {
            std::fs::rename(&from, with_suffix(&aside, suffix)).map_err(of_file(&from))?;
        }
    }
    Ok(aside)
}

fn remove_with_logs(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        // What is not there need not go.
        drop(std::fs::remove_file(with_suffix(path, suffix)));
    }
}

/// Nobody else has a draft open, so folding it cannot find it in use.
fn finish(draft: &Path) -> Result<(), BackupError> {
    if !file::fold(draft)? {
        let why = "the new database is held by another program: try again".to_owned();
        return Err(StoreError::Unavailable(why).into());
    }
    File::open(draft).and_then(|file| file.sync_all()).map_err(of_file(draft))
}
