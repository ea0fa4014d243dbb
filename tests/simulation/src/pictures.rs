//! A photograph over a line that breaks.

use anyhow::Result;
use app::db::Edit;
use app::sync::TransportError;
use shared::id::{AttachmentId, FeedId, PostId, new_uuid};
use shared::picture::{PIECE, PictureHash};
use shared::protocol::{PIECES_PATH, PieceRequest};
use shared::record::{Post, Prose};
use shared::wire;
use sync_server::service::pictures;

use crate::photograph::{attachment, photograph};
use crate::template::{OWNERS, Template};
use crate::world::World;

/// So many bytes go before it breaks.
const BREAKS_AFTER: usize = 50_000;
/// More than enough for a picture both ways.
const MESSAGES: usize = 2_000;

/// A line that breaks again and again, in the middle of whatever goes over it.
struct Line(usize);

impl Line {
    /// Whether so many bytes get through.
    fn carries(&mut self, bytes: usize) -> bool {
        match self.0.checked_sub(bytes) {
            Some(left) => self.0 = left,
            None => {
                self.0 = BREAKS_AFTER;
                return false;
            }
        }
        true
    }
}

/// What a phone sent of pictures until its sync came to an end, in bytes; each of its syncs ends where
/// the line breaks.
fn sync(world: &mut World, phone: usize, line: &mut Line) -> Result<usize> {
    let (now, mut sent, mut has_begun) = (world.now, 0, false);
    for _ in 0..MESSAGES {
        let Some(envelope) = world.phones[phone].next_message(now)? else {
            return Ok(sent);
        };
        if envelope.path == PIECES_PATH {
            let request: PieceRequest = wire::unpack(&envelope.body)?;
            assert!(request.bytes.len() <= PIECE);
            sent += request.bytes.len();
            has_begun = true;
        } else {
            assert!(!has_begun || world.phones[phone].db()?.waiting()? == 0, "rows go first");
        }
        let cut = || Err(TransportError::Unreachable("the line broke".to_owned()));
        let answer = if line.carries(envelope.body.len()) {
            let answer = world.server.answer(&envelope, now)?;
            if line.carries(answer.len()) { Ok(answer) } else { cut() }
        } else {
            cut()
        };
        let is_cut = answer.is_err();
        world.phones[phone].take(answer, now)?;
        if is_cut {
            // The app is closed, too.
            world.phones[phone].crash()?;
        }
    }
    anyhow::bail!("the sync does not come to an end")
}

#[test]
fn five_megabytes_arrive_once_and_whole_after_the_rows() -> Result<()> {
    let template = Template::make()?;
    let mut world = World::new(&template, 5)?;
    let bytes = photograph(0, 5_000_000);
    let hash = PictureHash::of(&bytes);
    let (author, feed) = (world.phones[0].account, world.names.mission(0));
    let id = |number| new_uuid(world.now, [number; 10]);
    let (post, shown) = (PostId(id(1)), AttachmentId(id(2)));
    let words = Post { author, parent: None, text: Prose::parse("L’affiche du hall.")? };
    let attachment = attachment(author, post, &bytes)?;
    let edits = [Edit::new(feed, post, &words), Edit::new(feed, shown, &attachment)];
    world.phones[0].show(world.now, &edits, &bytes)?;

    let mut line = Line(BREAKS_AFTER);
    let sent = sync(&mut world, 0, &mut line)?;
    // What was cut goes again, and no more of it than a piece for each break.
    assert!(sent < bytes.len() * 2, "{sent} bytes went");
    assert_eq!(world.phones[0].db()?.to_send()?, 0);
    let FeedId::Mission(mission) = feed else { unreachable!("a mission's feed") };
    let held = world.server.look(move |read| Ok(pictures::bytes(read, mission, hash)?))?;
    assert!(held.as_ref() == Some(&bytes), "the server holds something else");
    let shown = world.server.look(move |read| Ok(pictures::shown(read, mission)?))?;
    assert_eq!((shown.len(), shown[0].is_here), (1, true));

    // A colleague gets it over such a line, too.
    let colleague = (0..OWNERS.len()).find(|phone| world.phones[*phone].account != author);
    let colleague = colleague.unwrap_or_default();
    sync(&mut world, colleague, &mut line)?;
    assert!(world.phones[colleague].db()?.picture(hash)? == Some(bytes), "it came otherwise");
    Ok(())
}
