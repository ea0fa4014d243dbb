//! "You said, it was done": what partners answered, in two halves, to be told at the doors; and what
//! was raised to them and waits.

use dioxus::prelude::*;
use shared::id::{DoorId, MissionId};

use crate::core::{AnswerView, Command, SignalView, Tell};
use crate::i18n::{ANSWER, Moment, Texts, t};
use crate::ui::components::icon;
use crate::ui::place::{dotted, stairwell};
use crate::ui::session::{local, now, use_session};

/// `at` is the door at which one stands; elsewhere the buildings are named.
#[component]
pub(super) fn Answers(
    texts: Texts,
    answers: Vec<AnswerView>,
    at: Option<(MissionId, DoorId)>,
) -> Element {
    let session = use_session();
    let today = local(now());
    let tell = move |answer, undo| {
        let (mission, door) = at?;
        let mission = Some(mission.to_string());
        Some(Command::Tell(Tell { door, answer, mission, visit: None, undo }))
    };
    let told = move |answer| {
        if let Some(wish) = tell(answer, false) {
            session.act(wish, move |_| {
                session.toast(t!(session.texts(), "answer-noted"), tell(answer, true));
                session.send_shortly();
            });
        }
    };
    rsx! {
        for answer in answers {
            section { class: "vd", key: "{answer.id}",
                div {
                    p { class: "note soft", {t!(texts, "answer-said")} }
                    p { dir: "auto", b { "{answer.said}" } }
                    if at.is_none() {
                        p { class: "note soft", {dotted(answer.buildings.clone())} }
                    }
                }
                div { class: "did",
                    p { class: "note", {texts.of(ANSWER, stand(&answer, today))} }
                    p { dir: "auto",
                        b { {answer.result_words.as_ref().unwrap_or(&answer.action).as_str()} }
                    }
                    p { class: "note", {facts(&texts, &answer, today)} }
                    if at.is_none() {
                        p { class: "note", {t!(texts, "answer-doors", count = answer.told)} }
                    } else if answer.told > 0 {
                        p { {icon("check")} " " {t!(texts, "answer-told")} }
                    } else {
                        button { class: "btn light", r#type: "button", onclick: move |_| told(answer.id),
                            {t!(texts, "answer-tell")}
                        }
                    }
                }
            }
        }
    }
}

/// What waits for an answer, so that nobody at a door has to guess whether it was carried further.
#[component]
pub(super) fn Signals(texts: Texts, signals: Vec<SignalView>) -> Element {
    let today = local(now());
    rsx! {
        ul { class: "rows",
            for signal in signals {
                li { class: "row", key: "{signal.id}",
                    {icon("chat")}
                    span { class: "body",
                        b { dir: "auto", "{signal.title}" }
                        small { {place(&texts, &signal)} }
                        small { {raised(&texts, &signal, today)} }
                    }
                }
            }
        }
    }
}

/// Where it was heard, and in how many homes.
fn place(texts: &Texts, signal: &SignalView) -> String {
    let stairwell = signal.stairwell.as_ref().map(|name| stairwell(texts, name));
    let heard = t!(texts, "signal-heard", count = signal.households);
    dotted(signal.building.clone().into_iter().chain(stairwell).chain([heard]))
}

/// Whom it was raised to, when, and whether that was read.
fn raised(texts: &Texts, signal: &SignalView, today: Moment) -> String {
    let since = Moment::parse(&signal.raised);
    let since = since.map(|day| t!(texts, "signal-since", day = texts.near_day(day, today)));
    let read = if signal.is_read { t!(texts, "signal-read") } else { t!(texts, "signal-unread") };
    dotted(signal.partner.clone().into_iter().chain(since).chain([read]))
}

/// How far an answer has come, as a word.
fn stand(answer: &AnswerView, today: Moment) -> &str {
    match &answer.result {
        Some(result) => result,
        None if Moment::parse(&answer.due).is_some_and(|due| due.day < today.day) => "late",
        None => "promised",
    }
}

/// Who answers, and until when something is done.
fn facts(texts: &Texts, answer: &AnswerView, today: Moment) -> String {
    let due = Moment::parse(&answer.due).filter(|_| answer.result.is_none());
    let due = due.map(|due| t!(texts, "answer-until", day = texts.near_day(due, today)));
    dotted(answer.partner.clone().into_iter().chain(due))
}
