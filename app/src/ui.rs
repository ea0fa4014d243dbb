//! What draws. For now one page, which proves that the core answers behind it.

use dioxus::prelude::*;

use crate::core::{Command, FailureCode};
use crate::state::use_link;

/// The whole interface.
#[component]
pub fn App() -> Element {
    let link = use_link();
    let asked = use_resource(move || {
        let link = link.clone();
        async move { link.ask(Command::Status).await }
    });
    let said = match &*asked.read() {
        None => "Palier s’ouvre…".to_owned(),
        Some(Ok(_)) => "Palier est prêt.".to_owned(),
        Some(Err(failure)) if failure.code == FailureCode::NotEnrolled => {
            "Palier est prêt, sans téléphone inscrit.".to_owned()
        }
        Some(Err(failure)) => failure.message.clone(),
    };
    rsx! {
        main {
            h1 { "Palier" }
            p { role: "status", "{said}" }
        }
    }
}
