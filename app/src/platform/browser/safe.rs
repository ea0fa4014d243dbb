//! A safe in a browser: a key that no script can read out, and small files in IndexedDB.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::platform::{Safe, SafeError, SafeFile};

#[wasm_bindgen(module = "/src/platform/browser/safe.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = makeSecret)]
    async fn make_secret() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn derive(bytes: Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = readFile)]
    async fn read_file(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = writeFile)]
    async fn write_file(name: &str, bytes: Uint8Array) -> Result<JsValue, JsValue>;
}

/// The safe of this browser's profile.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserSafe;

impl Safe for BrowserSafe {
    async fn make_secret(&self) -> Result<(), SafeError> {
        make_secret().await.map(drop).map_err(of_browser)
    }

    async fn derive(&self, salt: &[u8; 32]) -> Result<[u8; 32], SafeError> {
        let made = derive(Uint8Array::from(salt.as_slice())).await.map_err(of_browser)?;
        let made = bytes(&made).ok_or(SafeError::NoSecret)?;
        made.try_into().map_err(|_| SafeError::NoSecret)
    }

    async fn read(&self, file: SafeFile) -> Result<Option<Vec<u8>>, SafeError> {
        read_file(file.name()).await.map(|held| bytes(&held)).map_err(of_browser)
    }

    async fn write(&self, file: SafeFile, bytes: &[u8]) -> Result<(), SafeError> {
        let written = write_file(file.name(), Uint8Array::from(bytes)).await;
        written.map(drop).map_err(of_browser)
    }
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref().map(Uint8Array::to_vec)
}

fn of_browser(error: JsValue) -> SafeError {
    let text = |name: &str| {
        let value = Reflect::get(&error, &JsValue::from_str(name)).ok();
        value.and_then(|value| value.as_string()).unwrap_or_default()
    };
    match text("name").as_str() {
        "QuotaExceededError" => SafeError::Full,
        name => SafeError::Refused(format!("{name}: {}", text("message"))),
    }
}
