//! What is read, and what one says of it: a card with its quiz, the message with what the team says,
//! what the team tells itself, the debrief, one's own year. One screen draws whatever of it there is:
//! each screen of its own would weigh in the program that phones load.

use std::rc::Rc;

use dioxus::prelude::*;
use shared::blocks;
use shared::guard::check;
use shared::id::{MissionId, PostId};

mod exchange;

use exchange::{Photograph, exchanged, pictures};

use crate::core::{
    CardView, Command, DEBRIEF, EXCHANGE, MESSAGE, PROPOSAL, Paper, QuizView, RemarkView, Reply,
    Said, StintView, YEAR,
};
use crate::i18n::{Moment, SPOKEN, Texts, t};
use crate::ui::components::{Chip, GuardedText, LinkRow, Problem, TopBar, drawn, icon, small_icon};
use crate::ui::draft::use_draft;
use crate::ui::page::use_page;
use crate::ui::route::{Route, ToastPlace, use_trail};
use crate::ui::screen;
use crate::ui::session::{Session, local, now, use_session, use_texts};

#[component]
pub(crate) fn PaperScreen(mission: String, what: String) -> Element {
    // A list of one, so that another paper begins anew.
    rsx! {
        for (mission , what) in [(mission, what)] {
            Shown { key: "{mission}{what}", mission, what }
        }
    }
}

/// Stands between the words for one question and those for the next while they are a draft; nobody
/// types it.
const NEXT: char = '\u{1e}';

#[component]
fn Shown(mission: String, what: String) -> Element {
    let texts = use_texts();
    let session = use_session();
    let trail = use_trail();
    let mut typed = use_signal(|| None::<Vec<String>>);
    let mut agreed = use_signal(|| [false; 4]);
    let mut proposes = use_signal(|| false);
    let mut replied = use_signal(|| None::<PostId>);
    let mut is_missing = use_signal(|| false);
    let mut photo = use_signal(|| None::<Rc<[u8]>>);
    let draft = use_draft("");
    let said = Said { mission: mission.clone(), what: what.clone(), ..Said::default() };
    let answer = said.clone();
    let choose = use_callback(move |choice| {
        is_missing.set(false);
        keep(session, Said { answers: vec![choice], ..answer.clone() }, |_| ());
    });
    let asked = Command::Paper { mission: mission.clone(), what: what.clone() };
    let page = use_page(asked, |reply| match reply {
        Reply::Paper(paper) => Some(*paper),
        _ => None,
    });
    let is_new = what == EXCHANGE && page.shown().is_some_and(|paper| !paper.done);
    let read = Said { done: true, ..said.clone() };
    use_effect(use_reactive!(|is_new| {
        if is_new {
            session.ask(Command::Say(read.clone()), |_| ());
        }
    }));
    let paper = match super::shown(&texts, page) {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let (is_message, is_debrief, is_exchange) =
        (what == MESSAGE, what == DEBRIEF, what == EXCHANGE);
    let is_card = !(is_message || is_debrief || is_exchange || what == YEAR);
    let year: String = local(now()).text().chars().take(4).collect();
    let title = match what.as_str() {
        MESSAGE => t!(texts, "mission-message"),
        EXCHANGE => t!(texts, "exchange-title"),
        DEBRIEF => t!(texts, "debrief-title"),
        YEAR => t!(texts, "year-title", year = year.as_str()),
        _ => paper.title.clone(),
    };
    let up = match mission.parse::<MissionId>() {
        Ok(mission) => Route::MissionScreen { mission },
        Err(_) => Route::SettingsScreen {},
    };
    let asks = match what.as_str() {
        MESSAGE if proposes() => vec![t!(texts, "message-propose")],
        MESSAGE => vec![t!(texts, "message-comment")],
        EXCHANGE if replied().is_some() => vec![t!(texts, "exchange-reply-yours")],
        EXCHANGE => vec![t!(texts, "exchange-yours")],
        DEBRIEF => vec![
            t!(texts, "debrief-worked"),
            t!(texts, "debrief-hard"),
            t!(texts, "debrief-heard"),
            t!(texts, "debrief-change"),
        ],
        _ => Vec::new(),
    };
    let begun = paper.typing.as_ref().and_then(|typing| typing.content.as_ref());
    let begun = begun.map(|content| content.split(NEXT).map(str::to_owned).collect());
    let words: Vec<String> = typed()
        .or(begun)
        .unwrap_or_else(|| if is_debrief { paper.answers.clone() } else { vec![String::new()] });
    if let Some(typing) = &paper.typing {
        draft.is_of(&typing.key);
    }
    let is_read = paper.seen.is_some() && !paper.has_changed() && (is_message || paper.done);
    let is_answered = paper.questions.iter().all(|question| question.chosen.is_some());
    let finish = {
        let (said, up) = (Said { done: true, ..said.clone() }, up.clone());
        move |_: MouseEvent| {
            is_missing.set(!is_answered);
            if is_answered {
                let up = up.clone();
                keep(session, said.clone(), move |texts| {
                    session.toast(t!(texts, "card-done"), None);
                    if is_card {
                        trail.back(up);
                    }
                });
            }
        }
    };
    let send = {
        let (said, words) = (said.clone(), words.clone());
        move |_: MouseEvent| {
            let is_empty = words.iter().all(|text| text.trim().is_empty());
            is_missing.set(is_empty);
            if is_empty {
                return;
            }
            let what = if *proposes.peek() { PROPOSAL.to_owned() } else { said.what.clone() };
            let texts = words.iter().cloned().map(Some).collect();
            let picture = photo.peek().as_deref().map(<[u8]>::to_vec);
            let said = Said { what, texts, post: *replied.peek(), picture, ..said.clone() };
            keep(session, said, move |texts| {
                session.toast(t!(texts, "message-sent"), None);
                // What was on its way to the draft when this was sent is nothing to offer again.
                draft.keep(String::new());
                if is_message || is_exchange {
                    typed.set(Some(vec![String::new()]));
                    proposes.set(false);
                    replied.set(None);
                    photo.set(None);
                }
            });
        }
    };
    let back = up.clone();
    rsx! {
        TopBar {
            texts: texts.clone(),
            title,
            subtitle: paper.of.clone(),
            onback: move |()| trail.back(back.clone()),
        }
        main { class: "scroll", id: "wall",
            {words_of(&texts, &paper, is_debrief)}
            if is_card {
                {pictures(&texts, &paper.pictures, None)}
            }
            for (place , question) in paper.questions.iter().enumerate() {
                section { class: "card", key: "{question.id}",
                    {quiz(&texts, place, question, choose)}
                }
            }
            if is_card && is_missing() {
                Problem { text: t!(texts, "card-answer-first") }
            }
            if is_card && is_read {
                p { class: "okline", {small_icon("check")} span { {t!(texts, "card-read")} } }
            }
            if is_message && !is_read && paper.text.is_some() {
                button { class: "btn whole gap", r#type: "button", onclick: finish.clone(), {t!(texts, "card-finish")} }
            }
            for said in paper.remarks.iter() {
                blockquote { class: if said.mine { "said own" } else { "said heard" }, key: "{said.id}",
                    {remark(&texts, said, paper.text.as_deref())}
                }
            }
            if is_exchange {
                p { class: "note soft", {t!(texts, "exchange-help")} }
                if paper.posts.is_empty() {
                    p { class: "gap", {t!(texts, "exchange-empty")} }
                }
            }
            for post in paper.posts.iter() {
                blockquote { class: if post.mine { "said own" } else { "said heard" }, key: "{post.id}",
                    "data-reply": post.parent.is_some(),
                    {exchanged(&texts, session, &said, post, replied, &paper.pictures)}
                }
            }
            if is_debrief {
                p { class: "note soft", {t!(texts, "debrief-help")} }
            }
            for (place , label) in asks.into_iter().enumerate() {
                section { class: "card gap", key: "{place}",
                    GuardedText {
                        texts: texts.clone(),
                        id: "say-{place}",
                        label,
                        hidden_label: false,
                        value: words.get(place).cloned().unwrap_or_default(),
                        agreed: agreed.read().get(place).copied().unwrap_or_default()
                            && words.get(place).is_some_and(|text| !check(text).is_empty()),
                        oninput: {
                            let words = words.clone();
                            move |text| {
                                is_missing.set(false);
                                let mut words = words.clone();
                                if let Some(held) = words.get_mut(place) {
                                    *held = text;
                                }
                                let is_empty = words.iter().all(String::is_empty);
                                draft.keep(if is_empty {
                                    String::new()
                                } else {
                                    words.join(&NEXT.to_string())
                                });
                                typed.set(Some(words));
                            }
                        },
                        onagree: move |()| {
                            if let Some(held) = agreed.write().get_mut(place) {
                                *held = true;
                            }
                        },
                    }
                }
            }
            if is_exchange {
                Photograph { texts: texts.clone(), photo }
            }
            if !is_card && is_missing() {
                Problem { text: t!(texts, "message-missing") }
            }
            if is_message || is_debrief || is_exchange {
                div { class: "actions",
                    if replied().is_some() {
                        button { class: "btn", r#type: "button", onclick: move |_| replied.set(None),
                            {t!(texts, "exchange-reply-not")}
                        }
                    }
                    button { class: "btn main", r#type: "button", onclick: send,
                        {icon("up")}
                        {t!(texts, "message-send")}
                    }
                    if is_message && !proposes() {
                        button {
                            class: "btn",
                            r#type: "button",
                            // Another wording begins with the present one.
                            onclick: {
                                let text = paper.text.clone().unwrap_or_default();
                                let is_empty = words.iter().all(String::is_empty);
                                move |_| {
                                    if is_empty {
                                        typed.set(Some(vec![text.clone()]));
                                    }
                                    proposes.set(true);
                                }
                            },
                            {t!(texts, "message-reword")}
                        }
                    }
                }
            }
            if what == YEAR {
                {done(&texts, &paper.stints, &year)}
            }
        }
        ToastPlace {}
        if is_card && !is_read {
            footer { class: "dado",
                button { class: "btn big light whole", r#type: "button", onclick: finish, {t!(texts, "card-finish")} }
            }
        }
    }
}

fn keep(session: Session, said: Said, then: impl FnOnce(&Texts) + 'static) {
    session.act(Command::Say(said), move |_| {
        session.send_shortly();
        then(&session.texts());
    });
}

/// What there is to read, with what changed since marked.
fn words_of(texts: &Texts, paper: &Paper, is_debrief: bool) -> Element {
    let Some(text) = &paper.text else { return rsx! {} };
    let gone = paper.seen.as_ref().map_or(0, |seen| blocks::gone(text, seen));
    rsx! {
        if paper.has_changed() {
            p { class: "okline",
                {small_icon("info")}
                span {
                    {t!(texts, "card-changed-help")}
                    if gone > 0 {
                        " "
                        {t!(texts, "card-gone", count = gone)}
                    }
                }
            }
        }
        section { class: "card",
            if is_debrief {
                p { class: "note soft", {t!(texts, "debrief-synthesis")} }
            }
            if paper.version > 0 {
                p { class: "note soft", {t!(texts, "message-version", number = paper.version)} }
            }
            {drawn(text, paper.seen.as_deref())}
        }
    }
}

fn quiz(
    texts: &Texts,
    place: usize,
    question: &QuizView,
    choose: Callback<(usize, i64)>,
) -> Element {
    let right = usize::try_from(question.correct - 1).unwrap_or_default();
    let answer = question.choices.get(right).cloned().unwrap_or_default();
    let verdict = question.chosen.map(|chosen| {
        if chosen == question.correct {
            t!(texts, "card-right")
        } else {
            t!(texts, "card-wrong", answer = answer)
        }
    });
    rsx! {
        p { class: "lead", dir: "auto", id: "{question.id}", "{question.ask}" }
        div { class: "chips", role: "group", "aria-labelledby": "{question.id}",
            for (index , label) in (1..).zip(question.choices.iter().cloned()) {
                Chip {
                    key: "{index}",
                    on: question.chosen == Some(index),
                    label,
                    onclick: move |()| choose.call((place, index)),
                }
            }
        }
        div { "aria-live": "polite",
            if let Some(verdict) = verdict {
                p { b { "{verdict}" } }
                if let Some(why) = &question.why {
                    p { class: "soft", dir: "auto", "{why}" }
                }
            }
        }
    }
}

/// What somebody said. What a proposal would change is marked.
fn remark(texts: &Texts, remark: &RemarkView, message: Option<&str>) -> Element {
    let who = match &remark.author_name {
        _ if remark.mine => t!(texts, "message-you"),
        Some(name) => t!(texts, "visits-said", name = name.as_str()),
        None => t!(texts, "visits-said-desk"),
    };
    let seen = message.filter(|_| remark.proposal).map(blocks::seen);
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

/// The missions of a year, to print.
fn done(texts: &Texts, stints: &[StintView], year: &str) -> Element {
    let of_year = |stint: &&StintView| {
        let year_of = |day: &str| day.get(..4).unwrap_or_default().to_owned();
        year_of(&stint.starts).as_str() <= year && year_of(&stint.ends).as_str() >= year
    };
    let stints: Vec<&StintView> = stints.iter().filter(of_year).collect();
    let sum = |count: fn(&StintView) -> u64| stints.iter().map(|one| count(one)).sum::<u64>();
    let (met, cards) = (sum(|stint| stint.met), sum(|stint| stint.cards));
    let mut languages: Vec<String> = Vec::new();
    for code in stints.iter().flat_map(|stint| &stint.languages) {
        let word = texts.of(SPOKEN, code);
        if !languages.contains(&word) {
            languages.push(word);
        }
    }
    let counts = [
        (stints.len() as u64, t!(texts, "year-missions", count = stints.len())),
        (met, t!(texts, "year-met", count = met)),
        (cards, t!(texts, "year-cards", count = cards)),
    ];
    let day = |text: &str| Moment::parse(text).map(|day| texts.day(day)).unwrap_or_default();
    rsx! {
        dl { class: "counts",
            for (place , (count , word)) in counts.into_iter().enumerate() {
                div { key: "{place}",
                    dt { "{word}" }
                    dd { class: "num", "{count}" }
                }
            }
        }
        if !languages.is_empty() {
            p { class: "gap", {t!(texts, "year-languages", languages = languages.join(", "))} }
        }
        ul { class: "rows",
            for stint in stints {
                li { class: "row", key: "{stint.mission}",
                    span { class: "body",
                        b { bdi { "{stint.title}" } }
                        small { {day(&stint.starts)} " – " {day(&stint.ends)} }
                    }
                    span { class: "num", "{stint.met}" }
                }
            }
        }
        p { class: "note soft", {t!(texts, "year-help")} }
        div { class: "actions",
            button { class: "btn", r#type: "button", onclick: move |_| screen::print(),
                {icon("print")}
                {t!(texts, "year-print")}
            }
        }
    }
}

/// The cards of a mission, each with how its reader stands with it.
pub(super) fn cards(texts: &Texts, mission: MissionId, cards: &[CardView]) -> Element {
    rsx! {
        h2 { class: "sec", {t!(texts, "cards-title")} }
        ul { class: "rows",
            for card in cards {
                li { key: "{card.id}",
                    LinkRow {
                        to: paper(mission, &card.id.to_string()),
                        start: icon(if card.done && !card.has_changed() { "check" } else { "paper" }),
                        title: card.title.clone(),
                        note: if card.has_changed() {
                            t!(texts, "card-changed")
                        } else if card.done {
                            t!(texts, "card-read")
                        } else {
                            t!(texts, "card-to-read")
                        },
                    }
                }
            }
        }
    }
}

/// Where a paper of a mission is read.
pub(super) fn paper(mission: MissionId, what: &str) -> Route {
    Route::PaperScreen { mission: mission.to_string(), what: what.to_owned() }
}
