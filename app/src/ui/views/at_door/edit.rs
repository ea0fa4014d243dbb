//! What is to be put right about a door: its name, whether it is there, whether people want visits.

use dioxus::prelude::*;
use shared::id::MissionId;

use crate::core::{Command, DoorPage, Reply};
use crate::i18n::{FAILURE, Texts, t};
use crate::ui::components::{Field, Problem, Sheet, icon};
use crate::ui::route::{Route, use_trail};
use crate::ui::session::{code_of, use_session};

#[component]
pub(super) fn EditDoor(
    texts: Texts,
    mission: MissionId,
    shown: DoorPage,
    onclose: EventHandler<()>,
) -> Element {
    let session = use_session();
    let trail = use_trail();
    let door = shown.place.door;
    let before = shown.place.label.clone();
    let grid = Route::DoorsScreen { mission, building: shown.place.building };
    let mut label = use_signal(|| before.clone());
    let mut problem = use_signal(|| None::<String>);
    // Each of them is undone by the command that does the contrary.
    let ask = move |command: Command, text: String, undo: Command, leaves: Option<Route>| {
        session.ask(command, move |answer| match answer {
            Ok(Reply::DoorEdited(_)) => {
                session.toast(text, Some(undo));
                session.send_shortly();
                onclose.call(());
                if let Some(grid) = leaves {
                    trail.to_grid(grid);
                }
            }
            Ok(_) => onclose.call(()),
            Err(failure) => problem.set(Some(session.texts().of(FAILURE, &code_of(&failure)))),
        });
    };
    let rename = {
        let (before, texts) = (before.clone(), texts.clone());
        move || {
            let new = label.peek().trim().to_owned();
            if new.is_empty() {
                problem.set(Some(t!(texts, "add-label-missing")));
            } else if new == before {
                onclose.call(());
            } else {
                let text = t!(texts, "renamed", door = new.as_str());
                let undo = Command::RenameDoor { door, label: before.clone() };
                ask(Command::RenameDoor { door, label: new }, text, undo, None);
            }
        }
    };
    let (mut by_key, mut by_tap) = (rename.clone(), rename);
    let is_stopped = shown.do_not_contact;
    rsx! {
        Sheet { texts: texts.clone(), title: t!(texts, "edit-title", label = before.as_str()), onclose,
            if let Some(text) = problem() {
                Problem { text }
            }
            Field {
                id: "door-name",
                label: t!(texts, "edit-label"),
                value: label(),
                oninput: move |text| label.set(text),
                onenter: move |()| by_key(),
            }
            button { class: "btn big light whole", r#type: "button", onclick: move |_| by_tap(),
                {t!(texts, "edit-rename")}
            }
            div { class: "g2",
                button {
                    class: "out",
                    r#type: "button",
                    onclick: {
                        let (texts, label) = (texts.clone(), before.clone());
                        move |_| {
                            let text = if is_stopped {
                                t!(texts, "unstopped", door = label.as_str())
                            } else {
                                t!(texts, "stopped", door = label.as_str())
                            };
                            let undo = Command::DoNotContact { door, stop: is_stopped };
                            ask(Command::DoNotContact { door, stop: !is_stopped }, text, undo, None);
                        }
                    },
                    {icon("hand")}
                    span {
                        if is_stopped {
                            b { {t!(texts, "edit-stop-undo")} }
                        } else {
                            b { {t!(texts, "edit-stop")} }
                            small { {t!(texts, "edit-stop-help")} }
                        }
                    }
                }
                button {
                    class: "out",
                    r#type: "button",
                    onclick: {
                        let (texts, label) = (texts.clone(), before.clone());
                        move |_| {
                            let text = t!(texts, "removed", door = label.as_str());
                            let undo = Command::RemoveDoor { door, undo: true };
                            ask(Command::RemoveDoor { door, undo: false }, text, undo, Some(grid.clone()));
                        }
                    },
                    {icon("bin")}
                    span { b { {t!(texts, "edit-remove")} } }
                }
            }
        }
    }
}
