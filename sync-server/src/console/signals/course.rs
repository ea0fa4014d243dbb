//! How a signal went on, in words: what is answered, the five steps, and what was written when.

use chrono::NaiveDate;
use shared::id::{FeedId, SignalId};
use shared::record::{Answer, AnswerResult, Kind};
use shared::time::Millis;
use shared::value::Value;

use super::super::tongue::{Part, Tongue};
use super::result_word;
use crate::service::signals::Stand;
use crate::store::{Read, StoreError};

pub(super) struct Said {
    pub(super) heading: String,
    pub(super) words: String,
    pub(super) below: String,
}

pub(super) struct Step {
    pub(super) word: String,
    pub(super) below: String,
    /// `ok`, `now`, or nothing for what is to come.
    pub(super) style: &'static str,
}

pub(super) fn said(t: Tongue, answer: &Answer, partner: &str) -> Said {
    let day = t.day(answer.due);
    match (answer.result, &answer.result_words) {
        (Some(result), Some(words)) => Said {
            heading: t.say(&format!("signal-result-{}", result_word(result))),
            words: words.to_string(),
            below: partner.to_owned(),
        },
        _ => Said {
            heading: t.say("signal-answered"),
            words: answer.action.to_string(),
            below: [partner.to_owned(), t.about("signal-until", &day)].join(" · "),
        },
    }
}

pub(super) fn steps(t: Tongue, stand: &Stand, told: Option<String>) -> Vec<Step> {
    let Stand { signal, answer, .. } = stand;
    let answer = answer.as_ref().map(|(_, held)| held);
    let answered = answer.map(|held| {
        let days = held.answered.signed_duration_since(signal.raised).num_days();
        let days = t.count("signal-in-days", u64::try_from(days).unwrap_or(0));
        format!("{}, {days}", t.day(held.answered))
    });
    let result = answer.and_then(|held| held.settled.zip(held.result));
    let (result_name, settled) = match result {
        Some((day, result)) => (format!("signal-result-{}", result_word(result)), Some(t.day(day))),
        None => {
            let due = answer.map(|held| t.about("signal-until", &t.day(held.due)));
            ("signal-step-result".to_owned(), due)
        }
    };
    let read = signal.acknowledged.map(|day| t.day(day));
    let is_read = signal.acknowledged.is_some() || answer.is_some();
    let steps = [
        ("signal-step-raised".to_owned(), Some(t.day(signal.raised)), true),
        ("signal-step-read".to_owned(), read, is_read),
        ("signal-step-answered".to_owned(), answered, answer.is_some()),
        (result_name, settled, result.is_some()),
        ("signal-step-told".to_owned(), told, false),
    ];
    let mut lit = false;
    let steps = steps.into_iter().map(|(word, below, is_reached)| {
        let style = match (is_reached, lit) {
            (true, _) => "ok",
            (false, false) => {
                lit = true;
                "now"
            }
            (false, true) => "",
        };
        Step { word: t.say(&word), below: below.unwrap_or_default(), style }
    });
    steps.collect()
}

/// What was written when, the oldest first; a promise that was put off stays to be read.
pub(super) fn history(
    read: &dyn Read,
    t: Tongue,
    feed: FeedId,
    id: SignalId,
    stand: &Stand,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut told: Vec<(Millis, String)> = Vec::new();
    for past in read.history_of(feed, Kind::Signal, id.0)? {
        let fields = &past.change.fields;
        if fields.contains_key("raised") {
            told.push((past.received, t.say("signal-then-raised")));
        }
        if fields.contains_key("acknowledged") {
            told.push((past.received, t.say("signal-then-read")));
        }
    }
    if let Some((to, _)) = &stand.answer {
        for past in read.history_of(stand.territory, Kind::Answer, to.0)? {
            let text = |name: &str| match past.change.fields.get(name) {
                Some(Value::Text(text)) => Some(text.as_str()),
                _ => None,
            };
            let day =
                text("due").and_then(|due| due.parse::<NaiveDate>().ok()).map(|due| t.date(due));
            if let Some(action) = text("action") {
                told.push((past.received, t.about("signal-then-answered", action)));
            }
            if let Some(day) = day {
                told.push((past.received, t.about("signal-then-due", &day)));
            }
            if let (Some(result), Some(words)) = (text("result"), text("result_words")) {
                let result: Option<AnswerResult> = result.parse().ok();
                let result =
                    result.map(|one| t.say(&format!("signal-result-{}", result_word(one))));
                let (result, words) = (result.unwrap_or_default(), Part::Text(words));
                let parts = [("result", Part::Text(&result)), ("words", words)];
                told.push((past.received, t.with("signal-then-settled", &parts)));
            }
        }
    }
    told.sort_by_key(|(at, _)| *at);
    Ok(told.into_iter().map(|(at, words)| (t.long_when(at), words)).collect())
}
