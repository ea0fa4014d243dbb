//! What a device keeps beside the database: a secret that never leaves it, and a few small files.
//!
//! The vault is built on this. Natively both lie in the store's folder, for its owner alone; in a
//! browser the secret is a key that no script can read out, and the files lie in its own store.

use std::future::Future;

/// The files that a safe holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SafeFile {
    /// The store's key, wrapped.
    Vault,
    /// How many wrong PINs came, and when.
    Tries,
}

impl SafeFile {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vault => "phone.vault",
            Self::Tries => "phone.tries",
        }
    }
}

/// Keeps a device's secret, and small files beside the database.
pub trait Safe {
    /// Makes the secret of this device, unless there is one.
    fn make_secret(&self) -> impl Future<Output = Result<(), SafeError>>;

    /// 32 bytes that this device alone derives from `salt`, the same each time.
    fn derive(&self, salt: &[u8; 32]) -> impl Future<Output = Result<[u8; 32], SafeError>>;

    /// What a file holds; nothing where there is none.
    fn read(&self, file: SafeFile) -> impl Future<Output = Result<Option<Vec<u8>>, SafeError>>;

    /// Puts `bytes` in the place of what a file held, durably, all of it or nothing.
    fn write(&self, file: SafeFile, bytes: &[u8]) -> impl Future<Output = Result<(), SafeError>>;
}

/// Why a safe cannot do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum SafeError {
    /// The secret of this device is gone, or the files came from another device.
    #[error(
        "the secret of this device is missing, so the store does not open; put back the files that \
         belong together, or enrol the phone anew"
    )]
    NoSecret,
    /// No room is left.
    #[error("no room is left on this machine, so nothing was saved; free some space and try again")]
    Full,
    /// The platform refuses.
    #[error("the files beside the store cannot be read or written: {0}")]
    Refused(String),
}
