//! The interface's way to the core: questions, answers, and what changes by itself.
//!
//! A [`struct@Link`] leads to the core's thread, or in a browser to its worker; the interface sees no
//! difference. The one who starts the program puts it into the context, [`use_link`] takes it from
//! there. Views never wait and never keep what the core knows: they ask again when
//! [`use_events`] says that something changed.

use dioxus::prelude::*;
use tokio::sync::broadcast::error::RecvError;

use crate::core::Event;

#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(not(target_arch = "wasm32"))]
mod window;

#[cfg(target_arch = "wasm32")]
pub use page::Link;
#[cfg(not(target_arch = "wasm32"))]
pub use window::Link;

/// The way to the core.
#[must_use]
pub fn use_link() -> Link {
    use_context()
}

/// Calls `take` for each thing that changes, for as long as the component is shown.
pub fn use_events(mut take: impl FnMut(Event) + 'static) {
    let link = use_link();
    use_hook(|| {
        let mut events = link.events();
        spawn(async move {
            loop {
                match events.recv().await {
                    Ok(event) => take(event),
                    // Who fell behind goes on with what comes next.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => break,
                }
            }
        });
    });
}
