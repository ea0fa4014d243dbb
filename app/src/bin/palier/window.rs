//! The app in a window of the desktop, as large as a phone, or as a phone's package.

#![expect(clippy::print_stderr, reason = "before there is a window there is only the terminal")]

use std::cell::RefCell;
use std::path::PathBuf;
use std::process::ExitCode;

use app::core::{Core, Failure};
use app::platform::{MachineChance, MachineClock};
use app::state::Link;
use app::sync::{Http, Machine};
#[cfg(any(feature = "desktop", feature = "mobile"))]
use app::ui::App;
#[cfg(any(feature = "desktop", feature = "mobile"))]
use assets::css::{APP, TOKENS};
use clap::Parser;
#[cfg(not(target_os = "android"))]
use directories::ProjectDirs;

/// Palier: the visits of a neighbor, kept in this device and sent when there is a network.
#[derive(Parser)]
#[command(name = "palier", version)]
struct Arguments {
    /// The folder that keeps the work; by default the one where this system keeps such data.
    #[arg(long, value_name = "FOLDER", env = "PALIER_DATA")]
    data: Option<PathBuf>,
}

pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(folder) = arguments.data.or_else(usual_folder) else {
        eprintln!("palier: this system names no folder for data; say one with --data FOLDER");
        return ExitCode::FAILURE;
    };
    match open(folder) {
        Ok(core) => {
            launch(Link::new(core));
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("palier: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The one that Android gives to the app of this name, as app/Dioxus.toml names it.
#[cfg(target_os = "android")]
fn usual_folder() -> Option<PathBuf> {
    Some(PathBuf::from("/data/data/org.palier.app/files/palier"))
}

#[cfg(not(target_os = "android"))]
fn usual_folder() -> Option<PathBuf> {
    ProjectDirs::from("org", "Palier", "Palier").map(|folders| folders.data_dir().to_owned())
}

fn open(folder: PathBuf) -> Result<Core, Failure> {
    let transport = Http::new().map_err(|error| Failure {
        code: app::core::FailureCode::Machine,
        message: format!("this machine cannot speak to a server: {error}"),
    })?;
    let chance = RefCell::new(MachineChance);
    Core::open(folder, Machine { transport, clock: MachineClock::default(), chance })
}

#[cfg(feature = "desktop")]
fn launch(link: Link) {
    use dioxus::desktop::{Config, LogicalSize, WindowBuilder};

    let window = WindowBuilder::new()
        .with_title("Palier")
        .with_inner_size(LogicalSize::new(412.0, 915.0))
        .with_min_inner_size(LogicalSize::new(320.0, 480.0));
    let config = Config::new().with_window(window).with_menu(None).with_custom_head(styles());
    dioxus::LaunchBuilder::desktop().with_cfg(config).with_context(link).launch(App);
}

#[cfg(all(feature = "mobile", not(feature = "desktop")))]
fn launch(link: Link) {
    let config = dioxus::mobile::Config::new().with_custom_head(styles());
    dioxus::LaunchBuilder::mobile().with_cfg(config).with_context(link).launch(App);
}

/// In a window nothing is loaded: the sheets stand in the page.
#[cfg(any(feature = "desktop", feature = "mobile"))]
fn styles() -> String {
    format!("<style>{TOKENS}{APP}</style>")
}

/// The screens alone build anywhere, for their tests.
#[cfg(not(any(feature = "desktop", feature = "mobile")))]
fn launch(_link: Link) {
    eprintln!("palier: this build draws nothing; build it with --features desktop");
}
