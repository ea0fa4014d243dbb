//! The codes that reset a forgotten PIN: each phone makes its own and sends it sealed; the desk reads
//! it out to the person who stands there, and the phone sends another one.

use shared::id::{DeviceId, FeedId};
use shared::protocol::Standing;
use shared::record::{Device, Kind, Record};
use shared::recovery::SealedRecovery;
use shared::time::Millis;
use shared::words::RecoveryWords;

use super::scope::Actor;
use super::{ServiceError, rescue};
use crate::store::{Read, StoreError, Write};

/// Keeps the code that a phone sent, and says whether it is kept.
///
/// # Errors
/// When the store fails.
pub fn keep(
    write: &mut dyn Write,
    actor: &Actor,
    sealed: Option<&SealedRecovery>,
    now: Millis,
) -> Result<bool, StoreError> {
    match sealed {
        Some(sealed) if actor.standing == Standing::Active => {
            write.set_recovery(actor.device, sealed, now)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Whether the code of a phone was read out, so that it should send another.
///
/// # Errors
/// When the store fails.
pub fn is_told(read: &dyn Read, actor: &Actor) -> Result<bool, StoreError> {
    Ok(read.recovery(actor.device)?.is_some_and(|(_, told)| told.is_some()))
}

/// Gives the code of a phone, and notes that it was read out.
///
/// # Errors
/// When there is no such phone, it was revoked, it has sent no code yet, or it sealed its code for
/// another server.
pub fn tell(
    write: &mut dyn Write,
    device: DeviceId,
    now: Millis,
) -> Result<RecoveryWords, ServiceError> {
    let secret = write.device(device)?.ok_or_else(|| {
        ServiceError::refused(format!("there is no device {device}; see: device list"))
    })?;
    let row = write.row(FeedId::Account(secret.account), Kind::Device, device.0)?;
    if Device::read(&row.fields()).is_ok_and(|device| device.revoked) {
        return Err(ServiceError::refused(
            "this phone was revoked, so its code is not read out: whoever has it may not be its \
             owner",
        ));
    }
    let (sealed, _) = write.recovery(device)?.ok_or_else(|| {
        ServiceError::refused(
            "this phone has sent no recovery code: it has no PIN, or it has not synced since it \
             was given one",
        )
    })?;
    let key = rescue::secret(&*write)?;
    let words = key.and_then(|key| sealed.open(&key, device).ok()).ok_or_else(|| {
        ServiceError::refused(
            "the recovery code of this phone was sealed for another server, or is damaged; the \
             phone sends it anew when it syncs after the server was restored",
        )
    })?;
    write.tell_recovery(device, now)?;
    Ok(words)
}
