//! How the app looks: language, size of letters, colours. Needed before unlocking, too.

use dioxus::prelude::*;

use super::small_icon;
use crate::i18n::{Language, Texts, t};
use crate::ui::look::{Look, SIZES, Theme};

/// The languages of the interface, each by its own name.
#[component]
pub(crate) fn Languages(texts: Texts, look: Look, onchange: EventHandler<Look>) -> Element {
    rsx! {
        div { class: "chips", role: "group", "aria-label": t!(texts, "settings-language"),
            for language in Language::ALL {
                button {
                    key: "{language.code()}",
                    class: "chip",
                    r#type: "button",
                    lang: language.code(),
                    "aria-pressed": "{look.language == language}",
                    onclick: move |_| onchange.call(Look { language, ..look }),
                    if look.language == language {
                        {small_icon("check")}
                    }
                    span { {language.own_name()} }
                }
            }
        }
    }
}

/// The sizes of letters.
#[component]
pub(crate) fn Sizes(texts: Texts, look: Look, onchange: EventHandler<Look>) -> Element {
    rsx! {
        div { class: "seg", role: "group", "aria-label": t!(texts, "settings-size"),
            for size in SIZES {
                button {
                    key: "{size}",
                    class: "chip num",
                    r#type: "button",
                    "aria-pressed": "{look.size == size}",
                    onclick: move |_| onchange.call(Look { size, ..look }),
                    span { {t!(texts, "settings-size-value", percent = size)} }
                }
            }
        }
    }
}

/// The colours.
#[component]
pub(crate) fn Themes(texts: Texts, look: Look, onchange: EventHandler<Look>) -> Element {
    let themes = [
        (Theme::Auto, t!(texts, "settings-theme-auto")),
        (Theme::Light, t!(texts, "settings-theme-light")),
        (Theme::Dark, t!(texts, "settings-theme-dark")),
    ];
    rsx! {
        div { class: "seg", role: "group", "aria-label": t!(texts, "settings-theme"),
            for (theme , label) in themes {
                button {
                    key: "{label}",
                    class: "chip",
                    r#type: "button",
                    "aria-pressed": "{look.theme == theme}",
                    onclick: move |_| onchange.call(Look { theme, ..look }),
                    if look.theme == theme {
                        {small_icon("check")}
                    }
                    span { "{label}" }
                }
            }
        }
    }
}
