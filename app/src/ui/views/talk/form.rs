//! The other parts of the form of a talk. A correction uses them, too.

use dioxus::prelude::*;

use crate::core::ServiceView;
use crate::i18n::{HEADING, SPOKEN, Texts, t};
use crate::ui::components::{Chip, GuardedText, Problem, Switch, raised, small_icon};
use crate::ui::place;
use crate::ui::session::{local, now};
use crate::ui::talk::{Follow, Missing, Talk};

/// So many languages are shown at first; a chip more shows the rest.
const LANGUAGES: usize = 3;

/// The language that was spoken: those most spoken here, then all.
#[component]
pub(crate) fn Language(
    texts: Texts,
    talk: Signal<Talk>,
    offered: Vec<String>,
    onchange: EventHandler<()>,
) -> Element {
    let mut all = use_signal(|| false);
    let mut talk = talk;
    let spoken = talk.read().language.clone();
    let mut codes: Vec<String> = offered.into_iter().filter(|code| SPOKEN.knows(code)).collect();
    for code in SPOKEN.members().iter().filter(|code| **code != "other") {
        if !codes.iter().any(|listed| listed == code) {
            codes.push((*code).to_owned());
        }
    }
    if !all() {
        let is_first =
            |index: usize, code: &String| index < LANGUAGES || spoken.as_ref() == Some(code);
        codes = codes
            .into_iter()
            .enumerate()
            .filter(|(i, code)| is_first(*i, code))
            .map(|(_, code)| code)
            .collect();
    }
    rsx! {
        h2 { class: "sec", {t!(texts, "talk-language")} }
        div { class: "chips", role: "group", "aria-label": t!(texts, "talk-language"),
            for code in codes {
                Chip {
                    key: "{code}",
                    on: spoken.as_ref() == Some(&code),
                    label: texts.of(SPOKEN, &code),
                    onclick: {
                        let spoken = spoken.clone();
                        move |()| {
                            let is_on = spoken.as_ref() == Some(&code);
                            talk.write().language = (!is_on).then(|| code.clone());
                            onchange.call(());
                        }
                    },
                }
            }
            if !all() {
                button { class: "chip", r#type: "button", "aria-expanded": "false", onclick: move |_| all.set(true),
                    {t!(texts, "talk-language-more")}
                }
            }
        }
    }
}

/// What follows: an appointment or a referral, each with consent, or nothing.
#[component]
pub(crate) fn FollowUp(
    texts: Texts,
    talk: Signal<Talk>,
    services: Vec<ServiceView>,
    missing: Option<Missing>,
    onchange: EventHandler<()>,
) -> Element {
    let mut talk = talk;
    let follow = talk.read().follow;
    let choices = [
        (Follow::Visit, t!(texts, "talk-follow-visit")),
        (Follow::Service, t!(texts, "talk-follow-service")),
        (Follow::Nothing, t!(texts, "talk-follow-none")),
    ];
    rsx! {
        h2 { class: "sec", {t!(texts, "talk-follow")} }
        div { class: "chips", role: "radiogroup", "aria-label": t!(texts, "talk-follow"),
            for (choice , label) in choices {
                button {
                    key: "{label}",
                    class: "chip",
                    r#type: "button",
                    role: "radio",
                    "aria-checked": "{follow == choice}",
                    onclick: move |_| {
                        talk.write().choose(choice);
                        onchange.call(());
                    },
                    if follow == choice {
                        {small_icon("check")}
                    }
                    span { "{label}" }
                }
            }
        }
        if follow == Follow::Service {
            p { class: "gap", id: "talk-services", tabindex: "-1", {t!(texts, "talk-follow-which")} }
            if missing == Some(Missing::Service) {
                Problem { text: t!(texts, "talk-follow-which-missing") }
            }
            div { class: "chips", role: "group", "aria-label": t!(texts, "talk-follow-which"),
                for service in services {
                    Chip {
                        key: "{service.code}",
                        on: talk.read().referred.contains(&service.code),
                        label: service.name.clone(),
                        onclick: move |()| {
                            talk.write().toggle_referred(&service.code);
                            onchange.call(());
                        },
                    }
                }
            }
        }
        if follow != Follow::Nothing {
            if missing == Some(Missing::Day) {
                Problem { text: t!(texts, "when-missing") }
            }
            Day { texts: texts.clone(), talk, onchange }
            if missing == Some(Missing::Consent) {
                Problem { text: t!(texts, "talk-consent-missing") }
            }
            div { id: "talk-consent", tabindex: "-1",
                Switch {
                    on: talk.read().consent,
                    strong: t!(texts, "talk-consent"),
                    rest: if follow == Follow::Visit {
                        t!(texts, "talk-consent-visit")
                    } else {
                        t!(texts, "talk-consent-service")
                    },
                    onclick: move |()| {
                        let consent = talk.peek().consent;
                        talk.write().consent = !consent;
                        onchange.call(());
                    },
                }
            }
        }
    }
}

/// The day of what was agreed, and its time where one knows it.
#[component]
fn Day(texts: Texts, talk: Signal<Talk>, onchange: EventHandler<()>) -> Element {
    let mut talk = talk;
    let today = crate::i18n::Moment { time: None, ..local(now()) };
    let near = [1, 2, 7].map(|days| today.plus_days(days));
    rsx! {
        div { class: "chips gap", role: "group", "aria-label": t!(texts, "talk-follow-when"),
            for moment in near {
                button {
                    key: "{moment.text()}",
                    class: "chip",
                    r#type: "button",
                    "aria-pressed": "{talk.read().day == moment.text()}",
                    onclick: move |_| {
                        talk.write().day = moment.text();
                        onchange.call(());
                    },
                    if talk.read().day == moment.text() {
                        {small_icon("check")}
                    }
                    span { {raised(&place::capital(&texts.near_day(moment, today)))} }
                }
            }
        }
        div { class: "pair",
            label { class: "ask",
                span { {t!(texts, "when-day")} }
                input {
                    class: "field",
                    id: "talk-day",
                    r#type: "date",
                    min: today.text(),
                    value: talk.read().day.clone(),
                    oninput: move |event| {
                        talk.write().day = event.value();
                        onchange.call(());
                    },
                }
            }
            label { class: "ask",
                span { {t!(texts, "when-time")} }
                input {
                    class: "field",
                    r#type: "time",
                    value: talk.read().time.clone(),
                    oninput: move |event| {
                        talk.write().time = event.value();
                        onchange.call(());
                    },
                }
            }
        }
    }
}

/// The note with its headings, and whether the resident knows what is kept.
#[component]
pub(crate) fn Note(texts: Texts, talk: Signal<Talk>, onchange: EventHandler<()>) -> Element {
    let mut talk = talk;
    rsx! {
        h2 { class: "sec",
            {t!(texts, "talk-note")}
            " "
            span { class: "soft", {t!(texts, "talk-note-if")} }
        }
        div { class: "chips", role: "group", "aria-label": t!(texts, "talk-note"),
            for heading in HEADING.members() {
                Chip {
                    key: "{heading}",
                    on: talk.read().has_heading(&texts.of(HEADING, heading)),
                    label: texts.of(HEADING, heading),
                    onclick: {
                        let label = texts.of(HEADING, heading);
                        move |()| {
                            talk.write().toggle_heading(&label);
                            onchange.call(());
                        }
                    },
                }
            }
        }
        GuardedText {
            texts: texts.clone(),
            id: "note",
            label: t!(texts, "talk-note-help"),
            hidden_label: true,
            value: talk.read().note.clone(),
            agreed: talk.read().agreed,
            oninput: move |note| {
                talk.write().note = note;
                onchange.call(());
            },
            onagree: move |()| {
                talk.write().agreed = true;
                onchange.call(());
            },
        }
        Switch {
            on: talk.read().informed,
            strong: t!(texts, "talk-informed"),
            rest: t!(texts, "talk-informed-what"),
            onclick: move |()| {
                let informed = talk.peek().informed;
                talk.write().informed = !informed;
                onchange.call(());
            },
        }
    }
}
