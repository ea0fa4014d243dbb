//! What carries bytes to the server and back. The engine packs and unpacks, so a test can carry
//! the same bytes to a server in the same process, lose them, or bring them twice.

use std::future::Future;

use shared::protocol::{Problem, Token};

/// A message to a server.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The address of the server, such as `https://palier.example.org`.
    pub server: String,
    /// The path there.
    pub path: &'static str,
    /// The secret that says who sends.
    pub token: Option<Token>,
    /// The packed message.
    pub body: Vec<u8>,
}

/// Carries a message, and brings the answer.
pub trait Transport {
    /// Posts a message. An answer with status 200 comes back as its bytes.
    fn post(&self, envelope: Envelope) -> impl Future<Output = Result<Vec<u8>, TransportError>>;
}

/// Why there is no answer to read.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// No way to the server, or the connection broke.
    #[error("{0}")]
    Unreachable(String),
    /// The answer took too long.
    #[error("it took too long")]
    TimedOut,
    /// The server answered that it cannot take the message.
    #[error(transparent)]
    Problem(Problem),
    /// Something answered that is no server of ours.
    #[error("something else answers at this address: {0}")]
    Foreign(String),
}
