//! What a mission is: for whom, on what, when, and with which message.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use chrono::NaiveDate;
use shared::id::{PartnerId, TerritoryId};
use shared::record::{Code, FieldError, Line, Partner, Prose, Role, Territory};

use super::*;
use crate::service::message;
use crate::service::missions::NewMission;

/// The themes of missions and services; others, set by commands, are kept.
pub(super) const THEMES: [&str; 9] =
    ["housing", "energy", "water", "health", "education", "rights", "waste", "jobs", "digital"];
/// A choice that is not in the list yet.
const NEW: &str = "new";

#[derive(Template)]
#[template(path = "prepare_basics.html")]
struct BasicsPage {
    page: Page,
    /// None while the mission is not there yet.
    frame: Option<Frame>,
    form: Form,
    themes: Vec<(String, String)>,
    partners: Vec<(String, String)>,
    territories: Vec<(String, String)>,
    /// Whether this person may name a territory that is not there yet.
    may_found: bool,
}

pub(in crate::console) async fn new_form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
) -> Result<Response, Trouble> {
    fill(&console, seat, None, Form::default(), Asked::default()).await
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, Some(mission.id()?), Form::default(), asked).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    mission: Option<MissionId>,
    form: Form,
    asked: Asked,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = mission
                .map(|id| Walk::of(read, t, &principal, id, Stop::Basics, &asked))
                .transpose()?;
            let form = match &walk {
                Some(walk) if !form.is_refused() => as_it_stands(&walk.mission),
                _ => form,
            };
            Ok(BasicsPage {
                themes: themes(t, form.value("theme")),
                partners: partners(read)?,
                territories: territories(read, &principal)?,
                may_found: principal.role == Role::Admin,
                frame: walk.map(|walk| walk.frame),
                form,
                page,
            })
        })
        .await
}

fn as_it_stands(mission: &Mission) -> Form {
    Form::with(&[
        ("title", mission.title.to_string()),
        ("theme", mission.theme.to_string()),
        ("partner", mission.partner.to_string()),
        ("message", mission.message.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("starts", mission.starts.to_string()),
        ("ends", mission.ends.to_string()),
    ])
}

pub(super) fn themes(t: Tongue, chosen: &str) -> Vec<(String, String)> {
    let mut themes: Vec<_> =
        THEMES.into_iter().map(|code| (code.to_owned(), t.say(&format!("theme-{code}")))).collect();
    if !chosen.is_empty() && !THEMES.contains(&chosen) {
        themes.push((chosen.to_owned(), chosen.to_owned()));
    }
    themes
}

fn partners(read: &dyn Read) -> Result<Vec<(String, String)>, StoreError> {
    let mut partners = Vec::new();
    for (id, fields) in read.rows(FeedId::Catalogue, Kind::Partner)? {
        if let Ok(partner) = Partner::read(&fields) {
            partners.push((id.to_string(), partner.name.to_string()));
        }
    }
    partners.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(partners)
}

/// The territories in which this person may prepare a mission.
fn territories(
    read: &dyn Read,
    principal: &Principal,
) -> Result<Vec<(String, String)>, StoreError> {
    let feeds = match principal.role {
        Role::Admin => read.feeds()?,
        _ => principal.scopes.clone(),
    };
    let mut territories = Vec::new();
    for feed in feeds {
        if let FeedId::Territory(id) = feed {
            let row = read.row(feed, Kind::Territory, id.0)?;
            let name = Territory::read(&row.fields()).map(|one| one.name.to_string());
            territories.extend(name.map(|name| (id.to_string(), name)));
        }
    }
    territories.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(territories)
}

/// Whom a mission is for: a partner of the catalogue, or one that is added to it.
enum For {
    Known(PartnerId),
    New(Partner),
}

/// Where it is: a territory, or one that is founded.
enum Where {
    Known(TerritoryId),
    New(Line),
}

/// What was typed, as far as it can be read.
struct Basics {
    title: Line,
    theme: Code,
    partner: For,
    message: Option<Prose>,
    starts: NaiveDate,
    ends: NaiveDate,
}

fn read_basics(form: &mut Form, t: Tongue) -> Option<Basics> {
    let title = form.take(t, "title", Line::parse);
    let theme = form.take(t, "theme", Code::parse);
    let partner = match form.value("partner").to_owned().as_str() {
        NEW => {
            let name = form.take(t, "partner_name", Line::parse);
            let sort = form.take_any(t, "partner_sort", Line::parse);
            let code = name.as_ref().and_then(|name| Code::parse(&code_of(name.as_str())).ok());
            if name.is_some() && code.is_none() {
                form.refuse("partner_name", t.say("wrong-shape"));
            }
            name.zip(code).map(|(name, code)| For::New(Partner { code, name, sort }))
        }
        known => {
            let known = known.parse().ok().map(For::Known);
            if known.is_none() {
                form.refuse("partner", t.say("prepare-partner-missing"));
            }
            known
        }
    };
    let message = form.take_any(t, "message", Prose::parse);
    let (starts, ends) = (day(form, t, "starts"), day(form, t, "ends"));
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        form.refuse("ends", t.say("prepare-ends-early"));
    }
    if form.is_refused() {
        return None;
    }
    Some(Basics {
        title: title?,
        theme: theme?,
        partner: partner?,
        message,
        starts: starts?,
        ends: ends?,
    })
}

fn day(form: &mut Form, t: Tongue, name: &str) -> Option<NaiveDate> {
    let day = form.value(name).parse().ok();
    if day.is_none() {
        form.refuse(name, t.say("wrong-day"));
    }
    day
}

/// A code made of a name: `orlesse-habitat` of Orlesse Habitat.
pub(super) fn code_of(name: &str) -> String {
    let mut code = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'a'..='z' | '0'..='9' => c,
            'à' | 'â' | 'ä' | 'á' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            _ if code.is_empty() || code.ends_with('-') => continue,
            _ => '-',
        };
        if code.len() < 40 {
            code.push(plain);
        }
    }
    code.trim_end_matches('-').to_owned()
}

pub(in crate::console) async fn make(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let t = seat.tongue;
    let mut form = Form::of(&posted);
    let basics = read_basics(&mut form, t);
    let place = match form.value("territory").to_owned().as_str() {
        NEW if principal.role == Role::Admin => {
            form.take(t, "territory_name", Line::parse).map(Where::New)
        }
        known => {
            let known = known.parse::<TerritoryId>().ok().map(Where::Known);
            if known.is_none() {
                form.refuse("territory", t.say("prepare-territory-missing"));
            }
            known
        }
    };
    let (Some(basics), Some(place)) = (basics, place) else {
        return Ok(refused(fill(&console, seat, None, form, Asked::default()).await?));
    };
    let made = console
        .write(move |write, moment| {
            let territory = match place {
                Where::New(name) => ground::territory(write, &name, None, moment)?,
                Where::Known(id) => id,
            };
            if !principal.sees(&*write, FeedId::Territory(territory))? {
                return Ok(None);
            }
            let partner = partner_of(write, basics.partner, moment)?;
            let new = NewMission {
                territory,
                partner,
                title: basics.title,
                theme: basics.theme,
                message: basics.message,
                starts: basics.starts,
                ends: basics.ends,
                state: MissionState::Draft,
                services: Vec::new(),
            };
            let mission = missions::create(write, &new, moment)?;
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: "mission-add".to_owned(),
                feed: Some(FeedId::Mission(mission)),
                record: None,
            })?;
            Ok::<_, ServiceError>(Some(mission))
        })
        .await;
    match made {
        Ok(Some(mission)) => Ok(see(&Stop::Services.at(mission))),
        Ok(None) => Err(Trouble::NotFound),
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) => {
            form.refuse("partner_name", t.say("prepare-partner-taken"));
            Ok(refused(fill(&console, seat, None, form, Asked::default()).await?))
        }
    }
}

fn partner_of(
    write: &mut dyn Write,
    partner: For,
    moment: &mut Moment<'_>,
) -> Result<PartnerId, ServiceError> {
    match partner {
        For::Known(id) => Ok(id),
        For::New(partner) => {
            if missions::by_code::<Partner>(&*write, partner.code.as_str()).is_ok() {
                return Err(ServiceError::refused("this partner is in the catalogue already"));
            }
            missions::add_partner(write, &partner, moment)
        }
    }
}

pub(in crate::console) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, t) = (mission.id()?, seat.tongue);
    let mut form = Form::of(&posted);
    let Some(basics) = read_basics(&mut form, t) else {
        return Ok(refused(fill(&console, seat, Some(id), form, Asked::default()).await?));
    };
    let author = principal.account;
    let set = act(&console, &principal, id, "mission-set", move |write, moment| {
        let partner = partner_of(write, basics.partner, moment)?;
        let held = write.row(FeedId::Mission(id), Kind::Mission, id.0)?;
        let held = Mission::read(&held.fields())
            .map_err(|error| ServiceError::refused(error.to_string()))?;
        let new = Mission {
            partner,
            title: basics.title,
            theme: basics.theme,
            starts: basics.starts,
            ends: basics.ends,
            ..held
        };
        prepare::revise(write, id, &new, moment)?;
        message::set(write, id, basics.message.as_ref(), Some(author), None, moment)
    });
    if set.await?.is_err() {
        form.refuse("partner_name", t.say("prepare-partner-taken"));
        return Ok(refused(fill(&console, seat, Some(id), form, Asked::default()).await?));
    }
    Ok(onward(&posted, Stop::Basics, id))
}

/// A field of a form that is a word out of a list of our own.
pub(super) fn chosen<T: std::str::FromStr<Err = FieldError>>(
    form: &mut Form,
    t: Tongue,
    name: &str,
) -> Option<T> {
    form.take(t, name, str::parse)
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn a_code_is_made_of_a_name() {
        assert_eq!(code_of("CCAS de Brévigny-sur-Orlesse"), "ccas-de-brevigny-sur-orlesse");
        assert_eq!(code_of("  L’Été !"), "l-ete");
        assert_eq!(code_of("水"), "");
    }
}
