//! A rescue: the unsent work of a phone that cannot sync any more, as a file for its server.
//!
//! The file is sealed to the server's key, so whoever carries it reads nothing, and holds a proof
//! that only the phone's token can make, so nobody else writes in its name. The changes keep their
//! numbers: taken in twice, or sent by the phone after all, they are still taken once.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change::Change;
use crate::digest::change_hash;
use crate::id::{AccountId, DeviceId};
use crate::seal::{SealError, SealKey, SealSecret};
use crate::time::Millis;
use crate::wire::{self, WireError};

/// What every such file begins with.
const MAGIC: &[u8; 16] = b"PALIER RESCUE 1\n";
const HEADER: usize = MAGIC.len() + 16;
/// So many changes stand in one frame: far below what a message may unpack to.
const FRAME: usize = 500;

/// Why a file cannot be made or read.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    /// It is something else.
    #[error("this is no rescue file")]
    Foreign,
    /// It cannot be opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// What is in it cannot be read.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The phone that it names did not write it.
    #[error("the phone that it names did not write it")]
    Forged,
}

/// The unsent work of a phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Rescue {
    /// The phone.
    pub device: DeviceId,
    /// Whose it is.
    pub account: AccountId,
    /// When the file was made, by the phone's clock.
    pub made: Millis,
    /// The changes, in the order in which they were made, each with the identity that the phone
    /// had when it numbered it.
    pub changes: Vec<(DeviceId, Change)>,
}

/// The first frame.
#[derive(Serialize, Deserialize)]
struct Head {
    account: AccountId,
    made: Millis,
    changes: usize,
    proof: String,
}

impl Rescue {
    /// Writes the file; `token_hash` is that of the phone's token.
    ///
    /// # Errors
    /// Only if memory runs out, or the key is none.
    pub fn pack(
        &self,
        key: SealKey,
        token_hash: &[u8; 32],
        random: &[u8; 32],
    ) -> Result<Vec<u8>, RescueError> {
        let head = Head {
            account: self.account,
            made: self.made,
            changes: self.changes.len(),
            proof: self.proof(token_hash),
        };
        let mut frames = vec![wire::pack_json(&head)?];
        for part in self.changes.chunks(FRAME) {
            frames.push(wire::pack_json(&part)?);
        }
        let header = [MAGIC.as_slice(), self.device.0.as_bytes()].concat();
        let sealed = key.seal(&header, &frames, random)?;
        Ok([header, sealed].concat())
    }

    /// Reads a file; `token_hash` gives that of the phone's token.
    ///
    /// # Errors
    /// When the file is none, is for another server, is damaged, or is not from that phone.
    pub fn unpack(
        file: &[u8],
        secret: &SealSecret,
        token_hash: &[u8; 32],
    ) -> Result<Self, RescueError> {
        let device = device_of(file)?;
        let (header, sealed) = file.split_at_checked(HEADER).ok_or(RescueError::Foreign)?;
        let frames = secret.open(header, sealed)?;
        let (head, parts) = frames.split_first().ok_or(SealError::Cut)?;
        let head: Head = wire::unpack_json(head)?;
        let mut changes = Vec::new();
        for part in parts {
            changes.append(&mut wire::unpack_json::<Vec<(DeviceId, Change)>>(part)?);
        }
        if changes.len() != head.changes {
            return Err(SealError::Cut.into());
        }
        let rescue = Self { device, account: head.account, made: head.made, changes };
        if rescue.proof(token_hash) != head.proof {
            return Err(RescueError::Forged);
        }
        Ok(rescue)
    }

    /// What only who has the token can write under all of this.
    fn proof(&self, token_hash: &[u8; 32]) -> String {
        let mut proof = blake3::Hasher::new_keyed(token_hash);
        proof.update(self.device.0.as_bytes());
        proof.update(self.account.0.as_bytes());
        proof.update(&self.made.0.to_le_bytes());
        for (device, change) in &self.changes {
            proof.update(device.0.as_bytes());
            proof.update(&change_hash(change).0);
        }
        proof.finalize().to_hex().to_string()
    }
}

/// The phone that a file says it is from.
///
/// # Errors
/// When the file is no rescue.
pub fn device_of(file: &[u8]) -> Result<DeviceId, RescueError> {
    let rest = file.strip_prefix(MAGIC).ok_or(RescueError::Foreign)?;
    let id = rest.first_chunk().ok_or(RescueError::Foreign)?;
    Ok(DeviceId(Uuid::from_bytes(*id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::FeedId;
    use crate::time::ClockSession;
    use crate::value::{Fields, Value};

    fn rescue(changes: u64) -> Rescue {
        let device = DeviceId(Uuid::from_u128(1));
        let change = |n| Change {
            feed: FeedId::Catalogue,
            n,
            kind: "visit".to_owned(),
            id: Uuid::from_u128(9),
            at: Millis(5),
            clock: ClockSession(1),
            fields: Fields::from([("note".to_owned(), Value::from("bonjour"))]),
            base: None,
        };
        let changes = (1..=changes).map(|n| (device, change(n))).collect();
        Rescue { device, account: AccountId(Uuid::from_u128(2)), made: Millis(7), changes }
    }

    fn secret() -> SealSecret {
        SealSecret::new(&[7; 32]).unwrap()
    }

    #[test]
    fn work_of_any_length_reads_back() {
        for amount in [0, 1, 500, 501, 1_200] {
            let rescue = rescue(amount);
            let file = rescue.pack(secret().key(), &[3; 32], &[4; 32]).unwrap();
            assert_eq!(device_of(&file).unwrap(), rescue.device);
            assert_eq!(Rescue::unpack(&file, &secret(), &[3; 32]).unwrap(), rescue);
            let text = String::from_utf8_lossy(&file);
            assert!(!text.contains("bonjour") && !text.contains("visit"));
        }
    }

    #[test]
    fn what_is_cut_damaged_foreign_or_forged_is_told() {
        let file = rescue(600).pack(secret().key(), &[3; 32], &[4; 32]).unwrap();
        let open = |file: &[u8]| Rescue::unpack(file, &secret(), &[3; 32]);
        assert!(matches!(open(b"PALIER"), Err(RescueError::Foreign)));
        assert!(matches!(open(b"SQLite format 3\0 and more of it"), Err(RescueError::Foreign)));
        for length in 0..file.len() {
            assert!(open(&file[..length]).is_err(), "cut at {length}");
        }
        for place in (0..file.len()).step_by(7) {
            let mut flipped = file.clone();
            flipped[place] ^= 1;
            assert!(open(&flipped).is_err(), "byte {place}");
        }
        let longer = [file.as_slice(), &[0; 9]].concat();
        assert!(open(&longer).is_err());
        let forged = Rescue::unpack(&file, &secret(), &[9; 32]);
        assert!(matches!(forged, Err(RescueError::Forged)));
    }
}
