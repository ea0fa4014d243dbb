//! The machine as a browser: the clocks of a page or a worker, and tasks on its one thread.

use std::future::Future;
use std::sync::OnceLock;
use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use shared::time::Millis;
use wasm_bindgen::prelude::*;
use web_sys::Performance;

use super::{Clock, Reading};

mod safe;

pub use safe::BrowserSafe;

#[wasm_bindgen(module = "/src/platform/browser/alone.js")]
extern "C" {
    #[wasm_bindgen(js_name = holdAlone)]
    async fn hold_alone(patience: u32) -> JsValue;
}

#[wasm_bindgen(module = "/src/platform/browser/files.js")]
extern "C" {
    /// Has the files that this worker opens from now on take small writes together.
    #[wasm_bindgen(js_name = joinWrites)]
    pub(crate) fn join_writes();
}

/// How long a worker waits for the one before it to end, in milliseconds.
const PATIENCE: u32 = 2_000;

/// Whether this worker has the store of this origin for itself, from now until it ends.
pub(crate) async fn has_store_alone() -> bool {
    hold_alone(PATIENCE).await.is_truthy()
}

/// The clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineClock;

impl Clock for MachineClock {
    fn read(&self) -> Reading {
        Reading {
            wall: Millis(js_sys::Date::now() as i64),
            boot: boot().to_owned(),
            uptime: performance().map_or(0, |clock| clock.now() as i64),
        }
    }

    async fn pause(&self, wait: Duration) {
        TimeoutFuture::new(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX)).await;
    }
}

/// Begins a task beside the one that runs, on the same thread.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// The browser's clock that nobody can set counts anew in each worker, so that each is a boot.
fn boot() -> &'static str {
    static BOOT: OnceLock<String> = OnceLock::new();
    BOOT.get_or_init(|| {
        let origin = performance().map_or(0.0, |clock| clock.time_origin());
        // Two workers may begin in one moment.
        format!("{origin}-{}", js_sys::Math::random())
    })
}

fn performance() -> Option<Performance> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("performance")).ok()?.dyn_into().ok()
}
