//! The day: what waits, what needs attention, the mission with its next door, what was promised.

use dioxus::prelude::*;

use crate::core::{Command, Due, DueSort, MissionCard, OpenDraft, Reply, SyncLine, Today};
use crate::i18n::{Moment, Texts, t};
use crate::ui::components::{
    Empty, LinkRow, Progress, flipping_icon, icon, mark, raised, small_door, small_icon,
};
use crate::ui::page::use_page;
use crate::ui::place;
use crate::ui::route::Route;
use crate::ui::screen;
use crate::ui::session::{local, now, use_session, use_texts};

/// How many promises of later days are shown.
const SOON: usize = 4;
/// Of how many missions the message is shown.
const SAID: usize = 2;

#[component]
pub(crate) fn TodayScreen() -> Element {
    let session = use_session();
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
    let title = t!(texts, "today-hello", name = shown.name.as_str());
    let tab = format!("{title} · {}", t!(texts, "app-name"));
    screen::set_title(&tab);
    let day = capital(&texts.long_day(today));
    rsx! {
        header { class: "top hello",
            {mark()}
            div { class: "tt",
                p { {raised(&day)} }
                h1 { id: "title", tabindex: "-1", onmounted: move |_| screen::focus("title"),
                    "{title}"
                }
            }
            Link { class: "sq", to: Route::SettingsScreen {}, "aria-label": t!(texts, "settings"),
                {icon("tune")}
            }
        }
        main { class: "scroll", id: "wall",
            States { texts: texts.clone(), shown: (*shown).clone(), today }
            if shown.missions.is_empty() {
                Empty {
                    picture: "building",
                    text: t!(texts, "today-empty"),
                    help: t!(texts, "today-empty-help"),
                    button { class: "btn main", r#type: "button", onclick: move |_| session.send_soon(),
                        {small_icon("up")}
                        {t!(texts, "today-sync-now")}
                    }
                }
            }
            for (index , card) in shown.missions.iter().enumerate() {
                Mission { key: "{card.id}", texts: texts.clone(), card: card.clone(), is_first: index == 0, today }
            }
            Promises { texts: texts.clone(), due: shown.due.clone(), today }
            for card in shown.missions.iter().take(SAID) {
                ToSay { key: "{card.id}", texts: texts.clone(), card: card.clone() }
            }
        }
    }
}

/// What waits and what needs attention, each with its own line.
#[component]
fn States(texts: Texts, shown: Today, today: Moment) -> Element {
    let Today { sync, returned, refused, drafts, .. } = shown;
    rsx! {
        ul { class: "rows", "aria-live": "polite",
            li {
                LinkRow {
                    to: Route::SyncScreen {},
                    start: icon(if sync.waiting == 0 { "check" } else { "up" }),
                    title: waiting(&texts, &sync),
                    note: state_of_sync(&texts, &sync, today),
                }
            }
            if returned > 0 {
                li {
                    LinkRow {
                        to: Route::VisitsScreen {},
                        start: icon("alert"),
                        title: t!(texts, "today-returned", count = returned),
                        note: t!(texts, "today-returned-help"),
                        is_alert: true,
                    }
                }
            }
            if refused > 0 {
                li {
                    LinkRow {
                        to: Route::SyncScreen {},
                        start: icon("alert"),
                        title: t!(texts, "today-refused", count = refused),
                        note: t!(texts, "today-refused-help"),
                        is_alert: true,
                    }
                }
            }
            for OpenDraft { key , mission , place , updated } in drafts {
                li { key: "{key}",
                    LinkRow {
                        to: Route::TalkScreen { mission, door: place.door },
                        start: icon("pencil"),
                        title: t!(texts, "today-draft", door = place.label.as_str()),
                        note: t!(texts, "today-draft-help", when = texts.near(local(updated), today)),
                    }
                }
            }
        }
    }
}

fn waiting(texts: &Texts, sync: &SyncLine) -> String {
    match (sync.waiting_visits, sync.waiting) {
        (_, 0) => t!(texts, "today-all-sent"),
        (0, changes) => t!(texts, "today-waiting-changes", count = changes),
        (visits, _) => t!(texts, "today-waiting", count = visits),
    }
}

fn state_of_sync(texts: &Texts, sync: &SyncLine, today: Moment) -> String {
    if sync.is_syncing {
        t!(texts, "sync-going")
    } else {
        place::last_contact(texts, sync.last_contact, today)
    }
}

/// A mission with how far it is and its next door. The lamp of the first one alone is lit.
#[component]
fn Mission(texts: Texts, card: MissionCard, is_first: bool, today: Moment) -> Element {
    let seen = t!(texts, "doors-seen", seen = card.seen);
    let of = t!(texts, "doors-seen-of", total = card.doors);
    rsx! {
        section { class: "card gap",
            p { class: "note soft", {raised(&until(&texts, &card, today))} }
            h2 { "{card.title}" }
            Progress { part: card.seen, whole: card.doors, name: format!("{seen} {of}") }
            p { class: "note",
                b { "{seen}" }
                " {of}"
            }
            if let Some(next) = &card.next {
                Link {
                    class: if is_first { "btn lamp wide" } else { "btn wide" },
                    to: place::route_of(card.id, next),
                    span {
                        b { {t!(texts, "door", label = next.label.as_str())} }
                        small { {raised(&place::way(&texts, next))} }
                    }
                    {flipping_icon("arrow")}
                }
            } else if card.doors > 0 {
                p { class: "okline",
                    {small_icon("check")}
                    span { {t!(texts, "today-all-seen")} }
                }
            }
            Link { class: "link", to: Route::MissionScreen { mission: card.id },
                {t!(texts, "today-mission")}
            }
        }
    }
}

/// `Eaux de la Vallée · jusqu’au 5 décembre`.
pub(super) fn until(texts: &Texts, card: &MissionCard, today: Moment) -> String {
    let Some(ends) = Moment::parse(&card.ends) else {
        return card.partner.clone().unwrap_or_default();
    };
    let day = texts.day(ends);
    match (&card.partner, ends.day < today.day) {
        (Some(partner), false) => {
            t!(texts, "today-partner-until", partner = partner.as_str(), day = day)
        }
        (None, false) => t!(texts, "today-until", day = day),
        (Some(partner), true) => {
            t!(texts, "today-partner-over", partner = partner.as_str(), day = day)
        }
        (None, true) => t!(texts, "today-over", day = day),
    }
}

/// What was promised: late, today, soon.
#[component]
fn Promises(texts: Texts, due: Vec<Due>, today: Moment) -> Element {
    let day_of = |due: &Due| Moment::parse(&due.due).map(|moment| moment.day);
    let (late, rest): (Vec<Due>, Vec<Due>) =
        due.into_iter().partition(|due| day_of(due).is_some_and(|day| day < today.day));
    let (now, mut soon): (Vec<Due>, Vec<Due>) =
        rest.into_iter().partition(|due| day_of(due) == Some(today.day));
    soon.truncate(SOON);
    let groups = [
        (t!(texts, "today-late"), late),
        (t!(texts, "today-due"), now),
        (t!(texts, "today-soon"), soon),
    ];
    rsx! {
        for (title , due) in groups {
            if !due.is_empty() {
                h2 { class: "sec", key: "{title}", "{title}" }
                ul { class: "rows",
                    for due in due {
                        li { key: "{due.visit}{due.due}",
                            LinkRow {
                                to: place::route_of(due.mission, &due.place),
                                start: match due.sort {
                                    DueSort::Revisit => small_door("come_back"),
                                    DueSort::Referral => icon("cal"),
                                },
                                title: place::promise(&texts, &due, today),
                                note: where_due(&texts, &due),
                            }
                        }
                    }
                }
            }
        }
    }
}

fn where_due(texts: &Texts, due: &Due) -> String {
    let place = place::door_of_building(texts, &due.place);
    match &due.service_name {
        Some(service) => t!(texts, "due-with", service = service.as_str(), place = place),
        None => place,
    }
}

/// The message of a mission, to have it in the ear before the first door.
#[component]
fn ToSay(texts: Texts, card: MissionCard) -> Element {
    let page = use_page(Command::Mission { mission: card.id }, |reply| match reply {
        Reply::Mission(mission) => mission.message,
        _ => None,
    });
    let Some(message) = page.shown() else {
        return rsx! {};
    };
    rsx! {
        section {
            h2 { class: "sec", {t!(texts, "mission-message")} }
            ul { class: "rows",
                li {
                    LinkRow {
                        to: Route::MissionScreen { mission: card.id },
                        start: icon("mega"),
                        title: (*message).clone(),
                        note: card.partner.clone(),
                    }
                }
            }
        }
    }
}

/// As it begins a line.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
