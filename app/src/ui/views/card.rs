//! A training card: what there is to know, what changed since it was read, and its short quiz.

use dioxus::prelude::*;
use shared::blocks;
use shared::id::{CardId, MissionId};

use crate::core::{CardView, Command, Learned, QuizView, Reply};
use crate::i18n::{Texts, t};
use crate::ui::components::{Chip, LinkRow, Problem, TopBar, drawn, icon, small_icon};
use crate::ui::page::use_page;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::session::{Session, use_session, use_texts};

#[component]
pub(crate) fn CardScreen(mission: MissionId, card: CardId) -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let mut is_missing = use_signal(|| false);
    let choose = use_callback(move |answer| {
        is_missing.set(false);
        learn(session, mission, card, vec![answer], false, || ());
    });
    let command = Command::Card { mission: mission.to_string(), card: card.to_string() };
    let page = use_page(command, |reply| match reply {
        Reply::Card(card) => Some(*card),
        _ => None,
    });
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let CardView { title, text, seen, done, .. } = shown.card.clone();
    let is_current = done && !shown.card.has_changed();
    let is_answered = shown.questions.iter().all(|question| question.chosen.is_some());
    let back = Route::MissionScreen { mission };
    let up = back.clone();
    let finish = move |_| {
        is_missing.set(!is_answered);
        if is_answered {
            let up = up.clone();
            learn(session, mission, card, Vec::new(), true, move || {
                session.toast(t!(session.texts(), "card-done"), None);
                trail.back(up);
            });
        }
    };
    rsx! {
        TopBar {
            texts: texts.clone(),
            title,
            subtitle: shown.mission.clone(),
            onback: move |()| trail.back(back.clone()),
        }
        main { class: "scroll", id: "wall",
            {changes(&texts, &text, seen.as_deref())}
            section { class: "card", {drawn(&text, seen.as_deref())} }
            if !shown.questions.is_empty() {
                h2 { class: "sec", {t!(texts, "card-quiz")} }
            }
            for (index , asked) in shown.questions.iter().enumerate() {
                section { class: "card", key: "{asked.id}",
                    {question(&texts, index, asked, choose)}
                }
            }
            if is_missing() {
                Problem { text: t!(texts, "card-answer-first") }
            }
            if is_current {
                p { class: "okline", {small_icon("check")} span { {t!(texts, "card-read")} } }
            }
        }
        ToastPlace {}
        if !is_current {
            footer { class: "dado",
                button { class: "btn big light whole", r#type: "button", onclick: finish, {t!(texts, "card-finish")} }
            }
        }
    }
}

fn learn(
    session: Session,
    mission: MissionId,
    card: CardId,
    answers: Vec<(usize, i64)>,
    done: bool,
    then: impl FnOnce() + 'static,
) {
    let (mission, card) = (mission.to_string(), card.to_string());
    session.act(Command::Learn(Learned { mission, card, answers, done }), move |_| {
        session.send_shortly();
        then();
    });
}

/// Says that something changed since this person read it: it is marked below.
pub(super) fn changes(texts: &Texts, text: &str, seen: Option<&str>) -> Element {
    let gone = seen.map_or(0, |seen| blocks::gone(text, seen));
    let has_changed = seen.is_some_and(|seen| blocks::has_changed(text, seen));
    rsx! {
        if has_changed {
            p { class: "okline",
                {small_icon("info")}
                span {
                    {t!(texts, "card-changed-help")}
                    if gone > 0 {
                        " "
                        {t!(texts, "card-gone", count = gone)}
                    }
                }
            }
        }
    }
}

fn question(
    texts: &Texts,
    place: usize,
    question: &QuizView,
    choose: Callback<(usize, i64)>,
) -> Element {
    let right = usize::try_from(question.correct - 1).unwrap_or_default();
    let answer = question.choices.get(right).cloned().unwrap_or_default();
    let verdict = question.chosen.map(|chosen| {
        if chosen == question.correct {
            t!(texts, "card-right")
        } else {
            t!(texts, "card-wrong", answer = answer)
        }
    });
    rsx! {
        p { class: "lead", dir: "auto", id: "{question.id}", "{question.ask}" }
        div { class: "chips", role: "group", "aria-labelledby": "{question.id}",
            for (index , label) in (1..).zip(question.choices.iter().cloned()) {
                Chip {
                    key: "{index}",
                    on: question.chosen == Some(index),
                    label,
                    onclick: move |()| choose.call((place, index)),
                }
            }
        }
        div { "aria-live": "polite",
            if let Some(verdict) = verdict {
                p { b { "{verdict}" } }
                if let Some(why) = question.why.clone() {
                    p { class: "soft", dir: "auto", "{why}" }
                }
            }
        }
    }
}

/// The cards of a mission, each with how its reader stands with it.
pub(super) fn cards(texts: &Texts, mission: MissionId, cards: &[CardView]) -> Element {
    rsx! {
        h2 { class: "sec", {t!(texts, "cards-title")} }
        ul { class: "rows",
            for card in cards {
                li { key: "{card.id}",
                    LinkRow {
                        to: Route::CardScreen { mission, card: card.id },
                        start: icon(if card.done && !card.has_changed() { "check" } else { "paper" }),
                        title: card.title.clone(),
                        note: if card.has_changed() {
                            t!(texts, "card-changed")
                        } else if card.done {
                            t!(texts, "card-read")
                        } else {
                            t!(texts, "card-to-read")
                        },
                    }
                }
            }
        }
    }
}
