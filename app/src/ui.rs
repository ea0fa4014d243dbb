//! What is seen and touched: routes, views and components over the core's answers.
//!
//! Views draw and hooks decide. A view asks one command for all that it shows (`page`), says what
//! was touched by another (`session`), and finds its words in `i18n`. Nothing here names the
//! store or the sync. Start at [`App`], which shows nothing of the work before the store is open.

#[cfg(not(target_arch = "wasm32"))]
use assets::icons::SPRITE;
use dioxus::prelude::*;

use crate::core::Access;
use crate::i18n::{FAILURE, t};
use crate::state::use_link;

mod answers;
mod components;
mod draft;
mod look;
mod page;
mod place;
mod route;
mod screen;
mod session;
mod talk;
mod views;

use crate::platform::texts;
use components::{Empty, Problem, mark};
use look::Look;
use route::Route;
use session::{Session, use_session};

/// Brings what the first screen needs before it is drawn, the texts of the person's language; says
/// whether it came.
pub async fn prepare() -> bool {
    texts::bring(Look::load().language.code()).await
}

/// The app, from the first screen on.
#[component]
pub fn App() -> Element {
    let link = use_link();
    let session = use_hook(|| Session::begin(link));
    use_context_provider(|| session);
    session.use_watch();
    let texts = session.texts();
    let access = session.access.read().clone();
    rsx! {
        {sprite()}
        div {
            class: "screen",
            onpointerdown: move |_| session.touched(),
            onkeydown: move |_| session.touched(),
            match access {
                None => rsx! {
                    main { class: "scroll", id: "wall",
                        Empty { picture: "door", text: t!(texts, "loading") }
                    }
                },
                Some(Err(failure)) => rsx! {
                    main { class: "scroll", id: "wall",
                        h1 { class: "vh", {t!(texts, "app-name")} }
                        div { class: "empty",
                            {mark()}
                            Problem { text: texts.of(FAILURE, &session::code_of(&failure)) }
                            button {
                                class: "btn main",
                                r#type: "button",
                                onclick: move |_| session.ask_access(),
                                {t!(texts, "retry")}
                            }
                        }
                    }
                },
                Some(Ok(Access::New)) => rsx! { views::Enrol {} },
                Some(Ok(Access::Locked { retry_in_ms })) => rsx! { views::Unlock { retry_in_ms } },
                Some(Ok(Access::Open)) if *session.welcoming.read() => rsx! { views::Welcome {} },
                Some(Ok(Access::Open)) => rsx! { Opened {} },
            }
        }
    }
}

/// The icons, each to be drawn by its name. In a browser they stand in the page, beside the program.
#[cfg(not(target_arch = "wasm32"))]
fn sprite() -> Element {
    rsx! {
        div { class: "sprite", "aria-hidden": "true", dangerous_inner_html: SPRITE }
    }
}

#[cfg(target_arch = "wasm32")]
fn sprite() -> Element {
    rsx! {}
}

/// The routes, once the store is open.
#[component]
fn Opened() -> Element {
    use_session().use_open();
    rsx! { Router::<Route> {} }
}
