//! The smallest parts: icons, the mark, raised letters, progress, chips, switches, fields.

use dioxus::prelude::*;

/// An icon of the sprite, beside a word that says the same.
pub(crate) fn icon(name: &str) -> Element {
    drawn(name, "i")
}

/// A small one.
pub(crate) fn small_icon(name: &str) -> Element {
    drawn(name, "i i-s")
}

/// A large one.
pub(crate) fn large_icon(name: &str) -> Element {
    drawn(name, "i i-l")
}

/// One that turns with the direction of the text.
pub(crate) fn flipping_icon(name: &str) -> Element {
    drawn(name, "i flip")
}

/// The arrow at the end of a row that leads somewhere.
pub(crate) fn chevron() -> Element {
    drawn("chev", "i i-s flip")
}

fn drawn(name: &str, class: &str) -> Element {
    rsx! {
        svg { class, "aria-hidden": "true", r#use { href: "#i-{name}" } }
    }
}

/// The mark of Palier: three steps, and a door with its lamp on.
pub(crate) fn mark() -> Element {
    rsx! {
        svg { class: "logo", "viewBox": "0 0 40 40", "aria-hidden": "true",
            rect { class: "ground", width: "40", height: "40", rx: "10" }
            path { class: "lit", d: "M22 31.5V13a4 4 0 0 1 4-4h1a4 4 0 0 1 4 4v18.5z" }
            path { class: "stairs", d: "M6.5 31.5h4.2v-4.8h4.2v-4.8H19M6 31.5h28" }
            circle { class: "knob", cx: "28.3", cy: "21", r: "1.3" }
        }
    }
}

/// A text in which the ending of an ordinal stands raised, as in `3ᵉ`.
pub(crate) fn raised(text: &str) -> Element {
    let is_raised = |char: char| matches!(char, 'ᵉ' | 'ʳ');
    if !text.contains(is_raised) {
        return rsx! { "{text}" };
    }
    let mut parts: Vec<(bool, String)> = Vec::new();
    for char in text.chars() {
        let raise = is_raised(char);
        let plain = match char {
            'ᵉ' => 'e',
            'ʳ' => 'r',
            other => other,
        };
        match parts.last_mut() {
            Some((raised, part)) if *raised == raise => part.push(plain),
            _ => parts.push((raise, plain.to_string())),
        }
    }
    rsx! {
        for (raise , part) in parts {
            if raise {
                sup { "{part}" }
            } else {
                "{part}"
            }
        }
    }
}

/// How far something is. `name` says it in words.
#[component]
pub(crate) fn Progress(part: u64, whole: u64, name: String) -> Element {
    let share = (part.min(whole) * 1000).checked_div(whole).unwrap_or_default();
    rsx! {
        svg {
            class: "bar flip",
            role: "img",
            "aria-label": name,
            "viewBox": "0 0 1000 10",
            "preserveAspectRatio": "none",
            rect { width: "{share}", height: "10" }
        }
    }
}

/// A chip that is on or off by itself.
#[component]
pub(crate) fn Chip(on: bool, label: String, onclick: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "chip",
            r#type: "button",
            "aria-pressed": "{on}",
            onclick: move |_| onclick.call(()),
            if on {
                {icon("check")}
            }
            span { "{label}" }
        }
    }
}

/// A theme: icon over word, tick in the corner.
#[component]
pub(crate) fn Tile(
    on: bool,
    label: String,
    picture: &'static str,
    onclick: EventHandler<()>,
) -> Element {
    rsx! {
        button {
            class: "theme",
            r#type: "button",
            "aria-pressed": "{on}",
            onclick: move |_| onclick.call(()),
            {icon(picture)}
            span { "{label}" }
            if on {
                {drawn("check", "i tk")}
            }
        }
    }
}

/// A switch with the sentence that it stands for.
#[component]
pub(crate) fn Switch(on: bool, strong: String, rest: String, onclick: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "consent",
            r#type: "button",
            role: "switch",
            "aria-checked": "{on}",
            onclick: move |_| onclick.call(()),
            span { class: "sw", {small_icon("check")} }
            span { b { "{strong}" } " {rest}" }
        }
    }
}

/// Something that went wrong and what to do, or something that is missing; read out at once.
#[component]
pub(crate) fn Problem(text: String) -> Element {
    rsx! {
        div { class: "problem", role: "alert",
            {icon("alert")}
            p { "{text}" }
        }
    }
}

/// One sentence and one action, where there is nothing to show.
#[component]
pub(crate) fn Empty(
    picture: &'static str,
    text: String,
    help: Option<String>,
    children: Element,
) -> Element {
    rsx! {
        div { class: "empty",
            {large_icon(picture)}
            p { class: "lead", b { "{text}" } }
            if let Some(help) = help {
                p { class: "soft", "{help}" }
            }
            {children}
        }
    }
}

/// A field of one line with its label.
#[component]
pub(crate) fn Field(
    id: &'static str,
    label: String,
    help: Option<String>,
    value: String,
    kind: Option<&'static str>,
    class: Option<&'static str>,
    invalid: Option<bool>,
    oninput: EventHandler<String>,
    onenter: Option<EventHandler<()>>,
) -> Element {
    let described = help.is_some().then(|| format!("{id}-help"));
    rsx! {
        div { class: "ask",
            label { r#for: id, "{label}" }
            if let Some(help) = help {
                small { id: "{id}-help", "{help}" }
            }
            input {
                class: class.unwrap_or("field"),
                id,
                r#type: kind.unwrap_or("text"),
                value,
                autocomplete: "off",
                autocapitalize: "none",
                spellcheck: "false",
                "aria-describedby": described,
                "aria-invalid": invalid.unwrap_or_default().then_some("true"),
                oninput: move |event| oninput.call(event.value()),
                onkeydown: move |event| {
                    if event.key() == Key::Enter && let Some(onenter) = onenter {
                        event.prevent_default();
                        onenter.call(());
                    }
                },
            }
        }
    }
}
