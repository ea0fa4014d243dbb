//! An address that leads nowhere.

use dioxus::prelude::*;

use crate::i18n::t;
use crate::ui::components::{Empty, TopBar};
use crate::ui::route::Route;
use crate::ui::session::use_texts;

#[component]
pub(crate) fn Lost(rest: Vec<String>) -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { texts: texts.clone(), title: t!(texts, "lost-title") }
        main { class: "scroll", id: "wall", "data-address": rest.len(),
            Empty { picture: "door", text: t!(texts, "lost-text"),
                Link { class: "btn main", to: Route::TodayScreen {}, {t!(texts, "lost-home")} }
            }
        }
    }
}
