//! Pieces of pictures, as numbered members. `docs/protocol.md` lists the numbers.

use super::Message;
use super::read::{ContentError, Read, Reader};
use super::write::{Done, Writer};
use crate::picture::PictureHash;
use crate::protocol::{PieceAnswer, PieceRequest};

impl Message for PieceRequest {
    fn write(&self, out: &mut Writer) -> Done {
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.feed(self.feed)?;
        out.key(&mut object, 1)?.bytes(&self.hash.0)?;
        out.key(&mut object, 2)?.u64(self.start)?;
        if !self.bytes.is_empty() {
            out.key(&mut object, 3)?.bytes(&self.bytes)?;
        }
        out.end(&mut object)
    }

    fn read(body: &mut Reader<'_>) -> Read<Self> {
        let (mut feed, mut hash, mut start, mut bytes) = (None, None, 0, Vec::new());
        body.object(|body, key| {
            match key {
                0 => feed = Some(body.feed()?),
                1 => hash = Some(PictureHash(body.bytes()?)),
                2 => start = body.u64()?,
                3 => bytes = body.blob()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self {
            feed: feed.ok_or(ContentError::Missing(0, "piece"))?,
            hash: hash.ok_or(ContentError::Missing(1, "piece"))?,
            start,
            bytes,
        })
    }
}

impl Message for PieceAnswer {
    fn write(&self, out: &mut Writer) -> Done {
        let mut object = out.begin()?;
        if let Some(held) = self.held {
            out.key(&mut object, 0)?.u64(held)?;
        }
        if !self.bytes.is_empty() {
            out.key(&mut object, 1)?.bytes(&self.bytes)?;
        }
        if let Some(seq) = self.seq {
            out.key(&mut object, 2)?.u64(seq)?;
        }
        out.end(&mut object)
    }

    fn read(body: &mut Reader<'_>) -> Read<Self> {
        let (mut held, mut bytes, mut seq) = (None, Vec::new(), None);
        body.object(|body, key| {
            match key {
                0 => held = Some(body.u64()?),
                1 => bytes = body.blob()?,
                2 => seq = Some(body.u64()?),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self { held, bytes, seq })
    }
}
