//! The worker's own means: posting bytes, the time, and chance. `worker.js` defines them.

use js_sys::Uint8Array;
use shared::protocol::Token;
use shared::time::Millis;
use shared::wire::{self, Message};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn post(path: &str, token: Option<String>, body: Uint8Array) -> Result<JsValue, JsValue>;
    fn chance(bytes: u32) -> Uint8Array;
}

/// Posts a message, and reads the answer; what goes wrong becomes the error that the driver sees.
pub(crate) async fn ask<M: Message, A: Message>(
    path: &str,
    token: Option<Token>,
    message: &M,
) -> Result<A, JsValue> {
    let packed = wire::pack(message).map_err(told)?;
    let token = token.map(|token| token.reveal());
    let answer = post(path, token, Uint8Array::from(packed.as_slice())).await?;
    wire::unpack(&Uint8Array::new(&answer).to_vec()).map_err(told)
}

pub(crate) fn now() -> Millis {
    Millis(js_sys::Date::now() as i64)
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    chance(N as u32).copy_to(&mut bytes);
    bytes
}

pub(crate) fn told(error: impl std::fmt::Display) -> JsValue {
    js_sys::Error::new(&error.to_string()).into()
}
