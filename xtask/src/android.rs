//! The phone app compiled for Android, types only: no package is made, and nothing is linked.
//!
//! Neither the vendor's SDK nor its NDK is needed for that. The standard library is built along, and
//! the C of SQLCipher and zstd is compiled by clang against the headers of another C library for the
//! same processor, whose names are the same.

use std::env::consts::ARCH;

use crate::app::cargo_of;
use crate::workspace::{Workspace, succeeded};
use crate::{Result, setup};

const TARGET: &str = "aarch64-linux-android";

pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    setup::ANDROID.ensure()?;
    let mut check = cargo_of(workspace, setup::ensure_std_source()?)?;
    check.env("RUSTC_BOOTSTRAP", "1").args(["check", "-Zbuild-std=std,panic_abort"]);
    check.args(["--target", TARGET, "--package", "app", "--lib", "--bin", "palier"]);
    check.args(["--features", "mobile"]);
    // Nothing of it runs, so nothing needs to be quick.
    check.args(["--config", "profile.dev.package.\"*\".opt-level=0"]);
    check.env("CC_aarch64_linux_android", setup::newest("clang")?);
    check.env(
        "AR_aarch64_linux_android",
        setup::newest("llvm-ar").or_else(|_| setup::newest("ar"))?,
    );
    check.env("CFLAGS_aarch64_linux_android", c_flags());
    // SQLCipher asks where its cryptography lies; what is linked in the end is another one.
    check.env("OPENSSL_DIR", "/usr").env("OPENSSL_STATIC", "0");
    succeeded("cargo check", check.status()?)
}

/// Those other headers know no log of the device, to which SQLCipher would write. What its cryptography
/// declares lies, in part, among this machine's own headers, which come last.
fn c_flags() -> String {
    format!(
        "-isystem /usr/aarch64-linux-gnu/include -idirafter /usr/include/{ARCH}-linux-gnu \
         -DSQLCIPHER_OMIT_LOG_DEVICE"
    )
}
