//! Where a mission is: buildings of its territory, chosen page by page.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::id::BuildingId;

use super::*;

const A_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "prepare_buildings.html")]
struct BuildingsPage {
    page: Page,
    frame: Frame,
    q: String,
    chosen: u64,
    lines: Vec<Building>,
    before: Option<String>,
    after: Option<String>,
    /// This page, to come back to.
    here: String,
    addresses: String,
}

struct Building {
    id: BuildingId,
    name: String,
    doors: u64,
    chosen: bool,
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
            let walk = Walk::of(read, t, &principal, id, Stop::Buildings, &asked)?;
            let q: String = asked.q.trim().chars().take(100).collect();
            let number = asked.page.min(10_000);
            let mut found = read.ground(walk.territory, &q, number * A_PAGE, A_PAGE + 1)?;
            let more = found.len() > A_PAGE;
            found.truncate(A_PAGE);
            let turn = |number: usize| {
                Address::new(Stop::Buildings.at(id)).with("q", &q).page(number).to_string()
            };
            let is_chosen =
                |building: BuildingId| walk.chosen.iter().any(|line| line.building == building);
            let lines = found.iter().map(|line| Building {
                id: line.building,
                name: t.street(&line.number, &line.street),
                doors: line.doors,
                chosen: is_chosen(line.building),
            });
            Ok(BuildingsPage {
                lines: lines.collect(),
                before: (number > 0).then(|| turn(number - 1)),
                after: more.then(|| turn(number + 1)),
                here: turn(number),
                addresses: Stop::Addresses.at(id),
                chosen: walk.chosen.len() as u64,
                frame: walk.frame,
                q,
                page,
            })
        })
        .await
}

/// What was shown and not ticked is let go; what was not shown stays as it is.
pub(in crate::console) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let named = |name| -> Vec<BuildingId> { posted.parsed(name).collect() };
    let (chosen, mut left) = (named("building"), named("shown"));
    left.retain(|building| !chosen.contains(building));
    let set = act(&console, &principal, id, "mission-buildings", move |write, _| {
        prepare::choose_buildings(write, id, &chosen, &left)
    });
    set.await?.map_err(|_| Trouble::BadForm)?;
    Ok(onward(&posted, Stop::Buildings, id))
}
