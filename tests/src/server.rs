//! A server that runs as people run it: its own process, on a port that the system chose.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// Longer than a start with migrations takes on a slow machine.
const START: Duration = Duration::from_secs(60);

/// A running `sync-server serve`; dropping it kills it.
pub struct TestServer {
    program: PathBuf,
    database: PathBuf,
    /// Where it writes its log, over all its lives.
    log: PathBuf,
    child: Child,
    address: SocketAddr,
    /// What it is told beyond its database.
    options: Vec<String>,
}

impl TestServer {
    /// Starts a server on `database`, and waits until it listens.
    ///
    /// # Errors
    /// When it does not come up; the log says why.
    pub fn start(program: &Path, database: &Path) -> Result<Self> {
        Self::start_with(program, database, Vec::new())
    }

    /// The same, with more options.
    ///
    /// # Errors
    /// When it does not come up; the log says why.
    pub fn start_with(program: &Path, database: &Path, options: Vec<String>) -> Result<Self> {
        let log = database.with_extension("log");
        let (child, address) = launch(program, database, &log, &options)?;
        let (program, database) = (program.to_owned(), database.to_owned());
        Ok(Self { program, database, log, child, address, options })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Kills it without warning, as a power cut would (`kill -9`).
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill().context("cannot kill the server")?;
        self.child.wait().context("cannot wait for the server")?;
        Ok(())
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn stop(&mut self) -> Result<ExitStatus> {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status()?;
        if !asked.success() {
            bail!("cannot ask the server to stop");
        }
        self.child.wait().context("cannot wait for the server")
    }

    /// Starts it again after [`kill`](Self::kill) or [`stop`](Self::stop), on another port.
    ///
    /// # Errors
    /// When it does not come up; the log says why.
    pub fn restart(&mut self) -> Result<()> {
        (self.child, self.address) =
            launch(&self.program, &self.database, &self.log, &self.options)?;
        Ok(())
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        // It may be dead already; then there is nothing to kill and nothing to do.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn launch(
    program: &Path,
    database: &Path,
    log: &Path,
    options: &[String],
) -> Result<(Child, SocketAddr)> {
    let stderr = File::options().create(true).append(true).open(log)?;
    let mut child = Command::new(program)
        .args(["serve", "--listen", "127.0.0.1:0", "--database"])
        .arg(database)
        .args(options)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(stderr)
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    match await_address(&mut child) {
        Ok(address) => Ok((child, address)),
        Err(error) => {
            child.kill().ok();
            child.wait().ok();
            let log = std::fs::read_to_string(log).unwrap_or_default();
            Err(error.context(format!("the server did not start; it said:\n{log}")))
        }
    }
}

/// Reads the line that says where the server listens, and goes on reading, so that the server
/// never waits for a reader.
fn await_address(child: &mut Child) -> Result<SocketAddr> {
    let stdout = child.stdout.take().context("the server has no stdout")?;
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            // Nobody listens any more once the address is known.
            sender.send(line).ok();
        }
    });
    loop {
        let line = lines.recv_timeout(START)?;
        if let Some((_, address)) = line.split_once("://") {
            return address.trim().parse().with_context(|| format!("no address: {line}"));
        }
    }
}
