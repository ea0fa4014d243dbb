//! The missions that a person sees.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::MissionId;
use shared::record::{Kind, Mission, MissionState, Outcome, Record};

use super::answer::Trouble;
use super::gate::Seat;
use super::query::Address;
use super::tongue::{Part, Tongue};
use super::{Console, Page, Place};
use crate::auth::Principal;
use crate::store::{MissionLine, Read};

const A_PAGE: usize = 24;

#[derive(Template)]
#[template(path = "missions.html")]
struct MissionsPage {
    page: Page,
    missions: Vec<Card>,
    /// Whether figures are shown: to the association alone.
    figures: bool,
    before: Option<String>,
    after: Option<String>,
}

struct Card {
    address: String,
    report_at: String,
    title: String,
    partner: String,
    territory: String,
    period: String,
    state: &'static str,
    state_word: String,
    seen: u64,
    met: u64,
    back: u64,
    waiting: u64,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    page: usize,
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let number = asked.page.min(10_000);
    console
        .show(seat, Place::Missions, move |read, page| {
            let scope = principal.missions(read)?;
            let mut lines = read.mission_lines(scope.as_deref(), number * A_PAGE, A_PAGE + 1)?;
            let more = lines.len() > A_PAGE;
            lines.truncate(A_PAGE);
            let address = |number: usize| Address::new("/desk/missions").page(number).to_string();
            let t = page.t;
            Ok(MissionsPage {
                figures: page.person.as_ref().is_some_and(|person| person.staff),
                missions: lines.iter().map(|line| card(t, line)).collect(),
                before: (number > 0).then(|| address(number - 1)),
                after: more.then(|| address(number + 1)),
                page,
            })
        })
        .await
}

fn card(t: Tongue, line: &MissionLine) -> Card {
    let mission = &line.mission;
    let (state, word) = match mission.state {
        MissionState::Draft => ("draft", "mission-draft"),
        MissionState::Open => ("open", "mission-open"),
        MissionState::Closed => ("closed", "mission-closed"),
    };
    Card {
        address: format!("/desk/missions/{}", line.feed.owner().unwrap_or_default()),
        report_at: format!("/desk/missions/{}/report", line.feed.owner().unwrap_or_default()),
        title: mission.title.to_string(),
        partner: line.partner.clone(),
        territory: line.territory.clone(),
        period: period(t, mission),
        state,
        state_word: t.say(word),
        seen: line.doors.seen(),
        met: line.doors.of(Outcome::Met),
        back: line.doors.of(Outcome::ComeBack),
        waiting: line.reviews.received,
    }
}

/// A mission that this person sees.
pub(super) fn of(
    read: &dyn Read,
    principal: &Principal,
    id: MissionId,
) -> Result<Mission, Trouble> {
    let feed = principal.mission(read, id)?.ok_or(Trouble::NotFound)?;
    let row = read.row(feed, Kind::Mission, id.0)?;
    Mission::read(&row.fields()).map_err(|_| Trouble::NotFound)
}

/// From when to when.
pub(super) fn period(t: Tongue, mission: &Mission) -> String {
    let (from, to) = (t.day(mission.starts), t.date(mission.ends));
    t.with("period", &[("from", Part::Text(&from)), ("to", Part::Text(&to))])
}
