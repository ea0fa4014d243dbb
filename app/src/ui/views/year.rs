//! The end of a mission in four questions, and one's own year, for oneself alone.

use dioxus::prelude::*;
use shared::guard::check;
use shared::id::MissionId;

use crate::core::{Command, DebriefView, Debriefed, Reply, StintView};
use crate::i18n::{Moment, SPOKEN, Texts, t};
use crate::ui::components::{Empty, GuardedText, TopBar, icon};
use crate::ui::page::use_page;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::screen;
use crate::ui::session::{local, now, use_session, use_texts};

#[component]
pub(crate) fn DebriefScreen(mission: MissionId) -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let page = use_page(Command::DebriefOf { mission: mission.to_string() }, |reply| match reply {
        Reply::Debrief(debrief) => Some(debrief),
        _ => None,
    });
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "debrief-title"),
            onback: move |()| trail.back(Route::MissionScreen { mission }),
        }
        main { class: "scroll", id: "wall",
            Answers { texts: texts.clone(), mission, held: (*shown).clone() }
            if let Some(synthesis) = &shown.synthesis {
                h2 { class: "sec", {t!(texts, "debrief-synthesis")} }
                section { class: "card", p { dir: "auto", "{synthesis}" } }
            }
        }
        ToastPlace {}
    }
}

/// The four questions. What was typed stays while the page asks again.
#[component]
fn Answers(texts: Texts, mission: MissionId, held: DebriefView) -> Element {
    let session = use_session();
    let mut typed = use_signal(|| held.answers.clone().map(Option::unwrap_or_default));
    let mut agreed = use_signal(|| [false; 4]);
    let asked = [
        t!(texts, "debrief-worked"),
        t!(texts, "debrief-hard"),
        t!(texts, "debrief-heard"),
        t!(texts, "debrief-change"),
    ];
    let save = move |_| {
        let answers = typed.peek().clone().map(Some);
        let said = Debriefed { mission: mission.to_string(), answers };
        session.act(Command::Debrief(said), move |_| {
            session.toast(t!(session.texts(), "debrief-saved"), None);
            session.send_shortly();
        });
    };
    rsx! {
        p { class: "note soft", {t!(texts, "debrief-help")} }
        for (index , label) in asked.into_iter().enumerate() {
            section { class: "card gap", key: "{index}",
                GuardedText {
                    texts: texts.clone(),
                    id: "debrief-{index}",
                    label,
                    hidden_label: false,
                    value: typed.read().get(index).cloned().unwrap_or_default(),
                    agreed: agreed.read().get(index).copied().unwrap_or_default()
                        && typed.read().get(index).is_some_and(|text| !check(text).is_empty()),
                    oninput: move |text| {
                        if let Some(place) = typed.write().get_mut(index) {
                            *place = text;
                        }
                    },
                    onagree: move |()| {
                        if let Some(place) = agreed.write().get_mut(index) {
                            *place = true;
                        }
                    },
                }
            }
        }
        div { class: "actions",
            button { class: "btn main", r#type: "button", onclick: save, {t!(texts, "debrief-save")} }
        }
    }
}

#[component]
pub(crate) fn YearScreen() -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let page = use_page(Command::Year, |reply| match reply {
        Reply::Year(stints) => Some(stints),
        _ => None,
    });
    let who = use_page(Command::About, |reply| match reply {
        Reply::About(about) => Some(about.name),
        _ => None,
    });
    let shown = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let name = who.shown().map(|name| (*name).clone()).unwrap_or_default();
    let year: String = local(now()).text().chars().take(4).collect();
    let is_of = |day: &str, from: bool| {
        day.get(..4)
            .is_some_and(|one| if from { one <= year.as_str() } else { one >= year.as_str() })
    };
    let stints: Vec<StintView> = shown
        .iter()
        .filter(|stint| is_of(&stint.starts, true) && is_of(&stint.ends, false))
        .cloned()
        .collect();
    let sum = |count: fn(&StintView) -> u64| stints.iter().map(count).sum::<u64>();
    let (met, cards) = (sum(|stint| stint.met), sum(|stint| stint.cards));
    let mut languages: Vec<String> = Vec::new();
    for code in stints.iter().flat_map(|stint| &stint.languages) {
        let word = texts.of(SPOKEN, code);
        if !languages.contains(&word) {
            languages.push(word);
        }
    }
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "year-title", year = year.as_str()),
            subtitle: name,
            onback: move |()| trail.back(Route::SettingsScreen {}),
        }
        main { class: "scroll", id: "wall",
            if stints.is_empty() {
                Empty { picture: "heart", text: t!(texts, "year-none") }
            } else {
                section { class: "card",
                    dl { class: "counts",
                        div { dt { {t!(texts, "year-missions", count = stints.len())} } dd { class: "num", "{stints.len()}" } }
                        div { dt { {t!(texts, "year-met", count = met)} } dd { class: "num", "{met}" } }
                        div { dt { {t!(texts, "year-cards", count = cards)} } dd { class: "num", "{cards}" } }
                    }
                    if !languages.is_empty() {
                        p { {t!(texts, "year-languages", languages = languages.join(", "))} }
                    }
                }
                ul { class: "rows",
                    for stint in stints {
                        li { key: "{stint.mission}",
                            div { class: "row",
                                {icon("building")}
                                span { class: "body",
                                    b { bdi { "{stint.title}" } }
                                    small { {days(&texts, &stint)} }
                                    small { "{stint.met} " {t!(texts, "year-met", count = stint.met)} }
                                }
                            }
                        }
                    }
                }
                p { class: "note soft", {t!(texts, "year-help")} }
                div { class: "actions",
                    button { class: "btn main", r#type: "button", onclick: move |_| screen::print(),
                        {icon("print")}
                        {t!(texts, "year-print")}
                    }
                }
            }
        }
    }
}

fn days(texts: &Texts, stint: &StintView) -> String {
    let day = |text: &str| Moment::parse(text).map(|moment| texts.day(moment)).unwrap_or_default();
    format!("{} – {}", day(&stint.starts), day(&stint.ends))
}
