//! The PIN pad: lamps for the digits, keys on the dado, and the same by keyboard.

use dioxus::prelude::*;

use super::{icon, mark};
use crate::i18n::{Texts, t};
use crate::ui::screen;

/// The fewest digits of a PIN.
const FEWEST: usize = 6;
/// More than anybody types.
const MOST: usize = 32;

/// A screen that asks for a PIN.
#[component]
pub(crate) fn PinScreen(
    texts: Texts,
    title: String,
    /// What to do, or what went wrong.
    message: String,
    /// The message is about something that just happened, and is read out.
    is_strong: bool,
    /// What the button says.
    action: String,
    /// No key is taken at the moment.
    is_closed: bool,
    ondone: EventHandler<String>,
    /// What stands at the start of the last row of keys.
    aside: Option<(String, EventHandler<()>)>,
    /// Changes when what was typed is to be forgotten.
    round: u32,
) -> Element {
    let mut pin = use_signal(String::new);
    use_effect(use_reactive!(|round| {
        let _ = round;
        pin.set(String::new());
    }));
    let mut type_digit = move |digit: char| {
        if !is_closed && pin.peek().len() < MOST {
            pin.write().push(digit);
        }
    };
    let mut erase = move || {
        pin.write().pop();
    };
    let done = move || {
        if !is_closed && pin.peek().len() >= FEWEST {
            ondone.call(pin.peek().clone());
        }
    };
    let typed = pin.read().len();
    let lamps = typed.max(FEWEST);
    rsx! {
        main {
            class: "pin",
            id: "wall",
            onkeydown: move |event| {
                match event.key() {
                    Key::Character(text) => {
                        if let Some(digit) = text.chars().next().filter(char::is_ascii_digit) {
                            event.prevent_default();
                            type_digit(digit);
                        }
                    }
                    Key::Backspace => erase(),
                    Key::Enter if typed >= FEWEST => {
                        event.prevent_default();
                        done();
                    }
                    _ => {}
                }
            },
            {mark()}
            h1 {
                id: "title",
                tabindex: "-1",
                onmounted: move |_| screen::focus("title"),
                "{title}"
            }
            div { class: "lamps", role: "img", "aria-label": t!(texts, "pin-digits", count = typed),
                for index in 0..lamps {
                    i { key: "{index}", class: if index < typed { "on" } }
                }
            }
            p {
                class: if is_strong { "msg strong" } else { "msg" },
                role: "status",
                "{message}"
            }
            div { class: "keys", role: "group", "aria-label": t!(texts, "pin-pad"),
                for digit in ['1', '2', '3', '4', '5', '6', '7', '8', '9'] {
                    button {
                        key: "{digit}",
                        r#type: "button",
                        "aria-disabled": is_closed.then_some("true"),
                        onclick: move |_| type_digit(digit),
                        "{digit}"
                    }
                }
                if let Some((label, handler)) = aside {
                    button { class: "txt", r#type: "button", onclick: move |_| handler.call(()), "{label}" }
                } else {
                    span {}
                }
                button {
                    r#type: "button",
                    "aria-disabled": is_closed.then_some("true"),
                    onclick: move |_| type_digit('0'),
                    "0"
                }
                button {
                    class: "bare",
                    r#type: "button",
                    "aria-label": t!(texts, "pin-erase"),
                    onclick: move |_| erase(),
                    {icon("bksp")}
                }
            }
            button {
                class: "btn big light",
                r#type: "button",
                "aria-disabled": (is_closed || typed < FEWEST).then_some("true"),
                onclick: move |_| done(),
                "{action}"
            }
        }
    }
}

/// Asks for a new PIN, twice.
#[component]
pub(crate) fn NewPin(
    texts: Texts,
    /// What went wrong with the last one.
    problem: Option<String>,
    ondone: EventHandler<String>,
    oncancel: EventHandler<()>,
) -> Element {
    let mut first = use_signal(|| None::<String>);
    let mut differs = use_signal(|| false);
    let mut round = use_signal(|| 0u32);
    let back = Some((
        t!(texts, "back"),
        EventHandler::new(move |()| {
            if first.peek().is_some() {
                first.set(None);
                round += 1;
            } else {
                oncancel.call(());
            }
        }),
    ));
    let is_second = first.read().is_some();
    let (title, message, is_strong) = if is_second {
        (t!(texts, "pin-again"), t!(texts, "pin-again-help"), false)
    } else if differs() {
        (t!(texts, "pin-choose"), t!(texts, "pin-differs"), true)
    } else if let Some(problem) = problem {
        (t!(texts, "pin-choose"), problem, true)
    } else {
        (t!(texts, "pin-choose"), t!(texts, "pin-choose-help"), false)
    };
    rsx! {
        // A list of one, so that the second time begins with no digit.
        for is_second in [is_second] {
        PinScreen {
            key: "{is_second}",
            texts: texts.clone(),
            title: title.clone(),
            message: message.clone(),
            is_strong,
            action: t!(texts, "pin-next"),
            is_closed: false,
            round: round(),
            aside: back.clone(),
            ondone: move |pin: String| {
                let chosen = first.peek().clone();
                match chosen {
                    None => {
                        differs.set(false);
                        first.set(Some(pin));
                    }
                    Some(chosen) if chosen == pin => {
                        first.set(None);
                        ondone.call(pin);
                    }
                    Some(_) => {
                        differs.set(true);
                        first.set(None);
                    }
                }
            },
        }
        }
    }
}
