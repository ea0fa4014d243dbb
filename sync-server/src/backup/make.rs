//! Making a backup beside a running server.

use std::fs::File;
use std::path::{Path, PathBuf};

use shared::time::Millis;

use super::{
    BackupError, FORMAT, Manifest, listed, manifest_path, measure, of_file, private_file, stamp,
    with_suffix, write_whole,
};
use crate::ledger::sync_folder_of;
use crate::service::ServiceError;
use crate::store::sqlite::file::{self, CopyError, Look};
use crate::store::{BackupNote, Store};

/// A backup that was made.
#[derive(Debug)]
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub manifest: Manifest,
    /// Older ones of the same database that were removed.
    pub removed: Vec<PathBuf>,
}

/// Makes a backup of `database`, on which `store` is open, in `folder`, and notes in the database
/// what is safe from now on. Of older ones, `keep` with this one stay; all if it is none.
///
/// # Errors
/// When it cannot be written or is not whole; then nothing counts as safer than before.
pub fn make(
    store: &dyn Store,
    database: &Path,
    folder: &Path,
    keep: Option<usize>,
    now: Millis,
) -> Result<Made, BackupError> {
    if !folder.is_dir() {
        return Err(BackupError::NoFolder(folder.to_owned()));
    }
    let epoch = store.read_now(|read| read.epoch().map_err(ServiceError::from))?;
    let tail = epoch.to_string().chars().rev().take(8).collect::<Vec<_>>();
    let tail: String = tail.into_iter().rev().collect();
    let path = folder.join(format!("palier-{}-{tail}.db", stamp(now)));
    let draft = with_suffix(&path, ".part");
    // Found out before phones are told to keep their work for this backup.
    drop(private_file(&draft).map_err(of_file(&draft))?);
    // Before the copy is taken: what is acknowledged after it must not be called safe, also where
    // this is the first backup, until which every commit was.
    let before = store.write_now(|write| write.set_backups(true).map_err(ServiceError::from))?;
    let made = write(store, database, &path, &draft, now);
    if made.is_err() {
        drop(std::fs::remove_file(&draft));
        if !before {
            store.write_now(|write| write.set_backups(false).map_err(ServiceError::from))?;
        }
    }
    let manifest = made?;
    let removed = match keep {
        Some(keep) => remove_older(folder, &manifest, keep)?,
        None => Vec::new(),
    };
    Ok(Made { path, manifest, removed })
}

fn write(
    store: &dyn Store,
    database: &Path,
    path: &Path,
    draft: &Path,
    now: Millis,
) -> Result<Manifest, BackupError> {
    file::copy(database, draft).map_err(|error| match error {
        CopyError::Full => BackupError::Full(path.parent().unwrap_or(path).to_owned()),
        CopyError::Store(error) => error.into(),
    })?;
    File::open(draft).and_then(|file| file.sync_all()).map_err(of_file(draft))?;
    let Look { epoch, desk, covered, problems } = file::look(draft)?;
    if let Some(problem) = problems.into_iter().next() {
        return Err(BackupError::CopyDamaged(problem));
    }
    let (size, blake3) = measure(draft).map_err(of_file(draft))?;
    let feeds = covered.feeds.iter().map(|(feed, seq)| (feed.to_string(), *seq)).collect();
    let manifest = Manifest { format: FORMAT, made: now, epoch, desk, size, blake3, feeds };
    let text = serde_json::to_vec_pretty(&manifest)
        .map_err(std::io::Error::other)
        .map_err(of_file(path))?;
    std::fs::rename(draft, path).map_err(of_file(path))?;
    sync_folder_of(path).map_err(of_file(path))?;
    // A file without a manifest is no backup yet; with it, it is one.
    write_whole(&manifest_path(path), &text).map_err(of_file(&manifest_path(path)))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let note = BackupNote { made: now, file: name, size, hash: manifest.blake3.clone() };
    let is_noted = store.write_now(move |write| {
        let is_same = write.epoch()? == epoch;
        if is_same {
            write.add_backup(&note, &covered)?;
        }
        Ok::<_, ServiceError>(is_same)
    })?;
    if is_noted { Ok(manifest) } else { Err(BackupError::OtherLife) }
}

/// The manifest goes first, so that no half of a backup is ever taken for one.
fn remove_older(
    folder: &Path,
    newest: &Manifest,
    keep: usize,
) -> Result<Vec<PathBuf>, BackupError> {
    let all = listed(folder, Some(newest.desk)).map_err(of_file(folder))?;
    let older = all.into_iter().filter(|(_, manifest)| manifest.made < newest.made);
    let mut removed = Vec::new();
    for (path, _) in older.skip(keep.saturating_sub(1)) {
        for path in [manifest_path(&path), path.clone()] {
            std::fs::remove_file(&path).map_err(of_file(&path))?;
        }
        removed.push(path);
    }
    Ok(removed)
}
