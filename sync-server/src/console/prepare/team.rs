//! Who works in a mission, and in which of its buildings.

use std::collections::BTreeSet;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::id::{AccountId, BuildingId};
use shared::record::{Line, Role};

use super::*;

/// So many buildings stand on one page, each with a box for each neighbor.
const A_PAGE: usize = 40;
/// So many people are offered.
const OFFERED: usize = 500;

#[derive(Template)]
#[template(path = "prepare_team.html")]
struct TeamPage {
    page: Page,
    frame: Frame,
    team: Vec<Member>,
    rows: Vec<Row>,
    offered: Vec<(String, String)>,
    form: Form,
    before: Option<String>,
    after: Option<String>,
    here: String,
    add_at: String,
}

struct Member {
    account: AccountId,
    name: String,
    anywhere: bool,
}

struct Row {
    building: BuildingId,
    name: String,
    /// For each member, whether they work here, and what the box is called.
    ticks: Vec<Tick>,
}

struct Tick {
    value: String,
    spoken: String,
    ticked: bool,
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, mission.id()?, Form::default(), asked).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: MissionId,
    form: Form,
    asked: Asked,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = Walk::of(read, t, &principal, id, Stop::Team, &asked)?;
            let team = prepare::team(read, id)?;
            let number = asked.page.min(10_000);
            let shown = walk.chosen.iter().skip(number * A_PAGE).take(A_PAGE);
            let rows = shown.map(|line| {
                let name = t.street(&line.number, &line.street);
                let tick = |(account, place): &(AccountId, prepare::Place)| Tick {
                    value: format!("{account}.{}", line.building),
                    spoken: format!("{}, {name}", place.name),
                    ticked: place.buildings.contains(&line.building),
                };
                Row { ticks: team.iter().map(tick).collect(), building: line.building, name }
            });
            let turn = |number: usize| Address::new(Stop::Team.at(id)).page(number).to_string();
            Ok(TeamPage {
                rows: rows.collect(),
                offered: offered(read, &principal, &team)?,
                before: (number > 0).then(|| turn(number - 1)),
                after: (walk.chosen.len() > (number + 1) * A_PAGE).then(|| turn(number + 1)),
                here: turn(number),
                add_at: format!("{}/add", Stop::Team.at(id)),
                team: team
                    .into_iter()
                    .map(|(account, place)| Member {
                        account,
                        name: place.name,
                        anywhere: place.anywhere,
                    })
                    .collect(),
                frame: walk.frame,
                form,
                page,
            })
        })
        .await
}

/// Neighbors whom this person sees and who have no place in the mission.
fn offered(
    read: &dyn Read,
    principal: &Principal,
    team: &[(AccountId, prepare::Place)],
) -> Result<Vec<(String, String)>, StoreError> {
    // Looked up once: most people of a large association are out of sight.
    let in_sight = super::super::phones::in_sight(read, principal)?;
    let mut offered = Vec::new();
    for (account, name) in read.people(Role::Neighbor, None, OFFERED)? {
        let is_in = team.iter().any(|(member, _)| *member == account);
        if !is_in && in_sight.as_ref().is_none_or(|seen| seen.contains(&account)) {
            offered.push((account.to_string(), name));
        }
    }
    Ok(offered)
}

/// Writes where each of the team works, as far as the page showed it.
pub(in crate::console) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let members: BTreeSet<AccountId> = posted.parsed("member").collect();
    let anywhere: BTreeSet<AccountId> = posted.parsed("anywhere").collect();
    let shown: BTreeSet<BuildingId> = posted.parsed("shown").collect();
    let ticked: BTreeSet<(AccountId, BuildingId)> = posted
        .all("place")
        .filter_map(|one| one.split_once('.'))
        .filter_map(|(account, building)| Some((account.parse().ok()?, building.parse().ok()?)))
        .collect();
    let set = act(&console, &principal, id, "mission-team", move |write, moment| {
        for (member, held) in prepare::team(&*write, id)? {
            if !members.contains(&member) {
                continue;
            }
            let own = ticked.iter().filter(|(account, _)| *account == member);
            let mut buildings: BTreeSet<_> = own
                .map(|(_, building)| *building)
                .filter(|building| shown.contains(building))
                .collect();
            buildings.extend(held.buildings.difference(&shown));
            let place =
                prepare::Place { name: held.name, anywhere: anywhere.contains(&member), buildings };
            prepare::set_place(write, id, member, &place, &shown, moment)?;
        }
        Ok(())
    });
    set.await?.map_err(|_| Trouble::BadForm)?;
    Ok(onward(&posted, Stop::Team, id))
}

/// Adds somebody: one of those offered, or a neighbor who has no account yet. They begin in all
/// buildings that were chosen; anywhere where none was.
pub(in crate::console) async fn add(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, t) = (mission.id()?, seat.tongue);
    let mut form = Form::of(&posted);
    let known: Option<AccountId> = posted.get("account").parse().ok();
    let name = match known {
        Some(_) => None,
        None => form.take(t, "name", Line::parse),
    };
    if form.is_refused() {
        return Ok(refused(fill(&console, seat, id, form, Asked::default()).await?));
    }
    let person = principal.clone();
    let added = act(&console, &principal, id, "mission-team", move |write, moment| {
        let account = match (known, name) {
            (Some(account), _) if person.sees_account(&*write, account)? => account,
            (None, Some(name)) => prepare::add_neighbor(write, name, moment)?,
            _ => return Err(ServiceError::refused("there is no such neighbor")),
        };
        let ground = prepare::ground_of(&*write, id)?;
        let buildings: BTreeSet<_> = ground.iter().map(|line| line.building).collect();
        let anywhere = buildings.is_empty();
        let place = prepare::Place { name: String::new(), anywhere, buildings };
        prepare::set_place(write, id, account, &place, &BTreeSet::new(), moment)
    });
    match added.await? {
        Ok(()) => Ok(see(&format!("{}?done=saved", Stop::Team.at(id)))),
        Err(_) if known.is_some() => Err(Trouble::NotFound),
        Err(_) => {
            form.refuse("name", t.say("team-name-taken"));
            Ok(refused(fill(&console, seat, id, form, Asked::default()).await?))
        }
    }
}
