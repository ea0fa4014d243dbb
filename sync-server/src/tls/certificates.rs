//! A certificate with its key, from two files that are looked at again at each handshake.
//!
//! Certificates live for weeks, and whoever renews them writes over the files. Looking costs two
//! questions to the file system, so nobody need tell the server. A pair that cannot be used is
//! logged, and the one before serves on. Nothing of a key is ever logged.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys};

/// Why a certificate cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file is not there, or may not be read.
    #[error("{} cannot be read ({error}): check the path, and that this user may read it", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file of the certificate holds none.
    #[error("{} holds no certificate in PEM: give the whole chain, the server's own first", .0.display())]
    NoCertificate(PathBuf),
    /// The file of the key holds none.
    #[error("{} holds no private key in PEM", .0.display())]
    NoKey(PathBuf),
    /// The key is encrypted.
    #[error(
        "the private key in {} is locked with a passphrase, which nobody can type here: write it \
         without one, with `openssl pkey`, to a file that only this user may read",
        .0.display()
    )]
    Locked(PathBuf),
    /// The two are of different certificates.
    #[error(
        "the private key in {} is not that of the certificate in {}: give the two that were made \
         together",
        key.display(), certificate.display()
    )]
    Mismatch {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// TLS does not take them.
    #[error("{} and its private key cannot be used: {error}", certificate.display())]
    Unusable {
        /// The file of the certificate.
        certificate: PathBuf,
        /// Why.
        error: Error,
    },
}

/// The certificate that is served.
#[derive(Debug)]
pub struct Certificates {
    files: Files,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

/// What was read last, and what the files looked like then.
#[derive(Debug)]
struct Held {
    certified: Arc<CertifiedKey>,
    looks: [Option<Look>; 2],
}

/// What tells a file from another one in its place, without reading it.
#[derive(Debug, PartialEq, Eq)]
struct Look {
    inode: (u64, u64),
    length: u64,
    changed: [(i64, i64); 2],
}

impl Certificates {
    /// Reads both files.
    ///
    /// # Errors
    /// Says what is wrong with them, and what to do.
    pub fn load(certificate: &Path, key: &Path) -> Result<Self, CertificateError> {
        let files = Files { certificate: certificate.to_owned(), key: key.to_owned() };
        let looks = files.look();
        let held = Held { certified: files.read()?, looks };
        Ok(Self { files, held: Mutex::new(held) })
    }

    fn current(&self) -> Arc<CertifiedKey> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked at before they are read: what is written meanwhile looks different next time.
        let looks = self.files.look();
        if looks != held.looks {
            held.looks = looks;
            match self.files.read() {
                Ok(certified) if certified.cert == held.certified.cert => {}
                Ok(certified) => {
                    held.certified = certified;
                    tracing::info!("a new certificate is served");
                }
                Err(error) => {
                    tracing::error!(
                        "the certificate that was served so far stays, since the new one cannot \
                         be: {error}"
                    );
                }
            }
        }
        Arc::clone(&held.certified)
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

impl Files {
    fn look(&self) -> [Option<Look>; 2] {
        [&self.certificate, &self.key].map(|path| fs::metadata(path).ok().as_ref().map(Look::of))
    }

    fn read(&self) -> Result<Arc<CertifiedKey>, CertificateError> {
        let chain = read(&self.certificate)?;
        let none = || CertificateError::NoCertificate(self.certificate.clone());
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&chain).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty()).ok_or_else(none)?;
        let key = read(&self.key)?;
        let key = PrivateKeyDer::from_pem_slice(&key).map_err(|error| self.no_key(&key, &error))?;
        let certified = CertifiedKey::from_der(chain, key, &provider());
        certified.map(Arc::new).map_err(|error| match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => CertificateError::Mismatch {
                certificate: self.certificate.clone(),
                key: self.key.clone(),
            },
            error => CertificateError::Unusable { certificate: self.certificate.clone(), error },
        })
    }

    fn no_key(&self, bytes: &[u8], error: &pem::Error) -> CertificateError {
        let locked = b"ENCRYPTED".as_slice();
        let is_locked = matches!(error, pem::Error::NoItemsFound | pem::Error::Base64Decode(_))
            && bytes.windows(locked.len()).any(|part| part == locked);
        if is_locked {
            CertificateError::Locked(self.key.clone())
        } else {
            CertificateError::NoKey(self.key.clone())
        }
    }
}

impl Look {
    fn of(file: &Metadata) -> Self {
        Self {
            inode: (file.dev(), file.ino()),
            length: file.len(),
            changed: [(file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec())],
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, CertificateError> {
    fs::read(path).map_err(|error| CertificateError::Unreadable { path: path.to_owned(), error })
}

/// The one provider of cryptography that this program has.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}
