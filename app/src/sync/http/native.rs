//! HTTP by reqwest.

use std::error::Error;
use std::sync::Once;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Certificate, Client, Response, redirect};
use shared::wire;

use super::super::transport::{Envelope, Transport, TransportError};
use super::{LARGEST, judge, too_large};

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(60);

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
        Self::with(Vec::new())
    }

    /// A client that also trusts the authorities of `pem`, which some associations are themselves.
    ///
    /// # Errors
    /// When there is no certificate in it, or this machine has no TLS to offer.
    pub fn trusting(pem: &[u8]) -> Result<Self, TransportError> {
        let authorities = Certificate::from_pem_bundle(pem).map_err(of_reqwest)?;
        if authorities.is_empty() {
            return Err(TransportError::Unreachable("there is no certificate in PEM".to_owned()));
        }
        Self::with(authorities)
    }

    fn with(authorities: Vec<Certificate>) -> Result<Self, TransportError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // An error means that somebody in this process chose a provider before.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .tls_certs_merge(authorities)
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
        let status = response.status().as_u16();
        judge(status, read_bounded(response).await?)
    }
}

async fn read_bounded(mut response: Response) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(of_reqwest)? {
        if body.len() + chunk.len() > LARGEST {
            return Err(too_large());
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

pub(super) fn is_address(text: &str) -> bool {
    let is_web = |url: &reqwest::Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    reqwest::Url::parse(text)
        .is_ok_and(|url| is_web(&url) && url.query().is_none() && url.fragment().is_none())
}
