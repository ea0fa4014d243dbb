//! The last page of the walk: what is still missing, the codes for the phones, and the start.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::HeaderMap;
use shared::id::AccountId;
use shared::record::Device;
use shared::time::Millis;

use super::*;
use crate::service::accounts;

/// How long a code that is made here is good.
const CODE_VALID: i64 = 7 * Millis::DAY;

#[derive(Template)]
#[template(path = "prepare_start.html")]
struct StartPage {
    page: Page,
    frame: Frame,
    lacks: Vec<Lack>,
    team: Vec<Member>,
    codes_at: String,
    form: Form,
}

/// Something that is missing, and where to put it right.
struct Lack {
    said: String,
    address: String,
}

struct Member {
    account: AccountId,
    name: String,
    /// Whether they have a phone that can read.
    has_phone: bool,
}

#[derive(Template)]
#[template(path = "prepare_codes.html")]
struct CodesPage {
    page: Page,
    title: String,
    back: String,
    codes: Vec<CodeSheet>,
}

struct CodeSheet {
    name: String,
    words: String,
    link: String,
    picture: String,
    until: String,
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, mission.id()?, asked, Form::default()).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: MissionId,
    asked: Asked,
    form: Form,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = Walk::of(read, t, &principal, id, Stop::Start, &asked)?;
            let held = &walk.progress;
            let lacks = [
                (held.services == 0, Stop::Services, "start-lacks-services"),
                (held.buildings == 0, Stop::Buildings, "start-lacks-buildings"),
                (held.bare > 0, Stop::Doors, "start-lacks-doors"),
                (held.neighbors == 0, Stop::Team, "start-lacks-team"),
            ];
            let lacks = lacks.into_iter().filter(|(is_missing, ..)| *is_missing);
            let lacks = lacks.map(|(_, stop, word)| Lack {
                said: t.count(word, held.bare as u64),
                address: stop.at(id),
            });
            let mut team = Vec::new();
            for (account, place) in prepare::team(read, id)? {
                team.push(Member {
                    account,
                    name: place.name,
                    has_phone: has_phone(read, account)?,
                });
            }
            let codes_at = format!("/desk/missions/{id}/codes");
            Ok(StartPage { lacks: lacks.collect(), frame: walk.frame, team, codes_at, form, page })
        })
        .await
}

fn has_phone(read: &dyn Read, account: AccountId) -> Result<bool, StoreError> {
    for (secret, _) in read.devices_of(account)? {
        let row = read.row(FeedId::Account(account), Kind::Device, secret.device.0)?;
        if Device::read(&row.fields()).is_ok_and(|device| !device.revoked) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Starts the mission, ends it, or takes it back into preparation.
pub(in crate::console) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let (state, verb, done) = match posted.get("state") {
        "open" => (MissionState::Open, "mission-start", "started"),
        "closed" => (MissionState::Closed, "mission-end", "ended"),
        _ => return Err(Trouble::BadForm),
    };
    let set = act(&console, &principal, id, verb, move |write, moment| {
        prepare::set_state(write, id, state, moment)
    });
    set.await?.map_err(|_| Trouble::BadForm)?;
    Ok(see(&format!("{}?done={done}", Stop::Start.at(id))))
}

/// One-time codes for those of the team who were ticked, shown once, a sheet each.
pub(in crate::console) async fn codes(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let wanted: Vec<AccountId> = posted.parsed("account").collect();
    if wanted.is_empty() {
        let mut form = Form::of(&posted);
        form.refuse("account", seat.tongue.say("codes-nobody"));
        return Ok(refused(fill(&console, seat, id, Asked::default(), form).await?));
    }
    let made = console
        .write(move |write, moment| {
            principal.mission(&*write, id)?.ok_or(Trouble::NotFound)?;
            let mut made = Vec::new();
            for (account, place) in prepare::team(&*write, id)? {
                if !wanted.contains(&account) {
                    continue;
                }
                let (code, expires) = accounts::enrolment_code(write, account, CODE_VALID, moment)?;
                write.add_audit(&Audit {
                    at: moment.now,
                    account: principal.account,
                    verb: "phone-code".to_owned(),
                    feed: Some(FeedId::Account(account)),
                    record: None,
                })?;
                made.push((place.name, code.to_string(), expires));
            }
            Ok::<_, Trouble>(made)
        })
        .await?;
    let origin = seat.origin(&headers);
    console
        .show(seat, Place::Missions, move |read, page| {
            let row = read.row(FeedId::Mission(id), Kind::Mission, id.0)?;
            let mission = Mission::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
            let mut codes = Vec::new();
            for (name, words, expires) in made {
                let link = format!("{origin}/app/#code={words}");
                let (picture, until) = (qr::picture(&link)?, page.t.long_when(expires));
                codes.push(CodeSheet { name, words, link, picture, until });
            }
            let (title, back) = (mission.title.to_string(), Stop::Start.at(id));
            Ok(CodesPage { page, title, back, codes })
        })
        .await
}
