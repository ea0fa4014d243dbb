//! The first part of a talk: the services that were advised, and the needs that were heard.

use dioxus::prelude::*;

use crate::core::ServiceView;
use crate::i18n::{NEED, Texts, t};
use crate::ui::components::{Chip, GuardedText, Tile, icon};
use crate::ui::screen;
use crate::ui::talk::Talk;
use crate::ui::views::service::ServiceSheet;

/// So many themes are shown at first; a tile more shows the rest.
const THEMES: usize = 8;

/// What was advised and what was heard.
#[component]
pub(crate) fn AdviceAndNeeds(
    texts: Texts,
    talk: Signal<Talk>,
    services: Vec<ServiceView>,
    themes: Vec<String>,
    onchange: EventHandler<()>,
) -> Element {
    let mut all = use_signal(|| false);
    let mut talk = talk;
    let offered: Vec<String> = themes
        .iter()
        .enumerate()
        .filter(|(index, theme)| all() || *index < THEMES || talk.read().hears(theme))
        .map(|(_, theme)| theme.clone())
        .collect();
    let has_more = offered.len() < themes.len();
    let heard = talk.read().needs.clone();
    rsx! {
        h2 { class: "sec first", {t!(texts, "talk-advice")} }
        if services.is_empty() {
            p { class: "note soft", {t!(texts, "talk-no-services")} }
        }
        Advice { texts: texts.clone(), talk, services, onchange }
        h2 { class: "sec", {t!(texts, "talk-needs")} }
        div { class: "themes", role: "group", "aria-label": t!(texts, "talk-needs"),
            for theme in offered {
                Tile {
                    key: "{theme}",
                    on: talk.read().hears(&theme),
                    label: texts.of(NEED, &theme),
                    picture: picture_of(&theme),
                    onclick: move |()| {
                        talk.write().toggle_need(&theme);
                        onchange.call(());
                    },
                }
            }
            if has_more {
                button {
                    class: "theme",
                    r#type: "button",
                    "aria-expanded": "false",
                    onclick: move |_| all.set(true),
                    svg { class: "i", "aria-hidden": "true", r#use { href: "#i-plus" } }
                    span { {t!(texts, "needs-more")} }
                }
            }
        }
        for (theme , words) in heard {
            GuardedText {
                key: "{theme}",
                texts: texts.clone(),
                id: format!("words-{theme}"),
                label: t!(texts, "talk-need-words", theme = texts.of(NEED, &theme)),
                help: t!(texts, "talk-need-words-help"),
                hidden_label: false,
                value: words,
                agreed: talk.read().agreed,
                oninput: {
                    let theme = theme.clone();
                    move |words| {
                        talk.write().set_words(&theme, words);
                        onchange.call(());
                    }
                },
                onagree: move |()| {
                    talk.write().agreed = true;
                    onchange.call(());
                },
            }
        }
    }
}

/// The services, each to be ticked as advised, and each with what a resident asks about it.
#[component]
fn Advice(
    texts: Texts,
    talk: Signal<Talk>,
    services: Vec<ServiceView>,
    onchange: EventHandler<()>,
) -> Element {
    let mut talk = talk;
    let mut open = use_signal(|| None::<String>);
    let shown = open.read().clone();
    let shown = shown.and_then(|code| services.iter().find(|one| one.code == code)).cloned();
    let mut close = move |code: &str| {
        open.set(None);
        screen::focus(&format!("about-{code}"));
    };
    rsx! {
        ul { class: "advices", "aria-label": t!(texts, "talk-advice"),
            for service in services {
                li { key: "{service.code}", class: "advise",
                    Chip {
                        on: talk.read().advice.contains(&service.code),
                        label: service.name.clone(),
                        onclick: {
                            let code = service.code.clone();
                            move |()| {
                                talk.write().toggle_advice(&code);
                                onchange.call(());
                            }
                        },
                    }
                    button {
                        class: "sq edged",
                        id: "about-{service.code}",
                        r#type: "button",
                        "aria-label": t!(texts, "talk-service-open", service = service.name.as_str()),
                        onclick: move |_| open.set(Some(service.code.clone())),
                        {icon("info")}
                    }
                }
            }
        }
        if let Some(service) = shown {
            ServiceSheet {
                texts: texts.clone(),
                is_advised: talk.read().advice.contains(&service.code),
                onadvise: {
                    let code = service.code.clone();
                    move |()| {
                        talk.write().toggle_advice(&code);
                        onchange.call(());
                        close(&code);
                    }
                },
                onclose: {
                    let code = service.code.clone();
                    move |()| close(&code)
                },
                service,
            }
        }
    }
}

/// The picture of a theme.
fn picture_of(theme: &str) -> &'static str {
    match theme {
        "eau" => "drop",
        "charges" => "bill",
        "chauffage" => "heat",
        "ascenseur" => "lift",
        "demarches-en-ligne" => "paper",
        "emploi" => "job",
        "ecole" => "school",
        "humidite" => "damp",
        "bruit" => "noise",
        "proprete" => "broom",
        "dechets" => "bin",
        "nuisibles" => "bug",
        "sante" => "heart",
        "securite" => "shield",
        "isolement" => "alone",
        "mutation" => "move",
        _ => "chat",
    }
}
