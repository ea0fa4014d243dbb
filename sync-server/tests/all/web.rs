//! The phone app as a browser gets it: what it may keep, what it may load, and how small.

use std::fs;

use reqwest::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    LOCATION,
};
use reqwest::{Client, Response, StatusCode, redirect};
use sync_server::web::App;

use crate::world::World;

/// A folder like the one that `cargo xtask app` makes.
fn app() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let version = folder.path().join("v/0123456789abcdef");
    fs::create_dir_all(&version).unwrap();
    fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
    fs::write(folder.path().join("sw.js"), "// waits").unwrap();
    fs::write(folder.path().join("manifest.webmanifest"), "{}").unwrap();
    fs::write(version.join("palier_bg.wasm"), "plain").unwrap();
    fs::write(version.join("palier_bg.wasm.br"), "small").unwrap();
    folder
}

async fn get(world: &World, path: &str) -> Response {
    let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
    let url = format!("http://{}{path}", world.address);
    client.get(url).header(ACCEPT_ENCODING, "br").send().await.unwrap()
}

fn header(response: &Response, name: reqwest::header::HeaderName) -> &str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn one_version_is_kept_for_ever_and_what_finds_it_is_asked_for_each_time() {
    let folder = app();
    let app = App::in_folder(folder.path()).unwrap();
    let world = World::with(|api| api.with_app(app), std::future::pending()).await;

    let page = get(&world, "/app/").await;
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(header(&page, CACHE_CONTROL), "no-cache");
    let policy = header(&page, CONTENT_SECURITY_POLICY);
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe-inline"), "{policy}");
    for path in ["/app/sw.js", "/app/manifest.webmanifest"] {
        assert_eq!(header(&get(&world, path).await, CACHE_CONTROL), "no-cache", "{path}");
    }

    let wasm = get(&world, "/app/v/0123456789abcdef/palier_bg.wasm").await;
    assert!(header(&wasm, CACHE_CONTROL).contains("immutable"));
    assert_eq!(header(&wasm, CONTENT_TYPE), "application/wasm");
    assert_eq!(header(&wasm, CONTENT_ENCODING), "br");
    assert_eq!(wasm.text().await.unwrap(), "small");

    // A version that is gone must not be remembered as gone.
    let gone = get(&world, "/app/v/fedcba9876543210/palier_bg.wasm").await;
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(&gone, CACHE_CONTROL), "no-cache");
}

#[tokio::test]
async fn the_address_without_its_slash_leads_to_the_app() {
    let world = World::new().await;
    let response = get(&world, "/app").await;
    assert!(response.status().is_redirection());
    assert_eq!(header(&response, LOCATION), "/app/");
}

#[tokio::test]
async fn a_server_without_the_app_says_how_it_is_built() {
    let world = World::new().await;
    let response = get(&world, "/app/").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(response.text().await.unwrap().contains("cargo xtask app"));
}

#[test]
fn a_folder_without_an_app_is_none() {
    let folder = tempfile::tempdir().unwrap();
    assert!(App::in_folder(folder.path()).is_none());
}
