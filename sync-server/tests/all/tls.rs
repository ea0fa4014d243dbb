//! TLS: a server under certificates of an authority of its own, which are exchanged while it runs.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use reqwest::tls::TlsInfo;
use reqwest::{Certificate, Client, ClientBuilder, Version};
use sync_server::api::{Api, launch};
use sync_server::tls::{CertificateError, Certificates, TlsListener};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::world::{World, now};

/// The association's own authority.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: Certificate,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).unwrap();
        let root = Certificate::from_pem(root.pem().as_bytes()).unwrap();
        Self { issuer: Issuer::new(params, key), root }
    }

    /// A certificate for this machine, and its key, both as PEM.
    fn issue(&self) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
        (params.signed_by(&key, &self.issuer).unwrap().pem(), key.serialize_pem())
    }

    fn client(&self) -> ClientBuilder {
        Client::builder().tls_certs_only([self.root.clone()]).tls_info(true)
    }
}

/// A server over TLS on a world's store.
struct Secure {
    world: World,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<std::io::Result<()>>,
}

impl Secure {
    async fn new(authority: &Authority) -> Self {
        let world = World::new().await;
        let (certificate, key) = authority.issue();
        put(&world, "fullchain.pem", &certificate);
        put(&world, "privkey.pem", &key);
        let [certificate, key] = files(&world);
        let certificates = Certificates::load(&certificate, &key).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let listener = TlsListener::new(listener, certificates).unwrap();
        let (stop, stopped) = oneshot::channel();
        let api = Api::new(Arc::clone(&world.store), now).over_tls();
        let served = tokio::spawn(launch(api, listener, async { drop(stopped.await) }));
        Self { world, address, stop, served }
    }

    fn url(&self) -> String {
        format!("https://{}/health", self.address)
    }
}

fn files(world: &World) -> [PathBuf; 2] {
    ["fullchain.pem", "privkey.pem"].map(|name| world.folder("tls").join(name))
}

/// Puts a file in the place of another, as a program that renews certificates does.
fn put(world: &World, name: &str, content: &str) {
    let folder = world.folder("tls");
    fs::write(folder.join("new"), content).unwrap();
    fs::rename(folder.join("new"), folder.join(name)).unwrap();
}

/// The certificate that a new connection is shown.
async fn shown(authority: &Authority, url: &str) -> Vec<u8> {
    let response = authority.client().build().unwrap().get(url).send().await.unwrap();
    let info = response.extensions().get::<TlsInfo>().unwrap();
    info.peer_certificate().unwrap().to_vec()
}

fn der(pem: &str) -> Vec<u8> {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap().to_vec()
}

#[tokio::test]
async fn both_versions_of_http_are_spoken_and_browsers_stay_with_tls() {
    let authority = Authority::new();
    let secure = Secure::new(&authority).await;
    let newer = authority.client().build().unwrap().get(secure.url()).send().await.unwrap();
    assert_eq!((newer.status().as_u16(), newer.version()), (200, Version::HTTP_2));
    assert_eq!(newer.headers()["strict-transport-security"], "max-age=31536000");
    let older = authority.client().http1_only().build().unwrap();
    let older = older.get(secure.url()).send().await.unwrap();
    assert_eq!((older.status().as_u16(), older.version()), (200, Version::HTTP_11));
    // Without TLS, nobody is told to stay with it.
    let plain = secure.world.http.get(secure.world.url("/health")).send().await.unwrap();
    assert!(!plain.headers().contains_key("strict-transport-security"));
    // Who trusts another authority, or speaks no TLS, is sent away, and harms nobody.
    let stranger = Authority::new().client().build().unwrap();
    assert!(stranger.get(secure.url()).send().await.is_err());
    let url = format!("http://{}/health", secure.address);
    assert!(secure.world.http.get(url).send().await.is_err());
    assert!(authority.client().build().unwrap().get(secure.url()).send().await.is_ok());
}

#[tokio::test]
async fn a_handshake_that_never_ends_keeps_out_nobody_and_a_stop_ends_it() {
    let authority = Authority::new();
    let secure = Secure::new(&authority).await;
    let mut silent = Vec::new();
    for _ in 0..100 {
        silent.push(TcpStream::connect(secure.address).await.unwrap());
    }
    assert!(authority.client().build().unwrap().get(secure.url()).send().await.is_ok());
    secure.stop.send(()).unwrap();
    secure.served.await.unwrap().unwrap();
    assert!(TcpStream::connect(secure.address).await.is_err());
    drop(silent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_is_exchanged_under_load_and_no_request_fails() {
    let authority = Authority::new();
    let secure = Secure::new(&authority).await;
    let (ends, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let mut load = Vec::new();
    for _ in 0..4 {
        let (ends, asked) = (Arc::clone(&ends), Arc::clone(&asked));
        let (root, url) = (authority.root.clone(), secure.url());
        load.push(tokio::spawn(async move {
            let client = || Client::builder().tls_certs_only([root.clone()]).build().unwrap();
            let lasting = client();
            while !ends.load(Ordering::Relaxed) {
                // One on the connection that stays, and one on a new one.
                for client in [&lasting, &client()] {
                    let answer = client.get(&url).send().await.unwrap();
                    assert!(answer.text().await.unwrap().contains("ok"));
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            }
        }));
    }
    let mut newest = Vec::new();
    for _ in 0..5 {
        let (certificate, key) = authority.issue();
        let before = asked.load(Ordering::Relaxed);
        // For a moment the two files do not belong together.
        put(&secure.world, "fullchain.pem", &certificate);
        while asked.load(Ordering::Relaxed) < before + 20 {
            assert!(load.iter().all(|one| !one.is_finished()), "a request failed");
            tokio::task::yield_now().await;
        }
        put(&secure.world, "privkey.pem", &key);
        newest = der(&certificate);
        assert_eq!(shown(&authority, &secure.url()).await, newest);
    }
    ends.store(true, Ordering::Relaxed);
    for one in load {
        one.await.unwrap();
    }
    assert!(asked.load(Ordering::Relaxed) > 100);
    assert_eq!(shown(&authority, &secure.url()).await, newest);
}

#[tokio::test]
async fn a_bad_new_certificate_is_not_served_and_a_good_one_after_it_is() {
    let authority = Authority::new();
    let secure = Secure::new(&authority).await;
    let first = shown(&authority, &secure.url()).await;
    let (certificate, key) = authority.issue();
    for bad in ["", "no certificate", &certificate[..certificate.len() / 2], &key, &certificate] {
        put(&secure.world, "fullchain.pem", bad);
        assert_eq!(shown(&authority, &secure.url()).await, first);
    }
    fs::remove_file(&files(&secure.world)[1]).unwrap();
    assert_eq!(shown(&authority, &secure.url()).await, first);
    put(&secure.world, "privkey.pem", &key);
    assert_eq!(shown(&authority, &secure.url()).await, der(&certificate));
}

#[tokio::test]
async fn files_that_are_no_certificate_with_its_key_are_told_apart() {
    let world = World::new().await;
    let authority = Authority::new();
    let ((certificate, key), (_, other)) = (authority.issue(), authority.issue());
    let locked = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let cases = [
        (certificate.as_str(), other.as_str(), "is not that of the certificate"),
        (&certificate, &locked, "locked with a passphrase"),
        (&certificate, "", "holds no private key"),
        (&certificate, &certificate, "holds no private key"),
        (&key, &key, "holds no certificate"),
        ("", &key, "holds no certificate"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", &key, "cannot be used"),
    ];
    let [at, key_at] = files(&world);
    for (certificate, key, words) in cases {
        put(&world, "fullchain.pem", certificate);
        put(&world, "privkey.pem", key);
        let error = Certificates::load(&at, &key_at).unwrap_err().to_string();
        assert!(error.contains(words) && error.contains(".pem"), "{error}");
        assert!(!error.contains(&other[30..60]), "a key is told: {error}");
    }
    fs::remove_file(&at).unwrap();
    let missing = Certificates::load(&at, &key_at);
    assert!(matches!(missing, Err(CertificateError::Unreadable { path, .. }) if path == at));
}
