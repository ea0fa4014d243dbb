//! The people at the desk: who has a place, how far each sees, and the one-time links.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::id::{AccountId, FeedId};
use shared::record::{Account, Kind, Line, Mission, Record, Role, Territory};

use super::answer::{Trouble, see};
use super::form::{Form, Posted};
use super::gate::Seat;
use super::{Console, Page, Place};
use crate::auth::{Secret, sign_in};
use crate::service::desk::Desk;
use crate::service::{ServiceError, accounts};
use crate::store::{Audit, Read, StoreError};

const A_ROLE: usize = 200;
const OFFERED: usize = 200;

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    page: Page,
    people: Vec<Desker>,
    offered: Vec<(FeedId, String)>,
    form: Form,
    done: Option<String>,
    link: Option<Link>,
}

struct Desker {
    account: AccountId,
    name: String,
    role: String,
    login: String,
    scopes: String,
    ready: bool,
    second: bool,
    me: bool,
}

/// A one-time link, shown once.
struct Link {
    name: String,
    login: String,
    address: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    done: String,
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let done = (asked.done == "closed").then(|| seat.tongue.say("people-done-closed"));
    fill(&console, seat, Form::default(), done, None).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    form: Form,
    done: Option<String>,
    link: Option<Link>,
) -> Result<Response, Trouble> {
    let me = seat.person()?.account;
    console
        .show(seat, Place::People, move |read, page| {
            let mut people = Vec::new();
            for role in [Role::Admin, Role::Supervisor, Role::Partner] {
                for (account, name) in read.people(role, None, A_ROLE)? {
                    let login = read.login_of(account)?;
                    people.push(Desker {
                        account,
                        name,
                        role: page.t.say(&format!("role-{role}")),
                        scopes: scope_names(read, &read.login_scopes(account)?)?.join(", "),
                        ready: login.as_ref().is_some_and(|login| login.password.is_some()),
                        second: login.as_ref().is_some_and(|one| one.second_factor.is_some()),
                        login: login.map(|login| login.login).unwrap_or_default(),
                        me: account == me,
                    });
                }
            }
            let offered = offered(read)?;
            Ok(PeoplePage { page, people, offered, form, done, link })
        })
        .await
}

/// What a person can be given to see: territories, then missions.
fn offered(read: &dyn Read) -> Result<Vec<(FeedId, String)>, StoreError> {
    let mut offered = Vec::new();
    for feed in read.feeds()? {
        if matches!(feed, FeedId::Territory(_)) {
            offered.extend(scope_names(read, &[feed])?.into_iter().map(|name| (feed, name)));
        }
    }
    offered.extend(read.mission_titles(None, OFFERED)?);
    Ok(offered)
}

fn scope_names(read: &dyn Read, scopes: &[FeedId]) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    for scope in scopes {
        match scope {
            FeedId::Territory(id) => {
                let row = read.row(*scope, Kind::Territory, id.0)?;
                names.extend(Territory::read(&row.fields()).map(|one| one.name.to_string()));
            }
            FeedId::Mission(id) => {
                let row = read.row(*scope, Kind::Mission, id.0)?;
                names.extend(Mission::read(&row.fields()).map(|one| one.title.to_string()));
            }
            FeedId::Account(_) | FeedId::Catalogue => {}
        }
    }
    Ok(names)
}

pub(super) async fn add(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let t = seat.tongue;
    let role = match posted.get("role") {
        "admin" => Role::Admin,
        "supervisor" => Role::Supervisor,
        "partner" => Role::Partner,
        _ => return Err(Trouble::BadForm),
    };
    let of_role = |feed: &FeedId| match role {
        Role::Supervisor => matches!(feed, FeedId::Territory(_)),
        Role::Partner => matches!(feed, FeedId::Mission(_)),
        Role::Admin | Role::Neighbor => false,
    };
    let scopes = posted.all("scope").filter_map(|scope| scope.parse().ok());
    let scopes: Vec<FeedId> = scopes.filter(of_role).collect();
    let mut form = Form::of(&posted);
    let name = form.take(t, "name", Line::parse);
    let login = form.take_any(t, "login", Line::parse).map(|login| login.to_string());
    match role {
        Role::Supervisor if scopes.is_empty() => {
            form.refuse("scope", t.say("people-territory-missing"));
        }
        Role::Partner if scopes.is_empty() => form.refuse("scope", t.say("people-mission-missing")),
        _ => {}
    }
    let Some(name) = name.filter(|_| !form.is_refused()) else {
        return refused(&console, seat, form).await;
    };
    let by = seat.person()?.account;
    let (called, typed_login) = (name.to_string(), login.is_some());
    let added = console
        .write(move |write, moment| {
            let account = accounts::add(write, name, role, moment)?;
            let scopes = Some(scopes.as_slice());
            let invited = sign_in::invite(write, account, login.as_deref(), scopes, moment)?;
            note(write, by, "person-add", account, moment.now)?;
            Ok::<_, ServiceError>(invited)
        })
        .await;
    match added {
        Ok((login, secret)) => {
            let link = link(&seat, &headers, called, login, &secret);
            fill(&console, seat, Form::default(), None, Some(link)).await
        }
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) => {
            // What is taken is the name to sign in with, which is made of the other if none is typed.
            let field = if typed_login { "login" } else { "name" };
            form.refuse(field, t.say("people-name-taken"));
            refused(&console, seat, form).await
        }
    }
}

async fn refused(console: &Console, seat: Seat, form: Form) -> Result<Response, Trouble> {
    let shown = fill(console, seat, form, None, None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

pub(super) async fn invite(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let account: AccountId = posted.get("account").parse().map_err(|_| Trouble::NotFound)?;
    let by = seat.person()?.account;
    let invited = console
        .write(move |write, moment| {
            let row = write.row(FeedId::Account(account), Kind::Account, account.0)?;
            let name = Account::read(&row.fields()).map(|one| one.name.to_string());
            let invited = sign_in::invite(write, account, None, None, moment)?;
            note(write, by, "person-invite", account, moment.now)?;
            Ok::<_, ServiceError>((name.unwrap_or_default(), invited))
        })
        .await;
    match invited {
        Ok((name, (login, secret))) => {
            let link = link(&seat, &headers, name, login, &secret);
            fill(&console, seat, Form::default(), None, Some(link)).await
        }
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) => Err(Trouble::NotFound),
    }
}

fn link(seat: &Seat, headers: &HeaderMap, name: String, login: String, secret: &Secret) -> Link {
    let address = format!("{}/desk/welcome/{}", seat.origin(headers), secret.reveal());
    Link { name, login, address }
}

pub(super) async fn close(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let account: AccountId = posted.get("account").parse().map_err(|_| Trouble::NotFound)?;
    let by = seat.person()?.account;
    // Who closes their own account could lock everybody out.
    if account == by {
        return Err(Trouble::Forbidden);
    }
    console
        .write(move |write, moment| {
            // A neighbor's account is closed with their phones, not here.
            if write.login_of(account)?.is_none() {
                return Err(Trouble::NotFound);
            }
            let feed = FeedId::Account(account);
            let mut desk = Desk::open(write, moment.now, &[feed])?;
            desk.set_field(feed, Kind::Account, account.0, "closed", true)?;
            desk.close()?;
            for session in write.sessions(account)? {
                write.end_session(&session.secret)?;
            }
            write.end_invitations(account)?;
            note(write, by, "person-close", account, moment.now)?;
            Ok(())
        })
        .await?;
    Ok(see("/desk/people?done=closed"))
}

fn note(
    write: &mut dyn crate::store::Write,
    by: AccountId,
    verb: &str,
    account: AccountId,
    at: shared::time::Millis,
) -> Result<(), StoreError> {
    let feed = Some(FeedId::Account(account));
    write.add_audit(&Audit { at, account: by, verb: verb.to_owned(), feed, record: None })
}
