//! The texts of the languages. A program for the desktop has them in it; a browser loads those of one
//! language beside the program, which is lighter by that much.

#[cfg(target_arch = "wasm32")]
pub use imp::{bring, held};

/// Sees to it that there are texts of the language of this code, or of French at least; says whether.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unused_async, reason = "a browser must wait for the same")]
pub async fn bring(_code: &'static str) -> bool {
    true
}

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

    /// The language that is said where another has no texts.
    const SOURCE: &str = "fr";

    /// Loads the texts of a language, unless they are here. Where there is no way to them, it is
    /// tried again the next time, and French is said until then; says whether there are any.
    pub async fn bring(code: &'static str) -> bool {
        load(code).await || load(SOURCE).await
    }

    async fn load(code: &'static str) -> bool {
        if HELD.with_borrow(|held| held.contains_key(code)) {
            return true;
        }
        let Some(texts) = load_texts(code).await.as_string() else {
            return false;
        };
        HELD.with_borrow_mut(|held| held.insert(code, texts));
        true
    }

    /// What was loaded for a language, or French.
    #[must_use]
    pub fn held(code: &str) -> String {
        HELD.with_borrow(|held| held.get(code).or_else(|| held.get(SOURCE)).cloned())
            .unwrap_or_default()
    }
}
