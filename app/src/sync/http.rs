//! The wire: HTTP by reqwest, TLS by rustls on ring.

use std::error::Error;
use std::sync::Once;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Response, StatusCode, redirect};
use shared::protocol::Problem;
use shared::wire;

use super::transport::{Envelope, Transport, TransportError};

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(60);
/// No packed answer is larger than the largest unpacked one.
const LARGEST: usize = wire::MAX_UNPACKED;

/// Carries messages over HTTP.
pub struct Http {
    client: Client,
}

impl Http {
    /// A client with its own pool of connections.
    ///
    /// # Errors
    /// When this machine has no TLS to offer.
    pub fn new() -> Result<Self, TransportError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // An error means that somebody in this process chose a provider before.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            // A token is for one address only.
            .redirect(redirect::Policy::none())
            .build();
        Ok(Self { client: client.map_err(of_reqwest)? })
    }
}

impl Transport for Http {
    async fn post(&self, envelope: Envelope) -> Result<Vec<u8>, TransportError> {
        let url = format!("{}{}", envelope.server, envelope.path);
        let mut request =
            self.client.post(url).header(CONTENT_TYPE, wire::CONTENT_TYPE).body(envelope.body);
        if let Some(token) = envelope.token {
            let value = HeaderValue::from_str(&format!("Bearer {}", token.reveal()));
            let mut value =
                value.map_err(|error| TransportError::Unreachable(error.to_string()))?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        let response = request.send().await.map_err(of_reqwest)?;
        let status = response.status();
        let body = read_bounded(response).await?;
        if status == StatusCode::OK {
            return Ok(body);
        }
        match serde_json::from_slice::<Problem>(&body) {
            Ok(problem) => Err(TransportError::Problem(problem)),
            // A gateway on the way, down or busy: the same as no way to the server.
            Err(_) if status.is_server_error() => {
                Err(TransportError::Unreachable(format!("status {status}")))
            }
            Err(_) => Err(TransportError::Foreign(format!("status {status}"))),
        }
    }
}

async fn read_bounded(mut response: Response) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(of_reqwest)? {
        if body.len() + chunk.len() > LARGEST {
            let what = format!("more than {LARGEST} bytes");
            return Err(TransportError::Foreign(what));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn of_reqwest(error: reqwest::Error) -> TransportError {
    // A connection that never came to be says nothing about the size of what was to be sent.
    if error.is_timeout() && !error.is_connect() {
        return TransportError::TimedOut;
    }
    let error = error.without_url();
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        told = deeper.to_string();
        cause = deeper.source();
    }
    TransportError::Unreachable(told)
}

/// The address of a server as it is kept: with its scheme, without a slash at the end.
///
/// # Errors
/// When it is no address of a web server, a sentence that says how one looks.
pub fn check_address(text: &str) -> Result<String, String> {
    let text = text.trim().trim_end_matches('/');
    let wrong =
        || format!("{text:?} is no address of a server, such as https://palier.example.org");
    let url = reqwest::Url::parse(text).map_err(|_| wrong())?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if is_web && url.query().is_none() && url.fragment().is_none() {
        Ok(text.to_owned())
    } else {
        Err(wrong())
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
