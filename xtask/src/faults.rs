//! `cargo xtask faults`: does the simulation notice what it is there to notice?
//!
//! Each file of `tests/simulation/faults` plants one fault in a copy of the sources; worlds are played
//! with it until a law is broken. A fault that breaks none is a hole in the acts or in the oracle, and
//! the command fails. Start at [`run`]; how a fault is written is told by [`Fault::parse`].

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::workspace::{SIMULATE, Workspace, succeeded};
use crate::{Result, setup};

/// Where the faults are described.
const FOLDER: &str = "tests/simulation/faults";
/// So many worlds are played with each when the command is not told otherwise.
const SEEDS: u64 = 2_000;

#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    seeds: u64,
    /// The one to plant; all of them when not given.
    name: Option<String>,
}

impl Options {
    pub(crate) fn parse(arguments: &[String]) -> std::result::Result<Self, String> {
        let mut options = Self { seeds: SEEDS, name: None };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if argument == "--seeds" {
                let number = arguments.next().and_then(|number| number.parse().ok());
                options.seeds = number.ok_or("`--seeds` takes how many worlds to play.")?;
            } else if argument.starts_with('-') || options.name.is_some() {
                return Err(format!("`cargo xtask faults` takes no `{argument}`."));
            } else {
                options.name = Some(argument.clone());
            }
        }
        Ok(options)
    }
}

/// Plants the faults one after the other, and says of each which law it broke and when.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    setup::ensure()?;
    let mut faults = Fault::all(workspace)?;
    if let Some(name) = &options.name {
        faults.retain(|fault| fault.name == *name);
        if faults.is_empty() {
            return Err(format!("there is no fault {name} in {FOLDER}").into());
        }
    }
    let copy = Copy::make(workspace)?;
    println!("| fault | what it does | after seeds | what was said |\n|---|---|---|---|");
    let mut missed = Vec::new();
    for fault in &faults {
        copy.plant(fault)?;
        let caught = copy.play(options.seeds)?;
        copy.heal(fault)?;
        let Fault { name, breaks, .. } = fault;
        match caught {
            Some((seeds, said)) => println!("| {name} | {breaks} | {seeds} | {said} |"),
            None => {
                println!("| {name} | {breaks} | not in {} | nothing |", options.seeds);
                missed.push(name.as_str());
            }
        }
    }
    if missed.is_empty() {
        println!("\n{} faults, each caught.", faults.len());
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nNot caught: {}.", missed.join(", "));
    Ok(ExitCode::FAILURE)
}

/// A mistake that somebody could make.
#[derive(Debug, PartialEq)]
struct Fault {
    name: String,
    /// What it does, in a sentence.
    breaks: String,
    edits: Vec<Edit>,
}

#[derive(Debug, PartialEq)]
struct Edit {
    file: String,
    found: String,
    becomes: String,
}

impl Fault {
    /// All that are described, those of one file together: what is built for one is of use for the next.
    fn all(workspace: &Workspace) -> Result<Vec<Self>> {
        let mut faults = Vec::new();
        for entry in fs::read_dir(workspace.path(FOLDER))? {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(&path)?;
            faults.push(Self::parse(&name, &text).map_err(|why| format!("{name}: {why}"))?);
        }
        faults.sort_by(|a, b| (a.last_file(), &a.name).cmp(&(b.last_file(), &b.name)));
        Ok(faults)
    }

    fn last_file(&self) -> Option<&str> {
        self.edits.iter().map(|edit| edit.file.as_str()).max()
    }

    /// A sentence; then for each edit `=== FILE`, the text that is found there once, `--- becomes`, and
    /// the text that takes its place.
    fn parse(name: &str, text: &str) -> std::result::Result<Self, String> {
        let mut parts = text.split("\n=== ");
        let breaks = parts.next().unwrap_or_default().trim().to_owned();
        let edits = parts.map(|part| {
            let (file, rest) = part.split_once('\n').ok_or("an edit names its file")?;
            let (found, becomes) =
                rest.split_once("\n--- becomes\n").ok_or("an edit says what becomes of it")?;
            let becomes = becomes.strip_suffix('\n').unwrap_or(becomes).to_owned();
            Ok(Edit { file: file.to_owned(), found: found.to_owned(), becomes })
        });
        let edits: Vec<Edit> = edits.collect::<std::result::Result<_, String>>()?;
        if breaks.is_empty() || edits.is_empty() {
            return Err("a fault says what it does, and edits a file".to_owned());
        }
        Ok(Self { name: name.to_owned(), breaks, edits })
    }
}

impl Edit {
    fn apply(&self, text: &str) -> std::result::Result<String, String> {
        match text.matches(&self.found).count() {
            1 => Ok(text.replacen(&self.found, &self.becomes, 1)),
            times => Err(format!(
                "{} has the text {times} times that a fault replaces, not once:\n{}",
                self.file, self.found
            )),
        }
    }
}

/// The sources once more, to be spoiled.
struct Copy<'w> {
    workspace: &'w Workspace,
    folder: PathBuf,
    target: PathBuf,
}

impl<'w> Copy<'w> {
    /// Only what differs is written, so that what was built of an earlier copy is of use.
    fn make(workspace: &'w Workspace) -> Result<Self> {
        let (folder, target) =
            (workspace.target().join("faults/copy"), workspace.target().join("faults/target"));
        let mut list = Command::new("git");
        list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listed = list.current_dir(workspace.path("")).output()?;
        succeeded("git ls-files", listed.status)?;
        let listed = String::from_utf8(listed.stdout)?;
        let mut wanted = BTreeSet::new();
        for file in listed.split_terminator('\0') {
            let (from, to) = (workspace.path(file), folder.join(file));
            if from.is_file() {
                write_if_other(&to, &fs::read(from)?)?;
                wanted.insert(to);
            }
        }
        remove_others(&folder, &wanted)?;
        Ok(Self { workspace, folder, target })
    }

    fn plant(&self, fault: &Fault) -> Result<()> {
        for edit in &fault.edits {
            let path = self.folder.join(&edit.file);
            let text = fs::read_to_string(&path)?;
            fs::write(&path, edit.apply(&text).map_err(|why| format!("{}: {why}", fault.name))?)?;
        }
        Ok(())
    }

    fn heal(&self, fault: &Fault) -> Result<()> {
        for edit in &fault.edits {
            let whole = fs::read(self.workspace.path(&edit.file))?;
            write_if_other(&self.folder.join(&edit.file), &whole)?;
        }
        Ok(())
    }

    /// After how many worlds a law is broken, and what is said of it.
    fn play(&self, seeds: u64) -> Result<Option<(u64, String)>> {
        let mut build = self.workspace.cargo();
        build.current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target);
        build.args(["build", "--quiet", "--package", "simulation"]);
        succeeded("cargo build of a fault", build.status()?)?;
        let played = Command::new(self.target.join("debug").join(SIMULATE))
            .args(["--whole", "--seeds", &seeds.to_string()])
            .output()?;
        if played.status.success() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&played.stdout).into_owned();
        let seed = text.lines().find_map(|line| line.strip_prefix("Seed ")?.split(' ').next());
        let said = text.lines().find_map(|line| line.strip_prefix("Broken: "));
        match (seed.and_then(|seed| seed.parse::<u64>().ok()), said) {
            (Some(seed), Some(said)) => Ok(Some((seed + 1, shortened(said)))),
            // No world can be made with it.
            _ => {
                let why = String::from_utf8_lossy(&played.stderr).into_owned();
                Ok(Some((0, shortened(why.lines().last().unwrap_or_default()))))
            }
        }
    }
}

/// What stands in a line of a table.
fn shortened(said: &str) -> String {
    const MOST: usize = 60;
    let said = said.replace('|', "/");
    match said.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &said.get(..end).unwrap_or_default()),
        None => said,
    }
}

fn write_if_other(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|held| held == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, bytes)?)
}

fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            remove_others(&path, wanted)?;
        } else if !wanted.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_finds_its_place_once() {
        let workspace = Workspace::find().unwrap();
        let faults = Fault::all(&workspace).unwrap();
        assert!(faults.len() >= 10, "{} faults", faults.len());
        for fault in faults {
            for edit in fault.edits {
                let text = fs::read_to_string(workspace.path(&edit.file)).unwrap();
                let spoiled =
                    edit.apply(&text).unwrap_or_else(|why| panic!("{}: {why}", fault.name));
                assert_ne!(spoiled, text, "{}", fault.name);
            }
        }
    }

    #[test]
    fn a_fault_is_a_sentence_and_its_edits() {
        let text = "It lies.\n\n=== a/b.rs\nlet x = 1;\n--- becomes\nlet x = 2;\nlet y = 3;\n";
        let fault = Fault::parse("lie", text).unwrap();
        assert_eq!((fault.breaks.as_str(), fault.edits.len()), ("It lies.", 1));
        assert_eq!(fault.edits[0].apply("let x = 1;").unwrap(), "let x = 2;\nlet y = 3;");
        assert!(fault.edits[0].apply("let x = 1;let x = 1;").is_err());
        assert!(Fault::parse("none", "It lies.").is_err());
    }

    #[test]
    fn what_is_told_fits_a_table() {
        assert_eq!(shortened("a|b"), "a/b");
        assert_eq!(shortened(&"é".repeat(200)).chars().count(), 61);
    }
}
