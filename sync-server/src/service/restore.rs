//! A database begins another life, and what the ledger says holds in it too.

use shared::id::{DeviceId, EpochId, FeedId};
use shared::record::{Device, Kind, Record};
use shared::time::Millis;

use super::desk::Moment;
use super::erasure::{self, Lasting};
use super::{ServiceError, accounts};
use crate::store::Write;

/// What was replayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Devices that the backup let read, and that are revoked again.
    pub revoked: usize,
    /// Devices that the backup does not know, and that are kept out.
    pub barred: usize,
    /// Erasures that the backup did not know, and that were done again.
    pub erased: usize,
}

/// Gives the database a new epoch, so that phones read anew and send again what it lacks, and
/// revokes and erases again who and what was.
///
/// # Errors
/// When the store fails.
pub fn begin_life(
    write: &mut dyn Write,
    revoked: &[(DeviceId, Millis)],
    erased: &[Lasting],
    moment: &mut Moment<'_>,
) -> Result<(EpochId, Replayed), ServiceError> {
    let epoch = moment.id();
    write.begin_epoch(epoch)?;
    let mut replayed = Replayed::default();
    for (device, at) in revoked {
        let Some(secret) = write.device(*device)? else {
            write.bar(*device, *at)?;
            replayed.barred += 1;
            continue;
        };
        let row = write.row(FeedId::Account(secret.account), Kind::Device, device.0)?;
        if !Device::read(&row.fields()).is_ok_and(|device| device.revoked) {
            accounts::revoke(write, *device, moment)?;
            replayed.revoked += 1;
        }
    }
    for lasting in erased {
        replayed.erased += usize::from(erasure::again(write, lasting, moment)?);
    }
    Ok((epoch, replayed))
}
