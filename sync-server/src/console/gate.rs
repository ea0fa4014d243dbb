//! What every request passes: who is it, may they, and is the form theirs?
//!
//! The table of [`auth::verb`](crate::auth::verb) answers before anything of a request is looked
//! at. A form must carry the proof of the cookie that came with it and must not come from another
//! site. On the way out each answer is told to be strict, and a trouble becomes a page.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::time::Millis;

use super::Console;
use super::answer::{Policy, Trouble, Undressed, see};
use super::cookie::Secure;
use super::form::{PROOF, Posted};
use super::tongue::Tongue;
use super::{page, upload};
use crate::auth::{Principal, Secret, Verb, Who, sign_in};

/// Where a request comes from: a person who is signed in, or a visitor.
#[derive(Clone)]
pub(super) struct Seat {
    /// The secret of the cookie.
    pub(super) secret: Secret,
    /// Who; a visitor is nobody.
    pub(super) principal: Option<Principal>,
    /// The language to answer in.
    pub(super) tongue: Tongue,
    /// How cookies travel here.
    pub(super) secure: Secure,
    /// When the request came.
    pub(super) now: Millis,
}

impl Seat {
    /// The person; the gate lets nobody else through to a verb that asks for one.
    pub(super) fn person(&self) -> Result<&Principal, Trouble> {
        self.principal.as_ref().ok_or(Trouble::Forbidden)
    }

    /// The address at which the browser found this server, such as `https://palier.example.org`.
    pub(super) fn origin(&self, headers: &HeaderMap) -> String {
        let scheme = if self.secure.0 { "https" } else { "http" };
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        format!("{scheme}://{}", host.unwrap_or("localhost"))
    }
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

pub(super) async fn gate(
    State((console, verb)): State<(Console, Verb)>,
    request: Request,
    next: Next,
) -> Response {
    if matches!(verb, Verb::Static | Verb::MapFile) {
        return dress(next.run(request).await, Tongue::French);
    }
    let mut tongue = tongue_of(request.headers());
    let answered = match seat(&console, request.headers(), tongue).await {
        Err(trouble) => trouble.into_response(),
        Ok((seat, is_new)) => {
            tongue = seat.tongue;
            let (secure, secret) = (seat.secure, seat.secret);
            let mut response = match pass(verb, seat, request).await {
                Ok(request) => next.run(request).await,
                Err(refused) => refused,
            };
            if is_new && !response.headers().contains_key(header::SET_COOKIE) {
                append_cookie(response.headers_mut(), secure.set(&secret));
            }
            response
        }
    };
    dress(answered, tongue)
}

/// What stands at an address of the desk that is none.
pub(super) async fn nothing_here(headers: HeaderMap) -> Response {
    dress(Trouble::NotFound.into_response(), tongue_of(&headers))
}

pub(super) fn append_cookie(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        headers.append(header::SET_COOKIE, cookie);
    }
}

/// Who asks; and whether the cookie is new and must be sent.
async fn seat(
    console: &Console,
    headers: &HeaderMap,
    tongue: Tongue,
) -> Result<(Seat, bool), Trouble> {
    let secure = Secure::of(headers);
    let now = (console.now)();
    let Some(secret) = secure.read(headers) else {
        let mut bytes = [0; 32];
        (console.random)(&mut bytes);
        let seat = Seat { secret: Secret(bytes), principal: None, tongue, secure, now };
        return Ok((seat, true));
    };
    let found = console.store.read(move |read| sign_in::authenticate(read, &secret, now)).await;
    let principal = found.map_err(Trouble::from)?;
    if let Some(principal) = &principal
        && sign_in::is_stale(&principal.session, now)
    {
        let session = principal.session.clone();
        let noted = console.store.write(move |write| sign_in::touch(write, &session, now));
        noted.await.map_err(Trouble::from)?;
    }
    let tongue = principal.as_ref().map_or(tongue, |one| Tongue::of(&one.login.language));
    Ok((Seat { secret, principal, tongue, secure, now }, false))
}

/// Lets the request through with its seat and its form, or says what happens in its place.
async fn pass(verb: Verb, seat: Seat, request: Request) -> Result<Request, Response> {
    let rule = verb.rule();
    let (mut parts, body) = request.into_parts();
    let is_form = rule.method == "POST";
    let turned_away = |to: &str| {
        let back = parts.uri.path_and_query().map_or("", |path| path.as_str());
        // A form cannot be asked for again, so only what was looked at is come back to.
        if is_form || to != "/desk/sign-in" {
            see(to)
        } else {
            see(&format!("{to}?next={}", encoded(back)))
        }
    };
    match (rule.who, &seat.principal) {
        (Who::Anyone, _) | (Who::Known, Some(_)) => {}
        (Who::Known | Who::Roles(_), None) => return Err(turned_away("/desk/sign-in")),
        (Who::Roles(_), Some(principal)) if !principal.session.full => {
            return Err(turned_away("/desk/second-factor"));
        }
        (who, Some(principal)) if !who.includes(principal.role) => {
            return Err(Trouble::Forbidden.into_response());
        }
        (Who::Roles(_), Some(_)) => {}
    }
    if is_form {
        if comes_from_elsewhere(&parts.headers) {
            return Err(Trouble::StaleForm.into_response());
        }
        let posted = if verb.brings_a_file() {
            let read = upload::read(&parts.headers, body, &seat.secret).await;
            let (posted, upload) = read.map_err(IntoResponse::into_response)?;
            parts.extensions.insert(upload.map(Arc::new));
            posted
        } else {
            Posted::read(body).await.map_err(IntoResponse::into_response)?
        };
        if !seat.secret.proves(posted.get(PROOF)) {
            return Err(Trouble::StaleForm.into_response());
        }
        parts.extensions.insert(posted);
        parts.extensions.insert(seat);
        return Ok(Request::from_parts(parts, axum::body::Body::empty()));
    }
    parts.extensions.insert(seat);
    Ok(Request::from_parts(parts, body))
}

/// Browsers say where a form comes from; what says nothing is no browser and has the proof alone.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    site.is_some_and(|site| site != "same-origin" && site != "none")
}

fn tongue_of(headers: &HeaderMap) -> Tongue {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Tongue::of_browser(accepted.unwrap_or_default())
}

/// Part of an address, with whatever could be taken for its structure spelled out.
pub(super) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let spelled = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(spelled).collect()
}

fn dress(mut response: Response, tongue: Tongue) -> Response {
    if let Some(Undressed(text)) = response.extensions().get::<Undressed>().copied() {
        let status = response.status();
        let mut dressed = page::trouble(tongue, text);
        *dressed.status_mut() = status;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            dressed.headers_mut().append(header::SET_COOKIE, cookie.clone());
        }
        response = dressed;
    }
    let own = response.extensions().get::<Policy>().map(|policy| policy.0.clone());
    let headers = response.headers_mut();
    let strict = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in strict {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(own) = own {
        headers.insert(header::CONTENT_SECURITY_POLICY, own);
    }
    // What a person may see must not be seen in the browser by who sits there next.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
