//! Bytes on the wire: CBOR with numbered keys under zstd, bounded before it is unpacked.
//!
//! The format was chosen by measurement; `docs/protocol.md` has the figures and the rules, and
//! `tests/golden/v1` the bytes that are read for ever. Nothing outside this module knows it. Start
//! at `wire/write.rs` for what makes a message small, at `wire/read.rs` for what makes it safe.

use std::io::{Read as _, Write as _};

use serde::Serialize;
use serde::de::DeserializeOwned;

mod answer;
mod enrol;
mod names;
mod piece;
mod read;
mod request;
mod write;

pub use read::{ContentError, MAX_VALUES};
use read::{Read, Reader};
use write::{Done, Writer};

/// The content type of packed messages.
pub const CONTENT_TYPE: &str = "application/vnd.palier.sync";

/// The largest packed message that a server takes, in bytes.
pub const MAX_PACKED: usize = 1 << 20;
/// The largest message once unpacked, in bytes.
pub const MAX_UNPACKED: usize = 8 << 20;

/// Small messages are worth the effort; for a first sync it would keep the server busy.
const SMALL: usize = 64 << 10;
const LEVEL_OF_SMALL: i32 = 19;
const LEVEL_OF_LARGE: i32 = 6;
/// 2^23 bytes: a frame that asks for a larger window is refused before memory is given to it.
const MAX_WINDOW_LOG: u32 = 23;

/// What travels: the messages of [`protocol`](crate::protocol).
pub trait Message: Sized {
    #[doc(hidden)]
    fn write(&self, out: &mut Writer) -> Done;
    #[doc(hidden)]
    fn read(body: &mut Reader<'_>) -> Read<Self>;
}

/// Why bytes are no message.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The bytes are no zstd frame, a damaged one, or one that names a dictionary.
    #[error("the message cannot be unpacked: {0}")]
    Frame(std::io::Error),
    /// The message unpacks to more than its bound, in bytes.
    #[error("the message unpacks to more than {0} bytes")]
    TooLarge(usize),
    /// The unpacked bytes are no message of the expected type.
    #[error("the message cannot be read: {0}")]
    Content(#[from] ContentError),
}

/// Packs a message.
///
/// # Errors
/// Only if memory runs out; every message type of the protocol can be written.
pub fn pack<T: Message>(message: &T) -> Result<Vec<u8>, WireError> {
    let mut out = Writer::new();
    let written = message.write(&mut out).and_then(|()| out.finish());
    let written = written.map_err(|error| WireError::Frame(std::io::Error::other(error)))?;
    compress(&written.chance, &written.body).map_err(WireError::Frame)
}

/// Two blocks of one frame: what is chance stays as it is and spoils no statistics of the rest.
fn compress(chance: &[u8], body: &[u8]) -> std::io::Result<Vec<u8>> {
    let length = chance.len() + body.len();
    let level = if length <= SMALL { LEVEL_OF_SMALL } else { LEVEL_OF_LARGE };
    let mut encoder = zstd::stream::Encoder::new(Vec::new(), level)?;
    // Four bytes that tell a damaged message from one that says something else.
    encoder.include_checksum(true)?;
    encoder.set_pledged_src_size(Some(length as u64))?;
    encoder.write_all(chance)?;
    encoder.flush()?;
    encoder.write_all(body)?;
    encoder.finish()
}

/// Unpacks a message of at most [`MAX_UNPACKED`] bytes and [`MAX_VALUES`] values.
///
/// # Errors
/// See [`WireError`].
pub fn unpack<T: Message>(packed: &[u8]) -> Result<T, WireError> {
    let bytes = decompress(packed)?;
    let mut body = Reader::new(&bytes)?;
    let message = T::read(&mut body)?;
    body.finish()?;
    Ok(message)
}

/// Packs what is no message of the protocol, for a file of ours: JSON under zstd.
///
/// # Errors
/// Only if memory runs out.
pub fn pack_json<T: Serialize>(content: &T) -> Result<Vec<u8>, WireError> {
    let json = serde_json::to_vec(content).map_err(|error| WireError::Frame(error.into()))?;
    compress(&[], &json).map_err(WireError::Frame)
}

/// Unpacks what [`pack_json`] packed, within the same bound as a message.
///
/// # Errors
/// See [`WireError`].
pub fn unpack_json<T: DeserializeOwned>(packed: &[u8]) -> Result<T, WireError> {
    let json = decompress(packed)?;
    serde_json::from_slice(&json).map_err(|error| WireError::Frame(error.into()))
}

fn decompress(packed: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(packed).map_err(WireError::Frame)?;
    decoder.window_log_max(MAX_WINDOW_LOG).map_err(WireError::Frame)?;
    let mut bytes = Vec::new();
    let bound = MAX_UNPACKED as u64 + 1;
    decoder.take(bound).read_to_end(&mut bytes).map_err(WireError::Frame)?;
    if bytes.len() > MAX_UNPACKED {
        return Err(WireError::TooLarge(MAX_UNPACKED));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
