//! Pictures as they travel: JPEG that tells nothing but what is to be seen on it.
//!
//! A picture is known by the BLAKE3 hash of its bytes, so that it is kept once, however often it is
//! shown, and proves itself when its pieces are put together. Place, time and camera stand in segments
//! that a picture need not have: one that has any is refused on the phone that shows it, and on the
//! server once more.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::record::{FieldError, FieldType, FieldValue};
use crate::value::Value;

/// The largest picture, in bytes. A screen of 1,600 pixels takes a tenth of it.
pub const LARGEST: usize = 8 << 20;
/// The largest piece of a picture that goes in one message, in bytes.
pub const PIECE: usize = 32 << 10;
/// The longest side of a picture, in pixels.
const LONGEST: u16 = 16_384;

/// The name of a picture: the BLAKE3 hash of its bytes. As text: 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PictureHash(pub [u8; 32]);

impl PictureHash {
    /// The name of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for PictureHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl FromStr for PictureHash {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let read = blake3::Hash::from_hex(text).map(|hash| Self(*hash.as_bytes())).ok();
        // One spelling for one picture.
        read.filter(|hash| hash.to_string() == text).ok_or(FieldError::Shape(SHAPE))
    }
}

const SHAPE: &str = "a hash of 64 hexadecimal digits";

impl FieldValue for PictureHash {
    const TYPE: FieldType = FieldType::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: &Value) -> Result<Self, FieldError> {
        match value {
            Value::Null => Err(FieldError::Missing),
            Value::Text(text) => text.parse(),
            _ => Err(FieldError::Shape(SHAPE)),
        }
    }
}

impl Serialize for PictureHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PictureHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// How wide and how high a picture is, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// How wide.
    pub width: u16,
    /// How high.
    pub height: u16,
}

/// Why bytes are no picture that may travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// They are too many.
    #[error("the picture has more than {LARGEST} bytes: take a smaller one")]
    TooLarge,
    /// They are no whole JPEG.
    #[error("this is no picture that can be read: take a JPEG, a PNG or a WebP")]
    Unreadable,
    /// They say more than is to be seen.
    #[error("the picture still tells where, when or with what it was taken")]
    Tells,
}

const START: [u8; 2] = [0xff, 0xd8];
const END: [u8; 2] = [0xff, 0xd9];

/// Looks whether bytes are a JPEG without anything about place, time or camera, and how large it is.
///
/// # Errors
/// See [`PictureError`].
pub fn look(bytes: &[u8]) -> Result<Sides, PictureError> {
    if bytes.len() > LARGEST {
        return Err(PictureError::TooLarge);
    }
    let whole = bytes.strip_prefix(&START).filter(|_| bytes.ends_with(&END));
    let mut rest = whole.ok_or(PictureError::Unreadable)?;
    let mut sides = None;
    // Segments, each with its mark and its length, up to the first scan.
    loop {
        let (mark, segment, after) = segment(rest).ok_or(PictureError::Unreadable)?;
        match (mark, segment) {
            // What the colours mean; a picture without it would look otherwise.
            (0xe0 | 0xe2 | 0xee, _) => {}
            (0xe1..=0xef | 0xfe, _) => return Err(PictureError::Tells),
            (0xc4 | 0xc8 | 0xcc, _) => {}
            (0xc0..=0xcf, &[_, a, b, c, d, ..]) => {
                let (height, width) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
                sides = Some(Sides { width, height });
            }
            (0xda, _) => break,
            _ => {}
        }
        rest = after;
    }
    let fits = |side| (1..=LONGEST).contains(&side);
    let sides = sides.filter(|Sides { width, height }| fits(*width) && fits(*height));
    sides.ok_or(PictureError::Unreadable)
}

/// The mark of the segment at the front, what is in it, and what comes after it.
fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [0xff, mark, high, low, ..] = *bytes else { return None };
    let length = usize::from(u16::from_be_bytes([high, low]));
    let (segment, after) = bytes.get(2..)?.split_at_checked(length)?;
    Some((mark, segment.get(2..)?, after))
}

#[cfg(feature = "pictures")]
mod scale;

#[cfg(feature = "pictures")]
pub use scale::scaled;

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment with its length in front.
    fn with(mark: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, mark], &length[..], content].concat()
    }

    fn picture(more: &[Vec<u8>]) -> Vec<u8> {
        let frame = with(0xc0, &[8, 0, 120, 0, 160, 3]);
        let scan = [with(0xda, &[1, 2]), vec![7; 40]].concat();
        [&START[..], &with(0xe0, b"JFIF\0"), &more.concat(), &frame, &scan, &END].concat()
    }

    #[test]
    fn a_picture_tells_its_size_and_nothing_of_where_it_was_taken() {
        assert_eq!(look(&picture(&[])), Ok(Sides { width: 160, height: 120 }));
        assert!(look(&picture(&[with(0xe2, b"ICC_PROFILE\0")])).is_ok());
        for told in [with(0xe1, b"Exif\0\0"), with(0xed, b"Photoshop"), with(0xfe, b"Nokia")] {
            assert_eq!(look(&picture(&[told])), Err(PictureError::Tells));
        }
    }

    #[test]
    fn what_is_no_whole_picture_is_refused_wherever_it_ends() {
        let whole = picture(&[]);
        for end in 0..whole.len() {
            assert_eq!(look(&whole[..end]), Err(PictureError::Unreadable), "{end}");
        }
        assert_eq!(look(b"GIF89a"), Err(PictureError::Unreadable));
        assert_eq!(look(&vec![0xff; LARGEST + 1]), Err(PictureError::TooLarge));
    }

    #[test]
    fn a_picture_has_one_name_with_one_spelling() {
        let name = PictureHash::of(b"a").to_string();
        assert_eq!(name.parse(), Ok(PictureHash::of(b"a")));
        assert!(name.to_uppercase().parse::<PictureHash>().is_err());
        assert!("17".parse::<PictureHash>().is_err());
    }
}
