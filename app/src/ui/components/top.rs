//! The top of a screen: back, title, one line under it, and what stands at the end.

use dioxus::prelude::*;

use super::{flipping_icon, raised, small_icon};
use crate::i18n::{Texts, spoken, t};
use crate::ui::route::Route;
use crate::ui::screen;

/// The top bar. Its title takes the focus when the screen opens, unless the screen has a better
/// place for it.
#[component]
pub(crate) fn TopBar(
    texts: Texts,
    title: String,
    subtitle: Option<String>,
    onback: Option<EventHandler<()>>,
    #[props(default = true)] takes_focus: bool,
    children: Element,
) -> Element {
    let spoken_title = spoken(&title);
    let page = format!("{spoken_title} · {}", t!(texts, "app-name"));
    use_effect(use_reactive!(|page| screen::set_title(&page)));
    rsx! {
        header { class: "top",
            if let Some(onback) = onback {
                button {
                    class: "sq",
                    r#type: "button",
                    "aria-label": t!(texts, "back"),
                    onclick: move |_| onback.call(()),
                    {flipping_icon("back")}
                }
            }
            div { class: "tt",
                h1 {
                    id: "title",
                    tabindex: "-1",
                    onmounted: move |_| {
                        if takes_focus {
                            screen::focus("title");
                        }
                    },
                    bdi { {raised(&title)} }
                }
                if let Some(subtitle) = subtitle {
                    p { bdi { {raised(&subtitle)} } }
                }
            }
            {children}
        }
    }
}

/// How much waits to be sent, and beside it how much needs attention; never added. Both lead to
/// where it is told in full.
#[component]
pub(crate) fn Pills(texts: Texts, waiting: u64, attention: u64) -> Element {
    rsx! {
        div { class: "pills", "aria-live": "polite",
            // Where something needs attention, that nothing waits is told on the screen it leads to.
            if waiting == 0 && attention == 0 {
                Link { to: Route::SyncScreen {}, class: "pill quiet",
                    {small_icon("check")}
                    span { {t!(texts, "pill-done")} }
                }
            }
            if waiting > 0 {
                Link {
                    to: Route::SyncScreen {},
                    class: "pill",
                    {small_icon("up")}
                    b { class: "num", "aria-hidden": "true", "{waiting}" }
                    span { class: "vh", {t!(texts, "pill-waiting", count = waiting)} }
                }
            }
            if attention > 0 {
                Link {
                    to: Route::SyncScreen {},
                    class: "pill alert",
                    {small_icon("alert")}
                    b { class: "num", "aria-hidden": "true", "{attention}" }
                    span { class: "vh", {t!(texts, "pill-attention", count = attention)} }
                }
            }
        }
    }
}
