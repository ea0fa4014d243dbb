//! A field for free words with the note guard under it: it says which word and why, and offers two
//! ways out. It never blocks, and never takes a word away by itself.

use dioxus::prelude::*;
use shared::guard::{Found, check, without};

use super::{icon, small_icon};
use crate::i18n::{TOPIC, Texts, t};

/// Free words about a talk, guarded.
#[component]
pub(crate) fn GuardedText(
    texts: Texts,
    id: String,
    label: String,
    help: Option<String>,
    /// The label is there for those who do not see the heading above.
    hidden_label: bool,
    value: String,
    /// The resident agreed that such words are kept.
    agreed: bool,
    oninput: EventHandler<String>,
    onagree: EventHandler<()>,
) -> Element {
    let found: Option<Found> = if agreed { None } else { check(&value).into_iter().next() };
    let described = format!("{id}-guard");
    let has_words = found.is_some() || (agreed && !check(&value).is_empty());
    rsx! {
        div { class: "ask",
            label { class: hidden_label.then_some("vh"), r#for: "{id}", "{label}" }
            if let Some(help) = help {
                small { id: "{id}-help", "{help}" }
            }
            textarea {
                class: "field",
                id: "{id}",
                rows: "2",
                maxlength: "4000",
                dir: "auto",
                autocomplete: "off",
                "aria-describedby": described.clone(),
                value: value.clone(),
                oninput: move |event| oninput.call(event.value()),
            }
        }
        div { id: "{described}", "aria-live": "polite",
            if let Some(found) = found {
                Warning { texts, found, value: value.clone(), oninput, onagree }
            } else if has_words {
                p { class: "okline",
                    {small_icon("check")}
                    span { {t!(texts, "guard-agreed-done")} }
                }
            }
        }
    }
}

#[component]
fn Warning(
    texts: Texts,
    found: Found,
    value: String,
    oninput: EventHandler<String>,
    onagree: EventHandler<()>,
) -> Element {
    let word = found.words(&value).to_owned();
    let topic = texts.of(TOPIC, found.topic.as_str());
    rsx! {
        section { class: "guard",
            p { class: "gh",
                {icon("eye")}
                b { {t!(texts, "guard-title", word = word, topic = topic)} }
            }
            p { {t!(texts, "guard-why")} }
            div { class: "g2",
                button {
                    class: "btn",
                    r#type: "button",
                    onclick: move |_| oninput.call(without(&value, &found)),
                    {t!(texts, "guard-remove")}
                }
                button {
                    class: "btn",
                    r#type: "button",
                    onclick: move |_| onagree.call(()),
                    {t!(texts, "guard-agreed")}
                }
            }
        }
    }
}
