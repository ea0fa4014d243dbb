//! The ledger: what must not come back when a backup is restored.
//!
//! A backup is older than the database, so whoever was revoked since would be let in again, and what
//! was erased since would be back. Each revocation and each erasure is therefore written to a file of
//! its own, one JSON line each, and is on the disk before the database has it; `restore` replays the
//! file. It only grows, holds ids and times and
//! nothing about people, and lines that this version does not know are left alone and counted.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use shared::id::DeviceId;
use shared::time::Millis;

use crate::service::erasure::Lasting;

/// What must not come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Entry {
    /// A device was revoked.
    RevokeDevice {
        /// The device.
        device: DeviceId,
        /// When.
        at: Millis,
    },
    /// Records were erased.
    Erase(Lasting),
}

/// What a ledger holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The lines that this version knows, in their order.
    pub known: Vec<Entry>,
    /// The numbers of the lines that it does not: from a newer version, or torn by a crash.
    pub unknown: Vec<usize>,
}

/// A file of entries.
#[derive(Clone, Debug)]
pub struct Ledger(PathBuf);

impl Ledger {
    /// The ledger in that file, which is made with its first entry.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// The ledger that lies beside a database unless another is named.
    #[must_use]
    pub fn beside(database: &Path) -> Self {
        let mut path = database.as_os_str().to_owned();
        path.push(".ledger");
        Self(path.into())
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Appends an entry; when this returns, it is on the disk.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append(&self, entry: &Entry) -> io::Result<()> {
        let is_new = !self.0.exists();
        let mut options = OpenOptions::new();
        let mut file = options.read(true).append(true).create(true).open(&self.0)?;
        let mut line = serde_json::to_string(entry).map_err(io::Error::other)?;
        line.push('\n');
        if is_torn(&mut file)? {
            line.insert(0, '\n');
        }
        file.write_all(line.as_bytes())?;
        file.sync_all()?;
        if is_new {
            sync_folder_of(&self.0)?;
        }
        Ok(())
    }

    /// Reads all of it; none if there is no such file.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(&self) -> io::Result<Option<Entries>> {
        let bytes = match std::fs::read(&self.0) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut entries = Entries::default();
        for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice(line) {
                Ok(entry) => entries.known.push(entry),
                Err(_) => entries.unknown.push(number),
            }
        }
        Ok(Some(entries))
    }
}

/// Whether a crash left the last line without its end.
fn is_torn(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// Makes a new name in a folder outlive a power cut.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn entry(device: u128) -> Entry {
        Entry::RevokeDevice { device: DeviceId(Uuid::from_u128(device)), at: Millis(5) }
    }

    #[test]
    fn entries_read_back_and_a_missing_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::beside(&folder.path().join("central.db"));
        assert_eq!(ledger.path(), folder.path().join("central.db.ledger"));
        assert_eq!(ledger.read().unwrap(), None);
        ledger.append(&entry(1)).unwrap();
        ledger.append(&entry(2)).unwrap();
        let text = std::fs::read_to_string(ledger.path()).unwrap();
        assert!(text.starts_with(r#"{"what":"revoke_device","device":"#), "{text}");
        assert_eq!(ledger.read().unwrap().unwrap().known, [entry(1), entry(2)]);
    }

    #[test]
    fn a_torn_line_and_one_of_a_newer_version_are_kept_and_counted() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::at(folder.path().join("ledger"));
        ledger.append(&entry(1)).unwrap();
        let before = std::fs::read_to_string(ledger.path()).unwrap();
        let strange = format!("{before}{{\"what\":\"forget\",\"id\":1}}\n{{\"what\":\"rev");
        std::fs::write(ledger.path(), &strange).unwrap();
        ledger.append(&entry(2)).unwrap();
        let read = ledger.read().unwrap().unwrap();
        assert_eq!(read.known, [entry(1), entry(2)]);
        assert_eq!(read.unknown, [2, 3]);
        assert!(std::fs::read_to_string(ledger.path()).unwrap().starts_with(&strange));
    }
}
