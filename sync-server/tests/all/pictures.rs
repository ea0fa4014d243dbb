//! Pictures over HTTP: what is taken, what is given, and to whom.

use std::sync::Arc;

use shared::change::DELETED;
use shared::id::{CardId, DeviceId};
use shared::picture::{PIECE, PictureHash};
use shared::protocol::{
    ChangeOutcome, PIECES_PATH, PieceAnswer, PieceRequest, ProblemCode, Reason,
};
use shared::record::Kind;
use shared::value::Value;
use sync_server::service::{accounts, check, pictures, sweep, training};
use uuid::Uuid;

use crate::world::{Phone, World, new_id, now, outcomes};

/// A JPEG of about so many bytes, all of them in what its colours mean.
pub(crate) fn jpeg(size: usize, seed: u8) -> Vec<u8> {
    let segment = |mark: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, mark], &length[..], content].concat()
    };
    let colours: Vec<u8> = (0..size).map(|n| (n % 251) as u8 ^ seed).collect();
    let colours: Vec<u8> = colours.chunks(60_000).flat_map(|part| segment(0xe2, part)).collect();
    let frame = segment(0xc0, &[8, 0, 120, 0, 160, 3]);
    [&[0xff, 0xd8][..], &colours, &frame, &segment(0xda, &[1]), &[0xff, 0xd9]].concat()
}

/// Shows a picture beside a new post, and gives back the post.
pub(crate) async fn show(world: &World, phone: &mut Phone, picture: &[u8]) -> Uuid {
    let (post, shown) = (new_id(), new_id());
    let text = |id: String| Value::Text(id);
    let author = ("author", text(phone.account.to_string()));
    let words = [author.clone(), ("text", Value::from("L’affiche du hall."))];
    let words = phone.change(world.mission(), Kind::Post, post, None, &words);
    let fields = [
        author,
        ("post", text(post.to_string())),
        ("hash", text(PictureHash::of(picture).to_string())),
        ("size", Value::Int(i64::try_from(picture.len()).unwrap())),
        ("width", Value::Int(160)),
        ("height", Value::Int(120)),
    ];
    let shown = phone.change(world.mission(), Kind::Attachment, shown, None, &fields);
    let answer = world.sync(phone, &[words, shown]).await;
    let all = outcomes(&answer);
    assert!(all.iter().all(|one| matches!(one, ChangeOutcome::Accepted { .. })), "{all:?}");
    post
}

pub(crate) async fn say(
    world: &World,
    phone: &Phone,
    hash: PictureHash,
    start: usize,
    bytes: &[u8],
) -> PieceAnswer {
    let request =
        PieceRequest { feed: world.mission(), hash, start: start as u64, bytes: bytes.to_vec() };
    world.send(PIECES_PATH, Some(phone.token), &request).await.unwrap()
}

/// Sends all of it.
pub(crate) async fn send(world: &World, phone: &Phone, picture: &[u8]) {
    let hash = PictureHash::of(picture);
    for (n, piece) in picture.chunks(PIECE).enumerate() {
        let answer = say(world, phone, hash, n * PIECE, piece).await;
        assert_eq!(answer.held, Some((n * PIECE + piece.len()) as u64));
    }
}

#[tokio::test]
async fn pieces_follow_each_other_and_the_whole_is_what_its_name_says() {
    let world = Arc::new(World::new().await);
    let (mut amina, moussa) = (world.phone(0).await, world.phone(1).await);
    let picture = jpeg(2 * PIECE + 700, 1);
    let (hash, end) = (PictureHash::of(&picture), picture.len());
    assert_eq!(
        say(&world, &amina, hash, 0, &picture[..PIECE]).await.held,
        None,
        "no row tells of it"
    );
    show(&world, &mut amina, &picture).await;
    assert_eq!(
        say(&world, &moussa, hash, 0, &picture[..PIECE]).await.held,
        None,
        "not hers to send"
    );
    let first = say(&world, &amina, hash, 0, &picture[..PIECE]).await;
    assert_eq!(first.held, Some(PIECE as u64));
    assert_eq!(say(&world, &amina, hash, 0, &picture[..PIECE]).await, first, "twice");
    assert_eq!(
        say(&world, &amina, hash, 2 * PIECE, &picture[2 * PIECE..]).await,
        first,
        "too early"
    );
    let early = say(&world, &moussa, hash, 0, &[]).await;
    assert_eq!((early.held, early.bytes), (Some(0), Vec::new()), "half a picture is given");
    // Pieces may have any size, and are given in their own.
    say(&world, &amina, hash, PIECE, &picture[PIECE..PIECE + 9]).await;
    assert_eq!(
        say(&world, &amina, hash, PIECE + 9, &vec![0; PIECE]).await.held.unwrap(),
        (2 * PIECE + 9) as u64
    );
    let late = say(&world, &amina, hash, 2 * PIECE + 9, &picture[2 * PIECE + 9..]).await;
    assert_eq!(late.held, None, "what is put together is another picture: all of it goes");
    send(&world, &amina, &picture).await;
    let mut got = Vec::new();
    while got.len() < end {
        let answer = say(&world, &moussa, hash, got.len(), &[]).await;
        assert_eq!(answer.held, Some(end as u64));
        assert!(!answer.bytes.is_empty() && answer.bytes.len() <= PIECE);
        got.extend(answer.bytes);
    }
    assert_eq!(got, picture);
    // The feed says so, at the number that a backup must have.
    let head = |world: &World| {
        let feed = world.mission();
        world.store.read_now(move |read| read.feed(feed)).unwrap().unwrap().seq
    };
    let again = say(&world, &amina, hash, 0, &picture[..PIECE]).await;
    assert_eq!((again.held, again.seq), (Some(end as u64), Some(head(&world))));
    let answer = world.sync(&moussa, &[]).await;
    let rows = answer.feeds.iter().flat_map(|page| &page.rows);
    let told = rows.filter(|row| row.kind == "attachment").map(|row| row.fields.get("whole"));
    assert_eq!(told.collect::<Vec<_>>(), [Some(&Value::Bool(true))]);
    assert_eq!(say(&world, &moussa, hash, end, &[]).await.bytes, Vec::<u8>::new());
    assert_eq!(say(&world, &amina, hash, end, b"more").await.held, Some(end as u64));

    let large = PieceRequest { feed: world.mission(), hash, start: 0, bytes: vec![0; PIECE + 1] };
    let refused = world.send::<_, PieceAnswer>(PIECES_PATH, Some(amina.token), &large).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::TooLarge);
    let nobody = world.send::<_, PieceAnswer>(PIECES_PATH, None, &large).await;
    assert_eq!(nobody.unwrap_err().code, ProblemCode::UnknownDevice);
}

#[tokio::test]
async fn what_tells_where_it_was_taken_is_not_kept() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let mut picture = jpeg(100, 2);
    picture.splice(2..2, [0xff, 0xe1, 0, 8, b'E', b'x', b'i', b'f', 0, 0]);
    show(&world, &mut amina, &picture).await;
    let hash = PictureHash::of(&picture);
    assert_eq!(say(&world, &amina, hash, 0, &picture).await.held, None);
    let feed = world.mission();
    let held = world.store.read_now(move |read| read.held_of(feed, hash)).unwrap();
    assert_eq!(held, 0);
}

#[tokio::test]
async fn a_picture_is_for_the_phones_that_may_read_its_row() {
    let world = Arc::new(World::new().await);
    let (mut amina, moussa) = (world.phone(0).await, world.phone(1).await);
    let (picture, other) = (jpeg(900, 3), jpeg(900, 4));
    let hash = PictureHash::of(&picture);
    let post = show(&world, &mut amina, &picture).await;
    send(&world, &amina, &picture).await;
    assert_eq!(say(&world, &moussa, hash, 0, &[]).await.bytes, picture);
    // Nobody shows a picture in the name of somebody else.
    let mut thief = moussa.clone();
    let fields = [
        ("author", Value::Text(amina.account.to_string())),
        ("post", Value::Text(post.to_string())),
        ("hash", Value::Text(PictureHash::of(&other).to_string())),
        ("size", Value::Int(900)),
        ("width", Value::Int(1)),
        ("height", Value::Int(1)),
    ];
    let stolen = thief.change(world.mission(), Kind::Attachment, new_id(), None, &fields);
    let answer = world.sync(&thief, &[stolen]).await;
    let refused = ChangeOutcome::Quarantined { reason: Reason::NotAuthor };
    assert_eq!(outcomes(&answer), [refused]);
    // Nobody but the server says that it has all of it.
    let whole = [("whole", Value::Bool(true))];
    let row = world.store.read_now({
        let feed = world.mission();
        move |read| read.naming(feed, hash)
    });
    let row = row.unwrap()[0].id.0;
    let said = amina.change(world.mission(), Kind::Attachment, row, None, &whole);
    let answer = world.sync(&amina, &[said]).await;
    assert_eq!(outcomes(&answer), [ChangeOutcome::Quarantined { reason: Reason::NotAllowed }]);
    // Nor where it belongs nowhere.
    let own = ("author", Value::Text(thief.account.to_string()));
    let nowhere = [&[own][..], &fields[2..]].concat();
    let nowhere = thief.change(world.mission(), Kind::Attachment, new_id(), None, &nowhere);
    let answer = world.sync(&thief, &[nowhere]).await;
    assert_eq!(outcomes(&answer), [ChangeOutcome::Quarantined { reason: Reason::BadValue }]);

    // Taken out, it is given to nobody; its bytes go with the next sweep, and may come back.
    let out = |gone| [(DELETED, Value::Bool(gone))];
    let gone = amina.change(world.mission(), Kind::Post, post, None, &out(true));
    world.sync(&amina, &[gone]).await;
    assert_eq!(say(&world, &moussa, hash, 0, &[]).await.held, None);
    world.desk(|write, _| sweep::sweep(write, now().plus(-shared::time::Millis::DAY), now()));
    let feed = world.mission();
    let held = world.store.read_now(move |read| read.held_of(feed, hash)).unwrap();
    assert_eq!(held, 0);
    let back = amina.change(world.mission(), Kind::Post, post, None, &out(false));
    world.sync(&amina, &[back]).await;
    send(&world, &amina, &picture).await;
    assert_eq!(say(&world, &moussa, hash, 0, &[]).await.bytes, picture);

    let lost: DeviceId = moussa.device;
    world.desk(move |write, moment| accounts::revoke(write, lost, moment));
    assert_eq!(say(&world, &moussa, hash, 0, &[]).await.held, None, "a lost phone");
}

#[tokio::test]
async fn what_is_kept_once_is_shown_twice_and_damage_is_found() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let picture = jpeg(PIECE, 5);
    let hash = PictureHash::of(&picture);
    show(&world, &mut amina, &picture).await;
    send(&world, &amina, &picture).await;
    let (mission, author) = (world.mission_id(), amina.account);
    let bytes = picture.clone();
    let card: CardId = world.desk(move |write, moment| {
        let (title, text) = ("Les papiers".parse().unwrap(), "Un avis.".parse().unwrap());
        let card = training::put_card(write, mission, None, title, text, moment)?;
        let alt = "L’enveloppe".parse().unwrap();
        pictures::put_on_card(write, (mission, card), Some(author), &bytes, alt, moment)?;
        Ok(card)
    });
    let shown = world.store.read_now(move |read| pictures::shown(read, mission)).unwrap();
    assert_eq!(shown.len(), 2);
    assert!(shown.iter().all(|one| one.is_here));
    assert!(shown.iter().any(|one| one.attachment.card == Some(card)));
    let found = world.store.read_now(|read| check::check(read)).unwrap();
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let feed = world.mission();
    world.desk(move |write, _| {
        write.forget_picture(feed, hash)?;
        Ok(write.add_piece(feed, hash, 0, &vec![7; picture.len()])?)
    });
    let found = world.store.read_now(|read| check::check(read)).unwrap();
    assert!(found.problems.iter().any(|one| one.contains("is not the one that came")));
}
