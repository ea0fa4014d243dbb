//! A server under a certificate of the association's own authority, and a phone that trusts it.

use std::fs;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::Value;
use tests::{Device, TestServer};

use super::{programs, world};

type Authority = Issuer<'static, KeyPair>;

/// An authority, and its certificate as PEM.
fn authority() -> (Authority, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = params.self_signed(&key).unwrap().pem();
    (Issuer::new(params, key), root)
}

/// A certificate for this machine with its key, as PEM.
fn issue(authority: &Authority) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    (params.signed_by(&key, authority).unwrap().pem(), key.serialize_pem())
}

#[test]
fn a_phone_syncs_under_an_authority_of_ones_own_and_goes_on_when_the_certificate_is_exchanged() {
    let mut world = world(1);
    let (authority, root) = authority();
    let folder = world.folder().to_owned();
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let renew = || {
        let (certificate, key) = issue(&authority);
        fs::write(path("fullchain.pem"), certificate).unwrap();
        fs::write(path("privkey.pem"), key).unwrap();
    };
    renew();
    fs::write(path("ca.pem"), root).unwrap();
    let (certificate, key, ca) = (path("fullchain.pem"), path("privkey.pem"), path("ca.pem"));
    let options = ["--tls-cert", &certificate, "--tls-key", &key].map(str::to_owned);
    let server =
        TestServer::start_with(&programs().sync_server(), &world.database(), options.into());
    let url = format!("https://{}", server.as_ref().unwrap().address());
    let phone = world.new_phone();
    let code = world.desk.code("Amina B.").unwrap().code;
    let says = |arguments: &[&str]| -> Value {
        let said = phone.say(&[arguments, &["--ca", &ca]].concat()).unwrap();
        assert_eq!(said.code, Some(0), "{arguments:?}: {}", said.stderr);
        serde_json::from_str(&said.stdout).unwrap()
    };

    // Nobody told it to trust the authority.
    let said = phone.say(&["enrol", &url, &code]).unwrap();
    assert_eq!(said.code, Some(4), "{}", said.stderr);
    assert!(said.stderr.contains("certificate"), "{}", said.stderr);
    says(&["enrol", &url, &code]);
    assert!(says(&["sync"])["received"].as_u64().unwrap() > 0);
    renew();
    let mission = world.demo.missions[0].id.clone();
    let door = phone.doors(&mission).unwrap()[0].id.clone();
    says(&["visit", &door, "--mission", &mission, "--outcome", "absent"]);
    assert_eq!(says(&["sync"])["accepted"], 1);

    refuses(&phone, &["sync", "--ca", &path("none.pem")], "none.pem cannot be read");
    refuses(&phone, &["sync", "--ca", &key], "is no certificate of an authority");
}

fn refuses(phone: &Device, arguments: &[&str], words: &str) {
    let said = phone.say(arguments).unwrap();
    assert_eq!(said.code, Some(1), "{}", said.stderr);
    assert!(said.stderr.contains(words), "{}", said.stderr);
}

#[test]
fn a_server_without_a_whole_certificate_does_not_start_and_says_why() {
    let world = world(1);
    let (authority, _) = authority();
    let ((certificate, _), (_, other)) = (issue(&authority), issue(&authority));
    let path = |name: &str| world.folder().join(name).to_string_lossy().into_owned();
    let (chain, key) = (path("fullchain.pem"), path("privkey.pem"));
    fs::write(&chain, certificate).unwrap();
    fs::write(&key, other).unwrap();
    let missing = path("none.pem");
    let cases: [(&[&str], i32, &str); 4] = [
        (&["--tls-cert", &chain], 2, "--tls-key"),
        (&["--tls-key", &key], 2, "--tls-cert"),
        (&["--tls-cert", &chain, "--tls-key", &key], 1, "give the two that were made together"),
        (&["--tls-cert", &missing, "--tls-key", &key], 1, "none.pem cannot be read"),
    ];
    let database = path("other.db");
    for (options, exit, words) in cases {
        let serve = ["serve", "--listen", "127.0.0.1:0", "--database", &database];
        let said = programs().run(&programs().sync_server(), [&serve, options].concat()).unwrap();
        assert_eq!(said.code, Some(exit), "{options:?}: {}", said.stderr);
        assert!(said.stderr.contains(words), "{options:?}: {}", said.stderr);
    }
    assert!(!world.folder().join("other.db").exists());
}
