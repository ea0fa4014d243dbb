//! Another PIN: the present one first, then the new one twice.

use dioxus::prelude::*;

use crate::core::{Command, FailureCode};
use crate::i18n::{FAILURE, t};
use crate::ui::components::{NewPin, PinScreen};
use crate::ui::route::{Route, use_trail};
use crate::ui::session::{code_of, use_session, use_texts};

#[component]
pub(crate) fn ChangePinScreen() -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let mut old = use_signal(|| None::<String>);
    let mut problem = use_signal(|| None::<String>);
    let mut new_problem = use_signal(|| None::<String>);
    let mut round = use_signal(|| 0u32);
    let back = EventHandler::new(move |()| trail.back(Route::SettingsScreen {}));
    let Some(present) = old() else {
        let said = problem();
        return rsx! {
            PinScreen {
                texts: texts.clone(),
                title: t!(texts, "pin-old"),
                is_strong: said.is_some(),
                message: said.unwrap_or_default(),
                action: t!(texts, "pin-next"),
                is_closed: false,
                round: round(),
                aside: Some((t!(texts, "back"), back)),
                ondone: move |pin| old.set(Some(pin)),
            }
        };
    };
    rsx! {
        NewPin {
            texts,
            problem: new_problem(),
            oncancel: move |()| back.call(()),
            ondone: move |new: String| {
                let command = Command::ChangePin { old: present.clone(), new };
                session.ask(command, move |answer| {
                    let texts = session.texts();
                    match answer {
                        Ok(_) => {
                            session.toast(t!(texts, "settings-pin-done"), None);
                            back.call(());
                        }
                        Err(failure) => {
                            let text = texts.of(FAILURE, &code_of(&failure));
                            if matches!(failure.code, FailureCode::PinTooShort | FailureCode::PinTooPlain) {
                                new_problem.set(Some(text));
                            } else {
                                problem.set(Some(text));
                                old.set(None);
                                round += 1;
                            }
                        }
                    }
                });
            },
        }
    }
}
