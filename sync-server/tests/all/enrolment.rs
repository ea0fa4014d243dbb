//! The way in: one code, one phone, and the same answer when the first is lost.

use shared::id::{DeviceId, made_at, new_uuid};
use shared::protocol::{
    ENROL_PATH, EnrolAnswer, EnrolRequest, Problem, ProblemCode, SPLIT_PATH, SplitRequest, Token,
};
use shared::time::Millis;
use shared::wire;
use sync_server::service::accounts;

use crate::world::{World, code_of, new_id, now};

async fn enrol(world: &World, request: &EnrolRequest) -> Result<EnrolAnswer, ProblemCode> {
    world.send(ENROL_PATH, None, request).await.map_err(|problem| problem.code)
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again() {
    let world = World::new().await;
    let account = world.made.neighbors[0].1;
    let request = world.enrolment(account);
    let first = enrol(&world, &request).await.unwrap();
    let second = enrol(&world, &request).await.unwrap();
    assert_eq!((first.account, first.name), (second.account, second.name));
    let devices = world.store.read_now(|read| accounts::devices(read)).unwrap();
    assert_eq!(devices.len(), 1);
    assert_eq!(devices[0].id, request.device);
}

#[tokio::test]
async fn a_code_lets_one_phone_in() {
    let world = World::new().await;
    let request = world.enrolment(world.made.neighbors[0].1);
    enrol(&world, &request).await.unwrap();
    let second = EnrolRequest { device: DeviceId(new_id()), token: Token([9; 32]), ..request };
    assert_eq!(enrol(&world, &second).await, Err(ProblemCode::UnknownCode));
}

#[tokio::test]
async fn codes_that_are_wrong_old_or_no_code_at_all_are_refused_alike() {
    let world = World::new().await;
    let account = world.made.neighbors[0].1;
    let before = world.state();
    let (old, _) = world.desk(move |write, moment| {
        accounts::enrolment_code(write, account, -Millis::MINUTE, moment)
    });
    for code in ["babab-babab-babab", "not a code at all", "", &old.to_string()] {
        let request = EnrolRequest { code: code.to_owned(), ..world.enrolment(account) };
        assert_eq!(enrol(&world, &request).await, Err(ProblemCode::UnknownCode), "{code}");
    }
    assert_eq!(world.state(), before);
}

#[tokio::test]
async fn guessing_codes_is_stopped() {
    let world = World::new().await;
    let account = world.made.neighbors[0].1;
    let wrong = EnrolRequest { code: "babab-babab-babab".to_owned(), ..world.enrolment(account) };
    let mut last = Ok(());
    for _ in 0..30 {
        last = enrol(&world, &wrong).await.map(drop);
    }
    assert_eq!(last, Err(ProblemCode::TooManyTries));
}

/// Behind a proxy all phones come from one address, and one guesser must not keep out the others.
#[tokio::test]
async fn codes_are_guessed_from_the_address_that_the_proxy_names() {
    let wrong = async |world: &World, named: &str| {
        let account = world.made.neighbors[0].1;
        let code = "babab-babab-babab".to_owned();
        let request = EnrolRequest { code, ..world.enrolment(account) };
        let asked = world.http.post(world.url(ENROL_PATH)).body(wire::pack(&request).unwrap());
        let answer = asked.header("x-forwarded-for", named).send().await.unwrap();
        serde_json::from_slice::<Problem>(&answer.bytes().await.unwrap()).unwrap().code
    };
    let behind = World::with(|api| api.behind_proxy(), std::future::pending()).await;
    for guess in 0..20 {
        // What the guesser claims stands before what the proxy saw.
        let named = format!("10.0.0.{guess}, 192.0.2.1");
        assert_eq!(wrong(&behind, &named).await, ProblemCode::UnknownCode);
    }
    assert_eq!(wrong(&behind, "192.0.2.1").await, ProblemCode::TooManyTries);
    assert_eq!(wrong(&behind, "192.0.2.2").await, ProblemCode::UnknownCode);
    // Without a proxy nobody may name another address.
    let open = World::new().await;
    for guess in 0..20 {
        wrong(&open, &format!("192.0.2.{guess}")).await;
    }
    assert_eq!(wrong(&open, "192.0.2.99").await, ProblemCode::TooManyTries);
}

#[tokio::test]
async fn an_identity_that_another_phone_has_is_taken() {
    let world = World::new().await;
    let account = world.made.neighbors[0].1;
    let first = world.enrolment(account);
    enrol(&world, &first).await.unwrap();
    let forged = EnrolRequest { device: first.device, ..world.enrolment(account) };
    assert_eq!(enrol(&world, &forged).await, Err(ProblemCode::DeviceTaken));
    let stolen = EnrolRequest { token: first.token, ..world.enrolment(account) };
    assert_eq!(enrol(&world, &stolen).await, Err(ProblemCode::DeviceTaken));
}

#[tokio::test]
async fn a_store_with_another_persons_work_is_not_taken_over() {
    let world = World::new().await;
    let (amina, moussa) = (world.made.neighbors[0].1, world.made.neighbors[1].1);
    let first = world.enrolment(amina);
    enrol(&world, &first).await.unwrap();
    let again = EnrolRequest {
        code: world.code(moussa).to_string(),
        account: Some(amina),
        ..first.clone()
    };
    assert_eq!(enrol(&world, &again).await, Err(ProblemCode::OtherAccount));
    let silent = EnrolRequest { account: None, ..again };
    assert_eq!(enrol(&world, &silent).await, Err(ProblemCode::OtherAccount));
    let same = EnrolRequest { code: world.code(amina).to_string(), account: Some(amina), ..first };
    assert!(enrol(&world, &same).await.is_ok());
}

#[tokio::test]
async fn a_revoked_phone_needs_a_new_identity() {
    let world = World::new().await;
    let account = world.made.neighbors[0].1;
    let first = world.enrolment(account);
    enrol(&world, &first).await.unwrap();
    let device = first.device;
    world.desk(move |write, moment| accounts::revoke(write, device, moment));
    let again = EnrolRequest { code: world.code(account).to_string(), ..first.clone() };
    assert_eq!(enrol(&world, &again).await, Err(ProblemCode::DeviceRevoked));
    let split = SplitRequest { device: DeviceId(new_id()), token: Token([4; 32]) };
    let answer = world.send::<_, EnrolAnswer>(SPLIT_PATH, Some(first.token), &split).await;
    assert_eq!(code_of(answer), ProblemCode::DeviceRevoked);
    let renewed = EnrolRequest { device: DeviceId(new_id()), token: Token([5; 32]), ..again };
    assert!(enrol(&world, &renewed).await.is_ok());
}

#[tokio::test]
async fn the_work_of_a_store_that_is_enrolled_again_keeps_its_dates() {
    let world = World::new().await;
    let account = world.made.neighbors[0].1;
    let since = |device: DeviceId| {
        world.store.read_now(move |read| read.device(device)).unwrap().unwrap().enrolled
    };
    let known = made_at(account.0).unwrap();
    let aged = |at: Millis| DeviceId(new_uuid(at, [3; 10]));
    // A new phone has no work from before, whatever its clock says.
    let new = EnrolRequest { device: aged(known.plus(1)), ..world.enrolment(account) };
    enrol(&world, &new).await.unwrap();
    assert!(since(new.device) > known.plus(1));
    // One with work has: since it gave itself its identity, if that can be.
    let cases = [(Millis(5), known), (known.plus(2), known.plus(2))];
    for (made, floor) in cases {
        let held = Some(account);
        let again = EnrolRequest { device: aged(made), account: held, ..world.enrolment(account) };
        enrol(&world, &again).await.unwrap();
        assert_eq!(since(again.device), floor);
    }
    let ahead = aged(now().plus(1_000 * Millis::DAY));
    let again = EnrolRequest { device: ahead, account: Some(account), ..world.enrolment(account) };
    enrol(&world, &again).await.unwrap();
    assert!(since(ahead) <= now());
}
