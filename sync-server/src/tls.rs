//! TLS: connections with their handshake done, under a certificate that may be exchanged any time.
//!
//! A [`TlsListener`] stands where a plain listener stands, so nothing above it knows the difference.
//! Handshakes are made beside each other and within a time: one that never ends keeps out nobody.
//! Start at [`Certificates`] for what a certificate is and when it is looked at again.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

mod certificates;

pub use certificates::{CertificateError, Certificates};

/// How long a handshake may take: a phone in a stairwell is slow, and has a few tries.
const HANDSHAKE: Duration = Duration::from_secs(20);
/// How many connections may wait to be taken up.
const WAITING: usize = 64;

type Connection = (TlsStream<TcpStream>, SocketAddr);

/// Takes connections up once they speak TLS.
pub struct TlsListener {
    connections: mpsc::Receiver<Connection>,
    address: SocketAddr,
}

impl TlsListener {
    /// Listens with these certificates, inside a runtime.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn new(listener: TcpListener, certificates: Certificates) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (sender, connections) = mpsc::channel(WAITING);
        tokio::spawn(take_up(listener, acceptor(certificates), sender));
        Ok(Self { connections, address })
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Connection {
        match self.connections.recv().await {
            Some(connection) => connection,
            // Whoever takes up connections ends only after this.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

fn acceptor(certificates: Certificates) -> TlsAcceptor {
    let builder = ServerConfig::builder_with_provider(certificates::provider());
    #[expect(clippy::expect_used, reason = "the provider is ours, and knows the versions")]
    let builder = builder.with_safe_default_protocol_versions().expect("TLS 1.2 and 1.3");
    let mut config = builder.with_no_client_auth().with_cert_resolver(Arc::new(certificates));
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}

/// Takes up connections until nobody waits for them any more.
async fn take_up(
    mut listener: TcpListener,
    acceptor: TlsAcceptor,
    sender: mpsc::Sender<Connection>,
) {
    loop {
        let (stream, address) = tokio::select! {
            () = sender.closed() => return,
            taken = Listener::accept(&mut listener) => taken,
        };
        let (acceptor, sender) = (acceptor.clone(), sender.clone());
        tokio::spawn(async move {
            match tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                // An error means that the server stops.
                Ok(Ok(stream)) => drop(sender.send((stream, address)).await),
                Ok(Err(error)) => tracing::debug!(%error, "a handshake failed: {error}"),
                Err(_) => tracing::debug!("a handshake took too long"),
            }
        });
    }
}
