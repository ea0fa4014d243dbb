//! Pictures: their bytes come and go piece by piece, after the rows that tell of them.
//!
//! **Law**: nobody fills the server with what no row tells of, and nobody is given a picture of which
//! they may not read the row. A picture that is whole is the one that its hash names, and tells nothing
//! but what is to be seen on it.

use shared::change::DELETED;
use shared::id::{AccountId, AttachmentId, CardId, FeedId, MissionId};
use shared::picture::{self, LARGEST, PIECE, PictureHash};
use shared::protocol::{PieceAnswer, PieceRequest, ProblemCode, Standing, Token};
use shared::record::{Attachment, Kind, Line, PictureBytes, Pixels, Record};
use shared::time::Millis;
use shared::value::Value;

use super::desk::{Desk, Moment};
use super::scope::{self, Actor};
use super::training::{self, read_all};
use super::{ServiceError, enrol};
use crate::store::{PictureNamed, Read, Store, StoreError, Write};

/// Takes a piece that a phone sends, or gives the one that it asks for.
///
/// # Errors
/// When no device has this token, when the piece is too large, or when the store fails.
pub async fn piece(
    store: &dyn Store,
    token: Token,
    request: PieceRequest,
    now: Millis,
) -> Result<PieceAnswer, ServiceError> {
    if request.bytes.len() > PIECE {
        let detail = format!("a piece of a picture has at most {PIECE} bytes");
        return Err(ServiceError::problem(ProblemCode::TooLarge, detail));
    }
    if request.bytes.is_empty() {
        store.read(move |read| give(read, token, &request)).await
    } else {
        store.write(move |write| take(write, token, &request, now)).await
    }
}

/// Who asks, if they may have anything at all.
fn asker(read: &dyn Read, token: Token) -> Result<Option<AccountId>, ServiceError> {
    let actor = Actor::by_token(read, &token.hash())?.ok_or_else(enrol::unknown_device)?;
    Ok(actor.account.filter(|_| actor.standing == Standing::Active))
}

fn give(
    read: &dyn Read,
    token: Token,
    request: &PieceRequest,
) -> Result<PieceAnswer, ServiceError> {
    let nothing = PieceAnswer { held: None, bytes: Vec::new(), seq: None };
    let Some(account) = asker(read, token)? else {
        return Ok(nothing);
    };
    let PieceRequest { feed, hash, start, .. } = *request;
    let naming = read.naming(feed, hash)?;
    let Some(shown) = naming.iter().find(|one| !one.is_out) else {
        return Ok(nothing);
    };
    if !scope::of_account(read, account)?.feeds.contains(&feed) {
        return Ok(nothing);
    }
    let held = read.held_of(feed, hash)?;
    if held < size_of(shown) {
        // The one who shows it has not sent all of it yet.
        return Ok(PieceAnswer { held: Some(0), ..nothing });
    }
    let bytes = read.piece_of(feed, hash, start, PIECE)?;
    Ok(PieceAnswer { held: Some(held), bytes, seq: None })
}

fn take(
    write: &mut dyn Write,
    token: Token,
    request: &PieceRequest,
    now: Millis,
) -> Result<PieceAnswer, ServiceError> {
    let none = PieceAnswer { held: None, bytes: Vec::new(), seq: None };
    let Some(account) = asker(&*write, token)? else {
        return Ok(none);
    };
    let PieceRequest { feed, hash, start, .. } = *request;
    let naming = write.naming(feed, hash)?;
    // Also what was taken out meanwhile: it may be put back.
    let own = naming.iter().find(|one| scope::is_account(one.fields.get("author"), account));
    let Some(own) = own else {
        return Ok(none);
    };
    let (size, mut held) = (size_of(own), write.held_of(feed, hash)?);
    let held_after = held + request.bytes.len() as u64;
    // What comes twice is here already; what comes too early is asked for by what is held.
    if start == held && held_after <= size {
        write.add_piece(feed, hash, held, &request.bytes)?;
        held = held_after;
        if held == size && !is_whole(&*write, feed, hash)? {
            write.forget_picture(feed, hash)?;
            return Ok(none);
        }
    }
    let seq = if held == size { tell_whole(write, feed, &naming, now)? } else { None };
    Ok(PieceAnswer { held: Some(held), seq, ..none })
}

/// Says in the feed that all of a picture is here: so its phones learn that they may ask for it, and
/// who sent it that a backup with that number has its bytes, too.
fn tell_whole(
    write: &mut dyn Write,
    feed: FeedId,
    naming: &[PictureNamed],
    now: Millis,
) -> Result<Option<u64>, ServiceError> {
    if naming.iter().all(is_told) {
        return Ok(naming.iter().map(|one| one.seq).max());
    }
    let mut desk = Desk::open(write, now, &[feed])?;
    for one in naming.iter().filter(|one| !is_told(one)) {
        desk.set_field(feed, Kind::Attachment, one.id.0, WHOLE, true)?;
    }
    desk.close()?;
    Ok(write.feed(feed)?.map(|state| state.seq))
}

const WHOLE: &str = "whole";

/// Whether the feed says that all of a picture is here.
fn is_told(named: &PictureNamed) -> bool {
    named.fields.get(WHOLE) == Some(&Value::Bool(true))
}

/// How many bytes a picture has, by a row that tells of it.
pub(super) fn size_of(named: &PictureNamed) -> u64 {
    let size = Attachment::read(&named.fields).map(|attachment| attachment.size.get());
    size.map_or(u64::MAX, i64::unsigned_abs)
}

/// Whether the bytes that are held of a picture are the ones that it is named after, and may be shown.
///
/// # Errors
/// When the store fails.
pub fn is_whole(read: &dyn Read, feed: FeedId, hash: PictureHash) -> Result<bool, StoreError> {
    let bytes = read.piece_of(feed, hash, 0, LARGEST)?;
    Ok(PictureHash::of(&bytes) == hash && picture::look(&bytes).is_ok())
}

/// A picture that is shown in a mission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its record.
    pub id: AttachmentId,
    /// What is told of it.
    pub attachment: Attachment,
    /// Whether all of it is here.
    pub is_here: bool,
}

/// The pictures of a mission, in the order in which they were shown.
///
/// # Errors
/// When the store fails.
pub fn shown(read: &dyn Read, mission: MissionId) -> Result<Vec<Shown>, StoreError> {
    let all = read_all::<Attachment>(read, mission)?.into_iter();
    all.map(|(id, attachment)| {
        let held = read.held_of(FeedId::Mission(mission), attachment.hash)?;
        let is_here = held >= attachment.size.get().unsigned_abs();
        Ok(Shown { id, attachment, is_here })
    })
    .collect()
}

/// The bytes of a picture that is shown in a mission; none where it is not, or not whole.
///
/// # Errors
/// When the store fails.
pub fn bytes(
    read: &dyn Read,
    mission: MissionId,
    hash: PictureHash,
) -> Result<Option<Vec<u8>>, StoreError> {
    let feed = FeedId::Mission(mission);
    let naming = read.naming(feed, hash)?;
    let Some(shown) = naming.iter().find(|one| !one.is_out) else {
        return Ok(None);
    };
    if read.held_of(feed, hash)? < size_of(shown) {
        return Ok(None);
    }
    read.piece_of(feed, hash, 0, LARGEST).map(Some)
}

/// Puts a picture on a card: a JPEG as [`picture::look`] takes it.
///
/// # Errors
/// When it is no picture, or there is no such card.
pub fn put_on_card(
    write: &mut dyn Write,
    (mission, card): (MissionId, CardId),
    author: Option<AccountId>,
    bytes: &[u8],
    alt: Line,
    moment: &mut Moment<'_>,
) -> Result<AttachmentId, ServiceError> {
    let feed = FeedId::Mission(mission);
    if !training::cards(&*write, mission)?.iter().any(|(one, _)| *one == card) {
        return Err(ServiceError::refused(format!("there is no card {card}")));
    }
    let attachment = Attachment { card: Some(card), ..of(bytes, author, alt)? };
    let hash = attachment.hash;
    let id = moment.id();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, &attachment)?;
    desk.close()?;
    if write.held_of(feed, hash)? < bytes.len() as u64 {
        write.forget_picture(feed, hash)?;
        for (n, piece) in bytes.chunks(PIECE).enumerate() {
            write.add_piece(feed, hash, (n * PIECE) as u64, piece)?;
        }
    }
    Ok(id)
}

/// Takes a picture off its card; its bytes go where it is shown nowhere else.
///
/// # Errors
/// When there is no such picture.
pub fn remove(
    write: &mut dyn Write,
    mission: MissionId,
    id: AttachmentId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Mission(mission);
    let known = read_all::<Attachment>(&*write, mission)?.into_iter().any(|(one, _)| one == id);
    if !known {
        return Err(ServiceError::refused(format!("there is no picture {id}")));
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Attachment, id.0, DELETED, true)?;
    desk.close()?;
    forget_shown_nowhere(write, feed, moment.now)
}

/// Forgets the bytes of pictures that a feed shows no more, and says in the feed that they are not here:
/// whoever shows one anew has to send it anew.
///
/// # Errors
/// When the store fails.
pub fn forget_shown_nowhere(
    write: &mut dyn Write,
    feed: FeedId,
    now: Millis,
) -> Result<(), ServiceError> {
    for hash in write.pictures(feed)? {
        let naming = write.naming(feed, hash)?;
        if !naming.iter().all(|named| named.is_out) {
            continue;
        }
        write.forget_picture(feed, hash)?;
        let mut told = naming.iter().filter(|one| is_told(one)).peekable();
        if told.peek().is_none() {
            continue;
        }
        let mut desk = Desk::open(write, now, &[feed])?;
        for one in told {
            desk.set_field(feed, Kind::Attachment, one.id.0, WHOLE, false)?;
        }
        desk.close()?;
    }
    Ok(())
}

fn of(bytes: &[u8], author: Option<AccountId>, alt: Line) -> Result<Attachment, ServiceError> {
    let refused = |error: &dyn std::fmt::Display| ServiceError::refused(error.to_string());
    let sides = picture::look(bytes).map_err(|error| refused(&error))?;
    let pixels = |side: u16| Pixels::new(side.into()).map_err(|error| refused(&error));
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Ok(Attachment {
        author,
        post: None,
        card: None,
        hash: PictureHash::of(bytes),
        size: PictureBytes::new(size).map_err(|error| refused(&error))?,
        width: pixels(sides.width)?,
        height: pixels(sides.height)?,
        alt: Some(alt),
        whole: true,
    })
}
