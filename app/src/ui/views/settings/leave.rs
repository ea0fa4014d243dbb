//! Leaving this phone: after all is sent, or handed over as a copy, it is emptied by the person. The
//! core refuses while anything would be lost by it; here it is told what stands in the way.

use dioxus::prelude::*;
use shared::protocol::Standing;

use crate::core::{Command, Leaving, Reply};
use crate::i18n::{Texts, t};
use crate::ui::components::{Problem, Sheet, TopBar, icon, small_icon};
use crate::ui::page::use_page;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::session::{use_session, use_texts};
use crate::ui::views::copy::Copy;
use crate::ui::views::shown;

/// Which sheet is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Copy,
    Sure,
}

#[component]
pub(crate) fn LeaveScreen() -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let mut open = use_signal(|| Open::Nothing);
    let page = use_page(Command::Leaving, |reply| match reply {
        Reply::Leaving(leaving) => Some(leaving),
        _ => None,
    });
    let leaving = match shown(&texts, page) {
        Ok(leaving) => *leaving,
        Err(instead) => return instead,
    };
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "leave-title"),
            onback: move |()| trail.back(Route::SettingsScreen {}),
        }
        main { class: "scroll", id: "wall", tabindex: "0",
            if leaving.standing != Standing::Active {
                Problem { text: t!(texts, "leave-revoked") }
            }
            Steps { texts: texts.clone(), leaving }
        }
        ToastPlace {}
        footer { class: "dado",
            if leaving.at_stake > 0 {
                div { class: "two",
                    Link { class: "btn big light grow", to: Route::SyncScreen {}, {t!(texts, "leave-sync")} }
                    button { class: "btn big ghost", r#type: "button", onclick: move |_| open.set(Open::Copy),
                        {icon("save")}
                        {t!(texts, "sync-copy")}
                    }
                }
            } else if leaving.drafts > 0 {
                Link { class: "btn big light whole", to: Route::TodayScreen {}, {t!(texts, "lost-home")} }
            } else {
                button { class: "btn big ghost whole", r#type: "button", onclick: move |_| open.set(Open::Sure),
                    {icon("leave")}
                    {t!(texts, "leave-do")}
                }
            }
        }
        match open() {
            Open::Nothing => rsx! {},
            Open::Copy => rsx! {
                Copy { texts, onclose: move |()| open.set(Open::Nothing) }
            },
            Open::Sure => rsx! {
                Sure { texts, leaving, onclose: move |()| open.set(Open::Nothing) }
            },
        }
    }
}

/// What comes first, what goes by itself, and what the person does.
#[component]
fn Steps(texts: Texts, leaving: Leaving) -> Element {
    let Leaving { waiting, at_stake, drafts, has_copy, missions, .. } = leaving;
    let is_sent = waiting == 0;
    rsx! {
        section { class: "card",
            ol { class: "points",
                li {
                    {icon("up")}
                    div {
                        p { class: "lead", {t!(texts, "leave-text")} }
                        p { class: if is_sent { "okline" } else { "okline bad" },
                            {small_icon(if is_sent { "check" } else { "up" })}
                            span { {t!(texts, "leave-waiting", count = waiting)} }
                        }
                        if has_copy {
                            p { class: "okline",
                                {small_icon("save")}
                                span { {t!(texts, "leave-copied")} }
                            }
                        }
                        if is_sent && at_stake > 0 {
                            p { class: "okline bad",
                                {small_icon("clock")}
                                span { {t!(texts, "leave-not-safe")} }
                            }
                        }
                        if drafts > 0 {
                            p { class: "okline bad",
                                {small_icon("pencil")}
                                span { {t!(texts, "leave-drafts", count = drafts)} }
                            }
                        }
                    }
                }
                if missions > 0 {
                    li {
                        {icon("people")}
                        p { class: "lead", {t!(texts, "leave-how")} }
                    }
                }
                li {
                    {icon("leave")}
                    p { class: "lead", {t!(texts, "leave-empty")} }
                }
                li {
                    {icon("alert")}
                    p { class: "lead", {t!(texts, "leave-lost")} }
                }
            }
        }
    }
}

/// The one thing here that cannot be undone.
#[component]
fn Sure(texts: Texts, leaving: Leaving, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let navigator = use_navigator();
    let empty = move |_| {
        session.act(Command::Leave, move |reply| {
            // Whoever comes next begins with the first screen.
            navigator.replace(Route::TodayScreen {});
            session.take_access(&reply);
        });
        onclose.call(());
    };
    rsx! {
        Sheet { texts: texts.clone(), title: t!(texts, "leave-sure-title"), onclose,
            p { {t!(texts, "leave-sure-text")} }
            if leaving.waiting > 0 {
                Problem { text: t!(texts, "leave-sure-copy", count = leaving.waiting) }
            }
            button { class: "btn big light whole", r#type: "button", onclick: empty,
                {icon("leave")}
                {t!(texts, "leave-sure-do")}
            }
        }
    }
}
