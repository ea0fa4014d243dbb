//! A correction of one's own visit: only what differs is kept, field by field, and the visit can be
//! taken back and put back.

use dioxus::prelude::*;
use shared::id::{DoorId, MissionId, VisitId};

use crate::core::{Command, DoorPage, FailureCode, Reply, VisitSheet};
use crate::i18n::{FAILURE, STATE, t};
use crate::ui::components::{Field, Problem, TopBar, small_door, small_icon};
use crate::ui::draft::use_draft;
use crate::ui::page::use_page;
use crate::ui::place;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::session::{code_of, use_session, use_texts};
use crate::ui::talk::Correcting;

use super::history::Comments;
use super::talk::advice::AdviceAndNeeds;
use super::talk::form::{FollowUp, Language, Note};

/// What may have happened, in the order in which it is offered.
const OUTCOMES: [&str; 6] = ["met", "absent", "come_back", "refused", "inaccessible", "vacant"];

#[component]
pub(crate) fn CorrectScreen(mission: MissionId, door: DoorId, visit: VisitId) -> Element {
    // A list of one, so that another visit begins anew.
    rsx! {
        for (door , visit) in [(door, visit)] {
            Loaded { key: "{visit}", mission, door, visit }
        }
    }
}

#[component]
fn Loaded(mission: MissionId, door: DoorId, visit: VisitId) -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let page = use_page(Command::Door { mission, door }, |reply| match reply {
        Reply::Door(door) => Some(*door),
        _ => None,
    });
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    match shown.history.iter().find(|sheet| sheet.visit.id == visit).cloned() {
        Some(sheet) => rsx! { Form { shown: (*shown).clone(), sheet } },
        None => rsx! {
            TopBar {
                texts: texts.clone(),
                title: t!(texts, "correct-title"),
                onback: move |()| trail.back(Route::VisitsScreen {}),
            }
            main { class: "scroll", id: "wall",
                Problem { text: texts.of(FAILURE, "unknown_visit") }
            }
        },
    }
}

#[component]
fn Form(shown: DoorPage, sheet: VisitSheet) -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let kept = use_hook(|| {
        let kept = sheet.correction.content.as_deref();
        let kept = kept.and_then(|text| serde_json::from_str::<Correcting>(text).ok());
        kept.unwrap_or_else(|| Correcting::of(&sheet))
    });
    let talk = use_signal(|| kept.talk);
    let mut outcome = use_signal(|| kept.outcome);
    let mut minutes = use_signal(|| kept.minutes);
    let draft = use_draft(&sheet.correction.key);
    let seen = use_hook(|| CopyValue::new(sheet.clone()));
    let typed =
        use_memo(move || Correcting { outcome: outcome(), minutes: minutes(), talk: talk() });
    let keep = move |()| draft.keep(typed.read().text(&seen.peek()));
    let mut problem = use_signal(|| None::<String>);
    let visit = sheet.visit.id;
    let label = shown.place.label.clone();
    let save = {
        let (sheet, texts) = (sheet.clone(), texts.clone());
        move |_| {
            let mut typed = talk.peek().clone();
            typed.minutes = minutes.peek().trim().parse().ok();
            if typed.missing().is_some() {
                problem.set(Some(texts.of(FAILURE, "bad_value")));
                return;
            }
            let correction = typed.into_correction(&outcome.peek(), &sheet);
            draft.rest();
            session.ask(Command::Correct(correction), move |answer| match answer {
                Ok(_) => {
                    draft.close();
                    session.toast(t!(session.texts(), "correct-saved"), None);
                    session.send_shortly();
                    trail.back(Route::VisitsScreen {});
                }
                Err(failure) if matches!(failure.code, FailureCode::NothingToChange) => {
                    session.toast(t!(session.texts(), "correct-nothing"), None);
                    trail.back(Route::VisitsScreen {});
                }
                Err(failure) => {
                    problem.set(Some(session.texts().of(FAILURE, &code_of(&failure))));
                }
            });
        }
    };
    let discard = {
        let key = sheet.correction.key.clone();
        move |_| {
            draft.close();
            let content = typed.read().text(&seen.peek());
            let undo = Command::KeepDraft { key: key.clone(), content };
            session.act(Command::DropDraft { key: key.clone() }, move |_| {
                session.toast(t!(session.texts(), "correct-discarded"), Some(undo));
            });
            trail.back(Route::VisitsScreen {});
        }
    };
    let is_withdrawn = sheet.visit.withdrawn;
    let turn = move |_| {
        session.act(Command::Withdraw { visit, undo: is_withdrawn }, move |_| {
            let texts = session.texts();
            let text = if is_withdrawn { t!(texts, "restored") } else { t!(texts, "withdrawn") };
            session.toast(text, Some(Command::Withdraw { visit, undo: !is_withdrawn }));
            trail.back(Route::VisitsScreen {});
        });
    };
    let is_met = *outcome.read() == "met";
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "correct-title"),
            subtitle: place::door_of_building(&texts, &shown.place),
            onback: move |()| trail.back(Route::VisitsScreen {}),
        }
        main { class: "scroll talk", id: "wall", "data-door": label,
            Comments { texts: texts.clone(), comments: sheet.comments.clone(), review: sheet.review.clone() }
            if let Some(text) = problem() {
                Problem { text }
            }
            h2 { class: "sec first", {t!(texts, "correct-outcome")} }
            div { class: "chips", role: "radiogroup", "aria-label": t!(texts, "correct-outcome"),
                for offered in OUTCOMES {
                    button {
                        key: "{offered}",
                        class: "chip",
                        r#type: "button",
                        role: "radio",
                        "aria-checked": "{*outcome.read() == offered}",
                        onclick: move |_| {
                            outcome.set(offered.to_owned());
                            keep(());
                        },
                        {small_door(offered)}
                        span { {texts.of(STATE, offered)} }
                        if *outcome.read() == offered {
                            {small_icon("check")}
                        }
                    }
                }
            }
            if is_met {
                Field {
                    id: "minutes",
                    kind: "number",
                    label: t!(texts, "correct-minutes"),
                    value: minutes(),
                    oninput: move |text| {
                        minutes.set(text);
                        keep(());
                    },
                }
                AdviceAndNeeds {
                    texts: texts.clone(),
                    talk,
                    services: shown.services.clone(),
                    themes: shown.themes.clone(),
                    onchange: keep,
                }
                Language { texts: texts.clone(), talk, offered: shown.languages.clone(), onchange: keep }
                FollowUp { texts: texts.clone(), talk, services: shown.services.clone(), onchange: keep }
            }
            Note { texts: texts.clone(), talk, onchange: keep }
            p { class: "note soft gap", {t!(texts, "talk-kept")} }
            if !typed().text(&seen.read()).is_empty() {
                button { class: "link", r#type: "button", onclick: discard, {t!(texts, "correct-discard")} }
            }
            div { class: "actions",
                button { class: "btn", r#type: "button", onclick: turn,
                    {small_icon("undo")}
                    if is_withdrawn {
                        {t!(texts, "correct-restore")}
                    } else {
                        {t!(texts, "correct-withdraw")}
                    }
                }
            }
            if !is_withdrawn {
                p { class: "note soft", {t!(texts, "correct-withdraw-help")} }
            }
        }
        ToastPlace {}
        footer { class: "dado",
            button { class: "btn big light whole", r#type: "button", onclick: save, {t!(texts, "correct-save")} }
        }
    }
}
