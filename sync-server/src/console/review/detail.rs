//! One visit, as a person reads it: what was said, given and heard, and what was decided before.

use shared::id::{AccountId, FeedId, Id};
use shared::record::{
    Account, Advice, Appointment, AppointmentSort, Comment, Kind, Need, Record, Review, Service,
    Verdict, Visit,
};

use super::super::Page;
use super::super::answer::Trouble;
use super::super::tongue::{Part, Tongue};
use super::super::words;
use super::key;
use crate::store::{Read, ReviewState, StoreError, VisitLine};

/// A visit that is open.
pub(super) struct Detail {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) state: &'static str,
    pub(super) icon: &'static str,
    pub(super) outcome: String,
    pub(super) below: String,
    pub(super) estimated: bool,
    pub(super) advice: Vec<String>,
    pub(super) needs: Vec<NeedLine>,
    pub(super) next_steps: Vec<NextStep>,
    pub(super) note: Option<String>,
    pub(super) why: Vec<String>,
    /// What was decided and written, in its order.
    pub(super) thread: Vec<ThreadLine>,
    pub(super) standing: ReviewState,
    pub(super) ready: Vec<String>,
}

pub(super) struct NeedLine {
    pub(super) theme: String,
    pub(super) words: Option<String>,
}

pub(super) struct NextStep {
    pub(super) what: String,
    pub(super) consent: bool,
}

pub(super) struct ThreadLine {
    pub(super) who: String,
    /// What was decided; a comment decides nothing.
    pub(super) verdict: Option<String>,
    pub(super) text: Option<String>,
    pub(super) returned: bool,
}

impl Detail {
    pub(super) fn of(read: &dyn Read, page: &Page, line: &VisitLine) -> Result<Self, Trouble> {
        let t = page.t;
        let row = read.row(line.feed, Kind::Visit, line.visit.0)?;
        let visit = Visit::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
        let children = |kind| read.children(line.feed, kind, line.visit);
        let mut needs = Vec::new();
        let mut words_said = Vec::new();
        for (_, _, fields) in children(Kind::Need)? {
            let Ok(need) = Need::read(&fields) else { continue };
            let said = need.words.map(|words| words.to_string());
            words_said.extend(said.clone());
            needs.push(NeedLine {
                theme: t.theme(need.theme.as_str()),
                words: said.as_deref().map(words::marked),
            });
        }
        let mut advice = Vec::new();
        for (_, _, fields) in children(Kind::Advice)? {
            let Ok(one) = Advice::read(&fields) else { continue };
            advice.push(service_name(read, one.service.uuid())?);
        }
        let mut next_steps = Vec::new();
        for (_, _, fields) in children(Kind::Appointment)? {
            let Ok(one) = Appointment::read(&fields) else { continue };
            next_steps.push(next_step(read, t, &one)?);
        }
        let mut thread = Vec::new();
        for (_, seq, fields) in children(Kind::Review)? {
            let Ok(one) = Review::read(&fields) else { continue };
            thread.push((seq, review_line(read, t, one)?));
        }
        for (_, seq, fields) in children(Kind::Comment)? {
            let Ok(one) = Comment::read(&fields) else { continue };
            let (who, text) = (name_of(read, one.author)?, Some(one.text.to_string()));
            thread.push((seq, ThreadLine { who, verdict: None, text, returned: false }));
        }
        thread.sort_by_key(|(seq, _)| *seq);
        let note = visit.note.as_ref().map(|note| note.as_str());
        let texts = note.into_iter().chain(words_said.iter().map(String::as_str));
        Ok(Self {
            key: key(line),
            title: t.door(line),
            state: words::state(line.outcome),
            icon: words::icon(line.outcome),
            outcome: t.outcome(line.outcome),
            below: below(t, line, &visit),
            estimated: visit.started_estimate.is_some(),
            advice,
            needs,
            next_steps,
            why: why(t, texts),
            note: note.map(words::marked),
            thread: thread.into_iter().map(|(_, line)| line).collect(),
            standing: line.state,
            ready: (1..=3).map(|n| t.say(&format!("ready-question-{n}"))).collect(),
        })
    }
}

/// Lucinda F. · mardi 24 novembre, 13 h 40 · 9 min · en portugais
fn below(t: Tongue, line: &VisitLine, visit: &Visit) -> String {
    let mut parts = vec![line.name.clone(), t.long_when(line.started)];
    if let Some(minutes) = visit.minutes {
        parts.push(t.count("minutes", u64::try_from(minutes.get()).unwrap_or(0)));
    }
    if let Some(language) = &visit.language {
        parts.push(t.about("in-language", &t.language(language.as_str())));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn service_name(read: &dyn Read, id: uuid::Uuid) -> Result<String, StoreError> {
    let row = read.row(FeedId::Catalogue, Kind::Service, id)?;
    Ok(Service::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}

fn next_step(read: &dyn Read, t: Tongue, one: &Appointment) -> Result<NextStep, StoreError> {
    let due = one.due.as_ref().map(|due| due.as_str()).unwrap_or_default();
    let due = due_words(t, due);
    let service = match one.service {
        Some(service) => service_name(read, service.uuid())?,
        None => String::new(),
    };
    let name = match one.sort {
        AppointmentSort::Revisit => "next-revisit",
        AppointmentSort::Referral => "next-referral",
    };
    let what = t.with(name, &[("due", Part::Text(&due)), ("service", Part::Text(&service))]);
    Ok(NextStep { what, consent: one.consent })
}

/// A local day or time as the record spells it, as people read it.
fn due_words(t: Tongue, due: &str) -> String {
    let (day, time) = due.split_once('T').map_or((due, None), |(day, time)| (day, Some(time)));
    let Ok(day) = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d") else {
        return due.to_owned();
    };
    let day = t.day(day);
    time.map_or_else(|| day.clone(), |time| format!("{day}, {time}"))
}

fn review_line(read: &dyn Read, t: Tongue, one: Review) -> Result<ThreadLine, StoreError> {
    let returned = one.verdict == Verdict::Returned;
    let verdict = if returned { "verdict-returned" } else { "verdict-approved" };
    Ok(ThreadLine {
        who: name_of(read, one.reviewer)?,
        verdict: Some(t.say(verdict)),
        text: one.question.map(|question| question.to_string()),
        returned,
    })
}

fn name_of(read: &dyn Read, account: AccountId) -> Result<String, StoreError> {
    let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
    Ok(Account::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}

/// Which words the guard found, and of what each speaks.
fn why<'a>(t: Tongue, texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut why = Vec::new();
    for text in texts {
        for found in shared::guard::check(text) {
            let topic = t.say(&format!("guard-{}", found.topic.as_str()));
            let parts = [("word", Part::Text(found.words(text))), ("topic", Part::Text(&topic))];
            let sentence = words::strong(&t.with("guard-why", &parts));
            if !why.contains(&sentence) {
                why.push(sentence);
            }
        }
    }
    why
}
