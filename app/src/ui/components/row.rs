//! Rows of a list: a glyph, a strong line, a soft line, and what stands at the end.

use dioxus::prelude::*;

use super::{chevron, icon, raised};
use crate::ui::route::Route;

/// A row that leads to another screen.
#[component]
pub(crate) fn LinkRow(
    to: Route,
    /// Before the words; an icon or a small door.
    start: Element,
    title: String,
    note: Option<String>,
    #[props(default)] is_alert: bool,
    /// In place of the arrow.
    end: Option<Element>,
) -> Element {
    rsx! {
        Link { to, class: if is_alert { "row alert" } else { "row" },
            {start}
            span { class: "body",
                b { bdi { {raised(&title)} } }
                if let Some(note) = note {
                    small { bdi { {raised(&note)} } }
                }
            }
            if let Some(end) = end {
                {end}
            } else {
                {chevron()}
            }
        }
    }
}

/// A row that does something here.
#[component]
pub(crate) fn ActionRow(
    picture: &'static str,
    title: String,
    note: Option<String>,
    onclick: EventHandler<()>,
) -> Element {
    rsx! {
        button { class: "row", r#type: "button", onclick: move |_| onclick.call(()),
            {icon(picture)}
            span { class: "body",
                b { "{title}" }
                if let Some(note) = note {
                    small { "{note}" }
                }
            }
            {chevron()}
        }
    }
}
