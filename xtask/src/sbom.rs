//! `cargo xtask sbom`: what the server and the app are made of, as CycloneDX files in `target/sbom`.
//!
//! Rust's crates are told by `cargo-cyclonedx`, pinned here and built into `target/tools` the first
//! time; what a browser loads for the map, by npm from its lock file.

use std::fs;
use std::process::Command;

use crate::workspace::{Workspace, succeeded};
use crate::{Result, setup};

const TOOL: &str = "cargo-cyclonedx";
const VERSION: &str = "0.5.9";
/// What is given to people; the rest of the workspace stays with developers.
const SHIPPED: [&str; 2] = ["app", "sync-server"];
/// Every folder of the workspace with a manifest: the tool writes a file into each.
const MEMBERS: [&str; 8] =
    ["app", "assets", "shared", "sync-server", "tests", "tests/simulation", "xtask", "xtask/pack"];

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    setup::ensure()?;
    let tools = workspace.target().join("tools");
    let program = tools.join("bin").join(TOOL);
    if !program.is_file() {
        eprintln!("Building {TOOL} {VERSION} into {} (the first time alone).", tools.display());
        let mut install = workspace.cargo();
        install.args(["install", TOOL, "--version", VERSION, "--locked", "--root"]).arg(&tools);
        succeeded("cargo install", install.status()?)?;
    }
    let folder = workspace.target().join("sbom");
    fs::create_dir_all(&folder)?;
    let mut tool = Command::new(program);
    tool.args([
        "cyclonedx",
        "--format",
        "json",
        "--spec-version",
        "1.5",
        "--quiet",
        "--all-features",
    ]);
    let told = tool.current_dir(workspace.path("")).status()?;
    for member in MEMBERS {
        let name = member.rsplit('/').next().unwrap_or(member);
        let written = workspace.path(member).join(format!("{name}.cdx.json"));
        if SHIPPED.contains(&member) && written.is_file() {
            fs::copy(&written, folder.join(format!("{name}.cdx.json")))?;
        }
        if written.is_file() {
            fs::remove_file(written)?;
        }
    }
    succeeded(TOOL, told)?;
    let mut npm = Command::new("npm");
    npm.args(["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"]);
    let told = npm.current_dir(workspace.path("xtask/map")).output()?;
    succeeded("npm sbom", told.status)?;
    fs::write(folder.join("map.cdx.json"), told.stdout)?;
    println!("app.cdx.json, sync-server.cdx.json and map.cdx.json are in {}", folder.display());
    Ok(())
}
