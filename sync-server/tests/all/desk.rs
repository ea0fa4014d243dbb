//! The desk in a browser's stead: people who sign in, read pages and send forms.

use std::sync::Arc;

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, StatusCode, redirect};
use shared::id::{AccountId, FeedId};
use shared::record::Role;
use sync_server::auth::sign_in;
use sync_server::service::accounts;

use crate::world::World;

mod aside;
mod assigned;
mod erasure;
mod exchange;
mod exports;
mod follow;
mod journal;
mod live;
mod matrix;
mod phones;
mod pictures;
mod prepare;
mod reports;
mod review;
mod second_factor;
mod sign_in_story;
mod signals;
mod texts;
mod training;

pub(crate) const PASSWORD: &str = "trois portes, deux étages";

/// What a request was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) headers: reqwest::header::HeaderMap,
}

impl Answer {
    /// The value of a hidden field of the page.
    pub(crate) fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let (_, after) = self.text.split_once(&mark).unwrap_or_else(|| {
            panic!("no field {name} in {}: {}", self.status, self.text);
        });
        unescaped(after.split_once('"').unwrap().0)
    }
}

/// A browser with its one cookie.
#[derive(Clone)]
pub(crate) struct Browser {
    world: Arc<World>,
    http: Client,
    cookie: Arc<std::sync::Mutex<Option<String>>>,
    host: String,
}

impl Browser {
    pub(crate) fn new(world: &Arc<World>) -> Self {
        let http = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        let host = format!("127.0.0.1:{}", world.address.port());
        Self { world: Arc::clone(world), http, cookie: Arc::default(), host }
    }

    /// The same browser, which believes that the server has this name.
    pub(crate) fn of_host(self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self }
    }

    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    pub(crate) fn set_cookie(&self, cookie: Option<String>) {
        *self.cookie.lock().unwrap() = cookie;
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.http.get(self.world.url(path))).await
    }

    /// Sends a form with the fields as they are.
    pub(crate) async fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<_> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = self.http.post(self.world.url(path)).body(body.join("&"));
        self.send(request.header("content-type", "application/x-www-form-urlencoded")).await
    }

    /// Sends a form with the proof of the page at `from`, as a browser does.
    pub(crate) async fn post(&self, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let proof = self.get(from).await.field("proof");
        let mut all = vec![("proof", proof.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(path, &all).await
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let mut request = request.header("host", &self.host).header("accept-language", "fr");
        if let Some(cookie) = self.cookie() {
            request = request.header(COOKIE, cookie);
        }
        let answer = request.send().await.unwrap();
        if let Some(set) = answer.headers().get(SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            self.set_cookie((!pair.ends_with('=')).then_some(pair));
        }
        let to = answer.headers().get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let (status, headers) = (answer.status(), answer.headers().clone());
        let text = answer.text().await.unwrap();
        Answer { status, to: to.unwrap_or_default(), text, headers }
    }

    pub(crate) async fn sign_in(&self, login: &str, password: &str) -> Answer {
        let fields = [("login", login), ("password", password)];
        self.post("/desk/sign-in", "/desk/sign-in", &fields).await
    }
}

/// A person of this role with a password, and the name to sign in with.
pub(crate) async fn person(
    world: &Arc<World>,
    name: &str,
    role: Role,
    scopes: &[FeedId],
) -> (AccountId, String) {
    let scopes = scopes.to_vec();
    let line = name.parse().unwrap();
    let (account, login, secret) = world.desk(move |write, moment| {
        let account = accounts::add(write, line, role, moment)?;
        let (login, secret) = sign_in::invite(write, account, None, Some(&scopes), moment)?;
        Ok((account, login, secret))
    });
    let browser = Browser::new(world);
    let welcome = format!("/desk/welcome/{}", secret.reveal());
    let answer = browser.post(&welcome, &welcome, &[("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    (account, login)
}

/// A browser in which that person is signed in.
pub(crate) async fn signed_in(
    world: &Arc<World>,
    name: &str,
    role: Role,
    scopes: &[FeedId],
) -> (AccountId, Browser) {
    let (account, login) = person(world, name, role, scopes).await;
    let browser = Browser::new(world);
    let answer = browser.sign_in(&login, PASSWORD).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/desk/missions"));
    (account, browser)
}

/// The supervisor of the demonstration's territory.
pub(crate) async fn supervisor(world: &Arc<World>) -> (AccountId, Browser) {
    let territory = FeedId::Territory(world.territory());
    signed_in(world, "Nora S.", Role::Supervisor, &[territory]).await
}

pub(crate) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let spelled = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(spelled).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&#38;", "&").replace("&amp;", "&").replace("&#61;", "=").replace("&#34;", "\"")
}
