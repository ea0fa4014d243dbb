//! Where this workspace lies, and how its cargo and its binaries are called.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::Result;

pub(crate) const SYNC_SERVER: Binary = Binary { package: "sync-server", name: "sync-server" };
pub(crate) const PHONE: Binary = Binary { package: "app", name: "phone" };
pub(crate) const DEMO_CHECK: Binary = Binary { package: "tests", name: "demo-check" };

pub(crate) struct Binary {
    package: &'static str,
    name: &'static str,
}

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

    pub(crate) fn binary(&self, binary: &Binary) -> PathBuf {
        let file = format!("{}{}", binary.name, env::consts::EXE_SUFFIX);
        self.target.join("debug").join(file)
    }

    pub(crate) fn cargo(&self) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    pub(crate) fn build(&self, binaries: &[Binary]) -> Result<()> {
        let mut command = self.cargo();
        command.arg("build");
        for binary in binaries {
            command.args(["--package", binary.package, "--bin", binary.name]);
        }
        eprintln!("Building (the first time takes some minutes).");
        succeeded("cargo build", command.status()?)
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
