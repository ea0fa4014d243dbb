//! Scaling where there is no browser to do it: for files that a command or the desk is given.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use super::{LONGEST, PictureError, look};

/// The longest side after scaling, in pixels; `app/src/ui/screen.js` does the same.
const SIDE: u32 = 1_600;
/// As good as flyers need to be read.
const QUALITY: u8 = 80;
const MOST_MEMORY: u64 = 512 << 20;

/// A JPEG, a PNG or a WebP made small: upright, at most 1,600 pixels a side, a JPEG that tells nothing
/// but what is to be seen.
///
/// # Errors
/// When it is no such picture, or takes too much to unpack.
pub fn scaled(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let small = scale(bytes).map_err(|_| PictureError::Unreadable)?;
    look(&small)?;
    Ok(small)
}

fn scale(bytes: &[u8]) -> image::ImageResult<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST.into());
    limits.max_image_height = Some(LONGEST.into());
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    let mut small = Vec::new();
    // A JPEG knows no transparency.
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut small, QUALITY))?;
    Ok(small)
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgb, RgbImage};

    use super::super::Sides;
    use super::*;

    #[test]
    fn what_a_camera_took_becomes_small_and_tells_nothing() {
        let photo = RgbImage::from_fn(3_200, 1_600, |x, y| Rgb([x as u8, y as u8, 9]));
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let mut bytes = Cursor::new(Vec::new());
            photo.write_to(&mut bytes, format).unwrap();
            let small = scaled(bytes.get_ref()).unwrap();
            assert_eq!(look(&small), Ok(Sides { width: 1_600, height: 800 }), "{format:?}");
        }
        assert_eq!(scaled(b"no picture"), Err(PictureError::Unreadable));
    }
}
