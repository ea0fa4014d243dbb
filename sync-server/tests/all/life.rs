//! A server's life: how long it waits for a phone, and how it stops.

use std::time::Duration;

use shared::protocol::{Problem, ProblemCode, SYNC_PATH, SyncAnswer};
use shared::wire;
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
    let hurried = |api: sync_server::api::Api| api.with_patience(Duration::from_millis(200));
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
