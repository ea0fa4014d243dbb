//! One's own account: language, look, password, second factor, sessions.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::answer::{Trouble, see};
use super::form::Posted;
use super::gate::Seat;
use super::sign_in::weak_text;
use super::{Console, Page, Place, qr};
use crate::auth::{password, second_factor, sign_in};
use crate::store::Login;

/// A secret of the second factor has so many bytes, as RFC 4226 recommends.
const FACTOR: usize = 20;

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    page: Page,
    login: Login,
    sessions: Vec<SessionLine>,
    said: Said,
    done: Option<String>,
}

struct SessionLine {
    id: String,
    browser: String,
    made: String,
    seen: String,
    here: bool,
}

/// What is said beside a form of this page.
#[derive(Default)]
struct Said {
    current: Option<String>,
    new: Option<String>,
    off: Option<String>,
    factor: Option<Factor>,
}

/// A second factor that waits for its first code.
struct Factor {
    secret: String,
    letters: String,
    picture: String,
    wrong: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let known = ["preferences", "password", "session", "second-on", "second-off"];
    let done = known.into_iter().find(|one| *one == asked.done);
    let done = done.map(|done| seat.tongue.say(&format!("me-done-{done}")));
    fill(&console, seat, Said::default(), done).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    said: Said,
    done: Option<String>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Me, move |read, page| {
            let here = principal.session.secret;
            let sessions =
                read.sessions(principal.account)?.into_iter().map(|session| SessionLine {
                    id: name_of(&session.secret),
                    browser: browser_name(&session.browser),
                    made: page.when(session.made),
                    seen: page.when(session.seen),
                    here: session.secret == here,
                });
            let sessions = sessions.collect();
            Ok(MePage { page, login: principal.login, sessions, said, done })
        })
        .await
}

/// What a person calls a browser: its own long name says every name there is.
fn browser_name(said: &str) -> String {
    let browsers = [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let known = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| said.contains(sign)).map(|(_, name)| *name)
    };
    match (known(&browsers), known(&systems)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => said.to_owned(),
    }
}

/// What a session is called in a form: the beginning of its hash says nothing of its secret.
fn name_of(secret: &[u8; 32]) -> String {
    secret.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

pub(super) async fn set_preferences(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let account = seat.person()?.account;
    let one_of = |name: &str, allowed: &[&str]| {
        let chosen = posted.get(name);
        allowed.contains(&chosen).then(|| chosen.to_owned()).ok_or(Trouble::BadForm)
    };
    let language = one_of("language", &["fr", "en"])?;
    let theme = one_of("theme", &["auto", "light", "dark"])?;
    let shortcuts = posted.get("shortcuts") == "on";
    console
        .write(move |write, _| {
            if let Some(login) = write.login_of(account)? {
                write.put_login(&Login { language, theme, shortcuts, ..login })?;
            }
            Ok::<_, Trouble>(())
        })
        .await?;
    Ok(see("/desk/me?done=preferences"))
}

pub(super) async fn set_password(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let login = seat.person()?.login.clone();
    let mut said = Said::default();
    if !console.verify(posted.get("current").to_owned(), login.password.clone()).await? {
        said.current = Some(seat.tongue.say("me-password-wrong"));
    }
    if let Err(weak) = password::check(posted.get("new"), &login.login) {
        said.new = Some(seat.tongue.say(weak_text(weak)));
    }
    if said.current.is_some() || said.new.is_some() {
        return refused(&console, seat, said).await;
    }
    let hash = console.hash(posted.get("new").to_owned()).await?;
    let (here, now) = (seat.person()?.session.secret, seat.now);
    console
        .write(move |write, _| {
            for session in write.sessions(login.account)? {
                if session.secret != here {
                    write.end_session(&session.secret)?;
                }
            }
            if let Some(kept) = write.login_of(login.account)? {
                write.put_login(&Login { password: Some(hash), ..kept })?;
            }
            sign_in::note(write, login.account, "password-set", now)
        })
        .await?;
    Ok(see("/desk/me?done=password"))
}

pub(super) async fn end_session(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let (account, now) = (seat.person()?.account, seat.now);
    let named = posted.get("session").to_owned();
    console
        .write(move |write, _| {
            let sessions = write.sessions(account)?;
            let found = sessions.iter().find(|session| name_of(&session.secret) == named);
            if let Some(session) = found {
                write.end_session(&session.secret)?;
                sign_in::note(write, account, "session-ended", now)?;
            }
            Ok::<_, Trouble>(())
        })
        .await?;
    Ok(see("/desk/me?done=session"))
}

/// Without a code it shows a new secret; with the first code of that secret it is in use.
pub(super) async fn second_on(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let (login, now) = (seat.person()?.login.clone(), seat.now);
    let sent: Option<Vec<u8>> = unhex(posted.get("secret"));
    let Some(secret) = sent.filter(|secret| secret.len() == FACTOR) else {
        let mut secret = [0; FACTOR];
        (console.random)(&mut secret);
        let factor = Some(factor(&secret, &login.login, None)?);
        return fill(&console, seat, Said { factor, ..Said::default() }, None).await;
    };
    let Some(step) = second_factor::check(&secret, 0, posted.get("code"), now) else {
        let wrong = Some(seat.tongue.say("second-wrong"));
        let factor = Some(factor(&secret, &login.login, wrong)?);
        return refused(&console, seat, Said { factor, ..Said::default() }).await;
    };
    console
        .write(move |write, _| {
            if let Some(kept) = write.login_of(login.account)? {
                let second_factor = Some(secret);
                write.put_login(&Login { second_factor, second_step: step, ..kept })?;
            }
            sign_in::note(write, login.account, "second-factor-on", now)
        })
        .await?;
    Ok(see("/desk/me?done=second-on"))
}

pub(super) async fn second_off(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let (login, now) = (seat.person()?.login.clone(), seat.now);
    if !console.verify(posted.get("current").to_owned(), login.password.clone()).await? {
        let off = Some(seat.tongue.say("me-password-wrong"));
        return refused(&console, seat, Said { off, ..Said::default() }).await;
    }
    console
        .write(move |write, _| {
            if let Some(kept) = write.login_of(login.account)? {
                write.put_login(&Login { second_factor: None, ..kept })?;
            }
            sign_in::note(write, login.account, "second-factor-off", now)
        })
        .await?;
    Ok(see("/desk/me?done=second-off"))
}

async fn refused(console: &Console, seat: Seat, said: Said) -> Result<Response, Trouble> {
    let shown = fill(console, seat, said, None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

fn factor(secret: &[u8], login: &str, wrong: Option<String>) -> Result<Factor, Trouble> {
    let address = second_factor::address(secret, login).ok_or(Trouble::Unavailable)?;
    Ok(Factor {
        secret: secret.iter().map(|byte| format!("{byte:02x}")).collect(),
        letters: second_factor::letters(secret),
        picture: qr::picture(&address)?,
        wrong,
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.is_empty() {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
