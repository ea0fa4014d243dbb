//! What else may have happened at several doors at once.

use dioxus::prelude::*;

use crate::i18n::{Texts, t};
use crate::ui::components::{Sheet, small_door};
use crate::ui::views::at_door::ComeBack;

#[component]
pub(super) fn OtherOutcome(
    texts: Texts,
    count: usize,
    onclose: EventHandler<()>,
    onkeep: EventHandler<(&'static str, Option<String>)>,
) -> Element {
    let mut asks_when = use_signal(|| false);
    if asks_when() {
        return rsx! {
            ComeBack {
                texts,
                onclose,
                onkeep: move |due| onkeep.call(("come_back", Some(due))),
            }
        };
    }
    let outcomes = [
        ("inaccessible", t!(texts, "at-inaccessible"), Some(t!(texts, "at-inaccessible-help"))),
        ("vacant", t!(texts, "at-vacant"), Some(t!(texts, "at-vacant-help"))),
        ("refused", t!(texts, "at-refused"), None),
    ];
    rsx! {
        Sheet {
            texts: texts.clone(),
            title: t!(texts, "doors-other-title", count = count),
            onclose,
            div { class: "g2",
                button { class: "out", r#type: "button", onclick: move |_| asks_when.set(true),
                    {small_door("come_back")}
                    span { b { {t!(texts, "at-come-back")} } }
                }
                for (outcome , label , help) in outcomes {
                    button {
                        key: "{outcome}",
                        class: "out",
                        r#type: "button",
                        onclick: move |_| onkeep.call((outcome, None)),
                        {small_door(outcome)}
                        span {
                            b { "{label}" }
                            if let Some(help) = help {
                                small { "{help}" }
                            }
                        }
                    }
                }
            }
        }
    }
}
