//! Names and secrets, made from chance.

use shared::id::{DeviceId, Id, new_uuid};
use shared::protocol::Token;
use shared::time::Millis;

use crate::db::Identity;
use crate::platform::{Chance, ChanceError};

/// A name for something new.
///
/// # Errors
/// When the machine gives no random bytes.
pub fn new_id<I: Id>(now: Millis, chance: &mut impl Chance) -> Result<I, ChanceError> {
    let mut random = [0; 10];
    chance.fill(&mut random)?;
    Ok(I::from_uuid(new_uuid(now, random)))
}

/// A name and a secret for a store.
pub(crate) fn new_identity(now: Millis, chance: &mut impl Chance) -> Result<Identity, ChanceError> {
    let device: DeviceId = new_id(now, chance)?;
    let mut secret = [0; 32];
    chance.fill(&mut secret)?;
    Ok(Identity { device, token: Token(secret) })
}
