//! Where the central database is: a file here, or a PostgreSQL server.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context;

use super::{fill_random, now};
use crate::store::{PostgresStore, SqliteStore, Store};

/// The path of a SQLite file, or the address of a database on a PostgreSQL server. The latter may
/// hold a password, and is never written anywhere.
#[derive(Clone)]
pub(super) enum Database {
    File(PathBuf),
    Server(String),
}

impl FromStr for Database {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if PostgresStore::is_address(text) {
            Self::Server(text.to_owned())
        } else {
            Self::File(text.into())
        })
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Server(_) => f.write_str("the database on the PostgreSQL server"),
        }
    }
}

impl Database {
    /// Opens it, and makes it if it is not there.
    pub(super) fn open(&self) -> anyhow::Result<Box<dyn Store>> {
        let mut random = [0; 20];
        fill_random(&mut random);
        let store: Box<dyn Store> = match self {
            Self::File(path) => Box::new(
                SqliteStore::open(path, now(), random)
                    .with_context(|| format!("cannot open {self}"))?,
            ),
            Self::Server(address) => Box::new(
                PostgresStore::open(address, now(), random)
                    .with_context(|| format!("cannot open {self}"))?,
            ),
        };
        Ok(store)
    }

    /// Whether it may be there: of a server, only opening tells.
    pub(super) fn may_be_there(&self) -> bool {
        match self {
            Self::File(path) => path.is_file(),
            Self::Server(_) => true,
        }
    }

    /// The file, for what only a file can have done to it; `instead` says what to do with a server.
    pub(super) fn file(&self, instead: &str) -> anyhow::Result<&Path> {
        match self {
            Self::File(path) => Ok(path),
            Self::Server(_) => anyhow::bail!("{self} is no file: {instead}"),
        }
    }
}
