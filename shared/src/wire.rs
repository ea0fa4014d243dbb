//! Bytes on the wire: JSON under zstd, bounded before it is unpacked.
//!
//! The format is a draft: it is decided by measurement and frozen with golden bytes before
//! version 1 of the protocol is released. Nothing outside this module knows it.

use std::io::Read;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The content type of packed messages.
pub const CONTENT_TYPE: &str = "application/vnd.palier.sync";

/// The largest packed message that a server takes, in bytes.
pub const MAX_PACKED: usize = 1 << 20;
/// The largest message once unpacked, in bytes.
pub const MAX_UNPACKED: usize = 8 << 20;

const LEVEL: i32 = 3;
/// 2^23 bytes: a frame that asks for a larger window is refused before memory is given to it.
const MAX_WINDOW_LOG: u32 = 23;

/// Why bytes are no message.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The bytes are no zstd frame, or a damaged one.
    #[error("the message cannot be unpacked: {0}")]
    Frame(std::io::Error),
    /// The message unpacks to more than its bound, in bytes.
    #[error("the message unpacks to more than {0} bytes")]
    TooLarge(usize),
    /// The unpacked text is no message of the expected type.
    #[error("the message cannot be read: {0}")]
    Content(serde_json::Error),
}

/// Packs a message.
///
/// # Errors
/// Only if memory runs out; every message type of the protocol can be written.
pub fn pack<T: Serialize>(message: &T) -> Result<Vec<u8>, WireError> {
    let json = serde_json::to_vec(message).map_err(WireError::Content)?;
    let mut compressor = zstd::bulk::Compressor::new(LEVEL).map_err(WireError::Frame)?;
    // Four bytes that tell a damaged message from one that says something else.
    compressor.include_checksum(true).map_err(WireError::Frame)?;
    compressor.compress(&json).map_err(WireError::Frame)
}

/// Unpacks a message of at most [`MAX_UNPACKED`] bytes.
///
/// # Errors
/// See [`WireError`].
pub fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, WireError> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(packed).map_err(WireError::Frame)?;
    decoder.window_log_max(MAX_WINDOW_LOG).map_err(WireError::Frame)?;
    let mut json = Vec::new();
    let bound = MAX_UNPACKED as u64 + 1;
    decoder.take(bound).read_to_end(&mut json).map_err(WireError::Frame)?;
    if json.len() > MAX_UNPACKED {
        return Err(WireError::TooLarge(MAX_UNPACKED));
    }
    serde_json::from_slice(&json).map_err(WireError::Content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_read_back() {
        let packed = pack(&vec!["a", "b"]).unwrap();
        assert_eq!(unpack::<Vec<String>>(&packed).unwrap(), ["a", "b"]);
    }

    #[test]
    fn a_bomb_is_stopped_at_its_bound() {
        let bomb = zstd::bulk::compress(&vec![b' '; 64 << 20], 19).unwrap();
        assert!(bomb.len() < 10_000);
        assert!(matches!(unpack::<Vec<String>>(&bomb), Err(WireError::TooLarge(_))));
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let packed = pack(&vec!["a"; 1000]).unwrap();
        assert!(matches!(unpack::<Vec<String>>(b"[]"), Err(WireError::Frame(_))));
        let cut = &packed[..packed.len() / 2];
        assert!(unpack::<Vec<String>>(cut).is_err());
        for place in 0..packed.len() {
            let mut flipped = packed.clone();
            flipped[place] ^= 0x10;
            let read = unpack::<Vec<String>>(&flipped);
            assert!(read.is_err() || read.unwrap() == ["a"; 1000], "byte {place}");
        }
        assert!(matches!(unpack::<Vec<u8>>(&packed), Err(WireError::Content(_))));
    }
}
