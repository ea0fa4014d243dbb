//! About the data: what a neighbor can read aloud to a resident who asks.

use dioxus::prelude::*;

use crate::i18n::t;
use crate::ui::components::{TopBar, icon};
use crate::ui::route::{Route, use_trail};
use crate::ui::session::use_texts;

#[component]
pub(crate) fn DataScreen() -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let points = [
        ("door", t!(texts, "data-what"), t!(texts, "data-what-text")),
        ("clock", t!(texts, "data-how-long"), t!(texts, "data-how-long-text")),
        ("team", t!(texts, "data-who"), t!(texts, "data-who-text")),
        ("eye", t!(texts, "data-rights"), t!(texts, "data-rights-text")),
        ("shield", t!(texts, "data-place"), t!(texts, "data-place-text")),
    ];
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "data-title"),
            subtitle: t!(texts, "data-read"),
            onback: move |()| trail.back(Route::SettingsScreen {}),
        }
        main { class: "scroll", id: "wall", tabindex: "0",
            section { class: "card",
                ul { class: "points",
                    for (picture , title , text) in points {
                        li { key: "{picture}",
                            {icon(picture)}
                            div {
                                h2 { class: "small", "{title}" }
                                p { class: "lead", "{text}" }
                            }
                        }
                    }
                }
            }
        }
    }
}
