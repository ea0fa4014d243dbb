//! Pictures: shown without a network, sent after all rows, taken up where the line broke, and dropped
//! only where nothing is lost by it.

use app::core::*;
use shared::id::{FeedId, PostId};
use shared::picture::{PIECE, PictureHash};
use shared::protocol::{DropReason, Dropped};
use shared::value::Value;
use uuid::Uuid;

use crate::line::Fault;
use crate::story::Story;
use crate::world::{MISSION, MISSION_FEED, MOUSSA, fields_of};

/// A JPEG of about so many bytes, all of them in what its colours mean.
fn jpeg(size: usize, seed: u8) -> Vec<u8> {
    let segment = |mark: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, mark], &length[..], content].concat()
    };
    let colours: Vec<u8> = (0..size).map(|n| (n % 251) as u8 ^ seed).collect();
    let colours: Vec<u8> = colours.chunks(60_000).flat_map(|part| segment(0xe2, part)).collect();
    let frame = segment(0xc0, &[8, 0, 120, 0, 160, 3]);
    [&[0xff, 0xd8][..], &colours, &frame, &segment(0xda, &[1]), &[0xff, 0xd9]].concat()
}

fn show(picture: &[u8]) -> Command {
    Command::Say(Said {
        mission: MISSION.to_string(),
        what: EXCHANGE.to_owned(),
        texts: vec![Some("L’affiche du hall.".to_owned())],
        picture: Some(picture.to_vec()),
        ..Said::default()
    })
}

fn paper(story: &Story) -> Paper {
    let asked = Command::Paper { mission: MISSION.to_string(), what: EXCHANGE.to_owned() };
    let Reply::Paper(paper) = story.ask(asked) else { panic!("no paper") };
    *paper
}

fn bytes(story: &Story, hash: PictureHash) -> Vec<u8> {
    let Reply::Picture(bytes) = story.ask(Command::Picture { hash }) else { panic!("none") };
    bytes
}

/// A post of Moussa with a picture that the server holds.
fn shown_by_moussa(story: &Story, number: u128, picture: &[u8]) -> PictureHash {
    let hash = PictureHash::of(picture);
    let (post, shown) = (Uuid::from_u128(0x900 + number), Uuid::from_u128(0xa00 + number));
    let text = |id: String| Value::Text(id);
    let mut server = story.wire.server();
    let fields = fields_of([
        ("author", text(MOUSSA.to_string())),
        ("text", Value::from("Voyez l’affiche.")),
    ]);
    server.set(MISSION_FEED, "post", post, fields);
    let fields = fields_of([
        ("author", text(MOUSSA.to_string())),
        ("post", text(post.to_string())),
        ("hash", text(hash.to_string())),
        ("size", Value::Int(i64::try_from(picture.len()).unwrap())),
        ("width", Value::Int(160)),
        ("height", Value::Int(120)),
        ("whole", Value::Bool(true)),
    ]);
    server.set(MISSION_FEED, "attachment", shown, fields);
    server.pictures.insert(hash, picture.to_vec());
    hash
}

#[test]
fn a_picture_is_shown_at_once_and_goes_after_the_rows_piece_by_piece() {
    let story = Story::enrolled();
    let picture = jpeg(3 * PIECE, 1);
    story.ask(show(&picture));
    let shown = paper(&story).pictures.remove(0);
    assert!(shown.is_here && (shown.width, shown.height) == (160, 120));
    assert_eq!(bytes(&story, shown.hash), picture);
    assert_eq!(story.today().sync.waiting, 3, "a post, what is told of the picture, and its bytes");

    story.sync();
    let server = story.wire.server();
    assert_eq!(server.pictures[&shown.hash], picture);
    assert!(server.pieces.len() > 3 && server.pieces.iter().all(|(_, _, size)| *size <= PIECE));
    drop(server);
    assert_eq!(story.today().sync.waiting, 0);
    let pieces = story.wire.server().pieces.len();
    story.sync();
    assert_eq!(story.wire.server().pieces.len(), pieces, "what is there is not sent again");
}

#[test]
fn where_the_line_breaks_the_next_sync_goes_on() {
    let story = Story::enrolled();
    let (picture, theirs) = (jpeg(6 * PIECE, 2), jpeg(5 * PIECE, 3));
    story.ask(show(&picture));
    let hash = shown_by_moussa(&story, 1, &theirs);
    for broken in 0..60 {
        // The rows and one or two pieces get through, the next piece, too, but not its answer.
        let spared = (0..2 + broken % 2).map(|_| Fault::Spared);
        let mut server = story.wire.server();
        server.faults.clear();
        server.faults.extend(spared.chain([Fault::AnswerLost, Fault::Unreachable]));
        drop(server);
        let ended = story.try_ask(Command::Sync { tries: 1 });
        if ended.is_ok() {
            assert!(broken > 3, "the line never broke");
            break;
        }
    }
    assert_eq!(story.today().sync.waiting, 0);
    let server = story.wire.server();
    assert_eq!(server.pictures[&PictureHash::of(&picture)], picture);
    let sent: usize = server.pieces.iter().map(|(_, _, size)| size).sum();
    assert!(sent < picture.len() * 5 / 2, "what arrived is not sent again: {sent}");
    drop(server);
    assert_eq!(bytes(&story, hash), theirs);
}

#[test]
fn what_is_no_picture_or_tells_where_it_was_taken_is_not_shown() {
    let story = Story::enrolled();
    assert_eq!(story.refused(show(b"GIF89a")), FailureCode::BadValue);
    let mut told = jpeg(100, 4);
    told.splice(2..2, [0xff, 0xe1, 0, 8, b'E', b'x', b'i', b'f', 0, 0]);
    assert_eq!(story.refused(show(&told)), FailureCode::BadValue);
    assert!(paper(&story).posts.is_empty(), "half of it was kept");
    assert_eq!(story.today().sync.waiting, 0);
    let hash = PictureHash([0; 32]);
    assert_eq!(story.refused(Command::Picture { hash }), FailureCode::BadValue);
}

#[test]
fn what_comes_wrong_is_not_kept_and_stops_nothing_else() {
    let story = Story::enrolled();
    let (wrong, right) = (jpeg(PIECE, 5), jpeg(PIECE, 6));
    let hash = shown_by_moussa(&story, 2, &wrong);
    story.wire.server().pictures.get_mut(&hash).unwrap()[40] ^= 1;
    let other = shown_by_moussa(&story, 1, &right);
    story.sync();
    assert_eq!(story.refused(Command::Picture { hash }), FailureCode::BadValue);
    assert_eq!(bytes(&story, other), right);
    story.wire.server().pictures.insert(hash, wrong.clone());
    story.sync();
    assert_eq!(bytes(&story, hash), wrong);
}

#[test]
fn a_server_of_an_older_version_gets_the_words_and_the_picture_waits() {
    let story = Story::enrolled();
    story.wire.server().knows_no_pictures = true;
    let picture = jpeg(PIECE, 7);
    story.ask(show(&picture));
    story.ask(Command::Sync { tries: 2 });
    assert_eq!(story.today().sync.waiting, 1, "the picture");
    assert!(story.wire.server().count(MISSION, "post") == 1);
    story.wire.server().knows_no_pictures = false;
    story.sync();
    assert_eq!(story.today().sync.waiting, 0);
    assert_eq!(story.wire.server().pictures[&PictureHash::of(&picture)], picture);
}

#[test]
fn a_mission_goes_only_once_its_pictures_are_sent_and_takes_them_along() {
    let story = Story::enrolled();
    let (own, theirs) = (jpeg(2 * PIECE, 8), jpeg(PIECE, 9));
    let hash = shown_by_moussa(&story, 1, &theirs);
    story.sync();
    assert_eq!(bytes(&story, hash), theirs);
    story.wire.server().knows_no_pictures = true;
    story.ask(show(&own));
    let reason = DropReason::AssignmentEnded;
    story.wire.server().dropped = vec![Dropped { feed: MISSION_FEED, reason }];
    story.wire.server().tells_dropped_feeds = true;
    story.ask(Command::Sync { tries: 2 });
    story.ask(Command::Sync { tries: 2 });
    assert_eq!(paper(&story).pictures.len(), 2, "an unsent picture was dropped");
    assert_eq!(story.refused(Command::Leave), FailureCode::UnsentWork);
    story.wire.server().knows_no_pictures = false;
    story.sync();
    story.sync();
    assert_eq!(story.wire.server().pictures[&PictureHash::of(&own)], own);
    assert_eq!(story.refused(Command::Picture { hash }), FailureCode::BadValue, "it went along");
}

#[test]
fn after_a_loss_of_the_central_database_ones_own_pictures_go_again() {
    let story = Story::enrolled();
    let picture = jpeg(2 * PIECE, 10);
    story.ask(show(&picture));
    story.sync();
    let mut server = story.wire.server();
    server.pictures.clear();
    server.epoch = shared::id::EpochId(Uuid::from_u128(0xeeee));
    drop(server);
    story.sync();
    story.sync();
    assert_eq!(story.wire.server().pictures[&PictureHash::of(&picture)], picture);
}

#[test]
fn what_was_sent_is_kept_until_a_backup_has_it() {
    let story = Story::enrolled();
    story.ask(show(&jpeg(PIECE, 12)));
    let durable = |upto: fn(u64) -> u64| {
        let mut server = story.wire.server();
        let head = server.feeds[&MISSION_FEED].head;
        server.feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(upto(head));
    };
    // A backup that has the rows, and was made before the bytes came.
    durable(|_| 0);
    story.sync();
    assert_eq!(story.today().sync.waiting, 0);
    durable(|head| head - 1);
    story.sync();
    assert_eq!(
        story.refused(Command::Leave),
        FailureCode::UnsentWork,
        "only the picture is at risk"
    );
    durable(|head| head);
    story.sync();
    story.ask(Command::Leave);
}

#[test]
fn a_picture_that_the_server_does_not_take_holds_nobody_up() {
    let story = Story::enrolled();
    let reason = shared::protocol::Reason::NotAllowed;
    story.wire.server().quarantine.insert("attachment".to_owned(), reason);
    story.ask(show(&jpeg(PIECE, 14)));
    story.sync();
    assert_eq!(story.today().sync.waiting, 0);
    assert!(story.wire.server().pieces.is_empty());
    assert!(paper(&story).pictures[0].is_here, "it is dropped");
    story.ask(Command::Leave);
}

#[test]
fn a_picture_that_is_not_whole_yet_is_not_asked_for() {
    let story = Story::enrolled();
    let hash = shown_by_moussa(&story, 1, &jpeg(PIECE, 13));
    let row = Uuid::from_u128(0xa01);
    let told = |whole| {
        let fields = fields_of([("whole", Value::Bool(whole))]);
        story.wire.server().set(MISSION_FEED, "attachment", row, fields);
    };
    told(false);
    story.sync();
    assert!(story.wire.server().pieces.is_empty());
    assert!(!paper(&story).pictures[0].is_here);
    told(true);
    story.sync();
    assert!(paper(&story).pictures[0].is_here);
    assert_eq!(PictureHash::of(&bytes(&story, hash)), hash);
}

#[test]
fn a_picture_of_a_post_that_was_taken_out_is_not_asked_for() {
    let story = Story::enrolled();
    let hash = shown_by_moussa(&story, 1, &jpeg(PIECE, 11));
    let post = PostId(Uuid::from_u128(0x901));
    let out = fields_of([(shared::change::DELETED, Value::Bool(true))]);
    story.wire.server().set(FeedId::Mission(MISSION), "post", post.0, out);
    story.sync();
    assert!(story.wire.server().pieces.iter().all(|(asked, ..)| *asked != hash));
}
