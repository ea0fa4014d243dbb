//! `cargo xtask browser`: a phone in headless Chromium against a real server.
//!
//! Builds the small phone of `tests/browser` for the browser, makes the JavaScript around it,
//! fetches the driver, and runs the one check that needs them. What the machine lacks is installed
//! first ([`crate::setup`]); the compiler is rustup's where that can add the target, else Debian's.

use std::fs;
use std::process::Command;

use crate::Result;
use crate::setup::{self, Compiler, WASM};
use crate::workspace::{BROWSER_CHECK, Workspace, succeeded};

pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    setup::ensure()?;
    let compiler = setup::ensure_browser()?;
    let folder = workspace.browser_folder();
    fs::create_dir_all(&folder)?;

    eprintln!("Building the phone for the browser (the first time takes some minutes).");
    let mut build = match compiler {
        Compiler::Rustup => workspace.cargo(),
        Compiler::Debian => {
            let mut build = workspace.cargo_at("/usr/bin/cargo");
            // Debian's cargo takes rustup's compiler if it is not told; it builds the standard
            // library too, which takes a switch of unfinished features.
            build.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
            build.args(["-Zbuild-std=std,panic_abort"]);
            build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", setup::newest("wasm-ld")?);
            build
        }
    };
    build.env("CC_wasm32_unknown_unknown", setup::newest("clang")?);
    build.args(["build", "--release", "--package", "browser", "--lib", "--target", WASM]);
    succeeded("cargo build", build.env("CARGO_TARGET_DIR", &folder).status()?)?;

    let wasm = folder.join(WASM).join("release/browser.wasm");
    let package = folder.join("pkg");
    let mut bindgen = workspace.cargo();
    bindgen.args(["run", "--quiet", "--package", "browser", "--features", "bindgen", "--"]);
    let status = bindgen.arg(wasm).arg(&package).env("CARGO_TARGET_DIR", &folder).status()?;
    succeeded("bindgen", status)?;

    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel", "error"]);
    let npm = npm.current_dir(workspace.path("tests/browser")).stdout(std::io::stderr());
    succeeded("npm ci", npm.status()?)?;

    workspace.build()?;
    let status = Command::new(workspace.binary(BROWSER_CHECK)).arg(package).status()?;
    succeeded(BROWSER_CHECK, status)
}
