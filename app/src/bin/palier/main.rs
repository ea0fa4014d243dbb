//! `palier`: the app, in a browser, in a window, or as a package for a phone.
//!
//! One program for all: in a browser it is the page or the worker, by the scope that it finds
//! itself in. It starts the core, hands the way to it over to the interface, and draws.

#[cfg(not(target_arch = "wasm32"))]
mod window;

#[cfg(target_arch = "wasm32")]
mod page;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    window::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    // What phones load ends without a word; only a build for developers has them.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    if app::worker::is_here() {
        app::worker::run();
    } else {
        page::main();
    }
}
