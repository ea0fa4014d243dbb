//! A door that the building has and the list has not.

use std::rc::Rc;

use dioxus::prelude::*;
use shared::id::StairwellId;

use crate::core::{Command, Grid, Reply};
use crate::i18n::{FAILURE, Texts, spoken, t};
use crate::ui::components::{Field, Problem, Sheet};
use crate::ui::place;
use crate::ui::session::{code_of, use_session};

/// The floors that are offered.
const LOWEST: i64 = -2;
const HIGHEST: i64 = 30;

#[component]
pub(super) fn AddDoor(
    texts: Texts,
    grid: Rc<Grid>,
    shown: Option<StairwellId>,
    onclose: EventHandler<()>,
) -> Element {
    let session = use_session();
    let mut stairwell = use_signal(|| shown);
    let first_floor = grid.stairwells.iter().find(|stair| Some(stair.id) == shown);
    let first_floor = first_floor.and_then(|stair| stair.floors.last()).map_or(0, |one| one.floor);
    let mut floor = use_signal(|| first_floor);
    let mut label = use_signal(String::new);
    let mut problem = use_signal(|| None::<String>);
    let mut add = move || {
        let texts = session.texts();
        let typed = label.peek().trim().to_owned();
        let Some(stairwell) = *stairwell.peek() else { return };
        if typed.is_empty() {
            problem.set(Some(t!(texts, "add-label-missing")));
            return;
        }
        let command = Command::AddDoor { stairwell, floor: *floor.peek(), label: typed.clone() };
        session.ask(command, move |answer| match answer {
            Ok(Reply::DoorEdited(edited)) => {
                let text = t!(session.texts(), "added", door = typed);
                session.toast(text, Some(Command::RemoveDoor { door: edited.door, undo: false }));
                session.send_shortly();
                onclose.call(());
            }
            Ok(_) => onclose.call(()),
            Err(failure) => {
                problem.set(Some(session.texts().of(FAILURE, &code_of(&failure))));
            }
        });
    };
    rsx! {
        Sheet { texts: texts.clone(), title: t!(texts, "add-title"), onclose,
            if let Some(text) = problem() {
                Problem { text }
            }
            div { class: "pair",
                if grid.stairwells.len() > 1 {
                    label { class: "ask",
                        span { {t!(texts, "add-stairwell")} }
                        select {
                            class: "field",
                            onchange: move |event| stairwell.set(event.value().parse().ok()),
                            for stair in grid.stairwells.iter() {
                                option {
                                    key: "{stair.id}",
                                    value: "{stair.id}",
                                    selected: Some(stair.id) == stairwell(),
                                    "{stair.name}"
                                }
                            }
                        }
                    }
                }
                label { class: "ask",
                    span { {t!(texts, "add-floor")} }
                    select {
                        class: "field",
                        onchange: move |event| {
                            if let Ok(chosen) = event.value().parse() {
                                floor.set(chosen);
                            }
                        },
                        for offered in (LOWEST..=HIGHEST).rev() {
                            option {
                                key: "{offered}",
                                value: "{offered}",
                                selected: offered == floor(),
                                {spoken(&place::floor(&texts, offered))}
                            }
                        }
                    }
                }
            }
            Field {
                id: "door-label",
                label: t!(texts, "add-label"),
                value: label(),
                oninput: move |text| label.set(text),
                onenter: move |()| add(),
            }
            button { class: "btn big light whole", r#type: "button", onclick: move |_| add(), {t!(texts, "add-do")} }
        }
    }
}
