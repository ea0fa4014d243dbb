//! Where everything is: on this phone, on its way, with the desk. The sum is said only if it holds.

use dioxus::prelude::*;
use shared::id::FeedId;

use crate::core::{
    AttentionKind, Command, FeedSides, LogEntry, Reply, SyncLine, SyncPage, ToLookAt, VisitSum,
};
use crate::i18n::{ATTENTION, Moment, TROUBLE, TROUBLE_HELP, Texts, t};
use crate::ui::components::{TopBar, chevron, icon, large_icon, raised, small_icon};
use crate::ui::page::use_page;
use crate::ui::place;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::screen;
use crate::ui::session::{local, now, use_session, use_texts};

use super::copy::Copy;

#[component]
pub(crate) fn SyncScreen() -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let page = use_page(Command::SyncState, |reply| match reply {
        Reply::SyncState(state) => Some(state),
        _ => None,
    });
    let log = use_page(Command::Log, |reply| match reply {
        Reply::Log(entries) => Some(entries),
        _ => None,
    });
    let mut is_sending = use_signal(|| false);
    let mut is_copying = use_signal(|| false);
    let today = local(now());
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let SyncPage { line, visits, feeds, next_try, attention, .. } = (*shown).clone();
    let is_busy = line.is_syncing || is_sending();
    let has_trouble = line.last_error.is_some();
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "sync-title"),
            onback: move |()| trail.back(Route::TodayScreen {}),
        }
        main { class: "scroll", id: "wall", tabindex: "0",
            Standing { texts: texts.clone(), line: line.clone(), is_busy }
            Numbers { texts: texts.clone(), line: line.clone() }
            Check { texts: texts.clone(), visits }
            if !attention.is_empty() {
                h2 { class: "sec", id: "look", tabindex: "-1", {t!(texts, "sync-look")} }
                ul { class: "rows",
                    for (index , item) in attention.into_iter().enumerate() {
                        li { key: "{index}",
                            Look { texts: texts.clone(), item, today }
                        }
                    }
                }
            }
            p { class: "note soft gap",
                {raised(&place::last_contact(&texts, line.last_contact, today))}
                ". "
                if let Some(next_try) = next_try {
                    {t!(texts, "sync-next-try", time = texts.time(local(next_try)))}
                    ". "
                }
                {t!(texts, "sync-open-only")}
            }
            h2 { class: "sec", {t!(texts, "sync-missions")} }
            Feeds { texts: texts.clone(), feeds }
            h2 { class: "sec", {t!(texts, "sync-log")} }
            if let Some(entries) = log.shown() {
                Left { texts: texts.clone(), entries: (*entries).clone(), today }
            }
        }
        ToastPlace {}
        footer { class: "dado",
            div { class: "two",
                button {
                    class: "btn big light grow",
                    r#type: "button",
                    "aria-disabled": is_busy.then_some("true"),
                    onclick: move |_| {
                        if !is_busy {
                            is_sending.set(true);
                            session.ask(Command::Sync { tries: 2 }, move |_| {
                                let mut is_sending = is_sending;
                                is_sending.set(false);
                            });
                        }
                    },
                    if is_busy {
                        {t!(texts, "sync-going")}
                    } else if has_trouble {
                        {t!(texts, "sync-try")}
                    } else {
                        {t!(texts, "sync-now")}
                    }
                }
                button { class: "btn big ghost", r#type: "button", onclick: move |_| is_copying.set(true),
                    {icon("save")}
                    {t!(texts, "sync-copy")}
                }
            }
        }
        if is_copying() {
            Copy { texts, onclose: move |()| is_copying.set(false) }
        }
    }
}

/// In one sentence how it stands, and what to do.
#[component]
fn Standing(texts: Texts, line: SyncLine, is_busy: bool) -> Element {
    let (picture, title, help) = match &line.last_error {
        _ if is_busy => ("cloud", t!(texts, "sync-busy"), t!(texts, "sync-busy-help")),
        Some(code) => ("offline", texts.of(TROUBLE, code), texts.of(TROUBLE_HELP, code)),
        None if line.waiting > 0 || line.last_contact.is_none() => {
            ("cloud", t!(texts, "sync-ready"), t!(texts, "sync-ready-help"))
        }
        None => ("check", t!(texts, "sync-ok"), t!(texts, "sync-ok-help")),
    };
    rsx! {
        section { class: "off", role: "status",
            {large_icon(picture)}
            div {
                h2 { "{title}" }
                p { "{help}" }
            }
        }
    }
}

/// The two numbers that are never mixed.
#[component]
fn Numbers(texts: Texts, line: SyncLine) -> Element {
    rsx! {
        div { class: "nums",
            div { class: "card",
                p { class: "big-num num", {icon("up")} "{line.waiting_visits}" }
                p { b { {t!(texts, "sync-waiting")} } }
                p { class: "note soft",
                    if line.waiting == 0 {
                        {t!(texts, "sync-waiting-none")}
                    } else {
                        {t!(texts, "sync-waiting-help")}
                    }
                }
            }
            if line.attention > 0 {
                button {
                    class: "card alert",
                    r#type: "button",
                    onclick: move |_| screen::focus_in_sight("look"),
                    span { class: "big-num num", {icon("alert")} "{line.attention}" }
                    span { b { {t!(texts, "sync-attention")} } }
                    br {}
                    span { class: "note soft", {t!(texts, "sync-attention-help")} }
                }
            } else {
                div { class: "card",
                    p { class: "big-num num", {icon("check")} "0" }
                    p { b { {t!(texts, "sync-attention")} } }
                    p { class: "note soft", {t!(texts, "sync-attention-none")} }
                }
            }
        }
    }
}

/// Whether all is there, by numbers that were each counted by themselves.
#[component]
fn Check(texts: Texts, visits: VisitSum) -> Element {
    let VisitSum { made, received, waiting, attention, missing } = visits;
    let adds_up = missing == 0 && received + waiting + attention == made;
    let sum = t!(
        texts,
        "sync-sum",
        received = received,
        waiting = waiting,
        attention = attention,
        made = made
    );
    let rows = [
        (t!(texts, "sync-made"), made, ""),
        (t!(texts, "sync-received"), received, ""),
        (t!(texts, "visits-waiting"), waiting, ""),
        (t!(texts, "sync-look"), attention, if attention > 0 { "al" } else { "" }),
    ];
    rsx! {
        section { class: "card same",
            h2 { class: "small", {t!(texts, "sync-check")} }
            dl {
                for (name , count , class) in rows {
                    div { key: "{name}", class,
                        dt { "{name}" }
                        dd { class: "num", "{count}" }
                    }
                }
            }
            if adds_up {
                p { class: "okline", {small_icon("check")} span { bdi { "{sum}" } } }
            } else {
                p { class: "okline bad", role: "alert",
                    {small_icon("alert")}
                    span {
                        if missing < 0 {
                            {t!(texts, "sync-more", count = -missing)}
                        } else {
                            {t!(texts, "sync-missing", count = missing)}
                        }
                    }
                }
            }
        }
    }
}

/// One thing that needs attention, with the way to it where there is one.
#[component]
fn Look(texts: Texts, item: ToLookAt, today: Moment) -> Element {
    let kind = match item.kind {
        AttentionKind::Quarantined => "quarantined",
        AttentionKind::Returned => "returned",
        AttentionKind::WrongClock => "wrong_clock",
        AttentionKind::Purged => "purged",
        AttentionKind::Erased => "erased",
        AttentionKind::Standing => "standing",
        AttentionKind::Update => "update",
    };
    let title = match (&item.place, item.kind, &item.detail) {
        (Some(place), ..) => place::door_of_building(&texts, place),
        (None, AttentionKind::Purged, Some(mission)) => mission.clone(),
        _ => t!(texts, "attention-of-phone"),
    };
    let help = texts.of(ATTENTION, kind);
    let to = match (&item.place, item.kind, item.feed) {
        (_, AttentionKind::Returned, _) => Some(Route::VisitsScreen {}),
        (_, AttentionKind::Standing, _) => Some(Route::LeaveScreen {}),
        (Some(place), _, Some(FeedId::Mission(mission))) => {
            Some(Route::HistoryScreen { mission, door: place.door })
        }
        _ => None,
    };
    let has_way = to.is_some();
    let body = rsx! {
        {icon("alert")}
        span { class: "body",
            b { "{title}" }
            small { "{help}" }
        }
        if has_way {
            {chevron()}
        }
    };
    match to {
        Some(to) => rsx! { Link { class: "row alert", to, {body} } },
        None => rsx! { div { class: "row alert", "data-day": today.text(), {body} } },
    }
}

/// What this phone holds, against what the desk counted.
#[component]
fn Feeds(texts: Texts, feeds: Vec<FeedSides>) -> Element {
    rsx! {
        ul { class: "rows",
            for side in feeds {
                li { class: "row", key: "{side.feed}",
                    {icon(match side.equal { Some(true) => "check", Some(false) => "alert", None => "cloud" })}
                    span { class: "body",
                        b {
                            if let Some(name) = &side.name {
                                "{name}"
                            } else if side.feed == FeedId::Catalogue {
                                {t!(texts, "sync-feed-catalogue")}
                            } else {
                                {t!(texts, "sync-feed-own")}
                            }
                        }
                        small {
                            {t!(texts, "sync-feed-rows", count = side.phone)}
                            " · "
                            match side.equal {
                                Some(true) => t!(texts, "sync-feed-same"),
                                Some(false) => t!(texts, "sync-feed-differs"),
                                None => t!(texts, "sync-feed-on-way"),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What has left this phone, and why.
#[component]
fn Left(texts: Texts, entries: Vec<LogEntry>, today: Moment) -> Element {
    rsx! {
        if entries.is_empty() {
            p { class: "note soft", {t!(texts, "sync-log-none")} }
        } else {
            ul { class: "rows",
                for (index , entry) in entries.into_iter().enumerate() {
                    li { class: "row", key: "{index}",
                        {icon("leave")}
                        span { class: "body",
                            b { {raised(&place::capital(&texts.near(local(entry.at), today)))} }
                            small {
                                if entry.what == "pictures" {
                                    {t!(texts, "sync-log-pictures", count = entry.rows)}
                                } else {
                                    {t!(texts, "sync-log-line", what = entry.subject.as_str(), rows = entry.rows)}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
