//! Sessions and one-time links: how a person comes in and goes.
//!
//! A session ends by itself: [`IDLE`] after the last request, and [`LONGEST`] after it began. A
//! new one-time link ends those before it, and using it ends every session of its account.

use shared::id::{AccountId, FeedId};
use shared::record::{Account, Kind, Record, Role};
use shared::time::Millis;

use super::secret::Secret;
use super::{Principal, second_factor};
use crate::service::ServiceError;
use crate::service::desk::Moment;
use crate::store::{Audit, Invitation, Login, Read, Session, StoreError, Write};

/// A session without a request for so long is over.
pub const IDLE: i64 = 2 * 60 * Millis::MINUTE;
/// No session lives longer.
pub const LONGEST: i64 = 12 * 60 * Millis::MINUTE;
/// How long a one-time link is good.
pub const LINK_VALID: i64 = 7 * Millis::DAY;
/// The last request of a session is noted this exactly.
const SEEN_TO: i64 = Millis::MINUTE;
const BROWSER_LENGTH: usize = 120;

/// Who holds this secret now.
///
/// # Errors
/// When the store fails.
pub fn authenticate(
    read: &dyn Read,
    secret: &Secret,
    now: Millis,
) -> Result<Option<Principal>, StoreError> {
    let Some(session) = read.session(&secret.hash())? else {
        return Ok(None);
    };
    if now.since(session.seen) >= IDLE || now.since(session.made) >= LONGEST {
        return Ok(None);
    }
    Principal::of(read, session)
}

/// Whether the last request of a session is to be noted anew.
#[must_use]
pub fn is_stale(session: &Session, now: Millis) -> bool {
    now.since(session.seen) >= SEEN_TO
}

/// Notes a request.
///
/// # Errors
/// When the store fails.
pub fn touch(write: &mut dyn Write, session: &Session, now: Millis) -> Result<(), StoreError> {
    // A session that was ended meanwhile stays ended.
    if write.session(&session.secret)?.is_some() {
        write.put_session(&Session { seen: now, ..session.clone() })?;
    }
    Ok(())
}

/// Begins a session; it is full unless a second factor is due.
///
/// # Errors
/// When the store fails.
pub fn begin(
    write: &mut dyn Write,
    login: &Login,
    browser: &str,
    moment: &mut Moment<'_>,
) -> Result<Secret, StoreError> {
    let now = moment.now;
    write.end_old_sessions(now.plus(-IDLE), now.plus(-LONGEST))?;
    let secret = Secret(moment.bytes());
    let full = login.second_factor.is_none();
    write.put_session(&Session {
        secret: secret.hash(),
        account: login.account,
        made: now,
        seen: now,
        browser: browser.chars().take(BROWSER_LENGTH).collect(),
        full,
    })?;
    note(write, login.account, if full { "sign-in" } else { "password" }, moment.now)?;
    Ok(secret)
}

/// Takes the second factor: the session is full, under a new secret. None if the code is wrong.
///
/// # Errors
/// When the store fails.
pub fn complete(
    write: &mut dyn Write,
    session: &Session,
    code: &str,
    moment: &mut Moment<'_>,
) -> Result<Option<Secret>, StoreError> {
    let Some(mut login) = write.login_of(session.account)? else {
        return Ok(None);
    };
    let Some(factor) = &login.second_factor else {
        return Ok(None);
    };
    let Some(step) = second_factor::check(factor, login.second_step, code, moment.now) else {
        return Ok(None);
    };
    login.second_step = step;
    write.put_login(&login)?;
    write.end_session(&session.secret)?;
    let secret = Secret(moment.bytes());
    let (made, seen) = (moment.now, moment.now);
    let full = Session { secret: secret.hash(), made, seen, full: true, ..session.clone() };
    write.put_session(&full)?;
    note(write, session.account, "sign-in", moment.now)?;
    Ok(Some(secret))
}

/// Gives a person a place at the desk, or a new way in: a one-time link to choose a password with.
/// The second factor falls with it, for who lost the phone.
///
/// # Errors
/// When the person is a neighbor or left, or somebody else signs in with that name.
pub fn invite(
    write: &mut dyn Write,
    account: AccountId,
    login: Option<&str>,
    scopes: Option<&[FeedId]>,
    moment: &mut Moment<'_>,
) -> Result<(String, Secret), ServiceError> {
    let row = write.row(FeedId::Account(account), Kind::Account, account.0)?;
    let person = Account::read(&row.fields())
        .map_err(|_| ServiceError::refused("there is no such account"))?;
    if person.closed {
        return Err(ServiceError::refused(format!("{} left and cannot be invited", person.name)));
    }
    if person.role == Role::Neighbor {
        return Err(ServiceError::refused(format!(
            "{} is a neighbor and works on a phone: make a code with device code",
            person.name
        )));
    }
    let held = write.login_of(account)?;
    let name = match (login, &held) {
        (Some(login), _) => login_name(login)?,
        (None, Some(held)) => held.login.clone(),
        (None, None) => login_name(person.name.as_str())?,
    };
    if write.login(&name)?.is_some_and(|other| other.account != account) {
        return Err(ServiceError::refused(format!(
            "somebody else signs in as {name}: choose another name with --login"
        )));
    }
    let mut kept = held.unwrap_or_else(|| fresh(account));
    kept.login.clone_from(&name);
    kept.second_factor = None;
    write.put_login(&kept)?;
    if let Some(scopes) = scopes {
        write.set_login_scopes(account, scopes)?;
    }
    write.end_invitations(account)?;
    let secret = Secret(moment.bytes());
    let expires = moment.now.plus(LINK_VALID);
    write.put_invitation(&secret.hash(), &Invitation { account, expires, used: None })?;
    Ok((name, secret))
}

/// Whose one-time link this is, while it is good.
///
/// # Errors
/// When the store fails.
pub fn invited(read: &dyn Read, secret: &Secret, now: Millis) -> Result<Option<Login>, StoreError> {
    match read.invitation(&secret.hash())? {
        Some(Invitation { account, expires, used: None }) if now < expires => {
            read.login_of(account)
        }
        _ => Ok(None),
    }
}

/// Sets the password that was chosen with a one-time link; false if the link is not good any more.
///
/// # Errors
/// When the store fails.
pub fn accept(
    write: &mut dyn Write,
    secret: &Secret,
    password: String,
    now: Millis,
) -> Result<bool, StoreError> {
    let Some(mut login) = invited(&*write, secret, now)? else {
        return Ok(false);
    };
    let account = login.account;
    login.password = Some(password);
    write.put_login(&login)?;
    if let Some(invitation) = write.invitation(&secret.hash())? {
        write.put_invitation(&secret.hash(), &Invitation { used: Some(now), ..invitation })?;
    }
    for session in write.sessions(account)? {
        write.end_session(&session.secret)?;
    }
    note(write, account, "password-set", now)?;
    Ok(true)
}

/// Writes a line of the audit trail about a person's own account.
///
/// # Errors
/// When the store fails.
pub fn note(
    write: &mut dyn Write,
    account: AccountId,
    verb: &str,
    at: Millis,
) -> Result<(), StoreError> {
    write.add_audit(&Audit { at, account, verb: verb.to_owned(), feed: None, record: None })
}

fn fresh(account: AccountId) -> Login {
    Login {
        account,
        login: String::new(),
        password: None,
        second_factor: None,
        second_step: 0,
        language: "fr".to_owned(),
        theme: "auto".to_owned(),
        shortcuts: true,
    }
}

/// A name to sign in with, of small letters: `Sonia M.` signs in as `sonia.m`.
fn login_name(text: &str) -> Result<String, ServiceError> {
    let mut name = String::new();
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        match fold(c) {
            Some(c) => name.push(c),
            None if name.ends_with('.') || name.is_empty() => {}
            None => name.push('.'),
        }
    }
    let name = name.trim_end_matches('.').to_owned();
    if name.is_empty() || name.len() > 60 {
        return Err(ServiceError::refused(
            "the name to sign in with has 1 to 60 letters: choose one with --login",
        ));
    }
    Ok(name)
}

fn fold(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' | '@' | '-' | '_' => c,
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_to_sign_in_with_are_plain() {
        for (person, login) in [
            ("Sonia M.", "sonia.m"),
            ("Hélène  d'Arc", "helene.d.arc"),
            ("idir@example.org", "idir@example.org"),
        ] {
            assert_eq!(login_name(person).unwrap(), login);
        }
        assert!(login_name(" . ").is_err());
    }
}
