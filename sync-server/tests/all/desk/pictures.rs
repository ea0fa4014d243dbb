//! Pictures at the desk: beside posts, and put on cards.

use std::io::Cursor;
use std::sync::Arc;

use image::{ImageFormat, Rgb, RgbImage};
use reqwest::StatusCode;
use shared::picture::{self, PictureHash, Sides};
use sync_server::service::{pictures, training};

use super::prepare::bring;
use super::supervisor;
use crate::pictures::{jpeg, send, show};
use crate::world::World;

#[tokio::test]
async fn a_picture_is_put_on_a_card_small_and_bare_and_taken_off_again() {
    let world = Arc::new(World::new().await);
    let (_, nora) = supervisor(&world).await;
    let mission = world.mission_id();
    let card = world.desk(move |write, moment| {
        let (title, text) = ("Les papiers".parse().unwrap(), "Un avis.".parse().unwrap());
        training::put_card(write, mission, None, title, text, moment)
    });
    let at = format!("/desk/missions/{mission}/cards/{card}");
    let to = format!("{at}/picture");
    let photo = RgbImage::from_fn(2_000, 1_000, |x, y| Rgb([x as u8, y as u8, 7]));
    let mut png = Cursor::new(Vec::new());
    photo.write_to(&mut png, ImageFormat::Png).unwrap();

    let wrong = bring(&nora, &to, &[("alt", "L’enveloppe <b>")], b"no picture").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text.contains("n’est pas une image")
            && wrong.text.contains("L’enveloppe &#60;b&#62;")
    );
    let silent = bring(&nora, &to, &[("alt", " ")], png.get_ref()).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown =
        |world: &World| world.store.read_now(move |read| pictures::shown(read, mission)).unwrap();
    assert!(shown(&world).is_empty(), "what was refused is kept");

    let put = bring(&nora, &to, &[("alt", "L’enveloppe <b>")], png.get_ref()).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.text);
    let one = shown(&world).remove(0);
    assert!(one.is_here && one.attachment.card == Some(card));
    let page = nora.get(&at).await.text;
    let address = format!("/desk/missions/{mission}/pictures/{}", one.attachment.hash);
    assert!(page.contains(&address) && page.contains("alt=\"L’enveloppe &#60;b&#62;\""), "{page}");
    let request = reqwest::Client::new().get(world.url(&address));
    let given = nora.send(request).await;
    assert_eq!(given.status, StatusCode::OK);
    let hash = one.attachment.hash;
    let bytes = world.store.read_now(move |read| pictures::bytes(read, mission, hash)).unwrap();
    let bytes = bytes.unwrap();
    assert_eq!(picture::look(&bytes), Ok(Sides { width: 1_600, height: 800 }));
    assert_eq!(PictureHash::of(&bytes), hash);

    let off = [("picture", one.id.to_string())];
    let off = off.each_ref().map(|(name, value)| (*name, value.as_str()));
    let removed = nora.post(&at, &format!("{to}/remove"), &off).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert!(shown(&world).is_empty());
    let feed = world.mission();
    let held = world.store.read_now(move |read| read.held_of(feed, hash)).unwrap();
    assert_eq!(held, 0, "its bytes are still here");
    assert_eq!(nora.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_photograph_of_the_team_is_seen_once_it_came_and_goes_with_its_post() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let at = format!("/desk/missions/{}/exchange", world.mission_id());
    let picture = jpeg(400, 1);
    let post = show(&world, &mut amina, &picture).await;
    let hash = PictureHash::of(&picture).to_string();
    let page = nora.get(&at).await.text;
    assert!(page.contains("Une photo arrive") && !page.contains(&hash));
    send(&world, &amina, &picture).await;
    assert!(nora.get(&at).await.text.contains(&hash));
    let remove = nora.post(&at, &format!("{at}/remove"), &[("post", &post.to_string())]).await;
    assert_eq!(remove.status, StatusCode::SEE_OTHER);
    let address = format!("/desk/missions/{}/pictures/{hash}", world.mission_id());
    assert_eq!(nora.get(&address).await.status, StatusCode::NOT_FOUND);
}
