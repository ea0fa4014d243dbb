//! `cargo xtask browser`, `screenshots` and `bench phone`: the phone app in headless Chromium,
//! against a real server.
//!
//! All three build what they need and hand over to the scripts of `tests/browser`.

use std::process::Command;

use crate::app::{self, Effort};
use crate::workspace::{PHONE, SYNC_SERVER, Workspace, succeeded};
use crate::{Result, map, setup};

/// Plays the stories, or those whose file names hold one of `names`, with the app that phones load.
pub(crate) fn test(workspace: &Workspace, names: &[String]) -> Result<()> {
    app::build(workspace, Effort::Whole)?;
    play(workspace, "run.mjs", names)
}

/// What pictures are taken of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pictures {
    /// The screens of the phone and the pages of the desk.
    All,
    /// The pages of the desk, beside whichever app was built last.
    Desk,
}

/// Takes a picture of every screen, into docs/screens.
pub(crate) fn screenshots(workspace: &Workspace, pictures: Pictures) -> Result<()> {
    let folder = workspace.path("docs/screens");
    let folder = [folder.display().to_string()];
    if pictures == Pictures::All {
        app::build(workspace, Effort::Whole)?;
        play(workspace, "screenshots.mjs", &folder)?;
    } else {
        app::ensure(workspace)?;
    }
    play(workspace, "desk-screenshots.mjs", &folder)
}

/// Measures the app on a slowed machine with a large mission.
pub(crate) fn bench(workspace: &Workspace) -> Result<()> {
    app::build(workspace, Effort::Whole)?;
    play(workspace, "bench.mjs", &[])
}

fn play(workspace: &Workspace, script: &str, arguments: &[String]) -> Result<()> {
    setup::BROWSER.ensure()?;
    map::ensure(workspace)?;
    workspace.build()?;
    let folder = workspace.path("tests/browser");
    app::npm(&folder)?;
    let mut node = Command::new("node");
    node.arg(folder.join(script)).args(arguments);
    node.env("PALIER_SERVER", workspace.binary(SYNC_SERVER));
    node.env("PALIER_PHONE", workspace.binary(PHONE));
    node.env("PALIER_APP", workspace.app_folder());
    succeeded(script, node.status()?)
}
