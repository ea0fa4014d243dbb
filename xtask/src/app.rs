//! `cargo xtask app`: the phone app for browsers, as a folder that `sync-server` gives out.
//!
//! Cargo builds the wasm, by rustup's compiler where that has or can add the target, else by
//! Debian's; `pack` makes the folder `target/app` around it. What the machine lacks is installed
//! first ([`crate::setup`]).

use std::io;
use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::setup::{self, Compiler, WASM};
use crate::workspace::{Workspace, succeeded};

/// What SQLite brings and no statement of the phone uses. Its check of a database stays: a column that is
/// added is checked by it.
const SQLITE: &str = "\
    -USQLITE_ENABLE_API_ARMOR -USQLITE_ENABLE_BYTECODE_VTAB -USQLITE_ENABLE_COLUMN_METADATA \
    -USQLITE_ENABLE_DBPAGE_VTAB -USQLITE_ENABLE_DBSTAT_VTAB -USQLITE_ENABLE_FTS5 \
    -USQLITE_ENABLE_MATH_FUNCTIONS -USQLITE_ENABLE_OFFSET_SQL_FUNC \
    -USQLITE_ENABLE_PREUPDATE_HOOK -USQLITE_ENABLE_RTREE -USQLITE_ENABLE_SESSION \
    -USQLITE_ENABLE_STMTVTAB -USQLITE_ENABLE_UNKNOWN_SQL_FUNCTION -USQLITE_ENABLE_UNLOCK_NOTIFY \
    -DSQLITE_OMIT_AUTHORIZATION -DSQLITE_OMIT_AUTOVACUUM -DSQLITE_OMIT_COMPILEOPTION_DIAGS \
    -DSQLITE_OMIT_COMPLETE -DSQLITE_OMIT_DESERIALIZE -DSQLITE_OMIT_EXPLAIN \
    -DSQLITE_OMIT_GET_TABLE -DSQLITE_OMIT_INCRBLOB -DSQLITE_OMIT_JSON -DSQLITE_OMIT_LOCALTIME \
    -DSQLITE_OMIT_PROGRESS_CALLBACK -DSQLITE_OMIT_QUICKBALANCE -DSQLITE_OMIT_SHARED_CACHE \
    -DSQLITE_OMIT_TCL_VARIABLE -DSQLITE_OMIT_TRACE -DSQLITE_OMIT_UTF16 -DSQLITE_OMIT_WAL \
    -DSQLITE_OMIT_XFER_OPT -DSQLITE_UNTESTABLE";
/// Of the ways in which zstd packs, a browser has the quickest; what asks for another gets that one, and
/// every packing is read.
const ZSTD: &str = "\
    -DZSTD_EXCLUDE_DFAST_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_GREEDY_BLOCK_COMPRESSOR \
    -DZSTD_EXCLUDE_LAZY_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_LAZY2_BLOCK_COMPRESSOR \
    -DZSTD_EXCLUDE_BTLAZY2_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_BTOPT_BLOCK_COMPRESSOR \
    -DZSTD_EXCLUDE_BTULTRA_BLOCK_COMPRESSOR -DHUF_FORCE_DECOMPRESS_X1=1 \
    -DZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT=1 -DZSTD_NO_INLINE=1 -DZSTD_STRIP_ERROR_STRINGS=1";

/// The cipher's tables and rounds are made as they are needed, instead of lying there four times turned.
const CIPHER: &str = "-DLTC_SMALL_CODE";

/// How much is done about the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Effort {
    /// What phones load.
    Whole,
    /// For whoever changes it and looks at once.
    Quick,
}

/// Builds the app, unless some build of it lies there: a demonstration needs no newer one.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    if workspace.app_folder().join("index.html").is_file() {
        eprintln!(
            "The phone app is the one that was built last; `cargo xtask app` builds it anew."
        );
        return Ok(());
    }
    build(workspace, Effort::Whole)
}

pub(crate) fn build(workspace: &Workspace, effort: Effort) -> Result<()> {
    setup::ensure()?;
    let is_whole = effort == Effort::Whole;
    let compiler = setup::ensure_web(is_whole)?;
    eprintln!("Building the phone app for browsers (the first time takes some minutes).");
    let mut build = cargo_of(workspace, compiler)?;
    build.args(["build", "--target", WASM]);
    build.args(["--package", "app", "--bin", "palier", "--features", "web"]);
    if is_whole || matches!(compiler, Compiler::Debian) {
        // The standard library is built along: Debian has none for browsers, and one that is made
        // for its size, and ends without a word where the program must end, weighs 60 KB less. Both
        // are unfinished features of cargo, which takes a switch.
        build.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
    }
    if is_whole {
        build.args(["--profile", "web", "-Zbuild-std-features=optimize_for_size"]);
        build.arg("-Zpanic-immediate-abort").env("CARGO_PROFILE_WEB_PANIC", "immediate-abort");
        // A program that ends without a word needs not know where. What stretches a PIN goes by pairs.
        let small = "-Zlocation-detail=none -Ctarget-feature=+simd128 \
                     --cfg sha2_backend_soft=\"compact\"";
        build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", small);
    }
    build.env("CC_wasm32_unknown_unknown", setup::newest("clang")?);
    build.env("CFLAGS_wasm32_unknown_unknown", format!("{ZSTD} {CIPHER}"));
    build.env("SQLITE_WASM_RS_FLAGS", SQLITE);
    succeeded("cargo build", build.status()?)?;

    let target = match compiler {
        Compiler::Rustup => workspace.target().to_owned(),
        Compiler::Debian => workspace.other_target(),
    };
    let folder = if is_whole { "web" } else { "debug" };
    let wasm = target.join(WASM).join(folder).join("palier.wasm");
    let mut pack = workspace.cargo();
    pack.args(["run", "--quiet", "--package", "pack", "--features", "tools", "--"]);
    pack.arg("--wasm").arg(wasm).arg("--assets").arg(workspace.path("assets"));
    pack.arg("--to").arg(workspace.app_folder());
    let tools = workspace.path("xtask/pack");
    npm(&tools)?;
    pack.arg("--scanner").arg(tools.join("node_modules/qr"));
    if is_whole {
        let tool = |name: &str| tools.join("node_modules/.bin").join(name);
        pack.arg("--wasm-opt").arg(tool("wasm-opt")).arg("--esbuild").arg(tool("esbuild"));
    }
    succeeded("pack", pack.status()?)
}

/// The cargo that calls this compiler, with a target folder of its own for each.
pub(crate) fn cargo_of(workspace: &Workspace, compiler: Compiler) -> Result<Command> {
    Ok(match compiler {
        Compiler::Rustup => workspace.cargo(),
        Compiler::Debian => {
            let mut cargo = workspace.cargo_at("/usr/bin/cargo");
            // Debian's cargo takes rustup's compiler if it is not told.
            cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTDOC", "/usr/bin/rustdoc");
            cargo.env("CARGO_TARGET_DIR", workspace.other_target());
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", setup::newest("wasm-ld")?);
            cargo
        }
    })
}

/// What `package-lock.json` in that folder says, fetched.
pub(crate) fn npm(folder: &Path) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel", "error"]);
    succeeded("npm ci", npm.current_dir(folder).stdout(io::stderr()).status()?)
}
