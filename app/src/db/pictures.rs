//! The bytes of pictures: on their way to the server and from it, and the room that they may take.
//!
//! **Law**: a picture that this phone shows is never dropped before a loss of the server's machine could
//! lose nothing of it. Others are, the oldest first and those on cards last, once all of them take more
//! than [`ROOM`]; the log says how many.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};
use shared::id::FeedId;
use shared::picture::{PIECE, PictureHash};
use shared::protocol::{PieceAnswer, PieceRequest};
use shared::time::Millis;

use super::column::{Count, Word};
use super::log::{self, What};
use super::{Db, DbError};

/// So many bytes of pictures are kept.
const ROOM: u64 = 40 << 20;

/// Those that are shown: neither they nor what they belong to was taken out.
const SHOWN: &str = "attachment.deleted = 0 AND attachment.seq > 0 \
     AND NOT EXISTS (SELECT 1 FROM post WHERE post.id = attachment.post \
        AND post.feed = attachment.feed AND post.deleted = 1) \
     AND NOT EXISTS (SELECT 1 FROM card WHERE card.id = attachment.card \
        AND card.feed = attachment.feed AND card.deleted = 1)";

/// Those whose row the server took; what it keeps aside may yet be taken.
const TAKEN: &str = "NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.kind = 'attachment' \
     AND outbox.id = attachment.id AND outbox.feed = attachment.feed \
     AND state IN ('pending', 'quarantined'))";

/// Those that this phone sent, and a loss of the server's machine could lose.
pub(super) const AT_RISK: &str = "(sent IS NOT NULL OR acked_seq > coalesce( \
     (SELECT durable FROM feed WHERE feed.feed = picture.feed), 0))";

/// Those that the server takes: not of a phone that may read no more, nor where it keeps the row aside.
/// What it does not take holds nobody up.
pub(super) const WELCOME: &str = "(SELECT standing FROM sync_state) = 'active' \
     AND EXISTS (SELECT 1 FROM attachment WHERE attachment.feed = picture.feed \
        AND attachment.hash = picture.hash AND NOT EXISTS (SELECT 1 FROM outbox \
           WHERE outbox.state = 'quarantined' AND outbox.kind = 'attachment' \
           AND outbox.id = attachment.id AND outbox.feed = attachment.feed))";

/// A picture of a feed: its bytes are kept once for each feed that shows it, and go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    feed: FeedId,
    hash: PictureHash,
}

impl Name {
    /// The picture that a piece belongs to.
    #[must_use]
    pub fn of(request: &PieceRequest) -> Self {
        Self { feed: request.feed, hash: request.hash }
    }
}

/// A picture that is not all here.
struct Wanted {
    name: Name,
    size: u64,
    held: u64,
}

impl Db {
    /// All that waits to be sent: changes, and pictures after them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn to_send(&self) -> Result<u64, DbError> {
        Ok(self.waiting()? + self.pictures_to_send()?)
    }

    /// How many pictures the server does not have all of yet.
    ///
    /// # Errors
    /// When the store fails.
    pub fn pictures_to_send(&self) -> Result<u64, DbError> {
        let sql = format!("SELECT count(*) FROM picture WHERE sent IS NOT NULL AND {WELCOME}");
        let Count(count) = self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(count)
    }

    /// The bytes of a picture, if all of them are here.
    ///
    /// # Errors
    /// When the store fails.
    pub fn picture(&self, hash: PictureHash) -> Result<Option<Vec<u8>>, DbError> {
        let sql = "SELECT feed FROM picture WHERE hash = ?1 AND held = size LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let feed = statement.query_row([Word(hash)], |row| row.get(0)).optional()?;
        let Some(Word(feed)) = feed else {
            return Ok(None);
        };
        let bytes = piece(&self.connection, Name { feed, hash }, 0, usize::MAX)?;
        // What somebody wrote into is no picture any more.
        Ok((PictureHash::of(&bytes) == hash).then_some(bytes))
    }

    /// The next piece to send, of at most `most` bytes, or to ask for; none of those `passed_over`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn next_piece(
        &mut self,
        most: usize,
        passed_over: &BTreeSet<Name>,
        now: Millis,
    ) -> Result<Option<PieceRequest>, DbError> {
        let tx = self.begin()?;
        let request = |Name { feed, hash }, start, bytes| PieceRequest { feed, hash, start, bytes };
        if let Some((name, start)) = to_send(&tx, passed_over)? {
            return Ok(Some(request(name, start, piece(&tx, name, start, most)?)));
        }
        let mut dropped = 0;
        let mut found = None;
        for wanted in wanted(&tx)? {
            if passed_over.contains(&wanted.name) {
                continue;
            }
            if wanted.held > 0 || make_room(&tx, &wanted, &mut dropped)? {
                found = Some(request(wanted.name, wanted.held, Vec::new()));
                break;
            }
        }
        if dropped > 0 {
            let line = log::Line {
                at: now,
                what: What::Pictures,
                feed: None,
                subject: "",
                reason: "room",
                rows: dropped,
            };
            log::append(&tx, &line)?;
        }
        tx.commit()?;
        Ok(found)
    }

    /// Keeps what the server said of a piece. Says whether the picture came closer to its end.
    ///
    /// # Errors
    /// When the store fails.
    pub fn piece_answered(
        &mut self,
        request: &PieceRequest,
        answer: &PieceAnswer,
    ) -> Result<bool, DbError> {
        let tx = self.begin()?;
        let name = Name::of(request);
        let came_closer = if request.bytes.is_empty() {
            came(&tx, request, &answer.bytes)?
        } else if let Some(held) = answer.held {
            let sql = "UPDATE picture SET sent = CASE WHEN ?3 < size THEN ?3 END, acked_seq = ?4 \
                       WHERE feed = ?1 AND hash = ?2";
            let seq = Count(answer.seq.unwrap_or_default());
            let values = params![Word(name.feed), Word(name.hash), Count(held), seq];
            tx.prepare_cached(sql)?.execute(values)?;
            held > request.start
        } else {
            false
        };
        tx.commit()?;
        if came_closer {
            self.changed.insert(name.feed);
        }
        Ok(came_closer)
    }
}

/// Keeps a picture that this phone shows, until the server has it and longer.
pub(super) fn keep(tx: &Connection, feed: FeedId, bytes: &[u8]) -> Result<(), DbError> {
    let name = Name { feed, hash: PictureHash::of(bytes) };
    forget(tx, name)?;
    for (n, piece) in bytes.chunks(PIECE).enumerate() {
        add(tx, name, (n * PIECE) as u64, piece)?;
    }
    let sql = "INSERT OR REPLACE INTO picture (feed, hash, size, held, sent) \
               VALUES (?1, ?2, ?3, ?3, 0)";
    let values = params![Word(feed), Word(name.hash), Count(bytes.len() as u64)];
    tx.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// In a new life of the central database, what this person showed may be missing there.
pub(super) fn send_again(tx: &Connection, feed: FeedId) -> Result<(), DbError> {
    let sql = "UPDATE picture SET sent = 0, acked_seq = 0 WHERE feed = ?1 AND held = size AND hash IN \
               (SELECT hash FROM attachment WHERE attachment.feed = ?1 \
               AND author = (SELECT account FROM identity))";
    tx.prepare_cached(sql)?.execute([Word(feed)])?;
    Ok(())
}

/// The server forgets a picture that is shown nowhere, and says so. Where it is shown again, this phone
/// sends again what it sent before.
pub(super) fn send_forgotten(tx: &Connection, feed: FeedId) -> Result<(), DbError> {
    let sql = format!(
        "UPDATE picture SET sent = 0, acked_seq = 0 \
         WHERE feed = ?1 AND sent IS NULL AND acked_seq > 0 AND held = size AND EXISTS \
         (SELECT 1 FROM attachment WHERE attachment.feed = picture.feed \
         AND attachment.hash = picture.hash AND attachment.whole = 0 \
         AND attachment.seq > picture.acked_seq AND {SHOWN} \
         AND attachment.author = (SELECT account FROM identity))"
    );
    tx.prepare_cached(&sql)?.execute([Word(feed)])?;
    Ok(())
}

/// Whether a picture of a feed is not safe with the server.
pub(super) fn has_unsafe(tx: &Connection, feed: FeedId) -> Result<bool, DbError> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM attachment JOIN picture USING (feed, hash) \
         WHERE feed = ?1 AND {AT_RISK} AND {TAKEN})"
    );
    Ok(tx.prepare_cached(&sql)?.query_row([Word(feed)], |row| row.get(0))?)
}

/// The first picture that the server lacks something of and knows the row of.
fn to_send(tx: &Connection, passed_over: &BTreeSet<Name>) -> Result<Option<(Name, u64)>, DbError> {
    let sql = format!(
        "SELECT DISTINCT feed, hash, sent FROM picture JOIN attachment USING (feed, hash) \
         WHERE sent IS NOT NULL AND {TAKEN} ORDER BY attachment.id"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let waiting = statement.query_map([], |row| Ok((named(row)?, row.get::<_, Count>(2)?.0)))?;
    for one in waiting {
        let one = one?;
        if !passed_over.contains(&one.0) {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// What is shown and not all here: those on cards first, which open the doors, then the newest.
fn wanted(tx: &Connection) -> Result<Vec<Wanted>, DbError> {
    let sql = format!(
        "SELECT DISTINCT feed, hash, attachment.size, coalesce(held, 0) FROM attachment \
         LEFT JOIN picture USING (feed, hash) \
         WHERE {SHOWN} AND whole = 1 AND coalesce(dropped, 0) = 0 AND coalesce(held, 0) < attachment.size \
         ORDER BY card IS NULL, attachment.id DESC"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let wanted = statement.query_map([], |row| {
        let (Count(size), Count(held)) = (row.get(2)?, row.get(3)?);
        Ok(Wanted { name: named(row)?, size, held })
    })?;
    Ok(wanted.collect::<Result<_, _>>()?)
}

/// The name that a row begins with.
fn named(row: &rusqlite::Row<'_>) -> rusqlite::Result<Name> {
    let (Word(feed), Word(hash)) = (row.get(0)?, row.get(1)?);
    Ok(Name { feed, hash })
}

/// Makes room for a picture by dropping older ones, and counts them; where that is not enough, it is
/// the picture itself that is dropped.
fn make_room(tx: &Connection, wanted: &Wanted, dropped: &mut usize) -> Result<bool, DbError> {
    // On cards last, and else by the time that an id begins with.
    let rank = |feed: &str, hash: &str| {
        format!(
            "(SELECT max((card IS NOT NULL) || id) FROM attachment \
             WHERE attachment.feed = {feed} AND attachment.hash = {hash})"
        )
    };
    let (theirs, own) = (rank("picture.feed", "picture.hash"), rank("?1", "?2"));
    let sql = format!(
        "SELECT feed, hash FROM picture WHERE held > 0 AND NOT {AT_RISK} AND {theirs} < {own} \
         ORDER BY {theirs} LIMIT 1"
    );
    while taken(tx)? + wanted.size > ROOM {
        let values = params![Word(wanted.name.feed), Word(wanted.name.hash)];
        let oldest = tx.prepare_cached(&sql)?.query_row(values, named).optional()?;
        let name = oldest.unwrap_or(wanted.name);
        let sql = "INSERT INTO picture (feed, hash, size, dropped) VALUES (?1, ?2, ?3, 1) \
                   ON CONFLICT (feed, hash) DO UPDATE SET held = 0, dropped = 1";
        let values = params![Word(name.feed), Word(name.hash), Count(wanted.size)];
        tx.prepare_cached(sql)?.execute(values)?;
        forget(tx, name)?;
        *dropped += 1;
        if oldest.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many bytes the pictures take that are here, or begun.
fn taken(tx: &Connection) -> Result<u64, DbError> {
    let sql = "SELECT coalesce(sum(size), 0) FROM picture WHERE held > 0";
    let Count(taken) = tx.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(taken)
}

/// Keeps a piece that came behind those that are here. Says whether there was any. A whole that is not
/// what its name says is forgotten.
fn came(tx: &Connection, request: &PieceRequest, bytes: &[u8]) -> Result<bool, DbError> {
    let name = Name::of(request);
    let sql = "SELECT attachment.size, coalesce(held, 0) FROM attachment \
               LEFT JOIN picture USING (feed, hash) WHERE feed = ?1 AND hash = ?2";
    let values = params![Word(name.feed), Word(name.hash)];
    let known = tx.prepare_cached(sql)?.query_row(values, |row| {
        let (Count(size), Count(held)) = (row.get(0)?, row.get(1)?);
        Ok((size, held))
    });
    let Some((size, held)) = known.optional()? else {
        return Ok(false);
    };
    let held_after = held + bytes.len() as u64;
    if bytes.is_empty() || held != request.start || held_after > size {
        return Ok(false);
    }
    add(tx, name, held, bytes)?;
    let is_wrong =
        held_after == size && PictureHash::of(&piece(tx, name, 0, usize::MAX)?) != name.hash;
    if is_wrong {
        forget(tx, name)?;
    }
    let sql = "INSERT INTO picture (feed, hash, size, held) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (feed, hash) DO UPDATE SET held = excluded.held";
    let held = Count(if is_wrong { 0 } else { held_after });
    let values = params![Word(name.feed), Word(name.hash), Count(size), held];
    tx.prepare_cached(sql)?.execute(values)?;
    Ok(!is_wrong)
}

fn add(tx: &Connection, name: Name, start: u64, bytes: &[u8]) -> Result<(), DbError> {
    let sql = "INSERT OR REPLACE INTO picture_piece (feed, hash, start, bytes) \
               VALUES (?1, ?2, ?3, ?4)";
    let values = params![Word(name.feed), Word(name.hash), Count(start), bytes];
    tx.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn forget(tx: &Connection, name: Name) -> Result<(), DbError> {
    let sql = "DELETE FROM picture_piece WHERE feed = ?1 AND hash = ?2";
    tx.prepare_cached(sql)?.execute(params![Word(name.feed), Word(name.hash)])?;
    Ok(())
}

/// At most `most` bytes from `start` on, or up to the end of the piece in which `start` lies; all of
/// them where `most` has no bound.
fn piece(tx: &Connection, name: Name, start: u64, most: usize) -> Result<Vec<u8>, DbError> {
    let sql = "SELECT start, bytes FROM picture_piece WHERE feed = ?1 AND hash = ?2 \
               AND start + length(bytes) > ?3 ORDER BY start";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query(params![Word(name.feed), Word(name.hash), Count(start)])?;
    let mut found = Vec::new();
    while found.len() < most
        && let Some(row) = rows.next()?
    {
        let Count(at) = row.get(0)?;
        let bytes = row.get_ref(1)?.as_blob().map_err(DbError::damaged)?;
        let skip = usize::try_from((start + found.len() as u64).saturating_sub(at));
        let rest = bytes.get(skip.unwrap_or(usize::MAX)..).unwrap_or_default();
        found.extend(rest.iter().take(most - found.len()));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// A picture of ten megabytes that came, or that is still to be sent.
    fn shown(store: &Connection, number: u8, on_card: bool, is_sent: bool) -> Name {
        let name = Name { feed: FeedId::Catalogue, hash: PictureHash([number; 32]) };
        let (post, card) = if on_card { (None, Some("c")) } else { (Some("p"), None) };
        let size = 10_i64 << 20;
        let sql = "INSERT INTO attachment (feed, id, seq, post, card, hash, size) \
                   VALUES ('catalogue', ?1, 1, ?2, ?3, ?4, ?5)";
        let id = Uuid::from_u128(number.into()).to_string();
        store.execute(sql, params![id, post, card, Word(name.hash), size]).unwrap();
        let sql = "INSERT INTO picture (feed, hash, size, held, sent) \
                   VALUES ('catalogue', ?1, ?2, ?2, ?3)";
        let sent = (!is_sent).then_some(0);
        store.execute(sql, params![Word(name.hash), size, sent]).unwrap();
        add(store, name, 0, b"some").unwrap();
        name
    }

    fn here(store: &Connection) -> Vec<u8> {
        let sql = "SELECT DISTINCT hash FROM picture_piece ORDER BY hash";
        let mut statement = store.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok(row.get::<_, Word<PictureHash>>(0)?.0.0[0]));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn room_is_made_by_the_oldest_and_never_by_what_is_not_sent_yet() {
        let store = Connection::open_in_memory().unwrap();
        for step in super::super::open::LADDER {
            store.execute_batch(step).unwrap();
        }
        shown(&store, 1, true, true);
        shown(&store, 2, false, false);
        shown(&store, 3, false, true);
        shown(&store, 4, false, true);
        let make = |number, on_card| {
            let name = shown(&store, number, on_card, true);
            store
                .execute("UPDATE picture SET held = 0 WHERE hash = ?1", [Word(name.hash)])
                .unwrap();
            forget(&store, name).unwrap();
            let mut dropped = 0;
            let wanted = Wanted { name, size: 10 << 20, held: 0 };
            let has_room = make_room(&store, &wanted, &mut dropped).unwrap();
            if has_room {
                let sql = "UPDATE picture SET held = size WHERE hash = ?1";
                store.execute(sql, [Word(name.hash)]).unwrap();
                add(&store, name, 0, b"some").unwrap();
            }
            (has_room, dropped)
        };
        assert_eq!(make(5, false), (true, 1));
        assert_eq!(here(&store), [1, 2, 4, 5], "the oldest of those that are sent");
        assert_eq!(make(6, true), (true, 1));
        assert_eq!(here(&store), [1, 2, 5, 6]);
        assert_eq!(make(7, true), (true, 1));
        assert_eq!(here(&store), [1, 2, 6, 7], "posts before cards");
        assert_eq!(make(8, false), (false, 1));
        assert_eq!(here(&store), [1, 2, 6, 7], "a post makes no card go");
    }
}
