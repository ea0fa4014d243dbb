//! Doors: a cell of the grid, and the small one of legends and rows.

use dioxus::prelude::*;

use super::icon;
use crate::i18n::{STATE, STATE_FULL, Texts, t};

/// The glyph of a state; a door still to see has its knob instead.
pub(crate) fn glyph(state: &str) -> Option<&'static str> {
    match state {
        "met" => Some("check"),
        "absent" => Some("dash"),
        "come_back" => Some("again"),
        "refused" => Some("x"),
        "inaccessible" => Some("lock"),
        "vacant" => Some("dots"),
        "do_not_contact" => Some("hand"),
        _ => None,
    }
}

/// A small door that shows a state beside its word.
pub(crate) fn small_door(state: &str) -> Element {
    rsx! {
        i { class: "mini", "data-state": state,
            if let Some(name) = glyph(state) {
                {icon(name)}
            }
        }
    }
}

/// What a cell shows.
#[derive(Clone, PartialEq)]
pub(crate) struct Cell {
    /// The id of its element.
    pub(crate) id: String,
    /// What is written on the door.
    pub(crate) label: String,
    /// Its state.
    pub(crate) state: String,
    /// It is the next one: the lamp is lit.
    pub(crate) lit: bool,
    /// Whether it is chosen, while several are being chosen.
    pub(crate) picked: Option<bool>,
    /// The Tab key stops here.
    pub(crate) is_stop: bool,
}

/// A door in the grid. Where it stands is its floor's affair, what a touch means its screen's.
#[component]
pub(crate) fn DoorCell(
    cell: Cell,
    texts: Texts,
    onopen: EventHandler<()>,
    onpress: EventHandler<bool>,
    onhold: EventHandler<()>,
) -> Element {
    let Cell { id, label, state, lit, picked, is_stop } = cell;
    let full = texts.of(STATE_FULL, &state);
    let name = if lit {
        t!(texts, "door-next-spoken", label = label.as_str(), state = full)
    } else {
        t!(texts, "door-spoken", label = label.as_str(), state = full)
    };
    let word = if lit && picked.is_none() && state == "to_see" {
        t!(texts, "state-here")
    } else {
        texts.of(STATE, &state)
    };
    let size = match label.chars().count() {
        0..=2 => None,
        3 => Some("three"),
        _ => Some("many"),
    };
    let chosen = picked == Some(true);
    let shown_glyph =
        if chosen { None } else { glyph(&state).filter(|_| !lit || state != "to_see") };
    rsx! {
        div { class: "cell", role: "gridcell",
            button {
                class: if lit { "door lit" } else { "door" },
                id,
                r#type: "button",
                "data-state": "{state}",
                "aria-pressed": picked.map(|picked| picked.to_string()),
                "aria-disabled": (picked.is_some() && state == "do_not_contact").then_some("true"),
                tabindex: if is_stop { "0" } else { "-1" },
                onclick: move |_| onopen.call(()),
                onpointerdown: move |_| onpress.call(true),
                onpointerup: move |_| onpress.call(false),
                onpointercancel: move |_| onpress.call(false),
                onpointerleave: move |_| onpress.call(false),
                oncontextmenu: move |event| {
                    event.prevent_default();
                    onhold.call(());
                },
                span { class: "vh", "{name}" }
                b { class: size, "aria-hidden": "true", "{label}" }
                if let Some(name) = shown_glyph {
                    {icon(name)}
                }
                span { class: "word", "aria-hidden": "true", "{word}" }
                if chosen {
                    svg { class: "i tick", "aria-hidden": "true", r#use { href: "#i-check" } }
                }
            }
        }
    }
}

/// What each state looks like, and its word.
#[component]
pub(crate) fn Legend(texts: Texts) -> Element {
    rsx! {
        ul { class: "legend", "aria-label": t!(texts, "doors-legend"),
            for state in STATE.members() {
                li { key: "{state}",
                    {small_door(state)}
                    span { {texts.of(STATE, state)} }
                }
            }
        }
    }
}
