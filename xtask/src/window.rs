//! The app in a window: built, and clicked on a screen that nobody sees.

use std::process::Command;

use crate::workspace::{WINDOW_CHECK, Workspace, succeeded};
use crate::{Result, setup};

pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    setup::WINDOW.ensure()?;
    let mut build = workspace.cargo();
    build.args(["build", "--package", "app", "--bin", "palier", "--features", "desktop"]);
    succeeded("cargo build", build.status()?)?;
    workspace.build()?;
    let mut check = Command::new(workspace.binary(WINDOW_CHECK));
    succeeded(WINDOW_CHECK, check.arg(workspace.binary("palier")).status()?)
}
