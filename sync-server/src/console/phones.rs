//! The phones: whose they are, what each declared at its last contact, and the way in for a new
//! one.

use std::collections::BTreeSet;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use shared::id::{AccountId, DeviceId, FeedId};
use shared::record::{Account, Device, Kind, Record, Role};
use shared::time::Millis;

use super::answer::{Trouble, see};
use super::form::Posted;
use super::gate::Seat;
use super::query::Address;
use super::{Console, Page, Place, qr};
use crate::auth::Principal;
use crate::ledger::Entry;
use crate::service::desk::Moment;
use crate::service::{ServiceError, accounts, recovery};
use crate::store::{Audit, Read, StoreError, Write};

const A_PAGE: usize = 50;
/// How long a code that is made here is good.
const CODE_VALID: i64 = 3 * Millis::DAY;

#[derive(Template)]
#[template(path = "phones.html")]
struct PhonesPage {
    page: Page,
    people: Vec<Neighbor>,
    after: Option<String>,
    done: Option<String>,
}

struct Neighbor {
    account: AccountId,
    name: String,
    phones: Vec<Phone>,
}

struct Phone {
    device: DeviceId,
    label: String,
    revoked: bool,
    copied: bool,
    contact: Option<String>,
    waiting: u64,
    attention: u64,
    app: String,
}

#[derive(Template)]
#[template(path = "phone_code.html")]
struct CodePage {
    page: Page,
    name: String,
    words: String,
    link: String,
    picture: String,
    until: String,
}

#[derive(Template)]
#[template(path = "phone_recover.html")]
struct RecoverPage {
    page: Page,
    name: String,
    label: String,
    words: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    done: String,
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let done = ["revoked", "no-code"].into_iter().find(|one| *one == asked.done);
    let done = done.map(|done| seat.tongue.say(&format!("phone-done-{done}")));
    console
        .show(seat, Place::Phones, move |read, page| {
            let mut after = start(read, &asked.after)?;
            // Looked up once: most people of a large association are out of sight.
            let in_sight = in_sight(read, &principal)?;
            let mut people = Vec::new();
            let mut more = None;
            'pages: loop {
                let key = after.as_ref().map(|(name, account)| (name.as_str(), *account));
                let found = read.people(Role::Neighbor, key, A_PAGE)?;
                let is_last = found.len() < A_PAGE;
                for (account, name) in found {
                    after = Some((name.clone(), account));
                    if in_sight.as_ref().is_some_and(|seen| !seen.contains(&account)) {
                        continue;
                    }
                    if people.len() == A_PAGE {
                        let last: Option<&Neighbor> = people.last();
                        more = last.map(|last| last.account);
                        break 'pages;
                    }
                    let phones = phones(read, &page, account)?;
                    people.push(Neighbor { account, name, phones });
                }
                if is_last {
                    break;
                }
            }
            let after =
                more.map(|last| Address::new("/desk/phones").with("after", last).to_string());
            Ok(PhonesPage { page, people, after, done })
        })
        .await
}

/// The neighbors whom a person sees; none for all.
pub(super) fn in_sight(
    read: &dyn Read,
    principal: &Principal,
) -> Result<Option<BTreeSet<AccountId>>, StoreError> {
    let Some(missions) = principal.missions(read)? else { return Ok(None) };
    let mut seen = BTreeSet::new();
    for mission in missions {
        seen.extend(read.members(mission)?);
    }
    Ok(Some(seen))
}

/// The person after whom a page begins; somebody's name does not stand in an address.
fn start(read: &dyn Read, after: &str) -> Result<Option<(String, AccountId)>, StoreError> {
    let Ok(account) = after.parse::<AccountId>() else { return Ok(None) };
    let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
    Ok(Account::read(&row.fields()).ok().map(|person| (person.name.to_string(), account)))
}

fn phones(read: &dyn Read, page: &Page, account: AccountId) -> Result<Vec<Phone>, StoreError> {
    let mut phones = Vec::new();
    for (secret, contact) in read.devices_of(account)? {
        let row = read.row(FeedId::Account(account), Kind::Device, secret.device.0)?;
        let Ok(device) = Device::read(&row.fields()) else { continue };
        phones.push(Phone {
            device: secret.device,
            label: device.label.to_string(),
            revoked: device.revoked,
            copied: secret.copied_from.is_some(),
            contact: contact.as_ref().map(|contact| page.when(contact.at)),
            waiting: contact.as_ref().map_or(0, |contact| contact.waiting),
            attention: contact.as_ref().map_or(0, |contact| contact.attention),
            app: contact.map(|contact| contact.app).unwrap_or_default(),
        });
    }
    Ok(phones)
}

/// A code is shown once, on the page that answers: it stands in no address.
pub(super) async fn code(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let account: AccountId = posted.get("account").parse().map_err(|_| Trouble::NotFound)?;
    let made = console
        .write(move |write, moment| {
            if !principal.sees_account(&*write, account)? {
                return Err(Trouble::NotFound);
            }
            make_code(write, &principal, account, moment)
        })
        .await?;
    show_code(&console, seat, &headers, made).await
}

/// A code that was made: for whom, its words, until when.
struct Made {
    name: String,
    words: String,
    expires: Millis,
}

fn make_code(
    write: &mut dyn Write,
    principal: &Principal,
    account: AccountId,
    moment: &mut Moment<'_>,
) -> Result<Made, Trouble> {
    let row = write.row(FeedId::Account(account), Kind::Account, account.0)?;
    let person = Account::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
    let (code, expires) = accounts::enrolment_code(write, account, CODE_VALID, moment)?;
    write.add_audit(&Audit {
        at: moment.now,
        account: principal.account,
        verb: "phone-code".to_owned(),
        feed: Some(FeedId::Account(account)),
        record: None,
    })?;
    Ok(Made { name: person.name.to_string(), words: code.to_string(), expires })
}

async fn show_code(
    console: &Console,
    seat: Seat,
    headers: &HeaderMap,
    made: Made,
) -> Result<Response, Trouble> {
    let Made { name, words, expires } = made;
    let link = format!("{}/app/#code={words}", seat.origin(headers));
    let picture = qr::picture(&link)?;
    console
        .show(seat, Place::Phones, move |_, page| {
            let until = page.t.long_when(expires);
            Ok(CodePage { page, name, words, link, picture, until })
        })
        .await
}

/// Shown once, like a code: the phone sends another as soon as it learns that this one was told.
pub(super) async fn recover(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let device: DeviceId = posted.get("device").parse().map_err(|_| Trouble::NotFound)?;
    let told = console
        .write(move |write, moment| {
            if !principal.sees_device(&*write, device)? {
                return Ok(None);
            }
            let words = recovery::tell(write, device, moment.now)?;
            let feed = write.device(device)?.map(|secret| FeedId::Account(secret.account));
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: "phone-recover".to_owned(),
                feed,
                record: Some(device.0),
            })?;
            Ok::<_, ServiceError>(Some((feed, words.to_string())))
        })
        .await;
    let (feed, words) = match told {
        Ok(Some((Some(feed), words))) => (feed, words),
        Ok(_) => return Err(Trouble::NotFound),
        Err(ServiceError::Store(error)) => return Err(error.into()),
        // The phone has sent none, or cannot have one.
        Err(_) => return Ok(see("/desk/phones?done=no-code")),
    };
    console
        .show(seat, Place::Phones, move |read, page| {
            let owner = feed.owner().unwrap_or_default();
            let person = read.row(feed, Kind::Account, owner)?.fields();
            let person = Account::read(&person).map_err(|_| Trouble::NotFound)?;
            let phone = read.row(feed, Kind::Device, device.0)?.fields();
            let phone = Device::read(&phone).map_err(|_| Trouble::NotFound)?;
            let (name, label) = (person.name.to_string(), phone.label.to_string());
            Ok(RecoverPage { page, name, label, words })
        })
        .await
}

/// Takes a phone's right to read; where another takes its place, that one's code is shown at once.
pub(super) async fn revoke(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let device: DeviceId = posted.get("device").parse().map_err(|_| Trouble::NotFound)?;
    let replaced = posted.get("replace") == "yes";
    let ledger = console.ledger.clone();
    let made = console
        .write(move |write, moment| {
            if !principal.sees_device(&*write, device)? {
                return Err(Trouble::NotFound);
            }
            accounts::revoke(write, device, moment).map_err(|error| match error {
                ServiceError::Store(error) => Trouble::from(error),
                _ => Trouble::NotFound,
            })?;
            let owner = write.device(device)?.map(|secret| secret.account);
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: "phone-revoke".to_owned(),
                feed: owner.map(FeedId::Account),
                record: Some(device.0),
            })?;
            let next = owner.filter(|_| replaced);
            let next = next.map(|owner| make_code(write, &principal, owner, moment)).transpose()?;
            // On the disk before the database commits: no backup may bring the phone back.
            ledger.append(&Entry::RevokeDevice { device, at: moment.now }).map_err(|error| {
                tracing::error!(%error, "the ledger cannot be written: {error}");
                Trouble::Unavailable
            })?;
            Ok(next)
        })
        .await?;
    if let Some(made) = made {
        return show_code(&console, seat, &headers, made).await;
    }
    Ok(see("/desk/phones?done=revoked"))
}
