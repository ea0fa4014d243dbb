//! A sheet: rises from the dado, holds one question, closes by its button, by Escape and by a touch
//! beside it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::icon;
use crate::i18n::{Texts, t};
use crate::platform::{Clock, MachineClock};
use crate::ui::screen::{self, FRAME};

/// One question over the screen, which waits meanwhile.
#[component]
pub(crate) fn Sheet(
    texts: Texts,
    title: String,
    onclose: EventHandler<()>,
    children: Element,
) -> Element {
    use_drop(|| {
        // Once it is gone from the screen.
        spawn_forever(async {
            MachineClock::default().pause(FRAME).await;
            screen::close_sheet();
        });
    });
    rsx! {
        div {
            class: "veil",
            onclick: move |_| onclose.call(()),
            onkeydown: move |event| {
                if event.key() == Key::Escape {
                    event.stop_propagation();
                    onclose.call(());
                }
            },
            div {
                class: "sheet",
                id: "sheet",
                role: "dialog",
                "aria-modal": "true",
                "aria-labelledby": "sheet-title",
                tabindex: "-1",
                onmounted: move |_| screen::open_sheet(),
                onclick: move |event| event.stop_propagation(),
                div { class: "line",
                    h2 { id: "sheet-title", "{title}" }
                    button {
                        class: "sq",
                        r#type: "button",
                        "aria-label": t!(texts, "close"),
                        onclick: move |_| onclose.call(()),
                        {icon("x")}
                    }
                }
                {children}
            }
        }
    }
}
