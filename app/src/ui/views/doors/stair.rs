//! One stairwell: its floors as rows, walked by arrows; Enter opens, Space chooses, a long touch
//! begins to choose.

use std::collections::BTreeSet;
use std::time::Duration;

use dioxus::prelude::*;
use shared::id::DoorId;

use crate::core::{GridDoor, GridFloor, GridStairwell};
use crate::i18n::{Texts, spoken, t};
use crate::platform::{Clock, MachineClock};
use crate::ui::components::{Cell, DoorCell, raised};
use crate::ui::place;
use crate::ui::screen::{self, FRAME};

/// How long a finger rests on a door to choose it.
const LONG: Duration = Duration::from_millis(500);
/// So many floors above and below the one with the lamp are drawn at once.
const IN_SIGHT: u32 = 6;
/// So many doors stand in a row; more of them scroll sideways.
const IN_A_ROW: usize = 4;

/// The doors that are chosen; nothing while none are being chosen.
type Picked = Signal<Option<BTreeSet<DoorId>>>;

#[component]
pub(super) fn Stair(
    texts: Texts,
    stair: GridStairwell,
    lit: Option<DoorId>,
    picked: Picked,
    onopen: EventHandler<DoorId>,
) -> Element {
    let mut stop = use_signal(|| lit);
    let pressed = use_signal(|| None::<(DoorId, u32)>);
    let is_held = use_signal(|| false);
    // After something was kept, one stands at the next door.
    use_effect(use_reactive!(|lit| {
        if let Some(lit) = lit {
            stop.set(Some(lit));
            screen::focus_in_sight(&door_id(lit));
        }
    }));
    let floors: Vec<Vec<DoorId>> =
        stair.floors.iter().map(|floor| floor.doors.iter().map(|door| door.id).collect()).collect();
    let has_stop = floors.iter().flatten().any(|door| Some(*door) == stop());
    let stop_now = if has_stop { stop() } else { floors.iter().flatten().next().copied() };
    let is_rtl = texts.language().direction() == "rtl";
    let name = t!(texts, "doors-grid", name = place::stairwell(&texts, &stair.name));
    let name = if stair.name.is_empty() { t!(texts, "nav-doors") } else { name };
    let choosable: BTreeSet<DoorId> = stair
        .floors
        .iter()
        .flat_map(|floor| &floor.doors)
        .filter(|door| !door.do_not_contact)
        .map(|door| door.id)
        .collect();
    let touch = Touch { stop, pressed, is_held, picked };
    let row_of = |door: Option<DoorId>| {
        floors.iter().position(|doors| doors.iter().any(|one| Some(*one) == door))
    };
    // What is in sight is drawn first.
    let middle = row_of(lit).unwrap_or_default();
    rsx! {
        div {
            class: "stair",
            role: "grid",
            "aria-label": name,
            "aria-multiselectable": "true",
            onkeydown: move |event| {
                let Some(at) = stop_now else { return };
                if event.key() == Key::Character(" ".to_owned()) {
                    event.prevent_default();
                    if choosable.contains(&at) {
                        choose(picked, at);
                    }
                } else if let Some(to) = walk(&floors, at, &event.key(), is_rtl) {
                    event.prevent_default();
                    stop.set(Some(to));
                    screen::focus(&door_id(to));
                }
            },
            for (row , floor) in stair.floors.into_iter().enumerate() {
                Floor {
                    key: "{floor.floor}",
                    texts: texts.clone(),
                    lit: lit.filter(|lit| has(&floor, *lit)),
                    stop_now: stop_now.filter(|stop| has(&floor, *stop)),
                    wait: u32::try_from(row.abs_diff(middle)).unwrap_or(u32::MAX).saturating_sub(IN_SIGHT),
                    floor,
                    touch,
                    onopen,
                }
            }
        }
    }
}

/// What the doors of one stairwell share.
#[derive(Clone, Copy, PartialEq)]
struct Touch {
    stop: Signal<Option<DoorId>>,
    pressed: Signal<Option<(DoorId, u32)>>,
    is_held: Signal<bool>,
    picked: Picked,
}

fn has(floor: &GridFloor, door: DoorId) -> bool {
    floor.doors.iter().any(|one| one.id == door)
}

/// One landing. One that is far from what is in sight draws its doors so many frames later, so that
/// a tower is there as soon as a house.
#[component]
fn Floor(
    texts: Texts,
    floor: GridFloor,
    lit: Option<DoorId>,
    stop_now: Option<DoorId>,
    wait: u32,
    touch: Touch,
    onopen: EventHandler<DoorId>,
) -> Element {
    let mut is_drawn = use_signal(|| wait == 0);
    use_hook(|| {
        if wait > 0 {
            spawn(async move {
                MachineClock::default().pause(FRAME.saturating_mul(wait)).await;
                is_drawn.set(true);
            });
        }
    });
    let GridFloor { floor, doors } = floor;
    let Touch { mut stop, pressed, mut is_held, picked } = touch;
    rsx! {
        div { class: "floor", role: "row",
            div { class: "lab", role: "rowheader",
                span { class: "short", "aria-hidden": "true",
                    b { {raised(&place::floor_short(&texts, floor))} }
                }
                b { class: "vh", {spoken(&place::capital(&place::floor(&texts, floor)))} }
            }
            div {
                class: if doors.len() > IN_A_ROW { "doors more" } else { "doors" },
                role: "presentation",
                if is_drawn() {
                    for (index , door) in doors.iter().enumerate() {
                        DoorCell {
                            key: "{door.id}",
                            texts: texts.clone(),
                            cell: cell(door, lit, picked, Some(door.id) == stop_now || (index == 0 && doors.len() > IN_A_ROW)),
                            onopen: {
                                let (id, may) = (door.id, !door.do_not_contact);
                                move |()| {
                                    stop.set(Some(id));
                                    if *is_held.peek() {
                                        // The touch that chose it ends here.
                                        is_held.set(false);
                                    } else if picked.peek().is_some() {
                                        if may {
                                            choose(picked, id);
                                        }
                                    } else {
                                        onopen.call(id);
                                    }
                                }
                            },
                            onpress: {
                                let (id, may) = (door.id, !door.do_not_contact);
                                move |down| {
                                    if down && may {
                                        press(pressed, is_held, picked, id);
                                    } else {
                                        let mut pressed = pressed;
                                        pressed.set(None);
                                    }
                                }
                            },
                            onhold: {
                                let (id, may) = (door.id, !door.do_not_contact);
                                move |()| {
                                    if may && picked.peek().is_none() {
                                        choose(picked, id);
                                    }
                                }
                            },
                        }
                    }
                }
            }
        }
    }
}

fn door_id(door: DoorId) -> String {
    format!("door-{door}")
}

fn cell(door: &GridDoor, lit: Option<DoorId>, picked: Picked, is_stop: bool) -> Cell {
    Cell {
        id: door_id(door.id),
        label: door.label.clone(),
        state: door.state.clone(),
        lit: lit == Some(door.id),
        picked: picked.read().as_ref().map(|picked| picked.contains(&door.id)),
        is_stop,
    }
}

/// Chooses a door, or leaves it again.
fn choose(mut picked: Picked, door: DoorId) {
    let mut chosen = picked.write();
    let chosen = chosen.get_or_insert_default();
    if !chosen.remove(&door) {
        chosen.insert(door);
    }
}

/// A finger rests on a door: if it is still there after a while, the door is chosen.
fn press(
    mut pressed: Signal<Option<(DoorId, u32)>>,
    mut is_held: Signal<bool>,
    picked: Picked,
    door: DoorId,
) {
    let turn = pressed.peek().map_or(0, |(_, turn)| turn).wrapping_add(1);
    is_held.set(false);
    pressed.set(Some((door, turn)));
    spawn(async move {
        MachineClock::default().pause(LONG).await;
        if *pressed.peek() == Some((door, turn)) && picked.peek().is_none() {
            is_held.set(true);
            choose(picked, door);
        }
    });
}

/// Where an arrow leads from a door: along the landing, or to the same place one floor up or down.
fn walk(floors: &[Vec<DoorId>], at: DoorId, key: &Key, is_rtl: bool) -> Option<DoorId> {
    let (row, column) = floors.iter().enumerate().find_map(|(row, doors)| {
        doors.iter().position(|door| *door == at).map(|column| (row, column))
    })?;
    let landing = floors.get(row)?;
    let along = |by: isize| column.checked_add_signed(by).and_then(|to| landing.get(to)).copied();
    let across = |by: isize| {
        let doors = floors.get(row.checked_add_signed(by)?)?;
        doors.get(column).or(doors.last()).copied()
    };
    match key {
        Key::ArrowRight => along(if is_rtl { -1 } else { 1 }),
        Key::ArrowLeft => along(if is_rtl { 1 } else { -1 }),
        Key::ArrowUp => across(-1),
        Key::ArrowDown => across(1),
        Key::Home => landing.first().copied(),
        Key::End => landing.last().copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use shared::id::DoorId;

    use super::*;

    #[test]
    fn arrows_walk_the_stairwell() {
        let id = |last: u8| {
            format!("019ab000-0000-7000-8000-0000000000{last:02x}").parse::<DoorId>().unwrap()
        };
        let floors = [vec![id(1), id(2), id(3)], vec![id(4)]];
        let from = |door, key: Key, is_rtl| walk(&floors, id(door), &key, is_rtl);
        assert_eq!(from(1, Key::ArrowRight, false), Some(id(2)));
        assert_eq!(from(1, Key::ArrowRight, true), None);
        assert_eq!(from(1, Key::ArrowLeft, true), Some(id(2)));
        assert_eq!(from(3, Key::ArrowDown, false), Some(id(4)));
        assert_eq!(from(4, Key::ArrowUp, false), Some(id(1)));
        assert_eq!(from(4, Key::ArrowDown, false), None);
        assert_eq!(from(2, Key::End, false), Some(id(3)));
        assert_eq!(from(9, Key::ArrowUp, false), None);
    }
}
