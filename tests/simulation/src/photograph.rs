//! Photographs of a world: as small as they may be, and of noise, which cannot be packed.

use anyhow::Result;
use shared::id::{AccountId, PostId};
use shared::picture::{self, PictureHash};
use shared::record::{Attachment, PictureBytes, Pixels};

/// A JPEG of so many bytes and a few more, all of them in what its colours mean; the same for the same
/// number.
pub(crate) fn photograph(number: u64, size: usize) -> Vec<u8> {
    let segment = |mark: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
        [&[0xff, mark], &length[..], content].concat()
    };
    let mut noise = vec![0; size];
    blake3::Hasher::new().update(&number.to_le_bytes()).finalize_xof().fill(&mut noise);
    let noise: Vec<u8> = noise.chunks(60_000).flat_map(|part| segment(0xe2, part)).collect();
    let frame = segment(0xc0, &[8, 4, 176, 6, 64, 3]);
    [&[0xff, 0xd8][..], &noise, &frame, &segment(0xda, &[1]), &[0xff, 0xd9]].concat()
}

/// What is told of a photograph beside a post.
pub(crate) fn attachment(author: AccountId, post: PostId, bytes: &[u8]) -> Result<Attachment> {
    let sides = picture::look(bytes)?;
    Ok(Attachment {
        author: Some(author),
        post: Some(post),
        card: None,
        hash: PictureHash::of(bytes),
        size: PictureBytes::new(i64::try_from(bytes.len())?)?,
        width: Pixels::new(sides.width.into())?,
        height: Pixels::new(sides.height.into())?,
        alt: None,
        whole: false,
    })
}
