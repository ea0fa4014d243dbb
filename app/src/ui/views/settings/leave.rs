//! Leaving this phone: after all is sent, by the supervisor. Nothing is deleted by a button here.

use dioxus::prelude::*;

use crate::core::{Command, Reply};
use crate::i18n::t;
use crate::ui::components::{TopBar, icon, small_icon};
use crate::ui::page::use_page;
use crate::ui::route::{Route, use_trail};
use crate::ui::session::use_texts;
use crate::ui::views::shown;

#[component]
pub(crate) fn LeaveScreen() -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let page = use_page(Command::SyncState, |reply| match reply {
        Reply::SyncState(state) => Some(state.line),
        _ => None,
    });
    let line = match shown(&texts, page) {
        Ok(line) => line,
        Err(instead) => return instead,
    };
    let waiting = t!(texts, "leave-waiting", count = line.waiting);
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "leave-title"),
            onback: move |()| trail.back(Route::SettingsScreen {}),
        }
        main { class: "scroll", id: "wall", tabindex: "0",
            section { class: "card",
                ol { class: "points",
                    li {
                        {icon("up")}
                        div {
                            p { class: "lead", {t!(texts, "leave-text")} }
                            p { class: if line.waiting == 0 { "okline" } else { "okline bad" },
                                {small_icon(if line.waiting == 0 { "check" } else { "up" })}
                                span { "{waiting}" }
                            }
                        }
                    }
                    li {
                        {icon("people")}
                        p { class: "lead", {t!(texts, "leave-how")} }
                    }
                    li {
                        {icon("alert")}
                        p { class: "lead", {t!(texts, "leave-lost")} }
                    }
                }
            }
        }
        if line.waiting > 0 {
            footer { class: "dado",
                Link { class: "btn big light whole", to: Route::SyncScreen {}, {t!(texts, "leave-sync")} }
            }
        }
    }
}
