//! The first screen of a new phone: a code from the supervisor, a PIN, and in plain words what is
//! kept and why.

use dioxus::prelude::*;

use crate::core::{Access, Command, FailureCode, Reply};
use crate::i18n::{FAILURE, Texts, t};
use crate::platform::camera;
use crate::ui::components::{Field, Languages, NewPin, Problem, icon, large_icon, mark};
use crate::ui::screen;
use crate::ui::session::{code_of, use_session, use_texts};

mod scan;

use scan::Scan;

/// What is asked for, in this order.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Code,
    Pin,
    Joining,
}

#[component]
pub(crate) fn Enrol() -> Element {
    let session = use_session();
    let texts = use_texts();
    let mut step = use_signal(|| Step::Code);
    let mut code = use_signal(|| screen::take_code().unwrap_or_default());
    let mut server = use_signal(|| screen::origin().unwrap_or_default());
    let mut label = use_signal(|| t!(session.texts(), "enrol-label-default"));
    let mut problem = use_signal(|| None::<String>);
    let mut pin_problem = use_signal(|| None::<String>);
    let mut is_scanning = use_signal(|| false);

    let join = move |pin: String| {
        step.set(Step::Joining);
        let texts = session.texts();
        let typed = label.peek().trim().to_owned();
        let command = Command::Enrol {
            server: server.peek().trim().trim_end_matches('/').to_owned(),
            code: code.peek().trim().to_owned(),
            label: if typed.is_empty() { t!(texts, "enrol-label-default") } else { typed },
            pin: Some(pin),
        };
        session.ask(command, move |answer| {
            let (mut session, mut step) = (session, step);
            match answer {
                Ok(_) => {
                    session.welcoming.set(true);
                    session.access.set(Some(Ok(Access::Open)));
                }
                Err(failure) => {
                    let text = session.texts().of(FAILURE, &code_of(&failure));
                    if matches!(failure.code, FailureCode::PinTooShort | FailureCode::PinTooPlain) {
                        pin_problem.set(Some(text));
                        step.set(Step::Pin);
                    } else {
                        problem.set(Some(text));
                        step.set(Step::Code);
                    }
                }
            }
        });
    };
    let mut go_on = move || {
        let texts = session.texts();
        if code.peek().trim().is_empty() {
            problem.set(Some(t!(texts, "enrol-code-missing")));
            screen::focus("code");
        } else if server.peek().trim().is_empty() {
            problem.set(Some(t!(texts, "enrol-server-missing")));
            screen::focus("server");
        } else {
            problem.set(None);
            pin_problem.set(None);
            step.set(Step::Pin);
        }
    };
    match step() {
        Step::Pin => rsx! {
            NewPin {
                texts,
                problem: pin_problem(),
                ondone: join,
                oncancel: move |()| step.set(Step::Code),
            }
        },
        Step::Joining => rsx! {
            main { class: "pin", id: "wall",
                {mark()}
                h1 { id: "title", tabindex: "-1", onmounted: move |_| screen::focus("title"),
                    {t!(texts, "enrol-joining")}
                }
                p { class: "msg" }
            }
        },
        Step::Code => rsx! {
            main { class: "scroll", id: "wall",
                div { class: "welcome",
                    {mark()}
                    h1 { id: "title", tabindex: "-1", {t!(texts, "enrol-title")} }
                    p { class: "lead", {t!(texts, "enrol-lead")} }
                }
                Languages {
                    texts: texts.clone(),
                    look: *session.look.read(),
                    onchange: move |look| session.set_look(look),
                }
                if let Some(text) = problem() {
                    Problem { text }
                }
                Field {
                    id: "code",
                    class: "field words",
                    label: t!(texts, "enrol-code"),
                    help: t!(texts, "enrol-code-help"),
                    value: code(),
                    oninput: move |text| code.set(text),
                    onenter: move |()| go_on(),
                }
                if camera::is_here() {
                    button { class: "btn whole gap", r#type: "button", onclick: move |_| is_scanning.set(true),
                        {icon("eye")}
                        {t!(texts, "enrol-scan")}
                    }
                }
                Field {
                    id: "label",
                    label: t!(texts, "enrol-label"),
                    value: label(),
                    oninput: move |text| label.set(text),
                    onenter: move |()| go_on(),
                }
                Field {
                    id: "server",
                    kind: "url",
                    label: t!(texts, "enrol-server"),
                    help: t!(texts, "enrol-server-help"),
                    value: server(),
                    oninput: move |text| server.set(text),
                    onenter: move |()| go_on(),
                }
                Kept { texts: texts.clone() }
            }
            footer { class: "dado",
                button {
                    class: "btn big light whole",
                    r#type: "button",
                    onclick: move |_| go_on(),
                    {t!(texts, "continue")}
                }
            }
            if is_scanning() {
                Scan {
                    texts,
                    onclose: move |()| {
                        is_scanning.set(false);
                        screen::focus("code");
                    },
                    onfound: move |words| {
                        is_scanning.set(false);
                        code.set(words);
                        go_on();
                    },
                }
            }
        },
    }
}

/// What this phone keeps, and why, in plain words.
#[component]
fn Kept(texts: Texts) -> Element {
    let points = [
        ("door", t!(texts, "enrol-kept-what")),
        ("offline", t!(texts, "enrol-kept-why")),
        ("lock", t!(texts, "enrol-kept-how")),
        ("clock", t!(texts, "enrol-kept-long")),
    ];
    rsx! {
        section { class: "card gap",
            h2 { class: "small", {t!(texts, "enrol-kept")} }
            ul { class: "points",
                for (picture , text) in points {
                    li { key: "{picture}",
                        {icon(picture)}
                        span { "{text}" }
                    }
                }
            }
        }
    }
}

/// The first minute on a phone that has just been enrolled.
#[component]
pub(crate) fn Welcome() -> Element {
    let mut session = use_session();
    let texts = use_texts();
    let mut name = use_signal(String::new);
    use_hook(|| {
        session.ask(Command::About, move |answer| {
            if let Ok(Reply::About(about)) = answer {
                name.set(about.name);
            }
        });
    });
    rsx! {
        main { class: "scroll", id: "wall",
            div { class: "welcome",
                {mark()}
                h1 { id: "title", tabindex: "-1", onmounted: move |_| screen::focus("title"),
                    {t!(texts, "enrol-done", name = name())}
                }
                p { class: "lead", {t!(texts, "enrol-done-lead")} }
            }
            if screen::could_install() {
                section { class: "card",
                    {large_icon("install")}
                    h2 { {t!(texts, "enrol-install")} }
                    p { {t!(texts, "enrol-install-how")} }
                    p { class: "gap soft", {t!(texts, "enrol-install-why")} }
                }
            }
            section { class: "card",
                ul { class: "points",
                    li {
                        {icon("key")}
                        span { {t!(texts, "enrol-forgot")} }
                    }
                }
            }
        }
        footer { class: "dado",
            button {
                class: "btn big light whole",
                r#type: "button",
                onclick: move |_| session.welcoming.set(false),
                {t!(texts, "enrol-start")}
            }
        }
    }
}
