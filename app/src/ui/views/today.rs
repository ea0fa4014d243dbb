//! The day: what waits, what needs attention, the mission with its next door, what was promised.

use dioxus::prelude::*;

use crate::core::{
    Command, DraftOf, Due, DueSort, EXCHANGE, MissionCard, News, NewsSort, OpenDraft, Reply,
    SyncLine, Today,
};
use crate::i18n::{Moment, Texts, t};
use crate::ui::components::{Empty, LinkRow, chevron, icon, mark, raised, small_door, small_icon};
use crate::ui::page::use_page;
use crate::ui::place;
use crate::ui::route::Route;
use crate::ui::screen;
use crate::ui::session::{local, now, use_session, use_texts};

use super::paper::paper;
use super::progress::{HowFar, NextDoor, until};

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
    let day = place::capital(&texts.long_day(today));
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
            if shown.missions.is_empty() && shown.sync.is_syncing {
                Empty { picture: "cloud", text: t!(texts, "today-receiving") }
            } else if shown.missions.is_empty() {
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
            // The next door, then what was promised, then what else there is.
            for card in shown.missions.iter().take(1) {
                Mission { key: "{card.id}", texts: texts.clone(), card: card.clone(), is_first: true, today }
            }
            Promises { texts: texts.clone(), due: shown.due.clone(), today }
            Told { texts: texts.clone(), news: shown.news.clone() }
            for card in shown.missions.iter().skip(1) {
                Mission { key: "{card.id}", texts: texts.clone(), card: card.clone(), is_first: false, today }
            }
            for card in shown.missions.iter().take(SAID) {
                ToSay { key: "{card.id}", texts: texts.clone(), card: card.clone() }
            }
        }
    }
}

/// What waits and what needs attention, each with its own line.
#[component]
fn States(texts: Texts, shown: Today, today: Moment) -> Element {
    let Today { sync, returned, refused, differing, drafts, .. } = shown;
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
            if differing > 0 {
                li {
                    LinkRow {
                        to: Route::VisitsScreen {},
                        start: icon("alert"),
                        title: t!(texts, "today-differs", count = differing),
                        note: t!(texts, "today-differs-help"),
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
            for OpenDraft { key , mission , place , of , updated } in drafts {
                li { key: "{key}",
                    LinkRow {
                        to: match of {
                            DraftOf::Talk => Route::TalkScreen { mission, door: place.door },
                            DraftOf::Correction(visit) => {
                                Route::CorrectScreen { mission, door: place.door, visit }
                            }
                            DraftOf::Answer(_) => Route::VisitsScreen {},
                        },
                        start: icon("pencil"),
                        title: match of {
                            DraftOf::Talk => t!(texts, "today-draft", door = place.label.as_str()),
                            DraftOf::Correction(_) => {
                                t!(texts, "today-draft-correction", door = place.label.as_str())
                            }
                            DraftOf::Answer(_) => {
                                t!(texts, "today-draft-answer", door = place.label.as_str())
                            }
                        },
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
    rsx! {
        section { class: "card gap",
            p { class: "note soft", {raised(&until(&texts, &card, today))} }
            h2 { "{card.title}" }
            if card.is_open() {
                HowFar { texts: texts.clone(), part: card.seen, whole: card.doors }
            }
            NextDoor { texts: texts.clone(), card: card.clone(), is_lit: is_first }
            Link { class: "link", to: Route::MissionScreen { mission: card.id },
                {t!(texts, "today-mission")}
            }
        }
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

/// What became of things since.
#[component]
fn Told(texts: Texts, news: Vec<News>) -> Element {
    rsx! {
        if !news.is_empty() {
            h2 { class: "sec", {t!(texts, "today-news")} }
            ul { class: "rows",
                for (index , News { sort , text , due , mission , place }) in news.into_iter().enumerate() {
                    li { key: "{index}",
                        LinkRow {
                            to: match &place {
                                Some(place) => Route::HistoryScreen { mission, door: place.door },
                                None => paper(mission, EXCHANGE),
                            },
                            start: icon(match sort {
                                NewsSort::ToDo => "hand",
                                NewsSort::Done => "check",
                                NewsSort::Written => "chat",
                                NewsSort::Posted => "team",
                            }),
                            title: text,
                            note: place::dotted(
                                [of_news(&texts, sort, due.as_deref())]
                                    .into_iter()
                                    .chain(place.map(|place| place::door_of_building(&texts, &place))),
                            ),
                        }
                    }
                }
            }
        }
    }
}

fn of_news(texts: &Texts, sort: NewsSort, due: Option<&str>) -> String {
    match (sort, due.and_then(Moment::parse)) {
        (NewsSort::ToDo, Some(due)) => t!(texts, "news-to-do-until", day = texts.day(due)),
        (NewsSort::ToDo, None) => t!(texts, "news-to-do"),
        (NewsSort::Done, _) => t!(texts, "news-done"),
        (NewsSort::Written, _) => t!(texts, "news-written"),
        (NewsSort::Posted, _) => t!(texts, "news-posted"),
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
            div { class: "rows",
                Link { class: "row", to: Route::MissionScreen { mission: card.id },
                    {icon("mega")}
                    span { class: "body",
                        b { bdi { "{card.title}" } }
                        small { class: "clamped", dir: "auto", "{message}" }
                    }
                    {chevron()}
                }
            }
        }
    }
}
