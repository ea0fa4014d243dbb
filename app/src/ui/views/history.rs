//! The history of a door: earlier visits by the team, what was advised, what was promised.

use dioxus::prelude::*;
use shared::id::{DoorId, MissionId};
use shared::time::Millis;

use crate::core::{Command, CommentView, Reply, ReviewState, VisitSheet};
use crate::i18n::{NEED, SPOKEN, STATE, Texts, t};
use crate::ui::components::{Empty, TopBar, raised, small_door, small_icon};
use crate::ui::page::use_page;
use crate::ui::place;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::session::{local, now, use_texts};

#[component]
pub(crate) fn HistoryScreen(mission: MissionId, door: DoorId) -> Element {
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
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "history-title", label = shown.place.label.as_str()),
            subtitle: place::way(&texts, &shown.place),
            onback: move |()| trail.back(Route::AtDoor { mission, door }),
        }
        main { class: "scroll", id: "wall",
            if shown.history.is_empty() {
                Empty { picture: "door", text: t!(texts, "history-empty") }
            }
            ul { class: "stack",
                for sheet in shown.history.iter() {
                    li { class: "card", key: "{sheet.visit.id}",
                        Sheet { texts: texts.clone(), sheet: sheet.clone() }
                        if sheet.visit.mine {
                            Link {
                                class: "link",
                                to: Route::CorrectScreen { mission: sheet.visit.mission.unwrap_or(mission), door, visit: sheet.visit.id },
                                {t!(texts, "visits-correct")}
                            }
                        }
                    }
                }
            }
        }
        ToastPlace {}
    }
}

/// When a visit was, by the server's estimate where the phone's clock could not be believed.
pub(super) fn began(sheet: &VisitSheet) -> Millis {
    Millis(sheet.visit.started_estimate.unwrap_or(sheet.visit.started))
}

/// One visit in full.
#[component]
pub(super) fn Sheet(texts: Texts, sheet: VisitSheet) -> Element {
    let today = local(now());
    let visit = &sheet.visit;
    let moment = local(began(&sheet));
    let who = if visit.mine {
        Some(t!(texts, "history-by-you"))
    } else {
        visit.author_name.as_ref().map(|name| t!(texts, "history-by", name = name.as_str()))
    };
    let minutes = visit.minutes.map(|minutes| t!(texts, "minutes", count = minutes));
    let state = texts.of(STATE, &visit.outcome);
    let line: Vec<String> = [Some(state), minutes, who].into_iter().flatten().collect();
    let advised: Vec<&str> = sheet.advice.iter().map(|advice| advice.name.as_str()).collect();
    let heard = sheet.needs.iter().map(|need| {
        let theme = texts.of(NEED, &need.theme);
        match &need.words {
            Some(words) => format!("{theme} : « {words} »"),
            None => theme,
        }
    });
    let heard: Vec<String> = heard.collect();
    let promised = sheet.agreed.iter().map(|agreed| {
        let said = place::said_promise(&texts, agreed.sort, agreed.due.as_deref(), today);
        match &agreed.service_name {
            Some(service) => place::dotted([said, service.clone()]),
            None => said,
        }
    });
    let promised: Vec<String> = promised.collect();
    let language = visit.language.as_ref().map(|code| texts.of(SPOKEN, code));
    let facts = [
        (t!(texts, "history-advised"), (!advised.is_empty()).then(|| advised.join(", "))),
        (t!(texts, "history-heard"), (!heard.is_empty()).then(|| heard.join(", "))),
        (t!(texts, "history-promised"), (!promised.is_empty()).then(|| promised.join(", "))),
        (t!(texts, "history-spoken"), language),
        (t!(texts, "history-note"), visit.note.clone()),
    ];
    rsx! {
        div { class: "head",
            {small_door(&visit.outcome)}
            div {
                b { class: visit.withdrawn.then_some("withdrawn"), {raised(&place::capital(&texts.near(moment, today)))} }
                p { class: "note soft", {place::dotted(line)} }
            }
        }
        if visit.withdrawn || visit.started_estimate.is_some() {
            p { class: "actions",
                if visit.withdrawn {
                    span { class: "tag", {t!(texts, "history-withdrawn")} }
                }
                if visit.started_estimate.is_some() {
                    span { class: "tag", {small_icon("clock")} {t!(texts, "history-clock")} }
                }
            }
        }
        dl { class: "facts",
            for (name , value) in facts {
                if let Some(value) = value {
                    div { key: "{name}",
                        dt { "{name}" }
                        dd { bdi { {raised(&value)} } }
                    }
                }
            }
        }
        Comments { texts, comments: sheet.comments.clone(), review: sheet.review.clone() }
    }
}

/// What was asked and answered about a visit.
#[component]
pub(super) fn Comments(texts: Texts, comments: Vec<CommentView>, review: ReviewState) -> Element {
    let asked = match review {
        ReviewState::Returned { question, reviewer }
        | ReviewState::Answered { question, reviewer } => Some((question, reviewer)),
        ReviewState::Received | ReviewState::Approved => None,
    };
    rsx! {
        if let Some((question , reviewer)) = asked {
            blockquote { class: "said",
                p { class: "note", {asks(&texts, reviewer.as_deref())} }
                p { class: "q", dir: "auto", "{question}" }
            }
        }
        for comment in comments {
            blockquote { class: if comment.mine { "said own" } else { "said" }, key: "{comment.id}",
                p { class: "note",
                    if comment.mine {
                        {t!(texts, "visits-you-said")}
                    } else if let Some(name) = &comment.author_name {
                        {t!(texts, "visits-said", name = name.as_str())}
                    } else {
                        {t!(texts, "visits-said-desk")}
                    }
                }
                p { dir: "auto", "{comment.text}" }
            }
        }
    }
}

/// Who asks.
pub(super) fn asks(texts: &Texts, name: Option<&str>) -> String {
    match name {
        Some(name) => t!(texts, "visits-asks", name = name),
        None => t!(texts, "visits-asks-unnamed"),
    }
}
