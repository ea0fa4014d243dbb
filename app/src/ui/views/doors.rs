//! The doors of a building, as one stands in its stairwell: floors from the top down, the next
//! door lit, several to be chosen at once.

use std::collections::BTreeSet;
use std::rc::Rc;

use dioxus::prelude::*;
use shared::id::{BuildingId, DoorId, MissionId, StairwellId};

use crate::core::{Command, Grid, NewOutcomes, Place, Reply};
use crate::i18n::{Texts, t};
use crate::ui::components::{
    Empty, Legend, Pills, TopBar, flipping_icon, icon, raised, small_icon,
};
use crate::ui::page::{use_line, use_page};
use crate::ui::place;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::screen;
use crate::ui::session::{Session, use_session, use_texts};

mod add;
mod other;
mod stair;

use add::AddDoor;
use other::OtherOutcome;
use stair::Stair;

#[component]
pub(crate) fn DoorsScreen(mission: MissionId, building: BuildingId) -> Element {
    // A list of one, so that another building begins anew.
    rsx! {
        for (mission , building) in [(mission, building)] {
            Doors { key: "{mission}{building}", mission, building }
        }
    }
}

/// Which sheet is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Add,
    Other,
}

#[component]
fn Doors(mission: MissionId, building: BuildingId) -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let page = use_page(Command::Building { mission, building }, |reply| match reply {
        Reply::Building(grid) => Some(grid),
        _ => None,
    });
    let line = use_line();
    let mut chosen_stairwell = use_signal(|| None::<StairwellId>);
    let mut picked = use_signal(|| None::<BTreeSet<DoorId>>);
    let mut open = use_signal(|| Open::Nothing);
    let grid = match super::shown(&texts, page) {
        Ok(grid) => grid,
        Err(instead) => return instead,
    };
    let here = grid.next.as_ref().filter(|next| next.building == building);
    let lit = here.map(|next| next.door);
    let stairwell = chosen_stairwell().or(here.map(|next| next.stairwell));
    let stair = grid.stairwells.iter().find(|one| Some(one.id) == stairwell);
    let stair = stair.or(grid.stairwells.first()).cloned();
    let shown_stairwell = stair.as_ref().map(|stair| stair.id);
    let is_picking = picked.read().is_some();
    let has_tabs = grid.stairwells.len() > 1;
    let stop_picking = move || {
        picked.set(None);
        screen::focus("title");
    };
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: grid.name.clone(),
            subtitle: t!(texts, "of-total-spoken", part = grid.seen, whole = grid.doors),
            takes_focus: lit.is_none(),
            onback: move |()| trail.back(Route::MissionScreen { mission }),
            if let Some(line) = line.shown() {
                Pills { texts: texts.clone(), waiting: line.waiting, attention: line.attention }
            }
        }
        if has_tabs {
            Cages {
                texts: texts.clone(),
                grid: grid.clone(),
                shown: shown_stairwell,
                onshow: move |stairwell| chosen_stairwell.set(Some(stairwell)),
            }
        }
        main { class: "scroll", id: "wall",
            if let Some(stair) = stair.clone() {
                div { class: "wall-tools",
                    button {
                        class: "link",
                        r#type: "button",
                        "aria-pressed": "{is_picking}",
                        onclick: move |_| {
                            let next = if picked.peek().is_some() { None } else { Some(BTreeSet::new()) };
                            picked.set(next);
                        },
                        if is_picking {
                            {t!(texts, "doors-stop-choosing")}
                        } else {
                            {t!(texts, "doors-choose")}
                        }
                    }
                    button {
                        class: "link",
                        r#type: "button",
                        onclick: move |_| open.set(Open::Add),
                        {t!(texts, "doors-add")}
                    }
                }
                if stair.floors.is_empty() {
                    Empty { picture: "door", text: t!(texts, "doors-empty"), help: t!(texts, "doors-empty-help") }
                }
                for stair in [stair] {
                    div {
                        key: "{stair.id}",
                        id: "stairs",
                        role: has_tabs.then_some("tabpanel"),
                        "aria-labelledby": has_tabs.then(|| tab_id(shown_stairwell)),
                        Stair {
                            texts: texts.clone(),
                            stair,
                            lit,
                            picked,
                            onopen: move |door| {
                                navigator().push(Route::AtDoor { mission, door });
                            },
                        }
                    }
                }
                Legend { texts: texts.clone() }
            } else {
                Empty { picture: "building", text: t!(texts, "doors-empty"), help: t!(texts, "doors-empty-help") }
            }
        }
        ToastPlace {}
        Dado {
            texts: texts.clone(),
            mission,
            next: grid.next.clone(),
            is_here: lit.is_some(),
            picked: picked.read().as_ref().map(BTreeSet::len),
            onabsent: move |()| {
                keep(session, mission, picked, "absent", None);
            },
            onother: move |()| open.set(Open::Other),
            oncancel: move |()| {
                let mut stop_picking = stop_picking;
                stop_picking();
            },
        }
        match open() {
            Open::Nothing => rsx! {},
            Open::Add => rsx! {
                AddDoor {
                    texts,
                    grid: grid.clone(),
                    shown: shown_stairwell,
                    onclose: move |()| open.set(Open::Nothing),
                }
            },
            Open::Other => rsx! {
                OtherOutcome {
                    texts,
                    count: picked.read().as_ref().map_or(0, BTreeSet::len),
                    onclose: move |()| open.set(Open::Nothing),
                    onkeep: move |(outcome, due): (&'static str, Option<String>)| {
                        open.set(Open::Nothing);
                        keep(session, mission, picked, outcome, due);
                    },
                }
            },
        }
    }
}

/// Keeps one outcome at all chosen doors, and says so with a way back.
fn keep(
    session: Session,
    mission: MissionId,
    mut picked: Signal<Option<BTreeSet<DoorId>>>,
    outcome: &'static str,
    due: Option<String>,
) {
    let doors: Vec<DoorId> = picked.peek().iter().flatten().copied().collect();
    if doors.is_empty() {
        return;
    }
    let count = doors.len();
    let wish =
        NewOutcomes { doors, mission: Some(mission.to_string()), outcome: outcome.to_owned(), due };
    picked.set(None);
    session.act(Command::Outcomes(wish), move |reply| {
        if let Reply::Outcomes(outcomes) = reply {
            let texts = session.texts();
            let state = place::state_in_words(&texts, outcome);
            let text = t!(texts, "saved-many", count = count, state = state);
            session.send_shortly();
            session
                .toast(text, Some(Command::WithdrawMany { visits: outcomes.visits, undo: false }));
        }
    });
}

fn tab_id(stairwell: Option<StairwellId>) -> String {
    stairwell.map(|id| format!("cage-{id}")).unwrap_or_default()
}

/// The stairwells of the building, as tabs.
#[component]
fn Cages(
    texts: Texts,
    grid: Rc<Grid>,
    shown: Option<StairwellId>,
    onshow: EventHandler<StairwellId>,
) -> Element {
    let ids: Vec<StairwellId> = grid.stairwells.iter().map(|stair| stair.id).collect();
    let step = move |by: isize| {
        let at = ids.iter().position(|id| Some(*id) == shown).unwrap_or_default();
        let to = at.checked_add_signed(by).and_then(|to| ids.get(to));
        if let Some(to) = to {
            onshow.call(*to);
            screen::focus(&tab_id(Some(*to)));
        }
    };
    let is_rtl = texts.language().direction() == "rtl";
    // One that the next door chose may stand beside what is in sight.
    use_effect(use_reactive!(|shown| screen::show(&tab_id(shown))));
    rsx! {
        div {
            class: "cages",
            role: "tablist",
            "aria-label": t!(texts, "doors-cages"),
            onkeydown: move |event| {
                let by = match event.key() {
                    Key::ArrowRight if is_rtl => -1,
                    Key::ArrowLeft if is_rtl => 1,
                    Key::ArrowRight => 1,
                    Key::ArrowLeft => -1,
                    _ => return,
                };
                event.prevent_default();
                step(by);
            },
            for stair in grid.stairwells.iter() {
                button {
                    key: "{stair.id}",
                    id: tab_id(Some(stair.id)),
                    r#type: "button",
                    role: "tab",
                    "aria-selected": if Some(stair.id) == shown { "true" } else { "false" },
                    "aria-controls": "stairs",
                    tabindex: if Some(stair.id) == shown { "0" } else { "-1" },
                    onclick: {
                        let id = stair.id;
                        move |_| onshow.call(id)
                    },
                    b { {place::stairwell(&texts, &stair.name)} }
                    small { class: "num",
                        bdi { {t!(texts, "of-total", part = stair.seen, whole = stair.doors)} }
                    }
                }
            }
        }
    }
}

/// What the thumb finds: the next door, or what to do with the chosen ones.
#[component]
fn Dado(
    texts: Texts,
    mission: MissionId,
    next: Option<Place>,
    is_here: bool,
    picked: Option<usize>,
    onabsent: EventHandler<()>,
    onother: EventHandler<()>,
    oncancel: EventHandler<()>,
) -> Element {
    let Some(count) = picked else {
        return rsx! {
            footer { class: "dado",
                if let Some(next) = next {
                    Link { class: "btn light wide", to: place::route_of(mission, &next),
                        span {
                            b { {t!(texts, "doors-go", door = next.label.as_str())} }
                            small {
                                if is_here {
                                    {raised(&place::landing(&texts, &next))}
                                } else {
                                    {raised(&place::way(&texts, &next))}
                                }
                            }
                        }
                        {flipping_icon("arrow")}
                    }
                } else {
                    p { class: "next",
                        {small_icon("check")}
                        span { {t!(texts, "doors-all-seen")} }
                    }
                }
            }
        };
    };
    rsx! {
        footer { class: "dado",
            div { class: "line",
                b { "aria-live": "polite", {t!(texts, "doors-chosen", count = count)} }
                button { class: "on", r#type: "button", onclick: move |_| oncancel.call(()), {t!(texts, "cancel")} }
            }
            div { class: "two",
                button {
                    class: "btn big light grow",
                    r#type: "button",
                    "aria-disabled": (count == 0).then_some("true"),
                    onclick: move |_| onabsent.call(()),
                    {icon("dash")}
                    {t!(texts, "doors-nobody")}
                }
                button {
                    class: "btn big ghost",
                    r#type: "button",
                    "aria-disabled": (count == 0).then_some("true"),
                    onclick: move |_| if count > 0 { onother.call(()) },
                    {t!(texts, "doors-other")}
                }
            }
            if let Some(next) = next {
                p { class: "next",
                    svg { class: "i i-s flip", "aria-hidden": "true", r#use { href: "#i-arrow" } }
                    span {
                        {raised(&t!(
                            texts, "doors-next", door = next.label.as_str(), place = place::floor(&texts, next.floor)
                        ))}
                    }
                }
            }
        }
    }
}
