//! The words of residents: those that were heard, and those that were chosen for the report.
//!
//! Nothing of whose they are is shown beside them, so that they are read as a partner will read
//! them. The guard says which of them speak of what the law protects; the choice is a person's.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::guard;
use shared::id::FeedId;
use shared::record::{Account, Kind, Record};
use uuid::Uuid;

use super::super::answer::{Trouble, see};
use super::super::board::MissionPath;
use super::super::form::Posted;
use super::super::gate::Seat;
use super::super::query::Address;
use super::super::tongue::Part;
use super::super::{Console, Page, Place, words};
use super::paper;
use crate::service::reports::{self, Chosen, MOST_WORDS};
use crate::store::{Read, StoreError, WordsLine};

const A_PAGE: usize = 40;
/// So many letters of the words are in the name of their button.
const READ_OUT: usize = 60;

#[derive(Template)]
#[template(path = "report_words.html")]
struct WordsPage {
    page: Page,
    below: String,
    report_at: String,
    choose_at: String,
    parts: Vec<Shelf>,
    after: Option<String>,
    done: Option<String>,
}

/// Words that are in the report, or that could be.
struct Shelf {
    name: &'static str,
    title: String,
    beside: String,
    empty: String,
    /// What its button asks for.
    wanted: &'static str,
    act: String,
    lines: Vec<Words>,
}

struct Words {
    need: Uuid,
    theme: String,
    text: String,
    /// The button's name where it is read out.
    act: String,
    warning: Option<String>,
    by: Option<String>,
}

#[derive(Default, Deserialize)]
pub(in super::super) struct Asked {
    before: Option<Uuid>,
    #[serde(default)]
    done: String,
}

pub(in super::super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    console
        .show(seat, Place::Missions, move |read, page| {
            let feed = principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
            let here = Address::new(format!("/desk/missions/{mission}/report/words"));
            let mut heard = read.words_to_choose(feed, asked.before, A_PAGE + 1)?;
            let more = heard.len() > A_PAGE;
            heard.truncate(A_PAGE);
            let last = heard.last().map(|line| line.need).filter(|_| more);
            let after = last.map(|last| here.clone().with("before", last).to_string());
            let chosen = read.chosen_words(feed)?;
            let t = page.t;
            let known = ["done", "gone", "full"];
            let done = known.into_iter().find(|one| *one == asked.done);
            let shown = |lines: &[WordsLine], act: &str| {
                let line = |line| words_of(read, &page, line, act);
                lines.iter().map(line).collect::<Result<Vec<_>, _>>()
            };
            let count = [
                ("n", Part::Number(chosen.len() as u64)),
                ("most", Part::Number(MOST_WORDS as u64)),
            ];
            heard.retain(|line| line.chosen.is_none());
            let parts = vec![
                Shelf {
                    name: "chosen",
                    title: t.say("words-chosen"),
                    beside: t.with("words-count", &count),
                    empty: t.say("words-none-chosen"),
                    wanted: "no",
                    act: t.say("words-drop"),
                    lines: shown(&chosen, "words-drop-these")?,
                },
                Shelf {
                    name: "heard",
                    title: t.say("words-heard"),
                    beside: String::new(),
                    empty: t.say("words-none-heard"),
                    wanted: "yes",
                    act: t.say("words-choose"),
                    lines: shown(&heard, "words-choose-these")?,
                },
            ];
            Ok(WordsPage {
                below: paper::below(read, feed, mission)?,
                report_at: super::at(mission).to_string(),
                choose_at: here.to_string(),
                parts,
                after,
                done: done.map(|done| t.say(&format!("words-done-{done}"))),
                page,
            })
        })
        .await
}

pub(in super::super) async fn choose(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    // What is named in a form of ours is an id; anything else names nothing.
    let need = posted.get("need").parse().unwrap_or(Uuid::nil());
    let wanted = posted.get("wanted") == "yes";
    let chosen = console
        .write(move |write, moment| {
            let feed = principal.mission(&*write, mission)?.ok_or(Trouble::NotFound)?;
            Ok::<_, Trouble>(reports::choose(write, &principal, feed, need, wanted, moment)?)
        })
        .await?;
    let done = match chosen {
        Chosen::Done => "done",
        Chosen::Gone => "gone",
        Chosen::Full => "full",
    };
    let back = Address::new(format!("/desk/missions/{mission}/report/words"));
    Ok(see(&back.with("done", done).to_string()))
}

fn words_of(
    read: &dyn Read,
    page: &Page,
    line: &WordsLine,
    act: &str,
) -> Result<Words, StoreError> {
    let t = page.t;
    let found = guard::check(&line.words);
    let mut topics: Vec<_> = found.iter().map(|found| found.topic).collect();
    topics.sort_unstable();
    topics.dedup();
    let said = |topic: &guard::Topic| t.say(&format!("guard-{}", topic.as_str()));
    let topics: Vec<_> = topics.iter().map(said).collect();
    let by = match line.chosen {
        Some((account, at)) => {
            let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
            let name = Account::read(&row.fields()).map(|one| one.name.to_string());
            let (name, when) = (name.unwrap_or_default(), page.when(at));
            let parts = [("who", Part::Text(&name)), ("when", Part::Text(&when))];
            Some(t.with("words-by", &parts))
        }
        None => None,
    };
    Ok(Words {
        need: line.need,
        theme: t.theme(&line.theme),
        text: words::marked(&line.words),
        act: t.about(act, &line.words.chars().take(READ_OUT).collect::<String>()),
        warning: (!topics.is_empty()).then(|| topics.join(" ")),
        by,
    })
}
