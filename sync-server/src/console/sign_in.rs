//! The way in and out: name and password, the second factor, one-time links.

use std::sync::PoisonError;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::answer::{Trouble, see, within};
use super::form::Posted;
use super::gate::{Seat, append_cookie};
use super::{Console, Page, Place};
use crate::api::Caller;
use crate::auth::password::{self, WeakPassword};
use crate::auth::{Principal, Secret, sign_in as service};
use crate::store::{Login, StoreError};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    login: String,
    next: String,
    wrong: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "second.html")]
struct SecondPage {
    page: Page,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    page: Page,
    login: Option<String>,
    wrong: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    next: String,
    #[serde(default)]
    done: String,
}

pub(super) async fn home() -> Response {
    see("/desk/missions")
}

pub(super) async fn form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    if seat.principal.as_ref().is_some_and(|one| one.session.full) {
        return Ok(see("/desk/missions"));
    }
    let next = within(&asked.next).unwrap_or_default().to_owned();
    let done = (asked.done == "password-set").then(|| seat.tongue.say("welcome-done"));
    console
        .show(seat, Place::Outside, move |_, page| {
            Ok(SignInPage { page, login: String::new(), next, wrong: None, done })
        })
        .await
}

pub(super) async fn sign_in(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(Caller(caller)): Extension<Caller>,
    Extension(posted): Extension<Posted>,
    headers: axum::http::HeaderMap,
) -> Result<Response, Trouble> {
    let login = posted.get("login").trim().to_lowercase();
    let next = within(posted.get("next")).unwrap_or_default().to_owned();
    let wait = console.lockout().wait(&login, caller.ip(), seat.now);
    let refused = if wait > 0 {
        Some((StatusCode::TOO_MANY_REQUESTS, too_many(&seat, wait)))
    } else {
        let named = login.clone();
        let known = console.store.read(move |read| known_login(read, &named)).await?;
        let password = posted.get("password").to_owned();
        let kept = known.as_ref().and_then(|login| login.password.clone());
        let right = console.verify(password, kept).await?;
        match known.filter(|_| right) {
            Some(known) => {
                console.lockout().right(&login, caller.ip());
                return begin(&console, &seat, known, &headers, next).await;
            }
            None => {
                console.lockout().wrong(&login, caller.ip(), seat.now);
                Some((StatusCode::UNPROCESSABLE_ENTITY, seat.tongue.say("sign-in-wrong")))
            }
        }
    };
    let (status, wrong) = refused.unwrap_or_default();
    let shown = console.show(seat, Place::Outside, move |_, page| {
        Ok(SignInPage { page, login, next, wrong: Some(wrong), done: None })
    });
    Ok((status, shown.await?).into_response())
}

fn known_login(read: &dyn crate::store::Read, name: &str) -> Result<Option<Login>, StoreError> {
    let Some(login) = read.login(name)? else { return Ok(None) };
    // Whoever left, or became a neighbor, is not let in; the answer is that of a wrong password.
    let stands = Principal::of(read, pretended(&login))?.is_some();
    Ok(Some(login).filter(|_| stands))
}

/// A session that is not there yet, to ask what its holder would be.
fn pretended(login: &Login) -> crate::store::Session {
    let zero = shared::time::Millis(0);
    crate::store::Session {
        secret: [0; 32],
        account: login.account,
        made: zero,
        seen: zero,
        browser: String::new(),
        full: false,
    }
}

async fn begin(
    console: &Console,
    seat: &Seat,
    login: Login,
    headers: &axum::http::HeaderMap,
    next: String,
) -> Result<Response, Trouble> {
    let browser = headers.get(axum::http::header::USER_AGENT);
    let browser = browser.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let second = login.second_factor.is_some();
    let begun = console.write(move |write, moment| service::begin(write, &login, &browser, moment));
    let secret = begun.await?;
    let to = match (second, next.as_str()) {
        (true, _) => "/desk/second-factor",
        (false, "") => "/desk/missions",
        (false, next) => next,
    };
    let mut response = see(to);
    append_cookie(response.headers_mut(), seat.secure.set(&secret));
    Ok(response)
}

fn too_many(seat: &Seat, wait: i64) -> String {
    let seconds = u64::try_from(wait / 1000 + 1).unwrap_or(1);
    if seconds < 90 {
        seat.tongue.count("sign-in-wait-seconds", seconds)
    } else {
        seat.tongue.count("sign-in-wait-minutes", seconds.div_ceil(60))
    }
}

pub(super) async fn second_form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
) -> Result<Response, Trouble> {
    if seat.person()?.session.full {
        return Ok(see("/desk/missions"));
    }
    console.show(seat, Place::Outside, |_, page| Ok(SecondPage { page, wrong: None })).await
}

pub(super) async fn second(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(Caller(caller)): Extension<Caller>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let session = seat.person()?.session.clone();
    if session.full {
        return Ok(see("/desk/missions"));
    }
    let key = format!("second/{}", session.account);
    let wait = console.lockout().wait(&key, caller.ip(), seat.now);
    let (status, wrong) = if wait > 0 {
        (StatusCode::TOO_MANY_REQUESTS, too_many(&seat, wait))
    } else {
        let code = posted.get("code").to_owned();
        let taken = console
            .write(move |write, moment| service::complete(write, &session, &code, moment))
            .await?;
        if let Some(secret) = taken {
            console.lockout().right(&key, caller.ip());
            let mut response = see("/desk/missions");
            append_cookie(response.headers_mut(), seat.secure.set(&secret));
            return Ok(response);
        }
        console.lockout().wrong(&key, caller.ip(), seat.now);
        (StatusCode::UNPROCESSABLE_ENTITY, seat.tongue.say("second-wrong"))
    };
    let shown = console
        .show(seat, Place::Outside, move |_, page| Ok(SecondPage { page, wrong: Some(wrong) }));
    Ok((status, shown.await?).into_response())
}

pub(super) async fn sign_out(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
) -> Result<Response, Trouble> {
    let session = seat.person()?.session.clone();
    console
        .store
        .write(move |write| {
            write.end_session(&session.secret)?;
            service::note(write, session.account, "sign-out", seat.now)
        })
        .await?;
    let mut response = see("/desk/sign-in");
    append_cookie(response.headers_mut(), seat.secure.clear());
    Ok(response)
}

pub(super) async fn welcome_form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(secret): Path<String>,
) -> Result<Response, Trouble> {
    let shown = show_welcome(&console, seat, &secret, None).await?;
    Ok(shown)
}

pub(super) async fn welcome(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(text): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let now = seat.now;
    let Some(secret) = Secret::parse(&text) else {
        return show_welcome(&console, seat, &text, None).await;
    };
    let Some(login) = console.store.read(move |read| service::invited(read, &secret, now)).await?
    else {
        return show_welcome(&console, seat, &text, None).await;
    };
    let chosen = posted.get("password").to_owned();
    if let Err(weak) = password::check(&chosen, &login.login) {
        let wrong = seat.tongue.say(weak_text(weak));
        let shown = show_welcome(&console, seat, &text, Some(wrong)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let hash = console.hash(chosen).await?;
    let taken = console.store.write(move |write| service::accept(write, &secret, hash, now));
    if taken.await? {
        Ok(see("/desk/sign-in?done=password-set"))
    } else {
        show_welcome(&console, seat, &text, None).await
    }
}

async fn show_welcome(
    console: &Console,
    seat: Seat,
    secret: &str,
    wrong: Option<String>,
) -> Result<Response, Trouble> {
    let (secret, now) = (Secret::parse(secret), seat.now);
    // Whoever is signed in as somebody else still chooses a password here for the one invited.
    let seat = Seat { principal: None, ..seat };
    console
        .show(seat, Place::Outside, move |read, page| {
            let login = match secret {
                Some(secret) => service::invited(read, &secret, now)?,
                None => None,
            };
            Ok(WelcomePage { page, login: login.map(|login| login.login), wrong })
        })
        .await
}

/// The text that says what is weak.
pub(super) fn weak_text(weak: WeakPassword) -> &'static str {
    match weak {
        WeakPassword::Length => "password-length",
        WeakPassword::Monotonous => "password-monotonous",
        WeakPassword::Name => "password-name",
    }
}

impl Console {
    pub(super) fn lockout(&self) -> std::sync::MutexGuard<'_, crate::auth::lockout::Lockout> {
        self.lockout.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at a password without holding up anything else.
    pub(super) async fn verify(
        &self,
        password: String,
        kept: Option<String>,
    ) -> Result<bool, Trouble> {
        let _permit = self.hashing.acquire().await.map_err(|_| Trouble::Unavailable)?;
        let looked =
            tokio::task::spawn_blocking(move || password::verify(&password, kept.as_deref()));
        looked.await.map_err(|_| Trouble::Unavailable)
    }

    /// Makes the hash of a password without holding up anything else.
    pub(super) async fn hash(&self, password: String) -> Result<String, Trouble> {
        let _permit = self.hashing.acquire().await.map_err(|_| Trouble::Unavailable)?;
        let mut salt = [0; 16];
        (self.random)(&mut salt);
        let made = tokio::task::spawn_blocking(move || password::hash(&password, salt));
        made.await.ok().flatten().ok_or(Trouble::Unavailable)
    }
}
