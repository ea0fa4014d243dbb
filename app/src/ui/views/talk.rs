//! A talk: advice and needs by tapping, the language, what follows, a guarded note. Everything is
//! kept as a draft field by field, so that a killed app loses nothing; minutes count by themselves.

use std::time::Duration;

use dioxus::prelude::*;
use shared::id::{DoorId, MissionId};
use shared::time::Millis;

use crate::core::{Command, DoorPage, Reply};
use crate::i18n::t;
use crate::platform::{Clock, MachineClock};
use crate::ui::components::{Problem, TopBar};
use crate::ui::draft::use_draft;
use crate::ui::page::use_page;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::screen;
use crate::ui::session::{local, now, use_session, use_texts};
use crate::ui::talk::{Missing, Talk};

pub(super) mod advice;
pub(super) mod form;

use advice::AdviceAndNeeds;
use form::{FollowUp, Language, Note};

/// How often the minutes are counted.
const TICK: Duration = Duration::from_secs(10);

#[component]
pub(crate) fn TalkScreen(mission: MissionId, door: DoorId) -> Element {
    // A list of one, so that another door begins anew.
    rsx! {
        for (mission , door) in [(mission, door)] {
            Loaded { key: "{mission}{door}", mission, door }
        }
    }
}

#[component]
fn Loaded(mission: MissionId, door: DoorId) -> Element {
    let texts = use_texts();
    let page = use_page(Command::Door { mission, door }, |reply| match reply {
        Reply::Door(door) => Some(*door),
        _ => None,
    });
    match super::shown(&texts, page) {
        Ok(shown) => rsx! { Talking { mission, shown: (*shown).clone() } },
        Err(instead) => instead,
    }
}

#[component]
fn Talking(mission: MissionId, shown: DoorPage) -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let door = shown.place.door;
    let kept = shown.draft.as_ref().and_then(|draft| Talk::read(&draft.content));
    let is_new = kept.is_none();
    let talk = use_signal(|| kept.unwrap_or_else(|| Talk::begin(now())));
    let draft = use_draft(&shown.draft_key);
    let keep = move |()| draft.keep(talk.peek().text());
    // From now on its minutes count.
    use_hook(|| {
        if is_new {
            keep(());
        }
    });
    let clock = use_clock();
    let mut missing = use_signal(|| None::<Missing>);
    let mut is_saved = use_signal(|| false);
    let minutes = talk.read().length(clock());
    let started = texts.time(local(Millis(talk.read().started)));
    let grid = Route::DoorsScreen { mission, building: shown.place.building };
    let label = shown.place.label.clone();
    let here = Route::AtDoor { mission, door };
    let mut save = {
        let (label, grid) = (label.clone(), grid.clone());
        move || {
            let lacking = talk.peek().missing();
            missing.set(lacking);
            if let Some(lacking) = lacking {
                screen::focus_in_sight(place_of(lacking));
                return;
            }
            // A talk is one visit, however often a finger falls.
            if is_saved.replace(true) {
                return;
            }
            let (label, grid) = (label.clone(), grid.clone());
            let visit = talk.peek().clone().into_visit(mission, door, now());
            draft.rest();
            session.ask(Command::Visit(visit), move |answer| match answer {
                Ok(Reply::Visited(visited)) => {
                    draft.close();
                    session.send_shortly();
                    let text = t!(session.texts(), "saved-talk", door = label);
                    let undo = Command::Withdraw { visit: visited.visit, undo: false };
                    session.toast(text, Some(undo));
                    trail.to_grid(grid);
                }
                Ok(_) => {}
                Err(failure) => {
                    is_saved.set(false);
                    session.tell(&failure);
                }
            });
        }
    };
    let discard = {
        let (key, here) = (shown.draft_key.clone(), here.clone());
        move || {
            let kept = talk.peek().text();
            let key = key.clone();
            draft.close();
            let undo = Command::KeepDraft { key: key.clone(), content: kept };
            session.act(Command::DropDraft { key }, move |_| {
                session.toast(t!(session.texts(), "talk-discarded"), Some(undo));
            });
            trail.back(here.clone());
        }
    };
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "door", label = label.as_str()),
            subtitle: t!(texts, "talk-started", time = started),
            onback: move |()| trail.back(here.clone()),
            span { class: "tag timer num",
                span { "aria-hidden": "true", {t!(texts, "minutes", count = minutes)} }
                span { class: "vh", {t!(texts, "minutes-spoken", count = minutes)} }
            }
        }
        main { class: "scroll talk", id: "wall",
            if shown.do_not_contact {
                Problem { text: t!(texts, "at-stop-text") }
            }
            AdviceAndNeeds {
                texts: texts.clone(),
                talk,
                services: shown.services.clone(),
                themes: shown.themes.clone(),
                onchange: keep,
            }
            Language {
                texts: texts.clone(),
                talk,
                offered: shown.languages.clone(),
                onchange: keep,
            }
            FollowUp {
                texts: texts.clone(),
                talk,
                services: shown.services.clone(),
                missing: missing().filter(|one| talk.read().missing() == Some(*one)),
                onchange: keep,
            }
            Note { texts: texts.clone(), talk, onchange: keep }
            p { class: "note soft gap", {t!(texts, "talk-kept")} }
            button { class: "link", r#type: "button", onclick: move |_| discard(), {t!(texts, "talk-discard")} }
        }
        ToastPlace {}
        footer { class: "dado",
            button { class: "btn big light whole over", r#type: "button", onclick: move |_| save(),
                {t!(texts, "talk-save")}
                if let Some(next) = &shown.next {
                    small { {t!(texts, "talk-save-next", door = next.label.as_str())} }
                }
            }
        }
    }
}

/// Where to put right what is missing.
fn place_of(missing: Missing) -> &'static str {
    match missing {
        Missing::Day => "talk-day",
        Missing::Service => "talk-services",
        Missing::Consent => "talk-consent",
    }
}

/// The time, every ten seconds.
fn use_clock() -> Signal<Millis> {
    let mut clock = use_signal(now);
    use_hook(|| {
        spawn(async move {
            loop {
                MachineClock::default().pause(TICK).await;
                clock.set(now());
            }
        });
    });
    clock
}
