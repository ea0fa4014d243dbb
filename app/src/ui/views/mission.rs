//! One mission: what is carried to the doors, what is advised, how far each building is, and what
//! this person has done.

use dioxus::prelude::*;
use shared::id::MissionId;

use crate::core::{
    BuildingCard, Command, DEBRIEF, EXCHANGE, MESSAGE, MissionPage, OwnCount, Reply, ServiceView,
};
use crate::i18n::{Moment, Texts, t};
use crate::ui::components::{
    Empty, LinkRow, Pills, Problem, Progress, TopBar, chevron, icon, raised,
};
use crate::ui::page::{use_line, use_page};
use crate::ui::route::{Route, use_trail};
use crate::ui::session::{local, now, use_texts};

use super::answers::{Answers, Signals};
use super::paper::{cards, paper};
use super::progress::{HowFar, NextDoor, until};
use super::service::ServiceFacts;

/// So many days before its last, a mission asks for its debrief.
const ENDING: i64 = 7;

/// The missions; where there is but one, that one.
#[component]
pub(crate) fn MissionsScreen() -> Element {
    let texts = use_texts();
    let page = use_page(Command::Today, |reply| match reply {
        Reply::Today(today) => Some(today),
        _ => None,
    });
    let today = local(now());
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    if let [only] = shown.missions.as_slice() {
        return rsx! {
            for mission in [only.id] {
                MissionOf { key: "{mission}", mission, is_root: true }
            }
        };
    }
    rsx! {
        TopBar { texts: texts.clone(), title: t!(texts, "missions-title"),
            subtitle: (!shown.missions.is_empty()).then(|| t!(texts, "missions-choose")),
            Pills { texts: texts.clone(), waiting: shown.sync.waiting, attention: shown.sync.attention }
        }
        main { class: "scroll", id: "wall",
            if shown.missions.is_empty() {
                Empty { picture: "building", text: t!(texts, "today-empty"), help: t!(texts, "today-empty-help") }
            } else {
                ul { class: "rows",
                    for card in shown.missions.iter() {
                        li { key: "{card.id}",
                            Link { class: "row", to: Route::MissionScreen { mission: card.id },
                                {icon("building")}
                                span { class: "body",
                                    b { bdi { "{card.title}" } }
                                    small { {raised(&until(&texts, card, today))} }
                                    if card.is_open() {
                                        HowFar { texts: texts.clone(), part: card.seen, whole: card.doors }
                                    }
                                }
                                {chevron()}
                            }
                        }
                    }
                }
            }
        }
    }
}

#[component]
pub(crate) fn MissionScreen(mission: MissionId) -> Element {
    // A list of one, so that another mission begins anew.
    rsx! {
        for mission in [mission] {
            MissionOf { key: "{mission}", mission, is_root: false }
        }
    }
}

#[component]
fn MissionOf(mission: MissionId, is_root: bool) -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let page = use_page(Command::Mission { mission }, |reply| match reply {
        Reply::Mission(mission) => Some(*mission),
        _ => None,
    });
    let line = use_line();
    let today = local(now());
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let MissionPage {
        card,
        message,
        message_changed,
        cards: read,
        services,
        answers,
        signals,
        buildings,
        own,
    } = (*shown).clone();
    let is_open = card.is_open();
    let is_ending =
        Moment::parse(&card.ends).is_some_and(|ends| ends.plus_days(-ENDING).day <= today.day);
    let (mine, others): (Vec<_>, Vec<_>) = buildings.into_iter().partition(|card| card.mine);
    let has_both = !mine.is_empty() && !others.is_empty();
    let back: Option<EventHandler<()>> =
        (!is_root).then(|| EventHandler::new(move |()| trail.back(Route::MissionsScreen {})));
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: card.title.clone(),
            subtitle: until(&texts, &card, today),
            onback: back,
            if let Some(line) = line.shown() {
                Pills { texts: texts.clone(), waiting: line.waiting, attention: line.attention }
            }
        }
        main { class: "scroll", id: "wall",
            if card.leaving.is_some() {
                Problem { text: t!(texts, "mission-leaving") }
            }
            section { class: "card",
                h2 { class: "small", {t!(texts, "mission-message")} }
                if let Some(text) = message {
                    p { class: "lead", dir: "auto", "{text}" }
                }
                Link { class: "link", to: paper(mission, MESSAGE),
                    if message_changed {
                        {t!(texts, "card-changed")}
                    } else {
                        {t!(texts, "mission-message-open")}
                    }
                }
            }
            if !read.is_empty() && !is_open {
                {cards(&texts, mission, &read)}
            }
            section { class: "card",
                if is_open {
                    HowFar { texts: texts.clone(), part: card.seen, whole: card.doors }
                }
                NextDoor { texts: texts.clone(), card: card.clone(), is_lit: true }
            }
            ul { class: "rows",
                li {
                    LinkRow {
                        to: paper(mission, EXCHANGE),
                        start: icon("team"),
                        title: t!(texts, "exchange-title"),
                        note: t!(texts, "exchange-about"),
                    }
                }
                if is_open && is_ending {
                    li {
                        LinkRow {
                            to: paper(mission, DEBRIEF),
                            start: icon("chat"),
                            title: t!(texts, "debrief-title"),
                        }
                    }
                }
            }
            if is_open && !answers.is_empty() {
                h2 { class: "sec", {t!(texts, "answer-section")} }
                Answers { texts: texts.clone(), answers, at: None }
            }
            if is_open && !signals.is_empty() {
                h2 { class: "sec", {t!(texts, "signal-section")} }
                Signals { texts: texts.clone(), signals }
            }
            if is_open && mine.is_empty() && others.is_empty() {
                p { class: "gap soft", {t!(texts, "mission-no-buildings")} }
            }
            if is_open && !mine.is_empty() {
                h2 { class: "sec", {t!(texts, "mission-mine")} }
                Buildings { texts: texts.clone(), mission, cards: mine }
            }
            if is_open && !others.is_empty() {
                h2 { class: "sec",
                    if has_both {
                        {t!(texts, "mission-others")}
                    } else {
                        {t!(texts, "mission-buildings")}
                    }
                }
                Buildings { texts: texts.clone(), mission, cards: others }
            }
            if !read.is_empty() && is_open {
                {cards(&texts, mission, &read)}
            }
            h2 { class: "sec", {t!(texts, "mission-own")} }
            Own { texts: texts.clone(), own }
            if !services.is_empty() {
                h2 { class: "sec", {t!(texts, "mission-services")} }
                ul { class: "rows",
                    for service in services {
                        li { key: "{service.id}",
                            Service { texts: texts.clone(), service }
                        }
                    }
                }
            }
        }
    }
}

/// Buildings with their progress, each leading to its doors.
#[component]
fn Buildings(texts: Texts, mission: MissionId, cards: Vec<BuildingCard>) -> Element {
    rsx! {
        ul { class: "rows",
            for card in cards {
                li { key: "{card.id}",
                    Link { class: "row", to: Route::DoorsScreen { mission, building: card.id },
                        {icon(if card.doors > 0 && card.seen >= card.doors { "check" } else { "building" })}
                        span { class: "body",
                            b { bdi { "{card.name}" } }
                            Progress { part: card.seen, whole: card.doors, name: seen(&texts, card.seen, card.doors) }
                        }
                        span { class: "num note", "aria-hidden": "true",
                            bdi { {t!(texts, "of-total", part = card.seen, whole = card.doors)} }
                        }
                        {chevron()}
                    }
                }
            }
        }
    }
}

fn seen(texts: &Texts, part: u64, whole: u64) -> String {
    t!(texts, "of-total-spoken", part = part, whole = whole)
}

/// What this person has done: figures for oneself, never a ranking.
#[component]
fn Own(texts: Texts, own: OwnCount) -> Element {
    let counts = [
        (own.visits, t!(texts, "mission-own-visits", count = own.visits)),
        (own.met, t!(texts, "mission-own-met", count = own.met)),
        (own.advice, t!(texts, "mission-own-advice", count = own.advice)),
        (own.needs, t!(texts, "mission-own-needs", count = own.needs)),
    ];
    rsx! {
        dl { class: "counts",
            for (index , (count , word)) in counts.into_iter().enumerate() {
                div { key: "{index}",
                    dt { "{word}" }
                    dd { class: "num", "{count}" }
                }
            }
        }
    }
}

/// A service with what a resident asks for at the door.
#[component]
fn Service(texts: Texts, service: ServiceView) -> Element {
    rsx! {
        details { class: "fold",
            summary {
                {icon("bulb")}
                span { "{service.name}" }
                svg { class: "i i-s turn", "aria-hidden": "true", r#use { href: "#i-chev" } }
            }
            div { class: "inside", ServiceFacts { texts, service } }
        }
    }
}
