//! What phones are told: their scope, from their cursor on, and no more than they need.

use shared::digest::{FeedSum, cursors_hash};
use shared::id::{EpochId, FeedId};
use shared::protocol::{
    Cursor, DropReason, Dropped, LetIn, OLDEST, SYNC_PATH, Standing, SyncAnswer, SyncRequest,
};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;
use shared::wire;
use sync_server::service::desk::Desk;
use sync_server::service::{accounts, missions, quarantine, sweep};

use crate::world::{World, new_id, now, request, rows};

/// Reads a phone's feeds to their heads and says what it holds.
async fn cursors(world: &World, phone: &crate::world::Phone) -> Vec<Cursor> {
    let mut held: Vec<Cursor> = Vec::new();
    for _ in 0..20 {
        let answer = world.try_sync(phone, &[], &held).await.unwrap();
        for page in &answer.feeds {
            held.retain(|cursor| cursor.feed != page.feed);
            held.push(Cursor {
                feed: page.feed,
                epoch: page.epoch,
                seq: page.seq,
                durable: Some(page.durable),
            });
        }
        if answer.feeds.iter().all(|page| page.seq == page.head) {
            return held;
        }
    }
    panic!("the feeds have no end");
}

fn page_of(answer: &SyncAnswer, feed: FeedId) -> &shared::protocol::FeedPage {
    answer.feeds.iter().find(|page| page.feed == feed).unwrap()
}

#[tokio::test]
async fn a_new_phone_is_told_all_that_it_needs_and_can_prove_it() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let answer = world.sync(&phone, &[]).await;
    for page in &answer.feeds {
        let mut sum = FeedSum::default();
        for row in &page.rows {
            sum.add(&row.kind, row.id, row.seq, &row.fields);
        }
        assert_eq!(page.sum, Some(sum), "{}", page.feed);
    }
    let doors = rows(&answer, FeedId::Territory(world.territory()));
    assert_eq!(doors.iter().filter(|row| row.kind == "door").count(), 600);
    assert!(answer.feeds.iter().any(|page| page.feed == FeedId::Account(phone.account)));
    let other = FeedId::Account(world.made.neighbors[1].1);
    assert!(answer.feeds.iter().all(|page| page.feed != other));
}

#[tokio::test]
async fn a_phone_that_knows_everything_is_told_nothing() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let held = cursors(&world, &phone).await;
    let answer = world.try_sync(&phone, &[], &held).await.unwrap();
    assert_eq!((answer.feeds.len(), answer.dropped.len()), (0, 0));
}

/// A phone with nothing to send says in eight bytes what it knows.
#[tokio::test]
async fn a_phone_that_knows_everything_need_not_name_it() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let held = cursors(&world, &phone).await;
    let brief = async |phone: &crate::world::Phone, held: &[Cursor]| {
        let mut message = request(&[], &[]);
        message.as_told = Some(cursors_hash(held));
        world.send::<_, SyncAnswer>(SYNC_PATH, Some(phone.token), &message).await.unwrap()
    };
    let backwards: Vec<Cursor> = held.iter().rev().copied().collect();
    for held in [&held, &backwards] {
        let answer = brief(&phone, held).await;
        assert_eq!((answer.feeds.len(), answer.tell_cursors), (0, false));
        assert!(wire::pack(&answer).unwrap().len() <= 150);
    }
    // A feed less, one read less far, one of another life: each is a reason to ask.
    let mut behind = held.clone();
    behind[0].seq -= 1;
    let mut other = held.clone();
    other[0].epoch = EpochId(new_id());
    for held in [&held[1..], &behind, &other, &[]] {
        let answer = brief(&phone, held).await;
        assert_eq!((answer.feeds.len(), answer.tell_cursors), (0, true));
    }
    let visit = phone.visit(&world, world.door(0));
    world.sync(&phone, &[visit]).await;
    assert!(brief(&phone, &held).await.tell_cursors);
}

/// Nothing in a hash says which life of the database the phone knows, so it is asked.
#[tokio::test]
async fn a_phone_that_is_told_no_news_is_asked_for_its_cursors() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let held = cursors(&world, &phone).await;
    let mut brief = request(&[], &[]);
    brief.as_told = Some(cursors_hash(&held));
    let mut outdated = brief.clone();
    outdated.protocol = OLDEST - 1;
    let ask = async |message: &SyncRequest| {
        let token = Some(phone.token);
        world.send::<_, SyncAnswer>(SYNC_PATH, token, message).await.unwrap()
    };
    assert!(ask(&outdated).await.tell_cursors);
    let device = phone.device;
    world.desk(move |write, moment| accounts::revoke(write, device, moment));
    assert!(ask(&brief).await.tell_cursors);
    // With them there is an end of it, and still no news.
    let answer = world.try_sync(&phone, &[], &held).await.unwrap();
    assert_eq!((answer.standing, answer.tell_cursors), (Standing::Revoked, false));
    assert_eq!(answer.feeds, []);
}

/// A release that loses against newer values leaves no row to tell of it.
#[tokio::test]
async fn a_phone_is_told_which_changes_of_its_person_were_let_in() {
    let world = World::new().await;
    let (mut lost, mut phone) = (world.phone(0).await, world.phone(0).await);
    let (feed, device) = (world.mission(), lost.device);
    let visit = phone.visit(&world, world.door(0));
    world.sync(&phone, std::slice::from_ref(&visit)).await;
    world.desk(move |write, moment| accounts::revoke(write, device, moment));
    let note = |text| [("note", Value::from(text))];
    let mut older = lost.change(feed, Kind::Visit, visit.id, None, &note("Hier."));
    older.at = now().plus(-Millis::DAY / 24);
    world.sync(&lost, &[older]).await;
    let newer = phone.change(feed, Kind::Visit, visit.id, None, &note("Aujourd'hui."));
    world.sync(&phone, &[newer]).await;
    let held = cursors(&world, &phone).await;

    let released = world.desk(move |write, _| quarantine::release(write, feed, visit.id, now()));
    let seq = *released[0].outcome.as_ref().unwrap();
    let answer = world.try_sync(&phone, &[], &held).await.unwrap();
    let page = page_of(&answer, feed);
    assert_eq!((page.rows.len(), page.seq), (0, seq));
    assert_eq!(page.let_in, [LetIn { device, n: 1, seq }]);
    // Once, and nobody else.
    let held = cursors(&world, &phone).await;
    assert_eq!(world.try_sync(&phone, &[], &held).await.unwrap().feeds, []);
    let other = world.sync(&world.phone(1).await, &[]).await;
    assert!(other.feeds.iter().all(|page| page.let_in.is_empty()));
}

#[tokio::test]
async fn what_a_phone_sent_is_not_sent_back_to_it() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let held = cursors(&world, &phone).await;
    let visit = phone.visit(&world, world.door(0));
    let need = phone.need(&world, visit.id);
    let changes = [visit, need];
    let answer = world.try_sync(&phone, &changes, &held).await.unwrap();
    let page = page_of(&answer, world.mission());
    assert_eq!((page.rows.len(), page.own.len()), (0, 2));
    assert_eq!(page.seq, page.head);
    // The answer was lost: the same request again is answered in full.
    let answer = world.try_sync(&phone, &changes, &held).await.unwrap();
    assert_eq!(page_of(&answer, world.mission()).rows.len(), 2);
}

#[tokio::test]
async fn a_cursor_of_another_life_or_beyond_the_head_begins_anew() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let feed = world.mission();
    let strange = [
        Cursor { feed, epoch: EpochId(new_id()), seq: 3, durable: None },
        Cursor { feed, epoch: world.epoch(), seq: 1_000_000, durable: None },
    ];
    for cursor in strange {
        let answer = world.try_sync(&phone, &[], &[cursor]).await.unwrap();
        let page = page_of(&answer, feed);
        assert!(page.reset);
        assert_eq!(page.epoch, world.epoch());
        assert_eq!(page.sum.unwrap().count, page.rows.len() as u64);
    }
}

#[tokio::test]
async fn tombstones_are_told_until_they_are_swept_and_then_the_floor_rises() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let held = cursors(&world, &phone).await;
    let feed = FeedId::Territory(world.territory());
    let door = world.door(3);
    world.desk(move |write, moment| {
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.set_field(feed, Kind::Door, door, "deleted", true)?;
        Ok(desk.close()?)
    });
    let answer = world.try_sync(&phone, &[], &held).await.unwrap();
    let page = page_of(&answer, feed);
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.rows[0].fields["deleted"], Value::Bool(true));
    let swept = world.desk(|write, _| sweep::sweep(write, now().plus(1_000), now()));
    assert_eq!(swept, 1);
    let answer = world.try_sync(&phone, &[], &held).await.unwrap();
    let page = page_of(&answer, feed);
    assert!(page.reset);
    assert!(page.rows.iter().all(|row| row.id != door));
    let told = Cursor { feed, epoch: page.epoch, seq: page.seq, durable: None };
    let answer = world.try_sync(&phone, &[], &[told]).await.unwrap();
    assert!(answer.feeds.iter().all(|page| page.feed != feed));
}

#[tokio::test]
async fn a_feed_that_is_not_needed_any_more_is_to_be_given_back_with_a_reason() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let held = cursors(&world, &phone).await;
    let account = phone.account;
    let mission = |cursor: &Cursor| match cursor.feed {
        FeedId::Mission(id) => Some(id),
        _ => None,
    };
    let missions: Vec<_> = held.iter().filter_map(mission).collect();
    let closed = missions[0];
    world.desk(move |write, moment| {
        let feed = FeedId::Mission(closed);
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.set_field(feed, Kind::Mission, closed.0, "state", "closed")?;
        Ok(desk.close()?)
    });
    let ended: Vec<_> = missions[1..].to_vec();
    let to_end = ended.clone();
    world.desk(move |write, moment| {
        for mission in to_end {
            missions::end_assignment(write, mission, account, moment)?;
        }
        Ok(())
    });
    let answer = world.try_sync(&phone, &[], &held).await.unwrap();
    let mut expected = vec![
        Dropped { feed: FeedId::Mission(closed), reason: DropReason::MissionClosed },
        Dropped { feed: FeedId::Territory(world.territory()), reason: DropReason::NotNeeded },
    ];
    expected.extend(ended.into_iter().map(|mission| Dropped {
        feed: FeedId::Mission(mission),
        reason: DropReason::AssignmentEnded,
    }));
    let mut dropped = answer.dropped.clone();
    dropped.sort_by_key(|one| one.feed);
    expected.sort_by_key(|one| one.feed);
    assert_eq!(dropped, expected);
    // Of each the phone learns how far its work is safe, and nothing else.
    for one in &expected {
        let page = page_of(&answer, one.feed);
        assert_eq!((page.rows.len(), page.durable), (0, page.head), "{}", one.feed);
    }
    // A neighbor who is assigned again gets the mission back.
    let again = expected.iter().find_map(|one| match (one.feed, one.reason) {
        (FeedId::Mission(id), DropReason::AssignmentEnded) => Some(id),
        _ => None,
    });
    if let Some(mission) = again {
        world.desk(move |write, moment| missions::assign(write, mission, account, &[], moment));
        let answer = world.sync(&phone, &[]).await;
        assert!(answer.feeds.iter().any(|page| page.feed == FeedId::Mission(mission)));
    }
}

#[tokio::test]
async fn many_rows_come_in_pages_that_can_be_resumed() {
    let world = World::new().await;
    let phone = world.phone(0).await;
    let feed = FeedId::Territory(world.territory());
    world.desk(move |write, moment| {
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        for index in 0..5_000_i64 {
            let fields = [
                ("street".to_owned(), Value::Text(format!("Rue {index}"))),
                ("commune".to_owned(), Value::from("Brévigny")),
            ];
            let id = moment.id::<shared::id::BuildingId>();
            desk.set(feed, Kind::Building, id.0, fields.into())?;
        }
        Ok(desk.close()?)
    });
    let answer = world.sync(&phone, &[]).await;
    let page = page_of(&answer, feed);
    assert!(page.seq < page.head && page.sum.is_none());
    let held = cursors(&world, &phone).await;
    let answer = world.try_sync(&phone, &[], &held).await.unwrap();
    assert!(answer.feeds.is_empty());
}
