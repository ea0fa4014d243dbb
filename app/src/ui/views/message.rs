//! The message of a mission: what is in force, what changed since it was read, and what the team says
//! about it.

use dioxus::prelude::*;
use shared::guard::check;
use shared::id::MissionId;

use crate::core::{Command, RemarkView, Remarked, Reply};
use crate::i18n::{Texts, t};
use crate::ui::components::{Empty, GuardedText, Problem, TopBar, drawn, icon};
use crate::ui::page::use_page;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::session::{use_session, use_texts};

use super::card::changes;

#[component]
pub(crate) fn MessageScreen(mission: MissionId) -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let page = use_page(Command::Message { mission: mission.to_string() }, |reply| match reply {
        Reply::Message(message) => Some(*message),
        _ => None,
    });
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let message = shown.message.clone();
    let is_unread = message.text.is_some() && (message.seen.is_none() || message.has_changed());
    let read = move |_| {
        session.act(Command::ReadMessage { mission: mission.to_string() }, move |_| {
            session.toast(t!(session.texts(), "card-done"), None);
            session.send_shortly();
        });
    };
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "mission-message"),
            subtitle: shown.mission.clone(),
            onback: move |()| trail.back(Route::MissionScreen { mission }),
        }
        main { class: "scroll", id: "wall",
            if let Some(text) = message.text.clone() {
                {changes(&texts, &text, message.seen.as_deref())}
                section { class: "card",
                    if message.version > 0 {
                        p { class: "note soft", {t!(texts, "message-version", number = message.version)} }
                    }
                    {drawn(&text, message.seen.as_deref())}
                    if is_unread {
                        button { class: "btn", r#type: "button", onclick: read, {t!(texts, "card-finish")} }
                    }
                }
            } else {
                Empty { picture: "mega", text: t!(texts, "message-none") }
            }
            if !shown.remarks.is_empty() {
                h2 { class: "sec", {t!(texts, "message-remarks")} }
            }
            for said in shown.remarks.iter() {
                blockquote { class: if said.mine { "said own" } else { "said" }, key: "{said.id}",
                    {remark(&texts, said, message.text.as_deref())}
                }
            }
            Write { texts: texts.clone(), mission, text: message.text.clone().unwrap_or_default() }
        }
        ToastPlace {}
    }
}

/// What somebody said. What a proposal would change is marked.
fn remark(texts: &Texts, remark: &RemarkView, message: Option<&str>) -> Element {
    let who = match &remark.author_name {
        _ if remark.mine => t!(texts, "message-you"),
        Some(name) => t!(texts, "visits-said", name = name.as_str()),
        None => t!(texts, "visits-said-desk"),
    };
    let seen = message.filter(|_| remark.proposal).map(shared::blocks::seen);
    rsx! {
        p { class: "note",
            "{who}"
            if remark.proposal {
                " "
                span { class: "tag", {t!(texts, "message-proposal")} }
            }
        }
        {drawn(&remark.text, seen.as_deref())}
    }
}

/// A field for a remark, or for another wording of all of the message.
#[component]
fn Write(texts: Texts, mission: MissionId, text: String) -> Element {
    let session = use_session();
    let mut typed = use_signal(String::new);
    let mut proposal = use_signal(|| false);
    let mut agreed = use_signal(|| false);
    let mut is_missing = use_signal(|| false);
    let send = move |_| {
        let text = typed.peek().trim().to_owned();
        is_missing.set(text.is_empty());
        if text.is_empty() {
            return;
        }
        let said = Remarked { mission: mission.to_string(), proposal: *proposal.peek(), text };
        session.act(Command::Remark(said), move |_| {
            typed.set(String::new());
            proposal.set(false);
            session.toast(t!(session.texts(), "message-sent"), None);
            session.send_shortly();
        });
    };
    let label =
        if proposal() { t!(texts, "message-propose") } else { t!(texts, "message-comment") };
    rsx! {
        section { class: "card gap",
            GuardedText {
                texts: texts.clone(),
                id: "remark",
                label,
                hidden_label: false,
                value: typed(),
                agreed: agreed() && !check(&typed.read()).is_empty(),
                oninput: move |text| {
                    is_missing.set(false);
                    typed.set(text);
                },
                onagree: move |()| agreed.set(true),
            }
            if is_missing() {
                Problem { text: t!(texts, "message-missing") }
            }
            div { class: "actions",
                button { class: "btn main", r#type: "button", onclick: send,
                    {icon("up")}
                    {t!(texts, "message-send")}
                }
                if !proposal() {
                    button {
                        class: "btn",
                        r#type: "button",
                        onclick: move |_| {
                            // Another wording begins with the present one.
                            if typed.peek().trim().is_empty() {
                                typed.set(text.clone());
                            }
                            proposal.set(true);
                        },
                        {icon("pencil")}
                        {t!(texts, "message-reword")}
                    }
                }
            }
        }
    }
}
