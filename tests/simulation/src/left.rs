//! What a database leaves when its program ends without a word: its files as they are, without what an
//! orderly end would still do to them.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// A database and its log, as they were.
pub(crate) struct Left(Vec<(PathBuf, Option<Vec<u8>>)>);

impl Left {
    pub(crate) fn of(database: &Path) -> Result<Self> {
        let beside = |ending: &str| {
            let mut name = OsString::from(database);
            name.push(ending);
            PathBuf::from(name)
        };
        let left = ["", "-wal"].map(beside).into_iter().map(|path| match fs::read(&path) {
            Ok(bytes) => Ok((path, Some(bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((path, None)),
            Err(error) => Err(error),
        });
        let mut left = left.collect::<io::Result<Vec<_>>>()?;
        // The shared memory is made again from the log.
        left.push((beside("-shm"), None));
        Ok(Self(left))
    }

    /// Once the program has let go of the files.
    pub(crate) fn put_back(self) -> Result<()> {
        for (path, bytes) in self.0 {
            match bytes {
                Some(bytes) => fs::write(path, bytes)?,
                None if path.exists() => fs::remove_file(path)?,
                None => {}
            }
        }
        Ok(())
    }
}
