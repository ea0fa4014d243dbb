//! A form that brings a file: its fields, and the file on its way to the disk, bounded and piece by
//! piece.
//!
//! The gate reads it, as it reads every form: the proof comes first, and without it nothing of the
//! file is kept. What was kept goes with the last who holds it.

use std::io::Write;
use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use futures_util::StreamExt;
use multer::Multipart;
use tempfile::NamedTempFile;

use super::answer::Trouble;
use super::form::{LONGEST, PROOF, Posted};
use crate::auth::Secret;

/// No larger file is taken.
pub(super) const LARGEST: u64 = 32 * 1024 * 1024;
/// A browser that is not listened to the end shows its own page, which says nothing.
const HEARD: u64 = 16 * LARGEST;

/// A file that came.
#[derive(Debug)]
pub(super) enum Upload {
    /// It is on the disk, under no name that means anything.
    Kept(NamedTempFile),
    /// It is larger than any that is taken; nothing of it was kept.
    TooLarge,
}

impl Upload {
    /// Where it lies.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Kept(file) => Some(file.path()),
            Self::TooLarge => None,
        }
    }
}

/// Reads such a form; there may be no file in it.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    secret: &Secret,
) -> Result<(Posted, Option<Upload>), Trouble> {
    let sort = headers.get(header::CONTENT_TYPE).and_then(|sort| sort.to_str().ok());
    let boundary = multer::parse_boundary(sort.unwrap_or_default());
    let boundary = boundary.map_err(|_| Trouble::BadForm)?;
    let mut parts = Multipart::new(body.into_data_stream(), boundary);
    let (mut fields, mut upload, mut length) = (Vec::new(), None, 0);
    while let Some(mut part) = parts.next_field().await.map_err(|_| Trouble::BadForm)? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        let is_proven = matches!(fields.first(), Some((first, _)) if first == PROOF);
        if is_file {
            if !is_proven {
                return Err(Trouble::StaleForm);
            }
            upload = keep(&mut part).await?;
            continue;
        }
        let mut value = Vec::new();
        while let Some(piece) = part.next().await {
            let piece = piece.map_err(|_| Trouble::BadForm)?;
            length += piece.len();
            if length > LONGEST {
                return Err(Trouble::TooLarge);
            }
            value.extend_from_slice(&piece);
        }
        let value = String::from_utf8(value).map_err(|_| Trouble::BadForm)?;
        if fields.is_empty() && !(name == PROOF && secret.proves(&value)) {
            return Err(Trouble::StaleForm);
        }
        fields.push((name, value));
    }
    Ok((Posted::of(fields), upload))
}

/// An empty file is what a browser sends where none was chosen.
async fn keep(part: &mut multer::Field<'_>) -> Result<Option<Upload>, Trouble> {
    let unwritten = |error: std::io::Error| {
        tracing::error!(%error, "an upload cannot be kept: {error}");
        Trouble::Unavailable
    };
    let mut file = NamedTempFile::new().map_err(unwritten)?;
    let mut length = 0;
    while let Some(piece) = part.next().await {
        let piece = piece.map_err(|_| Trouble::BadForm)?;
        length += piece.len() as u64;
        if length > HEARD {
            return Err(Trouble::TooLarge);
        }
        if length <= LARGEST {
            file.write_all(&piece).map_err(unwritten)?;
        }
    }
    file.flush().map_err(unwritten)?;
    Ok(match length {
        0 => None,
        1..=LARGEST => Some(Upload::Kept(file)),
        _ => Some(Upload::TooLarge),
    })
}
