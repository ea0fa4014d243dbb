//! The code that resets a forgotten PIN, on its way to the server: sealed to the server's key, and
//! bound to the phone, so that a code of one phone is never read out for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::id::DeviceId;
use crate::seal::{SealError, SealKey, SealSecret};
use crate::words::RecoveryWords;

const CONTEXT: &[u8; 16] = b"PALIER RECOVER 1";
/// An encapsulated key, the length of one frame, and the code with its tag.
const LENGTH: usize = 32 + 4 + 8 + 16;

/// A sealed code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SealedRecovery(pub [u8; LENGTH]);

impl SealedRecovery {
    /// Seals the code of `device`; the 32 bytes must be random and used for nothing else.
    ///
    /// # Errors
    /// When the key is none.
    pub fn seal(
        words: &RecoveryWords,
        key: SealKey,
        device: DeviceId,
        random: &[u8; 32],
    ) -> Result<Self, SealError> {
        let sealed = key.seal(&header(device), &[words.0.to_vec()], random)?;
        sealed.try_into().map(Self).map_err(|_| SealError::Cut)
    }

    /// Opens the code of `device`.
    ///
    /// # Errors
    /// When it was sealed to another key, for another device, or is damaged.
    pub fn open(&self, secret: &SealSecret, device: DeviceId) -> Result<RecoveryWords, SealError> {
        let frames = secret.open(&header(device), &self.0)?;
        let [code] = frames.as_slice() else {
            return Err(SealError::Cut);
        };
        code.as_slice().try_into().map(RecoveryWords).map_err(|_| SealError::Cut)
    }
}

fn header(device: DeviceId) -> Vec<u8> {
    [CONTEXT.as_slice(), device.0.as_bytes()].concat()
}

/// Hidden, although it is sealed: no log needs it.
impl fmt::Debug for SealedRecovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedRecovery(…)")
    }
}

impl fmt::Display for SealedRecovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for SealedRecovery {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, SealError> {
        let mut bytes = [0; LENGTH];
        if text.len() != 2 * LENGTH || !text.is_ascii() {
            return Err(SealError::Cut);
        }
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| SealError::Cut)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| SealError::Cut)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for SealedRecovery {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SealedRecovery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("a sealed code is 120 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_code_opens_for_its_phone_at_its_server_alone() {
        let words = RecoveryWords([1, 2, 3, 4, 5, 6, 7, 8]);
        let [one, two] = [1, 2].map(|number| DeviceId(Uuid::from_u128(number)));
        let [ours, theirs] = [7, 8].map(|byte| SealSecret::new(&[byte; 32]).unwrap());
        let sealed = SealedRecovery::seal(&words, ours.key(), one, &[9; 32]).unwrap();
        assert_eq!(sealed.open(&ours, one), Ok(words));
        assert_eq!(sealed.open(&ours, two), Err(SealError::Closed));
        assert_eq!(sealed.open(&theirs, one), Err(SealError::Closed));
        assert_eq!(sealed.to_string().parse(), Ok(sealed));
        for place in 0..LENGTH {
            let mut flipped = sealed;
            flipped.0[place] ^= 1;
            assert!(flipped.open(&ours, one).is_err(), "byte {place}");
        }
    }
}
