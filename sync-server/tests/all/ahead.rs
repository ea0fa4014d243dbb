//! A phone one version ahead, and one far behind: their work is taken, what is not known is kept.

use shared::id::FeedId;
use shared::protocol::{ChangeOutcome, OLDEST, Reason, SYNC_PATH, SyncAnswer, VERSION};
use shared::record::Kind;
use shared::value::{Fields, Value};
use shared::wire;

use crate::world::{World, new_id, outcomes, request, rows};

/// The same message with a member that only a later version knows.
fn with_a_later_member(packed: &[u8]) -> Vec<u8> {
    let mut bytes = zstd::decode_all(packed).unwrap();
    let mut reader = minicbor::Decoder::new(&bytes);
    reader.array().unwrap();
    reader.bytes().unwrap();
    let body = reader.position();
    // The body is a map of less than 23 members: the first byte holds their number.
    assert!((0xa0..0xb7).contains(&bytes[body]));
    bytes[body] += 1;
    let mut member = minicbor::Encoder::new(Vec::new());
    member.u8(23).unwrap().array(2).unwrap().str("later").unwrap().f64(0.5).unwrap();
    bytes.extend(member.into_writer());
    zstd::bulk::compress(&bytes, 3).unwrap()
}

fn later_value() -> Value {
    let inner = Fields::from([("calm".to_owned(), Value::Float(0.1))]);
    Value::List(vec![Value::Map(inner), Value::Text(new_id().to_string()), Value::Int(i64::MIN)])
}

#[tokio::test]
async fn the_next_versions_fields_are_kept_relayed_and_survive_older_writers() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let mood = later_value();
    let mut visit = phone.visit(&world, world.door(0));
    visit.fields.insert("mood".to_owned(), mood.clone());
    let mut signal = phone.visit(&world, world.door(1));
    signal.kind = "moon".to_owned();
    signal.id = new_id();
    let mut message = request(&[visit.clone(), signal.clone()], &[]);
    message.protocol = VERSION + 1;
    let body = with_a_later_member(&wire::pack(&message).unwrap());
    let answer: SyncAnswer = world.post(SYNC_PATH, Some(phone.token), body).await.unwrap();
    let outcomes = outcomes(&answer);
    assert!(matches!(outcomes[0], ChangeOutcome::Accepted { .. }), "{outcomes:?}");
    assert_eq!(outcomes[1], ChangeOutcome::Quarantined { reason: Reason::UnknownKind });
    assert!(!answer.please_update);
    let kept = world.store.read_now(|read| read.quarantined()).unwrap();
    assert_eq!(kept[0].change, signal);
    // A change by this version's code leaves alone what it does not know.
    let note = [("note", Value::from("Rappeler jeudi."))];
    let fields = phone.change(world.mission(), Kind::Visit, visit.id, None, &note);
    world.sync(&phone, &[fields]).await;
    let told = world.sync(&world.phone(0).await, &[]).await;
    let told = rows(&told, world.mission());
    let told = told.iter().find(|row| row.id == visit.id).unwrap();
    assert_eq!((&told.fields["mood"], &told.fields["note"]), (&mood, &note[0].1));
}

#[tokio::test]
async fn please_update_still_takes_the_work() {
    let world = World::new().await;
    let mut phone = world.phone(0).await;
    let visit = phone.visit(&world, world.door(0));
    let mut message = request(std::slice::from_ref(&visit), &[]);
    message.protocol = OLDEST - 1;
    let answer: SyncAnswer = world.send(SYNC_PATH, Some(phone.token), &message).await.unwrap();
    assert!(answer.please_update && answer.feeds.is_empty() && !answer.tell_cursors);
    assert!(matches!(outcomes(&answer)[0], ChangeOutcome::Accepted { .. }));
    let mission = world.mission();
    let held = world.store.read_now(move |read| read.row(mission, Kind::Visit, visit.id));
    assert_eq!(held.unwrap().fields()["outcome"], Value::from("met"));
    assert!(matches!(mission, FeedId::Mission(_)));
}
