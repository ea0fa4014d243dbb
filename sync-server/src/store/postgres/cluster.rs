//! A PostgreSQL of the tests' own: made in a temporary folder, asked through a socket there, gone with
//! the process that made it, however that ends.
//!
//! One for each test binary, one database for each test. Where no PostgreSQL is installed there is none,
//! and the test says so.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

const USER: &str = "palier";
const TEMPLATE: &str = "palier_template";
/// Whom to be when the tests are run by root, whom PostgreSQL does not serve.
const NOBODIES: [&str; 2] = ["postgres", "nobody"];
/// Nothing here outlives the test, so nothing need be on the disk.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
     -c listen_addresses= -c max_connections=200 -c max_locks_per_transaction=256 \
     -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0";
/// Waits until its input ends, which it does when the process that made it is gone; then stops the
/// cluster and removes the folder.
const KEEPER: &str = r#"trap "" INT TERM HUP; read -r _; "$@"; rm -rf "$FOLDER""#;

/// A running cluster.
pub(crate) struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    made: Mutex<u32>,
    _keeper: Child,
}

/// The cluster of this process; none where PostgreSQL is not installed.
pub(crate) fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let started = CLUSTER.get_or_init(|| {
        let bin = installed()?;
        Some(Cluster::start(bin).unwrap_or_else(|error| panic!("no cluster starts: {error}")))
    });
    if started.is_none() {
        eprintln!("skipped: PostgreSQL is not installed");
    }
    started.as_ref()
}

impl Cluster {
    fn start(bin: PathBuf) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("palier-pg").tempdir()?.keep();
        if let Some(nobody) = stand_in() {
            let status = Command::new("chown").arg(nobody).arg(&folder).status()?;
            if !status.success() {
                return Err(io::Error::other("the folder cannot be given away"));
            }
        }
        let data = folder.join("data");
        let mut initdb = as_nobody(&bin.join("initdb"));
        initdb.args([
            "--no-sync",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "-U",
            USER,
            "-D",
        ]);
        done(initdb.arg(&data).current_dir(&folder).output()?)?;
        let mut stop = as_nobody(&bin.join("pg_ctl"));
        stop.args(["stop", "-s", "-m", "immediate", "-D"]).arg(&data);
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper"]).arg(stop.get_program()).args(stop.get_args());
        keeper.env("FOLDER", &folder).current_dir("/").stdin(Stdio::piped());
        let keeper = keeper.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let settings = format!("{SETTINGS} -k {}", folder.display());
        let mut start = as_nobody(&bin.join("pg_ctl"));
        start.args(["start", "-s", "-w", "-D"]).arg(&data).arg("-l").arg(folder.join("log"));
        start.args(["-o", &settings]).current_dir(&folder).stdin(Stdio::null());
        let status = start.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        if !status.success() {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            return Err(io::Error::other(log));
        }
        Ok(Self { bin, folder, made: Mutex::new(0), _keeper: keeper })
    }

    /// The address of a fresh database, in which `prepare` has made the tables once for all.
    pub(crate) fn database(&self, prepare: impl FnOnce(&str)) -> String {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if *made == 0 {
            self.sql(&format!("CREATE DATABASE {TEMPLATE}"));
            prepare(&self.address(TEMPLATE));
        }
        *made += 1;
        let name = format!("palier_{made}");
        self.sql(&format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy"));
        self.address(&name)
    }

    /// The address of a database in which nothing is.
    pub(crate) fn empty_database(&self, name: &str) -> String {
        self.sql(&format!("CREATE DATABASE {name}"));
        self.address(name)
    }

    /// Ends every connection to a database, as a restart of the server would.
    pub(crate) fn disconnect(&self, address: &str) {
        let name = address.rsplit('/').next().unwrap_or_default();
        self.sql(&format!(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'"
        ));
    }

    fn address(&self, name: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://{USER}@{folder}/{name}")
    }

    /// What `psql` answers about a database.
    pub(crate) fn ask(&self, address: &str, sql: &str) -> String {
        self.psql(address.rsplit('/').next().unwrap_or_default(), sql)
    }

    fn sql(&self, sql: &str) {
        self.psql("postgres", sql);
    }

    fn psql(&self, name: &str, sql: &str) -> String {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.args(["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-U", USER, "-d", name]);
        let output = psql.arg("-h").arg(&self.folder).args(["-c", sql]).output();
        output.and_then(done).unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

fn done(output: Output) -> io::Result<String> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}

/// The folder of the newest PostgreSQL's programs.
fn installed() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let debian = versions.map(|entry| entry.path()).filter(|path| version(path).is_some());
    let debian = debian.max_by_key(|path| version(path)).map(|path| path.join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths: Vec<_> = std::env::split_paths(&path).collect();
    debian.into_iter().chain(paths).find(|bin| bin.join("initdb").is_file())
}

/// Who the cluster runs as, if it may not be who runs the tests.
fn stand_in() -> Option<&'static str> {
    let id = |who: &[&str]| Command::new("id").arg("-u").args(who).output().ok();
    let is_root = id(&[]).is_some_and(|output| output.stdout.trim_ascii() == b"0");
    let known = |user: &&str| id(&[user]).is_some_and(|output| output.status.success());
    if is_root { NOBODIES.into_iter().find(known) } else { None }
}

fn as_nobody(program: &Path) -> Command {
    let Some(nobody) = stand_in() else { return Command::new(program) };
    let mut command = Command::new("runuser");
    command.args(["-u", nobody, "--"]).arg(program);
    command
}
