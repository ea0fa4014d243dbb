//! Wrong PINs are counted, and each makes the next one wait longer. Nothing is ever wiped.
//!
//! The wait is measured by the clock that nobody can set. After a restart that clock counts anew,
//! and so does what is left of the wait: neither a restart nor a clock set forward or back helps.

use serde::{Deserialize, Serialize};

use super::VaultError;
use crate::platform::{Reading, Safe, SafeFile};

/// Seconds to wait after so many wrong PINs in a row; from then on, the last.
const WAITS: &[u64] = &[0, 0, 0, 5, 15, 30, 60, 120, 240, 480, 900];

/// What is kept of wrong PINs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tries {
    /// How many in a row.
    wrong: usize,
    /// In which run of the machine the last one was.
    boot: String,
    /// When, in that run.
    uptime: i64,
}

impl Tries {
    fn wait_after(&self) -> u64 {
        WAITS.get(self.wrong).or(WAITS.last()).map_or(0, |seconds| seconds * 1_000)
    }

    fn left(&self, now: &Reading) -> u64 {
        let since = if self.boot == now.boot { self.uptime } else { 0 };
        let passed = u64::try_from(now.uptime.saturating_sub(since)).unwrap_or(0);
        self.wait_after().saturating_sub(passed)
    }
}

/// How long to wait before a PIN is looked at, in milliseconds.
pub(super) async fn wait<S: Safe>(safe: &S, now: &Reading) -> Result<u64, VaultError> {
    Ok(read(safe).await?.left(now))
}

/// Counts a try as wrong before it is looked at, and says how long to wait if it is.
pub(super) async fn begin<S: Safe>(safe: &S, now: &Reading) -> Result<u64, VaultError> {
    let mut tries = read(safe).await?;
    let left = tries.left(now);
    if left > 0 {
        return Err(VaultError::TryLater { retry_in_ms: left });
    }
    tries.wrong = tries.wrong.saturating_add(1);
    tries.boot.clone_from(&now.boot);
    tries.uptime = now.uptime;
    write(safe, &tries).await?;
    Ok(tries.wait_after())
}

/// The last try was right.
pub(super) async fn forget<S: Safe>(safe: &S) -> Result<(), VaultError> {
    write(safe, &Tries::default()).await
}

/// What cannot be read counts as many wrong ones: damaging it must not help either.
async fn read<S: Safe>(safe: &S) -> Result<Tries, VaultError> {
    let Some(bytes) = safe.read(SafeFile::Tries).await? else {
        return Ok(Tries::default());
    };
    let worst = Tries { wrong: WAITS.len(), ..Tries::default() };
    Ok(serde_json::from_slice(&bytes).unwrap_or(worst))
}

async fn write<S: Safe>(safe: &S, tries: &Tries) -> Result<(), VaultError> {
    let bytes = serde_json::to_vec(tries).map_err(|_| VaultError::Damaged)?;
    Ok(safe.write(SafeFile::Tries, &bytes).await?)
}
