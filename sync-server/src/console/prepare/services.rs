//! What a mission advises: services of the catalogue, chosen in order, added, and put right.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::id::ServiceId;
use shared::record::{Code, Line, Prose, Service};

use super::*;

#[derive(Template)]
#[template(path = "prepare_services.html")]
struct ServicesPage {
    page: Page,
    frame: Frame,
    services: Vec<ServiceLine>,
    add: String,
}

struct ServiceLine {
    id: String,
    name: String,
    theme: String,
    what: String,
    chosen: bool,
    edit: String,
}

#[derive(Template)]
#[template(path = "service.html")]
struct ServicePage {
    page: Page,
    form: Form,
    /// Where the form goes.
    here: String,
    is_new: bool,
    themes: Vec<(String, String)>,
    /// The mission from whose pages one came, to go back to.
    mission: String,
    back: String,
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = Walk::of(read, t, &principal, id, Stop::Services, &asked)?;
            let held = prepare::services_of(read, id)?;
            let place =
                |service: ServiceId| held.iter().position(|(_, one)| one.service == service);
            let mut services = Vec::new();
            for (service, fields) in read.rows(FeedId::Catalogue, Kind::Service)? {
                let Ok(one) = Service::read(&fields) else { continue };
                let at = Address::new(format!("/desk/services/{service}")).with("mission", id);
                let place = place(ServiceId(service));
                let line = ServiceLine {
                    id: service.to_string(),
                    name: one.name.to_string(),
                    theme: t.word(&format!("theme-{}", one.theme), one.theme.as_str()),
                    what: one.what.to_string(),
                    chosen: place.is_some(),
                    edit: at.to_string(),
                };
                // Those of this theme are looked for first.
                let is_other = one.theme != walk.mission.theme;
                services.push((place.unwrap_or(usize::MAX), is_other, line));
            }
            services.sort_by(|one, other| {
                (one.0, one.1, &one.2.name).cmp(&(other.0, other.1, &other.2.name))
            });
            let add = Address::new("/desk/services/new").with("mission", id).to_string();
            let services = services.into_iter().map(|(_, _, line)| line).collect();
            Ok(ServicesPage { page, frame: walk.frame, services, add })
        })
        .await
}

pub(in crate::console) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let services: Vec<ServiceId> = posted.parsed("service").collect();
    let set = act(&console, &principal, id, "mission-services", move |write, moment| {
        prepare::set_services(write, id, &services, moment)
    });
    set.await?.map_err(|_| Trouble::BadForm)?;
    Ok(onward(&posted, Stop::Services, id))
}

/// The part of an address that names a service, or says `new`.
#[derive(Deserialize)]
pub(in crate::console) struct ServicePath {
    service: String,
}

impl ServicePath {
    fn id(&self) -> Result<Option<ServiceId>, Trouble> {
        match self.service.as_str() {
            "new" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Trouble::NotFound),
        }
    }
}

pub(in crate::console) async fn form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(service): Path<ServicePath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, service.id()?, Form::default(), &asked.mission).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: Option<ServiceId>,
    form: Form,
    mission: &str,
) -> Result<Response, Trouble> {
    let mission: Option<MissionId> = mission.parse().ok();
    console
        .show(seat, Place::Missions, move |read, page| {
            let form = match id {
                Some(id) if !form.is_refused() => {
                    let row = read.row(FeedId::Catalogue, Kind::Service, id.0)?;
                    as_it_stands(&Service::read(&row.fields()).map_err(|_| Trouble::NotFound)?)
                }
                _ => form,
            };
            let back = mission.map_or("/desk/missions".to_owned(), |id| Stop::Services.at(id));
            Ok(ServicePage {
                here: format!(
                    "/desk/services/{}",
                    id.map_or("new".to_owned(), |id| id.to_string())
                ),
                is_new: id.is_none(),
                themes: super::basics::themes(page.t, form.value("theme")),
                mission: mission.map(|id| id.to_string()).unwrap_or_default(),
                back,
                form,
                page,
            })
        })
        .await
}

fn as_it_stands(service: &Service) -> Form {
    let prose = |text: &Option<Prose>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    Form::with(&[
        ("name", service.name.to_string()),
        ("theme", service.theme.to_string()),
        ("what", service.what.to_string()),
        ("who", prose(&service.who)),
        ("place", prose(&service.place)),
        ("hours", prose(&service.hours)),
        ("phone", service.phone.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("papers", prose(&service.papers)),
    ])
}

fn read_service(form: &mut Form, t: Tongue) -> Option<Service> {
    let name = form.take(t, "name", Line::parse);
    let theme = form.take(t, "theme", Code::parse);
    let what = form.take(t, "what", Prose::parse);
    let who = form.take_any(t, "who", Prose::parse);
    let place = form.take_any(t, "place", Prose::parse);
    let hours = form.take_any(t, "hours", Prose::parse);
    let phone = form.take_any(t, "phone", Line::parse);
    let papers = form.take_any(t, "papers", Prose::parse);
    let code =
        name.as_ref().and_then(|name| Code::parse(&super::basics::code_of(name.as_str())).ok());
    if name.is_some() && code.is_none() {
        form.refuse("name", t.say("wrong-shape"));
    }
    if form.is_refused() {
        return None;
    }
    let (name, theme, what, code) = (name?, theme?, what?, code?);
    Some(Service { code, name, theme, what, who, place, hours, phone, papers })
}

pub(in crate::console) async fn save(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(service): Path<ServicePath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, t) = (service.id()?, seat.tongue);
    let mission: Option<MissionId> = posted.get("mission").parse().ok();
    let mut form = Form::of(&posted);
    let Some(new) = read_service(&mut form, t) else {
        return Ok(refused(fill(&console, seat, id, form, posted.get("mission")).await?));
    };
    let saved = console
        .write(move |write, moment| {
            let saved = prepare::put_service(write, id, &new, moment)?;
            write.add_audit(&Audit {
                at: moment.now,
                account: principal.account,
                verb: if id.is_none() { "service-add" } else { "service-set" }.to_owned(),
                feed: Some(FeedId::Catalogue),
                record: Some(saved.0),
            })?;
            // One that is added from a mission's pages is meant for it.
            if let (Some(mission), None) = (mission, id)
                && principal.mission(&*write, mission)?.is_some()
            {
                let held = prepare::services_of(&*write, mission)?;
                let mut services: Vec<_> = held.into_iter().map(|(_, one)| one.service).collect();
                services.push(saved);
                prepare::set_services(write, mission, &services, moment)?;
            }
            Ok::<_, ServiceError>(saved)
        })
        .await;
    match saved {
        Ok(_) => {
            let back = mission.map(|id| format!("{}?done=saved", Stop::Services.at(id)));
            Ok(see(back.as_deref().unwrap_or("/desk/missions")))
        }
        Err(ServiceError::Store(error)) => Err(error.into()),
        Err(_) if id.is_some() => Err(Trouble::NotFound),
        Err(_) => {
            form.refuse("name", t.say("service-taken"));
            Ok(refused(fill(&console, seat, id, form, posted.get("mission")).await?))
        }
    }
}
