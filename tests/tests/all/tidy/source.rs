//! The files of the workspace as the rules of `tidy` see them: code, names, strings, dependencies.
//!
//! Comments and the insides of strings are blanked before names are looked for, so that prose
//! trips no rule. What is understood here is what rustfmt writes, not all of Rust and not all of
//! TOML: enough to catch a slip, not to stop somebody who wants to hide one.

use std::fmt::{self, Display};
use std::fs;
use std::path::Path;

pub(super) struct Tree {
    pub(super) files: Vec<File>,
}

/// A file that is neither Rust nor a manifest is known by its path alone.
pub(super) struct File {
    /// From the root of the workspace, with `/` on every system.
    pub(super) path: String,
    /// Line for line as the file, with comments and the insides of strings blanked.
    pub(super) code: String,
    /// The insides of strings, each with the line on which it begins.
    pub(super) strings: Vec<(usize, String)>,
}

pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) is_dev: bool,
    /// What says where it comes from, such as `workspace = true`.
    pub(super) origin: String,
}

#[derive(Debug)]
pub(super) struct Breach {
    pub(super) path: String,
    line: usize,
    pub(super) what: String,
}

impl Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

impl Tree {
    pub(super) fn read(root: &Path) -> Self {
        let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
        let mut files = Vec::new();
        read_folder(root, "", &ignored, &mut files);
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self { files }
    }

    pub(super) fn planted(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| File::new(path, text));
        Self { files: files.collect() }
    }

    /// The Rust files of some modules, each named as a path without `.rs`.
    pub(super) fn within(&self, modules: &[&str]) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| {
            modules.iter().any(|module| {
                let rest = file.path.strip_prefix(module);
                rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
            })
        })
    }

    /// Where some modules name what they must not. A forbidden name is found anywhere in a path:
    /// `Utc::now` in `chrono::Utc::now`, `rusqlite` in `rusqlite::Row`.
    pub(super) fn naming(&self, modules: &[&str], forbidden: &[&str]) -> Vec<Breach> {
        let mut breaches = Vec::new();
        for file in self.within(modules) {
            for (line, path) in paths(&file.code) {
                let path = format!("::{path}::");
                let hit = forbidden.iter().find(|name| path.contains(&format!("::{name}::")));
                breaches.extend(hit.map(|name| file.breach(line, format!("names {name}"))));
            }
        }
        breaches
    }

    /// What `problem` says to the dependencies of the members, each given with its member's folder.
    pub(super) fn dependencies(
        &self,
        problem: impl Fn(&str, &Dependency) -> Option<String>,
    ) -> Vec<Breach> {
        let mut breaches = Vec::new();
        for file in &self.files {
            let Some(member) = file.path.strip_suffix("/Cargo.toml") else {
                continue;
            };
            for (line, dependency) in dependencies(&file.code) {
                let what = problem(member, &dependency);
                breaches.extend(what.map(|what| file.breach(line, what)));
            }
        }
        breaches
    }
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        let (code, strings) = match path.rsplit('.').next() {
            Some("rs") => split_strings(text),
            _ => (text.to_string(), Vec::new()),
        };
        Self { path: path.to_string(), code, strings }
    }

    pub(super) fn breach(&self, line: usize, what: String) -> Breach {
        Breach { path: self.path.clone(), line, what }
    }
}

fn read_folder(folder: &Path, prefix: &str, ignored: &str, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).expect("a folder of the workspace can be read");
    for entry in entries {
        let entry = entry.expect("an entry of the workspace can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if path == ".git" || ignored.lines().any(|pattern| matches(pattern, &path, &name)) {
            continue;
        }
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), ignored, files);
        } else if name.ends_with(".rs") || name == "Cargo.toml" {
            let text = fs::read_to_string(entry.path()).expect("a source file is UTF-8");
            files.push(File::new(&path, &text));
        } else {
            files.push(File::new(&path, ""));
        }
    }
}

/// The three forms of a line of .gitignore that this workspace uses: `/path`, `*.ending`, `name`.
fn matches(pattern: &str, path: &str, name: &str) -> bool {
    match (pattern.strip_prefix('/'), pattern.strip_prefix('*')) {
        (Some(rooted), _) => path == rooted,
        (_, Some(ending)) => name.ends_with(ending),
        _ => name == pattern,
    }
}

fn dependencies(manifest: &str) -> Vec<(usize, Dependency)> {
    let mut found = Vec::new();
    let mut section = "";
    for (number, line) in (1..).zip(manifest.lines()) {
        let line = line.split('#').next().unwrap_or_default().trim();
        let (name, origin) = if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
            // A section for one dependency, whose origin would stand on a line of its own.
            match section.rsplit_once("dependencies.") {
                Some((_, name)) => (name, String::new()),
                None => continue,
            }
        } else {
            match line.split_once('=') {
                Some((key, value)) if section.ends_with("dependencies") => {
                    let (name, key) = key.trim().split_once('.').unwrap_or((key.trim(), ""));
                    (name, format!("{key} ={value}"))
                }
                _ => continue,
            }
        };
        let dependency = Dependency {
            name: name.to_string(),
            is_dev: section.contains("dev-dependencies"),
            origin,
        };
        found.push((number, dependency));
    }
    found
}

/// Every path that the code names, with its line. Trees are written out:
/// `use std::{fs, io::{self, Read}};` names `std::fs`, `std::io::self` and `std::io::Read`.
fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut trees: Vec<String> = Vec::new();
    let mut path = String::new();
    let mut begun = 1;
    for (line, token) in tokens(code) {
        // Only the tree of a `use` has a brace there.
        if token == "{" && path.ends_with("::") {
            trees.push(std::mem::take(&mut path));
            continue;
        }
        let is_name = word_length(token) > 0;
        let goes_on = token == "::" || is_name && path.ends_with("::");
        if !goes_on && !path.is_empty() {
            let whole = trees.concat() + &std::mem::take(&mut path);
            found.push((begun, whole.trim_matches(':').to_string()));
        }
        if is_name || token == "::" {
            path += token;
            begun = line;
        } else if token == "}" {
            trees.pop();
        }
    }
    found
}

/// Names, `::` and single signs, each with its line; a last newline ends what is open.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let (token, after) = rest.split_at(match word_length(rest) {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                length => length,
            });
            found.push((number, token));
            rest = after.trim_start();
        }
    }
    found.push((0, "\n"));
    found
}

/// How many bytes of a name `text` begins with.
fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// The code with comments and the insides of strings blanked, and those insides.
fn split_strings(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::new();
    let mut strings = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while !rest.is_empty() {
        let (part, length) = first_part(rest);
        let (piece, after) = rest.split_at(length);
        rest = after;
        if let Part::Text = part
            && let Some((_, inside)) = piece.split_once('"')
        {
            strings.push((line, inside.trim_end_matches(['"', '#']).to_string()));
        }
        match part {
            Part::Code => code += piece,
            _ => code.extend(piece.chars().map(|c| if c == '\n' { c } else { ' ' })),
        }
        line += piece.matches('\n').count();
    }
    (code, strings)
}

enum Part {
    Code,
    Text,
    /// A comment, or a character, which may be a quote.
    Blank,
}

/// What `rest` begins with, and how many bytes of it.
fn first_part(rest: &str) -> (Part, usize) {
    let through = |end: &str, from: usize| {
        let at = rest.get(from..).and_then(|after| after.find(end));
        at.map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        return (Part::Blank, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (Part::Blank, through("*/", 2));
    }
    let prefix = rest.len() - rest.trim_start_matches(['b', 'c']).len();
    if let Some(raw) = rest.get(prefix..).and_then(|text| text.strip_prefix('r')) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw.trim_start_matches('#').starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            return (Part::Text, through(&end, prefix + hashes + 2));
        }
    }
    if rest.starts_with('"') {
        return (Part::Text, through_quote(rest, '"'));
    }
    let mut next = rest.chars().skip(1);
    match (rest.chars().next(), next.next(), next.next()) {
        (Some('\''), Some('\\'), _) => (Part::Blank, through_quote(rest, '\'')),
        (Some('\''), Some(one), Some('\'')) => (Part::Blank, 2 + one.len_utf8()),
        (Some(sign), ..) => (Part::Code, word_length(rest).max(sign.len_utf8())),
        (None, ..) => (Part::Code, 0),
    }
}

/// How many bytes the literal takes that `rest` begins with, where a backslash hides a quote.
fn through_quote(rest: &str, quote: char) -> usize {
    let mut hidden = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !hidden {
            return at + c.len_utf8();
        }
        hidden = c == '\\' && !hidden;
    }
    rest.len()
}
