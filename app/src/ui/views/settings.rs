//! Settings: how the app looks, the PIN, this phone, the data, and the ways out.

use dioxus::prelude::*;

use crate::core::{Command, YEAR};
use crate::i18n::t;
use crate::ui::components::{ActionRow, Languages, LinkRow, Sizes, Themes, TopBar, icon};
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::session::{use_session, use_texts};

mod data;
mod device;
mod leave;
mod pin;

pub(crate) use data::DataScreen;
pub(crate) use device::DeviceScreen;
pub(crate) use leave::LeaveScreen;
pub(crate) use pin::ChangePinScreen;

#[component]
pub(crate) fn SettingsScreen() -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let look = *session.look.read();
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "settings"),
            onback: move |()| trail.back(Route::TodayScreen {}),
        }
        main { class: "scroll", id: "wall",
            h2 { class: "sec first", {t!(texts, "settings-language")} }
            Languages { texts: texts.clone(), look, onchange: move |look| session.set_look(look) }
            h2 { class: "sec", {t!(texts, "settings-size")} }
            Sizes { texts: texts.clone(), look, onchange: move |look| session.set_look(look) }
            h2 { class: "sec", {t!(texts, "settings-theme")} }
            Themes { texts: texts.clone(), look, onchange: move |look| session.set_look(look) }
            ul { class: "rows gap",
                li {
                    LinkRow {
                        to: Route::PaperScreen { mission: "-".to_owned(), what: YEAR.to_owned() },
                        start: icon("heart"),
                        title: t!(texts, "settings-year"),
                    }
                }
                li {
                    LinkRow {
                        to: Route::ChangePinScreen {},
                        start: icon("key"),
                        title: t!(texts, "settings-pin"),
                    }
                }
                li {
                    LinkRow {
                        to: Route::DeviceScreen {},
                        start: icon("phone"),
                        title: t!(texts, "settings-device"),
                    }
                }
                li {
                    LinkRow {
                        to: Route::DataScreen {},
                        start: icon("shield"),
                        title: t!(texts, "settings-data"),
                    }
                }
                li {
                    LinkRow {
                        to: Route::LeaveScreen {},
                        start: icon("leave"),
                        title: t!(texts, "settings-leave"),
                    }
                }
            }
            ul { class: "rows gap",
                li {
                    ActionRow {
                        picture: "lock",
                        title: t!(texts, "settings-lock"),
                        onclick: move |()| session.lock(),
                    }
                }
            }
        }
        ToastPlace {}
    }
}

/// What the commands of these screens have in common.
fn about() -> Command {
    Command::About
}
