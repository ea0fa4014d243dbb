//! At a door: what was before, what to say, and six outcomes in reach of one thumb. One tap keeps
//! one, and one stands on the grid again, at the next door.

use dioxus::prelude::*;
use shared::id::{DoorId, MissionId};

use crate::core::{Command, DoorPage, NewOutcomes, Reply};
use crate::i18n::{STATE, Texts, t};
use crate::ui::components::{LinkRow, Pills, TopBar, icon, raised, small_door};
use crate::ui::page::{use_line, use_page};
use crate::ui::place;
use crate::ui::route::{Route, ToastPlace, Trail, use_trail};
use crate::ui::session::{Session, local, now, use_session, use_texts};

mod edit;
mod when;

use super::answers::Answers;
use edit::EditDoor;
pub(super) use when::ComeBack;

/// So many earlier visits are shown beside the door.
const BEFORE: usize = 2;
/// A message that is longer is not set in strong letters.
const LONG: usize = 120;
/// A label that is longer stands in smaller letters.
const PLATE: usize = 4;

#[component]
pub(crate) fn AtDoor(mission: MissionId, door: DoorId) -> Element {
    // A list of one, so that another door begins anew.
    rsx! {
        for (mission , door) in [(mission, door)] {
            Door { key: "{mission}{door}", mission, door }
        }
    }
}

/// Which sheet is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    When,
    Edit,
}

#[component]
fn Door(mission: MissionId, door: DoorId) -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let page = use_page(Command::Door { mission, door }, |reply| match reply {
        Reply::Door(door) => Some(*door),
        _ => None,
    });
    let line = use_line();
    let mut open = use_signal(|| Open::Nothing);
    let mut is_kept = use_signal(|| false);
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let grid = Route::DoorsScreen { mission, building: shown.place.building };
    let mut keep = {
        let (label, grid) = (shown.place.label.clone(), grid.clone());
        move |(outcome, due): (&'static str, Option<String>)| {
            // One knocked once, however often a finger falls.
            if is_kept.replace(true) {
                return;
            }
            let wish = NewOutcomes {
                doors: vec![door],
                mission: Some(mission.to_string()),
                outcome: outcome.to_owned(),
                due,
            };
            let (label, grid) = (label.clone(), grid.clone());
            session.ask(Command::Outcomes(wish), move |answer| match answer {
                Ok(reply) => kept(session, trail, label, grid, outcome, reply),
                Err(failure) => {
                    is_kept.set(false);
                    session.tell(&failure);
                }
            });
        }
    };
    let mut keep_now = keep.clone();
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: place::landing(&texts, &shown.place),
            subtitle: shown.place.building_name.clone(),
            onback: move |()| trail.back(grid.clone()),
            if let Some(line) = line.shown() {
                Pills { texts: texts.clone(), waiting: line.waiting, attention: line.attention }
            }
        }
        main { class: "scroll", id: "wall",
            Plate { texts: texts.clone(), shown: (*shown).clone(), mission }
            Answers { texts: texts.clone(), answers: shown.answers.clone(), at: Some((mission, door)) }
            Said { texts: texts.clone(), shown: (*shown).clone() }
            button { class: "link", r#type: "button", onclick: move |_| open.set(Open::Edit),
                {t!(texts, "at-edit")}
            }
        }
        ToastPlace {}
        if shown.do_not_contact {
            footer { class: "dado",
                div { class: "line", b { {t!(texts, "at-stop-title")} } }
                p { {t!(texts, "at-stop-text")} }
            }
        } else {
            Outcomes {
                texts: texts.clone(),
                onkeep: move |outcome| keep_now((outcome, None)),
                onwhen: move |()| open.set(Open::When),
                onmet: move |()| {
                    navigator().push(Route::TalkScreen { mission, door });
                },
            }
        }
        match open() {
            Open::Nothing => rsx! {},
            Open::When => rsx! {
                ComeBack {
                    texts,
                    onclose: move |()| open.set(Open::Nothing),
                    onkeep: move |due| {
                        open.set(Open::Nothing);
                        keep(("come_back", Some(due)));
                    },
                }
            },
            Open::Edit => rsx! {
                EditDoor { texts, mission, shown: (*shown).clone(), onclose: move |()| open.set(Open::Nothing) }
            },
        }
    }
}

/// Says what is durable now, with a way back, and goes to the grid.
fn kept(
    session: Session,
    trail: Trail,
    label: String,
    grid: Route,
    outcome: &'static str,
    reply: Reply,
) {
    if let Reply::Outcomes(outcomes) = reply {
        let texts = session.texts();
        let state = place::state_in_words(&texts, outcome);
        let text = t!(texts, "saved-one", door = label, state = state);
        session.send_shortly();
        session.toast(text, Some(Command::WithdrawMany { visits: outcomes.visits, undo: false }));
        trail.to_grid(grid);
    }
}

/// The door with its number, and who was here before.
#[component]
fn Plate(texts: Texts, shown: DoorPage, mission: MissionId) -> Element {
    let label = shown.place.label.clone();
    let is_long = label.chars().count() > PLATE;
    let class = match (shown.do_not_contact, is_long) {
        (true, false) => "pdoor stop",
        (true, true) => "pdoor stop long",
        (false, false) => "pdoor lit",
        (false, true) => "pdoor lit long",
    };
    let before: Vec<_> =
        shown.history.iter().filter(|sheet| !sheet.visit.withdrawn).take(BEFORE).collect();
    let today = local(now());
    rsx! {
        div { class: "plate",
            div { class, role: "img", "aria-label": t!(texts, "door", label = label.as_str()),
                b { "{label}" }
            }
            div { class: "ph",
                if before.is_empty() {
                    p { class: "note soft", {t!(texts, "at-first")} }
                } else {
                    p { class: "note soft", {t!(texts, "at-before")} }
                    ul {
                        for sheet in before.iter() {
                            li { key: "{sheet.visit.id}",
                                {small_door(&sheet.visit.outcome)}
                                span {
                                    b { {raised(&texts.short_day(local(at(sheet))))} }
                                    " "
                                    {texts.of(STATE, &sheet.visit.outcome)}
                                }
                            }
                        }
                    }
                }
                if !shown.history.is_empty() {
                    Link { class: "link", to: Route::HistoryScreen { mission, door: shown.place.door },
                        {t!(texts, "at-history")}
                    }
                }
            }
        }
        if shown.draft.is_some() {
            ul { class: "rows gap",
                li {
                    LinkRow {
                        to: Route::TalkScreen { mission, door: shown.place.door },
                        start: icon("pencil"),
                        title: t!(texts, "at-draft"),
                        note: t!(texts, "at-draft-resume"),
                    }
                }
            }
        }
        for due in shown.promised.iter() {
            section { class: "tell", key: "{due.visit}{due.due}",
                {icon("cal")}
                div {
                    p { class: "note soft", {t!(texts, "at-promised")} }
                    p {
                        b { {raised(&place::promise(&texts, due, today))} }
                    }
                    if let Some(service) = &due.service_name {
                        p { class: "note", "{service}" }
                    }
                }
            }
        }
    }
}

/// When a visit was, by the server's estimate where the phone's clock could not be believed.
fn at(sheet: &crate::core::VisitSheet) -> shared::time::Millis {
    shared::time::Millis(sheet.visit.started_estimate.unwrap_or(sheet.visit.started))
}

/// What to say here.
#[component]
fn Said(texts: Texts, shown: DoorPage) -> Element {
    rsx! {
        if let Some(message) = shown.message {
            section { class: "tell",
                {icon("mega")}
                div {
                    p { class: "note soft", {t!(texts, "at-message")} }
                    p { dir: "auto", b { class: (message.chars().count() > LONG).then_some("long"), "{message}" } }
                }
            }
        }
    }
}

/// The six outcomes; the commonest is the lowest.
#[component]
fn Outcomes(
    texts: Texts,
    onkeep: EventHandler<&'static str>,
    onwhen: EventHandler<()>,
    onmet: EventHandler<()>,
) -> Element {
    let small = [
        ("refused", t!(texts, "at-refused"), None),
        ("inaccessible", t!(texts, "at-inaccessible"), Some(t!(texts, "at-inaccessible-help"))),
        ("vacant", t!(texts, "at-vacant"), Some(t!(texts, "at-vacant-help"))),
    ];
    rsx! {
        footer { class: "dado", div { class: "outs", role: "group", "aria-label": t!(texts, "at-outcomes"),
            div { class: "g2",
                button { class: "out", r#type: "button", onclick: move |_| onwhen.call(()),
                    {small_door("come_back")}
                    span { b { {t!(texts, "at-come-back")} } }
                }
                for (outcome , label , help) in small {
                    button {
                        key: "{outcome}",
                        class: "out",
                        r#type: "button",
                        onclick: move |_| onkeep.call(outcome),
                        {small_door(outcome)}
                        span {
                            b { "{label}" }
                            if let Some(help) = help {
                                small { "{help}" }
                            }
                        }
                    }
                }
            }
            button { class: "out wide light", r#type: "button", onclick: move |_| onmet.call(()),
                {small_door("met")}
                span {
                    b { {t!(texts, "at-met")} }
                    small { {t!(texts, "at-met-help")} }
                }
            }
            button { class: "out wide light", r#type: "button", onclick: move |_| onkeep.call("absent"),
                {small_door("absent")}
                span { b { {t!(texts, "at-absent")} } }
            }
        } }
    }
}
