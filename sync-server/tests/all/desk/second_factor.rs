//! The second factor, from the first code to the last.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::record::Role;
use totp_rs::Builder;

use super::{Browser, PASSWORD, signed_in};
use crate::world::{World, now};

/// The code that an app would show, some steps from now.
fn code(secret: &str, steps: i64) -> String {
    let bytes: Vec<u8> = (0..secret.len() / 2)
        .map(|index| u8::from_str_radix(&secret[2 * index..2 * index + 2], 16).unwrap())
        .collect();
    let secret = totp_rs::Secret::new(bytes.into());
    let at = u64::try_from(now().0 / 1000 + 30 * steps).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(at).to_string()
}

#[tokio::test]
async fn a_code_from_the_phone_is_asked_for_and_works_once() {
    let world = Arc::new(World::new().await);
    let (_, nora) = signed_in(&world, "Nora S.", Role::Admin, &[]).await;
    let page = nora.post("/desk/me", "/desk/me/second-factor/on", &[]).await;
    assert!(page.text.contains("<svg"));
    let secret = page.field("secret");
    let on = "/desk/me/second-factor/on";
    let wrong = nora.post("/desk/me", on, &[("secret", &secret), ("code", "000 000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.field("secret"), secret);
    let first = code(&secret, -1);
    let done = nora.post("/desk/me", on, &[("secret", &secret), ("code", &first)]).await;
    assert_eq!(done.to, "/desk/me?done=second-on");

    let browser = Browser::new(&world);
    assert_eq!(browser.sign_in("nora.s", PASSWORD).await.to, "/desk/second-factor");
    // The password alone opens no page.
    assert_eq!(browser.get("/desk/missions").await.to, "/desk/second-factor");
    let second = "/desk/second-factor";
    let used = browser.post(second, second, &[("code", &first)]).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    let half = browser.cookie();
    let next = code(&secret, 0);
    assert_eq!(browser.post(second, second, &[("code", &next)]).await.to, "/desk/missions");
    assert_ne!(browser.cookie(), half);
    assert_eq!(browser.get("/desk/missions").await.status, StatusCode::OK);

    let off = "/desk/me/second-factor/off";
    let wrong = browser.post("/desk/me", off, &[("current", "pas le bon du tout")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = browser.post("/desk/me", off, &[("current", PASSWORD)]).await;
    assert_eq!(done.to, "/desk/me?done=second-off");
    assert_eq!(Browser::new(&world).sign_in("nora.s", PASSWORD).await.to, "/desk/missions");
}
