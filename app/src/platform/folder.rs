//! A safe in a folder: a secret and small files that only their owner may read.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Safe, SafeError, SafeFile};

const SECRET: &str = "device.secret";

/// A safe in the folder of a store.
#[derive(Clone, Debug)]
pub struct FolderSafe {
    folder: PathBuf,
}

impl FolderSafe {
    /// The safe in `folder`, which is made when something is first kept.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Written under another name, forced to the disk and moved into place: what was there stays
    /// until the new is durable.
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.make_folder()?;
        let draft = self.folder.join(format!("{name}.{}.new", std::process::id()));
        let mut file = private_file(&draft)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(error) = written.and_then(|()| fs::rename(&draft, self.folder.join(name))) {
            drop(fs::remove_file(&draft));
            return Err(error);
        }
        #[cfg(unix)]
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    fn make_folder(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    fn secret(&self) -> Result<Option<[u8; 32]>, SafeError> {
        let Some(bytes) = read(&self.folder.join(SECRET))? else {
            return Ok(None);
        };
        bytes.try_into().map(Some).map_err(|_| SafeError::NoSecret)
    }
}

impl Safe for FolderSafe {
    async fn make_secret(&self) -> Result<(), SafeError> {
        if self.secret()?.is_some() {
            return Ok(());
        }
        let mut secret = [0; 32];
        let drawn = getrandom::fill(&mut secret);
        drawn.map_err(|error| SafeError::Refused(error.to_string()))?;
        self.put(SECRET, &secret).map_err(of_io)
    }

    async fn derive(&self, salt: &[u8; 32]) -> Result<[u8; 32], SafeError> {
        let secret = self.secret()?.ok_or(SafeError::NoSecret)?;
        Ok(*blake3::keyed_hash(&secret, salt).as_bytes())
    }

    async fn read(&self, file: SafeFile) -> Result<Option<Vec<u8>>, SafeError> {
        read(&self.folder.join(file.name()))
    }

    async fn write(&self, file: SafeFile, bytes: &[u8]) -> Result<(), SafeError> {
        self.put(file.name(), bytes).map_err(of_io)
    }
}

/// A file that only its owner may read; what a crash left under that name is replaced.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, SafeError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(SafeError::Refused(format!("{error}; choose a folder for the store")))
        }
        Err(error) => Err(of_io(error)),
    }
}

fn of_io(error: io::Error) -> SafeError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SafeError::Full,
        _ => SafeError::Refused(error.to_string()),
    }
}
