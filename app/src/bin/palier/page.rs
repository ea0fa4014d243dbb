//! The app in a browser's page.

use std::any::Any;

use app::state::Link;
use app::ui::App;

/// Draws. `boot.js` began the worker before this was loaded, so that both load at once.
pub(crate) fn main() {
    let link = || -> Box<dyn Any> { Box::new(Link::of_page()) };
    dioxus::LaunchBuilder::web().with_context_provider(link).launch(App);
}
