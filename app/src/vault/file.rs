//! The vault as a file: its slots, and a sum over them that only this device makes.

use serde::{Deserialize, Serialize};

use super::VaultError;
use super::slot::Slot;
use crate::platform::{Safe, SafeFile};

const VERSION: u32 = 1;
const CONTEXT: &str = "palier 2026-11 vault sum";

/// What a vault holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    /// Opens with the PIN.
    pub(super) pin: Slot,
    /// Each opens with a recovery code; the last one is the newest.
    pub(super) recovery: Vec<Slot>,
    /// Opens by itself, until somebody is enrolled.
    pub(super) open: Option<Slot>,
    /// Makes the sum's key another one in each store.
    pub(super) salt: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vaulted {
    palier_vault: u32,
    body: Body,
    sum: [u8; 32],
}

pub(super) async fn read<S: Safe>(safe: &S) -> Result<Option<Body>, VaultError> {
    // A vault that was removed is an empty file: a safe puts one in the place of another.
    let Some(bytes) = safe.read(SafeFile::Vault).await?.filter(|bytes| !bytes.is_empty()) else {
        return Ok(None);
    };
    let held: Vaulted = serde_json::from_slice(&bytes).map_err(|_| VaultError::Damaged)?;
    // Compared in constant time.
    let same = blake3::Hash::from(held.sum) == sum(safe, &held.body).await?;
    if held.palier_vault != VERSION || !same {
        return Err(VaultError::Damaged);
    }
    Ok(Some(held.body))
}

pub(super) async fn write<S: Safe>(safe: &S, body: &Body) -> Result<(), VaultError> {
    let sum = *sum(safe, body).await?.as_bytes();
    let held = Vaulted { palier_vault: VERSION, body: body.clone(), sum };
    let bytes = serde_json::to_vec(&held).map_err(|_| VaultError::Damaged)?;
    Ok(safe.write(SafeFile::Vault, &bytes).await?)
}

pub(super) async fn remove<S: Safe>(safe: &S) -> Result<(), VaultError> {
    Ok(safe.write(SafeFile::Vault, &[]).await?)
}

async fn sum<S: Safe>(safe: &S, body: &Body) -> Result<blake3::Hash, VaultError> {
    let key = blake3::derive_key(CONTEXT, &safe.derive(&body.salt).await?);
    let bytes = serde_json::to_vec(body).map_err(|_| VaultError::Damaged)?;
    Ok(blake3::keyed_hash(&key, &bytes))
}
