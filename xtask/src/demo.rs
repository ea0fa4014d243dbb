//! `cargo xtask demo`: a server with demonstration data on this machine, and the check that plays
//! a day in the field by itself.
//!
//! Both only build and start what the other crates bring: `sync-server`, `phone` and `demo-check`.
//! All data lies in `target/demo`. Start at [`start`] and [`check`].

use std::env;
use std::fs;
use std::net::SocketAddr;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::server::{self, Server};
use crate::workspace::{DEMO_CHECK, PHONE, SYNC_SERVER, Workspace, succeeded};
use crate::{Result, app, map, setup};

/// The neighbor of the demonstration data for whom the first phone is enrolled.
const FIRST_NEIGHBOR: &str = "Amina B.";

/// The people of the demonstration data at the desk, one of each role.
const DESK: [(&str, &str); 3] =
    [("Sonia M.", "supervisor"), ("Claire D.", "admin"), ("Hugo T.", "partner")];

#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) fresh: bool,
}

impl Options {
    pub(crate) fn parse(arguments: &[String]) -> std::result::Result<Self, String> {
        let mut options = Self { port: 8080, fresh: false };
        let mut arguments = arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            match argument.split_once('=').unwrap_or((argument, "")) {
                ("--fresh", "") => options.fresh = true,
                ("--port", "") => options.port = port(arguments.next().unwrap_or_default())?,
                ("--port", value) => options.port = port(value)?,
                _ => return Err(format!("`cargo xtask demo` takes no `{argument}`.")),
            }
        }
        Ok(options)
    }
}

fn port(text: &str) -> std::result::Result<u16, String> {
    // Port 0 would let the system choose, and then nobody here knew where to look.
    match text.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(format!("--port takes a number from 1 to 65535, not `{text}`.")),
    }
}

/// Starts the server and stays until it ends.
pub(crate) fn start(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    server::refuse_a_taken_port(options.port)?;
    setup::ensure()?;
    app::ensure(workspace)?;
    map::ensure(workspace)?;
    workspace.build()?;

    let demo = Demo {
        folder: workspace.demo_folder(),
        server: workspace.binary(SYNC_SERVER),
        phone: workspace.binary(PHONE),
        port: options.port,
    };
    if options.fresh {
        demo.clear()?;
    }
    demo.fill()?;
    let code = demo.enrolment_code()?;
    let mut server = demo.serve()?;
    server.wait_until_healthy(demo.address())?;
    println!("{}", demo.what_next(&code)?);
    println!("{}", demo.way_to_the_desk()?);
    server.wait()
}

/// Hands over to `demo-check`, with its arguments, its output and its exit code.
pub(crate) fn check(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    setup::ensure()?;
    workspace.build()?;
    let check = workspace.binary(DEMO_CHECK);
    // `exec` only returns when it could not start the program.
    let error = Command::new(&check).args(arguments).exec();
    Err(format!("cannot start {}: {error}", check.display()).into())
}

struct Demo {
    folder: PathBuf,
    server: PathBuf,
    phone: PathBuf,
    port: u16,
}

impl Demo {
    fn database(&self) -> PathBuf {
        self.folder.join("central.db")
    }

    fn address(&self) -> SocketAddr {
        server::local(self.port)
    }

    fn clear(&self) -> Result<()> {
        if self.folder.exists() {
            eprintln!("Starting over: removing {}.", shown(&self.folder));
            fs::remove_dir_all(&self.folder)?;
        }
        Ok(())
    }

    /// Makes the demonstration data, unless an earlier demo did.
    fn fill(&self) -> Result<()> {
        // A first start that was stopped half-way leaves this mark, and half a database beside it.
        let unfinished = self.folder.join("unfinished");
        if self.database().exists() && !unfinished.exists() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        fs::write(&unfinished, "")?;
        for suffix in ["", "-wal", "-shm"] {
            let file = self.folder.join(format!("central.db{suffix}"));
            if file.exists() {
                fs::remove_file(file)?;
            }
        }
        let status = Command::new(&self.server)
            .arg("demo-data")
            .arg("--database")
            .arg(self.database())
            .status()?;
        succeeded("sync-server demo-data", status)?;
        fs::remove_file(unfinished)?;
        Ok(())
    }

    /// A new code at each start: a code works once, and the one of an earlier start may be used up.
    fn enrolment_code(&self) -> Result<String> {
        let output = Command::new(&self.server)
            .args(["device", "code", "--neighbor", FIRST_NEIGHBOR, "--json"])
            .arg("--database")
            .arg(self.database())
            .stderr(Stdio::inherit())
            .output()?;
        succeeded("sync-server device code", output.status)?;
        let said = String::from_utf8_lossy(&output.stdout);
        json_text(&said, "code")
            .ok_or_else(|| format!("sync-server device code gave no code, but: {said}").into())
    }

    fn serve(&self) -> Result<Server> {
        let child = Command::new(&self.server)
            .args(["serve", "--listen", &self.address().to_string()])
            .arg("--database")
            .arg(self.database())
            .stdin(Stdio::null())
            .spawn()?;
        Server::guard(child)
    }

    /// A new link for each person at each start: a link works once.
    fn way_to_the_desk(&self) -> Result<String> {
        let mut text =
            "Open the desk in a browser; each link is for one person, and works once:\n".to_owned();
        for (name, role) in DESK {
            let output = Command::new(&self.server)
                .args(["account", "invite", name, "--json"])
                .args(["--url", &format!("http://{}", self.address())])
                .arg("--database")
                .arg(self.database())
                .stderr(Stdio::inherit())
                .output()?;
            succeeded("sync-server account invite", output.status)?;
            let said = String::from_utf8_lossy(&output.stdout);
            let link = json_text(&said, "link").ok_or("sync-server account invite gave no link")?;
            text += &format!("  {name:<10} {role:<11} {link}\n");
        }
        Ok(text)
    }

    fn what_next(&self, code: &str) -> Result<String> {
        let url = format!("http://{}", self.address());
        let folder = shown(&self.folder);
        let database = shown(&self.database());
        let phone =
            format!("{} --store {}", shown(&self.phone), shown(&first_free_store(&self.folder)?));
        Ok(format!(
            "\n\
             The server answers at {url}. Ctrl-C stops it; what it holds stays in {folder}.\n\
             \n\
             Open the phone app in a browser (the code is for {FIRST_NEIGHBOR}, and works once):\n\
             \x20 {url}/app/#code={}\n\
             \n\
             Or put a phone without a screen on it, in another terminal, with the same code:\n\
             \x20 {phone} enrol {url} \"{code}\"\n\
             \x20 {phone} missions\n\
             \n\
             Go from door to door; MISSION and DOOR stand for what `missions` and `doors` list:\n\
             \x20 {phone} doors MISSION --todo\n\
             \x20 {phone} absent DOOR DOOR\n\
             \x20 {phone} visit DOOR --outcome met\n\
             \x20 {phone} sync\n\
             \x20 {phone} status\n\
             \n\
             Look at what arrived, as an analyst does:\n\
             \x20 sqlite3 -readonly {database} .tables\n",
            code.replace(' ', "-")
        ))
    }
}

/// A path as a person would type it where they stand.
fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

/// A store belongs to one phone for ever, so each start offers one that is not enrolled yet.
fn first_free_store(folder: &Path) -> Result<PathBuf> {
    (1..)
        .map(|n| folder.join(format!("phone-{n}")))
        .find(|store| !store.exists())
        .ok_or_else(|| "there is no number left for another phone".into())
}

/// The text of one field in the line of JSON that `output` holds. Enough for a flat object of our
/// own making, and so no reason for a dependency.
fn json_text(output: &str, field: &str) -> Option<String> {
    let line = output.lines().find(|line| line.starts_with('{'))?;
    let (_, after) = line.split_once(&format!("\"{field}\""))?;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let (text, _) = value.split_once('"')?;
    // An escape never stands in what this is asked for; half a value would be worse than none.
    (!text.contains('\\')).then(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_line_of_json_among_others() {
        let output = "opening the database\n{\"code\": \"lune-pomme-42\",\"neighbor\":\"Amina\"}\n";
        assert_eq!(json_text(output, "code").as_deref(), Some("lune-pomme-42"));
        assert_eq!(json_text(output, "neighbor").as_deref(), Some("Amina"));
    }

    #[test]
    fn gives_nothing_rather_than_half() {
        for output in ["", "no", "{}", "{\"code\":7}", "{\"code\":\"a\\\"b\"}"] {
            assert_eq!(json_text(output, "code"), None, "{output}");
        }
    }
}
