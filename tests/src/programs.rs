//! The programs that people run, and one way to run them: bounded, and never left behind.
//!
//! Output is read to its end while the program runs, a program that takes too long is killed, and
//! dropping a [`Running`] kills it. A person who stops the whole run stops it between two
//! commands, so that every destructor does its work.

use std::env;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// Longer than any command of ours takes on a slow machine.
const BOUND: Duration = Duration::from_secs(120);

/// Where the programs lie, and whether the run goes on.
#[derive(Clone, Debug)]
pub struct Programs {
    folder: PathBuf,
    stopped: Arc<AtomicBool>,
}

impl Programs {
    /// The programs of one folder of cargo's, such as `target/debug`.
    ///
    /// # Errors
    /// Says what to build when one is missing.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        let programs = Self { folder: folder.to_owned(), stopped: Arc::default() };
        for path in [programs.phone(), programs.sync_server()] {
            if !path.is_file() {
                bail!(
                    "there is no {}: build it with `cargo build -p sync-server -p app --bins`",
                    path.display()
                );
            }
        }
        Ok(programs)
    }

    /// The command-line phone.
    #[must_use]
    pub fn phone(&self) -> PathBuf {
        self.folder.join(format!("phone{}", env::consts::EXE_SUFFIX))
    }

    /// The server.
    #[must_use]
    pub fn sync_server(&self) -> PathBuf {
        self.folder.join(format!("sync-server{}", env::consts::EXE_SUFFIX))
    }

    /// Set it to end the run before its next command.
    #[must_use]
    pub fn stopper(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// Starts a program.
    ///
    /// # Errors
    /// When it cannot be started, or the run was stopped.
    pub fn start<A: AsRef<OsStr>>(
        &self,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Running> {
        if self.stopped.load(Ordering::SeqCst) {
            bail!("stopped");
        }
        Running::start(Command::new(program).args(arguments))
    }

    /// Runs a program to its end.
    ///
    /// # Errors
    /// When it cannot be started, takes too long, or the run was stopped.
    pub fn run<A: AsRef<OsStr>>(
        &self,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Said> {
        self.start(program, arguments)?.finish()
    }
}

/// What a program said until it ended.
#[derive(Clone, Debug)]
pub struct Said {
    /// `None` where it was killed.
    pub code: Option<i32>,
    /// On stdout.
    pub stdout: String,
    /// On stderr.
    pub stderr: String,
}

/// A program that runs.
pub struct Running {
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

impl Running {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let stdout = drain(child.stdout.take());
        let stderr = drain(child.stderr.take());
        Ok(Self { child, stdout, stderr })
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// When it takes too long; it is killed then.
    pub fn finish(mut self) -> Result<Said> {
        let (Ok(stdout), Ok(stderr)) =
            (self.stdout.recv_timeout(BOUND), self.stderr.recv_timeout(BOUND))
        else {
            bail!("a command took longer than {} s", BOUND.as_secs());
        };
        let status = self.child.wait().context("cannot wait for a command")?;
        Ok(Said { code: status.code(), stdout, stderr })
    }

    /// Kills it (`kill -9`) after `delay`, unless it ends before.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub fn kill_after(mut self, delay: Duration) -> Result<Said> {
        thread::sleep(delay);
        self.child.kill().context("cannot kill a command")?;
        self.finish()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to kill and nothing to do.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Reads a pipe to its end, so that the program never waits for a reader.
fn drain(pipe: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is what there is to show.
            pipe.read_to_end(&mut bytes).ok();
        }
        sender.send(String::from_utf8_lossy(&bytes).into_owned())
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Running {
        Running::start(Command::new("sh").args(["-c", script])).unwrap()
    }

    #[test]
    fn a_program_is_heard_to_its_end() {
        let said = shell("echo out; echo err >&2; exit 3").finish().unwrap();
        assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("out\n", "err\n"));
        assert_eq!(said.code, Some(3));
    }

    #[test]
    fn what_a_killed_program_said_before_is_kept() {
        let said = shell("echo out; exec sleep 60");
        let said = said.kill_after(Duration::from_millis(300)).unwrap();
        assert_eq!((said.code, said.stdout.as_str()), (None, "out\n"));
    }

    #[test]
    fn a_missing_program_is_named_with_the_way_to_build_it() {
        let folder = tempfile::tempdir().unwrap();
        let error = Programs::in_folder(folder.path()).unwrap_err().to_string();
        assert!(error.contains("cargo build -p sync-server"), "{error}");
    }
}
