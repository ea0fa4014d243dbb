//! HTTP by the browser's `fetch`, which the page and its worker have alike.

use js_sys::{Reflect, Uint8Array};
use shared::wire;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Response, Url,
};

use super::super::transport::{Envelope, Transport, TransportError};
use super::{LARGEST, judge, too_large};

/// The whole exchange, in milliseconds.
const WHOLE: u32 = 60_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(request: &Request) -> js_sys::Promise;
}

/// Carries messages over HTTP.
pub struct Http;

impl Http {
    /// The browser's own client.
    ///
    /// # Errors
    /// Never; elsewhere a machine may have no TLS to offer.
    pub fn new() -> Result<Self, TransportError> {
        Ok(Self)
    }
}

impl Transport for Http {
    async fn post(&self, envelope: Envelope) -> Result<Vec<u8>, TransportError> {
        let request = request(&envelope).map_err(of_browser)?;
        let response = JsFuture::from(fetch(&request)).await.map_err(of_browser)?;
        let response: Response = response.dyn_into().map_err(of_browser)?;
        let declared = response.headers().get("content-length").ok().flatten();
        if declared
            .and_then(|length| length.parse().ok())
            .is_some_and(|length: usize| length > LARGEST)
        {
            return Err(too_large());
        }
        let body = JsFuture::from(response.array_buffer().map_err(of_browser)?).await;
        let body = Uint8Array::new(&body.map_err(of_browser)?);
        if body.length() as usize > LARGEST {
            return Err(too_large());
        }
        judge(response.status(), body.to_vec())
    }
}

fn request(envelope: &Envelope) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", wire::CONTENT_TYPE)?;
    if let Some(token) = &envelope.token {
        headers.set("authorization", &format!("Bearer {}", token.reveal()))?;
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&Uint8Array::from(envelope.body.as_slice()));
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    // A token is for one address only.
    init.set_redirect(RequestRedirect::Error);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(WHOLE)));
    Request::new_with_str_and_init(&format!("{}{}", envelope.server, envelope.path), &init)
}

fn of_browser(error: JsValue) -> TransportError {
    let text = |name: &str| {
        let value = Reflect::get(&error, &JsValue::from_str(name)).ok();
        value.and_then(|value| value.as_string()).unwrap_or_default()
    };
    if text("name") == "TimeoutError" {
        return TransportError::TimedOut;
    }
    TransportError::Unreachable(text("message"))
}

pub(super) fn is_address(text: &str) -> bool {
    let is_web = |url: &Url| {
        matches!(url.protocol().as_str(), "http:" | "https:") && !url.hostname().is_empty()
    };
    // The browser's parser mends more than one would think: only what says its scheme counts.
    let is_whole = text.contains("://") && !text.contains(['?', '#']);
    is_whole && Url::new(text).is_ok_and(|url| is_web(&url))
}
