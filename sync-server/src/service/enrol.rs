//! A phone's way in: a one-time code for a place, and a place of its own for a copied store.

use shared::id::{AccountId, DeviceId, FeedId, made_at};
use shared::protocol::{EnrolAnswer, EnrolRequest, ProblemCode, SplitRequest, Standing, Token};
use shared::record::{Account, Device, Kind, Line, Record};
use shared::time::Millis;
use shared::words::CodeWords;

use super::ServiceError;
use super::desk::Desk;
use super::scope::Actor;
use crate::store::{DeviceSecret, EnrolmentCode, StoreError, Write};

/// Enrols a phone. The same request again gets the same answer, since the first may be lost.
///
/// # Errors
/// When the code lets nobody in, the identity is taken, or the store holds another person's work.
pub fn enrol(
    write: &mut dyn Write,
    request: &EnrolRequest,
    now: Millis,
) -> Result<EnrolAnswer, ServiceError> {
    let (code_hash, code) = usable_code(&*write, request, now)?;
    if request.account.is_some_and(|held| held != code.account) {
        return Err(ServiceError::problem(
            ProblemCode::OtherAccount,
            "the code is for another person than the one whose work this phone holds",
        ));
    }
    let label = Line::parse(request.label.trim())
        .map_err(|error| ServiceError::problem(ProblemCode::Malformed, format!("label {error}")))?;
    let known = place(&*write, request.device, request.token, code.account)?;
    if known.is_none() {
        let secret = DeviceSecret {
            device: request.device,
            account: code.account,
            token_hash: request.token.hash(),
            enrolled: since_when(request, code.account, now),
            copied_from: None,
        };
        add_device(write, &secret, label, now)?;
    }
    write.set_code(&code_hash, &EnrolmentCode { used_by: Some(request.device), ..code })?;
    answer(write, code.account, now)
}

/// Gives the copy of a store an identity of its own.
///
/// # Errors
/// When no device has this token, the device may not go on, or the new identity is taken.
pub fn split(
    write: &mut dyn Write,
    token: Token,
    request: &SplitRequest,
    now: Millis,
) -> Result<EnrolAnswer, ServiceError> {
    let actor = Actor::by_token(&*write, &token.hash())?.ok_or_else(unknown_device)?;
    let account = actor.account.ok_or_else(unknown_device)?;
    if actor.standing != Standing::Active {
        let detail = "a device that was revoked cannot be copied";
        return Err(ServiceError::problem(ProblemCode::DeviceRevoked, detail));
    }
    if place(&*write, request.device, request.token, account)?.is_none() {
        let original = write.row(FeedId::Account(account), Kind::Device, actor.device.0)?;
        let original = Device::read(&original.fields());
        let label = original.map_err(|error| StoreError::Damaged(error.to_string()))?.label;
        let secret = DeviceSecret {
            device: request.device,
            account,
            token_hash: request.token.hash(),
            // What the copy has not sent may be as old as its original's place.
            enrolled: actor.enrolled,
            copied_from: Some(actor.device),
        };
        add_device(write, &secret, label, now)?;
    }
    answer(write, account, now)
}

/// No work of a device is older than its enrolment; but a store that already holds a person's work
/// was enrolled before, here or in a life of the database that is lost. It goes back to when the
/// phone gave itself its identity, as far as its clock can be believed: not before the person was
/// known here.
fn since_when(request: &EnrolRequest, account: AccountId, now: Millis) -> Millis {
    let made = request.account.and_then(|_| made_at(request.device.0)).unwrap_or(now);
    let known = made_at(account.0).unwrap_or(now);
    made.max(known).min(now)
}

pub(super) fn unknown_device() -> ServiceError {
    ServiceError::problem(ProblemCode::UnknownDevice, "no device has this token")
}

fn usable_code(
    write: &dyn Write,
    request: &EnrolRequest,
    now: Millis,
) -> Result<([u8; 32], EnrolmentCode), ServiceError> {
    let unknown = |detail: String| ServiceError::problem(ProblemCode::UnknownCode, detail);
    let words: CodeWords = request.code.parse().map_err(|_| unknown("no code".to_owned()))?;
    let code_hash = hash(words);
    let code = write.code(&code_hash)?.ok_or_else(|| unknown("no such code".to_owned()))?;
    match code.used_by {
        Some(device) if device == request.device => {}
        Some(_) => return Err(unknown("the code was used".to_owned())),
        None if code.expires < now => return Err(unknown("the code is too old".to_owned())),
        None => {}
    }
    Ok((code_hash, code))
}

/// What the database keeps of a one-time code.
pub(super) fn hash(words: CodeWords) -> [u8; 32] {
    *blake3::hash(&words.0).as_bytes()
}

/// The device's place, if it has one already and this is that device.
fn place(
    write: &dyn Write,
    device: DeviceId,
    token: Token,
    account: AccountId,
) -> Result<Option<DeviceSecret>, ServiceError> {
    let taken = |detail| ServiceError::problem(ProblemCode::DeviceTaken, detail);
    let by_token = write.device_by_token(&token.hash())?;
    let Some(known) = write.device(device)? else {
        if write.is_barred(device)? {
            return Err(revoked());
        }
        return match by_token {
            None => Ok(None),
            Some(_) => Err(taken("another device has this token")),
        };
    };
    if known.token_hash != token.hash() {
        return Err(taken("another phone has this identity"));
    }
    if known.account != account {
        let detail = "this phone belongs to another person";
        return Err(ServiceError::problem(ProblemCode::OtherAccount, detail));
    }
    let row = write.row(FeedId::Account(account), Kind::Device, device.0)?;
    if Device::read(&row.fields()).is_ok_and(|device| device.revoked) {
        return Err(revoked());
    }
    Ok(Some(known))
}

fn revoked() -> ServiceError {
    let detail = "the device was revoked: it needs a new identity";
    ServiceError::problem(ProblemCode::DeviceRevoked, detail)
}

fn add_device(
    write: &mut dyn Write,
    secret: &DeviceSecret,
    label: Line,
    now: Millis,
) -> Result<(), ServiceError> {
    write.add_device(secret)?;
    let feed = FeedId::Account(secret.account);
    let mut desk = Desk::open(write, now, &[feed])?;
    desk.put(feed, secret.device, &Device { label, revoked: false })?;
    Ok(desk.close()?)
}

fn answer(write: &dyn Write, account: AccountId, now: Millis) -> Result<EnrolAnswer, ServiceError> {
    let row = write.row(FeedId::Account(account), Kind::Account, account.0)?;
    let read = Account::read(&row.fields());
    let name = read.map_err(|error| StoreError::Damaged(error.to_string()))?.name;
    Ok(EnrolAnswer { account, name: name.to_string(), now })
}
