//! People and their devices, as the desk sees them.

use shared::id::{AccountId, DeviceId, FeedId};
use shared::record::{Account, Device, Kind, Line, Record, Role};
use shared::time::Millis;
use shared::words::CodeWords;

use super::desk::{Desk, Moment};
use super::{ServiceError, enrol, named};
use crate::store::{Contact, EnrolmentCode, Read, StoreError, Write};

/// Adds a person.
///
/// # Errors
/// When somebody has that name already.
pub fn add(
    write: &mut dyn Write,
    name: Line,
    role: Role,
    moment: &mut Moment<'_>,
) -> Result<AccountId, ServiceError> {
    if all(&*write)?.iter().any(|(_, account)| account.name == name && !account.closed) {
        return Err(ServiceError::refused(format!(
            "there is an account named {name} already: choose a name that tells the two apart"
        )));
    }
    let id: AccountId = moment.id();
    let feed = FeedId::Account(id);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, &Account { name, role, closed: false })?;
    desk.close()?;
    Ok(id)
}

/// All people, in the order of their arrival.
///
/// # Errors
/// When the store fails.
pub fn all(read: &dyn Read) -> Result<Vec<(AccountId, Account)>, StoreError> {
    named::all(read)
}

/// The person of that name, or with that id.
///
/// # Errors
/// When there is none; the sentence lists the names there are.
pub fn find(read: &dyn Read, name: &str) -> Result<(AccountId, Account), ServiceError> {
    named::find(read, name)
}

/// A new one-time code for a person's phone.
///
/// # Errors
/// When the person left, or the store fails.
pub fn enrolment_code(
    write: &mut dyn Write,
    account: AccountId,
    valid_for: i64,
    moment: &mut Moment<'_>,
) -> Result<(CodeWords, Millis), ServiceError> {
    let row = write.row(FeedId::Account(account), Kind::Account, account.0)?;
    if Account::read(&row.fields()).is_ok_and(|account| account.closed) {
        return Err(ServiceError::refused("this person left: no phone can be enrolled"));
    }
    let code = CodeWords(moment.bytes());
    let expires = moment.now.plus(valid_for);
    let kept = EnrolmentCode { account, expires, used_by: None };
    write.set_code(&enrol::hash(code), &kept)?;
    Ok((code, expires))
}

/// A device with its owner, as a list shows it.
pub struct Listed {
    /// The device.
    pub id: DeviceId,
    /// Its record.
    pub device: Device,
    /// Whose it is.
    pub owner: Line,
    /// The device whose store it is a copy of.
    pub copied_from: Option<DeviceId>,
    /// What it declared at its last contact.
    pub contact: Option<Contact>,
}

/// All devices, in the order of their enrolment.
///
/// # Errors
/// When the store fails.
pub fn devices(read: &dyn Read) -> Result<Vec<Listed>, StoreError> {
    let damaged = |error: shared::record::RecordError| StoreError::Damaged(error.to_string());
    let mut devices = Vec::new();
    for (secret, contact) in read.devices()? {
        let feed = FeedId::Account(secret.account);
        let device = read.row(feed, Kind::Device, secret.device.0)?;
        let owner = read.row(feed, Kind::Account, secret.account.0)?;
        devices.push(Listed {
            id: secret.device,
            device: Device::read(&device.fields()).map_err(damaged)?,
            owner: Account::read(&owner.fields()).map_err(damaged)?.name,
            copied_from: secret.copied_from,
            contact,
        });
    }
    Ok(devices)
}

/// Takes a device's right to read. What it still sends is kept aside.
///
/// # Errors
/// When there is no such device.
pub fn revoke(
    write: &mut dyn Write,
    device: DeviceId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let secret = write.device(device)?.ok_or_else(|| {
        ServiceError::refused(format!("there is no device {device}; see: device list"))
    })?;
    let feed = FeedId::Account(secret.account);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Device, device.0, "revoked", true)?;
    Ok(desk.close()?)
}
