//! The wire: HTTP, by reqwest with TLS by rustls on ring, or by the browser's own `fetch`.

use shared::protocol::Problem;
use shared::wire;

use super::transport::TransportError;

#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(not(target_arch = "wasm32"))]
mod native;

#[cfg(target_arch = "wasm32")]
pub use fetch::Http;
#[cfg(target_arch = "wasm32")]
use fetch::is_address;
#[cfg(not(target_arch = "wasm32"))]
pub use native::Http;
#[cfg(not(target_arch = "wasm32"))]
use native::is_address;

/// No packed answer is larger than the largest unpacked one.
const LARGEST: usize = wire::MAX_UNPACKED;

/// What an answer means, by its status and its body.
fn judge(status: u16, body: Vec<u8>) -> Result<Vec<u8>, TransportError> {
    if status == 200 {
        return Ok(body);
    }
    match serde_json::from_slice::<Problem>(&body) {
        Ok(problem) => Err(TransportError::Problem(problem)),
        // A gateway on the way, down or busy: the same as no way to the server.
        Err(_) if status >= 500 => Err(TransportError::Unreachable(format!("status {status}"))),
        Err(_) => Err(TransportError::Foreign(format!("status {status}"))),
    }
}

fn too_large() -> TransportError {
    TransportError::Foreign(format!("more than {LARGEST} bytes"))
}

/// The address of a server as it is kept: with its scheme, without a slash at the end.
///
/// # Errors
/// When it is no address of a web server, a sentence that says how one looks.
pub fn check_address(text: &str) -> Result<String, String> {
    let text = text.trim().trim_end_matches('/');
    if is_address(text) {
        Ok(text.to_owned())
    } else {
        Err(format!("{text:?} is no address of a server, such as https://palier.example.org"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_without_its_last_slash() {
        assert_eq!(check_address("http://127.0.0.1:8080/").as_deref(), Ok("http://127.0.0.1:8080"));
        for wrong in ["palier.example.org", "ftp://a.example", "https://a.example/?x", ""] {
            assert!(check_address(wrong).is_err(), "{wrong}");
        }
    }
}
