//! The app in a browser's page.

use std::any::Any;
use std::rc::Rc;

use app::state::Link;
use app::ui::App;
use dioxus::web::{Config, HashHistory};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Of `boot.js`: says that a part of the app did not come.
    #[wasm_bindgen(js_name = palierMissing)]
    fn tell_missing();
}

/// Draws. `boot.js` began the worker before this was loaded, so that both load at once.
pub(crate) fn main() {
    drop(Link::of_page());
    let link = || -> Box<dyn Any> { Box::new(Link::of_page()) };
    // One page has all addresses, so that a server and a service worker need to know only one.
    let config = Config::new().history(Rc::new(HashHistory::default()));
    wasm_bindgen_futures::spawn_local(async move {
        if !app::ui::prepare().await {
            return tell_missing();
        }
        dioxus::LaunchBuilder::web().with_cfg(config).with_context_provider(link).launch(App);
    });
}
