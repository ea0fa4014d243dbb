//! The texts of languages other than the source. A program for the desktop has them in it; a browser
//! loads those of one language beside the program, which is lighter by that much.

#[cfg(target_arch = "wasm32")]
pub use imp::{bring, held};

/// Sees to it that [`Texts`](crate::i18n::Texts) of the language of this code are whole.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unused_async, reason = "a browser must wait for the same")]
pub async fn bring(_code: &'static str) {}

#[cfg(target_arch = "wasm32")]
mod imp {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/src/platform/browser/texts.js")]
    extern "C" {
        #[wasm_bindgen(js_name = loadTexts)]
        async fn load_texts(code: &str) -> JsValue;
    }

    thread_local! {
        static HELD: RefCell<BTreeMap<&'static str, String>> = const { RefCell::new(BTreeMap::new()) };
    }

    /// Loads the texts of a language, unless they are here. Where there is no way to them, it is
    /// tried again the next time, and French is said until then.
    pub async fn bring(code: &'static str) {
        if code == "fr" || HELD.with_borrow(|held| held.contains_key(code)) {
            return;
        }
        if let Some(texts) = load_texts(code).await.as_string() {
            HELD.with_borrow_mut(|held| held.insert(code, texts));
        }
    }

    /// What was loaded for a language.
    #[must_use]
    pub fn held(code: &str) -> String {
        HELD.with_borrow(|held| held.get(code).cloned()).unwrap_or_default()
    }
}
