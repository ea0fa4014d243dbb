//! What all pages share: the rail, the person, the language, and what was just done.

use askama::Template;
use axum::response::{IntoResponse, Response};
use shared::id::FeedId;
use shared::record::{Kind, Record, Role, Territory};
use shared::time::Millis;

use super::answer::{Trouble, html};
use super::form::PROOF;
use super::gate::Seat;
use super::signals;
use super::statics::{MARK_SVG, SCRIPT_JS, STYLE_CSS, TOKENS_CSS};
use super::tongue::Tongue;
use crate::auth::Principal;
use crate::store::{Read, StoreError};

/// Where in the rail a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before anybody is signed in.
    Outside,
    Missions,
    Review,
    FollowUps,
    Signals,
    Impact,
    Doors,
    Phones,
    Aside,
    People,
    Audit,
    Me,
}

/// The frame of a page.
pub(super) struct Page {
    pub(super) t: Tongue,
    pub(super) place: Place,
    /// Holds light or dark, whatever the system wishes.
    pub(super) theme: Option<String>,
    /// What a form carries.
    pub(super) proof: String,
    pub(super) person: Option<Person>,
    pub(super) now: Millis,
}

/// The person whose page it is.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) below: String,
    pub(super) staff: bool,
    pub(super) admin: bool,
    pub(super) shortcuts: bool,
    pub(super) waiting: u64,
    pub(super) aside: u64,
    /// Signals whose day passed without a word of what came of them.
    pub(super) late: u64,
}

impl Page {
    pub(super) fn of(read: &dyn Read, seat: &Seat, place: Place) -> Result<Self, StoreError> {
        let known = seat.principal.as_ref().filter(|one| one.session.full);
        let person = known
            .map(|principal| Person::of(read, principal, seat.tongue, seat.now))
            .transpose()?;
        let theme = known.map(|one| one.login.theme.clone()).filter(|theme| theme != "auto");
        let proof = seat.secret.form_proof();
        Ok(Self { t: seat.tongue, place, theme, proof, person, now: seat.now })
    }

    pub(super) fn is(&self, place: &str) -> bool {
        format!("{:?}", self.place).eq_ignore_ascii_case(place)
    }

    pub(super) fn proof_name(&self) -> &'static str {
        PROOF
    }

    pub(super) fn tokens(&self) -> &'static str {
        &TOKENS_CSS.address
    }

    pub(super) fn style(&self) -> &'static str {
        &STYLE_CSS.address
    }

    pub(super) fn script(&self) -> &'static str {
        &SCRIPT_JS.address
    }

    pub(super) fn mark(&self) -> &'static str {
        &MARK_SVG.address
    }

    pub(super) fn icons(&self) -> &'static str {
        assets::console::ICONS
    }

    pub(super) fn when(&self, at: Millis) -> String {
        self.t.when(at, self.now)
    }
}

impl Person {
    fn of(
        read: &dyn Read,
        principal: &Principal,
        t: Tongue,
        now: Millis,
    ) -> Result<Self, StoreError> {
        let staff = matches!(principal.role, Role::Admin | Role::Supervisor);
        let late = read.count_signals(&signals::late(read, principal, now)?)?;
        let waiting = if staff { waiting(read, principal)? } else { 0 };
        let mut aside = 0;
        if staff {
            for (feed, changes) in read.undecided_counts()? {
                aside += if principal.sees(read, feed)? { changes } else { 0 };
            }
        }
        let mut below = Vec::new();
        for scope in &principal.scopes {
            if let FeedId::Territory(id) = scope {
                let row = read.row(*scope, Kind::Territory, id.0)?;
                below.extend(Territory::read(&row.fields()).map(|one| one.name.to_string()));
            }
        }
        if below.is_empty() {
            below.push(t.say(&format!("role-{}", principal.role)));
        }
        Ok(Self {
            name: principal.name.clone(),
            below: below.join(", "),
            staff,
            admin: principal.role == Role::Admin,
            shortcuts: principal.login.shortcuts,
            waiting,
            aside,
            late,
        })
    }
}

/// How many visits wait to be read by this person.
pub(super) fn waiting(read: &dyn Read, principal: &Principal) -> Result<u64, StoreError> {
    match principal.missions(read)? {
        None => Ok(read.all_review_counts()?.received),
        Some(missions) => {
            let counts = missions.into_iter().map(|mission| read.review_counts(mission));
            counts.map(|counts| counts.map(|counts| counts.received)).sum()
        }
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    page: Page,
    text: String,
}

/// The page of a trouble. It has no rail: whatever went wrong may have gone wrong there.
pub(super) fn trouble(t: Tongue, text: &str) -> Response {
    let page = Page {
        t,
        place: Place::Outside,
        theme: None,
        proof: String::new(),
        person: None,
        now: Millis(0),
    };
    let text = t.say(text);
    let rendered = TroublePage { page, text }.render().map_err(Trouble::from);
    rendered.map_or_else(IntoResponse::into_response, html)
}
