//! What a team tells itself, and the pictures beside it.

use std::rc::Rc;

use dioxus::prelude::*;
use shared::id::PostId;

use super::keep;
use crate::core::{Command, PictureView, PostView, Reply, Said, TAKE_OUT, THANKS};
use crate::i18n::{Texts, t};
use crate::ui::components::{Problem, icon, small_icon};
use crate::ui::screen;
use crate::ui::session::{Session, use_session};

/// What somebody told the team, and what one does about it.
pub(super) fn exchanged(
    texts: &Texts,
    session: Session,
    said: &Said,
    post: &PostView,
    mut replied: Signal<Option<PostId>>,
    shown: &[PictureView],
) -> Element {
    let who = match &post.author_name {
        _ if post.mine => t!(texts, "message-you"),
        Some(name) => t!(texts, "visits-said", name = name.as_str()),
        None => t!(texts, "visits-said-desk"),
    };
    let id = post.id;
    let done = |what: &str| Said { what: what.to_owned(), post: Some(id), ..said.clone() };
    let (thanks, out) = (done(THANKS), done(TAKE_OUT));
    rsx! {
        p { class: "note",
            "{who}"
            if post.pinned {
                " "
                span { class: "tag", {t!(texts, "exchange-pinned")} }
            }
        }
        p { class: "lines", dir: "auto", "{post.text}" }
        {pictures(texts, shown, Some(id))}
        if post.mine && post.thanks > 0 {
            p { class: "note soft", {t!(texts, "exchange-thanks", count = post.thanks)} }
        }
        div { class: "does",
            if post.mine {
                button {
                    class: "link",
                    r#type: "button",
                    onclick: move |_| {
                        let back = Command::Say(Said { done: true, ..out.clone() });
                        keep(session, out.clone(), move |texts| {
                            session.toast(t!(texts, "exchange-taken-out"), Some(back));
                        });
                    },
                    {t!(texts, "exchange-take-out")}
                }
            } else {
                button {
                    class: "link",
                    r#type: "button",
                    "aria-pressed": post.thanked.to_string(),
                    onclick: move |_| keep(session, thanks.clone(), |_| ()),
                    if post.thanked {
                        {small_icon("check")}
                    }
                    {t!(texts, "exchange-thank")}
                    if post.thanks > 0 {
                        " · {post.thanks}"
                    }
                }
            }
            button {
                class: "link",
                r#type: "button",
                onclick: move |_| {
                    replied.set(Some(id));
                    screen::focus_in_sight("say-0");
                },
                {t!(texts, "exchange-reply")}
            }
        }
    }
}

/// The pictures beside a post, or all of them.
pub(super) fn pictures(texts: &Texts, shown: &[PictureView], of: Option<PostId>) -> Element {
    let shown = shown.iter().filter(|one| of.is_none_or(|of| one.of == of.0));
    rsx! {
        for one in shown {
            if one.is_here {
                Picture { key: "{one.hash}", texts: texts.clone(), shown: one.clone() }
            } else {
                p { class: "note soft", key: "{one.hash}",
                    if one.dropped {
                        {t!(texts, "picture-dropped")}
                    } else {
                        {t!(texts, "picture-coming")}
                    }
                }
            }
        }
    }
}

/// A picture, once its bytes came from the store.
#[component]
fn Picture(texts: Texts, shown: PictureView) -> Element {
    let session = use_session();
    let mut address = use_signal(String::new);
    use_hook(move || {
        spawn(async move {
            let asked = Command::Picture { hash: shown.hash };
            if let Ok(Reply::Picture(bytes)) = session.link().ask(asked).await {
                address.set(screen::address_of(&bytes));
            }
        });
    });
    use_drop(move || screen::forget_address(&address.peek()));
    let alt = shown.alt.unwrap_or_else(|| t!(texts, "picture-alt"));
    rsx! {
        img {
            class: "photo",
            src: (!address.read().is_empty()).then_some(address),
            width: "{shown.width}",
            height: "{shown.height}",
            alt,
        }
    }
}

/// A picture to show beside what is written.
#[component]
pub(super) fn Photograph(texts: Texts, mut photo: Signal<Option<Rc<[u8]>>>) -> Element {
    let mut is_unreadable = use_signal(|| false);
    let address = use_memo(move || photo.read().as_deref().map(screen::address_of));
    let choose = move |event: FormEvent| async move {
        let chosen = screen::chosen_picture("photo", &event).await;
        is_unreadable.set(chosen.is_none());
        photo.set(chosen.map(Rc::from));
    };
    rsx! {
        if let Some(address) = address() {
            img { class: "photo", src: address, alt: t!(texts, "picture-yours") }
            button { class: "btn", r#type: "button", onclick: move |_| photo.set(None),
                {t!(texts, "picture-remove")}
            }
        } else {
            label { class: "btn gap file",
                {icon("plus")}
                {t!(texts, "picture-add")}
                // As large as what is seen, for fingers and for the focus.
                input { id: "photo", r#type: "file", accept: "image/*", onchange: choose }
            }
            p { class: "note soft", {t!(texts, "picture-help")} }
        }
        if is_unreadable() {
            Problem { text: t!(texts, "picture-unreadable") }
        }
    }
}
