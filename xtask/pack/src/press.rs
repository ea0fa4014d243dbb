//! Packed copies beside each file, so that no server packs the same bytes twice.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use crate::version;

/// What is packed already.
const DENSE: &[&str] = &["png", "woff2", "br", "gz"];
/// The largest window that every browser reads.
const WINDOW: i32 = 22;

pub(crate) fn press(whole: &Path) -> anyhow::Result<()> {
    for file in version::files(whole)? {
        let path = whole.join(&file);
        if path.extension().is_some_and(|ending| DENSE.iter().any(|dense| ending == *dense)) {
            continue;
        }
        let bytes = fs::read(&path)?;
        let params = BrotliEncoderParams {
            quality: 11,
            lgwin: WINDOW,
            size_hint: bytes.len(),
            ..BrotliEncoderParams::default()
        };
        let mut small = File::create(whole.join(format!("{file}.br")))?;
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut small, &params)?;
        let small = File::create(whole.join(format!("{file}.gz")))?;
        // No time and no name in it: the same bytes give the same file.
        let mut packer = GzBuilder::new().write(small, Compression::best());
        packer.write_all(&bytes)?;
        packer.finish()?;
    }
    Ok(())
}
