//! `pack`: makes the folder of the web app, as a server gives it out, from the wasm that cargo built.
//!
//! JavaScript is made around the wasm, the wasm is shrunk, and everything that makes up one version
//! is put into one folder named by the hash of all of it, so that a browser may keep it for ever and
//! a changed byte gives a new address. What has a fixed address (page, manifest, icons, service
//! worker) lies beside. Start at [`main`], which is the order of the work.

#![expect(clippy::print_stdout, reason = "a command line speaks on its terminal")]

mod icons;
mod press;
mod version;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use clap::Parser;
use wasm_bindgen_cli_support::Bindgen;

#[derive(Parser)]
struct Arguments {
    /// The wasm that cargo built.
    #[arg(long)]
    wasm: PathBuf,
    /// The folder `assets` of the workspace.
    #[arg(long)]
    assets: PathBuf,
    /// The folder of the package that reads QR codes.
    #[arg(long)]
    scanner: PathBuf,
    /// The folder to make; what was there is replaced.
    #[arg(long)]
    to: PathBuf,
    /// The program that shrinks wasm; without it, and without packed copies, it goes quickly.
    #[arg(long)]
    wasm_opt: Option<PathBuf>,
    /// The program that writes JavaScript in fewer letters; without it, it stays as it was made.
    #[arg(long)]
    esbuild: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let made = tempfile::tempdir_in(parent(&arguments.to)?)?;
    let whole = made.path().join("app");
    let code = made.path().join("code");
    bind(&arguments.wasm, &code)?;
    if let Some(tool) = &arguments.wasm_opt {
        shrink(tool, &code.join("palier_bg.wasm"))?;
    }
    if let Some(tool) = &arguments.esbuild {
        shorten(tool, &code)?;
    }
    version::copy(&arguments.assets, &code)?;
    version::copy_scanner(&arguments.scanner, &code)?;
    let name = version::name(&code, &arguments.assets)?;
    fs::create_dir_all(whole.join("v"))?;
    fs::rename(&code, whole.join("v").join(&name))?;
    icons::draw(&arguments.assets.join("icons/app.svg"), &whole.join("icons"))?;
    version::write_shell(&arguments.assets, &whole, &name)?;
    let packed = arguments.wasm_opt.is_some();
    if packed {
        press::press(&whole)?;
    }
    if arguments.to.exists() {
        fs::rename(&arguments.to, made.path().join("old"))?;
    }
    fs::rename(&whole, &arguments.to)?;
    let sizes = version::sizes(&arguments.to, packed)?;
    println!("{}", sizes.table);
    if packed { sizes.check() } else { Ok(()) }
}

fn parent(folder: &Path) -> anyhow::Result<&Path> {
    let parent = folder.parent().context("--to names a folder in a folder")?;
    fs::create_dir_all(parent)?;
    Ok(parent)
}

fn bind(wasm: &Path, to: &Path) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).web(true)?.typescript(false).out_name("palier");
    bindgen.generate(to).context("cannot make JavaScript around the wasm")?;
    let script = fs::read_to_string(to.join("palier.js"))?;
    // A function that no file of C brought is asked of the browser, which has none either.
    ensure!(
        !script.contains(r#"from "env""#),
        "the wasm calls C functions that nothing brings; look at what was left out of SQLite or zstd"
    );
    Ok(())
}

/// Functions that are the same but for a number become one, and all is shrunk twice: what the first time
/// leaves is smaller again. Last, functions of like names, which are alike, come to lie side by side, where
/// brotli finds that. The lowest bytes are the far end of the stack, and
/// memory begins as zeros.
const PASSES: [&str; 9] = [
    "--enable-simd",
    "--low-memory-unused",
    "--zero-filled-memory",
    "-Oz",
    "--merge-similar-functions",
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
];

fn shrink(tool: &Path, wasm: &Path) -> anyhow::Result<()> {
    let status = Command::new(tool).args(PASSES).arg(wasm).arg("-o").arg(wasm).status();
    let status = status.with_context(|| format!("cannot start {}", tool.display()))?;
    ensure!(status.success(), "wasm-opt failed ({status})");
    Ok(())
}

/// Writes what was made around the wasm in fewer letters, each file by itself.
fn shorten(tool: &Path, code: &Path) -> anyhow::Result<()> {
    for file in version::files(code)?.iter().filter(|file| file.ends_with(".js")) {
        let path = code.join(file);
        let mut short = Command::new(tool);
        short.arg(&path).args(["--minify", "--format=esm", "--log-level=warning"]);
        short.arg("--allow-overwrite").arg(format!("--outfile={}", path.display()));
        let status = short.status().with_context(|| format!("cannot start {}", tool.display()))?;
        ensure!(status.success(), "esbuild failed at {file} ({status})");
    }
    Ok(())
}
