//! A phone in Debian's Chromium against a real server: the wire format, SQLite on the browser's own
//! files, SQLCipher and the worker, in one story. What it needs is built by `cargo xtask browser`.

use std::env;
use std::process::Command;

use serde::Deserialize;
use shared::record::Kind;

use crate::world;

/// What `smoke.mjs` prints when all went well.
#[derive(Deserialize)]
struct Told {
    name: String,
    doors: usize,
    visit: String,
    note: String,
}

#[test]
#[ignore = "needs a browser and the wasm target: `cargo xtask browser` brings both and runs it"]
fn a_phone_in_a_browser_keeps_syncs_and_reads_back_a_visit() {
    let folder = env::var("PALIER_BROWSER").unwrap();
    let world = world(7);
    let amina = world.neighbor("Amina").unwrap();
    let code = world.desk.code(&amina.name).unwrap();
    let driver = concat!(env!("CARGO_MANIFEST_DIR"), "/browser/smoke.mjs");
    let server = format!("http://{}", world.server.address());
    let said = Command::new("node")
        .args([driver, &server, &code.code, &folder, "/usr/bin/chromium"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{errors}");
    let told: Told = serde_json::from_slice(&said.stdout).unwrap();
    assert!(told.name.starts_with("Amina"), "{}", told.name);
    assert!(told.doors > 0);
    let central = world.central().unwrap();
    assert_eq!(central[&(Kind::Visit, told.visit)].text("note"), told.note);
}
