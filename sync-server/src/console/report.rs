//! The report of a mission: a sheet to read and to print, and what a supervisor sees beside it.
//!
//! A partner reads the latest edition that was published; the association also sees the draft, as
//! protected as an edition. Which figures may be told is said by [`crate::report`].

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::{FeedId, MissionId};
use shared::record::{Account, Kind, Record, Role};

use super::answer::{Trouble, see};
use super::board::MissionPath;
use super::gate::Seat;
use super::query::Address;
use super::tongue::Part;
use super::{Console, Page, Place, words};
use crate::auth::Principal;
use crate::service::reports::{self, Draft, Headings};
use crate::store::{Published, Read, StoreError};

mod bars;
mod choice;
mod paper;
mod sheet;

pub(super) use choice::{choose, list as choices};
use paper::Paper;
pub(super) use paper::below;
pub(super) use sheet::download as workbook;

pub(super) const HEADINGS: Headings =
    Headings { languages: &words::LANGUAGES, needs: &words::THEMES };

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    title: String,
    below: String,
    paper: Option<Paper>,
    board_at: Option<String>,
    sheet_at: String,
    staff: Option<Staff>,
    editions: Vec<EditionLink>,
    done: Option<String>,
}

/// What the association alone sees beside the sheet.
struct Staff {
    publish_at: String,
    choose_at: String,
    hidden: String,
    waiting: Option<String>,
    review_at: String,
    chosen: String,
    is_draft: bool,
    is_new: bool,
}

struct EditionLink {
    address: String,
    word: String,
    here: bool,
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    edition: Option<u64>,
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    console
        .show(seat, Place::Missions, move |read, page| {
            let source = Source::of(read, &principal, mission, asked.edition)?;
            fill(read, page, &source, &asked)
        })
        .await
}

pub(super) async fn publish(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let mission = mission.id()?;
    console
        .write(move |write, moment| {
            let feed = principal.mission(&*write, mission)?.ok_or(Trouble::NotFound)?;
            Ok::<_, Trouble>(reports::publish(write, &principal, feed, HEADINGS, moment)?)
        })
        .await?;
    Ok(see(&at(mission).with("done", "published").to_string()))
}

/// What a page or a workbook is made of: an edition, or the draft.
struct Source {
    mission: MissionId,
    feed: FeedId,
    staff: bool,
    published: Vec<Published>,
    draft: Option<Draft>,
    /// The edition that is shown; none for the draft, or where nothing was published.
    edition: Option<Published>,
}

impl Source {
    fn of(
        read: &dyn Read,
        principal: &Principal,
        mission: MissionId,
        edition: Option<u64>,
    ) -> Result<Self, Trouble> {
        let feed = principal.reads_report(read, mission)?.ok_or(Trouble::NotFound)?;
        let staff = principal.role != Role::Partner;
        let published = read.editions(feed)?;
        let wanted = match edition {
            Some(n) => Some(published.iter().find(|one| one.n == n).ok_or(Trouble::NotFound)?),
            None if staff => None,
            None => published.last(),
        };
        let edition = wanted.cloned();
        // What is true now is looked up for nobody but the association.
        let draft = staff.then(|| reports::draft(read, feed, HEADINGS)).transpose()?;
        Ok(Self { mission, feed, staff, published, draft, edition })
    }

    fn paper(&self, read: &dyn Read, page: &Page) -> Result<Option<Paper>, Trouble> {
        let (figures, needs, at) = match (&self.edition, &self.draft) {
            (Some(one), _) => (&one.edition.figures, one.words.clone(), Some((one.n, one.at))),
            (None, Some(draft)) => {
                let needs = draft.words.iter().map(|one| one.need).collect();
                (&draft.edition.figures, needs, None)
            }
            (None, None) => return Ok(None),
        };
        Paper::of(read, page, self.feed, self.mission, figures, &needs, at).map(Some)
    }
}

fn at(mission: MissionId) -> Address {
    Address::new(format!("/desk/missions/{mission}/report"))
}

fn fill(
    read: &dyn Read,
    page: Page,
    source: &Source,
    asked: &Asked,
) -> Result<ReportPage, Trouble> {
    let t = page.t;
    let here = at(source.mission);
    let paper = source.paper(read, &page)?;
    let mut editions = Vec::new();
    for one in source.published.iter().rev() {
        let by = if source.staff { name(read, one)? } else { String::new() };
        let when = paper::day(t, one.at);
        let parts =
            [("n", Part::Number(one.n)), ("when", Part::Text(&when)), ("who", Part::Text(&by))];
        let word = if source.staff { "report-edition-by" } else { "report-edition" };
        editions.push(EditionLink {
            address: here.clone().with("edition", one.n).to_string(),
            word: t.with(word, &parts),
            here: source.edition.as_ref().is_some_and(|shown| shown.n == one.n),
        });
    }
    let staff = source.draft.as_ref().map(|draft| {
        let figures =
            source.edition.as_ref().map_or(&draft.edition.figures, |one| &one.edition.figures);
        let hidden = paper::hidden(figures);
        let waiting = draft.edition.counts.waiting;
        let last = source.published.last().map(|one| (&one.edition.figures, one.words.as_slice()));
        let words: Vec<_> = draft.words.iter().map(|one| one.need).collect();
        Staff {
            publish_at: format!("/desk/missions/{}/report/publish", source.mission),
            choose_at: format!("/desk/missions/{}/report/words", source.mission),
            hidden: t.count("report-hidden", hidden),
            waiting: (waiting > 0).then(|| t.count("report-waiting-visits", waiting)),
            review_at: Address::new("/desk/review").with("mission", source.mission).to_string(),
            chosen: t.count("report-chosen", words.len() as u64),
            is_draft: source.edition.is_none(),
            is_new: last != Some((&draft.edition.figures, &words)),
        }
    });
    let mut sheet = Address::new(format!("/desk/missions/{}/report.xlsx", source.mission));
    if let Some(one) = &source.edition {
        sheet = sheet.with("edition", one.n);
    }
    Ok(ReportPage {
        title: t.say("report"),
        below: paper::below(read, source.feed, source.mission)?,
        board_at: source.staff.then(|| format!("/desk/missions/{}", source.mission)),
        sheet_at: sheet.to_string(),
        staff,
        editions,
        done: (asked.done == "published").then(|| t.say("report-done-published")),
        paper,
        page,
    })
}

/// Who published an edition.
fn name(read: &dyn Read, published: &Published) -> Result<String, StoreError> {
    let account = published.account;
    let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
    Ok(Account::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}
