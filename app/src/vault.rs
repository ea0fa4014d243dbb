//! The vault: the store's key at rest, wrapped so that only its owner on this device opens it.
//!
//! The key is random. It lies here under a PIN stretched by argon2id, and once more under a recovery
//! code, each together with the device's secret: a copied file opens nowhere else. All of it is
//! bound by a sum that only this device makes, so that a changed vault is told from a wrong PIN.
//! **Law**: the file is replaced as a whole, and what it opened with before opens it until the new
//! one is durable. Start at [`Vault::unlock`]; nothing here knows the database.

use shared::words::RecoveryWords;

use crate::db::StoreKey;
use crate::platform::{Chance, ChanceError, Reading, Safe, SafeError};

mod file;
mod pin;
mod slot;
mod tries;

pub use pin::{PinError, check_pin};

use file::Body;
use slot::{Secret, Slot};

/// The vault of a store.
pub struct Vault<'a, S> {
    safe: &'a S,
}

/// What a vault opened to.
#[derive(Debug)]
pub struct Opened {
    /// The key of the store.
    pub key: StoreKey,
    /// A recovery code that is new, and that the server must get.
    pub recovery: Option<RecoveryWords>,
}

/// How far a vault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultState {
    /// There is none.
    Absent,
    /// Nobody is enrolled yet: it opens by itself on this device.
    Fresh,
    /// It opens with a PIN, or with a recovery code.
    Closed,
}

/// Why a vault does not open.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The PIN is another one.
    #[error("the PIN is wrong; try again in {} seconds", retry_in_ms.div_ceil(1_000))]
    WrongPin {
        /// How long to wait before the next try is taken, in milliseconds.
        retry_in_ms: u64,
    },
    /// The try came too early, and was not looked at.
    #[error("too many wrong PINs; try again in {} seconds", retry_in_ms.div_ceil(1_000))]
    TryLater {
        /// How long to wait, in milliseconds.
        retry_in_ms: u64,
    },
    /// The recovery code is another one, or was used.
    #[error("the recovery code is wrong or was used; ask your supervisor for the present one")]
    WrongCode,
    /// The words cannot be a recovery code.
    #[error("a word of the recovery code is mistyped; look at it again")]
    BadCode,
    /// The PIN is no good one.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The file is not what was written.
    #[error("the vault was damaged or changed; keep its files and ask for help before going on")]
    Damaged,
    /// There is no vault.
    #[error("this store has no PIN")]
    Absent,
    /// The device does not keep its part.
    #[error(transparent)]
    Safe(#[from] SafeError),
    /// The machine has no random numbers.
    #[error(transparent)]
    Chance(#[from] ChanceError),
}

/// What opening takes, called once before anybody waits for it.
#[cfg(target_arch = "wasm32")]
pub(crate) fn rehearse() -> Result<(), VaultError> {
    slot::rehearse()
}

impl<'a, S: Safe> Vault<'a, S> {
    /// The vault that lies in `safe`.
    pub fn new(safe: &'a S) -> Self {
        Self { safe }
    }

    /// How far the vault is. What is damaged is told when it is opened.
    ///
    /// # Errors
    /// When the device does not keep its part.
    pub async fn state(&self) -> Result<VaultState, VaultError> {
        Ok(match file::read(self.safe).await {
            Ok(None) => VaultState::Absent,
            Ok(Some(body)) if body.open.is_some() => VaultState::Fresh,
            Ok(Some(_)) | Err(VaultError::Damaged | VaultError::Safe(SafeError::NoSecret)) => {
                VaultState::Closed
            }
            Err(error) => return Err(error),
        })
    }

    /// How long to wait before a PIN is looked at, in milliseconds.
    ///
    /// # Errors
    /// When the device does not keep its part.
    pub async fn wait(&self, now: &Reading) -> Result<u64, VaultError> {
        tries::wait(self.safe, now).await
    }

    /// Makes a vault for `key`, which opens by itself until [`Vault::close`] is called. One that is
    /// there is replaced.
    ///
    /// # Errors
    /// When the PIN is no good one, or the device does not keep its part.
    pub async fn make(
        &self,
        key: &StoreKey,
        pin: &str,
        chance: &mut impl Chance,
    ) -> Result<RecoveryWords, VaultError> {
        check_pin(pin)?;
        self.safe.make_secret().await?;
        let (words, recovery) = self.new_recovery(key, chance).await?;
        let body = Body {
            pin: Slot::seal(self.safe, Secret::Pin(pin), key, chance).await?,
            recovery: vec![recovery],
            open: Some(Slot::seal(self.safe, Secret::Nothing, key, chance).await?),
            salt: slot::random(chance)?,
        };
        file::write(self.safe, &body).await?;
        Ok(words)
    }

    /// What a fresh vault opens to by itself.
    ///
    /// # Errors
    /// When it is damaged or not fresh.
    pub async fn open_fresh(&self) -> Result<StoreKey, VaultError> {
        let body = self.body().await?;
        let slot = body.open.as_ref().ok_or(VaultError::Damaged)?;
        slot.open(self.safe, Secret::Nothing).await?.ok_or(VaultError::Damaged)
    }

    /// From now on the PIN or a recovery code is needed.
    ///
    /// # Errors
    /// When it is damaged, or the device does not keep its part.
    pub async fn close(&self) -> Result<(), VaultError> {
        let mut body = self.body().await?;
        if body.open.take().is_some() {
            file::write(self.safe, &body).await?;
        }
        Ok(())
    }

    /// Opens with a PIN.
    ///
    /// # Errors
    /// Each way in which it does not open has its own error.
    pub async fn unlock(&self, pin: &str, now: &Reading) -> Result<StoreKey, VaultError> {
        let body = self.body().await?;
        self.try_pin(&body, pin, now).await
    }

    /// Gives it another PIN; the recovery code stays.
    ///
    /// # Errors
    /// As [`Vault::unlock`], and when the new PIN is no good one; then the old one stays.
    pub async fn change_pin(
        &self,
        old: &str,
        new: &str,
        now: &Reading,
        chance: &mut impl Chance,
    ) -> Result<(), VaultError> {
        check_pin(new)?;
        let mut body = self.body().await?;
        let key = self.try_pin(&body, old, now).await?;
        body.pin = Slot::seal(self.safe, Secret::Pin(new), &key, chance).await?;
        file::write(self.safe, &body).await
    }

    /// Opens with a recovery code, sets a new PIN, and makes a new code: the old one is used up.
    ///
    /// # Errors
    /// When the words are none, the code is another one, the new PIN is no good one, or the vault
    /// is damaged; then all stays as it was.
    pub async fn recover(
        &self,
        code: &str,
        pin: &str,
        chance: &mut impl Chance,
    ) -> Result<Opened, VaultError> {
        let words: RecoveryWords = code.parse().map_err(|_| VaultError::BadCode)?;
        check_pin(pin)?;
        let mut body = self.body().await?;
        for slot in &body.recovery {
            let Some(key) = slot.open(self.safe, Secret::Recovery(&words)).await? else {
                continue;
            };
            let (new, recovery) = self.new_recovery(&key, chance).await?;
            body.pin = Slot::seal(self.safe, Secret::Pin(pin), &key, chance).await?;
            body.recovery = vec![recovery];
            body.open = None;
            file::write(self.safe, &body).await?;
            tries::forget(self.safe).await?;
            return Ok(Opened { key, recovery: Some(new) });
        }
        Err(VaultError::WrongCode)
    }

    /// Makes a new recovery code beside those that are there, which stay until the server has it.
    ///
    /// # Errors
    /// When the vault is damaged, or the device does not keep its part.
    pub async fn add_recovery(
        &self,
        key: &StoreKey,
        chance: &mut impl Chance,
    ) -> Result<RecoveryWords, VaultError> {
        let mut body = self.body().await?;
        let (words, recovery) = self.new_recovery(key, chance).await?;
        // The last one may be with the server, or on its way there.
        body.recovery.drain(..body.recovery.len().saturating_sub(1));
        body.recovery.push(recovery);
        file::write(self.safe, &body).await?;
        Ok(words)
    }

    /// Whether the vault opens with these words; `only` also takes away all other codes.
    ///
    /// # Errors
    /// When the vault is damaged, or the device does not keep its part.
    pub async fn has_recovery(
        &self,
        key: &StoreKey,
        words: &RecoveryWords,
        only: bool,
    ) -> Result<bool, VaultError> {
        let mut body = self.body().await?;
        let tag = slot::tag(key, words);
        let is_known = body.recovery.iter().any(|slot| slot.tag == tag);
        if is_known && only && body.recovery.len() > 1 {
            body.recovery.retain(|slot| slot.tag == tag);
            file::write(self.safe, &body).await?;
        }
        Ok(is_known)
    }

    /// Removes the vault, and the count of wrong PINs with it. What it opened must be gone by then.
    ///
    /// # Errors
    /// When the device does not keep its part.
    pub async fn remove(&self) -> Result<(), VaultError> {
        file::remove(self.safe).await?;
        tries::forget(self.safe).await
    }

    async fn body(&self) -> Result<Body, VaultError> {
        file::read(self.safe).await?.ok_or(VaultError::Absent)
    }

    /// Counted before it is looked at, so that ending the app in between gives no try for free.
    async fn try_pin(&self, body: &Body, pin: &str, now: &Reading) -> Result<StoreKey, VaultError> {
        let retry_in_ms = tries::begin(self.safe, now).await?;
        match body.pin.open(self.safe, Secret::Pin(pin)).await? {
            Some(key) => {
                tries::forget(self.safe).await?;
                Ok(key)
            }
            None => Err(VaultError::WrongPin { retry_in_ms }),
        }
    }

    async fn new_recovery(
        &self,
        key: &StoreKey,
        chance: &mut impl Chance,
    ) -> Result<(RecoveryWords, Slot), VaultError> {
        let words = RecoveryWords(slot::random(chance)?);
        let mut slot = Slot::seal(self.safe, Secret::Recovery(&words), key, chance).await?;
        slot.tag = slot::tag(key, &words);
        Ok((words, slot))
    }
}
