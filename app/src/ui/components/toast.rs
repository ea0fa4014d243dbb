//! What was just kept, with the way to take it back.

use dioxus::prelude::*;

use super::{raised, small_icon};
use crate::i18n::{Texts, t};

/// One sentence above the dado; stays while it is touched or focused.
#[component]
pub(crate) fn ToastView(
    texts: Texts,
    text: String,
    can_undo: bool,
    onundo: EventHandler<()>,
    onhold: EventHandler<bool>,
) -> Element {
    rsx! {
        div { class: "toast-place",
            div {
                class: "toast",
                role: "status",
                onpointerenter: move |_| onhold.call(true),
                onpointerleave: move |_| onhold.call(false),
                onfocusin: move |_| onhold.call(true),
                onfocusout: move |_| onhold.call(false),
                {small_icon("check")}
                span { {raised(&text)} }
                if can_undo {
                    button { r#type: "button", onclick: move |_| onundo.call(()), {t!(texts, "undo")} }
                }
            }
        }
    }
}
