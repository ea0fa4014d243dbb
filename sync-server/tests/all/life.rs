//! A server's life: how long it waits for a phone, and how it stops.

use std::time::Duration;

use shared::protocol::{Problem, ProblemCode, SYNC_PATH, SyncAnswer};
use shared::wire;
use sync_server::api::{Api, Rate};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::world::{Phone, World, request};

/// Begins a request, and holds back the last byte of its body.
async fn begin(world: &World, phone: &Phone) -> (TcpStream, u8) {
    let body = wire::pack(&request(&[], &[])).unwrap();
    let (last, body) = body.split_last().unwrap();
    let head = format!(
        "POST {SYNC_PATH} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        phone.token.reveal(),
        body.len() + 1
    );
    let mut connection = TcpStream::connect(world.address).await.unwrap();
    connection.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
    (connection, *last)
}

/// Reads an answer to its end: its head as text, and its body.
async fn answer(mut connection: TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    let body = bytes.split_off(end);
    (String::from_utf8(bytes).unwrap(), body)
}

#[tokio::test]
async fn a_request_that_never_ends_is_answered_in_bounded_time_and_changes_nothing() {
    let hurried = |api: Api| api.with_patience(Duration::from_millis(200));
    let world = World::with(hurried, std::future::pending()).await;
    let phone = world.phone(0).await;
    let before = world.state();
    let (connection, _) = begin(&world, &phone).await;
    let (head, body) = answer(connection).await;
    assert!(head.starts_with("HTTP/1.1 408"), "{head}");
    let problem: Problem = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem.code, ProblemCode::TimedOut);
    assert_eq!(world.state(), before);
}

#[tokio::test]
async fn a_server_that_stops_answers_what_is_under_way() {
    let (stop, stopped) = oneshot::channel();
    let world = World::with(|api| api, async { drop(stopped.await) }).await;
    let phone = world.phone(0).await;
    let (mut connection, last) = begin(&world, &phone).await;
    // Another answer shows that the server has taken up the connection before it.
    world.sync(&phone, &[]).await;
    stop.send(()).unwrap();
    connection.write_all(&[last]).await.unwrap();
    let (head, body) = answer(connection).await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let answer: SyncAnswer = wire::unpack(&body).unwrap();
    assert!(!answer.feeds.is_empty());
    drop(world.http);
    world.served.await.unwrap().unwrap();
}

/// A flood is answered in words that every phone knows, and stops at who makes it.
#[tokio::test]
async fn who_asks_too_often_waits_and_nobody_else_does() {
    let few = |api: Api| api.with_rates(Rate::of(3, 1), Rate::of(6, 1)).behind_proxy();
    let world = World::with(few, std::future::pending()).await;
    let (phone, other) = (world.phone(0).await, world.phone(1).await);
    let ask = async |phone: &Phone, from: &str| {
        let body = wire::pack(&request(&[], &[])).unwrap();
        let asked = world.http.post(world.url(SYNC_PATH)).body(body);
        let asked = asked.bearer_auth(phone.token.reveal()).header("x-forwarded-for", from);
        asked.send().await.unwrap()
    };
    for _ in 0..3 {
        assert_eq!(ask(&phone, "192.0.2.1").await.status(), 200);
    }
    let answer = ask(&phone, "192.0.2.1").await;
    assert_eq!(answer.status(), 429);
    let wait: u64 = answer.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=2).contains(&wait), "{wait}");
    let body = answer.bytes().await.unwrap();
    let problem: Problem = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem.code, ProblemCode::Unavailable, "which phones try again after");
    assert_eq!(ask(&other, "192.0.2.2").await.status(), 200);
    // From one address, whoever it says it is.
    let mut refused = 0;
    for token in 0..12 {
        let body = wire::pack(&request(&[], &[])).unwrap();
        let asked = world.http.post(world.url(SYNC_PATH)).body(body).bearer_auth(token);
        let answer = asked.header("x-forwarded-for", "192.0.2.3").send().await.unwrap();
        refused += usize::from(answer.status() == 429);
    }
    assert!(refused >= 4, "{refused} of 12");
    assert_eq!(ask(&other, "192.0.2.2").await.status(), 200);
}
