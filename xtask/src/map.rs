//! `cargo xtask map`: the map of the desk, as a folder that `sync-server` gives out.
//!
//! MapLibre GL comes from its npm package, pinned by `xtask/map/package-lock.json`. What a browser
//! loads of it, and its licence, is copied to `target/map`; nothing of it lies in this repository.

use std::fs;

use crate::workspace::Workspace;
use crate::{Result, app};

/// What a browser loads, and what it comes under.
const FILES: [&str; 4] =
    ["dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs", "dist/maplibre-gl.css", "LICENSE.txt"];

/// Makes the folder, unless it lies there.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    if workspace.map_folder().join("maplibre-gl.mjs").is_file() {
        return Ok(());
    }
    build(workspace)
}

pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let tools = workspace.path("xtask/map");
    app::npm(&tools)?;
    let (package, folder) = (tools.join("node_modules/maplibre-gl"), workspace.map_folder());
    fs::create_dir_all(&folder)?;
    for file in FILES {
        let name = file.rsplit('/').next().unwrap_or(file);
        fs::copy(package.join(file), folder.join(name))?;
    }
    Ok(())
}
