//! Doors for the buildings of a mission that have none yet: a layout, looked at and then made.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::doors::{DoorPlan, Numbering, Shape, plan};
use shared::id::BuildingId;
use shared::record::{FieldError, Line};

use super::*;
use crate::service::ground::Layout;

/// No more doors are made at once: whoever needs more has mistyped, or takes two steps.
const MOST: usize = 20_000;

#[derive(Template)]
#[template(path = "prepare_doors.html")]
struct DoorsPage {
    page: Page,
    frame: Frame,
    bare: Vec<Building>,
    ready: Vec<Building>,
    form: Form,
    numberings: Vec<(&'static str, String)>,
    /// What would be made, before it is.
    plan: Option<Planned>,
    buildings_at: String,
}

struct Building {
    id: BuildingId,
    name: String,
    doors: u64,
    address: String,
}

/// One stairwell as it would be, from the top down, and how much of it there would be.
struct Planned {
    floors: Vec<(String, Vec<String>)>,
    sum: String,
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, mission.id()?, None, None, asked).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: MissionId,
    form: Option<Form>,
    plan: Option<Planned>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = Walk::of(read, t, &principal, id, Stop::Doors, &asked)?;
            let building = |line: &GroundLine| Building {
                id: line.building,
                name: t.street(&line.number, &line.street),
                doors: line.doors,
                address: format!("{}/{}", Stop::Doors.at(id), line.building),
            };
            let (bare, ready): (Vec<_>, Vec<_>) =
                walk.chosen.iter().map(building).partition(|one| one.doors == 0);
            let form = form.unwrap_or_else(|| {
                let mut fields = vec![
                    ("stairwells", "A".to_owned()),
                    ("floors", "4".to_owned()),
                    ("per_floor", "3".to_owned()),
                    ("numbering", "by_floor".to_owned()),
                ];
                fields.extend(bare.iter().map(|one| ("building", one.id.to_string())));
                Form::with(&fields)
            });
            let numberings = Numbering::ALL
                .iter()
                .map(|one| (one.as_str(), t.say(&format!("numbering-{one}"))))
                .collect();
            let buildings_at = Stop::Buildings.at(id);
            Ok(DoorsPage {
                page,
                frame: walk.frame,
                bare,
                ready,
                form,
                numberings,
                plan,
                buildings_at,
            })
        })
        .await
}

/// A layout as it was typed; the reason stands beside the field that is at fault.
pub(super) fn layout(form: &mut Form, t: Tongue) -> Option<(Layout, Vec<DoorPlan>)> {
    let typed = form.value("stairwells").to_owned();
    let names = typed.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    let mut stairwells: Vec<Line> = Vec::new();
    for name in names {
        match Line::parse(name) {
            Ok(name) if !stairwells.contains(&name) => stairwells.push(name),
            Ok(_) => form.refuse("stairwells", t.say("doors-stairwell-twice")),
            Err(error) => form.refuse("stairwells", crate::console::form::said(t, &error)),
        }
    }
    if stairwells.is_empty() {
        form.refuse("stairwells", t.say("wrong-empty"));
    }
    let number = |low: i64, high: i64| {
        move |typed: &str| match typed.parse::<i64>() {
            Ok(n) if (low..=high).contains(&n) => Ok(n),
            _ => Err(FieldError::OutOfRange(low, high)),
        }
    };
    let floors = form.take(t, "floors", number(0, 99));
    let per_floor = form.take(t, "per_floor", number(1, 99));
    let on_ground = form.take_any(t, "on_ground", number(0, 99));
    let numbering: Option<Numbering> = super::basics::chosen(form, t, "numbering");
    if form.is_refused() {
        return None;
    }
    let shape = Shape { floors: floors?, per_floor: per_floor?, on_ground };
    let layout = Layout { stairwells, shape, numbering: numbering? };
    let doors = plan(&layout.shape, layout.numbering).unwrap_or_default();
    if doors.is_empty() {
        form.refuse("on_ground", t.say("doors-shape-none"));
        return None;
    }
    Some((layout, doors))
}

/// Shows what would be made, or makes it.
pub(in crate::console) async fn make(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, t) = (mission.id()?, seat.tongue);
    let mut form = Form::of(&posted);
    let buildings: Vec<BuildingId> = posted.parsed("building").collect();
    if buildings.is_empty() {
        form.refuse("building", t.say("doors-no-building"));
    }
    let layout = layout(&mut form, t);
    if let Some((layout, doors)) = &layout
        && doors.len() * layout.stairwells.len() * buildings.len() > MOST
    {
        form.refuse("floors", t.count("doors-too-many", MOST as u64));
    }
    let Some((layout, doors)) = layout.filter(|_| !form.is_refused()) else {
        let shown = fill(&console, seat, id, Some(form), None, Asked::default()).await?;
        return Ok(refused(shown));
    };
    if posted.get("go") == "look" {
        let planned = planned(t, &layout, &doors, buildings.len());
        return fill(&console, seat, id, Some(form), Some(planned), Asked::default()).await;
    }
    let made = act(&console, &principal, id, "mission-doors", move |write, moment| {
        let held = prepare::ground_of(&*write, id)?;
        let is_ours = |building: &BuildingId| held.iter().any(|line| line.building == *building);
        let ours: Vec<_> = buildings.into_iter().filter(is_ours).collect();
        let row = write.row(FeedId::Mission(id), Kind::Mission, id.0)?;
        let mission = Mission::read(&row.fields())
            .map_err(|error| ServiceError::refused(error.to_string()))?;
        ground::generate_doors(write, mission.territory, Some(&ours), &layout, moment)
    });
    let made = made.await?.map_err(|_| Trouble::BadForm)?;
    Ok(see(&format!("{}?done=made.{}", Stop::Doors.at(id), made.doors)))
}

fn planned(t: Tongue, layout: &Layout, doors: &[DoorPlan], buildings: usize) -> Planned {
    let mut floors: Vec<(String, Vec<String>)> = Vec::new();
    for door in doors {
        let floor = super::grid::floor(t, door.floor.get());
        match floors.last_mut() {
            Some((last, labels)) if *last == floor => labels.push(door.label.to_string()),
            _ => floors.push((floor, vec![door.label.to_string()])),
        }
    }
    floors.reverse();
    let number = |n: usize| crate::console::tongue::Part::Number(n as u64);
    let all = doors.len() * layout.stairwells.len() * buildings;
    let parts = [("doors", number(all)), ("buildings", number(buildings))];
    Planned { floors, sum: words::strong(&t.with("doors-planned", &parts)) }
}
