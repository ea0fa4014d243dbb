//! What becomes of changes: once, in order, with what gave way kept.

use shared::change::{Base, Change};
use shared::id::{AccountId, FeedId};
use shared::protocol::{ChangeOutcome, EnrolAnswer, Reason, SPLIT_PATH, SplitRequest, Standing};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use shared::value::Value;
use sync_server::service::{accounts, missions, quarantine};

use crate::world::{World, new_id, now, outcomes, random, rows};

#[tokio::test]
async fn a_repeat_gets_the_same_answer_and_changes_nothing() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let visit = phone.visit(&world, world.door(0));
    let mut bad = phone.visit(&world, world.door(1));
    bad.fields.insert("minutes".to_owned(), Value::Int(-1));
    let changes = [visit, bad];
    let first = world.sync(&phone, &changes).await;
    let before = world.state();
    let second = world.sync(&phone, &changes).await;
    assert_eq!(first.results, second.results);
    assert_eq!(world.state(), before);
}

#[tokio::test]
async fn a_gap_is_answered_with_the_number_that_is_expected() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    phone.next = 3;
    let third = phone.visit(&world, world.door(0));
    let answer = world.sync(&phone, &[third]).await;
    assert_eq!(outcomes(&answer), [ChangeOutcome::Expected { n: 1 }]);
}

#[tokio::test]
async fn the_same_number_with_another_content_is_a_copy_that_gets_its_own_name() {
    let world = World::new().await;
    let mut original = world.phone(0).await;
    let mut copy = original.clone();
    let one = original.visit(&world, world.door(0));
    assert!(matches!(
        outcomes(&world.sync(&original, &[one]).await)[0],
        ChangeOutcome::Accepted { .. }
    ));
    let (other, more) = (copy.visit(&world, world.door(1)), copy.visit(&world, world.door(2)));
    let answer = world.sync(&copy, &[other.clone(), more]).await;
    assert_eq!(outcomes(&answer), [ChangeOutcome::Cloned, ChangeOutcome::Cloned]);

    let mut token = [0; 32];
    random(&mut token);
    let split = SplitRequest {
        device: shared::id::DeviceId(new_id()),
        token: shared::protocol::Token(token),
    };
    for _ in 0..2 {
        let again: EnrolAnswer = world.send(SPLIT_PATH, Some(copy.token), &split).await.unwrap();
        assert_eq!(again.account, copy.account);
    }
    copy.token = split.token;
    let answer = world.sync(&copy, &[other]).await;
    assert!(matches!(outcomes(&answer)[0], ChangeOutcome::Accepted { .. }));
    let devices = world.store.read_now(|read| accounts::devices(read)).unwrap();
    let copied = devices.iter().find(|listed| listed.id == split.device).unwrap();
    assert_eq!(copied.copied_from, Some(original.device));
}

#[tokio::test]
async fn only_the_author_corrects_a_visit_and_what_hangs_on_it() {
    let world = World::new().await;
    let (mut amina, mut moussa) = (world.phone(0).await, world.phone(1).await);
    let account = moussa.account;
    let mission = world.mission_id();
    world.desk(move |write, moment| missions::assign(write, mission, account, &[], moment));
    let visit = amina.visit(&world, world.door(0));
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let note = [("note", Value::from("autre"))];
    let correction = moussa.change(world.mission(), Kind::Visit, visit.id, None, &note);
    let need = moussa.need(&world, visit.id);
    let answer = world.sync(&moussa, &[correction, need]).await;
    let reason = Reason::NotAuthor;
    assert_eq!(outcomes(&answer), vec![ChangeOutcome::Quarantined { reason }; 2]);
}

#[tokio::test]
async fn anybody_of_the_mission_writes_about_a_visit_in_their_own_name_alone() {
    let world = World::new().await;
    let (mut amina, mut moussa) = (world.phone(0).await, world.phone(1).await);
    let account = moussa.account;
    let (mission, feed) = (world.mission_id(), world.mission());
    world.desk(move |write, moment| missions::assign(write, mission, account, &[], moment));
    let visit = amina.visit(&world, world.door(0));
    let of = |visit: &Change, author: AccountId, text: &str| {
        let [visit, author] = [visit.id.to_string(), author.to_string()].map(Value::Text);
        [("visit", visit), ("author", author), ("text", Value::from(text))]
    };
    let answer = of(&visit, amina.account, "dans la cuisine");
    let comment = amina.change(feed, Kind::Comment, new_id(), None, &answer);
    let told = world.sync(&amina, &[visit.clone(), comment.clone()]).await;
    assert!(outcomes(&told).iter().all(|one| matches!(one, ChangeOutcome::Accepted { .. })));

    let own = of(&visit, account, "je confirme");
    let own = moussa.change(feed, Kind::Comment, new_id(), None, &own);
    let borrowed = of(&visit, amina.account, "pas de moi");
    let borrowed = moussa.change(feed, Kind::Comment, new_id(), None, &borrowed);
    let text = [("text", Value::from("autre"))];
    let correction = moussa.change(feed, Kind::Comment, comment.id, None, &text);
    let told = outcomes(&world.sync(&moussa, &[own, borrowed, correction]).await);
    assert!(matches!(told[0], ChangeOutcome::Accepted { .. }));
    let reason = Reason::NotAuthor;
    assert_eq!(told[1..], vec![ChangeOutcome::Quarantined { reason }; 2]);
    assert_eq!(world.row(feed, Kind::Comment, comment.id), comment.fields);
}

#[tokio::test]
async fn a_neighbor_puts_the_doors_right_as_they_are() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let (territory, door) = (FeedId::Territory(world.made.territory), world.door(0));
    let sets = [
        ("label", Value::from("gardien")),
        ("do_not_contact", Value::Bool(true)),
        ("deleted", Value::Bool(true)),
        ("deleted", Value::Bool(false)),
    ];
    for (field, value) in sets {
        let change = phone.change(territory, Kind::Door, door, None, &[(field, value.clone())]);
        let told = outcomes(&world.sync(&phone, &[change]).await);
        assert!(matches!(told[..], [ChangeOutcome::Accepted { .. }]), "{field} {told:?}");
        let held = world.row(territory, Kind::Door, door);
        assert_eq!(held.get(field).unwrap_or(&Value::Bool(false)), &value);
    }
}

#[tokio::test]
async fn a_record_and_what_hangs_on_it_are_kept_aside_and_let_in_together() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let device = phone.device;
    world.desk(move |write, moment| accounts::revoke(write, device, moment));
    let visit = phone.visit(&world, world.door(0));
    let (need, other) = (phone.need(&world, visit.id), phone.visit(&world, world.door(1)));
    let answer = world.sync(&phone, &[visit.clone(), need.clone(), other]).await;
    assert_eq!(answer.standing, Standing::Revoked);
    assert!(answer.feeds.is_empty());
    let reason = Reason::DeviceRevoked;
    assert_eq!(outcomes(&answer), vec![ChangeOutcome::Quarantined { reason }; 3]);

    let (mission, id) = (world.mission(), visit.id);
    let released = world.desk(move |write, _| quarantine::release(write, mission, id, now()));
    assert_eq!(released.len(), 2);
    assert!(released.iter().all(|one| one.outcome.is_ok()), "{released:?}");
    assert_eq!(world.row(mission, Kind::Need, need.id), need.fields);
    let left = world.store.read_now(|read| read.quarantined()).unwrap();
    assert_eq!(left.len(), 1);
    let check = world.store.read_now(|read| sync_server::service::check::check(read)).unwrap();
    assert_eq!(check.problems, [] as [String; 0]);
}

#[tokio::test]
async fn a_child_of_what_is_kept_aside_says_so() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let mut visit = phone.visit(&world, world.door(0));
    visit.fields.insert("outcome".to_owned(), Value::from("vanished"));
    let need = phone.need(&world, visit.id);
    let note = [("note", Value::from("plus clair"))];
    let correction = phone.change(world.mission(), Kind::Visit, visit.id, None, &note);
    let answer = world.sync(&phone, &[visit, need, correction]).await;
    let (bad, child) = (Reason::BadValue, Reason::ParentQuarantined);
    let expected = [bad, child, child].map(|reason| ChangeOutcome::Quarantined { reason });
    assert_eq!(outcomes(&answer), expected);
}

#[tokio::test]
async fn work_of_a_lost_assignment_is_taken_in() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let (account, mission) = (phone.account, world.mission_id());
    world.desk(move |write, moment| missions::end_assignment(write, mission, account, moment));
    let visit = phone.visit(&world, world.door(0));
    let answer = world.sync(&phone, &[visit]).await;
    assert!(matches!(outcomes(&answer)[0], ChangeOutcome::Accepted { .. }));
    assert_eq!(rows(&answer, world.mission()).len(), 0);
}

#[tokio::test]
async fn unknown_fields_are_kept_and_relayed_and_count_in_the_digest() {
    let world = World::new().await;
    let (mut amina, moussa) = (world.phone(0).await, world.phone(0).await);
    let mut visit = amina.visit(&world, world.door(0));
    let newer = Value::List(vec![Value::Float(0.1), Value::Map([].into())]);
    visit.fields.insert("mood".to_owned(), newer);
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let answer = world.sync(&moussa, &[]).await;
    let rows = rows(&answer, world.mission());
    let row = rows.iter().find(|row| row.id == visit.id).unwrap();
    assert_eq!(row.fields, visit.fields);
    let check = world.store.read_now(|read| sync_server::service::check::check(read)).unwrap();
    assert_eq!(check.problems, [] as [String; 0]);
}

/// Both phones are the same person's, and neither has seen what the other wrote.
#[tokio::test]
async fn the_same_field_corrected_twice_unseen_is_a_named_conflict() {
    let world = World::new().await;
    let (mut one, mut two) = (world.phone(0).await, world.phone(0).await);
    let visit = one.visit(&world, world.door(0));
    let answer = world.sync(&one, std::slice::from_ref(&visit)).await;
    let ChangeOutcome::Accepted { seq } = outcomes(&answer)[0] else { panic!("{answer:?}") };
    let base = Some(Base { epoch: world.epoch(), seq });
    let mission = world.mission();
    let edit =
        |minutes: i64, note: &str| [("minutes", Value::Int(minutes)), ("note", Value::from(note))];
    let first = one.change(mission, Kind::Visit, visit.id, base, &edit(5, "premier")[..1]);
    let mut late = two.change(mission, Kind::Visit, visit.id, base, &edit(9, "second"));
    // Written an hour before the other, by a clock that is right: the later value stands.
    late.at = now().plus(-60 * Millis::MINUTE);
    world.sync(&one, &[first]).await;
    world.sync(&two, &[late]).await;
    let fields = world.row(mission, Kind::Visit, visit.id);
    assert_eq!(fields["minutes"], Value::Int(5));
    // The note was the visit's own, seen by the writer: no conflict there.
    assert_eq!(fields["note"], Value::from("second"));
}

#[tokio::test]
async fn a_visit_dated_by_a_wrong_clock_carries_an_estimate() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let year_2040 = 2_208_988_800_000 - now().0;
    let mut visit = phone.visit(&world, world.door(0));
    let right = visit.at;
    visit.at = visit.at.plus(year_2040);
    visit.fields.insert("started".to_owned(), Value::Int(visit.at.0));
    let mut message = crate::world::request(std::slice::from_ref(&visit), &[]);
    message.sent_at = message.sent_at.plus(year_2040);
    message.clock_since = message.sent_at.plus(-Millis::DAY);
    let path = shared::protocol::SYNC_PATH;
    let answer: shared::protocol::SyncAnswer =
        world.send(path, Some(phone.token), &message).await.unwrap();
    assert!(matches!(outcomes(&answer)[0], ChangeOutcome::Accepted { .. }));
    let fields = world.row(world.mission(), Kind::Visit, visit.id);
    let Value::Int(estimate) = fields["started_estimate"] else { panic!("{fields:?}") };
    assert!((estimate - right.0).abs() < 10_000, "{estimate} {right:?}");
    assert_eq!(fields["started"], visit.fields["started"]);
    // The row is more than what the phone sent, so the phone is told.
    assert!(rows(&answer, world.mission()).iter().any(|row| row.id == visit.id));
}

#[tokio::test]
async fn a_clock_put_right_before_the_sync_spoils_neither_session() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let mut old = phone.visit(&world, world.door(0));
    old.clock = ClockSession(0);
    old.at = Millis(0);
    old.fields.insert("started".to_owned(), Value::Int(0));
    let mut fresh = phone.visit(&world, world.door(1));
    fresh.clock = ClockSession(1);
    let answer = world.sync(&phone, &[old.clone(), fresh.clone()]).await;
    assert_eq!(answer.results.len(), 2);
    let fields = world.row(world.mission(), Kind::Visit, old.id);
    assert!(fields.contains_key("started_estimate"));
    let fields = world.row(world.mission(), Kind::Visit, fresh.id);
    assert!(!fields.contains_key("started_estimate"), "{fields:?}");
}

#[tokio::test]
async fn doors_are_the_teams_to_correct_and_missions_are_not() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let feed = FeedId::Territory(world.territory());
    let stop = [("do_not_contact", Value::Bool(true))];
    let door = world.door(0);
    let change = phone.change(feed, Kind::Door, door, None, &stop);
    let answer = world.sync(&phone, &[change]).await;
    assert!(matches!(outcomes(&answer)[0], ChangeOutcome::Accepted { .. }));
    assert_eq!(world.row(feed, Kind::Door, door)["do_not_contact"], Value::Bool(true));
    phone.next = 1;
    let closed = [("state", Value::from("closed"))];
    let id = world.mission_id().0;
    let change = phone.change(world.mission(), Kind::Mission, id, None, &closed);
    let answer = world.sync(&phone, &[change]).await;
    let reason = Reason::NotAllowed;
    assert_eq!(outcomes(&answer), [ChangeOutcome::Quarantined { reason }]);
}
