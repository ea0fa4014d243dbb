//! The one cookie of the desk: the secret of a session, or of a visitor who is not signed in yet.
//!
//! Beyond loopback it is sent over TLS alone and bound to this host; script never sees it, and it
//! does not come along from elsewhere.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

use crate::auth::Secret;
use crate::auth::sign_in::LONGEST;

/// Whether a connection can be listened to by others, so that cookies must not travel on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Secure(pub(super) bool);

impl Secure {
    /// A browser that speaks to its own machine says so; everybody else comes over TLS.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let host = host.unwrap_or_default();
        let name = match host.strip_prefix('[') {
            Some(v6) => v6.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        let loopback = name == "localhost"
            || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        Self(!loopback)
    }

    fn name(self) -> &'static str {
        if self.0 { "__Host-palier" } else { "palier" }
    }

    /// The secret that came along.
    pub(super) fn read(self, headers: &HeaderMap) -> Option<Secret> {
        let sent = headers.get_all(header::COOKIE).iter();
        sent.filter_map(|line| line.to_str().ok())
            .flat_map(|line| Cookie::split_parse(line.to_owned()))
            .filter_map(Result::ok)
            .find(|cookie| cookie.name() == self.name())
            .and_then(|cookie| Secret::parse(cookie.value()))
    }

    /// What sets the secret.
    pub(super) fn set(self, secret: &Secret) -> Option<HeaderValue> {
        let cookie = self.cookie(secret.reveal(), Duration::milliseconds(LONGEST));
        HeaderValue::from_str(&cookie.to_string()).ok()
    }

    /// What takes it away.
    pub(super) fn clear(self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.cookie(String::new(), Duration::ZERO).to_string()).ok()
    }

    fn cookie(self, value: String, age: Duration) -> Cookie<'static> {
        Cookie::build((self.name(), value))
            .path("/")
            .secure(self.0)
            .http_only(true)
            .same_site(SameSite::Strict)
            .max_age(age)
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_of(host: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))])
    }

    #[test]
    fn beyond_this_machine_a_cookie_is_bound_to_tls_and_host() {
        for host in ["palier.example", "palier.example:8443", "192.0.2.1", "[2001:db8::1]:80", ""] {
            let secure = Secure::of(&asked_of(host));
            let set = secure.set(&Secret([7; 32])).unwrap();
            let set = set.to_str().unwrap();
            assert!(set.starts_with("__Host-palier="), "{host}");
            for part in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
                assert!(set.contains(part), "{host}: {set}");
            }
            assert!(!set.contains("Domain"));
        }
        for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:80"] {
            let set = Secure::of(&asked_of(host)).set(&Secret([7; 32])).unwrap();
            assert!(set.to_str().unwrap().starts_with("palier="), "{host}");
        }
    }
}
