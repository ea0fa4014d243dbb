//! `cargo xtask setup`: what the workspace needs from the machine, found and installed.
//!
//! One table, [`NEEDS`], says it all; an issue that needs another tool adds a line. Every other
//! command runs this first, so that a fresh machine needs no reading. All is said on stderr,
//! apt-get's own words too: stdout belongs to the command that is being prepared.

use std::env;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use self::Probe::{Header, Library, Newest, Postgres, Program};
use crate::Result;

struct Need {
    probe: Probe,
    why: &'static str,
    /// What Debian calls the packages that bring it; `-*` stands for the newest version there is.
    packages: &'static [&'static str],
    /// macOS brings its own: SQLCipher uses the system's cryptography there.
    on_mac: bool,
}

#[rustfmt::skip] // A table reads as a table.
const NEEDS: &[Need] = &[
    Need { probe: Program("cc"), why: "compiles SQLCipher and zstd", packages: &["gcc", "libc6-dev"], on_mac: true },
    Need { probe: Program("pkg-config"), why: "finds the next one", packages: &["pkg-config"], on_mac: false },
    Need { probe: Library("libcrypto"), why: "encrypts the phone's store", packages: &["libssl-dev"], on_mac: false },
    Need { probe: Program("sqlite3"), why: "opens the central database as an analyst does", packages: &["sqlite3"], on_mac: true },
];

/// For the web app, with the wasm target ([`ensure_web`]).
#[rustfmt::skip]
const WEB_NEEDS: &[Need] = &[
    Need { probe: Newest("clang"), why: "compiles SQLCipher and zstd for browsers", packages: &["clang-*"], on_mac: true },
    Need { probe: Program("node"), why: "runs what shrinks the app and what drives a browser", packages: &["nodejs"], on_mac: true },
    Need { probe: Program("npm"), why: "fetches both", packages: &["npm"], on_mac: true },
];

/// For the tests of the web app.
#[rustfmt::skip]
const BROWSER_NEEDS: &[Need] = &[
    Need { probe: Program("chromium"), why: "is the browser that the tests drive", packages: &["chromium"], on_mac: true },
];

/// For the app in a window, and its test.
#[rustfmt::skip]
const WINDOW_NEEDS: &[Need] = &[
    Need { probe: Library("webkit2gtk-4.1"), why: "draws in a window", packages: &["libwebkit2gtk-4.1-dev"], on_mac: false },
    Need { probe: Header("xdo.h"), why: "serves the window's menus", packages: &["libxdo-dev"], on_mac: false },
    Need { probe: Program("Xvfb"), why: "is a screen that nobody sees", packages: &["xvfb"], on_mac: false },
    Need { probe: Program("xdotool"), why: "clicks and types", packages: &["xdotool"], on_mac: false },
];

/// For a look at whether the app compiles for Android: headers of C for such a processor.
#[rustfmt::skip]
const ANDROID_NEEDS: &[Need] = &[
    Need { probe: Newest("clang"), why: "compiles SQLCipher and zstd for Android", packages: &["clang-*"], on_mac: true },
    Need { probe: Header("/usr/aarch64-linux-gnu/include/stdio.h"), why: "stands in for those of Android", packages: &["libc6-dev-arm64-cross"], on_mac: true },
];

/// Only where rustup cannot add the wasm target: Debian's compiler builds the standard library.
#[rustfmt::skip]
const DEBIAN_COMPILER: &[Need] = &[
    Need { probe: Program("/usr/bin/rustc"), why: "compiles for browsers", packages: &["rustc-web", "rust-web-src"], on_mac: false },
    Need { probe: Program("/usr/bin/cargo"), why: "calls it", packages: &["cargo-web"], on_mac: false },
    Need { probe: Newest("wasm-ld"), why: "links for browsers", packages: &["lld-*"], on_mac: false },
];

/// Tells a system whose packages these tables name.
const DEBIAN: &str = "/etc/debian_version";

/// For the tests of the server on its other database; without it they are skipped.
#[rustfmt::skip]
const POSTGRES_NEEDS: &[Need] = &[
    Need { probe: Postgres, why: "is the other database of the server", packages: &["postgresql"], on_mac: true },
];

/// What some commands need besides.
#[derive(Clone, Copy)]
pub(crate) struct Kit {
    name: &'static str,
    needs: &'static [&'static [Need]],
}

/// What the web app's tests drive, and what builds it; which compiler, [`ensure_web`] finds out.
pub(crate) const BROWSER: Kit =
    Kit { name: "a browser, or what builds for one", needs: &[WEB_NEEDS, BROWSER_NEEDS] };
/// The programs of PostgreSQL, with which the tests of the server run one of their own.
pub(crate) const POSTGRES: Kit = Kit { name: "PostgreSQL", needs: &[POSTGRES_NEEDS] };
/// What a window takes, and its test.
pub(crate) const WINDOW: Kit = Kit { name: "what draws in a window", needs: &[WINDOW_NEEDS] };

/// What it takes to see that the app compiles for Android, types only.
pub(crate) const ANDROID: Kit = Kit { name: "what compiles for Android", needs: &[ANDROID_NEEDS] };

/// What a browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Whose compiler builds for another machine.
#[derive(Clone, Copy)]
pub(crate) enum Compiler {
    /// The one that built this, with the target that rustup added.
    Rustup,
    /// Debian's own.
    Debian,
}

enum Probe {
    /// A program on the PATH.
    Program(&'static str),
    /// A program on the PATH, by its name or by its name and a version, as in `clang-22`.
    Newest(&'static str),
    /// A C library with its headers, as pkg-config knows it.
    Library(&'static str),
    /// The header of a C library that pkg-config does not know.
    Header(&'static str),
    /// The programs of a PostgreSQL server, which Debian keeps off the PATH.
    Postgres,
}

/// Installs what is missing, and says nothing when nothing is.
pub(crate) fn ensure() -> Result<()> {
    ensure_all(NEEDS)
}

/// Installs what the web app takes besides, and finds out which compiler can build it; where the
/// standard library is to be built along, one that has its source.
pub(crate) fn ensure_web(with_std: bool) -> Result<Compiler> {
    ensure_all(WEB_NEEDS)?;
    let has_target = || has_wasm_target() || rustup(&["target", "add", WASM]);
    if has_target() && (!with_std || has_std_source()) {
        return Ok(Compiler::Rustup);
    }
    ensure_all(DEBIAN_COMPILER)?;
    Ok(Compiler::Debian)
}

/// Finds out which compiler can build the standard library for another machine: the one of rustup, or
/// Debian's where rustup is not or cannot fetch the source.
pub(crate) fn ensure_std_source() -> Result<Compiler> {
    if has_std_source() {
        return Ok(Compiler::Rustup);
    }
    ensure_all(DEBIAN_COMPILER)?;
    Ok(Compiler::Debian)
}

impl Kit {
    /// Installs what is missing of it.
    pub(crate) fn ensure(self) -> Result<()> {
        self.needs.iter().try_for_each(|needs| ensure_all(needs))
    }

    /// Whether it is here, or can be installed without a person.
    pub(crate) fn is_within_reach(self) -> bool {
        let mac = cfg!(target_os = "macos");
        let is_here = |needs: &&[Need]| missing_from(needs, mac, Probe::is_met).is_empty();
        can_install() || self.needs.iter().all(is_here)
    }
}

impl fmt::Display for Kit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

fn can_install() -> bool {
    Path::new(DEBIAN).exists() && privilege(is_root(), is_on_path("sudo")).is_some()
}

fn has_wasm_target() -> bool {
    asked_folder(&["--print", "target-libdir", "--target", WASM]).is_some()
}

fn has_std_source() -> bool {
    let is_here = || {
        let sysroot = asked_folder(&["--print", "sysroot"]);
        sysroot.is_some_and(|folder| folder.join("lib/rustlib/src/rust/library/std").is_dir())
    };
    is_here() || rustup(&["component", "add", "rust-src"])
}

/// Whether rustup is here, and did what it was told.
fn rustup(told: &[&str]) -> bool {
    is_on_path("rustup") && shell(&format!("rustup {}", told.join(" "))).unwrap_or(false)
}

/// The folder that rustc names, if it is there.
fn asked_folder(question: &[&str]) -> Option<PathBuf> {
    let said = Command::new("rustc").args(question).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(said.stdout).ok()?.trim());
    folder.is_dir().then_some(folder)
}

fn ensure_all(needs: &[Need]) -> Result<()> {
    let missing = missing_from(needs, cfg!(target_os = "macos"), Probe::is_met);
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("This machine lacks:");
    for need in &missing {
        eprintln!("  {}, which {}", need.probe, need.why);
    }
    let packages: Vec<String> =
        missing.iter().flat_map(|n| n.packages).map(|name| newest_package(name)).collect();
    if !Path::new(DEBIAN).exists() {
        return Err(format!(
            "install these with this system's package manager, then try again (on Debian the \
             packages are called {})",
            packages.join(", ")
        )
        .into());
    }
    install(&packages)?;
    match missing.iter().find(|need| !need.probe.is_met()) {
        None => Ok(()),
        Some(need) => {
            Err(format!("{} is still not to be found after the install", need.probe).into())
        }
    }
}

fn missing_from(needs: &[Need], mac: bool, is_met: impl Fn(&Probe) -> bool) -> Vec<&Need> {
    needs.iter().filter(|need| need.on_mac || !mac).filter(|need| !is_met(&need.probe)).collect()
}

impl Probe {
    fn is_met(&self) -> bool {
        match self {
            Program(name) => is_on_path(name),
            Newest(name) => newest(name).is_ok(),
            Library(name) => Command::new("pkg-config")
                .args(["--exists", name])
                .status()
                .is_ok_and(|status| status.success()),
            Header(name) => Path::new("/usr/include").join(name).is_file(),
            Postgres => {
                let versions = Path::new("/usr/lib/postgresql").read_dir().into_iter().flatten();
                let mut versions = versions.flatten().map(|version| version.path());
                is_on_path("initdb") || versions.any(|path| path.join("bin/initdb").is_file())
            }
        }
    }
}

impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Program(name) | Newest(name) => write!(f, "`{name}`"),
            Library(name) => write!(f, "the C library {name} with its headers"),
            Header(name) => write!(f, "the C header `{name}`"),
            Postgres => f.write_str("PostgreSQL"),
        }
    }
}

/// The newest program of that name: one with a version is newer than one without.
pub(crate) fn newest(name: &str) -> Result<String> {
    let path = env::var_os("PATH").unwrap_or_default();
    let files = env::split_paths(&path).filter_map(|folder| folder.read_dir().ok()).flatten();
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let versions = names.filter_map(|file| {
        let rest = file.strip_prefix(name)?;
        let version = if rest.is_empty() { 0 } else { rest.strip_prefix('-')?.parse().ok()? };
        Some((version, file))
    });
    let newest = versions.max_by_key(|(version, _): &(u32, String)| *version);
    newest.map(|(_, file)| file).ok_or_else(|| format!("there is no `{name}` here").into())
}

fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The name of a package whose newest version is wanted, as this system knows it now.
fn newest_package(name: &str) -> String {
    let Some(stem) = name.strip_suffix('*') else {
        return name.to_owned();
    };
    let mut asked = Command::new("apt-cache");
    asked.args(["search", "--names-only", &format!("^{stem}[0-9]+$")]);
    let said = asked.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let plain = stem.trim_end_matches('-').to_owned();
    said.ok().and_then(|said| newest_of(stem, &said)).unwrap_or(plain)
}

fn newest_of(stem: &str, listed: &str) -> Option<String> {
    let names = listed.lines().filter_map(|line| line.split_whitespace().next());
    let versions = names.filter_map(|name| name.strip_prefix(stem)?.parse::<u32>().ok());
    versions.max().map(|version| format!("{stem}{version}"))
}

fn install(packages: &[String]) -> Result<()> {
    let prefix = privilege(is_root(), is_on_path("sudo"));
    let update = "apt-get update".to_string();
    // `env` carries the variable through sudo, which drops it.
    let install = format!(
        "env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends {}",
        packages.join(" ")
    );
    let Some(prefix) = prefix else {
        return Err(format!(
            "installing them takes root, and there is no sudo here. Run this as root, then try \
             again:\n  {update} && {install}"
        )
        .into());
    };
    // An outdated list of packages is often good enough, so that a failed update is no end.
    if !shell(&format!("{prefix}{update}"))? {
        eprintln!("`apt-get update` failed; going on with the lists of packages that are here.");
    }
    let install = format!("{prefix}{install}");
    if shell(&install)? {
        Ok(())
    } else {
        Err(format!("this failed, for the reason above; try it by hand:\n  {install}").into())
    }
}

/// What goes before a command that needs root; nothing does when one is neither root nor has sudo.
fn privilege(is_root: bool, has_sudo: bool) -> Option<&'static str> {
    match (is_root, has_sudo) {
        (true, _) => Some(""),
        (false, true) => Some("sudo "),
        (false, false) => None,
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Runs one command line, said first, so that nothing is installed behind anyone's back.
fn shell(line: &str) -> Result<bool> {
    eprintln!("$ {line}");
    let status =
        Command::new("sh").args(["-c", line]).stdout(Stdio::from(io::stderr())).status()?;
    Ok(status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(missing: &[&Need]) -> Vec<String> {
        missing.iter().map(|need| need.probe.to_string()).collect()
    }

    #[test]
    fn only_what_the_probe_does_not_find_is_missing() {
        let missing = missing_from(NEEDS, false, |probe| !matches!(probe, Program("sqlite3")));
        assert_eq!(names(&missing), ["`sqlite3`"]);
        assert!(missing_from(NEEDS, false, |_| true).is_empty());
    }

    #[test]
    fn a_mac_needs_no_openssl() {
        let missing = missing_from(NEEDS, true, |_| false);
        assert_eq!(names(&missing), ["`cc`", "`sqlite3`"]);
    }

    #[test]
    fn of_packages_with_versions_the_newest_is_taken() {
        let listed = "clang-9 - a compiler\nclang-22 - a compiler\nclang-16 - a compiler\n";
        assert_eq!(newest_of("clang-", listed).as_deref(), Some("clang-22"));
        assert_eq!(newest_of("lld-", listed), None);
    }

    #[test]
    fn without_root_and_sudo_nothing_is_run() {
        assert_eq!(privilege(true, false), Some(""));
        assert_eq!(privilege(false, true), Some("sudo "));
        assert_eq!(privilege(false, false), None);
    }
}
