//! The lock. Nothing of the work is shown before it opens; a wrong PIN makes the wait longer, and
//! the supervisor can help without a network.

use std::time::Duration;

use dioxus::prelude::*;

use crate::core::{Command, Failure, FailureCode};
use crate::i18n::{FAILURE, Texts, t};
use crate::platform::{Clock, MachineClock};
use crate::ui::components::{Field, NewPin, PinScreen, Problem, TopBar};
use crate::ui::session::{Session, code_of, now, use_session, use_texts, wait_of};

#[component]
pub(crate) fn Unlock(retry_in_ms: u64) -> Element {
    let texts = use_texts();
    let mut forgotten = use_signal(|| false);
    if forgotten() {
        return rsx! { Recover { onback: move |()| forgotten.set(false) } };
    }
    rsx! {
        Pad { texts, retry_in_ms, onforgotten: move |()| forgotten.set(true) }
    }
}

#[component]
fn Pad(texts: Texts, retry_in_ms: u64, onforgotten: EventHandler<()>) -> Element {
    let session = use_session();
    let lock = use_lock(session, retry_in_ms);
    let left = lock.left.read().to_owned();
    let problem = lock.problem.read().clone();
    let message = match (left, &problem) {
        (0, None) => t!(texts, "pin-offline"),
        (0, Some(problem)) => problem.clone(),
        (left, problem) => {
            let wait = wait_in_words(&texts, left);
            problem.as_ref().map_or_else(|| wait.clone(), |problem| format!("{problem} {wait}"))
        }
    };
    rsx! {
        PinScreen {
            texts: texts.clone(),
            title: t!(texts, "pin-enter"),
            message,
            is_strong: left > 0 || problem.is_some(),
            action: t!(texts, "pin-open"),
            is_closed: left > 0 || *lock.is_busy.read(),
            round: *lock.round.read(),
            aside: Some((t!(texts, "pin-forgotten"), onforgotten)),
            ondone: move |pin| lock.open(session, pin),
        }
    }
}

/// How the lock stands.
#[derive(Clone, Copy)]
struct Lock {
    /// Seconds before the next try is taken.
    left: Signal<u64>,
    problem: Signal<Option<String>>,
    is_busy: Signal<bool>,
    /// Grows with each try, so that what was typed is forgotten.
    round: Signal<u32>,
}

/// The lock, and the seconds that it counts down by the phone's clock.
fn use_lock(session: Session, retry_in_ms: u64) -> Lock {
    let lock = Lock {
        left: use_signal(|| retry_in_ms.div_ceil(1000)),
        problem: use_signal(|| None),
        is_busy: use_signal(|| false),
        round: use_signal(|| 0),
    };
    use_hook(|| lock.count_down(session, retry_in_ms));
    lock
}

impl Lock {
    fn open(mut self, session: Session, pin: String) {
        self.is_busy.set(true);
        session.ask(Command::Unlock { pin }, move |answer| match answer {
            Ok(reply) => session.take_access(&reply),
            Err(failure) => self.refuse(session, &failure),
        });
    }

    fn refuse(mut self, session: Session, failure: &Failure) {
        if session.take_loss(failure) {
            return;
        }
        self.is_busy.set(false);
        self.round += 1;
        let wait = wait_of(failure);
        let text = session.texts().of(FAILURE, &code_of(failure));
        let is_told = !(matches!(failure.code, FailureCode::TryLater { .. }) && wait > 0);
        self.problem.set(is_told.then_some(text));
        self.count_down(session, wait);
    }

    fn count_down(mut self, session: Session, wait: u64) {
        if wait == 0 {
            self.left.set(0);
            return;
        }
        let until = now().0.saturating_add(i64::try_from(wait).unwrap_or(i64::MAX));
        self.left.set(wait.div_ceil(1000));
        dioxus::core::spawn_forever(async move {
            loop {
                MachineClock::default().pause(Duration::from_millis(500)).await;
                let left = u64::try_from(until - now().0).unwrap_or(0).div_ceil(1000);
                let is_shown =
                    matches!(*session.access.peek(), Some(Ok(crate::core::Access::Locked { .. })));
                if !is_shown {
                    break;
                }
                if *self.left.peek() != left {
                    self.left.set(left);
                }
                if left == 0 {
                    break;
                }
            }
        });
    }
}

fn wait_in_words(texts: &Texts, seconds: u64) -> String {
    if seconds > 90 {
        t!(texts, "pin-wait-minutes", minutes = seconds.div_ceil(60))
    } else {
        t!(texts, "pin-wait", seconds = seconds)
    }
}

/// The way in for a forgotten PIN: the supervisor reads out a code, and a new PIN is chosen.
#[component]
fn Recover(onback: EventHandler<()>) -> Element {
    let session = use_session();
    let texts = use_texts();
    let mut code = use_signal(String::new);
    let mut choosing = use_signal(|| false);
    let mut problem = use_signal(|| None::<String>);
    let mut pin_problem = use_signal(|| None::<String>);
    let recover = move |pin: String| {
        let command = Command::Recover { code: code.peek().trim().to_owned(), pin };
        session.ask(command, move |answer| {
            let mut choosing = choosing;
            match answer {
                Ok(reply) => session.take_access(&reply),
                Err(failure) if session.take_loss(&failure) => {}
                Err(failure) => {
                    let texts = session.texts();
                    let mut text = texts.of(FAILURE, &code_of(&failure));
                    let wait = wait_of(&failure);
                    if wait > 0 {
                        text = format!("{text} {}", wait_in_words(&texts, wait.div_ceil(1000)));
                    }
                    if matches!(failure.code, FailureCode::PinTooShort | FailureCode::PinTooPlain) {
                        pin_problem.set(Some(text));
                    } else {
                        problem.set(Some(text));
                        choosing.set(false);
                    }
                }
            }
        });
    };
    if choosing() {
        return rsx! {
            NewPin {
                texts,
                problem: pin_problem(),
                ondone: recover,
                oncancel: move |()| choosing.set(false),
            }
        };
    }
    let mut go_on = move || {
        if !code.peek().trim().is_empty() {
            pin_problem.set(None);
            choosing.set(true);
        }
    };
    rsx! {
        TopBar { texts: texts.clone(), title: t!(texts, "recover-title"), onback }
        main { class: "scroll", id: "wall",
            p { class: "lead", {t!(texts, "recover-lead")} }
            p { class: "soft", {t!(texts, "recover-kept")} }
            if let Some(text) = problem() {
                Problem { text }
            }
            Field {
                id: "recovery",
                class: "field words",
                label: t!(texts, "recover-code"),
                value: code(),
                oninput: move |text| code.set(text),
                onenter: move |()| go_on(),
            }
        }
        footer { class: "dado",
            button {
                class: "btn big light whole",
                r#type: "button",
                "aria-disabled": code.read().trim().is_empty().then_some("true"),
                onclick: move |_| go_on(),
                {t!(texts, "continue")}
            }
        }
    }
}
