//! The doors of one building as they stand, floor by floor, to be renamed, added and removed.
//!
//! A stairwell is one form: whatever is pressed in it, the labels that were typed are kept. What
//! was removed is offered back on the page that follows.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::doors::DoorPlan;
use shared::id::{BuildingId, DoorId, StairwellId, TerritoryId};
use shared::record::{Building, Door, Floor, Line, Rank};

use super::*;
use crate::console::picture;
use crate::service::ground::Listed;

#[derive(Template)]
#[template(path = "prepare_grid.html")]
struct GridPage {
    page: Page,
    frame: Frame,
    name: String,
    stairwells: Vec<Stairwell>,
    form: Form,
    /// A door that was just removed, to be put back.
    removed: String,
    here: String,
    back: String,
    numberings: Vec<(&'static str, String)>,
}

struct Stairwell {
    id: StairwellId,
    name: String,
    name_wrong: Option<String>,
    top: i64,
    floors: Vec<FloorRow>,
}

struct FloorRow {
    floor: i64,
    word: String,
    doors: Vec<Cell>,
}

struct Cell {
    id: DoorId,
    label: String,
    wrong: Option<String>,
    state: &'static str,
    spoken: String,
    spoken_remove: String,
}

/// The part of an address that names a mission and one of its buildings.
#[derive(Deserialize)]
pub(in crate::console) struct GridPath {
    mission: String,
    building: String,
}

impl GridPath {
    fn ids(&self) -> Result<(MissionId, BuildingId), Trouble> {
        let mission = self.mission.parse().map_err(|_| Trouble::NotFound)?;
        Ok((mission, self.building.parse().map_err(|_| Trouble::NotFound)?))
    }
}

/// A floor's name, short: RdC, 1, 2.
pub(super) fn floor(t: Tongue, floor: i64) -> String {
    if floor == 0 { t.say("floor-ground") } else { floor.to_string() }
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<GridPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let (id, building) = path.ids()?;
    fill(&console, seat, id, building, Form::default(), asked).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: MissionId,
    building: BuildingId,
    form: Form,
    asked: Asked,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = Walk::of(read, t, &principal, id, Stop::Doors, &asked)?;
            let row = read.row(walk.territory, Kind::Building, building.0)?;
            Building::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
            let territory = walk.mission.territory;
            let standing: BTreeMap<DoorId, &'static str> = read
                .doors_of(walk.feed, &[building])?
                .iter()
                .map(|line| (line.door, picture::standing(line)))
                .collect();
            let doors = ground::list_doors(read, territory, building)?;
            let name = address(t, &row.fields());
            let stairwells = ground::stairwells_of(read, territory, building)?;
            let stairwells = stairwells.into_iter().map(|(stairwell, name)| {
                let own = doors.iter().filter(|one| one.stairwell == stairwell);
                stood(t, &form, &standing, stairwell, name.as_str(), own)
            });
            let numberings = shared::doors::Numbering::ALL
                .iter()
                .map(|one| (one.as_str(), t.say(&format!("numbering-{one}"))))
                .collect();
            Ok(GridPage {
                stairwells: stairwells.collect(),
                name,
                removed: asked
                    .removed
                    .parse::<DoorId>()
                    .map(|id| id.to_string())
                    .unwrap_or_default(),
                here: format!("{}/{building}", Stop::Doors.at(id)),
                back: Stop::Doors.at(id),
                frame: walk.frame,
                form,
                numberings,
                page,
            })
        })
        .await
}

fn address(t: Tongue, fields: &shared::value::Fields) -> String {
    let Ok(building) = Building::read(fields) else { return String::new() };
    let number = building.number.map(|number| number.get().to_string());
    let suffix = building.suffix.as_ref().map(ToString::to_string);
    let number: Vec<_> = number.into_iter().chain(suffix).collect();
    t.street(&number.join(" "), building.street.as_str())
}

fn stood<'l>(
    t: Tongue,
    form: &Form,
    standing: &BTreeMap<DoorId, &'static str>,
    id: StairwellId,
    name: &str,
    doors: impl Iterator<Item = &'l Listed>,
) -> Stairwell {
    let is_typed = form.value("stairwell") == id.to_string();
    let mut floors: BTreeMap<i64, Vec<Cell>> = BTreeMap::new();
    for one in doors {
        let field = format!("label.{}", one.id);
        let stands = one.door.label.to_string();
        let label = if is_typed { form.value(&field).to_owned() } else { stands };
        let state = standing.get(&one.id).copied().unwrap_or("todo");
        floors.entry(one.door.floor.get()).or_default().push(Cell {
            id: one.id,
            wrong: form.wrong(&field).map(str::to_owned),
            spoken: t.about("grid-label", &label),
            spoken_remove: t.about("grid-remove", &label),
            label,
            state,
        });
    }
    // A floor between two that have doors may have lost its own.
    if let (Some(low), Some(high)) = (floors.keys().next(), floors.keys().next_back()) {
        for between in *low..=*high {
            floors.entry(between).or_default();
        }
    } else {
        floors.entry(0).or_default();
    }
    let top = floors.keys().next_back().map_or(0, |top| top + 1);
    let rows = floors.into_iter().rev();
    let rows = rows.map(|(floor, doors)| FloorRow { floor, word: self::floor(t, floor), doors });
    Stairwell {
        id,
        name: if is_typed { form.value("name").to_owned() } else { name.to_owned() },
        name_wrong: is_typed.then(|| form.wrong("name").map(str::to_owned)).flatten(),
        top,
        floors: rows.collect(),
    }
}

/// What was pressed.
enum Pressed {
    Save,
    Add(Floor),
    Remove(DoorId),
}

fn pressed(typed: &str) -> Result<Pressed, Trouble> {
    match typed.split_once(':') {
        Some(("add", floor)) => {
            let floor = floor.parse().ok().and_then(|floor| Floor::new(floor).ok());
            floor.map(Pressed::Add).ok_or(Trouble::BadForm)
        }
        Some(("remove", door)) => door.parse().map(Pressed::Remove).map_err(|_| Trouble::BadForm),
        _ => Ok(Pressed::Save),
    }
}

/// One stairwell: its name, its labels, and what was pressed.
pub(in crate::console) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<GridPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let ((id, building), t) = (path.ids()?, seat.tongue);
    match posted.get("act") {
        "new" => return add_stairwell(&console, seat, id, building, &posted).await,
        "restore" => return restore(&console, seat, id, building, &posted).await,
        _ => {}
    }
    let principal = seat.person()?.clone();
    let stairwell: StairwellId = posted.get("stairwell").parse().map_err(|_| Trouble::NotFound)?;
    let pressed = pressed(posted.get("act"))?;
    let territory = territory_of(&console, &principal, id).await?;
    let (held, names) = console
        .store
        .read(move |read| {
            let held = ground::list_doors(read, territory, building)?;
            Ok::<_, ServiceError>((held, ground::stairwells_of(read, territory, building)?))
        })
        .await?;
    if !names.iter().any(|(one, _)| *one == stairwell) {
        return Err(Trouble::NotFound);
    }
    let own: Vec<Listed> = held.into_iter().filter(|one| one.stairwell == stairwell).collect();
    let mut form = Form::of(&posted);
    let name = form.take(t, "name", Line::parse);
    if names.iter().any(|(one, held)| *one != stairwell && Some(held) == name.as_ref()) {
        form.refuse("name", t.say("grid-name-taken"));
    }
    let removed = if let Pressed::Remove(door) = &pressed { Some(*door) } else { None };
    let labels = labels(&mut form, t, &own, removed);
    let Some(name) = name.filter(|_| !form.is_refused()) else {
        let shown = fill(&console, seat, id, building, form, Asked::default()).await?;
        return Ok(refused(shown));
    };
    let is_renamed = names.iter().all(|(one, held)| *one != stairwell || *held != name);
    let done = act(&console, &principal, id, "doors-set", move |write, moment| {
        if is_renamed {
            ground::rename_stairwell(write, stairwell, &name, moment)?;
        }
        for one in &own {
            if let Some(label) = labels.get(&one.id).filter(|label| **label != one.door.label) {
                ground::rename_door(write, one.id, label, moment)?;
            }
        }
        match pressed {
            Pressed::Save => Ok("done=saved".to_owned()),
            Pressed::Remove(door) if own.iter().any(|one| one.id == door) => {
                ground::remove_door(write, door, moment)?;
                Ok(format!("done=removed&removed={door}"))
            }
            Pressed::Remove(_) => Err(ServiceError::refused("this door is in another stairwell")),
            Pressed::Add(floor) => {
                let door = next_door(stairwell, floor, &own, labels.values())?;
                let door = ground::add_door(write, &door, moment)?;
                Ok(format!("done=saved#d-{door}"))
            }
        }
    });
    let done = done.await?.map_err(|_| Trouble::BadForm)?;
    Ok(see(&format!("{}/{building}?{done}", Stop::Doors.at(id))))
}

/// The labels as they were typed. Each stands once in a stairwell: a neighbor must find the door.
fn labels(
    form: &mut Form,
    t: Tongue,
    own: &[Listed],
    removed: Option<DoorId>,
) -> BTreeMap<DoorId, Line> {
    let mut labels: BTreeMap<DoorId, Line> = BTreeMap::new();
    for one in own.iter().filter(|one| Some(one.id) != removed) {
        let field = format!("label.{}", one.id);
        let Some(label) = form.take(t, &field, Line::parse) else { continue };
        if labels.values().any(|other| *other == label) {
            form.refuse(&field, t.say("grid-label-twice"));
        }
        labels.insert(one.id, label);
    }
    labels
}

/// A door at the end of a landing, with a label that nobody has yet.
fn next_door<'l>(
    stairwell: StairwellId,
    floor: Floor,
    own: &[Listed],
    labels: impl Iterator<Item = &'l Line>,
) -> Result<Door, ServiceError> {
    let ranks = own.iter().filter(|one| one.door.floor == floor).map(|one| one.door.rank.get());
    let rank = ranks.max().unwrap_or(0) + 1;
    let unfit = |error: shared::record::FieldError| ServiceError::refused(error.to_string());
    let taken: Vec<String> = labels.map(ToString::to_string).collect();
    let first = format!("{}{rank}", floor.get());
    let others = (2..).map(|n| format!("{first} {n}"));
    let label = std::iter::once(first.clone()).chain(others).find(|label| !taken.contains(label));
    Ok(Door {
        stairwell,
        floor,
        rank: Rank::new(rank).map_err(unfit)?,
        label: Line::parse(&label.unwrap_or(first)).map_err(unfit)?,
        do_not_contact: false,
        erased_at: None,
    })
}

async fn territory_of(
    console: &Console,
    principal: &Principal,
    id: MissionId,
) -> Result<TerritoryId, Trouble> {
    let principal = principal.clone();
    console
        .store
        .read(move |read| {
            let mission = super::super::missions::of(read, &principal, id)?;
            Ok(mission.territory)
        })
        .await
}

async fn add_stairwell(
    console: &Console,
    seat: Seat,
    id: MissionId,
    building: BuildingId,
    posted: &Posted,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let t = seat.tongue;
    let territory = territory_of(console, &principal, id).await?;
    let mut form = Form::of(posted);
    let mut made: Vec<(Line, Vec<DoorPlan>)> = Vec::new();
    if let Some((layout, doors)) = super::doors::layout(&mut form, t) {
        made.extend(layout.stairwells.into_iter().map(|name| (name, doors.clone())));
    }
    if !form.is_refused() {
        let added = act(console, &principal, id, "mission-doors", move |write, moment| {
            if write.row(FeedId::Territory(territory), Kind::Building, building.0)?.is_absent() {
                return Err(ServiceError::refused("there is no such building"));
            }
            made.iter().try_for_each(|(name, doors)| {
                ground::add_stairwell(write, territory, building, name, doors, moment)
            })
        });
        match added.await? {
            Ok(()) => return Ok(see(&format!("{}/{building}?done=saved", Stop::Doors.at(id)))),
            Err(_) => form.refuse("stairwells", t.say("grid-name-taken")),
        }
    }
    Ok(refused(fill(console, seat, id, building, form, Asked::default()).await?))
}

async fn restore(
    console: &Console,
    seat: Seat,
    id: MissionId,
    building: BuildingId,
    posted: &Posted,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let door: DoorId = posted.get("door").parse().map_err(|_| Trouble::NotFound)?;
    let territory = territory_of(console, &principal, id).await?;
    let restored = act(console, &principal, id, "doors-set", move |write, moment| {
        ground::restore_door(write, territory, door, moment)
    });
    restored.await?.map_err(|_| Trouble::NotFound)?;
    Ok(see(&format!("{}/{building}?done=restored", Stop::Doors.at(id))))
}
