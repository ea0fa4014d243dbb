//! The camera, where a browser has one, as what reads a code from a screen or from paper.
//!
//! It is asked for when somebody taps for it and never before, and nothing that it sees is kept. A
//! window reads no codes: there the words are typed.

/// Why no code was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraError {
    /// The person or the browser said no.
    Refused,
    /// There is none, or something else has it.
    Missing,
}

/// Whether codes can be read here.
#[must_use]
pub fn is_here() -> bool {
    imp::is_here()
}

/// What the first code says that the camera sees; nothing once the video of this id is gone.
///
/// # Errors
/// When there is no camera to look through.
pub async fn read_code(video: &str) -> Result<Option<String>, CameraError> {
    imp::read_code(video).await
}

#[cfg(target_arch = "wasm32")]
mod imp {
    use js_sys::Reflect;
    use wasm_bindgen::prelude::*;

    use super::CameraError;

    #[wasm_bindgen(module = "/src/platform/browser/camera.js")]
    extern "C" {
        #[wasm_bindgen(js_name = hasCamera)]
        fn has_camera() -> bool;
        #[wasm_bindgen(catch, js_name = readCode)]
        async fn read(id: &str) -> Result<JsValue, JsValue>;
    }

    pub(super) fn is_here() -> bool {
        has_camera()
    }

    pub(super) async fn read_code(video: &str) -> Result<Option<String>, CameraError> {
        read(video).await.map(|text| text.as_string()).map_err(|error| {
            let name = Reflect::get(&error, &JsValue::from_str("name")).ok();
            match name.and_then(|name| name.as_string()).as_deref() {
                Some("NotAllowedError" | "SecurityError") => CameraError::Refused,
                _ => CameraError::Missing,
            }
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod imp {
    use super::CameraError;

    pub(super) fn is_here() -> bool {
        false
    }

    #[expect(clippy::unused_async, reason = "a browser must wait for the same")]
    pub(super) async fn read_code(_video: &str) -> Result<Option<String>, CameraError> {
        Err(CameraError::Missing)
    }
}
