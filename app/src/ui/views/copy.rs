//! The copy of unsent work for the worst case: a file that only the desk can read. What it holds is
//! remembered, so that a phone that can send no more may be emptied.

use dioxus::prelude::*;

use crate::core::{Command, Reply};
use crate::i18n::{FAILURE, Texts, t};
use crate::ui::components::{Problem, Sheet, icon};
use crate::ui::screen;
use crate::ui::session::{code_of, use_session};

/// A copy of all unsent work, sealed for the desk.
#[component]
pub(super) fn Copy(texts: Texts, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let mut problem = use_signal(|| None::<String>);
    let copy = move |_| {
        session.ask(Command::RescueBytes, move |answer| {
            let texts = session.texts();
            match answer {
                Ok(Reply::RescueFile(file)) if screen::hand_over(&file.name, &file.bytes) => {
                    session.act(Command::KeepRescued { through: file.through }, |_| ());
                    session.toast(t!(texts, "sync-copied", count = file.changes), None);
                    onclose.call(());
                }
                Ok(_) => problem.set(Some(texts.of(FAILURE, "file_exists"))),
                Err(failure) => problem.set(Some(texts.of(FAILURE, &code_of(&failure)))),
            }
        });
    };
    rsx! {
        Sheet { texts: texts.clone(), title: t!(texts, "sync-copy-title"), onclose,
            p { {t!(texts, "sync-copy-text")} }
            p { {t!(texts, "sync-copy-when")} }
            if let Some(text) = problem() {
                Problem { text }
            }
            button { class: "btn big light whole", r#type: "button", onclick: copy,
                {icon("save")}
                {t!(texts, "sync-copy-do")}
            }
        }
    }
}
