//! A service as a resident asks about it: what it gives, who may have it, where, when, by which
//! number, and what to bring.

use dioxus::prelude::*;

use crate::core::ServiceView;
use crate::i18n::{Texts, t};
use crate::ui::components::{Sheet, icon};

/// All that is known of a service.
#[component]
pub(super) fn ServiceFacts(texts: Texts, service: ServiceView) -> Element {
    let facts = [
        (t!(texts, "service-who"), service.who),
        (t!(texts, "service-where"), service.place),
        (t!(texts, "service-when"), service.hours),
        (t!(texts, "service-papers"), service.papers),
    ];
    let phone = service.phone.map(|phone| {
        let is_dialled = |char: &char| char.is_ascii_digit() || *char == '+';
        (phone.chars().filter(is_dialled).collect::<String>(), phone)
    });
    rsx! {
        if let Some(what) = service.what {
            p { dir: "auto", "{what}" }
        }
        dl { class: "facts",
            for (name , value) in facts {
                if let Some(value) = value {
                    div { key: "{name}",
                        dt { "{name}" }
                        dd { dir: "auto", "{value}" }
                    }
                }
            }
            if let Some((dialled , phone)) = phone {
                div {
                    dt { {t!(texts, "service-phone")} }
                    dd { a { href: "tel:{dialled}", bdi { "{phone}" } } }
                }
            }
        }
    }
}

/// The same over a talk, which waits beneath and loses nothing; and the way to advise it from here.
#[component]
pub(super) fn ServiceSheet(
    texts: Texts,
    service: ServiceView,
    is_advised: bool,
    onadvise: EventHandler<()>,
    onclose: EventHandler<()>,
) -> Element {
    rsx! {
        Sheet { texts: texts.clone(), title: service.name.clone(), onclose,
            div { class: "told", ServiceFacts { texts: texts.clone(), service } }
            button {
                class: if is_advised { "btn big ghost whole" } else { "btn big light whole" },
                r#type: "button",
                onclick: move |_| onadvise.call(()),
                if is_advised {
                    {icon("x")}
                    {t!(texts, "talk-service-drop")}
                } else {
                    {icon("check")}
                    {t!(texts, "talk-service-advise")}
                }
            }
        }
    }
}
