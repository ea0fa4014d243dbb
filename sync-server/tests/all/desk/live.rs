//! News: a board that is open learns that a phone has synced.

use std::sync::Arc;

use super::supervisor;
use crate::world::World;

#[tokio::test]
async fn a_board_is_told_when_a_phone_syncs_and_the_server_can_still_end() {
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let shutdown = async move { drop(stopped.await) };
    let world = Arc::new(World::with(|api| api, shutdown).await);
    let mut amina = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let live = format!("/desk/missions/{}/live", world.mission_id());
    let request = reqwest::Client::new()
        .get(world.url(&live))
        .header("host", format!("127.0.0.1:{}", world.address.port()))
        .header("cookie", nora.cookie().unwrap());
    let mut stream = request.send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let visit = amina.visit(&world, world.door(0));
    world.sync(&amina, &[visit]).await;
    let told = stream.chunk().await.unwrap().expect("the stream is open");
    // A browser passes over an event without data.
    assert_eq!(String::from_utf8_lossy(&told), "event: news\ndata: more\n\n");
    stop.send(()).unwrap();
    while let Some(more) = stream.chunk().await.unwrap() {
        assert!(!more.is_empty());
    }
}
