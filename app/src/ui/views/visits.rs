//! My visits: what a supervisor returned with a question, what waits, and all of them by day.

use dioxus::prelude::*;
use shared::guard::check;

use crate::core::{Command, MyVisitsOf, Reply, ReviewState, Sending, VisitSheet, VisitsOnly};
use crate::i18n::{STATE, Texts, t};
use crate::ui::answers;
use crate::ui::components::{
    Chip, Empty, GuardedText, Pills, Problem, TopBar, icon, raised, small_door, small_icon,
};
use crate::ui::draft::use_draft;
use crate::ui::page::use_page;
use crate::ui::place;
use crate::ui::route::Route;
use crate::ui::session::{local, now, use_session, use_texts};

use super::history::{asks, began};

mod differs;

use differs::Differs;

/// So many are asked for at a time.
const STEP: u32 = 50;

#[component]
pub(crate) fn VisitsScreen() -> Element {
    let texts = use_texts();
    let mut only = use_signal(|| None::<VisitsOnly>);
    let mut limit = use_signal(|| STEP);
    let line = use_page(Command::Today, |reply| match reply {
        Reply::Today(today) => Some(today),
        _ => None,
    });
    let today = match super::shown(&texts, line) {
        Ok(today) => today,
        Err(instead) => return instead,
    };
    // What there is to correct comes first, where there is any.
    let to_correct = today.returned + today.differing;
    let chosen =
        only().unwrap_or(if to_correct > 0 { VisitsOnly::Returned } else { VisitsOnly::All });
    let filters = [
        (VisitsOnly::Returned, t!(texts, "visits-returned"), to_correct),
        (VisitsOnly::Waiting, t!(texts, "visits-waiting"), today.sync.waiting_visits),
        (VisitsOnly::All, t!(texts, "visits-all"), 0),
    ];
    rsx! {
        TopBar { texts: texts.clone(), title: t!(texts, "nav-visits"),
            Pills { texts: texts.clone(), waiting: today.sync.waiting, attention: today.sync.attention }
        }
        section { class: "filters", "aria-label": t!(texts, "visits-filter"),
            for (filter , label , count) in filters {
                button {
                    key: "{label}",
                    class: "chip",
                    r#type: "button",
                    "aria-pressed": "{chosen == filter}",
                    onclick: move |_| {
                        only.set(Some(filter));
                        limit.set(STEP);
                    },
                    span { "{label}" }
                    if count > 0 {
                        b { class: "num", "{count}" }
                    }
                }
            }
        }
        for (only , most) in [(chosen, limit())] {
            Listed {
                key: "{only:?}{most}",
                texts: texts.clone(),
                only,
                limit: most,
                onmore: move |()| limit += STEP,
            }
        }
    }
}

#[component]
fn Listed(texts: Texts, only: VisitsOnly, limit: u32, onmore: EventHandler<()>) -> Element {
    let page = use_page(
        Command::MyVisits(MyVisitsOf { mission: None, only, limit, offset: 0 }),
        |reply| match reply {
            Reply::MyVisits(visits) => Some(visits),
            _ => None,
        },
    );
    let today = local(now());
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    // What there is to correct stands open where one comes to correct it, and in its day elsewhere.
    let is_to_correct = |sheet: &VisitSheet| {
        only == VisitsOnly::Returned && matches!(sheet.review, ReviewState::Returned { .. })
    };
    let (returned, others): (Vec<_>, Vec<_>) =
        shown.visits.iter().cloned().partition(is_to_correct);
    let mut days: Vec<(String, Vec<VisitSheet>)> = Vec::new();
    for sheet in others {
        let day = place::capital(&texts.near_day(local(began(&sheet)), today));
        match days.last_mut() {
            Some((last, sheets)) if *last == day => sheets.push(sheet),
            _ => days.push((day, vec![sheet])),
        }
    }
    let count = shown.visits.len();
    let differing = if only == VisitsOnly::Returned { shown.differing.clone() } else { Vec::new() };
    rsx! {
        main { class: "scroll", id: "wall",
            if count == 0 && differing.is_empty() {
                match only {
                    VisitsOnly::All => rsx! { Empty { picture: "list", text: t!(texts, "visits-empty-all") } },
                    VisitsOnly::Waiting => rsx! { Empty { picture: "check", text: t!(texts, "visits-empty-waiting") } },
                    VisitsOnly::Returned => rsx! { Empty { picture: "check", text: t!(texts, "visits-empty-returned") } },
                }
            }
            div { class: "stack",
                for sheet in returned {
                    Returned { key: "{sheet.visit.id}", texts: texts.clone(), sheet }
                }
                for differing in differing {
                    Differs {
                        key: "{differing.difference.record}{differing.difference.field}",
                        texts: texts.clone(),
                        differing,
                        today,
                    }
                }
            }
            for (day , sheets) in days {
                h2 { class: "sec day", key: "{day}", {raised(&day)} }
                ul { class: "rows",
                    for sheet in sheets {
                        li { key: "{sheet.visit.id}",
                            Row { texts: texts.clone(), sheet }
                        }
                    }
                }
            }
            if shown.total > count as u64 {
                p { class: "note soft gap", {t!(texts, "visits-total", shown = count, total = shown.total)} }
                button { class: "btn whole", r#type: "button", onclick: move |_| onmore.call(()), {t!(texts, "more")} }
            }
        }
    }
}

fn title(texts: &Texts, sheet: &VisitSheet) -> String {
    match &sheet.place {
        Some(place) => t!(texts, "door", label = place.label.as_str()),
        None => texts.of(STATE, &sheet.visit.outcome),
    }
}

fn correction(sheet: &VisitSheet) -> Option<Route> {
    let mission = sheet.visit.mission?;
    Some(Route::CorrectScreen { mission, door: sheet.visit.door, visit: sheet.visit.id })
}

/// A visit in the list.
#[component]
fn Row(texts: Texts, sheet: VisitSheet) -> Element {
    let moment = local(began(&sheet));
    let minutes = sheet.visit.minutes.map(|minutes| t!(texts, "minutes", count = minutes));
    let place = sheet.place.as_ref().map(|place| place.building_name.clone());
    let outcome = texts.of(STATE, &sheet.visit.outcome);
    let line: Vec<String> =
        [Some(texts.time(moment)), Some(outcome), minutes].into_iter().flatten().collect();
    let body = rsx! {
        {small_door(&sheet.visit.outcome)}
        span { class: "body",
            b { {title(&texts, &sheet)} }
            small { {place::dotted(line)} }
            if let Some(place) = place {
                small { bdi { "{place}" } }
            }
        }
        State { texts: texts.clone(), sheet: sheet.clone() }
    };
    match correction(&sheet) {
        Some(to) => rsx! { Link { class: "row", to, {body} } },
        None => rsx! { div { class: "row", {body} } },
    }
}

/// How far a visit has come.
#[component]
fn State(texts: Texts, sheet: VisitSheet) -> Element {
    let (class, picture, word) = match (&sheet.sending, &sheet.review) {
        _ if sheet.visit.withdrawn => ("tag", "undo", t!(texts, "history-withdrawn")),
        (Sending::Refused { .. }, _) => ("tag alert", "alert", t!(texts, "visits-refused")),
        (_, ReviewState::Returned { .. }) => ("tag alert", "alert", t!(texts, "visits-returned")),
        (Sending::Waiting, _) => ("tag", "up", t!(texts, "visits-to-send")),
        (Sending::Sent, ReviewState::Approved) => ("tag ok", "check", t!(texts, "visits-approved")),
        (Sending::Sent, _) => ("tag ok", "check", t!(texts, "visits-sent")),
    };
    rsx! {
        em { class,
            {small_icon(picture)}
            "{word}"
        }
    }
}

/// A visit that came back with a question: answered in words, or corrected.
#[component]
fn Returned(texts: Texts, sheet: VisitSheet) -> Element {
    let session = use_session();
    let mut answer = use_signal(|| sheet.answer.content.clone().unwrap_or_default());
    let draft = use_draft(&sheet.answer.key);
    let mut is_missing = use_signal(|| false);
    let mut agreed = use_signal(|| false);
    let ReviewState::Returned { question, reviewer } = sheet.review.clone() else {
        return rsx! {};
    };
    let moment = local(began(&sheet));
    let day = texts.day(moment);
    let visit = sheet.visit.id;
    let heading = match &sheet.place {
        Some(place) => place::door_of_building(&texts, place),
        None => title(&texts, &sheet),
    };
    let ready = answers::ready(&texts, &question);
    let send = move |_| {
        let text = answer.peek().trim().to_owned();
        if text.is_empty() {
            is_missing.set(true);
            return;
        }
        draft.rest();
        session.act(Command::Answer { visit, text }, move |_| {
            draft.close();
            session.toast(t!(session.texts(), "visits-answered"), None);
            session.send_shortly();
        });
    };
    rsx! {
        article { class: "card ret",
            div { class: "head",
                {small_door(&sheet.visit.outcome)}
                div {
                    b { "{heading}" }
                    p { class: "note soft",
                        {raised(&t!(texts, "visits-yours", day = day, time = texts.time(moment)))}
                    }
                }
            }
            blockquote { class: "said",
                p { class: "note", {asks(&texts, reviewer.as_deref())} }
                p { class: "q", dir: "auto", "{question}" }
            }
            if is_missing() {
                Problem { text: t!(texts, "visits-answer-missing") }
            }
            div { class: "chips", role: "group", "aria-label": t!(texts, "visits-answer"),
                for text in ready {
                    Chip {
                        key: "{text}",
                        on: *answer.read() == text,
                        label: text.clone(),
                        onclick: move |()| {
                            is_missing.set(false);
                            answer.set(text.clone());
                            draft.keep(text.clone());
                        },
                    }
                }
            }
            GuardedText {
                texts: texts.clone(),
                id: format!("answer-{visit}"),
                label: t!(texts, "visits-answer"),
                hidden_label: false,
                value: answer(),
                agreed: agreed() && !check(&answer.read()).is_empty(),
                oninput: move |text: String| {
                    is_missing.set(false);
                    draft.keep(text.trim().to_owned());
                    answer.set(text);
                },
                onagree: move |()| agreed.set(true),
            }
            div { class: "actions",
                button { class: "btn main", r#type: "button", onclick: send,
                    {icon("up")}
                    {t!(texts, "visits-send-back")}
                }
                if let Some(to) = correction(&sheet) {
                    Link { class: "btn", to,
                        {icon("pencil")}
                        {t!(texts, "visits-correct")}
                    }
                }
            }
        }
    }
}
