//! One version of the app: its folder, its name, and the page around it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// The files of `assets/web` that have a fixed address; the rest belongs to the version.
const SHELL: &[&str] = &["index.html", "manifest.webmanifest", "sw.js"];

/// The icons, which stand in the page.
const SPRITE: &str = "icons/sprite.svg";

/// What belongs to a version and is no part of what every phone loads and keeps.
const SCANNER: &str = "scan";
/// What the program may weigh, packed: wasm and what loads it. A bad line carries it once.
const MOST: u64 = 900 * 1024;

/// The languages, each loaded beside the program where it is spoken.
const LANGUAGES: &[&str] = &["fr", "en", "ar", "tr", "pt"];

/// Puts the style sheets, the texts of the languages and what loads the wasm beside it.
pub(crate) fn copy(assets: &Path, code: &Path) -> anyhow::Result<()> {
    for script in ["boot.js", "old.js"] {
        fs::copy(assets.join("web").join(script), code.join(script))?;
    }
    for sheet in ["tokens.css", "app.css"] {
        fs::copy(assets.join("css").join(sheet), code.join(sheet))
            .with_context(|| format!("assets/css/{sheet}"))?;
    }
    fs::create_dir(code.join("locales"))?;
    for language in LANGUAGES {
        let file = format!("locales/{language}.ftl");
        fs::copy(assets.join(&file), code.join(&file)).with_context(|| format!("assets/{file}"))?;
    }
    Ok(())
}

/// Puts what reads QR codes into a folder of its own: it is loaded only by who needs it.
pub(crate) fn copy_scanner(scanner: &Path, code: &Path) -> anyhow::Result<()> {
    let folder = code.join(SCANNER);
    fs::create_dir(&folder)?;
    for file in ["decode.js", "index.js", "LICENSE-MIT"] {
        let from = scanner.join(file);
        fs::copy(&from, folder.join(file)).with_context(|| from.display().to_string())?;
    }
    Ok(())
}

/// The name of a version: a hash of every name and every byte in its folder, and of what stands around it.
pub(crate) fn name(code: &Path, assets: &Path) -> anyhow::Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut take = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    };
    for file in files(code)? {
        take(&file, &fs::read(code.join(&file))?);
    }
    for file in SHELL {
        take(file, &fs::read(assets.join("web").join(file))?);
    }
    take(SPRITE, &fs::read(assets.join(SPRITE))?);
    Ok(hasher.finalize().to_hex().chars().take(16).collect())
}

/// Writes page, manifest and service worker, with the name of the version, the icons and the list of
/// all that a phone keeps.
pub(crate) fn write_shell(assets: &Path, whole: &Path, name: &str) -> anyhow::Result<()> {
    let sprite = fs::read_to_string(assets.join(SPRITE)).context(SPRITE)?;
    let fixed = SHELL.iter().filter(|file| **file != "sw.js" && **file != "index.html");
    let mut kept: Vec<String> = fixed.map(|file| (*file).to_owned()).collect();
    kept.extend(files(whole)?.into_iter().filter(|file| !is_scanner(file)));
    kept.sort();
    let list: Vec<String> = kept.iter().map(|file| format!("{file:?}")).collect();
    for file in SHELL {
        let text = fs::read_to_string(assets.join("web").join(file))?;
        let text = text.replace("%VERSION%", name).replace("\"%FILES%\"", &list.join(", "));
        let text = text.replace("%SPRITE%", sprite.trim());
        ensure!(!text.contains('%'), "assets/web/{file} has a place that nothing fills");
        fs::write(whole.join(file), text)?;
    }
    Ok(())
}

fn is_scanner(file: &str) -> bool {
    file.split('/').any(|part| part == SCANNER)
}

/// How many bytes a phone loads the first time.
pub(crate) struct Sizes {
    /// By file, for a person.
    pub(crate) table: String,
    code: u64,
}

impl Sizes {
    /// # Errors
    /// Where the program is too heavy for a bad line.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        let code = self.code;
        ensure!(
            code <= MOST,
            "wasm and what loads it weigh {code} bytes, {} more than a phone should load ({MOST}); \
             look for what came in last, or at what it brought along (twiggy tells)",
            code - MOST
        );
        Ok(())
    }
}

/// What a phone loads the first time.
pub(crate) fn sizes(whole: &Path, packed: bool) -> anyhow::Result<Sizes> {
    let mut said = String::new();
    let (mut plain, mut small, mut code) = (0, 0, 0);
    for file in files(whole)?.iter().filter(|file| !file.ends_with(".br") && !file.ends_with(".gz"))
    {
        if is_scanner(file) {
            continue;
        }
        let size = fs::metadata(whole.join(file))?.len();
        let pressed = fs::metadata(whole.join(format!("{file}.br")));
        let least = pressed.map_or(size, |pressed| pressed.len());
        writeln!(said, "{size:>9} {least:>9}  {file}")?;
        plain += size;
        small += least;
        if file.ends_with(".wasm") || (file.starts_with("v/") && file.ends_with(".js")) {
            code += least;
        }
    }
    let head = if packed { "    plain    brotli  file" } else { "    plain     plain  file" };
    writeln!(said, "{plain:>9} {small:>9}  in all ({} KB)", small.div_ceil(1024))?;
    write!(said, "{:>19}  wasm and what loads it ({} KB)", code, code.div_ceil(1024))?;
    Ok(Sizes { table: format!("{head}\n{said}"), code })
}

/// The files under a folder, in order, each as a path with `/`.
pub(crate) fn files(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(within) = open.pop() {
        for entry in fs::read_dir(folder.join(&within))? {
            let entry = entry?;
            let path = within.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                found.push(path.to_str().context("a file name is no text")?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_too_heavy_for_a_bad_line_is_no_success() {
        let sizes = |code| Sizes { table: String::new(), code };
        assert!(sizes(MOST).check().is_ok());
        let complaint = sizes(MOST + 7).check().unwrap_err().to_string();
        assert!(complaint.contains("7 more"), "{complaint}");
    }

    #[test]
    fn what_reads_codes_is_not_loaded_by_every_phone() {
        assert!(is_scanner("v/0123456789abcdef/scan/decode.js"));
        assert!(!is_scanner("v/0123456789abcdef/boot.js"));
    }
}
