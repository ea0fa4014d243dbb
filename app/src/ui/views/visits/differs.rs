//! What this phone wrote and somebody else wrote otherwise, unseen by each other: told in words, with
//! both values and the choice between them.

use dioxus::prelude::*;

use crate::core::{Command, Differing, Settle};
use crate::i18n::{FIELD, Moment, SPOKEN, Texts, t};
use crate::ui::components::{icon, raised};
use crate::ui::place;
use crate::ui::session::use_session;

/// One such field.
#[component]
pub(super) fn Differs(texts: Texts, differing: Differing, today: Moment) -> Element {
    let session = use_session();
    let Differing { difference, place } = differing;
    let heading = match &place {
        Some(place) => place::door_of_building(&texts, place),
        None => t!(texts, "visits-differs"),
    };
    let field = texts.of(FIELD, &difference.field);
    let said =
        |value: &Option<String>| in_words(&texts, &difference.field, value.as_deref(), today);
    let values = [
        (t!(texts, "visits-differs-mine"), said(&difference.mine)),
        (t!(texts, "visits-differs-kept"), said(&difference.kept)),
    ];
    let settle = move |mine: bool| {
        let wanted = Settle { difference: difference.clone(), mine };
        session.act(Command::Settle(wanted), move |_| {
            session.toast(t!(session.texts(), "visits-differs-done"), None);
            session.send_shortly();
        });
    };
    let leave = settle.clone();
    rsx! {
        article { class: "card ret",
            div { class: "head",
                {icon("team")}
                div {
                    b { bdi { "{heading}" } }
                    p { class: "note soft", "{field}" }
                }
            }
            p { class: "gap", {t!(texts, "visits-differs-help")} }
            dl { class: "facts both",
                for (name , value) in values {
                    div { key: "{name}",
                        dt { "{name}" }
                        dd { b { bdi { {raised(&value)} } } }
                    }
                }
            }
            div { class: "actions",
                button { class: "btn main", r#type: "button", onclick: move |_| settle(true),
                    {icon("undo")}
                    {t!(texts, "visits-differs-take")}
                }
                button { class: "btn", r#type: "button", onclick: move |_| leave(false),
                    {icon("check")}
                    {t!(texts, "visits-differs-leave")}
                }
            }
        }
    }
}

/// A value as people say it.
fn in_words(texts: &Texts, field: &str, value: Option<&str>, today: Moment) -> String {
    match (field, value) {
        ("informed" | "consent" | "withdrawn" | "do_not_contact", Some("true")) => {
            t!(texts, "visits-answer-yes")
        }
        ("informed" | "consent" | "withdrawn" | "do_not_contact", _) => {
            t!(texts, "visits-answer-no")
        }
        (_, None) => t!(texts, "visits-nothing"),
        ("outcome", Some(outcome)) => place::capital(&place::state_in_words(texts, outcome)),
        ("language", Some(code)) => texts.of(SPOKEN, code),
        ("minutes", Some(minutes)) => match minutes.parse::<i64>() {
            Ok(minutes) => t!(texts, "minutes", count = minutes),
            Err(_) => minutes.to_owned(),
        },
        ("due", Some(due)) => {
            Moment::parse(due).map_or_else(|| due.to_owned(), |due| texts.near(due, today))
        }
        (_, Some(value)) => value.to_owned(),
    }
}
