//! Sealing: bytes that only the holder of one key can read, for a file that goes by hand.
//!
//! HPKE (RFC 9180) in its base mode, X25519 with ChaCha20-Poly1305. Several frames are sealed in one
//! context, so that none can be left out, doubled or moved. Who sealed is not proven by it; see
//! [`rescue`](crate::rescue). Chance comes in as an argument, as everywhere here.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use hpke::aead::{AeadCtxR, AeadCtxS, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, setup_receiver};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

type Public = <X25519HkdfSha256 as Kem>::PublicKey;
type Private = <X25519HkdfSha256 as Kem>::PrivateKey;
type Encapped = <X25519HkdfSha256 as Kem>::EncappedKey;
type Sender = AeadCtxS<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>;
type Receiver = AeadCtxR<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>;

/// Bytes of a key, and of what stands before the frames.
const KEY: usize = 32;
const INFO: &[u8] = b"palier seal 1";

/// Why sealed bytes cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// They end too early, or go on where they should end.
    #[error("it is cut short")]
    Cut,
    /// They were sealed to another key, or are not what was sealed.
    #[error("it is sealed for another server, or damaged")]
    Closed,
}

/// The public half of a key: who has it can seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealKey([u8; KEY]);

/// The secret half of a key: who has it can open.
#[derive(Clone)]
pub struct SealSecret(Private);

impl SealSecret {
    /// A secret from 32 bytes, which are it from then on.
    ///
    /// # Errors
    /// Never for random bytes.
    pub fn new(bytes: &[u8; KEY]) -> Result<Self, SealError> {
        Private::from_bytes(bytes).map(Self).map_err(|_| SealError::Closed)
    }

    /// The public half.
    #[must_use]
    pub fn key(&self) -> SealKey {
        SealKey(X25519HkdfSha256::sk_to_pk(&self.0).to_bytes().into())
    }

    /// Opens what was sealed to the public half, bound to `header`.
    ///
    /// # Errors
    /// When it was sealed to another key, or is not what was sealed.
    pub fn open(&self, header: &[u8], sealed: &[u8]) -> Result<Vec<Vec<u8>>, SealError> {
        let (encapped, mut rest) = sealed.split_at_checked(KEY).ok_or(SealError::Cut)?;
        let encapped = Encapped::from_bytes(encapped).map_err(|_| SealError::Closed)?;
        let opened: Result<Receiver, _> = setup_receiver(&OpModeR::Base, &self.0, &encapped, INFO);
        let mut context = opened.map_err(|_| SealError::Closed)?;
        let mut frames = Vec::new();
        while !rest.is_empty() {
            let (size, after) = rest.split_first_chunk().ok_or(SealError::Cut)?;
            let size = usize::try_from(u32::from_le_bytes(*size)).map_err(|_| SealError::Cut)?;
            let (frame, after) = after.split_at_checked(size).ok_or(SealError::Cut)?;
            frames.push(context.open(frame, header).map_err(|_| SealError::Closed)?);
            rest = after;
        }
        Ok(frames)
    }
}

impl SealKey {
    /// The key as it travels.
    #[must_use]
    pub fn to_bytes(self) -> [u8; KEY] {
        self.0
    }

    /// The key that travelled; one that is none seals nothing.
    #[must_use]
    pub fn from_bytes(bytes: [u8; KEY]) -> Self {
        Self(bytes)
    }

    /// Seals frames, bound to `header`, which travels in the clear beside them. The 32 bytes must
    /// be random and used for nothing else.
    ///
    /// # Errors
    /// When the key is none, or a frame is beyond 4 GiB.
    pub fn seal(
        &self,
        header: &[u8],
        frames: &[Vec<u8>],
        random: &[u8; KEY],
    ) -> Result<Vec<u8>, SealError> {
        let closed = |_| SealError::Closed;
        let key = Public::from_bytes(&self.0).map_err(closed)?;
        let mut chance = Stretched(blake3::Hasher::new_keyed(random).finalize_xof());
        let set_up: Result<(Encapped, Sender), _> =
            hpke::setup_sender_with_rng(&OpModeS::Base, &key, INFO, &mut chance);
        let (encapped, mut context) = set_up.map_err(closed)?;
        let mut sealed = encapped.to_bytes().to_vec();
        for frame in frames {
            let frame = context.seal(frame, header).map_err(closed)?;
            let size = u32::try_from(frame.len()).map_err(|_| SealError::Cut)?;
            sealed.extend(size.to_le_bytes());
            sealed.extend(frame);
        }
        Ok(sealed)
    }
}

/// 32 random bytes as an endless stream.
struct Stretched(blake3::OutputReader);

impl TryRng for Stretched {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Stretched {}

impl fmt::Display for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for SealKey {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, SealError> {
        // The same 64 digits as a token's.
        crate::protocol::Token::parse(text).map(|token| Self(token.0)).ok_or(SealError::Closed)
    }
}

impl Serialize for SealKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SealKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("a key is 64 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(secret: &SealSecret) -> Vec<u8> {
        let frames = [b"one".to_vec(), Vec::new(), vec![3; 70_000]];
        secret.key().seal(b"header", &frames, &[5; 32]).unwrap()
    }

    #[test]
    fn frames_come_out_as_they_went_in_for_this_key_alone() {
        let secret = SealSecret::new(&[7; 32]).unwrap();
        let frames = secret.open(b"header", &sealed(&secret)).unwrap();
        assert_eq!((frames.len(), frames[0].as_slice()), (3, b"one".as_slice()));
        assert_eq!(frames[2], vec![3; 70_000]);
        let other = SealSecret::new(&[8; 32]).unwrap();
        assert_eq!(other.open(b"header", &sealed(&secret)), Err(SealError::Closed));
        assert_eq!(secret.open(b"Header", &sealed(&secret)), Err(SealError::Closed));
        let text = secret.key().to_string();
        assert_eq!(text.parse(), Ok(secret.key()));
    }

    #[test]
    fn a_flipped_bit_and_a_cut_anywhere_are_told() {
        let secret = SealSecret::new(&[7; 32]).unwrap();
        let whole = secret.key().seal(b"h", &[b"some words".to_vec()], &[6; 32]).unwrap();
        for place in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[place] ^= 1;
            assert!(secret.open(b"h", &flipped).is_err(), "byte {place}");
            // Between two frames a cut cannot be seen here; whoever counts them sees it.
            assert!(place == KEY || secret.open(b"h", &whole[..place]).is_err(), "cut at {place}");
        }
    }
}
