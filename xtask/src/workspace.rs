//! Where this workspace lies, and how its cargo and its binaries are called.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::Result;

/// The binaries that commands start, by name.
pub(crate) const SYNC_SERVER: &str = "sync-server";
pub(crate) const PHONE: &str = "phone";
pub(crate) const DEMO_CHECK: &str = "demo-check";
pub(crate) const SIMULATE: &str = "simulate";
pub(crate) const WINDOW_CHECK: &str = "window-check";

pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or("xtask must lie in a folder of the workspace")?
            .to_path_buf();
        // A relative CARGO_TARGET_DIR counts from where the person stands, but our cargo runs in
        // the root: made absolute here, both mean the same folder.
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(target) => std::path::absolute(target)?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    pub(crate) fn demo_folder(&self) -> PathBuf {
        self.target.join("demo")
    }

    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.target.join("debug").join(file)
    }

    /// The web app, as a server gives it out.
    pub(crate) fn app_folder(&self) -> PathBuf {
        self.target.join("app")
    }

    /// The map of the desk, as a server gives it out.
    pub(crate) fn map_folder(&self) -> PathBuf {
        self.target.join("map")
    }

    /// What another compiler than ours builds, so that neither undoes the work of the other.
    pub(crate) fn other_target(&self) -> PathBuf {
        self.target.join("web")
    }

    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn cargo(&self) -> Command {
        self.cargo_at(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
    }

    /// Another cargo than the one that runs this.
    pub(crate) fn cargo_at(&self, cargo: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(cargo);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Builds every binary, and always the whole workspace: a part of it would choose other
    /// features of the same crates, and build them all again.
    pub(crate) fn build(&self) -> Result<()> {
        eprintln!("Building (the first time takes some minutes).");
        let status = self.cargo().args(["build", "--workspace", "--bins"]).status()?;
        succeeded("cargo build", status)
    }
}

/// Turns the end of a child process into an error that names it; what went wrong in it is already
/// on the terminal, in its own words.
pub(crate) fn succeeded(what: &str, status: ExitStatus) -> Result<()> {
    if status.success() {
        Ok(())
    } else {
        Err(format!("{what} failed ({status}); what it said is above.").into())
    }
}
