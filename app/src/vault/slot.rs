//! One wrapping of the store's key: what somebody knows, stretched, and what this device has,
//! mixed into a key of its own, under which the store's key is sealed.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use serde::{Deserialize, Serialize};
use shared::words::RecoveryWords;

use super::VaultError;
use crate::db::StoreKey;
use crate::platform::{Chance, ChanceError, Safe};

/// What RFC 9106 and OWASP name for machines with little memory: half a second on a cheap phone.
const MEMORY_KIB: u32 = 19 << 10;
const PASSES: u32 = 2;
/// A vault that asks for more than this was not written here.
const MOST_MEMORY_KIB: u32 = 1 << 20;
const MOST_PASSES: u32 = 64;

/// What somebody knows.
#[derive(Clone, Copy)]
pub(super) enum Secret<'a> {
    /// A PIN.
    Pin(&'a str),
    /// A recovery code.
    Recovery(&'a RecoveryWords),
    /// Nothing: the device alone opens it.
    Nothing,
}

impl Secret<'_> {
    /// Says for what a key is used, so that no slot opens in the place of another.
    fn context(self) -> &'static str {
        match self {
            Self::Pin(_) => "palier 2026-11 vault pin",
            Self::Recovery(_) => "palier 2026-11 vault recovery",
            Self::Nothing => "palier 2026-11 vault fresh",
        }
    }
}

/// A wrapped key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Slot {
    memory_kib: u32,
    passes: u32,
    salt: [u8; 32],
    nonce: [u8; 12],
    sealed: Vec<u8>,
    /// Names a recovery code to whoever has the store open, and to nobody else.
    pub(super) tag: [u8; 8],
}

impl Slot {
    pub(super) async fn seal<S: Safe>(
        safe: &S,
        secret: Secret<'_>,
        key: &StoreKey,
        chance: &mut impl Chance,
    ) -> Result<Self, VaultError> {
        let mut slot = Self {
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            salt: random(chance)?,
            nonce: random(chance)?,
            sealed: Vec::new(),
            tag: [0; 8],
        };
        let cipher = slot.cipher(safe, secret).await?;
        let plain = Payload { msg: &key.0, aad: &slot.salt };
        let sealed = cipher.encrypt(&Nonce::from(slot.nonce), plain);
        slot.sealed = sealed.map_err(|_| VaultError::Damaged)?;
        Ok(slot)
    }

    /// The key; none if the secret is another one.
    pub(super) async fn open<S: Safe>(
        &self,
        safe: &S,
        secret: Secret<'_>,
    ) -> Result<Option<StoreKey>, VaultError> {
        let cipher = self.cipher(safe, secret).await?;
        let sealed = Payload { msg: &self.sealed, aad: &self.salt };
        let Ok(key) = cipher.decrypt(&Nonce::from(self.nonce), sealed) else {
            return Ok(None);
        };
        Ok(Some(StoreKey(key.try_into().map_err(|_| VaultError::Damaged)?)))
    }

    async fn cipher<S: Safe>(
        &self,
        safe: &S,
        secret: Secret<'_>,
    ) -> Result<ChaCha20Poly1305, VaultError> {
        let known = match secret {
            Secret::Pin(pin) => self.stretch(pin.as_bytes())?,
            Secret::Recovery(words) => self.stretch(&words.0)?,
            Secret::Nothing => [0; 32],
        };
        let mut mixed = blake3::Hasher::new_derive_key(secret.context());
        mixed.update(&known).update(&safe.derive(&self.salt).await?);
        Ok(ChaCha20Poly1305::new(&Key::from(*mixed.finalize().as_bytes())))
    }

    fn stretch(&self, known: &[u8]) -> Result<[u8; 32], VaultError> {
        if self.memory_kib > MOST_MEMORY_KIB || self.passes > MOST_PASSES {
            return Err(VaultError::Damaged);
        }
        stretch(self.memory_kib, self.passes, known, &self.salt)
    }
}

fn stretch(
    memory_kib: u32,
    passes: u32,
    known: &[u8],
    salt: &[u8],
) -> Result<[u8; 32], VaultError> {
    let params = Params::new(memory_kib, passes, 1, Some(32));
    let params = params.map_err(|_| VaultError::Damaged)?;
    let mut stretched = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(known, salt, &mut stretched)
        .map_err(|_| VaultError::Damaged)?;
    Ok(stretched)
}

/// Stretches a little of nothing: a browser compiles what does it when it is first called, and the person
/// who types a PIN need not wait for that.
#[cfg(target_arch = "wasm32")]
pub(super) fn rehearse() -> Result<(), VaultError> {
    stretch(MEMORY_KIB / 16, PASSES, &[], &[0; 32]).map(drop)
}

/// The name of a recovery code for whoever has the store's key.
pub(super) fn tag(key: &StoreKey, words: &RecoveryWords) -> [u8; 8] {
    let mut name = blake3::Hasher::new_derive_key("palier 2026-11 vault recovery tag");
    name.update(&key.0).update(&words.0);
    let mut tag = [0; 8];
    name.finalize_xof().fill(&mut tag);
    tag
}

pub(super) fn random<const N: usize>(chance: &mut impl Chance) -> Result<[u8; N], ChanceError> {
    let mut bytes = [0; N];
    chance.fill(&mut bytes)?;
    Ok(bytes)
}
